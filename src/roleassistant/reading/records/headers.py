"""What the header of a column says that its cells are."""

from __future__ import annotations

import re
from enum import StrEnum

from roleassistant.domain import InvalidLevel, Level
from roleassistant.domain.level import usual_rank


class Kind(StrEnum):
    """What the cells of a column are."""

    FAMILY = "family"
    ROLE = "role"
    ROLE_TEXT = "role text"
    LEVEL = "level"
    LEVEL_TEXT = "level text"
    ORDER = "order"  # a number that says how high the level stands
    GROUP = "group"  # of skills
    SKILL = "skill"
    SKILL_TEXT = "skill text"
    PROFICIENCY = "proficiency"
    PROFICIENCY_TEXT = "proficiency text"
    ROLES = "roles"  # a list of roles for which the row holds
    OF_ROLE = "of role"  # says something of the role, under its header
    TEXT = "text"  # says something of what the row is about, under its header
    RUNG = "rung"  # one column for each job level
    STEP = "step"  # one column for each step of proficiency
    MASTERY = "mastery"  # one column for each skill: how well it has to be mastered


# The subjects of which another column may be the description, with that description.
TEXT_OF = {
    Kind.ROLE: Kind.ROLE_TEXT,
    Kind.LEVEL: Kind.LEVEL_TEXT,
    Kind.SKILL: Kind.SKILL_TEXT,
    Kind.PROFICIENCY: Kind.PROFICIENCY_TEXT,
}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FAMILY = _set(
    "family group function department discipline directorate division chapter practice stream "
    "profession unit area domain community"
)
_ROLE = _set("role job position title occupation post jobtitle designation profile")
_LEVEL = _set("level grade band rung tier step seniority stage rank classification")
_SKILL = _set(
    "skill competency competence capability behaviour behavior ability attribute criterion pillar "
    "dimension quality theme strength"
)
_MASTERY = _set("proficiency mastery fluency expertise attainment maturity rating")
_TEXT = _set(
    "description descriptor definition summary detail indicator meaning explanation overview "
    "statement expectation example evidence note purpose text about outline guidance criteria "
    "looks demonstrate"
)
_GROUPING = _set("category group type cluster heading set area pillar domain family theme")
_ORDER = _set("order rank number no sequence position sort index seq")
_OF_A_KIND = _set("type status code id ref reference url link owner version date updated key")
_ASKED = _set("required expected target needed minimum min")

# Scales of proficiency in the order in which they rise.
_STEPS = (
    "unaware none", "awareness aware", "novice entry", "beginner basic basics",
    "foundation foundational fundamental fundamentals", "elementary", "advanced-beginner",
    "developing learning", "working", "competent capable", "intermediate", "proficient skilled",
    "practitioner practicing practising", "advanced", "experienced", "expert", "mastery master",
    "leading thought-leader",
)  # fmt: skip
_RANK_OF_STEP = {word: rank for rank, step in enumerate(_STEPS) for word in step.split()}
# Words by which titles say how high somebody stands, lowest first; those of one rank together.
_RANKS = (
    "intern internship", "trainee apprentice graduate cadet", "entry assistant", "associate",
    "junior jr", "intermediate mid", "senior sr", "lead", "staff", "principal", "distinguished",
    "fellow", "head", "director", "vp vice-president", "chief",
)  # fmt: skip
RANK = {word: rank for rank, words in enumerate(_RANKS) for word in words.split()}
# Grades by letters, lowest first. Those of one scheme are ordered by it.
_GRADES = ("aa", "ao", "eo", "heo", "seo", "grade 7", "grade 6", "scs")
_GRADE_NAMES = {
    "administrative assistant": "aa", "administrative officer": "ao", "executive officer": "eo",
    "higher executive officer": "heo", "senior executive officer": "seo", "g7": "grade 7",
    "g6": "grade 6", "senior civil service": "scs", "senior civil servant": "scs", "scs1": "scs",
    "scs 1": "scs", "hso": "heo", "sso": "seo",
}  # fmt: skip
_BARE = re.compile(r"[^\w&+/' -]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PROFICIENCY_ENDS = re.compile(
    r"(?:\s+(?:level|proficiency|knowledge|user))?$|^(?:level )?\d\s*[-–:.=)]?\s*"
)


