"""What kind of answer a question wants: rules over its words and what was recognised in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleassistant.domain import Level, SectionKind
from roleassistant.retrieval.attributes import Attribute
from roleassistant.retrieval.plan import Intent, RoleMention
from roleassistant.retrieval.words import fold, stem

_PROVENANCE = re.compile(
    r"\bprovenance\b|\b(?:where|what)\b.*\b(?:come|comes|came|taken|derived|sourced) from\b|"
    r"\bhow (?:was|were|is|are) .*\b(?:reviewed|sourced|made|written|validated|checked|verified|built|"
    r"compiled|created)\b|\bwho (?:wrote|reviewed|approved|made|checked|validated|created|signed off|looked over|vetted|audited)\b|"
    r"\bwho checks\W*$|"
    r"\b(?:evidence base|last reviewed|next review|review(?:ed)? by|reviewed|reviewers?|review panel|"
    r"quality review|review (?:score|rating|date))\b|\bsources? (?:of|for|behind)\b|"
    r"\b(?:what|which) (?:is|are) the (?:evidence|sources?)\b|\b(?:what|which) sources\b|\bbased on\b|"
    r"\b(?:profiles?|pages?)\b.*\breviews?\b|\breviews?\b.*\b(?:profiles?|pages?)\b|"
    r"\btrust\w*\b.*\b(?:profiles?|pages?)\b",
)
_ALIASES = re.compile(
    r"\balias(?:es)?\b|\b(?:other|alternat\w+|different|external|market|synonym\w*|more) (?:job |role )?"
    r"(?:titles?|names?)\b|\balso (?:known|called)\b|\bwhat else .*\bcall(?:ed)?\b|\b(?:aka|synonyms?)\b|"
    r"\b(?:job )?titles (?:are|is|does|do|for|of)\b|\b(?:which|what) (?:job )?titles\b",
)
_ADJACENT = re.compile(
    r"\badjacent\b|\b(?:similar|related|neighbou?r\w*|nearby|nearest|closest|lateral|comparable)\b.{0,20}"
    r"\b(?:roles?|jobs?|moves?|positions?|profiles?)\b|\broles? (?:that (?:is|are) )?(?:close|near|similar|"
    r"related|adjacent) to\b|\b(?:close|near|similar|closest|nearest) to\b|"
    r"\b(?:roles?|jobs?|positions?)\b.{0,12}\bnext to\b|\b(?:roles?|jobs?|positions?) (?:is|are) "
    r"(?:most |more )?like\b",
)
_HOW_FAR = re.compile(r"\bhow (?:far|close|near|closely|related)\b|\b(?:closer|nearer) to\b")
_DISTANCE = re.compile(r"\bdistances?\b")
_PROMOTION = re.compile(
    r"\b(?:promot\w+|move up|moving up|grow into|step up|advance|progress|get(?:ting)? (?:from|to)|"
    r"mov(?:e|ing) (?:from|to)|go(?:ing)? from|reach|become|make it to|gap|needs? (?:for|to)|next (?:level|step|rung)|level up|level above|"
    r"missing|lack\w*)\b",
)
_CHANGES = re.compile(r"\b(?:chang\w+|differ\w*|compar\w+)\b")
_NEXT_LEVEL = re.compile(r"\bnext (?:level|step|rung|grade)\b")
_SELF_PLACEMENT = re.compile(
    r"\b(?:what|which) (?:[\w#]+ ){0,5}?(?:level|grade)\b.*\b(?:am i|i am|(?:would|should|could) i be|fits? me|"
    r"suits? me)\b|\bwhere (?:do|would) i (?:fit|stand|sit)\b|\bmy level\b",
)
# "am I a P4", "would I be an IC3": asked of a level, by somebody who tells what they do.
_AM_I = r"\b(?:am i|(?:would|could|should) i be) (?:[a-z]+ ){0,3}?"
_FIRST_PERSON = re.compile(r"\b(?:i|i['’]m|i['’]ve|im|ive|me|my)\b")
_FIND_LEVEL = re.compile(
    r"\b(?:which|what) (?:(?!(?:does|do|did|is|are|was|were|can|of)\b)[\w#]+ ){0,2}"
    r"(?:levels?|grades?)\b(?!\s+of\b(?!\s+(?:an? |the )?#))|^\W*(?:and )?who(?:se|m)?\b|\bsomeone who\b.*\blevel\b|"
    r"\bis there (?:a|any) level\b|\b(?:what|which) seniority\b|\bhow senior\b|\blevel\W*$|"
    r"\b(?:lowest|highest|earliest|first|last) level\b|^\W*when (?:do|does|will|would|can|should|is)\b|"
    r"\b(?:which|what) (?:role|job|position|profile)\b(?! (?:is|code))",
)
_LEVELS_OF = re.compile(
    r"\b(?:which|what|how many|list|show|all)(?: me)?(?: the| all)? levels\b(?:.*\b(?:are there|exist|"
    r"available|does|do|has|have|of|for|in)\b|\W*$)|\blevels (?:are there|exist|available)\b|"
    r"^\W*(?:the |all )?levels (?:of|for|in)\b",
)
_LIST = re.compile(
    r"\b(?:which|what|list|show|how many|all|every|any)(?: me)?(?: of)?(?: the| all| our| your)?"
    r"(?: \w+){0,2}? (?:roles|profiles|jobs|positions|job families|families|focuses|functions)\b|"
    r"\bwhat (?:do|can) you (?:know|cover|tell|do|answer|help)\b|\bwhat(?:['’]s| is) in the index\b",
)
_COMPARE = re.compile(
    r"\b(?:compar\w+|vs?\.?|versus|against|differ\w*|distinguish\w*|separat\w+|distinction|contrast\w*|"
    r"side by side|sets? apart|same as|between|change[sd]?|step|jump|gap|more than|less than)\b",
)
_SHARED = re.compile(r"\b(?:shared?|in common|overlap\w*)\b")
_ABOUT = re.compile(r"\b(?:in|on|about|regarding|concerning|of|for)\s+((?:[a-z]+\s?){1,3})")
# Asked of one level, what is new there is what the level below does not have.
_ADDED = re.compile(r"\b(?:new|added|extra|additional) at\b")
_SKILLS = re.compile(r"\b(?:skill\w*|competenc\w+|abilit\w+|capabilit\w+|proficienc\w+)\b")
_DEFINE = re.compile(
    r"\b(?:mean(?:s|ing)?|defin\w+|what(?:['’]s| is| are)|explain|describe|stands? for|understand by)\b"
)
_MEANING = re.compile(r"\b(?:mean(?:s|ing)?|defin\w+|call(?:ed)?|name of|stands? for)\b")
_RESPONSIBILITIES = re.compile(
    r"\b(?:responsib\w+|dut(?:y|ies)|tasks?|day.to.day|accountab\w+|deliverables?)\b"
)

# Words that say how an answer should look or that the whole of something is wanted.
_OVERVIEW = frozenset(
    stem(word)
    for word in """
        responsibility responsible duty task criteria guideline rubric description summary overview
        purpose focus mission look charge accountable definition define name title leveling
        compare comparison difference different differ separate distinguish distinction side against
        versus step jump contrast change set apart day skill competency bar exist available dimension
        stand add table else
    """.split()
)
_LADDER = frozenset(stem(word) for word in "ladder track career path".split())
_SENIORITY = frozenset(
    stem(word) for word in "junior senior entry lead principal staff mid experienced".split()
)
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


@dataclass(frozen=True, slots=True)
class Heard:
    """What was recognised in a question. `text` is folded, with names of roles as "#" signs;
    `words` are the stems it is about besides names and levels.

    `settled` says whether the roles in `mentions` are meant, or only candidates; `unknown` are
    the words that no statement of the index holds.
    """

    text: str
    mentions: tuple[RoleMention, ...]
    settled: bool
    levels: tuple[Level, ...]
    attribute: Attribute | None
    dimensions: tuple[str, ...]
    term: str | None
    words: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def content(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if not is_overview(word))


def is_overview(word: str) -> bool:
    """Whether a stem only says that a whole is wanted: a description, a difference, the duties."""
    return word in _OVERVIEW


def is_seniority(word: str) -> bool:
    """Whether a stem says how senior somebody is, as a title does beside its level."""
    return word in _SENIORITY


_SUPERLATIVE = re.compile(
    r"\b(?:(?:the )?(?:most|least|fewest|highest|lowest|largest|biggest|smallest|longest|shortest|"
    r"oldest|best|worst|hardest|easiest)\b(?! (?:recent|likely|of (?:the|them|all)\b))|"
    r"more \w+ than any)",
)
_NEGATION = re.compile(
    r"\b(?:not|never|cannot|nobody|none|without|besides|except|no longer)\b|n['’]t\b"
)
_RANKED = frozenset({Intent.FIND_LEVEL, Intent.LIST_ROLES})
_NEGATED = frozenset({Intent.FIND_LEVEL, Intent.LIST_ROLES, Intent.LEVEL_CRITERIA})


def beyond_quoting(text: str, intent: Intent) -> str | None:
    """What of a question no quote can answer: a ranking of levels, or what is not done."""
    if intent in _RANKED and _SUPERLATIVE.search(text):
        return "which is the most or the least of several"
    if intent in _NEGATED and _NEGATION.search(text):
        return "what a level does not do"
    return None


def intent_of(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]]:
    """The kind of answer, and the sections that it is to be drawn from (none: all)."""
    text, levels, content = heard.text, heard.levels, heard.content
    asks = heard.attribute.name if heard.attribute else None
    if _PROVENANCE.search(text) and asks != "pay":
        return Intent.PROVENANCE, (SectionKind.PROVENANCE,)
    if _places_the_asker(heard):
        return Intent.SELF_PLACEMENT, ()
    if _asks_how_far(heard) or (_ADJACENT.search(text) and not _COMPARE.search(text)):
        return Intent.ADJACENT_ROLES, (SectionKind.ADJACENT_ROLES,)
    if _ALIASES.search(text):
        return Intent.ALIASES, (SectionKind.TITLE_ALIASES,)
    if _sets_roles_side_by_side(heard):
        return Intent.COMPARE_ROLES, ()
    if levels and (found := _of_two_levels(heard)):
        return found
    if re.search(r"\blevels\b", text) and _COMPARE.search(text) and heard.mentions:
        return Intent.COMPARE_LEVELS, ()
    if _LEVELS_OF.search(text) and set(content) <= _LADDER and not levels and not heard.dimensions:
        return Intent.LIST_ROLES, ()
    if _LIST.search(text) and not levels:
        return Intent.LIST_ROLES, ()
    if asks in _NEVER_A_DUTY:
        return Intent.LOOKUP, ()
    if _FIND_LEVEL.search(text) and not (asks and not content and levels):
        return Intent.FIND_LEVEL, ()
    if heard.term and (_DEFINE.search(text) or _SKILLS.search(text) or not content):
        return Intent.SKILLS, (SectionKind.SKILLS,)
    if _SKILLS.search(text) and asks != "pay":
        return Intent.SKILLS, (SectionKind.SKILLS,)
    if asks or heard.dimensions:
        return Intent.LOOKUP, ()
    return _of_the_rest(heard)


def _of_two_levels(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]] | None:
    """Two levels are compared, unless something is asked that no comparison shows."""
    asks = heard.attribute.name if heard.attribute else None
    duties = (SectionKind.RESPONSIBILITIES,) if _RESPONSIBILITIES.search(heard.text) else ()
    own = _FIRST_PERSON.search(heard.text) and not _COMPARE.search(heard.text)
    if asks in _NOT_COMPARED:
        return None
    rises = _NEXT_LEVEL.search(heard.text) or not _FIND_LEVEL.search(heard.text)
    if _PROMOTION.search(heard.text) and rises and not _tells_apart(heard):
        return Intent.PROMOTION_GAP, duties
    if _ADDED.search(heard.text):
        return Intent.COMPARE_LEVELS, duties
    if len(heard.levels) < 2:
        return None
    if own:
        return Intent.PROMOTION_GAP, duties
    if asks and not _COMPARE.search(heard.text):
        return Intent.LOOKUP, ()
    if any(word in heard.unknown for word in _narrowed_to(heard)):
        return Intent.LOOKUP, ()
    return Intent.COMPARE_LEVELS, duties


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


def asks_for_a_level_or_roles(text: str) -> bool:
    """Whether the question seeks who or which level or role: what it says is then no name."""
    return bool(_FIND_LEVEL.search(text) or _LIST.search(text) or _SELF_PLACEMENT.search(text))


def _of_the_rest(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]]:
    """No attribute, dimension or term: a level's criteria, a summary, or a search."""
    text = heard.text
    ignored = _SENIORITY | _LADDER | {stem("called")} if heard.levels else frozenset()
    content = [w for w in heard.content if w not in ignored]
    duties = (SectionKind.RESPONSIBILITIES,) if _RESPONSIBILITIES.search(text) else ()
    if content:
        return Intent.LOOKUP, ()
    if heard.levels and _MEANING.search(text) and not duties:
        return Intent.LEVEL_CRITERIA, (SectionKind.LEVEL_DEFINITION,)
    if heard.levels or (heard.mentions and duties):
        return Intent.LEVEL_CRITERIA, duties
    if heard.mentions:
        return Intent.LOOKUP, (SectionKind.SUMMARY, SectionKind.FOCUS)
    return Intent.OFF_TOPIC, ()


def _places_the_asker(heard: Heard) -> bool:
    if _SELF_PLACEMENT.search(heard.text) or any(_am_i(level, heard) for level in heard.levels):
        return True
    tells = _FIRST_PERSON.search(heard.text) and len(heard.content) > 2
    return bool(tells and _FIND_LEVEL.search(heard.text) and not heard.levels)


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
    return bool(_COMPARE.search(heard.text) or _SHARED.search(heard.text)) or not heard.content
