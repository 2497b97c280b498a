"""Long paragraphs as their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleassistant.reading.blocks import Words
from roleassistant.reading.interpretation.tree import Leaf

_MARKUP = re.compile(r"[<*_`\[\]\\&\"]")


def split_sentences(leaf: Leaf, raw: str) -> Iterator[Words]:
    """A long paragraph as its sentences, where no markup stands in it; else the whole."""
    from roleassistant.reading.sentences import sentences

    words = leaf.words
    if len(words.text) < 200 or _MARKUP.search(raw) or " ".join(raw.split()) != words.text:
        yield words
        return
    for begin, end in sentences(raw):
        text = " ".join(raw[begin:end].split())
        if text:
            yield Words(text, words.start + begin, words.start + end)
