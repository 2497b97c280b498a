"""The level that a text begins with: "Senior: leads …"."""

from __future__ import annotations

from roleassistant.reading.blocks import Words
from roleassistant.reading.interpretation.naming import Sureness, named
from roleassistant.reading.wording import split_label


def level_before(words: Words) -> tuple[Words, Words] | None:
    """ "Senior: leads …" → the level, and what is said of it; only where no markup stands between
    what is shown and where it stands."""
    cut = split_label(words.text)
    if cut is None:
        return None
    (begin, end), (value, _) = cut
    label = words.text[begin:end]
    if named(label).sureness < Sureness.RUNG or words.end - words.start != len(words.text):
        return None
    return (
        Words(label, words.start + begin, words.start + end),
        Words(words.text[value:], words.start + value, words.end),
    )
