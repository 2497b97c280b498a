"""What kind of answer a question wants: rules over its words and what was recognised in it."""

from __future__ import annotations

import re

from roleassistant.domain import Level, SectionKind
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval import cues
from roleassistant.retrieval.aspects import questions_in
from roleassistant.retrieval.forms import Form, form_of
from roleassistant.retrieval.heard import RUNG_WORDS, SENIORITY, Heard
from roleassistant.retrieval.plan import Intent
from roleassistant.retrieval.topic import noun_asked_for
from roleassistant.retrieval.values import value_wanted
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stem, stems, tokens

_LADDER = frozenset(stem(word) for word in "ladder track career path framework matrix".split())
# Attributes whose cues cannot be words of a duty: "which level reports to …" asks for the line.
_NEVER_A_DUTY = frozenset(
    {"reporting line", "contact", "team size", "time to promotion", "personal", "review score"}
)
# Attributes that a comparison cannot show: asked for two levels they are still not recorded.
_NOT_COMPARED = frozenset(
    {
        *_NEVER_A_DUTY,
        *(
            "pay",
            "quota",
            "benefits",
            "location",
            "remote",
            "travel",
            "hours",
            "vacancies",
            "tools",
        ),
        *("probation", "notice", "dress", "clothing", "contract", "part time"),
        *("classification", "role code"),
    }
)
# Words of promotion that the name of a dimension may have.
_WHEN = Pattern(r"\W*when\b")
# So many telling words are a story of what somebody does.
_A_STORY = 3
# What is asked for by its amount, whatever else the words may define.
_AMOUNTS = frozenset({"pay", "variable pay", "pass mark", "quota", "hours"})


def intent_of(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]]:
    """The kind of answer, and the sections that it is to be drawn from (none: all)."""
    text, levels, content = heard.text, heard.levels, heard.content
    asks = heard.attribute.name if heard.attribute else None
    if cues.PROVENANCE.search(text) and asks != "pay":
        return Intent.PROVENANCE, (SectionKind.PROVENANCE,)
    told = heard.settled and heard.mentions and cues.TOLD_TITLE.search(text)
    if told and form_of(text) is not Form.YES_NO and not _tells_what_they_do(heard):
        return Intent.ALIASES, ()
    if _places_the_asker(heard):
        return Intent.SELF_PLACEMENT, ()
    if _asks_how_far(heard) or (cues.ADJACENT.search(text) and not cues.COMPARE.search(text)):
        return Intent.ADJACENT_ROLES, (SectionKind.ADJACENT_ROLES,)
    counted = cues.TITLES_COUNTED.search(text)
    of_works = counted is not None and stem(counted["sort"]) in content
    if (cues.ALIASES.search(text) and not of_works) or _is_alias_question(heard):
        return Intent.ALIASES, (SectionKind.TITLE_ALIASES,)
    if _sets_roles_side_by_side(heard):
        return Intent.COMPARE_ROLES, ()
    if levels and (found := _of_two_levels(heard)):
        return found
    if re.search(r"\blevels\b", text) and cues.COMPARE.search(text) and heard.mentions:
        return Intent.COMPARE_LEVELS, ()
    if (
        cues.LEVELS_OF.search(text)
        and (set(content) <= _LADDER or cues.LEVELS_OF_A_LADDER.search(text))
        and not levels
        and not heard.dimensions
    ):
        return Intent.LIST_ROLES, ()
    if heard.mentions and content and set(content) <= _LADDER and not (levels or asks):
        return Intent.LIST_ROLES, ()
    if cues.LIST.search(text) and (not levels or not _narrowing(heard)):
        return Intent.LIST_ROLES, ()
    if cues.RUNGS.search(text) and heard.mentions and not _narrowing(heard) and not asks:
        return Intent.LIST_ROLES, ()
    if asks in _NEVER_A_DUTY and (asks == "contact" or not _tells_of_work(heard)):
        return Intent.LOOKUP, ()
    if (
        heard.term
        and cues.SKILLS.search(text)
        and cues.WHICH_ROLE.search(text)
        and not heard.mentions
    ):
        return Intent.LIST_ROLES, ()
    who = cues.WHO.search(text) and not (heard.mentions and heard.settled)
    if heard.settled and not who and cues.WHOM.search(text):
        return Intent.LOOKUP, ()
    seeks = (
        who or cues.FIND_LEVEL.search(text) or (heard.settled and cues.WHICH_OF_THEM.search(text))
    )
    value = value_wanted(text)
    of_time = asks == "hours" or (value is not None and value.label == "date")
    if seeks and not _asks_for_a_dimension(heard) and not (of_time and _WHEN.match(text)):
        return Intent.FIND_LEVEL, ()
    # How many skills there are is told by the list of them; how long one takes is not.
    valued = value is not None and not value.counts
    if (
        heard.term
        and not valued
        and (cues.DEFINE.search(text) or cues.SKILLS.search(text) or _only_the_term(heard))
    ):
        return Intent.SKILLS, (SectionKind.SKILLS,)
    if cues.SKILLS.search(text) and asks not in _AMOUNTS and not valued:
        return Intent.SKILLS, (SectionKind.SKILLS,)
    if asks or heard.dimensions:
        return Intent.LOOKUP, ()
    return _of_the_rest(heard)


