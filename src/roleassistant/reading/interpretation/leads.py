"""The label that a text begins with: a level ("Senior: leads …"), or what stands over lists."""

from __future__ import annotations

from collections.abc import Container

from roleassistant.domain.level import rung_key
from roleassistant.reading.blocks import Words
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.naming import Sureness, named
from roleassistant.reading.wording import split_label


def label_before(
    words: Words, labels: Container[str], told: Container[str] = ()
) -> tuple[Words, Words] | None:
    """ "Senior: leads …" → the level, and what is said of it; "Scope: owns …" where Scope is one of
    the `labels` (in small letters) that stand over lists elsewhere, or a level by what a mapping
    has `told`. Only where no markup stands
    between what is shown and where it stands."""
    cut = split_label(words.text)
    if cut is None:
        return None
    (begin, end), (value, _) = cut
    label = words.text[begin:end]
    telling = named(label).sureness >= Sureness.RUNG or plain(label).casefold() in labels
    telling = telling or rung_key(plain(label)) in told
    if not telling or words.end - words.start != len(words.text):
        return None
    return (
        Words(label, words.start + begin, words.start + end),
        Words(words.text[value:], words.start + value, words.end),
    )
