"""How a warm question and a filtered search change as the corpus grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench.corpus import write_corpus
from tests.bench.figures import Sample, Section, Table, Target
from tests.bench.process import Workplace
from tests.bench.questions import questions
from tests.bench.scale import Scale

_LEAST_RECALL = 0.99
_MOST_GROWTH = 3.0
_PROMISED = ("role", "role and level", "level")


def measure(scale: Scale, place: Workplace, say: Callable[[str], None]) -> Section:
    """One index that grows from step to step; every vector is made by the real model."""
    folder, index = place.folder / "corpus-curve", place.folder / "ours-curve"
    warm: list[tuple[int, Sample]] = []
    searches: list[tuple[int, str, dict[str, Any]]] = []
    built = []
    before = 0
    for focuses in scale.curve:
        pages, _ = write_corpus(folder, range(before, focuses), scale.curve_pages)
        before = focuses
        run = place.run(
            "roleassistant", "ingest", str(folder), "--index", str(index), "--json", sampled=True
        )
        statements = int(run.json()["chunks"])
        built.append(
            (
                f"{statements:,}",
                f"{_distinct_texts(index):,}",
                f"{focuses:,}",
                f"{pages:,} pages in {run.seconds:,.1f} s",
                f"{run.largest:,.0f} MiB",
                f"{run.tree:,.0f} MiB",
            )
        )
        say(f"{statements:,} statements, {pages:,} pages added in {run.seconds:.1f} s")
        warm.append((statements, _warm(scale, place, focuses)))
        say(f"warm p50 {warm[-1][1].median:.1f} ms, p95 {warm[-1][1].percentile(0.95):.1f} ms")
        for search in ("exact", "chroma"):
            found = place.run(
                "tests.bench.recall",
                *("--index", str(index), "--models", str(place.models), "--search", search),
                *("--focuses", str(focuses), "--questions", str(scale.curve_questions)),
            ).json()
            searches.append((statements, search, found))
            say(f"{search}: " + ", ".join(f"{k} {v['recall']:.3f}" for k, v in found.items()))
    return Section(
        "As the corpus grows",
        (_warm_table(warm), _search_table(searches), Table(_BUILT_HEAD, tuple(built))),
        _notes(scale),
        tuple(_targets(warm, searches)),
    )


def _distinct_texts(index: Path) -> int:
    generation = (index / "CURRENT").read_text("ascii").strip()
    with closing(sqlite3.connect(index / generation / "catalogue.sqlite")) as catalogue:
        found = catalogue.execute("SELECT count(DISTINCT text) FROM statements").fetchone()
    return int(found[0])


def _warm(scale: Scale, place: Workplace, focuses: int) -> Sample:
    with place.worker(
        "tests.bench.ours",
        "serve",
        *("--index", str(place.folder / "ours-curve"), "--models", str(place.models)),
    ) as worker:
        for one in questions(focuses, scale.questions // 2, seed=2000):
            worker.ask(question=one.text)
        asked = questions(focuses, scale.curve_questions, seed=2001)
        return Sample(tuple(float(worker.ask(question=one.text)["ms"]) for one in asked))


def _warm_table(warm: list[tuple[int, Sample]]) -> Table:
    first = warm[0][1].median
    return Table(
        ("statements", "warm p50", "warm p95", "p50, times the first"),
        tuple(
            (
                f"{statements:,}",
                f"{sample.median:.1f} ms",
                f"{sample.percentile(0.95):.1f} ms",
                f"{sample.median / first:.2f}×",
            )
            for statements, sample in warm
        ),
    )


def _search_table(searches: list[tuple[int, str, dict[str, Any]]]) -> Table:
    filters = list(searches[0][2])
    return Table(
        ("statements", "search", *(f"filter: {name}" for name in filters)),
        tuple(
            (
                f"{statements:,}",
                search,
                *(
                    f"{found[name]['recall']:.3f}, {found[name]['p50_ms']:.2f} ms"
                    for name in filters
                ),
            )
            for statements, search, found in searches
        ),
    )


def _targets(
    warm: list[tuple[int, Sample]], searches: list[tuple[int, str, dict[str, Any]]]
) -> list[Target]:
    (smallest, first), (largest, last) = warm[0], warm[-1]
    growth = last.median / first.median
    worst = {
        name: min(found[name]["recall"] for _, search, found in searches if search == "exact")
        for name in _PROMISED
    }
    return [
        Target(
            f"warm p50 grows at most {_MOST_GROWTH:.0f}× from {smallest:,} to {largest:,} "
            "statements",
            f"{growth:.2f}×",
            growth <= _MOST_GROWTH,
        ),
        *(
            Target(
                f"recall@10 with a filter on {name} at least {_LEAST_RECALL}, at every size",
                f"{recall:.3f}",
                recall >= _LEAST_RECALL,
            )
            for name, recall in worst.items()
        ),
    ]


_BUILT_HEAD = (
    "statements",
    "distinct texts",
    "roles",
    "added by",
    "largest process",
    "whole process tree",
)


def _notes(scale: Scale) -> tuple[str, ...]:
    return (
        f"One generated corpus that grows ({', '.join(scale.curve_pages)} of each role), added to "
        "one index; every vector comes from the real model, each distinct text embedded once. "
        f"{scale.curve_questions} questions of the mixed list per size, over all roles of that "
        "size, each asked once, after a short list that does not count. At the smallest size every "
        "role is then in memory; at the largest nearly every question is of a role that has to be "
        "read from the catalogue first.",
        "Recall@10 is against the exact product with all vectors in float64, filtered; ties are "
        "right whichever is given. A role is a range of rows; of a level the rows pass that name "
        "it or no level, and the best 200 of them are kept, as the retriever does. “exact” is the "
        "default search; “chroma” is `vector_store.search = chroma`, whose role filter is a "
        "`where` on rows, and which strikes out levels from its best 200. Times are of one "
        "search, without embedding the question.",
    )
