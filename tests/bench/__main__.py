"""Measure this project beside a plain LangChain RAG, and write what was found.

This process stays small and measures nothing in itself: memory that the kernel counts for a child
begins with that of the process it was started from.
"""

from __future__ import annotations

import argparse
import importlib.util
import shlex
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import cold, curve, ingesting, warm
from tests.bench.figures import Section
from tests.bench.ingesting import Indexes
from tests.bench.machine import load, machine, versions
from tests.bench.process import RunFailed, Workplace
from tests.bench.report import Conditions, report
from tests.bench.scale import FULL, SCALES

NAMES = ("ingest", "cold", "warm", "curve")
_PEER = ("langchain_chroma", "langchain_huggingface", "langchain_text_splitters")


def main() -> int:
    """Run what was asked for; 0 when all of it was measured, whatever the figures are."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--out", type=Path, help="write the page here (default: stdout)")
    parser.add_argument("--scale", choices=tuple(SCALES), default=FULL.name)
    parser.add_argument("--quick", action="store_const", dest="scale", const="quick")
    parser.add_argument("--only", action="append", choices=NAMES, help="may be given several times")
    parser.add_argument("--work", type=Path, help="keep corpora and indexes in this folder")
    parser.add_argument("--models", type=Path, help="reuse converted models in this folder")
    given = parser.parse_args()
    names = tuple(name for name in NAMES if not given.only or name in given.only)
    missing = [name for name in _PEER if importlib.util.find_spec(name) is None]
    if missing and names != ("curve",):
        print(f"The peer needs {', '.join(missing)}: pip install -e '.[bench]'", file=sys.stderr)
        return 1
    if given.work:
        return _measure(given.work.absolute(), given.models, given.scale, names, given.out)
    with tempfile.TemporaryDirectory(prefix="roleassistant-bench-") as folder:
        return _measure(Path(folder), given.models, given.scale, names, given.out)


def _measure(
    folder: Path, models: Path | None, scale_name: str, names: tuple[str, ...], out: Path | None
) -> int:
    scale = SCALES[scale_name]
    place = Workplace(folder, models.absolute() if models else folder / "models")
    started, load_before = time.monotonic(), load()

    def say(text: str) -> None:
        print(f"{time.monotonic() - started:6.0f} s  {text}", file=sys.stderr, flush=True)

    say(f"{scale.name} run in {folder}; load of the machine {load_before:.2f}")
    indexes = Indexes(place, say)
    todo: dict[str, Callable[[], Section]] = {
        "ingest": lambda: ingesting.measure(scale, indexes),
        "cold": lambda: cold.measure(scale, indexes, place, say),
        "warm": lambda: warm.measure(scale, indexes, place, say),
        "curve": lambda: curve.measure(scale, place, say),
    }
    try:
        conversion = _converted(place)
    except RunFailed as problem:
        say(f"the model could not be converted: {problem}")
        return 1
    say(conversion)
    sections: list[Section] = []
    failed: list[str] = []
    page = ""
    for name in names:
        say(f"— {name}")
        try:
            sections.append(todo[name]())
        except RunFailed as problem:
            # The others are still worth having, and the page says what is missing.
            failed.append(f"{name}: {str(problem).splitlines()[0]}")
            say(f"{name} failed: {problem}")
        page = report(
            Conditions(
                command=_command(),
                date=datetime.now(UTC).strftime("%Y-%m-%d"),
                machine=machine(),
                versions=versions(),
                load_before=load_before,
                minutes=(time.monotonic() - started) / 60,
                scale=scale.name,
                conversion=conversion,
            ),
            sections,
            failed,
        )
        if out:  # after every section, so that a run cut short leaves what it found
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_text(page, encoding="utf-8")
    for target in (target for section in sections for target in section.targets):
        say(f"{'met   ' if target.met else 'MISSED'} {target.text}: {target.measured}")
    if not out:
        print(page, end="")
    return 1 if failed else 0


def _converted(place: Workplace) -> str:
    run = place.run("tests.bench.ours", "convert", "--models", str(place.models), sampled=True)
    told = run.json()
    if told["reused"]:
        return "here the model was converted already"
    return f"{told['seconds']:.1f} s and {run.tree:,.0f} MiB here"


def _command() -> str:
    """`make bench`, or what was typed where that was something else."""
    given = sys.argv[1:]
    if given == ["--out", "docs/benchmarks.md"]:
        return "make bench        # python -m tests.bench --out docs/benchmarks.md"
    return shlex.join(["python", "-m", "tests.bench", *given])


if __name__ == "__main__":
    sys.exit(main())
