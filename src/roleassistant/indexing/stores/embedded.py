"""Embedded Chroma of one generation: built in a worker process, searched in a private copy."""

from __future__ import annotations

import json
import logging
import os
import selectors
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from roleassistant.errors import IndexDamaged, IngestRefused
from roleassistant.indexing.durable import not_writable

if TYPE_CHECKING:
    from roleassistant.indexing.stores.embedded_client import EmbeddedCollection

_log = logging.getLogger(__name__)
CHROMA_FOLDER = "chroma"
# Without a word for this long, Chroma hangs: a batch of 1,000 takes a second, verifying 100,000
# takes a minute.
_SILENCE_S = 300.0
_PROBE_S = 60.0
_FULL = ("disk is full", "no space left", "failed to apply logs", "readonly database", "code: 13")


class _WorkerFailed(Exception):
    """The worker reported a failure, ended, or fell silent."""


class Worker:
    """A process that runs `embedded_worker`. Started early: importing Chroma takes 0.7 s, and
    runs beside the reading of the pages."""

    def __init__(self) -> None:
        environment = dict(
            os.environ,
            PYTHONPATH=os.pathsep.join(entry for entry in sys.path if entry),
            ANONYMIZED_TELEMETRY="False",
        )
        module = "roleassistant.indexing.stores.embedded_worker"
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `stop`
        self._done = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment,
        )

    def send(self, message: dict[str, Any]) -> None:
        """Raises _WorkerFailed with the reason."""
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(json.dumps(message).encode("utf-8") + b"\n")
            stdin.flush()
        except OSError:
            raise _WorkerFailed(self._last_words()) from None

    def wait(self, silence: float, advance: Callable[[int], None] | None = None) -> None:
        """Until it is done. Raises _WorkerFailed with the reason."""
        process = self._process
        assert process.stdout is not None
        pending = b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while True:
                if not selector.select(silence):
                    raise _WorkerFailed(f"Chroma gave no sign of life for {silence:.0f} s")
                read = os.read(process.stdout.fileno(), 65536)
                if not read:
                    raise _WorkerFailed(self._last_words())
                *lines, pending = (pending + read).split(b"\n")
                for line in lines:
                    event = json.loads(line)
                    if event["event"] == "done":
                        self._done = True
                        return
                    if event["event"] == "failed":
                        raise _WorkerFailed(f"{event['kind']}: {event['message']}")
                    if advance is not None:
                        advance(event["count"])

    def stop(self) -> None:
        """End the process. Does nothing the second time."""
        process = self._process
        if not self._done:
            process.kill()  # its work is not wanted any more, and it may be hanging
        if process.stdin and not process.stdin.closed:
            try:
                process.stdin.close()
            except OSError as problem:
                _log.debug("the Chroma worker had ended: %s", problem)
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout and not process.stdout.closed:
            process.stdout.close()
        self._errors.close()

    def _last_words(self) -> str:
        try:
            status: object = self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            status = "none: it hangs"
        self._errors.seek(0)
        said = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        why = said[-1] if said else "no message"
        return f"its process ended with status {status} ({why})"


class EmbeddedBuild:
    """Builds `gen-N/chroma/` beside the embedding: make it before the catalogue is ready, `start`
    it then, say what is `ready`, `finish` and `stop` it.

    Chroma fills its graph on one core, and embedding does not keep both busy: one after the other
    took a third longer.
    """

    def __init__(self) -> None:
        self._worker = Worker()
        self._generation = Path()

    def start(self, generation: Path, catalogue: Path, vectors: Path) -> None:
        """Begin to fill; raises as `finish`."""
        self._generation = generation
        self._tell(
            {
                "do": "build",
                "folder": str(generation / CHROMA_FOLDER),
                "catalogue": str(catalogue),
                "vectors": str(vectors),
            }
        )

    def ready(self, rows: int) -> None:
        """The vectors of the first `rows` statements can be read; raises as `finish`."""
        self._tell({"rows": rows})

    def finish(self, texts_sha256: str, advance: Callable[[int], None]) -> None:
        """Wait until it is filled, verified through the same client, and closed.

        Raises:
            IndexNotWritable: the disk is full or the folder is read-only.
            IngestRefused: Chroma failed in another way; the generation must not be used.
        """
        self._tell({"texts_sha256": texts_sha256})
        try:
            self._worker.wait(_SILENCE_S, advance)
        except _WorkerFailed as problem:
            self._give_up(problem)

    def stop(self) -> None:
        self._worker.stop()

    def _tell(self, message: dict[str, Any]) -> None:
        try:
            self._worker.send(message)
        except _WorkerFailed:
            try:  # it may have said why before it ended
                self._worker.wait(_SILENCE_S)
            except _WorkerFailed as problem:
                self._give_up(problem)

    def _give_up(self, problem: _WorkerFailed) -> NoReturn:
        said = str(problem)
        if any(part in said.lower() for part in _FULL) or _nearly_full(self._generation):
            raise not_writable(self._generation.parent, said) from problem
        raise IngestRefused(
            f"Chroma could not build {self._generation / CHROMA_FOLDER}: {said}. The index is as "
            f"it was; run the command again, and report this if it stays."
        ) from problem


class EmbeddedSearch:
    """Queries a private copy of `gen-N/chroma/`: opening Chroma rewrites its files, and the
    sealed ones must stay as they are. The copy is removed on `close`."""

    def __init__(self, generation: Path, count: int, dimension: int) -> None:
        """Copies, probes in a process of its own, then opens.

        Raises:
            IndexDamaged: it does not open, hangs, or brings code of its own.
        """
        self._copy = tempfile.TemporaryDirectory(prefix="roleassistant-chroma-")
        folder = Path(self._copy.name, CHROMA_FOLDER)
        try:
            shutil.copytree(generation / CHROMA_FOLDER, folder)
            _probe(folder, generation, count, dimension)
            from roleassistant.indexing.stores.embedded_client import EmbeddedCollection

            self._collection: EmbeddedCollection = EmbeddedCollection(folder)
        except BaseException:
            self._copy.cleanup()
            raise

    def search(
        self,
        vector: NDArray[np.floating],
        k: int,
        rows: range | None = None,
        passing: NDArray[np.bool_] | None = None,
    ) -> list[tuple[int, float]]:
        if k <= 0 or (rows is not None and not rows):
            return []  # Chroma takes neither
        found = self._collection.nearest(np.asarray(vector, dtype=np.float32), k, rows)
        kept = [(row, 1.0 - distance) for row, distance in found if passing is None or passing[row]]
        return sorted(kept, key=_best_first)

    def close(self) -> None:
        self._collection.close()
        self._copy.cleanup()


def _probe(folder: Path, generation: Path, count: int, dimension: int) -> None:
    worker = Worker()
    job = {"do": "probe", "folder": str(folder), "count": count, "dimension": dimension}
    try:
        worker.send(job)
        worker.wait(_PROBE_S)
    except _WorkerFailed as problem:
        raise IndexDamaged(
            f"The Chroma store in {generation / CHROMA_FOLDER} cannot be used: {problem}. "
            f"Run `roleassistant ingest --rebuild`, or set vector_store.search to exact."
        ) from problem
    finally:
        worker.stop()


def _best_first(found: tuple[int, float]) -> tuple[float, int]:
    return (-found[1], found[0])


def _nearly_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < 1 << 20