def _asks_for_a_dimension(heard: Heard) -> bool:
    """Whether a level is named and what is asked of it: "who are the stakeholders of a P4"."""
    if not heard.levels:
        return False
    if heard.attribute:
        asks = heard.attribute.cues
        rest = set(heard.content) - LIGHT_STEMS - RUNG_WORDS
        return not [
            w for t in tokens(heard.text) for w in rest & {t.stem} if not asks.search(t.text)
        ]
    named = {word for dimension in heard.dimensions for word in stems(dimension)}
    return bool(heard.dimensions) and {w for w in heard.content if w not in LIGHT_STEMS} <= named


def _narrowing(heard: Heard) -> bool:
    """Whether more is said than that roles have a level, or end there."""
    return bool({w for w in heard.content if w not in LIGHT_STEMS} - RUNG_WORDS)


def _is_alias_question(heard: Heard) -> bool:
    """Whether a role is called by two of its names: "is a sourcer the same as a recruiter"."""
    one = len({m.role.key for m in heard.mentions}) == 1
    return one and bool(cues.TWO_NAMES.search(heard.text))


def _tells_of_work(heard: Heard) -> bool:
    """Whether "who" asks for somebody's work, in which the word of an attribute only occurs."""
    asks = heard.attribute.cues if heard.attribute else None
    said = {t.stem for t in tokens(heard.text) if not (asks and asks.search(t.text))}
    telling = [w for w in heard.content if w in said and w not in LIGHT_STEMS]
    return len(telling) > 1 and bool(cues.FIND_LEVEL.search(heard.text))


def _only_the_term(heard: Heard) -> bool:
    if heard.levels:
        return False
    return set(heard.content) <= set(stems(heard.term or ""))


def _of_two_levels(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]] | None:
    """Two levels are compared, unless something is asked that no comparison shows."""
    asks = heard.attribute.name if heard.attribute else None
    duties = (SectionKind.RESPONSIBILITIES,) if cues.RESPONSIBILITIES.search(heard.text) else ()
    own = cues.FIRST_PERSON.search(heard.text) and not cues.COMPARE.search(heard.text)
    if asks in _NOT_COMPARED or _asks_who_does_it(heard):
        return None
    rises = cues.NEXT_LEVEL.search(heard.text) or not cues.FIND_LEVEL.search(heard.text)
    if cues.PROMOTION.search(heard.text) and rises and not _tells_apart(heard):
        one = _wants_one_thing(heard) or _asks_whether(heard)
        return Intent.LOOKUP if one else Intent.PROMOTION_GAP, duties
    if cues.ADDED.search(heard.text):
        return Intent.COMPARE_LEVELS, duties
    if len(heard.levels) < 2:
        return None
    if own:
        return Intent.PROMOTION_GAP, duties
    if asks and not (cues.COMPARE.search(heard.text) or cues.WHICH_IS_MORE.search(heard.text)):
        return Intent.LOOKUP, ()
    if _asks_the_same_twice(heard) and not cues.COMPARE.search(heard.text):
        return Intent.LOOKUP, ()
    if any(word in heard.unknown for word in _narrowed_to(heard)):
        return Intent.LOOKUP, ()
    return Intent.COMPARE_LEVELS, duties


def _asks_whether(heard: Heard) -> bool:
    """Whether one thing is asked of one level, yes or no: "do I need a degree to become a P3"."""
    if len(heard.levels) != 1 or cues.OPENLY.search(heard.text):
        return False
    rising = stems(" ".join(match.group() for match in cues.PROMOTION.finditer(heard.text)))
    telling = {w for w in heard.content if w not in LIGHT_STEMS | _READY} - {*rising}
    return bool(telling) and form_of(heard.text) is Form.YES_NO


