"""The smallest unit that can be quoted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roleassistant.domain.level import Level
from roleassistant.domain.span import SourceSpan

if TYPE_CHECKING:
    from roleassistant.domain.profile import SectionKind


class StatementKind(StrEnum):
    """What a statement is good for in an answer."""

    FACT = "fact"  # says something of the role
    TERM = "term"  # a name that is defined or listed: a skill, an alias
    NOTE = "note"  # says something of the page or of a section: how it was made, how to read it
    ABSENCE = "absence"  # the page says that it records nothing here


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whether the source says so, or how we came to it.

    `how` is "stated", "inferred" (worked out by the reader) or "computed" (across profiles).
    `confidence` is from 0 to 1, and None where the source states it.
    """

    how: str
    method: str | None = None
    confidence: float | None = None

    @property
    def taken_over(self) -> bool:
        """Whether it is said at another level, to which this one refers."""
        return (self.method or "").startswith("inherited from")


STATED = Attribution("stated")


@dataclass(frozen=True, slots=True)
class Statement:
    """A bullet, a table cell, a sentence, a skill's name or its definition.

    `text` is verbatim: exactly what `span` recovers. `levels` is empty where the page gives
    none, that is where the statement holds for the role. `dimension` is the label under which
    the statement stands: a column of the guidelines, a label of the level definition, the name
    of the skill that is defined, a classification scheme.
    """

    text: str
    section: SectionKind
    heading: str
    span: SourceSpan
    levels: tuple[Level, ...] = ()
    dimension: str | None = None
    kind: StatementKind = StatementKind.FACT
    attribution: Attribution = STATED
