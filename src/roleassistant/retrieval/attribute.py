"""What a question can ask of a role, and how a statement shows that it records it.

An attribute is recognised by its cues. Whether the profiles record it is looked up: a statement
records it when its dimension or its text fits. So absence is shown, not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from roleassistant.domain import SectionKind, Statement
from roleassistant.domain.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Attribute:
    """`cues` match questions; `dimension` and `text` match statements that record it.

    `label` completes "the profiles record no …". `kin` matches dimensions that may hold it beside
    something else: there `text` has to fit, and where it is None, `kin_text`. `parts` are the
    several things that go under one name: what is asked of one is not recorded with another.
    """

    name: str
    label: str
    cues: Pattern
    dimension: Pattern | None = None
    text: Pattern | None = None
    sections: frozenset[SectionKind] = field(default_factory=frozenset)
    kin: Pattern | None = None
    kin_text: Pattern | None = None
    parts: tuple[Pattern, ...] = ()

    def asked_by(self, question: str) -> Attribute:
        """This attribute, of those of its parts that `question` names; of all if of none."""
        named = tuple(part for part in self.parts if part.search(question))
        return replace(self, parts=named) if self.parts else self

    def recorded_by(self, statement: Statement) -> bool:
        """Whether `statement` holds a value of this attribute."""
        told = f"{statement.dimension or ''} {statement.heading} {statement.text}"
        if self.parts and not any(part.search(told) for part in self.parts):
            return False
        return self._is_recorded_by(statement)

    def _is_recorded_by(self, statement: Statement) -> bool:
        if self.sections and statement.section not in self.sections:
            return False
        if self.kin is not None and statement.dimension and self.kin.search(statement.dimension):
            fits = self.kin_text or self.text
            return fits is None or bool(fits.search(statement.text))
        if self.dimension is not None and statement.dimension:
            if self.dimension.search(statement.dimension):
                return True
            if statement.section not in _FREE_TEXT:
                return False
        if self.dimension is not None and self.text is not None:
            own = statement.section is SectionKind.OTHER and not statement.dimension
            return own and bool(self.text.search(statement.text))
        return self.text is not None and bool(self.text.search(statement.text))

    def is_told_by(self, statement: Statement) -> bool:
        """Whether a sentence speaks of it and gives a value, in whichever section it stands."""
        values = [one for one in (self.kin_text, self.text) if one is not None]
        return bool(self.cues.search(statement.text)) and any(
            one.search(statement.text) for one in values
        )


_FREE_TEXT = frozenset({SectionKind.SUMMARY, SectionKind.FOCUS, SectionKind.OTHER})


def attribute(
    name: str,
    label: str,
    cues: str,
    dimension: str | None = None,
    text: str | None = None,
    sections: frozenset[SectionKind] = frozenset(),
    kin: str | None = None,
    kin_text: str | None = None,
    parts: tuple[str, ...] = (),
) -> Attribute:
    """An attribute whose patterns are read without regard to case; see `Attribute`."""
    flags = re.IGNORECASE
    return Attribute(
        name,
        label,
        Pattern(cues, flags),
        Pattern(dimension, flags) if dimension else None,
        Pattern(text, flags) if text else None,
        sections,
        Pattern(kin, flags) if kin else None,
        Pattern(kin_text, flags) if kin_text else None,
        tuple(Pattern(part, flags) for part in parts),
    )
