"""Blocks → a reading: the role, the level, the section and the dimension of each text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from roleassistant.domain import StatementKind
from roleassistant.reading.blocks import Blocks, Words
from roleassistant.reading.interpretation.furniture import without_furniture
from roleassistant.reading.interpretation.places import place_of
from roleassistant.reading.interpretation.placing import Placed, compiled, value_kind
from roleassistant.reading.interpretation.prose import split_sentences
from roleassistant.reading.interpretation.titles import level_names, named_so, titles
from roleassistant.reading.interpretation.understanding import Understanding, understood
from roleassistant.reading.reading import Reading
from roleassistant.reading.wording import ends_as_sentence


def interpret(blocks: Blocks, reader: str) -> Reading:
    """The profiles that the blocks of a document describe, with every line accounted for.

    Raises:
        DocumentError: a mapping lies beside the document, and it cannot be used.
    """
    blocks = without_furniture(blocks)
    known = understood(blocks)
    placed = list(_placed(blocks, known))
    placed += titles(blocks, known)
    placed += level_names(blocks.document.text, known)
    labels = [label.words for label in known.tree.labels]
    labels += [words for one in known.tree.fields for words in (one.key, one.value)]
    labels += [words for words in (blocks.title, blocks.group) if words is not None]
    ladders = {"": known.axes.order} if known.axes.order else {}
    return compiled(
        blocks,
        placed,
        reader,
        labels=labels,
        notes=known.notes,
        ladders=ladders,
        house=known.house,
    )


def _placed(blocks: Blocks, known: Understanding) -> Iterator[Placed]:
    text = blocks.document.text
    for at, leaf in enumerate(known.tree.leaves):
        place = place_of(leaf, known)
        if at in known.axes.naming:
            yield named_so(replace(place, levels=(known.axes.naming[at],)))
            if not leaf.cell:
                continue
        if leaf.called:
            yield named_so(place)
            continue
        stretches: Iterable[Words] = [leaf.words]
        if not leaf.item:
            stretches = split_sentences(leaf, text[leaf.words.start : leaf.words.end])
        for words in stretches:
            kind = value_kind(words.text, cell=leaf.cell)
            if leaf.intro and not ends_as_sentence(words.text):
                kind = StatementKind.NOTE
            yield replace(place, words=words, kind=kind)