# Asked of the whole of a level.
_READY = frozenset(stems("ready readiness good enough fit qualify qualified far close near chance"))


def _wants_one_thing(heard: Heard) -> bool:
    """Whether one thing of one level is asked: "how many years do I need for P3"."""
    rises = cues.NEXT_LEVEL.search(heard.text) or cues.RISES.search(heard.text)
    if len(heard.levels) != 1 or rises:
        return False
    return heard.attribute is not None or value_wanted(heard.text) is not None


def _asks_who_does_it(heard: Heard) -> bool:
    """Whether somebody is asked for by what they do, to those of the levels that are named or as
    one of them."""
    if cues.COMPARE.search(heard.text) or not cues.DONE_TO.search(heard.text):
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
    if len(heard.levels) < 2 or cues.FIRST_PERSON.search(heard.text):
        return False
    return bool(cues.CHANGES.search(heard.text))


def _narrowed_to(heard: Heard) -> set[str]:
    """The content words that follow "in", "on", "about": what a comparison is to be about."""
    behind = cues.ABOUT.findall(heard.text)
    return {stem(word) for phrase in behind for word in phrase.split()} & set(heard.content)


def _of_the_rest(heard: Heard) -> tuple[Intent, tuple[SectionKind, ...]]:
    """No attribute, dimension or term: a level's criteria, a summary, or a search."""
    text = heard.text
    ignored = SENIORITY | _LADDER if heard.levels else frozenset()
    # "Which framework does a P2 have to know" asks for one that is used at work.
    ignored -= {noun_asked_for(text, heard.words, heard.unknown)} & set(heard.unknown)
    content = [w for w in heard.content if w not in ignored and w not in LIGHT_STEMS]
    duties = (SectionKind.RESPONSIBILITIES,) if cues.RESPONSIBILITIES.search(text) else ()
    if content:
        return Intent.LOOKUP, ()
    if heard.levels and cues.MEANING.search(text) and not duties:
        return Intent.LEVEL_CRITERIA, (SectionKind.LEVEL_DEFINITION,)
    if heard.levels or (heard.mentions and (duties or cues.YARDSTICKS.search(text))):
        return Intent.LEVEL_CRITERIA, duties
    if (
        heard.settled
        and cues.BARE_ALIAS.fullmatch(text)
        and any(m.kind == "alias" for m in heard.mentions)
    ):
        return Intent.FIND_LEVEL, ()
    if heard.mentions and (not heard.implied or cues.OF_THE_ROLE.search(text)):
        return Intent.LOOKUP, (SectionKind.SUMMARY, SectionKind.FOCUS)
    return Intent.OFF_TOPIC, ()


def _places_the_asker(heard: Heard) -> bool:
    if cues.HAVE_I_TO.search(heard.text):
        return False  # asked of what the levels demand, and nothing told
    if cues.SELF_PLACEMENT.search(heard.text) or any(_am_i(level, heard) for level in heard.levels):
        return True
    if cues.WHICH_IS_IT.search(heard.text) and _tells_what_they_do(heard):
        return True
    tells = cues.FIRST_PERSON.search(heard.text) and len(heard.content) > 2
    tells = tells and not re.match(r"\W*who", heard.text)  # it asks of somebody else
    return bool(tells and cues.FIND_LEVEL.search(heard.text) and not heard.levels)


def _tells_what_they_do(heard: Heard) -> bool:
    """Whether the asker tells of work of their own, and not only of a title."""
    telling = [word for word in heard.content if word not in LIGHT_STEMS]
    return len(telling) >= _A_STORY and cues.I_DO.search(heard.text) is not None


def _asks_how_far(heard: Heard) -> bool:
    """How far a role is from another; how far a level's authority goes is another question."""
    two = len({mention.start for mention in heard.mentions}) > 1
    return bool(cues.DISTANCE.search(heard.text) or (two and cues.HOW_FAR.search(heard.text)))


def _am_i(level: Level, heard: Heard) -> bool:
    return re.search(rf"{cues.AM_I}{re.escape(fold(str(level)))}\b", heard.text) is not None


def _sets_roles_side_by_side(heard: Heard) -> bool:
    roles = {m.role.key for m in heard.mentions}
    stretches = {m.start for m in heard.mentions}
    if not heard.settled or len(roles) < 2 or len(stretches) < 2:
        return False
    apart = (cues.COMPARE, cues.SHARED, cues.WHICH_IS_MORE)
    return any(cue.search(heard.text) for cue in apart) or not heard.content
