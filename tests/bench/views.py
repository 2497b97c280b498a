"""What a view of an index takes: `python -m tests.bench.views`.

Of every ten roles one is for a group, and everyone's view is made, opened again, and asked.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.indexing.corpus import of_version, write
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.domain.visibility import PUBLIC
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

_RULE = """\
[visibility]
groups = ["HR"]
[[visibility.restricted]]
roles = ["FAMILY.FOCUS*0"]
visible_to = ["HR"]
"""
_Result = TypeVar("_Result")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[48, 500])
    for pages in parser.parse_args().pages:
        with tempfile.TemporaryDirectory() as folder:
            print(_measured(pages, Path(folder)))


def _measured(pages: int, folder: Path) -> str:
    of_version(folder / "profiles", 1, pages, 100)
    write(folder / "profiles", "manifest.toml", _RULE)
    encoder = FakeEncoder()
    library = Library(folder / "index", model=encoder.identity)
    report = ingest([folder / "profiles"], library=library, encoder=encoder)
    library.open()
    made = _seconds(lambda: library.seen_by(PUBLIC).open())
    library.close()
    library.open()
    opened = _seconds(lambda: library.seen_by(PUBLIC).open())
    library.close()
    return (
        f"{pages} pages, {report.restricted} of them restricted, {report.chunks:,} statements: "
        f"made in {made[0]:.2f} s ({made[1]:.2f} s of a core), opened again in {opened[0]:.3f} s"
    )


def _seconds(work: Callable[[], _Result]) -> tuple[float, float]:
    """Seconds by the clock and of a core that `work` takes."""
    clock, core = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - core


if __name__ == "__main__":
    main()
