"""Files that are either wholly there or not there, also after a crash."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from roleassistant.errors import IndexNotWritable

_NOT_WRITABLE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG}
)
_SQLITE_NOT_WRITABLE = ("disk is full", "readonly database", "unable to open", "disk i/o error")


def sync_file(path: Path) -> None:
    """Ask the disk to keep the bytes of `path`."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def sync_folder(path: Path) -> None:
    """Ask the disk to keep the names in `path`: a rename is not durable before."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Sync every file and folder below `folder`, and `folder` itself, deepest first."""
    for current, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync_file(Path(current, name))
        sync_folder(Path(current))


def replace_text(path: Path, text: str, prepared: Callable[[], None] | None = None) -> None:
    """Put `text` at `path` in one step: a reader sees the old or the new, never a part.

    `prepared` is called when the new text is on disk and not yet in place.
    """
    temporary = path.with_name(f"{path.name}.tmp")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    if prepared is not None:
        prepared()
    temporary.replace(path)
    sync_folder(path.parent)


@contextmanager
def told_plainly(folder: Path) -> Iterator[None]:
    """Turn the system's refusals to write below `folder` into `IndexNotWritable`."""
    try:
        yield
    except OSError as problem:
        if problem.errno not in _NOT_WRITABLE:
            raise
        raise not_writable(folder, problem.strerror or str(problem)) from problem
    except sqlite3.OperationalError as problem:
        if not any(part in str(problem).lower() for part in _SQLITE_NOT_WRITABLE):
            raise
        raise not_writable(folder, str(problem)) from problem


def not_writable(folder: Path, why: str) -> IndexNotWritable:
    """The error for `folder`, which cannot be written because of `why`."""
    return IndexNotWritable(
        f"The index in {folder} cannot be written: {why}. What was there before still answers. "
        f"Free some space or give write access, or choose another folder with --index."
    )
