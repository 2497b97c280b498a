"""Processes that are measured: time from start to end, and how much memory they took."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import psutil  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[2]
_SAMPLE_S = 0.05
_MIB = 1 << 20


class RunFailed(Exception):
    """A measured process ended with an error, or did not end; the message holds its last words."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end.

    `cpu` is the time that it took of all cores, in user and system mode, in seconds. `largest` is
    the peak resident memory of its largest single process, as the kernel counts it; `tree` the
    peak of the sum over it and its children, sampled, pages that they share counted for each. Both
    in MiB; `tree` is 0 where it was not sampled.
    """

    seconds: float
    cpu: float
    largest: float
    tree: float
    output: str

    def json(self) -> dict[str, Any]:
        """The last line of the output that is a JSON object, or the whole output."""
        lines = [line for line in self.output.splitlines() if line.startswith('{"')]
        value = json.loads(lines[-1] if lines else self.output)
        assert isinstance(value, dict)
        return value


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where the bench keeps its corpora and indexes, and the environment of what it measures.

    `checkout` is whose code is run.
    """

    folder: Path
    models: Path
    checkout: Path = ROOT

    def environment(self) -> dict[str, str]:
        """As a person has it, without their settings, telemetry or network."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("ROLEASSISTANT_")}
        # An installed program is not compiled anew for every question.
        kept.pop("PYTHONDONTWRITEBYTECODE", None)
        path = [str(self.checkout), str(self.checkout / "src"), os.environ.get("PYTHONPATH", "")]
        return kept | {
            "PYTHONPATH": os.pathsep.join(entry for entry in path if entry),
            "ROLEASSISTANT_EMBEDDING_MODELS_FOLDER": str(self.models),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "HF_HUB_OFFLINE": "1",
            "TRANSFORMERS_OFFLINE": "1",
            "ANONYMIZED_TELEMETRY": "False",
            "NO_COLOR": "1",
        }

    def run(self, *module: str, sampled: bool = False, limit_s: float = 1800.0) -> Run:
        """`python -m MODULE …` to its end.

        Raises:
            RunFailed: it ended with another status than 0.
        """
        command = [sys.executable, "-m", *module]
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            started = time.perf_counter()
            process = self._start(command, subprocess.DEVNULL, output, errors)
            sampler = _Sampler(process.pid) if sampled else None
            killer = threading.Timer(limit_s, process.kill)
            killer.start()
            try:
                # Not Popen.wait: only wait4 tells the memory of just this process.
                _, status, usage = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - started
                process.returncode = os.waitstatus_to_exitcode(status)
            finally:
                killer.cancel()
                tree = sampler.stop() if sampler else 0.0
            if process.returncode:
                raise RunFailed(_last_words(command, process.returncode, errors))
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        cpu = usage.ru_utime + usage.ru_stime
        return Run(seconds, cpu, usage.ru_maxrss * 1024 / _MIB, tree, text)

    def worker(self, *module: str) -> Worker:
        """`python -m MODULE …` that stays and answers lines."""
        command = [sys.executable, "-m", *module]
        errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the worker
        process = self._start(command, subprocess.PIPE, subprocess.PIPE, errors)
        return Worker(command, process, errors)

    def _start(
        self, command: Sequence[str], given: int, output: int | IO[bytes], errors: IO[bytes]
    ) -> subprocess.Popen[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(
            command,
            stdin=given,
            stdout=output,
            stderr=errors,
            env=self.environment(),
            cwd=self.folder,
        )


class Worker:
    """A process that is asked one JSON line at a time and answers with one."""

    def __init__(
        self, command: Sequence[str], process: subprocess.Popen[bytes], errors: IO[bytes]
    ) -> None:
        self._command = command
        self._process = process
        self._errors = errors

    def ask(self, **question: object) -> dict[str, Any]:
        """Raises RunFailed where it ended instead of answering."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        line = b""
        with contextlib.suppress(OSError):
            stdin.write(json.dumps(question).encode() + b"\n")
            stdin.flush()
            line = stdout.readline()
        if not line:
            raise RunFailed(_last_words(self._command, self._process.wait(30), self._errors))
        answer = json.loads(line)
        assert isinstance(answer, dict)
        return answer

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            if self._process.stdin:
                self._process.stdin.close()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._errors.close()


def serve(answer: Any) -> None:
    """The other end of `Worker`: give each line of stdin to `answer` and print what it gives.

    Whatever libraries print meanwhile goes to stderr.
    """
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        output.write(json.dumps(answer(**json.loads(line))) + "\n")
        output.flush()


class _Sampler:
    """Looks at the memory of a process and its children until it is stopped."""

    def __init__(self, pid: int) -> None:
        self._peak = 0
        self._stopping = threading.Event()
        self._root = psutil.Process(pid)
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        self._stopping.set()
        self._thread.join()
        return self._peak / _MIB

    def _look(self) -> None:
        while not self._stopping.wait(_SAMPLE_S):
            total = 0
            with contextlib.suppress(psutil.Error):
                for process in [self._root, *self._root.children(recursive=True)]:
                    with contextlib.suppress(psutil.Error):
                        total += process.memory_info().rss
            self._peak = max(self._peak, total)


def _last_words(command: Sequence[str], status: int, errors: IO[bytes]) -> str:
    errors.seek(0)
    said = errors.read().decode("utf-8", "replace").strip().splitlines()
    shown = "\n    ".join(said[-6:]) or "no message"
    return f"{' '.join(command[1:4])} … ended with status {status}:\n    {shown}"
