"""How well the levels of responsibilities that lost their headings are worked out.

    python -m tests.reading.lost_levels [PAGE...]

prints the figures of docs/decisions/0005-lost-level-headings.md, over every bundled role, and what
is worked out for the pages that are named. The bundled pages that carry level headings are read
without them; for the others the author's counts are below.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from roleassistant import resources
from roleassistant.domain import Level, RoleProfile, SectionKind, StatementKind
from roleassistant.reading import segmentation
from roleassistant.reading.document import load
from roleassistant.reading.registry import read
from roleassistant.reading.segmentation import InferredLevel, Likeness, infer_levels

# Responsibilities to each level on the pages that are without headings, from those who wrote them.
AUTHORS_COUNTS = {
    "CUSTSUCC.CSM": (4, 5, 6, 4, 5),
    "DIRECT.FIELDSALES": (4, 5, 6, 5, 6),
    "ENGINEER.BACKEND": (4, 5, 5, 6, 4),
    "FINANCE.FPA": (5, 4, 5, 6, 5),
    "PEOPLE.HRBP": (4, 5, 6, 5, 5),
    "PRESALES.SALESENG": (5, 4, 6, 5, 4),
}

# Every page is also read with about a third of its items taken away, so that the groups are uneven.
THINNINGS = 20
EVENNESS = (0.1, 0.2, 0.4, 0.6, 1.0)
SHARED_WORDS = (0.0, 0.4, 0.7, 1.0)
TEMPERATURES = (0.06, 0.09, 0.12, 0.16, 0.2)


@dataclass(frozen=True)
class Labelled:
    """The responsibilities of one role with their right levels, and its guidelines."""

    role: str
    bullets: tuple[str, ...]
    levels: tuple[Level, ...]
    cells: tuple[tuple[Level, tuple[str, ...]], ...]

    def thinned(self, seed: int) -> Labelled:
        """Without a third of the items; each level keeps one at least."""
        random = np.random.default_rng(seed)
        keep = random.random(len(self.bullets)) > 1 / 3
        for level in dict.fromkeys(self.levels):
            own = [i for i, one in enumerate(self.levels) if one == level]
            if not keep[own].any():
                keep[random.choice(own)] = True
        kept = [i for i, one in enumerate(keep) if one]
        return Labelled(
            self.role,
            tuple(self.bullets[i] for i in kept),
            tuple(self.levels[i] for i in kept),
            self.cells,
        )


@dataclass(frozen=True)
class Score:
    """How many levels came out right, and what their confidences are worth."""

    right: int
    items: int
    brier: float
    log_loss: float

    @property
    def accuracy(self) -> float:
        return self.right / self.items

    def __str__(self) -> str:
        return (
            f"{self.right:5d} of {self.items:5d} = {self.accuracy:.3f}   "
            f"Brier {self.brier:.3f}   log loss {self.log_loss:.3f}"
        )


def labelled_roles() -> list[Labelled]:
    """One page of every bundled role."""
    found: dict[str, Labelled] = {}
    for file in sorted((resources.folder("ingest") / "profiles").rglob("*.txt")):
        (profile,) = read(load(file, file.name), _nothing_alike).profiles
        if profile.code.role not in found:
            found[profile.code.role] = labelled(profile, AUTHORS_COUNTS.get(profile.code.role))
    return list(found.values())


def labelled(profile: RoleProfile, counts: Sequence[int] | None = None) -> Labelled:
    """The items of a page; their levels are those of the page where no counts are given."""
    items = [
        s
        for s in profile.statements
        if s.section is SectionKind.RESPONSIBILITIES and s.kind is StatementKind.FACT
    ]
    cells: dict[Level, list[str]] = {}
    for s in profile.statements:
        if s.section is SectionKind.GUIDELINES and s.kind is StatementKind.FACT:
            for level in s.levels:
                cells.setdefault(level, []).append(s.text)
    ladder = sorted(cells)
    if counts is None:
        levels = tuple(item.levels[0] for item in items)
    else:
        levels = tuple(level for level, n in zip(ladder, counts, strict=True) for _ in range(n))
    assert len(levels) == len(items), profile.code
    return Labelled(
        profile.code.role,
        tuple(item.text for item in items),
        levels,
        tuple((level, tuple(cells[level])) for level in ladder),
    )


def thinned(roles: Iterable[Labelled]) -> list[Labelled]:
    return [role.thinned(seed) for role in roles for seed in range(THINNINGS)]


def inferred(role: Labelled, likeness: Likeness) -> tuple[InferredLevel, ...]:
    return infer_levels(role.bullets, role.cells, likeness)


def joined_rows(role: Labelled) -> Labelled:
    """The same with each level's cells joined into one text."""
    cells = tuple((level, (" ".join(texts),)) for level, texts in role.cells)
    return Labelled(role.role, role.bullets, role.levels, cells)


