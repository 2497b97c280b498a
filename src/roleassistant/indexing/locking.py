"""One writer per index; readers that keep a generation from being removed."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roleassistant.errors import IndexBusy

LOCK_FILE = "LOCK"
LEASE_FILE = ".reader"


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the index for writing. The system lets go of it when the process ends, however.

    Raises:
        IndexBusy: another process holds it; said at once, not after waiting.
    """
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            if problem.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            raise IndexBusy(
                f"The index in {folder} is being written by another process (pid {holder}). "
                f"Wait until it is done and run this again."
            ) from problem
        os.truncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode("ascii"), 0)
        yield
    finally:
        os.close(handle)


class Lease:
    """A reader's hold on a generation folder. Released by `close`, or when the process ends."""

    def __init__(self, folder: Path) -> None:
        """Raises FileNotFoundError where the generation was just removed."""
        handle = os.open(folder / LEASE_FILE, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if os.fstat(handle).st_nlink == 0:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
        except OSError as problem:
            os.close(handle)
            if problem.errno == errno.EWOULDBLOCK:
                # Only a writer that is removing the folder holds it alone.
                raise FileNotFoundError(
                    errno.ENOENT, os.strerror(errno.ENOENT), str(folder)
                ) from problem
            if problem.errno in (errno.ENOLCK, errno.EOPNOTSUPP):
                # A file system without locks: open files still outlive their removal.
                self._handle: int | None = None
                return
            raise
        self._handle = handle

    def close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


@contextmanager
def sole_use(folder: Path) -> Iterator[bool]:
    """Whether no reader holds this generation; new readers are kept out meanwhile."""
    try:
        handle = os.open(folder / LEASE_FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield True  # never finished, so nobody reads it
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)
