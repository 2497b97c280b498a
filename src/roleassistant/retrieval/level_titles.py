"""What else the levels of an index are called than by the names that headings give them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.words import fold

_DEFINITION = SectionKind.LEVEL_DEFINITION
# Where a thousand roles are indexed, not every page is gone through for a question.
_FEW_ROLES = 60
_OTHER_NAMES = Pattern(
    r"\balso (?:known|called)\b|\b(?:other|alternative|external|internal|job) (?:names?|titles?)\b|"
    r"\ba\.?k\.?a\b|\balias(?:es)?\b",
    re.IGNORECASE,
)
# A title and no sentence: some words with capitals, and nothing that ends one.
_A_TITLE = Pattern(r"[A-Z][\w'’&/-]*(?: (?:[A-Z][\w'’&/-]*|of|and|the|for)){0,4}")
# What is left of "Level II" without the word that all have is no name.
_NUMBER = re.compile(r"[IVX]+|\d+[a-z]?|[A-Za-z]")
_BETWEEN = re.compile(r"\s*[,;/]\s*|\s+or\s+")


def names_of_levels(generation: Generation) -> tuple[tuple[str, Level], ...]:
    """(name, level): those that headings give, titles that are all that is said of what a level is,
    those in a column of other names, and names without the words that the names of all have."""
    given = generation.level_names()
    if len(generation.roles) > _FEW_ROLES:
        return given
    known = {fold(name) for name, _ in given}
    known |= {fold(name.text) for name in generation.names if name.kind != "code"}
    found: dict[str, set[Level]] = defaultdict(set)
    for role in generation.roles:
        for name, level in (*_told(generation, role), *_shortened(given, role)):
            if fold(name) not in known:
                found[name].add(level)
    more = ((name, next(iter(levels))) for name, levels in found.items() if len(levels) == 1)
    return (*given, *more)


def _told(generation: Generation, role: Role) -> Iterator[tuple[str, Level]]:
    """The titles that stand as statements: "Ward Manager" as what Band 7 is, "Keyholder" under
    "Also known as"."""
    sections = {_DEFINITION}
    columns = {d for d in generation.dimensions(role.key) if _OTHER_NAMES.search(d)}
    if columns:
        sections.add(SectionKind.GUIDELINES)
    chunks = generation.select(role.key, sections)
    # "Developing" says what a level is, and a "Matron" stands beside the "Ward Manager".
    titles = [c.statement.text for c in chunks if c.statement.section is _DEFINITION]
    several = sum(" " in title and bool(_A_TITLE.fullmatch(title)) for title in titles) > 1
    for chunk in chunks:
        statement = chunk.statement
        if len(statement.levels) != 1 or statement.kind is not StatementKind.FACT:
            continue
        if statement.dimension in columns:
            names = _BETWEEN.split(statement.text)
        elif statement.dimension is None and statement.section is _DEFINITION and several:
            names = [statement.text]
        else:
            continue
        for name in names:
            if _A_TITLE.fullmatch(name):
                yield name, statement.levels[0]


def _shortened(given: tuple[tuple[str, Level], ...], role: Role) -> Iterator[tuple[str, Level]]:
    """The names of levels without the words that all of them have: the "Technician" and the "Senior
    Technician" of a Service Desk Technician and a Senior Service Desk Technician."""
    names: dict[Level, str] = {}
    for level in role.described_levels:
        own = [name for name, x in given if x == level and " " in name]
        names[level] = own[0] if own else level.label
    words = {level: name.split() for level, name in names.items() if " " in name}
    common = set.intersection(*map(set, words.values())) if len(words) > 1 else set()
    for level, spoken in words.items():
        short = [word for word in spoken if word not in common]
        # Without its last word a name says how somebody is, and no longer what.
        whole = short[-1:] == spoken[-1:] and not any(_NUMBER.fullmatch(word) for word in short)
        if common and whole:
            yield " ".join(short), level
