"""Which lines open a section that we know by name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from roleassistant.domain import InvalidLevel, Level, SectionKind
from roleassistant.domain.level import rung_key
from roleassistant.reading.residue import heading_forms, heading_without_residue

_NAMES: dict[SectionKind, tuple[str, ...]] = {
    SectionKind.SUMMARY: (
        "summary",
        "overview",
        "role summary",
        "role overview",
        "about the role",
        "about this role",
        "role description",
    ),
    SectionKind.FOCUS: ("focus", "role focus"),
    SectionKind.RESPONSIBILITIES: (
        "responsibilities by level",
        "responsibilities",
        "key responsibilities",
        "responsibilities across levels",
        "responsibilities per level",
        "core responsibilities",
        "what you do by level",
        "what this role does by level",
        "duties",
        "duties and responsibilities",
    ),
    SectionKind.GUIDELINES: (
        "level guidelines",
        "leveling guidelines",
        "levelling guidelines",
        "level guideline",
        "leveling guide",
        "levelling guide",
        "leveling rubric",
        "levelling rubric",
        "level rubric",
        "level expectations",
        "level criteria",
        "guidelines by level",
        "guidelines",
    ),
    SectionKind.SKILLS: (
        "skills",
        "key skills",
        "focus-specific skills",
        "focus specific skills",
        "skills and knowledge",
        "required skills",
        "core skills",
        "competencies",
        "skills and competencies",
    ),
    SectionKind.PROVENANCE: (
        "provenance",
        "provenance and quality",
        "evidence",
        "evidence base",
        "sources",
    ),
    SectionKind.LEVEL_DEFINITION: ("level definition", "level"),
    SectionKind.ADJACENT_ROLES: (
        "adjacent roles",
        "adjacent role",
        "related roles",
        "nearby roles",
        "nearest roles",
        "similar roles",
        "neighbouring roles",
        "neighboring roles",
    ),
    SectionKind.TITLE_ALIASES: (
        "title aliases",
        "aliases",
        "title alias",
        "job title aliases",
        "alternative titles",
        "alternate titles",
        "also known as",
        "other titles",
    ),
    SectionKind.CLASSIFICATION: (
        "classification mappings",
        "classification mapping",
        "classification",
        "classifications",
        "classification codes",
        "external classifications",
        "taxonomy mappings",
        "taxonomy mapping",
    ),
}
_KIND_OF = {name: kind for kind, names in _NAMES.items() for name in names}
_SEPARATOR = re.compile(r"\s*[—–―:·|]\s*|\s+-\s+")
_LEVEL_START = re.compile(r"level(?: definition)?(?=[\s—–―:·|-])", re.IGNORECASE)
_FOCUS = re.compile(r"(?:role )?focus(?:\s+[—–-]\s+|\s*[:|·]\s*)(?P<name>[^.]+)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]{1,40}\)$")
_MARKUP = " #*_`\t"
_DEPTH = re.compile(r"\s*(#{1,6})\s")

MAX_HEADING = 90


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a section.

    `level` is set where it gives a level definition, `name` where it names the level or the
    focus; `name_at` is where the name begins within the line. `depth` counts the marks of a
    Markdown heading; 0 where there are none.
    """

    kind: SectionKind
    text: str
    level: Level | None = None
    name: str | None = None
    name_at: int = 0
    depth: int = 0


def heading(text: str, names: Mapping[str, Level] = MappingProxyType({})) -> Heading | None:
    """The section that this line opens, if it opens one that we know.

    `names` are what the page calls its levels, by the keys of `rung_key`: with them "Level —
    Charge Hand" gives a level definition.
    """
    if len(text) > 2 * MAX_HEADING:
        return None
    if names and "level" in text.casefold():
        free = heading_without_residue(text).strip(_MARKUP)
        if len(free) <= MAX_HEADING and (
            found := _level_definition(free, text, depth(text), names)
        ):
            return found
    return _heading(text)


# Every line of a page is looked at as itself, as what follows and as what came before.
@lru_cache(maxsize=4096)
def _heading(text: str) -> Heading | None:
    marks = depth(text)
    forms = [form.strip(_MARKUP) for form in heading_forms(text)]
    forms = [form for form in forms if 0 < len(form) <= MAX_HEADING]
    # A name that anybody may choose ends where what is surely interface begins.
    free = heading_without_residue(text).strip(_MARKUP)
    named = _level_definition(free, text, marks) or _focus(free, text, marks)
    if named and len(free) <= MAX_HEADING:
        return named
    return next((found for form in forms if (found := _known(form, marks))), None)


def depth(text: str) -> int:
    """How many marks of a Markdown heading the line begins with."""
    match = _DEPTH.match(text)
    return len(match[1]) if match else 0


def heading_text(text: str) -> str:
    """What a heading that we do not know says once its marks and the interface are off."""
    return heading_without_residue(text).strip(_MARKUP).rstrip(":").strip(_MARKUP)


def _focus(bare: str, text: str, marks: int) -> Heading | None:
    if match := _FOCUS.fullmatch(bare):
        name = match["name"].strip()
        return Heading(SectionKind.FOCUS, bare, name=name, name_at=text.rfind(name), depth=marks)
    return None


def _known(bare: str, marks: int) -> Heading | None:
    shown = bare.rstrip(": ").strip(_MARKUP)
    for candidate in (shown, _BRACKETED.sub("", shown)):
        folded = " ".join(candidate.replace("&", " and ").casefold().split())
        if kind := _KIND_OF.get(folded):
            return Heading(kind, candidate, depth=marks)
    return None


def _level_definition(
    bare: str, text: str, marks: int, names: Mapping[str, Level] = MappingProxyType({})
) -> Heading | None:
    """ "Level — P5 — Expert Professional", with any dash, a colon, or only a space."""
    start = _LEVEL_START.match(bare)
    if start is None:
        return None
    rest = _SEPARATOR.sub("\n", bare[start.end() :], count=2).strip("\n ")
    rung, _, name = rest.partition("\n")
    if not name and rung.endswith(")") and " (" in rung:
        rung, _, name = rung[:-1].partition(" (")
    level = names.get(rung_key(rung)) or names.get(Level.called(rung).key) or _parsed(rung)
    if level is None:
        return None
    name = name.strip()
    # The name is looked for from the end: it may repeat a word that stands before it.
    at = text.rfind(name) if name else 0
    if at < 0:
        name, at = "", 0
    return Heading(SectionKind.LEVEL_DEFINITION, bare, level, name or None, at, marks)


def _parsed(rung: str) -> Level | None:
    try:
        return Level.parse(rung)
    except InvalidLevel:
        return None