def words_of(header: str) -> tuple[str, ...]:
    """The words of a header, small and in the singular: "roleLevels_name" → role, level, name."""
    parted = _CAMEL.sub(" ", header).replace("_", " ")
    words = re.findall(r"[^\W\d_]+|\d+", parted.casefold())
    return tuple(_singular(word) for word in words)


def kind_of_header(header: str) -> Kind | None:
    """What a header says by itself; None where it names nothing that is known."""
    words = words_of(header)
    if not words or len(words) > 8:
        return None
    said = set(words)
    role, level, skill = said & _ROLE, said & _LEVEL, said & _SKILL
    text = said & _TEXT
    asked = bool(said & _ASKED and (level or "standard" in said))
    mastery = bool(said & _MASTERY) or bool(skill and level) or asked
    if mastery and not (role and level and not skill):
        return Kind.PROFICIENCY_TEXT if text else Kind.PROFICIENCY
    if _is_list_of_roles(header, words):
        return Kind.ROLES
    if skill and said & _GROUPING - skill and not level:
        return Kind.GROUP
    if said & _FAMILY and not (level or text) and (role or len(words) == 1 or skill == set()):
        return None if said & _OF_A_KIND else Kind.FAMILY
    if skill:
        return Kind.SKILL_TEXT if text else Kind.SKILL
    if level and not said & _OF_A_KIND - {"code"}:
        if text:
            return Kind.LEVEL_TEXT
        return Kind.ORDER if said & _ORDER - level and not said & {"name"} else Kind.LEVEL
    if role and not said & _OF_A_KIND:
        return Kind.ROLE_TEXT if text else Kind.ROLE
    return None


def readable(header: str) -> str:
    """A header as a person writes it: "min_years_experience" is written with spaces."""
    if " " in header or not header.replace("_", "").isalnum():
        return header
    parted = _CAMEL.sub(" ", header).replace("_", " ").strip()
    return parted[:1].upper() + parted[1:].lower() if " " in parted else header


def is_plural(header: str) -> bool:
    """Whether a header names several things of a kind: "Behaviours", "Technical skills"."""
    word = re.findall(r"[^\W\d_]+", header.casefold())[-1:]
    return bool(word) and word[0].endswith("s") and not word[0].endswith("ss")


def is_code(header: str) -> bool:
    """Whether a header says that its cells are codes or dates, which name nothing."""
    return bool(set(words_of(header)) & _OF_A_KIND)


def describes(header: str) -> bool:
    """Whether a header says that its cells describe something, and not what."""
    words = words_of(header)
    return bool(words) and bool(set(words) & _TEXT) and kind_of_header(header) is None


def step_rank(text: str) -> int | None:
    """How high common scales of proficiency have a step of this name; None where it is none."""
    bare = _BARE.sub(" ", " ".join(text.split()).casefold()).strip()
    if len(bare) > 40:
        return None
    bare = _PROFICIENCY_ENDS.sub("", bare).strip()
    return _RANK_OF_STEP.get(bare, _RANK_OF_STEP.get(bare.replace(" ", "-")))


def grade_rank(text: str) -> int | None:
    """How high a grade of the civil service stands: AA, AO, EO, HEO, SEO, Grade 7, Grade 6, SCS."""
    bare = " ".join(_BARE.sub(" ", text.casefold()).split())
    bare = _GRADE_NAMES.get(bare, bare)
    return _GRADES.index(bare) if bare in _GRADES else None


def is_level_name(text: str) -> bool:
    """Whether a short text names a job level wherever it stands: P4, Band 6, Senior, SEO."""
    shown = " ".join(text.split())
    if not shown or len(shown) > 48:
        return False
    first = re.split(r"\s*(?:[—–:·|(]|\s-\s)\s*", shown)[0].strip()
    if grade_rank(first) is not None or re.fullmatch(r"\d{1,2}", first):
        return grade_rank(first) is not None
    try:
        Level.parse(first)
    except InvalidLevel:
        called = Level.called(first)
        return called.track.casefold() in _LEVEL or usual_rank(called) >= 0
    return True


def _is_list_of_roles(header: str, words: tuple[str, ...]) -> bool:
    said = set(words)
    plural = bool(re.search(r"\b(?:roles|jobs|positions|posts|occupations)\b", header, re.I))
    return plural and (words == ("role",) or bool(said & _set(
        "require required that which using used use applie apply applicable relevant for with "
        "need needed needing in linked related"
    )))  # fmt: skip


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
