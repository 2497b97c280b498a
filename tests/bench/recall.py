"""How many of the true neighbours a filtered search finds, and how long it takes.

    python -m tests.bench.recall --index DIR --models DIR --search exact|chroma --focuses N

The truth is the product of the question with every vector of the file, in float64, of which the
rows that do not pass the filter are struck out. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from tests.bench.corpus import focus
from tests.bench.questions import questions

from roleassistant.domain import Level
from roleassistant.indexing.catalogue_schema import CATALOGUE_FILE
from roleassistant.indexing.embedding.model import DEFAULT_IDENTITY
from roleassistant.indexing.embedding.opening import open_encoder
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.library import Library
from roleassistant.indexing.stores.exact import VECTORS_FILE, load_vectors
from roleassistant.retrieval.retriever import _DEPTH as DEPTH
from roleassistant.settings import VectorStoreSettings

K = 10
LEVEL = "P4"
# Equal texts have equal vectors, and a product may differ in its last digit: any of them is right.
_TIE = 1e-6
Vector = NDArray[np.float32]
Found = list[tuple[int, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--search", choices=("exact", "chroma"), required=True)
    parser.add_argument("--focuses", type=int, required=True)
    parser.add_argument("--questions", type=int, required=True)
    given = parser.parse_args()
    asked = [
        Asked(one.text, focus(one.focus).code)
        for one in questions(given.focuses, given.questions, seed=1000)
    ]
    print(json.dumps(measured(given.index, given.models, given.search, asked, LEVEL)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the key of the role that it is about."""

    question: str
    role: str


def measured(
    index: Path,
    models: Path,
    search: Literal["exact", "chroma"],
    questions_asked: Sequence[Asked],
    level_name: str,
) -> dict[str, dict[str, float]]:
    """Filter → recall@10 (0 to 1) and p50 of one search in milliseconds."""
    encoder = open_encoder(models=models)
    asked = [(encoder.encode_question(one.question), one.role) for one in questions_asked]
    store = VectorStoreSettings(url=None, search=search)
    library = Library(index, model=DEFAULT_IDENTITY, store=store)
    generation = library.open()
    level, levels = _rows_of_level(generation, level_name), (Level.parse(level_name),)
    rows = {role.key: role.rows for role in generation.roles}

    def within(vector: Vector, role: str) -> Found:
        return generation.search_vectors(vector, K, rows[role])

    def of_level(vector: Vector, role: str) -> Found:
        return generation.search_vectors(vector, DEPTH, rows[role], levels)[:K]

    def everywhere(vector: Vector, role: str) -> Found:
        return generation.search_vectors(vector, K, None)

    def level_everywhere(vector: Vector, role: str) -> Found:
        return generation.search_vectors(vector, DEPTH, None, levels)[:K]

    searches: dict[str, tuple[Callable[[Vector, str], Found], bool, bool]] = {
        "role": (within, True, False),
        "role and level": (of_level, True, True),
        "none": (everywhere, False, False),
        "level": (level_everywhere, False, True),
    }
    matrix = np.asarray(load_vectors(generation.folder / VECTORS_FILE), dtype=np.float64)
    of_that_level = np.zeros(len(matrix), dtype=bool)
    of_that_level[[row - 1 for row in level]] = True
    result = {}
    for name, (find, by_role, by_level) in searches.items():
        shares, taken = [], []
        for vector, role in asked:
            started = time.perf_counter()
            found = find(vector, role)
            taken.append((time.perf_counter() - started) * 1000)
            passes = of_that_level.copy() if by_level else np.ones(len(matrix), dtype=bool)
            if by_role:
                passes[: rows[role].start - 1] = False
                passes[rows[role].stop - 1 :] = False
            shares.append(_recall(matrix, vector, passes, [row for row, _ in found]))
        result[name] = {"recall": statistics.mean(shares), "p50_ms": statistics.median(taken)}
    generation.close()
    return result


def _recall(
    matrix: NDArray[np.float64], vector: Vector, passes: NDArray[np.bool_], found: list[int]
) -> float:
    scores = np.where(passes, matrix @ vector.astype(np.float64), -np.inf)
    wanted = min(K, int(passes.sum()))
    tenth = np.partition(scores, -wanted)[-wanted]
    good = sum(scores[row - 1] >= tenth - _TIE for row in found[:wanted])
    return float(good) / wanted


def _rows_of_level(generation: Generation, level: str) -> set[int]:
    """The rows that pass the filter as the retriever sets it: they name the level, or none."""
    with closing(sqlite3.connect(generation.folder / CATALOGUE_FILE)) as catalogue:
        found = catalogue.execute(
            "SELECT row FROM statement_levels WHERE level = ? "
            "UNION SELECT row FROM statements WHERE levels = '[]'",
            (level,),
        )
        return {row for (row,) in found}


if __name__ == "__main__":
    main()
