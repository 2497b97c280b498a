"""O*NET and public frameworks in one index: how fast it is made, and what a question then costs.

    python -m tests.bench.published --onet DIR --frameworks DIR --work DIR

The corpora are not part of the project. Indexes of a few occupations, of ten times as many, and of
all of them with all the frameworks are made, one after the other, and the same kinds of question
asked of each. Prints Markdown.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from tests.bench.figures import Sample, Section, Table, Target
from tests.bench.machine import load, machine, versions
from tests.bench.process import Workplace
from tests.bench.recall import Asked, measured
from tests.bench.report import section_lines, target_lines

from roleassistant.indexing.embedding.model import DEFAULT_IDENTITY
from roleassistant.indexing.library import Library

_CODE = "O*NET-SOC Code"
_OCCUPATIONS = "Occupation Data"
# Some 160 statements are told of an occupation.
_STEPS: tuple[int | None, ...] = (6, 62, None)
_ASKED = 96
_LEAST_RECALL = 0.99
_MOST_GROWTH = 3.0
_FIRST_LINE_S = 1.0
_LEVEL = "IC3"
_TEMPLATES = (
    "What are the tasks of {title}?",
    "What skills do {title} need?",
    "What other titles do {title} have?",
    "Which roles are adjacent to {title}?",
    "What education do {title} need?",
    "How much experience do {title} need?",
    "Which technology do {title} use?",
    "What is the provenance of {title}?",
    "What do {title} do about {word}?",
    "Do {title} work with {word}?",
    "Who takes care of {word}?",
    "What is the salary of {title}?",
)
_WORDS = ("customers", "contracts", "safety", "records", "equipment", "training", "budgets")
# Asked of the largest index only, where the frameworks are.
_OF_FRAMEWORKS = (
    "What separates IC3 from IC4 for a software engineer?",
    "What does an IC5 product designer do about craft?",
    "What is expected of a senior data scientist?",
    "Which level of software engineer mentors others?",
    "What skills does a service designer need?",
    "What is the difference between a data engineer and a data analyst?",
    "Which roles need user focus?",
    "What does an M5 engineering manager decide?",
)


@dataclass(frozen=True, slots=True)
class Step:
    """What one index was like. Times in seconds, memory in MiB, `first_line` until the first sign
    of progress."""

    occupations: int
    roles: int
    statements: int
    seconds: float
    first_line: float
    largest: float
    tree: float
    size: float
    warm: Sample
    recall: dict[str, dict[str, float]]


def main() -> int:
    """0 when all was measured, whatever the figures are."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.published", description=__doc__)
    parser.add_argument("--onet", type=Path, required=True, help="the text tables of O*NET")
    parser.add_argument("--frameworks", type=Path, required=True, help="a folder of frameworks")
    parser.add_argument("--work", type=Path, required=True, help="keep the indexes in this folder")
    parser.add_argument("--models", type=Path, help="reuse converted models in this folder")
    given = parser.parse_args()
    folder = given.work.absolute()
    models = given.models.absolute() if given.models else folder / "models"
    place = Workplace(folder, models)
    place.run("tests.bench.ours", "convert", "--models", str(place.models))
    before, started = load(), time.monotonic()
    titles = occupations(given.onet)
    steps, frameworks = [], Sample((0.0,))
    for count in _STEPS:
        chosen = _some(titles, count or len(titles))
        tables = folder / f"onet-{len(chosen)}"
        write_subset(given.onet, tables, None if count is None else set(chosen))
        sources = [tables] if count else [tables, given.frameworks]
        step, index = _measured(place, sources, chosen)
        steps.append(step)
        print(f"{step.statements:,} statements in {step.seconds:.0f} s", file=sys.stderr)
        if count is None:
            frameworks = _warm(place, index, _OF_FRAMEWORKS * 3)
    minutes = (time.monotonic() - started) / 60
    section = _section(steps, frameworks)
    print(f"{machine()}. {versions()}. {minutes:.1f} minutes; load before: {before:.2f}.\n")
    print("\n".join([*target_lines(section.targets), *section_lines(section)]))
    return 0


def _some(titles: dict[str, str], count: int) -> dict[str, str]:
    """`count` of the occupations, the same ones in every run."""
    return dict(random.Random("roleassistant-occupations").sample(sorted(titles.items()), count))


def occupations(database: Path) -> dict[str, str]:
    """SOC code → title of every occupation."""
    table = next(t for t in _tables(database) if _name(t) == _OCCUPATIONS)
    with _opened(table) as lines:
        return {row[_CODE]: row["Title"] for row in csv.DictReader(lines, delimiter="\t")}


