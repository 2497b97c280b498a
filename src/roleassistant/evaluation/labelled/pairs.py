"""A claim with texts as evidence and what people said of them, and sets of such pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# On "fit", a threshold or weights may be chosen; "test" is only ever reported.
Split = Literal["fit", "test"]

_SPLITS: dict[str, Split] = {
    "train": "fit",
    "dev": "fit",
    "val": "fit",
    "valid": "fit",
    "validation": "fit",
    "test": "test",
}


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A claim with texts as evidence, and whether people said that these support it."""

    claim: str
    evidence: tuple[str, ...]
    supported: bool


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """A public set: pairs to choose a threshold on, and pairs to report.

    Of several splits to choose on, `fit` is the one that `fit_from` names.
    """

    name: str
    fit: tuple[LabelledPair, ...]
    test: tuple[LabelledPair, ...]
    fit_from: str = "dev"


def split_named(name: str) -> Split | None:
    """Which part of a set "dev", "claim_test" or "fever_symmetric_dev" is; None where unsaid."""
    return _SPLITS.get(part_named(name))


def part_named(name: str) -> str:
    """ "claim_dev" → "dev"."""
    return name.casefold().replace("-", "_").replace(".", "_").rpartition("_")[2]


def set_of(name: str, parts: dict[str, list[LabelledPair]]) -> LabelledSet:
    """A set of its splits by name. Where there are both, dev is chosen on and train is left."""
    fit_from = next((part for part in _TO_CHOOSE_ON if parts.get(part)), "")
    tests: Sequence[LabelledPair] = parts.get("test", ())
    return LabelledSet(name, tuple(parts.get(fit_from, ())), tuple(tests), fit_from)


_TO_CHOOSE_ON = ("dev", "val", "valid", "validation", "train")
