"""Statements of several invented houses, as evidence for claims written by hand."""

from __future__ import annotations

import zlib

from roleassistant.domain import Attribution, Level, SectionKind, SourceSpan, Statement
from roleassistant.domain.statement import STATED
from roleassistant.indexing.chunks import Chunk, Name, Role, Source


def said(
    text: str,
    *levels: str,
    role: str = "DIRECT.FIELDSALES",
    section: SectionKind = SectionKind.RESPONSIBILITIES,
    dimension: str | None = None,
    pages: tuple[str, ...] = (),
    heading: str | None = None,
    inferred: float | None = None,
) -> Chunk:
    """A statement of one of the roles below; `pages` are levels of its pages."""
    at = levels or pages or tuple(str(level) for level in ROLES[role].levels)
    span = SourceSpan("p.txt", "0" * 64, 1, 1, 0, len(text))
    return Chunk(
        row=zlib.crc32(text.encode("utf-8", "replace")),
        id=f"{role}/{text[:20]}",
        role=role,
        title=ROLES[role].title,
        statement=Statement(
            text,
            section,
            heading or section.shown_as,
            span,
            tuple(Level.parse(level) for level in levels),
            dimension,
            attribution=STATED if inferred is None else Attribution("inferred", "order", inferred),
        ),
        sources=tuple(
            Source("p.txt", "0" * 64, 1, 1, 0, len(text), f"{role}.{page}", Level.parse(page), "")
            for page in at
        ),
    )


def _role(key: str, title: str, *levels: str) -> Role:
    family, focus = key.split(".")
    rungs = tuple(Level.parse(level) for level in levels)
    codes = tuple(f"{key}.{level}" for level in levels)
    return Role(key, title, family, focus, rungs, rungs, codes, range(1, 2))


ROLES = {
    role.key: role
    for role in (
        _role("DIRECT.FIELDSALES", "Account Executive / Field Sales", "P2", "P3", "P4", "P5"),
        _role("PRESALES.SALESENG", "Sales Engineer / Pre-Sales", "P2", "P3", "P4"),
        _role("NURSE.WARD", "Ward Nurse", "L3", "L4", "L5"),
        _role("SCI.CHEM", "Process Chemist", "IC2", "IC3", "IC4"),
        _role("TECH.PLATFORM", "Platform Engineer", "Junior", "Senior", "Staff"),
        _role("FIN.TREASURY", "Treasury Analyst", "G6", "G7"),
    )
}
NAMES = (
    *(Name(role.title, role.key, None, "title") for role in ROLES.values()),
    *(
        Name(part, role.key, None, "title_part")
        for role in ROLES.values()
        for part in role.title.split(" / ")
    ),
    *(Name(code, role.key, None, "code") for role in ROLES.values() for code in role.codes),
    Name("Enterprise Account Executive", "DIRECT.FIELDSALES", Level.parse("P5"), "alias"),
)


class House:
    """What a scorer asks of an index: its roles and what they are called."""

    roles = tuple(ROLES.values())
    names = NAMES

    def level_names(self) -> tuple[tuple[str, Level], ...]:
        return (("Principal Professional", Level.parse("P5")),)

    def rarity(self, word: str) -> float:
        return 1.0
