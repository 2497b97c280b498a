"""What data is made of, with places: scalars, lists, keys with values."""

from __future__ import annotations

from dataclasses import dataclass

from roleassistant.reading.blocks import Words


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as its paragraphs; a null has none. `refers` is what stands in its place in the
    source, where that is the id of what is named elsewhere."""

    parts: tuple[Words, ...]
    refers: Words | None = None

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Listing:
    """Values one after the other."""

    items: list[Node]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Pairs in their order; a key may stand twice, and both are kept."""

    pairs: list[tuple[Scalar, Node]]


Node = Scalar | Listing | Mapping
