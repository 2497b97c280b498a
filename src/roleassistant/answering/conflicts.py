"""Statements that cannot both hold, found by type: same role, level and attribute, other value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from roleassistant.domain import Level, StatementKind
from roleassistant.domain.quantity import Amount, amounts_in
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.attributes import EXPERIENCE


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more values that one attribute of one role and level is given, each with its chunk."""

    role: str
    title: str
    level: Level
    about: str
    sides: tuple[tuple[str, Chunk], ...]

    @property
    def subject(self) -> str:
        return f"{self.about} of {self.level}"


def may_disagree(chunk: Chunk) -> bool:
    """Whether a statement is of a type that can be a side of a disagreement."""
    statement = chunk.statement
    return (
        statement.kind is StatementKind.FACT
        and bool(statement.levels)
        and EXPERIENCE.recorded_by(statement)
    )


def disagreements(chunks: Iterable[Chunk]) -> list[Disagreement]:
    """The disagreements among `chunks`, by role and level. One chunk per distinct value is kept."""
    values: dict[tuple[str, Level], list[tuple[Amount, Chunk]]] = defaultdict(list)
    for chunk in chunks:
        statement = chunk.statement
        if not may_disagree(chunk):
            continue
        amounts = amounts_in(statement.text)
        if amounts:
            # What follows the first amount says how it is made up ("of which two as a lead").
            for level in statement.levels:
                values[chunk.role, level].append((amounts[0], chunk))
    found = []
    for (role, level), given in sorted(values.items(), key=lambda item: (item[0][0], item[0][1])):
        distinct = {amount.years: (amount, chunk) for amount, chunk in reversed(given)}
        opposed = [
            (amount.text, chunk)
            for amount, chunk in given
            if distinct[amount.years] == (amount, chunk)
            and any(amount.years.disagrees_with(other) for other in distinct)
        ]
        if opposed:
            title = given[0][1].title
            found.append(Disagreement(role, title, level, "typical experience", tuple(opposed)))
    return found
