"""One piece of evidence as the checks see it: a text, and what is known of where it stands.

Below statements and chunks, so that any text can be evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from roleassistant.answering.support.quantities import (
    Quantity,
    literals_in,
    quantities_in,
    reworded,
)
from roleassistant.answering.support.words import Vocabulary, Word, plain, words_of
from roleassistant.domain import Level
from roleassistant.indexing.chunks import Chunk

# A statement is a sentence or two. What stands behind so many characters supports nothing.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Ground:
    """`levels` are those that it speaks of, empty where it speaks of any. `called` is what its
    role is called, `also` its other names; `places` is what its section is called, `label` what it
    stands under; `stated` is False where its level was worked out."""

    text: str
    role: str = ""
    called: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    levels: frozenset[Level] = frozenset()
    places: tuple[str, ...] = ()
    label: str = ""
    stated: bool = True
    attribution: str = ""

    def is_of(self, levels: Iterable[Level]) -> bool:
        """Whether it speaks of all of `levels`."""
        return not self.levels or all(any(same(a, b) for b in self.levels) for a in levels)


def same(one: Level, other: Level) -> bool:
    """Whether two levels are one; a bare number ("level 4") is that grade of any ladder."""
    if one.label.isdigit() or other.label.isdigit():
        return one.grade == other.grade
    return one == other


def ground_of(
    chunk: Chunk, levels_of_role: Iterable[Level] = (), also: tuple[str, ...] = ()
) -> Ground:
    """The chunk as evidence. One that names no level holds for the levels of its role."""
    statement = chunk.statement
    levels = statement.levels or (*chunk.page_levels, *levels_of_role)
    attribution = statement.attribution
    sure = "" if attribution.confidence is None else f" confidence {attribution.confidence:.2f}"
    return Ground(
        text=statement.text,
        role=chunk.role,
        called=(chunk.title, *(source.code for source in chunk.sources)),
        also=also,
        levels=frozenset(levels),
        places=(statement.section.shown_as, statement.heading),
        label=statement.dimension or "",
        stated=attribution.how == "stated",
        attribution=f"{attribution.how}{sure}",
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A ground with all that the checks look up in it."""

    ground: Ground
    text: str
    words: tuple[Word, ...]
    label: tuple[Word, ...]
    own: Vocabulary
    around: frozenset[str]
    called: frozenset[str]
    levels: frozenset[str]
    also: frozenset[str]
    callings: frozenset[str]
    quantities: tuple[Quantity, ...]
    literals: frozenset[str]

    def holds(self, word: Word) -> bool:
        """Whether its text, or where it stands, has the word."""
        return self.own.holds(word) or self._stands_at(word)

    def says(self, word: Word) -> bool:
        """As `holds`, without other words for it."""
        return self.own.says(word) or self._stands_at(word)

    def is_called(self, word: Word) -> bool:
        """Whether its role or level is called so."""
        return word.text in self.called or word.text in self.levels

    def _stands_at(self, word: Word) -> bool:
        """A label is taken at its word: that of "Leadership" leads nobody, no manager manages."""
        if word.stem in self.around or word.text in self.called:
            return True
        return word.text.removesuffix("s") in self.called


@lru_cache(maxsize=8192)
def read(ground: Ground) -> Read:
    """The ground, read once."""
    text = reworded(plain(ground.text[:_LONGEST]))
    words = words_of(text)
    around = " ; ".join(
        (
            *ground.places,
            ground.label,
            ground.attribution,
            *sorted(str(level) for level in ground.levels),
        )
    )
    called = " ; ".join(ground.called)
    also = words_of(" ; ".join(ground.also))
    label = reworded(ground.label)
    return Read(
        ground,
        text,
        words,
        words_of(label),
        Vocabulary.of(words),
        frozenset(word.stem for word in words_of(around)),
        frozenset(word.text for word in words_of(called)),
        frozenset(level.label.casefold() for level in ground.levels),
        frozenset(word.text for word in also),
        frozenset(word.root for word in also),
        (
            *quantities_in(text, words),
            *quantities_in(label, words_of(label)),
            *quantities_in(ground.attribution, words_of(ground.attribution)),
        ),
        frozenset(
            literal for literal, _ in (*literals_in(text), *literals_in(f"{around} ; {called}"))
        ),
    )
