"""The words by which a question says what kind of answer it wants.

They are looked for in folded text, in which a "#" sign stands for each name of a role.
"""

from __future__ import annotations

from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.topic import RUNG

PROVENANCE = Pattern(
    r"\bprovenance\b|\b(?:where|what)\b.*\b(?:come|comes|came|taken|derived|sourced) from\b|"
    r"\bhow(?:['’]?s| was| were| is| are) .*\b(?:profiles?|pages?)\b.*\b(?:scored|rated)\b|"
    r"\bhow (?:was|were|is|are) .*\b(?:reviewed|sourced|made|written|validated|checked|verified|built|"
    r"compiled|created)\b|\bwho (?:wrote|reviewed|approved|made|checked|validated|created|signed off|looked over|vetted|audited)\b|"
    r"\bwho checks\W*$|\bwho (?:scores?|rates?|grades?|assess(?:es)?|judges?) (?:it|this|that|them|(?:the )?quality)\b|"
    r"\bhow (?:is|are|was|were) it (?:made sure|ensured|guaranteed|checked|assured)\b.*\b(?:profiles?|pages?|descriptions?)\b|"
    r"\b(?:evidence base|last reviewed|next review|review(?:ed)? by|reviewed|reviewers?|review panel|"
    r"quality review|review (?:score|rating|date))\b|\bsources? (?:of|for|behind)\b|"
    r"\b(?:what|which) (?:is|are) the (?:evidence|sources?)\b|\b(?:what|which) sources\b|\bbased on\b|"
    r"\bwho (?:owns|maintains|is the owner of|is responsible for) .*\b(?:profiles?|pages?|ladders?)\b|"
    r"\blast (?:looked|updated|changed|revised|checked|edited|touched)\b|"
    r"\b(?:profiles?|pages?)\b.*\b(?:approved|valid|gaps?|status|old|age|owner|updated|revised)\b|"
    r"\b(?:gaps?|status|owner|age|approval) (?:in|of|for) .*\b(?:profiles?|pages?)\b|"
    r"\bwho (?:drafted|prepared|compiled|produced|edited|designed) .*\b(?:profiles?|pages?|descriptions?)\b|"
    r"\b(?:has|have|had|was|were|is|are) .*\b(?:profiles?|pages?)\b.*\b(?:checked|vetted|audited|validated|verified|signed off|endorsed)\b|"
    r"\b(?:did|has|have|had|does) (?:anybody|anyone|somebody|someone)\b.{0,40}\b(?:check|review|vet|verif|approve|sign|audit|"
    r"look|validat|proof ?read)\w*\b.{0,40}\b(?:profiles?|pages?|this|that|it)\b|"
    r"\b(?:missing|left out|lacking|absent|not (?:yet )?(?:covered|described|included))\b.{0,30}"
    r"\b(?:pages?|profiles?)\b|"
    r"\bopen (?:points?|issues?|questions?)\b|\bhow old is .*\b(?:profiles?|pages?)\b|"
    r"\b(?:profiles?|pages?|descriptions?|guidelines?|content)\b.*\b(?:final|draft|up to date|outdated|"
    r"current)\W*$|"
    r"\b(?:profiles?|pages?)\b.*\breviews?\b|\breviews?\b.*\b(?:profiles?|pages?)\b|"
    r"\b(?:trust|rel[iy])\w*\b.*\b(?:profiles?|pages?|content|information|this|that|it)\W*$|"
    r"\b(?:profiles?|pages?|content|information|this|that|it)\b.{0,20}\b(?:trustworthy|reliable|trusted|signed[ -]off|vetted)\b|"
    r"\bwho (?:has |have |had )?(?:signs?|signed|vets?|vetted|verified|endorsed|audits?)\b(?: (?:off|on))*.{0,40}"
    r"\b(?:profiles?|pages?|descriptions?|this|that|it)\b|"
    r"\bwhen (?:was|were|did|has|have)\b.{0,60}\b(?:touched|updated|reviewed|revised|edited|changed|written|refreshed|"
    r"checked|approved|signed off)\W*$|"
    r"\bwho(?:['’]s| is|['’]re| are)? (?:the )?(?:owns?|owners?|maintains?|maintainers?|authors?)\b.{0,30}\b(?:this|that|it)\W*$",
)
ALIASES = Pattern(
    r"\balias(?:es)?\b|\b(?:other|alternat\w+|different|external|market|synonym\w*|more) (?:job |role )?"
    r"(?:titles?|names?)\b|\balso (?:known|called)\b|\bwhat else .*\bcall(?:ed)?\b|\b(?:aka|synonyms?)\b|"
    r"\bwhat (?:do|would) (?:you|we|they|others|people|other companies) call (?:an? |the |this |that )?(?:\w+ )?#|\bcalled elsewhere\b|"
    r"\b(?:one of (?:our|your|the)|an? (?:known|recorded|valid|official)) (?:job )?titles?\W*$|"
    r"\b(?:job )?titles (?:are|is|does|do|for|of)\b|\b(?:which|what) (?:job )?titles\b",
)
# Titles of a sort are what somebody made: "how many shipped titles".
TITLES_COUNTED = Pattern(r"\bhow many (?P<sort>[a-z]+) titles\b")
ADJACENT = Pattern(
    # "Who talks to the neighbours" is asked of people next door.
    r"^(?!\W*who (?!is\b|are\b)).*\bneighbou?rs?\b|"
    r"\badjacent\b|\b(?:similar|related|neighbou?r\w*|nearby|nearest|closest|lateral|comparable)\b.{0,20}"
    r"\b(?:roles?|jobs?|moves?|positions?|profiles?)\b|\broles? (?:that (?:is|are) )?(?:close|near|similar|"
    r"related|adjacent) to\b|\bwhere (?:can|could|do|does|might|would) .*\b(?:go|move|switch|transfer)\b.*"
    r"\b(?:next|from here|from there|afterwards|else|sideways)\b|\bnext (?:role|job|career) (?:step|move)s?\b|"
    r"\bcareer moves?\b|\b(?:close|near|similar|closest|nearest) to\b|"
    r"\b(?:roles?|jobs?|positions?)\b.{0,12}\bnext to\b|\b(?:roles?|jobs?|positions?) (?:is|are) "
    r"(?:most |more )?like\b|\b(?:far|farthest|furthest) from\b|"
    r"#['’]?s? (?:right |directly )?(?:next to|beside|alongside) (?:an? |the )?(?:[\w/-]+ ){0,2}?#|"
    r"\b(?:what|which|who)(?:['’]?s| is| are| roles? (?:is|are|sits?|lies?|stands?)| comes?| sits?| lies?| stands?)?"
    r"(?: right| directly| immediately)? (?:next to|beside|alongside|adjoining|bordering|near) "
    r"(?:(?:an? |the |our )?(?:[\w/-]+ ){0,2}?#|(?:this|that|the) (?:role|job|position|one)\b)",
)
HOW_FAR = Pattern(r"\bhow (?:far|close|near|closely|related)\b|\b(?:closer|nearer) to\b")
DISTANCE = Pattern(r"\bdistances?\b")
PROMOTION = Pattern(
    r"\b(?:promot\w+|move up|moving up|grow into|step up|advance|progress|get(?:ting)? (?:from|to)|"
    r"mov(?:e|ing) (?:from|to)|go(?:ing)? from|reach(?= (?:an? |the |level |grade |band )*(?:next|top|#|[a-z]{0,3}\d))|become|make it to|gap|needs? (?:for|to(?! (?:know|understand|use|speak|read|master|learn)\b))|next (?:level|step|rung|grade)|(?:comes|is) next|level up|level above|"
    r"missing|lack\w*)\b",
)
CHANGES = Pattern(r"\b(?:chang\w+|differ\w*|compar\w+)\b")
NEXT_LEVEL = Pattern(r"\bnext (?:level|step|rung|grade)\b")
RISES = Pattern(
    r"\b(?:missing|lack\w*|gap|promot\w+|mov(?:e|ing) up|step up|grow into|advance|progress)\b"
)
SELF_PLACEMENT = Pattern(
    rf"\b(?:what|which) (?:[\w#]+ ){{0,5}}?{RUNG}\b.*\b(?:am i|i am|i['’]m|(?:would|should|could|might|do|will) i "
    r"(?:be|fit|have|sit|belong|stand|match|land)|fits? me|suits? me|(?:put|place|make)s? me)\b|"
    r"\bwhere (?:do|would|should|could|might|will) i (?:fit|stand|sit|rank|land|belong|be)\b|"
    r"\bwhere (?:does|would|might|will|could) (?:that|this|it|all that|all this) (?:put|place|leave|land|rank|position)s? me\b|"
    rf"\bmy {RUNG}\b(?=\W*$)|\bmy level\b",
)
# "I run the night shift …, which grade would that be?"
I_DO = Pattern(
    r"\bi (?!(?:am|m|was|have|ve|had|got|hold|signed?|think|guess|mean|know|want|need|wonder|am|do|would|should|could|can|may|might|be)\b)"
    r"(?:\w+ly |mostly |often |always |also |now )?[a-z]+\b"
)
WHICH_IS_IT = Pattern(
    rf"\b(?:what|which) (?:[\w#]+ ){{0,3}}?{RUNG} (?:would|does|is|might|could|should|do|will) "
    r"(?:that|this|it|all that|all this)(?: (?:be|mean|make|come to|correspond to|match|equal|sound like|look like))?\W*$"
)
# "am I a P4", "would I be an IC3": asked of a level, by somebody who tells what they do.
# Nothing stands between them that asks for something else: "am I missing for P3".
AM_I = (
    r"\b(?:am i|(?:would|could|should) i be) (?:(?:an?|the|really|already|still|now|more|rather|likely|"
    r"probably|at|in|on|level|grade|band|like|of|solid|good|strong|true|full|junior|senior|or|called|considered|#+) ){0,4}?"
)
OPENLY = Pattern(r"\b(?:what|which|how)\b")
FIRST_PERSON = Pattern(r"\b(?:i|i['’]m|i['’]ve|im|ive|me|my)\b")
# "At which level do I have to write tests", "at what grade do I run a shift": the asker tells of no
# work of their own, and asks for the level that does it.
HAVE_I_TO = Pattern(
    rf"^\W*(?:and |so |but |then )*(?:(?:at|from|by|on|in) )?(?:what|which) (?:[\w#]+ ){{0,3}}?{RUNG}"
    rf"(?: on(?:wards?)?)? (?:do|would|will|may|can|must|should) i (?:\w+ly )?(?!(?:be|have|fit|sit|stand|"
    rf"belong|match|land|rank|placed|meet|count|qualify|start|begin|enter|join|come|now|at|in|on|really)\b)[a-z]|"
    r"\b(?:do i|would i|will i) (?:have|need|get) to\b|\b(?:must|should|may|can) i\b(?! be\b)|"
    r"\b(?:am i|i am|i['’]m) (?:expected|required|supposed|allowed|asked|meant|obliged|entitled) to\b"
)
FIND_LEVEL = Pattern(
    r"\b(?:which|what) (?:(?!(?:does|do|did|is|are|was|were|can|of|should|must|would|will|could|may|might|"
    r"has|have)\b)[\w#]+ ){0,2}"
    r"(?:[a-z]-)?(?:levels?|grades?|rungs?|bands?|tiers?|step|ranks?)\b(?!\s+of\b(?!\s+(?:an? |the )?#))"
    r"(?!\s+\d)|^\W*(?:and )?who(?:se|m)?\b|\bsomeone who\b.*\blevel\b|"
    r"\bis there (?:a|any) level\b|\b(?:what|which) seniority\b|\bhow senior\b|\blevel\W*$|"
    r"\b(?:levels?|grades?|rungs?) of (?:an? |the )?\W*#|\b(?:which|what) rung\b|"
    rf"\b(?:lowest|highest|earliest|first|last|minimum|most junior|most senior)(?: possible)? {RUNG}\b(?! of\b)|"
    r"\b(?:at|from) (?:what|which) (?:point|stage|moment)\b|"
    r"^\W*when (?:do|does|will|would|can|should|is)\b|"
    r"\b(?:which|what) (?:role|job|position|profile)\b(?! (?:is|code))|"
    r"\bwhere\b.*\b(?:ladders?|levels?|scale|framework)\W*$",
)
# "Which adjuster handles floods", "which controller may close a line": the role is named, and one of
# its levels is asked for by what it does.
WHICH_OF_THEM = Pattern(
    r"^\W*(?:and )?which (?:(?!of\b)[a-z-]+ )?(?:an? |the )?#+(?: #+)*"
    r"(?: (?:leader|manager|lead|head|colleague|person|one|guy))?s? "
    r"(?:(?:who|that) )?(?:(?:may|can|must|should|could|gets to|has to) [a-z]|"
    r"(?!(?:is|was|has|does|skills|duties|tools|tasks|levels|roles|responsibilities|titles|aliases|"
    r"years|degrees|rights|criteria|systems|languages|dimensions|grades|pages|profiles|jobs|vs)\b)"
    r"[a-z]+s [a-z])"
)
# "Who coaches P2s and P3s": these are whom it is done to, and are not asked about.
DONE_TO = Pattern(
    r"^\W*(?:and |so )?who(?: else)? (?!(?:is|are|was|were|do|does|did|has|have|at|on|in|of)\b)"
    r"(?:(?:may|can|must|should|could|will|would|usually|normally) )?[a-z]+"
)
# "Who decides on that, P2 or P3?" lets choose between those who do it.
EITHER = Pattern(r"\bor\b|[,;:]")
# A title told in passing, and behind it the question what it is here: "they're a #. which band is
# that?", "my colleague signs as #, what level".
TOLD_TITLE = Pattern(
    r"(?:\b(?:i['’]?m|am|is|are|was|were|be|they['’]?re|(?:s?he)['’]s|signs?|signed|calls?|called|titled|named|hired|introduced|"
    r"known|reads?|says?|as|got|offered|title|card|badge|signature|hiring|recruiting|advertis(?:e|es|ed|ing)|"
    r"looking for|seeking|interviewing|opening|vacancy|applied|post(?:ed|ing))\b(?: (?:as|is|says|reads|was|of|for|to be|my|the|an?|"
    r"him|her|them|it|job|role))*[\W_]{1,3}#[\W\w]*)"
    r"\b(?:what|which)(?: [a-z]+){0,2}? (?:role|level|band|grade|profile|job|position|rung|step|tier|family|ladder|seniority)s?"
    r"(?: (?:and|or|/|&) (?:which |what )?[a-z]+)?(?: (?:is|are|would|does|do|could|might)"
    r"(?: (?:that|this|it|he|she|they|i|we|these|here|be|have|sit|belong|correspond|mean|equal|fit|in|at|on|to|with|us|our|your|house|company))*)?\W*$|"
    r"^\W*(?:what|which)(?: [a-z]+){0,2}? (?:role|level|band|grade|profile|job|position|rung|step|tier)s?"
    r"(?: (?:and|or|/|&) (?:which |what )?[a-z]+)? (?:is|are|has|would) (?:somebody|someone|a person|people|a colleague|he|she|they|i|anybody|anyone) "
    r"(?:who|that|whose|if|when)\b.{0,40}\b(?:called|signs?|titled|hired|calls?|known|title|is|are|am|was)\b.{0,12}#\W*$"
)
# "Who do they steer", "who does a # report to": somebody's work is asked for, and no level of it.
WHOM = Pattern(
    r"^\W*(?:and |but |so )?(?:(?:with|to|from|for|by|of) )?who(?:m)? (?:else )?(?:do|does|did|can|could|should|must|may|"
    r"will|would|are|is)(?:n['’]t)? (?:they|he|she|it|i|we|you|this|(?:an? |the )?(?:[\w-]+ ){0,2}?"
    r"(?:#+|[a-z]{1,2}\d{1,2})['’]?s?) \w|"
    r"^\W*who (?:is|are|was|were) (?:the|an?|their|our) [^,;?]+? (?:that|whom?|which) "
    r"(?:they|he|she|it|i|we|you|(?:an? |the )?(?:[\w-]+ ){0,2}?(?:#+|[a-z]{1,2}\d{1,2}))"
)
LEVELS_OF = Pattern(
    r"\b(?:which|what|how many|list|show|all)(?: me)?(?: the| all)? "
    r"(?:levels|grades|rungs|tiers|bands|steps)\b(?:.*\b(?:are there|exist|"
    r"available|does|do|has|have|of|for|in|on)\b|\W*$)|\blevels (?:are there|exist|available)\b|"
    r"^\W*(?:the |all )?levels (?:of|for|in)\b",
)
# "Which levels does the customer success ladder have": whose ladder it is, and nothing else.
LEVELS_OF_A_LADDER = Pattern(
    r"\b(?:levels|grades|rungs|tiers|bands|steps)\b.{0,20}\b(?:the|our|your|this|that) (?:[\w&#-]+ ){0,4}"
    r"(?:ladder|framework|matrix|progression|track|career path)s?"
    r"(?: (?:have|has|there|hold|include|contain|know|use)\w*)?\W*$"
)
# Asked of the ladder as a whole: its first and last rung, what comes above a rung.
RUNGS = Pattern(
    r"\b(?:top|highest|lowest|entry|bottom|first|last|final|maximum|most senior|most junior)[ -]+"
    r"(?:level|grade|rung|step|band|tier|rank)s?\b|\bceiling\b|"
    r"\bhow (?:far|high)(?: up)? (?:can|could|do|does|may|might) .{1,40}\b(?:go|get|climb|rise)\b|"
    r"\b(?:sequence|order|names?) of (?:the )?(?:levels|grades)\b|"
    r"\bwhat(?:['’]?s| is| comes)?(?: the)? (?:level |grade |rung )?(?:after|above|below|beyond|under)\b|"
    r"\bhow (?:far|high) (?:up )?does .*\bgo\b|\bladder\b.*\b(?:end|stop|go|look)s?\b"
)
END = Pattern(
    r"\b(?:(?P<low>most junior|lowest|entry|bottom|first|starting)|(?P<high>most senior|highest|top|"
    r"final|last))[ -]+(?:[\w#]+ ){0,3}?(?:level|grade|rung|step)\b(?! (?:at which|that|which|who|where|to|allowed|able|permitted|entitled|trusted|with the (?:power|right|authority))\b)"
)
LIST = Pattern(
    r"\b(?:which|what|list|show|how many|all|every|any)(?: me)?(?: of)?(?: the| all| our| your)?"
    r"(?: \w+){0,2}? (?:roles|profiles|jobs|positions|job families|families|focuses|functions)\b|"
    r"\bwhat (?:do|can) you (?:know|cover|tell|do|answer|help)\b|"
    r"\bwhat (?:can|could|should|may) (?:i|we|one) ask\b|\bwhat (?:else )?(?:have you got|do you have)\W*$|\bwhat(?:['’]s| is) in the index\b",
)
COMPARE = Pattern(
    r"\b(?:compar\w+|vs?\.?|versus|against|differ\w*|distinguish\w*|separat\w+|distinction|contrast\w*|"
    r"split\w*|divid\w+|boundar\w+|overlap\w*|line between|side by side|sets? apart|same as|between|"
    r"(?:stops?|ends?|finish(?:es)?|leaves? off)\b.{1,60}\b(?:begins?|starts?|takes? over)|border\w*|change[sd]?|step|jump|gap|more than|less than)\b",
)
# Asked of two roles: which of them is more.
WHICH_IS_MORE = Pattern(
    r"\bwhose\b|\b(?:wider|broader|narrower|bigger|larger|higher|lower|greater|smaller|deeper|above|below|"
    r"equal|equivalent|outranks?|(?:more|less) (?:senior|junior)|senior to|junior to|same (?:level|rank|grade)|"
    r"(?:more|less|fewer|better|longer|shorter)\b.{0,40}\b(?:than|or))\b"
)
SHARED = Pattern(r"\b(?:shared?|in common|overlap\w*)\b")
ABOUT = Pattern(r"\b(?:in|on|about|regarding|concerning|of|for)\s+((?:[a-z]+\s?){1,3})")
# Asked of one level, what is new there is what the level below does not have.
ADDED = Pattern(
    r"\b(?:new|added|extra|additional) at\b|\b(?:new|added|extra|additional|more) (?:responsibilit\w+|"
    r"dut(?:y|ies)|tasks?|expectations?)\b|\b(?:comes?|added|adds?) on top\b"
)
SKILLS = Pattern(r"\b(?:skill\w*|competenc\w+|abilit\w+|capabilit\w+|proficienc\w+)\b")
DEFINE = Pattern(
    r"\b(?:mean(?:s|ing)?|defin\w+|what(?:['’]s| is| are)|explain|describe|stands? for|understand by)\b"
)
MEANING = Pattern(r"\b(?:mean(?:s|ing)?|defin\w+|call(?:ed)?|name of|stands? for)\b")
RESPONSIBILITIES = Pattern(
    r"\b(?:responsib\w+|dut(?:y|ies)|tasks?|day.to.day|accountab\w+|deliverables?)\b"
)
TWO_NAMES = Pattern(
    r"#\W+(?:\w+\W+)*?the same\b.*#|"
    r"^\W*(?:is|are) (?:an? |the )?\W*#+\W+(?:an? |the |also )*\W*#+\W*$"
)
YARDSTICKS = Pattern(r"\b(?:dimensions?|criteria|rubrics?|yardsticks?|columns)\b")
WHO = Pattern(r"[:,;–—-] *(?:and )?who(?:se|m)?\b")
WHICH_ROLE = Pattern(r"\b(?:which|what) (?:role|job|position|profile|title)\b")
# A title and nothing else.
BARE_ALIAS = Pattern(r"\W*(?:an? |the )?[\W_]*#+\W*")
OF_THE_ROLE = Pattern(r"\b(?:roles?|jobs?|positions?|profiles?|focus|summary|about|do|does)\b")
FIND_LEVEL_AT = Pattern(r"\b(?:at|from) (?:which|what)\b|^\W*(?:which|what) is\b.*\bthat\b")


def end_of_ladder(text: str) -> tuple[int, tuple[int, int]] | None:
    """Where a question is about the lowest (0) or highest (-1) level of a ladder, and says so."""
    end = None if FIND_LEVEL_AT.search(text) else END.search(text)
    return None if end is None else (0 if end["low"] else -1, end.span())


def compares(text: str) -> bool:
    """Whether the question sets things side by side: then each word that may name a role does."""
    cues = (COMPARE, HOW_FAR, DISTANCE, WHICH_IS_MORE)
    return any(cue.search(text) for cue in cues)


def asks_for_a_level_or_roles(text: str) -> bool:
    """Whether the question seeks who or which level or role: what it says is then no name."""
    if PROVENANCE.search(text):
        return False
    return bool(FIND_LEVEL.search(text) or LIST.search(text) or SELF_PLACEMENT.search(text))


def done_to(text: str) -> bool:
    """Whether "who" is asked by what is done to somebody: "who coaches P2s"."""
    return DONE_TO.search(text) is not None and not EITHER.search(text.rstrip(" ?!.,"))
