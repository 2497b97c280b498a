"""What a label says: the level and the role that it names, and whether it may name one at all.

Labels of levels come as codes ("IC3 Software Engineer", "Senior Engineer (L5)"), as words with a
number ("Level 3", "Band 6", "Stage II"), as titles ("Staff Engineer", "Engineer II") and as rungs
alone ("Junior"). Which of the labels of a document are levels is not decided here, but in `axes`,
by what stands beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from roleassistant.domain import Level
from roleassistant.reading.interpretation.jobs import AGENT, ROLE_NOUN, plain
from roleassistant.reading.interpretation.several import several

_LONGEST = 90


class Sureness(IntEnum):
    """How surely a label names a level, by itself."""

    NONE = 0
    TITLE = 1  # a title with its number: "Engineer 2"
    CODE = 2  # letters with a number that few use for levels: "SE3"
    RUNG = 3  # a rung of common ladders: "Senior", "Staff Engineer"
    NUMBERED = 4  # "Level 3", "IC3": nothing else is written so


@dataclass(frozen=True, slots=True)
class Named:
    """What a label names. `levels` as the house writes them; `role` is what is left of a title
    without its level, `title` the whole title beside a code ("Senior Engineer" of "L4 – Senior
    Engineer"). `proficiency`: a grade of a skill rather than of a job ("Working", "Expert")."""

    levels: tuple[Level, ...]
    sureness: Sureness
    role: str = ""
    title: str = ""
    proficiency: bool = False


# Words for a level that stand before its number.
_WORD = (
    r"(?:(?:career|job|role|seniority|engineering|professional|management|experience|mastery)\s+)?"
    r"(?:level|grade|band|stage|step|tier|rank|rung|lvl|milestone|phase|belt|class|stufe)"
)
_NUMERAL = r"(?:\d{1,2}|[IVX]{1,4})"
_ENGLISH = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
_NUMBERED = re.compile(
    rf"(?P<word>{_WORD})s?\s*[#:.\-–—=]*\s*[\"']?"
    rf"(?P<number>\d{{1,2}}(?P<sub>[a-e])|{_NUMERAL}|[A-G]|{'|'.join(_ENGLISH)})"
    rf"(?:[\"'](?=\W|$))?(?![\w%])\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_KEYED = re.compile(
    rf"[\"']?(?P<word>{_WORD}|seniority|title)[\"']?\s*[:=]\s*[\"']?(?P<rest>.*?)[\"']?",
    re.IGNORECASE | re.DOTALL,
)
_CODE = r"(?P<track>[A-Z]{1,4})(?P<tie>[\-–]|(?<=[A-Z]) (?=\d))?(?P<grade>\d{1,2})(?P<sub>[a-e])?"
_CODE_FIRST = re.compile(rf"{_CODE}(?![\w%.])(?P<rest>.*)", re.DOTALL)
_CODE_LAST = re.compile(
    rf"(?P<rest>.*?\S)\s*(?:[\-–—:,|/·(\[]\s*|\s)(?:level\s+)?{_CODE}\s*[)\]]?", re.DOTALL
)
_BEHIND = re.compile(
    r"(?P<title>[^()\[\]]*\S)\s*(?:[(\[](?P<inside>[^()\[\]]{3,24})[)\]])", re.DOTALL
)
_TRAILING = re.compile(
    rf"(?P<title>[^\W\d_].*?)\s+(?P<number>{_NUMERAL})(?:\s*[\-–—:(|,]\s*(?P<rest>.*))?", re.DOTALL
)
_BETWEEN = re.compile(r"^[\s\-–—:|,.)/·=]+|[\s\-–—:|,(/·=]+$")
# Letters by which ladders name their levels; any others need a sibling to be believed.
_USUAL_TRACKS = frozenset("P M IC L E T S G D SE SWE EM PM IM TL PD UX DS DE MGR B".split())

# Rungs of common ladders, with what they are called otherwise.
_RUNG = re.compile(
    r"(?P<rung>(?:(?:very|super)\s+)?(?:senior\s+staff|senior\s+principal|sr\.?\s+(?:staff|principal)"
    r"|entry[\s\-]?level|entry|mid[\s\-]?level|mid[\s\-]senior|mid|mid[\s\-]?career|early[\s\-]career"
    r"|intermediate|medior|regular|confirmed|experienced|graduate|new[\s\-]grad|intern|trainee"
    r"|apprentice|associate|assistant"
    r"|junior|jr\.?|senior|snr\.?|sr\.?|lead|staff|principal|distinguished|fellow|chief|executive"
    r"|head|director|senior\s+director|vp|vice[\s\-]president|master|expert|advanced|novice|beginner"
    r"|practitioner|specialist|technician|foundation|foundational|developing|proficient|competent"
    r"|professional|emerging|established|partner))",
    re.IGNORECASE,
)
# Rungs that are jobs as well, and name a level only where they stand before the name of a job.
_ONLY_BEFORE = frozenset(
    "lead staff head director executive chief partner specialist technician expert advanced master "
    "professional assistant graduate experienced established emerging foundation regular"
    " confirmed".split()
)
_INITIALS = frozenset({"vp"})
_PROFICIENCIES = frozenset(
    """
    awareness aware working practitioner expert novice beginner foundation foundational basic basics
    developing competent competence proficient proficiency advanced intermediate mastery master
    learning learner leading practising practicing practiced experienced none familiar fluent
    emerging skilled exploring applying teaching owning shaping specialist authority
    """.split()
)


@lru_cache(maxsize=8192)
def named(text: str) -> Named:
    """The level that a label names, by itself, and what else it says."""
    label = plain(text)
    none = Named((), Sureness.NONE)
    if not label or len(label) > _LONGEST:
        return none
    return (
        _several(label)
        or _numbered(label)
        or _numbered_behind(label)
        or _coded(label)
        or _keyed(label)
        or _rung(label)
        or _titled(label)
        or none
    )


def _several(label: str) -> Named | None:
    found = several(label)
    return Named(found[0], Sureness.NUMBERED, title=_rest(found[1])) if found else None


def _numbered(label: str) -> Named | None:
    match = _NUMBERED.fullmatch(label)
    if match is None or (match["number"].isalpha() and not _is_number(match["number"])):
        return None
    word = re.sub(r"^lvl$", "level", match["word"].split()[-1], flags=re.IGNORECASE).title()
    number = match["number"]
    written = str(_ENGLISH.get(number.casefold(), number if number.isdigit() else number.upper()))
    rest = _rest(match["rest"])
    if rest and not re.match(r"\s*[\-–—:|,(/·.]", match["rest"]) and not _is_title(rest):
        return None  # "Stage 2 of the project"
    level = Level.called(f"{word} {written}")
    if match["sub"]:
        level = _within(Level.called(f"{word} {number[:-1]}"), match["sub"].lower())
    inner = _coded(rest) if rest else None
    if inner and inner.sureness is Sureness.NUMBERED:
        return inner
    return Named((level,), Sureness.NUMBERED, role=_role_in(rest), title=rest)


def _numbered_behind(label: str) -> Named | None:
    """ "Senior Data Analyst (Level 3)": the level is in brackets, the rung is of the title."""
    match = _BEHIND.fullmatch(label)
    inner = _numbered(match["inside"]) if match is not None else None
    if match is None or inner is None or inner.title:
        return None
    title = match["title"]
    if not ROLE_NOUN.search(title) and not AGENT.search(title):
        return None  # "Communication (Level 2)" is a dimension
    return Named(inner.levels, Sureness.NUMBERED, role=_role_in(title) or title, title=title)


def _keyed(label: str) -> Named | None:
    """ "level: Senior", as data has it."""
    match = _KEYED.fullmatch(label)
    if match is None or not match["rest"].strip():
        return None
    rest = match["rest"].strip()
    found = _coded(rest) or _rung(rest) or _titled(rest)
    if found is not None:
        return Named(found.levels, Sureness.NUMBERED, found.role, found.title)
    if match["word"].casefold() == "title" or len(rest.split()) > 4:
        return None
    return Named((Level.called(rest),), Sureness.NUMBERED)


def _is_number(word: str) -> bool:
    return word.casefold() in _ENGLISH or (
        word.isupper() and bool(re.fullmatch("[IVX]+|[A-G]", word))
    )


def _coded(label: str) -> Named | None:
    match = _CODE_FIRST.fullmatch(label)
    first = match is not None
    match = match or _CODE_LAST.fullmatch(label)
    if match is None:
        return None
    raw, rest = match["rest"], _rest(match["rest"])
    # "G5-level work": the hyphen ties.
    set_off = bool(re.match(r"\s*(?:-(?![a-z])|[–—:|,(/·.])", raw)) if first else True
    if first and rest and not set_off and not _is_title(rest):
        return None  # "S3 buckets are configured"
    usual = match["track"] in _USUAL_TRACKS
    if match["tie"] == " " and not usual:
        return None
    sub = match["sub"] or ""
    level = Level.called(f"{match['track']}{match['grade']}")
    if sub:
        level = _within(level, sub)
    sure = (
        Sureness.NUMBERED if usual and (not rest or set_off or _is_title(rest)) else Sureness.CODE
    )
    return Named((level,), sure, role=_role_in(rest), title=rest)


def _within(level: Level, part: str) -> Level:
    """One of several levels of a number: "Band 8a", "IC3b"."""
    return Level(f"{level.label}{part}", level.track, level.grade)


def _rung(label: str) -> Named | None:
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", label)
    match = _RUNG.match(bare)
    if match is None or (match.end() < len(bare) and bare[match.end()].isalnum()):
        return None
    rest = _BETWEEN.sub("", bare[match.end() :])
    inside = _RUNG.fullmatch(label[len(bare) :].strip(" ()"))
    if inside is not None and bare[match.end() : match.end() + 1] == "/":
        # "Associate/Counsel (Mid)": what is in brackets decides between the names before them.
        return Named((Level.called(_usual(inside["rung"])),), Sureness.RUNG, title=bare)
    word = _usual(match["rung"])
    key = word.casefold()
    within = re.match(r"(?:[\-–—:/|,]|\s+or\s+)", bare[match.end() :].lstrip())
    if not rest or within:
        sure = Sureness.TITLE if key in _ONLY_BEFORE else Sureness.RUNG
        return Named(
            (Level.called(word),), sure, title=rest, proficiency=key.split()[0] in _PROFICIENCIES
        )
    if (number := re.fullmatch(rf"({_NUMERAL})(?:\s*[\-–—:].*)?", rest)) is not None:
        return Named((Level.called(f"{word} {number[1]}"),), Sureness.RUNG)
    if not _is_title(rest):
        return None
    role, level = rest.split(" / ")[0], word
    if numeral := _TRAILING.fullmatch(rest):
        role, level = numeral["title"], f"{word} {numeral['number']}"
    return Named((Level.called(level),), Sureness.RUNG, role=role, title=bare)


def _titled(label: str) -> Named | None:
    """ "Engineer II", "Analyst 3"; or a rung behind its title, "Engineer, Senior"."""
    match = _TRAILING.fullmatch(label)
    if match is not None and ROLE_NOUN.search(match["title"]) and len(match["title"].split()) < 6:
        title = match["title"].strip(" ,-–—")
        return Named((Level.called(f"{title} {match['number']}"),), Sureness.TITLE, title, label)
    behind = re.fullmatch(
        r"(?P<role>.{3,40}?)\s*(?:,|\s[\-–—]|\()\s*(?P<rung>[^()]{2,24}?)\)?", label
    )
    if behind and ROLE_NOUN.search(behind["role"]):
        inner = _rung(behind["rung"])
        if inner is not None and not inner.role:
            return Named(inner.levels, Sureness.RUNG, behind["role"], label)
    return None


def _usual(rung: str) -> str:
    """A rung as common ladders write it: "Sr. Principal" is Senior Principal."""
    word = " ".join(rung.replace("-", " ").split()).casefold()
    word = re.sub(r"\b(?:sr\.?|snr\.?)(?!\w)", "senior", word)
    word = re.sub(r"\bjr\.?(?!\w)", "junior", word)
    word = re.sub(r"\bmidlevel\b|\bmid level\b", "mid", word)
    word = re.sub(r"^entry level$|^entrylevel$", "entry", word)
    if word in _INITIALS:
        return word.upper()
    return word.title() if " " in word else word.capitalize()


def _rest(text: str) -> str:
    return _BETWEEN.sub("", re.sub(r"^\s*\((.*)\)\s*$", r"\1", text.strip()))


def _is_title(text: str) -> bool:
    """Whether it reads as the name of a job, or of anything that a heading names in capitals."""
    words = text.split()
    if not 0 < len(words) <= 8 or text[-1:] in ".;!?":
        return False
    if ROLE_NOUN.search(text):
        return True
    return words[0][:1].isupper() and all(w[:1].isupper() or len(w) < 4 for w in words)


def _role_in(title: str) -> str:
    """The role in a title beside a code: "Software Engineer" of "Staff Software Engineer"."""
    if not title or not _is_title(title):
        return ""
    inner = _rung(title) or _titled(title)
    if inner is not None and inner.role:
        return inner.role
    return title if ROLE_NOUN.search(title) else ""
