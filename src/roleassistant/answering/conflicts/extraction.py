"""A statement → the typed values that it gives.

A value is taken where the statement says what it is of: by its label ("Team size: 5–8"), or by its
words ("leads a team of five"). A number that stands for itself is of nothing that can be compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleassistant.answering.conflicts.context import Read
from roleassistant.answering.conflicts.figures import figures
from roleassistant.answering.conflicts.reporting import line, management
from roleassistant.answering.conflicts.requirements import degrees, experience
from roleassistant.answering.conflicts.values import Value
from roleassistant.domain import SectionKind, Statement, StatementKind
from roleassistant.domain.quantity import folded

_PROSE = frozenset(
    {
        SectionKind.SUMMARY,
        SectionKind.FOCUS,
        SectionKind.RESPONSIBILITIES,
        SectionKind.GUIDELINES,
        SectionKind.LEVEL_DEFINITION,
        SectionKind.OTHER,
    }
)


def values_of(statement: Statement) -> tuple[Value, ...]:
    """Every typed value of a statement; none for a note, or where nothing is said to be absent."""
    if statement.kind is not StatementKind.FACT or statement.section not in _PROSE:
        return ()
    read = Read(statement, folded(statement.text), statement.dimension or "")
    return tuple(dict.fromkeys(_values(read)))


def _values(read: Read) -> Iterator[Value]:
    for find in (experience, degrees, line, management, figures):
        yield from find(read)