def write_subset(database: Path, folder: Path, codes: set[str] | None) -> None:
    """The tables with the rows of `codes` only, all rows where that is None; tables that name no
    occupation are copied whole."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for table in _tables(database):
        with (
            _opened(table) as lines,
            (folder / f"{_name(table)}.txt").open("w", encoding="utf-8") as kept,
        ):
            head = next(lines)
            kept.write(head)
            if codes is None or not head.startswith(_CODE):
                shutil.copyfileobj(lines, kept)
            else:
                kept.writelines(line for line in lines if line.partition("\t")[0] in codes)


def _tables(database: Path) -> Iterator[Path]:
    """Each table once, though it may lie there in two releases."""
    seen = set()
    for table in sorted(database.rglob("*")):
        if table.name.endswith((".txt", ".txt.gz", ".tsv.gz")) and _name(table) not in seen:
            seen.add(_name(table))
            yield table


def _name(table: Path) -> str:
    return table.name.partition(".")[0]


def _opened(table: Path) -> IO[str]:
    if table.suffix == ".gz":
        return gzip.open(table, "rt", encoding="utf-8")
    return table.open(encoding="utf-8")


def _measured(
    place: Workplace, sources: Sequence[Path], chosen: dict[str, str]
) -> tuple[Step, Path]:
    index = place.folder / f"index-{len(chosen)}"
    shutil.rmtree(index, ignore_errors=True)
    words = ("roleassistant", "ingest", *map(str, sources), "--index", str(index))
    first_line = _first_line(place, words, index)
    run = place.run(*words, "--json", sampled=True)
    rng = random.Random("roleassistant-published")
    titles = sorted(chosen.values())
    questions, asked = [], []
    for number in range(_ASKED):
        title = rng.choice(titles)
        template = _TEMPLATES[number % len(_TEMPLATES)]
        questions.append(template.format(title=title.lower(), word=rng.choice(_WORDS)))
        asked.append((questions[-1], title))
    warm = _warm(place, index, questions)
    keys = _keys(index)
    recall = measured(
        index,
        place.models,
        "exact",
        [Asked(text, keys[title]) for text, title in asked],
        _LEVEL,
    )
    size = sum(f.stat().st_size for f in index.rglob("*") if f.is_file()) / (1 << 20)
    step = Step(
        len(chosen),
        len(keys),
        int(run.json()["chunks"]),
        run.seconds,
        first_line,
        run.largest,
        run.tree,
        size,
        warm,
        recall,
    )
    return step, index


def _first_line(place: Workplace, words: Sequence[str], index: Path) -> float:
    """Seconds until an ingest says its first word; it is stopped then, and leaves nothing."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=place.environment(),
        cwd=place.folder,
    ) as process:
        assert process.stderr is not None
        process.stderr.readline()
        waited = time.perf_counter() - started
        process.kill()
    shutil.rmtree(index, ignore_errors=True)
    return waited


def _warm(place: Workplace, index: Path, questions: Sequence[str]) -> Sample:
    with place.worker(
        "tests.bench.ours", "serve", "--index", str(index), "--models", str(place.models)
    ) as worker:
        for question in questions[: _ASKED // 4]:
            worker.ask(question=question)
        return Sample(tuple(float(worker.ask(question=q)["ms"]) for q in questions))


def _keys(index: Path) -> dict[str, str]:
    """Title of a role → its key."""
    generation = Library(index, model=DEFAULT_IDENTITY).open()
    try:
        return {role.title: role.key for role in generation.roles}
    finally:
        generation.close()


def _section(steps: Sequence[Step], frameworks: Sample) -> Section:
    first, last = steps[0], steps[-1]
    growth = last.warm.median / first.warm.median
    built = tuple(
        (
            f"{s.statements:,}",
            f"{s.roles:,}",
            f"{s.seconds:,.0f} s",
            f"{s.statements / s.seconds:,.0f}",
            f"{s.first_line:.2f} s",
            f"{s.largest:,.0f} MiB",
            f"{s.tree:,.0f} MiB",
            f"{s.size:,.0f} MiB",
        )
        for s in steps
    )
    asked = tuple(
        (
            f"{s.statements:,}",
            f"{s.warm.median:.1f} ms",
            f"{s.warm.percentile(0.95):.1f} ms",
            f"{s.warm.median / first.warm.median:.2f}×",
            *(f"{found['recall']:.3f}, {found['p50_ms']:.2f} ms" for found in s.recall.values()),
        )
        for s in steps
    )
    return Section(
        "O*NET and public frameworks in one index",
        (
            Table(_BUILT_HEAD, built),
            Table((*_WARM_HEAD, *(f"filter: {name}" for name in first.recall)), asked),
        ),
        (
            f"Occupations: {', '.join(f'{s.occupations:,}' for s in steps)}; the largest index has "
            "all frameworks too. Each is made from nothing by one `roleassistant ingest`, with an "
            "empty cache of vectors. The index is its folder, with that cache.",
            f"{_ASKED} questions over the occupations of each index, of {len(_TEMPLATES)} kinds, "
            "each asked once after a short list that does not count.",
            f"Of the frameworks, on the largest index: p50 {frameworks.median:.1f} ms, p95 "
            f"{frameworks.percentile(0.95):.1f} ms.",
            "Recall@10 of the filtered search is against the exact product with all vectors in "
            f"float64; the level is {_LEVEL}, which occupations do not have.",
        ),
        (
            Target(
                f"warm p50 grows at most {_MOST_GROWTH:.0f}× from {first.statements:,} to "
                f"{last.statements:,} statements",
                f"{growth:.2f}×",
                growth <= _MOST_GROWTH,
            ),
            Target(
                f"first word of an ingest within {_FIRST_LINE_S:.0f} s",
                f"{max(s.first_line for s in steps):.2f} s",
                all(s.first_line <= _FIRST_LINE_S for s in steps),
            ),
            *(
                Target(
                    f"recall@10 with a filter on {name} at least {_LEAST_RECALL}, at every size",
                    f"{min(s.recall[name]['recall'] for s in steps):.3f}",
                    all(s.recall[name]["recall"] >= _LEAST_RECALL for s in steps),
                )
                for name in ("role", "role and level", "level")
            ),
        ),
    )


_BUILT_HEAD = (
    "statements",
    "roles",
    "made in",
    "statements a second",
    "first word after",
    "largest process",
    "whole process tree",
    "index",
)
_WARM_HEAD = ("statements", "warm p50", "warm p95", "p50, times the first")


if __name__ == "__main__":
    sys.exit(main())
