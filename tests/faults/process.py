"""An ingest in a process of its own, which a test may kill: `python -m tests.faults.process`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.errors import RoleAssistantError
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.settings import VectorStoreSettings

ROOT = Path(__file__).resolve().parents[2]


def environment(**more: str) -> dict[str, str]:
    """For a child that imports the package and the tests as this process does."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "src"), *filter(None, sys.path)])
    return dict(os.environ, PYTHONPATH=path, **more)


def start(index: Path, pages: Path, *options: str, failpoint: str = "") -> subprocess.Popen[str]:
    """Begin an ingest; it ends with the error's exit code, and its message on stderr."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.process", str(index), str(pages), *options],
        env=environment(ROLEASSISTANT_FAILPOINT=failpoint),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(index: Path, pages: Path, *options: str, failpoint: str = "") -> tuple[int, str]:
    """The exit status (negative: the signal) and stderr of a whole ingest."""
    process = start(index, pages, *options, failpoint=failpoint)
    _, said = process.communicate(timeout=120)
    return process.returncode, said


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("index", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--url")
    parser.add_argument("--user", type=int)
    parser.add_argument("--hold", type=float, default=0.0)
    for flag in ("--prune", "--force", "--rebuild"):
        parser.add_argument(flag, action="store_true")
    given = parser.parse_args()
    if given.user is not None:
        os.setgid(given.user)
        os.setuid(given.user)
    store = VectorStoreSettings(url=given.url, search="exact")

    class Holding:
        """Keeps the lock for a while, so that a test finds it held."""

        def stage(self, name: str, total: int) -> None:
            if name == "merging":
                time.sleep(given.hold)

        def advance(self, count: int) -> None: ...

    try:
        ingest(
            [given.pages],
            library=Library(given.index, store=store),
            encoder=FakeEncoder(),
            prune=given.prune,
            force=given.force,
            rebuild=given.rebuild,
            progress=Holding(),
        )
    except RoleAssistantError as problem:
        print(f"{type(problem).__name__}: {problem}", file=sys.stderr)
        return 10 + problem.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
