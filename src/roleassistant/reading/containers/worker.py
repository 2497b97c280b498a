"""The process that opens files that are no text: `python -m … KIND FILE OUT`.

What such files can do to whoever opens them is bounded here: memory, processor time and the size of
what is written. It writes JSON, a part in each line, and ends with the number of parts.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from importlib import import_module
from pathlib import Path

MAX_MEMORY = 2 << 30
MAX_SECONDS = 120
MAX_WRITTEN = 256 << 20
# Kind → the module that reads it.
MODULES = {"xlsx": "spreadsheets", "docx": "documents", "pdf": "pages"}
NO_LIBRARY, BROKEN = 3, 4


def main() -> int:
    """Take out what the file holds; the exit status says what went wrong."""
    kind, file, out = sys.argv[1:4]
    _limit()
    module = import_module(f"roleassistant.reading.containers.{MODULES[kind]}")
    count = 0
    try:
        with Path(out).open("w", encoding="utf-8") as written:
            for part in module.parts(Path(file)):
                written.write(json.dumps(part.plain(), ensure_ascii=True) + "\n")
                count += 1
            written.write(f"{count}\n")
    except ModuleNotFoundError as problem:
        sys.stderr.write(problem.name or str(problem))
        return NO_LIBRARY
    except MemoryError:
        sys.stderr.write("it needs more memory than a document may")
        return BROKEN
    # Whatever a library makes of a broken file: the reason is what it says, and nothing else runs.
    except Exception as problem:  # noqa: BLE001
        sys.stderr.write(f"{type(problem).__name__}: {problem}"[:300])
        return BROKEN
    return 0


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MAX_MEMORY),
        (resource.RLIMIT_CPU, MAX_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_WRITTEN),
    ):
        _, hard = resource.getrlimit(what)
        low = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # Not every system bounds memory so; the time and the size of archives are bounded anyway.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (low, hard))


if __name__ == "__main__":
    sys.exit(main())