def even_split(role: Labelled) -> list[Level]:
    ladder = [level for level, _ in role.cells]
    return [ladder[i * len(ladder) // len(role.bullets)] for i in range(len(role.bullets))]


def score(roles: Sequence[Labelled], likeness: Likeness) -> Score:
    """Brier score and log loss are of the confidence in the level that was given."""
    outcomes = [
        (one.level == level, min(max(one.confidence, 1e-3), 1 - 1e-3))
        for role in roles
        for one, level in zip(inferred(role, likeness), role.levels, strict=True)
    ]
    hit = np.array([right for right, _ in outcomes], dtype=float)
    sure = np.array([confidence for _, confidence in outcomes])
    return Score(
        int(hit.sum()),
        len(hit),
        float(((sure - hit) ** 2).mean()),
        float(-(hit * np.log(sure) + (1 - hit) * np.log(1 - sure)).mean()),
    )


def calibration(roles: Sequence[Labelled], likeness: Likeness) -> list[tuple[float, float, int]]:
    """(mean confidence, share that is right, items) in bins of confidence."""
    pairs = [
        (one.confidence, one.level == level)
        for role in roles
        for one, level in zip(inferred(role, likeness), role.levels, strict=True)
    ]
    rows = []
    for low, high in itertools.pairwise((0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)):
        inside = [(sure, right) for sure, right in pairs if low <= sure < high]
        if inside:
            sure, right = np.array(inside, dtype=float).mean(axis=0)
            rows.append((float(sure), float(right), len(inside)))
    return rows


def settings(evenness: float, words: float, temperature: float) -> Any:
    return patch.multiple(
        segmentation, EVENNESS=evenness, SHARED_WORDS=words, TEMPERATURE=temperature
    )


def _nothing_alike(left: Sequence[str], right: Sequence[str]) -> NDArray[np.floating]:
    return np.zeros((len(left), len(right)))


def remembering(encode: Callable[[Sequence[str]], Any]) -> Likeness:
    """Each text is embedded once, however often it is compared."""
    vectors: dict[str, NDArray[np.floating]] = {}

    def compare(left: Sequence[str], right: Sequence[str]) -> NDArray[np.floating]:
        unknown = [text for text in dict.fromkeys((*left, *right)) if text not in vectors]
        if unknown:
            vectors.update(zip(unknown, encode(unknown), strict=True))
        a, b = (np.stack([vectors[text] for text in texts]) for texts in (left, right))
        return np.asarray(a @ b.T)

    return compare


def main() -> None:
    from roleassistant.indexing.embedding.opening import open_encoder

    models = Path(".pytest_cache/d/roleassistant-models")
    likeness = remembering(open_encoder(models=models).encode)
    whole = labelled_roles()
    for file in sys.argv[1:]:
        (profile,) = read(load(Path(file), file), likeness).profiles
        levels = [
            f"{one.level} {one.confidence:.2f}" for one in inferred(labelled(profile), likeness)
        ]
        print(f"{file}: {', '.join(levels)}")
    for name, roles in (("as written", whole), ("a third taken away", thinned(whole))):
        print(f"\n{len(whole)} roles, {name}")
        right = sum(
            a == b for role in roles for a, b in zip(even_split(role), role.levels, strict=True)
        )
        items = sum(len(role.bullets) for role in roles)
        print(f"  even split                      {right:5d} of {items:5d} = {right / items:.3f}")
        joined = [joined_rows(role) for role in roles]
        with settings(segmentation.EVENNESS, 0.0, segmentation.TEMPERATURE):
            print("  joined row, meaning            ", score(joined, likeness))
            print("  best cell, meaning             ", score(roles, likeness))
        with settings(segmentation.EVENNESS, 1.0, segmentation.TEMPERATURE):
            print("  best cell, words alone         ", score(roles, _nothing_alike))
        print("  best cell, meaning and words   ", score(roles, likeness))
        print("  confidence, share right, items:", _rows(calibration(roles, likeness)))
    print("\nevenness x words, both sets together: share right / log loss at the best temperature")
    both = [*whole, *thinned(whole)]
    for evenness in EVENNESS:
        cells = []
        for words in SHARED_WORDS:
            scores = []
            for temperature in TEMPERATURES:
                with settings(evenness, words, temperature):
                    scores.append((score(both, likeness), temperature))
            best, temperature = min(scores, key=lambda pair: pair[0].log_loss)
            cells.append(f"{best.accuracy:.3f}/{best.log_loss:.3f}@{temperature}")
        print(f"  {evenness:4}", "  ".join(cells))


def _rows(rows: Iterable[tuple[float, float, int]]) -> str:
    return "  ".join(f"{sure:.2f} {right:.2f} ({n})" for sure, right, n in rows)


if __name__ == "__main__":
    main()
