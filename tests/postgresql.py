"""A PostgreSQL server of the tests' own, where its programs and its driver are on this machine."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest


def _program(name: str) -> str | None:
    found = shutil.which(name)
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return found or (str(debian[0]) if debian else None)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A server of its own that listens on a socket in a temporary folder; its URL."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    if initdb is None or control is None or find_spec("psycopg") is None:
        pytest.skip("PostgreSQL or its driver psycopg is not on this machine")
    user: str | None = None
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        try:
            user = pwd.getpwnam("postgres").pw_name
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path(subprocess.run(["mktemp", "-d"], capture_output=True, text=True).stdout.strip())
    if user is not None:
        shutil.chown(folder, user, user)

    def run(*command: str) -> None:
        subprocess.run(command, user=user, check=True, capture_output=True, cwd="/", env=_plain())

    data = folder / "data"
    run(initdb, "-D", str(data), "-U", "me", "--auth=trust", "-N", "--encoding=UTF8")
    options = f"-k {folder} -c listen_addresses= -c fsync=off"
    run(control, "-D", str(data), "-l", str(folder / "log"), "-o", options, "-w", "start")
    yield f"postgresql+psycopg://me@/postgres?host={folder}"
    run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def _plain() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "LC_ALL": "C"}
