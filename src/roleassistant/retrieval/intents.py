"""What kind of answer a question wants: rules over its words and what was recognised in it."""

from __future__ import annotations

import re

from roleassistant.domain import Level, SectionKind
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.aspects import questions_in
from roleassistant.retrieval.forms import Form, form_of
from roleassistant.retrieval.heard import RUNG_WORDS, SENIORITY, Heard
from roleassistant.retrieval.plan import Intent
from roleassistant.retrieval.topic import RUNG
from roleassistant.retrieval.values import value_wanted
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stem, stems, tokens

_PROVENANCE = Pattern(
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
    r"\b(?:missing|left out|lacking|absent|not (?:yet )?(?:covered|described|included))\b.{0,30}\b(?:pages?|profiles?)\b|"
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
_ALIASES = Pattern(
    r"\balias(?:es)?\b|\b(?:other|alternat\w+|different|external|market|synonym\w*|more) (?:job |role )?"
    r"(?:titles?|names?)\b|\balso (?:known|called)\b|\bwhat else .*\bcall(?:ed)?\b|\b(?:aka|synonyms?)\b|"
    r"\bwhat (?:do|would) (?:you|we|they|others|people|other companies) call (?:an? |the |this |that )?(?:\w+ )?#|\bcalled elsewhere\b|"
    r"\b(?:one of (?:our|your|the)|an? (?:known|recorded|valid|official)) (?:job )?titles?\W*$|"
    r"\b(?:job )?titles (?:are|is|does|do|for|of)\b|\b(?:which|what) (?:job )?titles\b",
)
# Titles of a sort are what somebody made: "how many shipped titles".
_TITLES_COUNTED = Pattern(r"\bhow many (?P<sort>[a-z]+) titles\b")
_ADJACENT = Pattern(
    r"\bneighbou?rs?\b|"
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
_HOW_FAR = Pattern(r"\bhow (?:far|close|near|closely|related)\b|\b(?:closer|nearer) to\b")
_DISTANCE = Pattern(r"\bdistances?\b")
_PROMOTION = Pattern(
    r"\b(?:promot\w+|move up|moving up|grow into|step up|advance|progress|get(?:ting)? (?:from|to)|"
    r"mov(?:e|ing) (?:from|to)|go(?:ing)? from|reach(?= (?:an? |the |level |grade |band )*(?:next|top|#|[a-z]{0,3}\d))|become|make it to|gap|needs? (?:for|to)|next (?:level|step|rung|grade)|(?:comes|is) next|level up|level above|"
    r"missing|lack\w*)\b",
)
_CHANGES = Pattern(r"\b(?:chang\w+|differ\w*|compar\w+)\b")
_NEXT_LEVEL = Pattern(r"\bnext (?:level|step|rung|grade)\b")
_RISES = Pattern(
    r"\b(?:missing|lack\w*|gap|promot\w+|mov(?:e|ing) up|step up|grow into|advance|progress)\b"
)
_SELF_PLACEMENT = Pattern(
    rf"\b(?:what|which) (?:[\w#]+ ){{0,5}}?{RUNG}\b.*\b(?:am i|i am|i['’]m|(?:would|should|could|might|do|will) i "
    r"(?:be|fit|have|sit|belong|stand|match|land)|fits? me|suits? me|(?:put|place|make)s? me)\b|"
    r"\bwhere (?:do|would|should|could|might|will) i (?:fit|stand|sit|rank|land|belong|be)\b|"
    r"\bwhere (?:does|would|might|will|could) (?:that|this|it|all that|all this) (?:put|place|leave|land|rank|position)s? me\b|"
    rf"\bmy {RUNG}\b(?=\W*$)|\bmy level\b",
)
# "I run the night shift …, which grade would that be?"
_I_DO = Pattern(
    r"\bi (?!(?:am|m|was|have|ve|had|got|hold|signed?|think|guess|mean|know|want|need|wonder|am|do|would|should|could|can|may|might|be)\b)"
    r"(?:\w+ly |mostly |often |always |also |now )?[a-z]+\b"
)
_WHICH_IS_IT = Pattern(
    rf"\b(?:what|which) (?:[\w#]+ ){{0,3}}?{RUNG} (?:would|does|is|might|could|should|do|will) "
    r"(?:that|this|it|all that|all this)(?: (?:be|mean|make|come to|correspond to|match|equal|sound like|look like))?\W*$"
)
# "am I a P4", "would I be an IC3": asked of a level, by somebody who tells what they do.
# Nothing stands between them that asks for something else: "am I missing for P3".
_AM_I = (
    r"\b(?:am i|(?:would|could|should) i be) (?:(?:an?|the|really|already|still|now|more|rather|likely|"
    r"probably|at|in|on|level|grade|band|like|of|solid|good|strong|true|full|junior|senior|or|called|considered|#+) ){0,4}?"
)
_FIRST_PERSON = Pattern(r"\b(?:i|i['’]m|i['’]ve|im|ive|me|my)\b")
_FIND_LEVEL = Pattern(
    r"\b(?:which|what) (?:(?!(?:does|do|did|is|are|was|were|can|of)\b)[\w#]+ ){0,2}"
    r"(?:[a-z]-)?(?:levels?|grades?|rungs?|bands?|tiers?|step|ranks?)\b(?!\s+of\b(?!\s+(?:an? |the )?#))|"
    r"^\W*(?:and )?who(?:se|m)?\b|\bsomeone who\b.*\blevel\b|"
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
_WHICH_OF_THEM = Pattern(
    r"^\W*(?:and )?which (?:(?!of\b)[a-z-]+ )?(?:an? |the )?#+(?: #+)*"
    r"(?: (?:leader|manager|lead|head|colleague|person|one|guy))?s? "
    r"(?:(?:who|that) )?(?:(?:may|can|must|should|could|gets to|has to) [a-z]|"
    r"(?!(?:is|was|has|does|skills|duties|tools|tasks|levels|roles|responsibilities|titles|aliases|"
    r"years|degrees|rights|criteria|systems|languages|dimensions|grades|pages|profiles|jobs|vs)\b)"
    r"[a-z]+s [a-z])"
)
# "Who coaches P2s and P3s": these are whom it is done to, and are not asked about.
_DONE_TO = Pattern(
    r"^\W*(?:and |so )?who(?: else)? (?!(?:is|are|was|were|do|does|did|has|have|at|on|in|of)\b)"
    r"(?:(?:may|can|must|should|could|will|would|usually|normally) )?[a-z]+"
)
# "Who decides on that, P2 or P3?" lets choose between those who do it.
_EITHER = Pattern(r"\bor\b|[,;:]")
# A title told in passing, and behind it the question what it is here: "they're a #. which band is
# that?", "my colleague signs as #, what level".
_TOLD_TITLE = Pattern(
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
_WHOM = Pattern(
    r"^\W*(?:and |but |so )?(?:(?:with|to|from|for|by|of) )?who(?:m)? (?:else )?(?:do|does|did|can|could|should|must|may|"
    r"will|would|are|is)(?:n['’]t)? (?:they|he|she|it|i|we|you|this|(?:an? |the )?(?:[\w-]+ ){0,2}?"
    r"(?:#+|[a-z]{1,2}\d{1,2})['’]?s?) \w|"
    r"^\W*who (?:is|are|was|were) (?:the|an?|their|our) [^,;?]+? (?:that|whom?|which) "
    r"(?:they|he|she|it|i|we|you|(?:an? |the )?(?:[\w-]+ ){0,2}?(?:#+|[a-z]{1,2}\d{1,2}))"
)
_BY_NAME = Pattern(
    r"\bby name\b|\b(?:first|last|full|actual|real) names?\b|\bthe names? of the (?:person|people|one|man|woman)\b|"
    r"\bname names\b|\bnamed person\b"
)
_LEVELS_OF = Pattern(
    r"\b(?:which|what|how many|list|show|all)(?: me)?(?: the| all)? "
    r"(?:levels|grades|rungs|tiers|bands|steps)\b(?:.*\b(?:are there|exist|"
    r"available|does|do|has|have|of|for|in|on)\b|\W*$)|\blevels (?:are there|exist|available)\b|"
    r"^\W*(?:the |all )?levels (?:of|for|in)\b",
)
# Asked of the ladder as a whole: its first and last rung, what comes above a rung.
_RUNGS = Pattern(
    r"\b(?:top|highest|lowest|entry|bottom|first|last|final|maximum|most senior|most junior)[ -]+"
    r"(?:level|grade|rung|step|band|tier|rank)s?\b|\bceiling\b|"
    r"\bhow (?:far|high)(?: up)? (?:can|could|do|does|may|might) .{1,40}\b(?:go|get|climb|rise)\b|\b(?:sequence|order|names?) of (?:the )?(?:levels|grades)\b|"
    r"\bwhat(?:['’]?s| is| comes)?(?: the)? (?:level |grade |rung )?(?:after|above|below|beyond|under)\b|"
    r"\bhow (?:far|high) (?:up )?does .*\bgo\b|\bladder\b.*\b(?:end|stop|go|look)s?\b"
)
_END = Pattern(
    r"\b(?:(?P<low>most junior|lowest|entry|bottom|first|starting)|(?P<high>most senior|highest|top|"
    r"final|last))[ -]+(?:[\w#]+ ){0,3}?(?:level|grade|rung|step)\b(?! (?:at which|that|which|who|where|to|allowed|able|permitted|entitled|trusted|with the (?:power|right|authority))\b)"
)
_LIST = Pattern(
    r"\b(?:which|what|list|show|how many|all|every|any)(?: me)?(?: of)?(?: the| all| our| your)?"
    r"(?: \w+){0,2}? (?:roles|profiles|jobs|positions|job families|families|focuses|functions)\b|"
    r"\bwhat (?:do|can) you (?:know|cover|tell|do|answer|help)\b|"
    r"\bwhat (?:can|could|should|may) (?:i|we|one) ask\b|\bwhat (?:else )?(?:have you got|do you have)\W*$|\bwhat(?:['’]s| is) in the index\b",
)
_COMPARE = Pattern(
    r"\b(?:compar\w+|vs?\.?|versus|against|differ\w*|distinguish\w*|separat\w+|distinction|contrast\w*|"
    r"split\w*|divid\w+|boundar\w+|overlap\w*|line between|side by side|sets? apart|same as|between|"
    r"(?:stops?|ends?|finish(?:es)?|leaves? off)\b.{1,60}\b(?:begins?|starts?|takes? over)|border\w*|change[sd]?|step|jump|gap|more than|less than)\b",
)
# Asked of two roles: which of them is more.
_WHICH_IS_MORE = Pattern(
    r"\bwhose\b|\b(?:wider|broader|narrower|bigger|larger|higher|lower|greater|smaller|deeper|above|below|"
    r"equal|equivalent|outranks?|(?:more|less) (?:senior|junior)|senior to|junior to|same (?:level|rank|grade)|"
    r"(?:more|less|fewer|better|longer|shorter)\b.{0,40}\b(?:than|or))\b"
)
_SHARED = Pattern(r"\b(?:shared?|in common|overlap\w*)\b")
_ABOUT = Pattern(r"\b(?:in|on|about|regarding|concerning|of|for)\s+((?:[a-z]+\s?){1,3})")
# Asked of one level, what is new there is what the level below does not have.
_ADDED = Pattern(
    r"\b(?:new|added|extra|additional) at\b|\b(?:new|added|extra|additional|more) (?:responsibilit\w+|"
    r"dut(?:y|ies)|tasks?|expectations?)\b|\b(?:comes?|added|adds?) on top\b"
)
_SKILLS = Pattern(r"\b(?:skill\w*|competenc\w+|abilit\w+|capabilit\w+|proficienc\w+)\b")
_DEFINE = Pattern(
    r"\b(?:mean(?:s|ing)?|defin\w+|what(?:['’]s| is| are)|explain|describe|stands? for|understand by)\b"
)
_MEANING = Pattern(r"\b(?:mean(?:s|ing)?|defin\w+|call(?:ed)?|name of|stands? for)\b")
_RESPONSIBILITIES = Pattern(
    r"\b(?:responsib\w+|dut(?:y|ies)|tasks?|day.to.day|accountab\w+|deliverables?)\b"
)

_TWO_NAMES = Pattern(
    r"#\W+(?:\w+\W+)*?the same\b.*#|"
    r"^\W*(?:is|are) (?:an? |the )?\W*#+\W+(?:an? |the |also )*\W*#+\W*$"
)
_YARDSTICKS = Pattern(r"\b(?:dimensions?|criteria|rubrics?|yardsticks?|columns)\b")
_WHO = Pattern(r"[:,;–—-] *(?:and )?who(?:se|m)?\b")
_WHICH_ROLE = Pattern(r"\b(?:which|what) (?:role|job|position|profile|title)\b")
# A title and nothing else.
_BARE_ALIAS = Pattern(r"\W*(?:an? |the )?[\W_]*#+\W*")
_OF_THE_ROLE = Pattern(r"\b(?:roles?|jobs?|positions?|profiles?|focus|summary|about|do|does)\b")
_LADDER = frozenset(stem(word) for word in "ladder track career path".split())
# Attributes whose cues cannot be words of a duty: "which level reports to …" asks for the line.
_NEVER_A_DUTY = frozenset(
    {"reporting line", "contact", "team size", "time to promotion", "personal", "review score"}
)
# Attributes that a comparison cannot show: asked for two levels they are still not recorded.
_NOT_COMPARED = frozenset(
    {
        *_NEVER_A_DUTY,
        *("pay", "quota", "benefits", "location", "travel", "hours", "vacancies", "tools"),
        *("classification", "role code"),
    }
)


_SUPERLATIVE = Pattern(
    # "Speaks on the biggest pursuits" is said of one level; "has the biggest budget" ranks them.
    r"\b(?<!\bon )(?<!\bof )(?<!\bfor )(?<!\bin )(?<!\bwith )(?<!\bto )(?:(?:the )?(?<!\bon the )(?<!\bof the )(?<!\bfor the )"
    r"(?<!\bin the )(?<!\bwith the )(?<!\bto the )(?:most|least|fewest|highest|lowest|largest|biggest|smallest|longest|shortest|"
    r"oldest|best|worst|hardest|easiest)\b(?! (?:recent|likely|of (?:the|them|all)\b))|"
    r"more \w+ than any)",
)
_NEGATION = Pattern(
    r"\b(?:not|never|cannot|nobody|none|without|besides|except|no longer)\b|n['’]t\b"
)
_PAST = Pattern(r"^\W*who (?:has |have |had )?(?:\w+[^e\W]ed|won|wrote|built|made|took|was|were)\b")
# Asked of a time that is over: profiles say what is done, and no page records what was.
_HAPPENED = Pattern(
    r"\b(?:did|was|were|had|have|has|came|won|lost|made)\b.*"
    r"\b(?:last|past|previous) (?:year|month|quarter|week|season|spring|summer|autumn|winter)\b|"
    r"\b(?:last|past|previous) (?:year|month|quarter|week|season)\b.*\b(?:did|was|were|had)\b"
)
_ASKED_OF_PAGES = frozenset({Intent.LOOKUP, Intent.FIND_LEVEL})
_RANKED = frozenset({Intent.FIND_LEVEL, Intent.LIST_ROLES})
# "The lowest grade that may …" ranks nothing: rungs have an order.
_OF_THE_RUNGS = Pattern(
    rf"\b(?:the )?(?:lowest|highest|earliest|minimum|most junior|most senior)(?: possible)? {RUNG}\b"
)
# So many telling words are a story of what somebody does.
_A_STORY = 3
_NEGATED = frozenset({Intent.FIND_LEVEL, Intent.LIST_ROLES, Intent.LEVEL_CRITERIA})


def beyond_quoting(text: str, intent: Intent) -> str | None:
    """What of a question no quote can answer: a ranking of levels, or what is not done."""
    if intent is Intent.LIST_ROLES and _RUNGS.search(text):
        return None
    if intent not in (Intent.PROVENANCE, Intent.ALIASES) and _BY_NAME.search(text):
        return "who somebody is by name"
    if intent in _ASKED_OF_PAGES and _HAPPENED.search(text):
        return "what happened at some time"
    if intent is Intent.FIND_LEVEL and _PAST.search(text):
        return "what somebody did"
    if intent in _RANKED and _SUPERLATIVE.search(_OF_THE_RUNGS.sub(" ", text)):
        return "which is the most or the least of several"
    if intent in _NEGATED and _NEGATION.search(text):
        return "what a level does not do"
    return None


def end_of_ladder(text: str) -> tuple[int, tuple[int, int]] | None:
    """Where a question is about the lowest (0) or highest (-1) level of a ladder, and says so."""
    end = None if _FIND_LEVEL_AT.search(text) else _END.search(text)
    return None if end is None else (0 if end["low"] else -1, end.span())


_FIND_LEVEL_AT = Pattern(r"\b(?:at|from) (?:which|what)\b|^\W*(?:which|what) is\b.*\bthat\b")


def intent_of(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]]:
    """The kind of answer, and the sections that it is to be drawn from (none: all)."""
    text, levels, content = heard.text, heard.levels, heard.content
    asks = heard.attribute.name if heard.attribute else None
    if _PROVENANCE.search(text) and asks != "pay":
        return Intent.PROVENANCE, (SectionKind.PROVENANCE,)
    told = heard.settled and heard.mentions and _TOLD_TITLE.search(text)
    if told and form_of(text) is not Form.YES_NO and not _tells_what_they_do(heard):
        return Intent.ALIASES, ()
    if _places_the_asker(heard):
        return Intent.SELF_PLACEMENT, ()
    if _asks_how_far(heard) or (_ADJACENT.search(text) and not _COMPARE.search(text)):
        return Intent.ADJACENT_ROLES, (SectionKind.ADJACENT_ROLES,)
    counted = _TITLES_COUNTED.search(text)
    of_works = counted is not None and stem(counted["sort"]) in content
    if (_ALIASES.search(text) and not of_works) or _is_alias_question(heard):
        return Intent.ALIASES, (SectionKind.TITLE_ALIASES,)
    if _sets_roles_side_by_side(heard):
        return Intent.COMPARE_ROLES, ()
    if levels and (found := _of_two_levels(heard)):
        return found
    if re.search(r"\blevels\b", text) and _COMPARE.search(text) and heard.mentions:
        return Intent.COMPARE_LEVELS, ()
    if _LEVELS_OF.search(text) and set(content) <= _LADDER and not levels and not heard.dimensions:
        return Intent.LIST_ROLES, ()
    if heard.mentions and content and set(content) <= _LADDER and not (levels or asks):
        return Intent.LIST_ROLES, ()
    if _LIST.search(text) and (not levels or not _narrowing(heard)):
        return Intent.LIST_ROLES, ()
    if _RUNGS.search(text) and heard.mentions and not _narrowing(heard) and not asks:
        return Intent.LIST_ROLES, ()
    if asks in _NEVER_A_DUTY and not _tells_of_work(heard):
        return Intent.LOOKUP, ()
    if heard.term and _SKILLS.search(text) and _WHICH_ROLE.search(text) and not heard.mentions:
        return Intent.LIST_ROLES, ()
    who = _WHO.search(text) and not (heard.mentions and heard.settled)
    if heard.settled and not who and _WHOM.search(text):
        return Intent.LOOKUP, ()
    seeks = who or _FIND_LEVEL.search(text) or (heard.settled and _WHICH_OF_THEM.search(text))
    if seeks and not _asks_for_a_dimension(heard):
        return Intent.FIND_LEVEL, ()
    value = value_wanted(text)
    # How many skills there are is told by the list of them; how long one takes is not.
    valued = value is not None and not value.counts
    if (
        heard.term
        and not valued
        and (_DEFINE.search(text) or _SKILLS.search(text) or _only_the_term(heard))
    ):
        return Intent.SKILLS, (SectionKind.SKILLS,)
    if _SKILLS.search(text) and asks not in _AMOUNTS and not valued:
        return Intent.SKILLS, (SectionKind.SKILLS,)
    if asks or heard.dimensions:
        return Intent.LOOKUP, ()
    return _of_the_rest(heard)


# What is asked for by its amount, whatever else the words may define.
_AMOUNTS = frozenset({"pay", "variable pay", "pass mark", "quota", "hours"})


def _asks_for_a_dimension(heard: Heard) -> bool:
    """Whether a level is named and what is asked of it: "who are the stakeholders of a P4"."""
    if not heard.levels:
        return False
    if heard.attribute:
        cues = heard.attribute.cues
        rest = set(heard.content) - LIGHT_STEMS - RUNG_WORDS
        return not [
            w for t in tokens(heard.text) for w in rest & {t.stem} if not cues.search(t.text)
        ]
    named = {word for dimension in heard.dimensions for word in stems(dimension)}
    return bool(heard.dimensions) and {w for w in heard.content if w not in LIGHT_STEMS} <= named


def _narrowing(heard: Heard) -> bool:
    """Whether more is said than that roles have a level, or end there."""
    return bool({w for w in heard.content if w not in LIGHT_STEMS} - RUNG_WORDS)


def _is_alias_question(heard: Heard) -> bool:
    """Whether a role is called by two of its names: "is a sourcer the same as a recruiter"."""
    one = len({m.role.key for m in heard.mentions}) == 1
    return one and bool(_TWO_NAMES.search(heard.text))


def _tells_of_work(heard: Heard) -> bool:
    """Whether "who" asks for somebody's work, in which the word of an attribute only occurs."""
    cues = heard.attribute.cues if heard.attribute else None
    said = {t.stem for t in tokens(heard.text) if not (cues and cues.search(t.text))}
    telling = [w for w in heard.content if w in said and w not in LIGHT_STEMS]
    return len(telling) > 1 and bool(_FIND_LEVEL.search(heard.text))


def _only_the_term(heard: Heard) -> bool:
    if heard.levels:
        return False
    return set(heard.content) <= set(stems(heard.term or ""))


def _of_two_levels(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]] | None:
    """Two levels are compared, unless something is asked that no comparison shows."""
    asks = heard.attribute.name if heard.attribute else None
    duties = (SectionKind.RESPONSIBILITIES,) if _RESPONSIBILITIES.search(heard.text) else ()
    own = _FIRST_PERSON.search(heard.text) and not _COMPARE.search(heard.text)
    if asks in _NOT_COMPARED or _asks_who_does_it(heard):
        return None
    rises = _NEXT_LEVEL.search(heard.text) or not _FIND_LEVEL.search(heard.text)
    if _PROMOTION.search(heard.text) and rises and not _tells_apart(heard):
        one = _wants_one_thing(heard) or _asks_whether(heard)
        return Intent.LOOKUP if one else Intent.PROMOTION_GAP, duties
    if _ADDED.search(heard.text):
        return Intent.COMPARE_LEVELS, duties
    if len(heard.levels) < 2:
        return None
    if own:
        return Intent.PROMOTION_GAP, duties
    if asks and not (_COMPARE.search(heard.text) or _WHICH_IS_MORE.search(heard.text)):
        return Intent.LOOKUP, ()
    if _asks_the_same_twice(heard) and not _COMPARE.search(heard.text):
        return Intent.LOOKUP, ()
    if any(word in heard.unknown for word in _narrowed_to(heard)):
        return Intent.LOOKUP, ()
    return Intent.COMPARE_LEVELS, duties


def _asks_whether(heard: Heard) -> bool:
    """Whether one thing is asked of one level, yes or no: "do I need a degree to become a P3"."""
    rising = stems(" ".join(match.group() for match in _PROMOTION.finditer(heard.text)))
    telling = {w for w in heard.content if w not in LIGHT_STEMS | _READY} - {*rising}
    whether = form_of(heard.text) is Form.YES_NO and not _OPENLY.search(heard.text)
    return len(heard.levels) == 1 and bool(telling) and whether


_OPENLY = Pattern(r"\b(?:what|which|how)\b")
# Asked of the whole of a level.
_READY = frozenset(stems("ready readiness good enough fit qualify qualified far close near chance"))


def _wants_one_thing(heard: Heard) -> bool:
    """Whether one thing of one level is asked: "how many years do I need for P3"."""
    rises = _NEXT_LEVEL.search(heard.text) or _RISES.search(heard.text)
    if len(heard.levels) != 1 or rises:
        return False
    return heard.attribute is not None or value_wanted(heard.text) is not None


def done_to(text: str) -> bool:
    """Whether "who" is asked by what is done to somebody: "who coaches P2s"."""
    return _DONE_TO.search(text) is not None and not _EITHER.search(text.rstrip(" ?!.,"))


def _asks_who_does_it(heard: Heard) -> bool:
    """Whether somebody is asked for by what they do, to those of the levels that are named or as
    one of them."""
    if _COMPARE.search(heard.text) or not _DONE_TO.search(heard.text):
        return False
    return any(word not in LIGHT_STEMS for word in heard.content)


def _asks_the_same_twice(heard: Heard) -> bool:
    """Whether something that no dimension gives is asked of one level and then of another: "what
    may a P2 sign, and what a P4"."""
    if heard.dimensions or not questions_in(heard.text):
        return False
    return any(word not in LIGHT_STEMS for word in heard.content)


def _tells_apart(heard: Heard) -> bool:
    """Whether two levels are to be told apart, by nobody in particular: "how does it change when
    you go from P1 to P2"."""
    if len(heard.levels) < 2 or _FIRST_PERSON.search(heard.text):
        return False
    return bool(_CHANGES.search(heard.text))


def _narrowed_to(heard: Heard) -> set[str]:
    """The content words that follow "in", "on", "about": what a comparison is to be about."""
    behind = _ABOUT.findall(heard.text)
    return {stem(word) for phrase in behind for word in phrase.split()} & set(heard.content)


def compares(text: str) -> bool:
    """Whether the question sets things side by side: then each word that may name a role does."""
    cues = (_COMPARE, _HOW_FAR, _DISTANCE, _WHICH_IS_MORE)
    return any(cue.search(text) for cue in cues)


def asks_for_a_level_or_roles(text: str) -> bool:
    """Whether the question seeks who or which level or role: what it says is then no name."""
    if _PROVENANCE.search(text):
        return False
    return bool(_FIND_LEVEL.search(text) or _LIST.search(text) or _SELF_PLACEMENT.search(text))


def _of_the_rest(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]]:
    """No attribute, dimension or term: a level's criteria, a summary, or a search."""
    text = heard.text
    ignored = SENIORITY | _LADDER if heard.levels else frozenset()
    content = [w for w in heard.content if w not in ignored and w not in LIGHT_STEMS]
    duties = (SectionKind.RESPONSIBILITIES,) if _RESPONSIBILITIES.search(text) else ()
    if content:
        return Intent.LOOKUP, ()
    if heard.levels and _MEANING.search(text) and not duties:
        return Intent.LEVEL_CRITERIA, (SectionKind.LEVEL_DEFINITION,)
    if heard.levels or (heard.mentions and (duties or _YARDSTICKS.search(text))):
        return Intent.LEVEL_CRITERIA, duties
    if (
        heard.settled
        and _BARE_ALIAS.fullmatch(text)
        and any(m.kind == "alias" for m in heard.mentions)
    ):
        return Intent.FIND_LEVEL, ()
    if heard.mentions and (not heard.implied or _OF_THE_ROLE.search(text)):
        return Intent.LOOKUP, (SectionKind.SUMMARY, SectionKind.FOCUS)
    return Intent.OFF_TOPIC, ()


def _places_the_asker(heard: Heard) -> bool:
    if _SELF_PLACEMENT.search(heard.text) or any(_am_i(level, heard) for level in heard.levels):
        return True
    if _WHICH_IS_IT.search(heard.text) and _tells_what_they_do(heard):
        return True
    tells = _FIRST_PERSON.search(heard.text) and len(heard.content) > 2
    tells = tells and not re.match(r"\W*who", heard.text)  # it asks of somebody else
    return bool(tells and _FIND_LEVEL.search(heard.text) and not heard.levels)


def _tells_what_they_do(heard: Heard) -> bool:
    """Whether the asker tells of work of their own, and not only of a title."""
    telling = [word for word in heard.content if word not in LIGHT_STEMS]
    return len(telling) >= _A_STORY and _I_DO.search(heard.text) is not None


def _asks_how_far(heard: Heard) -> bool:
    """How far a role is from another; how far a level's authority goes is another question."""
    two = len({mention.start for mention in heard.mentions}) > 1
    return bool(_DISTANCE.search(heard.text) or (two and _HOW_FAR.search(heard.text)))


def _am_i(level: Level, heard: Heard) -> bool:
    return re.search(rf"{_AM_I}{re.escape(fold(str(level)))}\b", heard.text) is not None


def _sets_roles_side_by_side(heard: Heard) -> bool:
    roles = {m.role.key for m in heard.mentions}
    stretches = {m.start for m in heard.mentions}
    if not heard.settled or len(roles) < 2 or len(stretches) < 2:
        return False
    cues = (_COMPARE, _SHARED, _WHICH_IS_MORE)
    return any(cue.search(heard.text) for cue in cues) or not heard.content
