"""The command line, called in this process, as a program, and in a terminal of a given width."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from roleassistant.apps.cli.main import run

SOURCE = Path(__file__).resolve().parents[3] / "src"


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


Cli = Callable[..., Result]


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, models: Path) -> Path:
    """A working folder of its own, an index that is not there yet, and the converted model."""
    monkeypatch.setenv("ROLEASSISTANT_EMBEDDING_MODELS_FOLDER", str(models))
    monkeypatch.setenv("ROLEASSISTANT_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("PYTHONPATH", str(SOURCE))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def cli(place: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command in this process."""

    def call(*arguments: object) -> Result:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def ask(cli: Cli, bundled_index: Path) -> Cli:
    """Ask the bundled profiles."""
    return lambda *arguments: cli("ask", "--index", bundled_index, *arguments)


@pytest.fixture
def program(place: Path) -> Cli:
    """Run a command as a program, with nothing but pipes around it."""

    def call(*arguments: object, stdin: bytes = b"", **environment: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "roleassistant", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            env=os.environ | environment,
            timeout=120,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def terminal(place: Path) -> Cli:
    """Run a command in a terminal of `width` columns; what it shows comes back as `out`."""

    def call(*arguments: object, width: int = 100, colour: bool = True) -> Result:
        environment = os.environ | {"TERM": "xterm-256color"}
        environment.pop("COLUMNS")
        if colour:
            environment.pop("NO_COLOR")
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
        process = subprocess.Popen(
            [sys.executable, "-m", "roleassistant", *map(str, arguments)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
        )
        os.close(theirs)
        shown = b""
        while select.select([ours], [], [], 120)[0]:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # how Linux says that the other side is closed
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
        return Result(process.wait(120), shown.decode().replace("\r\n", "\n"), "")

    return call
