"""Ingest of sibling pages, both ways: pages per second, and peak memory."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.corpus import LEVELS, write_corpus
from tests.bench.figures import Sample, Section, Table, Target, row_of, times
from tests.bench.process import Run, Workplace
from tests.bench.scale import Scale

_TIMES_FASTER = 5.0


@dataclass(frozen=True, slots=True)
class Built:
    """One corpus, ingested. `chunks` and `inner_s` are what the program itself reported."""

    index: Path
    run: Run
    chunks: int
    inner_s: float


@dataclass
class Indexes:
    """Corpora and indexes of this bench, made when they are first needed."""

    place: Workplace
    say: Callable[[str], None]
    _kept: dict[tuple[str, int], Built] = field(default_factory=dict)

    def ours(self, focuses: int) -> Built:
        return self._kept.get(("ours", focuses)) or self.build("ours", focuses)

    def peer(self, focuses: int) -> Built:
        return self._kept.get(("peer", focuses)) or self.build("peer", focuses)

    def corpus(self, focuses: int) -> tuple[Path, int, int]:
        """Folder, pages and bytes."""
        folder = self.place.folder / f"corpus-{focuses}"
        pages, size = write_corpus(folder, range(focuses))
        return folder, pages, size

    def build(self, who: str, focuses: int) -> Built:
        """Ingest from nothing, in a process of its own."""
        folder, pages, _ = self.corpus(focuses)
        index = self.place.folder / f"{who}-{focuses}"
        shutil.rmtree(index, ignore_errors=True)
        if who == "ours":
            command = ["roleassistant", "ingest", str(folder), "--index", str(index), "--json"]
            run = self.place.run(*command, sampled=True)
        else:
            command = ["tests.bench.peer", "ingest", str(folder), "--index", str(index)]
            run = self.place.run(*command, sampled=True)
        told = run.json()
        built = Built(index, run, int(told["chunks"]), float(told["seconds"]))
        self._kept[who, focuses] = built
        self.say(
            f"{who}: {pages} pages, {built.chunks:,} chunks in {run.seconds:.1f} s, "
            f"{run.tree:.0f} MiB"
        )
        return built


def measure(scale: Scale, indexes: Indexes) -> Section:
    """A B A B over the small corpus, then once over the large one."""
    tables, targets = [], []
    corpora = [(scale.rate_focuses, scale.rate_rounds)]
    if scale.focuses != scale.rate_focuses:
        corpora.append((scale.focuses, 1))
    for focuses, rounds in corpora:
        _, pages, size = indexes.corpus(focuses)
        ours, peer = [], []
        for _ in range(rounds):
            ours.append(indexes.build("ours", focuses))
            peer.append(indexes.build("peer", focuses))
        rows = tuple(_rows(pages, ours, peer))
        what = f"{pages} pages ({focuses} focuses × {len(LEVELS)} siblings, {size / pages:,.0f} B)"
        tables.append(Table((what, "ours", "peer", "ratio"), rows))
        ratio = _median(peer) / _median(ours)
        targets.append(
            Target(
                f"ingest of sibling pages at least {_TIMES_FASTER:.0f}× as many pages a second "
                f"({pages} pages)",
                f"{ratio:.1f}×",
                ratio >= _TIMES_FASTER,
            )
        )
    return Section("Ingest of sibling pages", tuple(tables), _NOTES, tuple(targets))


def _rows(pages: int, ours: list[Built], peer: list[Built]) -> Iterator[tuple[str, ...]]:
    a, b = pages / _median(ours), pages / _median(peer)
    yield "pages per second, from process start", f"{a:.2f}", f"{b:.2f}", times(b, a)
    a = pages / Sample(tuple(one.inner_s for one in ours)).median
    b = pages / Sample(tuple(one.inner_s for one in peer)).median
    yield "pages per second, without imports", f"{a:.2f}", f"{b:.2f}", times(b, a)
    yield row_of("wall time", _each(ours), _each(peer), 1, "s")
    yield row_of(
        "peak memory, whole process tree",
        [one.run.tree for one in ours],
        [one.run.tree for one in peer],
        0,
        "MiB",
    )
    yield row_of(
        "peak memory, largest process",
        [one.run.largest for one in ours],
        [one.run.largest for one in peer],
        0,
        "MiB",
    )
    yield "chunks stored", f"{ours[-1].chunks:,}", f"{peer[-1].chunks:,}", ""


def _each(built: list[Built]) -> list[float]:
    return [one.run.seconds for one in built]


def _median(built: list[Built]) -> float:
    return Sample(tuple(_each(built))).median


_NOTES = (
    "Ours is `roleassistant ingest` into an empty index: pages are read and every line placed, "
    "statements shared by siblings embedded and stored once, the Chroma store built in a worker "
    "process and verified, everything synced to disk. The peer splits, embeds and stores.",
    "“Without imports” is the time that each program measures itself: ours excludes opening the "
    "model, the peer's includes loading it.",
    "Memory of the tree is the sum over the process and its children, sampled every 50 ms; pages "
    "that they share count for each. The largest process is the kernel's own count.",
)
