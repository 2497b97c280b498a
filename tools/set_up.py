"""Make `.venv`, the environment that every make target runs in. Standard library only.

    python3 tools/set_up.py [EXTRA...]      extras of pyproject.toml; `dev` is always installed

A stamp, written last, says which pyproject.toml, constraints.txt and interpreter the environment
was made from. While it matches, a second run returns at once. An interrupted run leaves no stamp,
so the next one starts from nothing. A lock makes a second shell wait for the first.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit(
        f"Python {sys.version.split()[0]} at {sys.executable} is too old: 3.11 or newer is needed. "
        "Name one with `make PYTHON=/path/to/python3.11 …`."
    )

import tomllib
import venv

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "stamp.json"
PYTHON = VENV / "bin" / "python"
CONSTRAINTS = ROOT / "constraints.txt"


def main(extras: set[str]) -> int:
    """Install what is missing; 0 when the environment stands, 1 with a message when it does not."""
    with (ROOT / ".venv.lock").open("w") as lock:
        wait_for(lock.fileno())
        there = read_stamp()
        fresh = there is None or there.interpreter != wanted_stamp(set()).interpreter
        kept = set() if there is None or fresh else set(there.extras)
        wanted = wanted_stamp({"dev"} | extras | kept)
        if there == wanted:
            return 0
        started = time.monotonic()
        try:
            install(wanted.extras, fresh=fresh)
        except KeyboardInterrupt:
            say("Interrupted; the next make begins the set-up anew.")
            return 130
        except subprocess.CalledProcessError as problem:
            if problem.output:
                say(problem.output.decode(errors="replace"))
            say(
                f"Setting up .venv failed: {' '.join(map(str, problem.cmd))} ended with "
                f"{problem.returncode}. What it said is above; mend that and run make again."
            )
            return 1
        write_stamp(wanted)
        say(f"Environment ready in {time.monotonic() - started:.0f} s.")
    return 0


def install(extras: tuple[str, ...], *, fresh: bool) -> None:
    """Fill `.venv`. `fresh` starts from nothing, since a half-made one cannot be told from a whole.

    torch comes first and alone: any package that merely asks for `torch` would otherwise draw the
    newest build, several GB of CUDA, even where a pinned one for the CPU is at hand.
    """
    STAMP.unlink(missing_ok=True)
    if fresh:
        say(f"Setting up .venv with {', '.join(extras)} (some minutes, once) …")
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=True).create(VENV)
    else:
        say(f"Bringing .venv up to date with {', '.join(extras)} …")
    pip("torch==" + pinned("torch"))
    # The build backend is installed, pinned, rather than drawn anew into a build of its own.
    pip("hatchling", "editables")
    pip("--no-build-isolation", "--editable", f".[{','.join(extras)}]")


def pip(*arguments: str) -> None:
    """`pip install` in the environment, held to the constraints; only errors are printed."""
    subprocess.run(
        [
            str(PYTHON),
            "-m",
            "pip",
            "-qq",
            "--disable-pip-version-check",
            "install",
            "--constraint",
            str(CONSTRAINTS),
            *arguments,
        ],
        cwd=ROOT,
        check=True,
        stdin=subprocess.DEVNULL,
    )


def pinned(package: str) -> str:
    """The version that constraints.txt gives to `package`."""
    match = re.search(rf"^{package}==(\S+)$", CONSTRAINTS.read_text(), re.MULTILINE)
    if match is None:
        raise SystemExit(f"{CONSTRAINTS} pins no version of {package}.")
    return match[1]


@dataclass(frozen=True)
class Stamp:
    """What a whole `.venv` was made from."""

    interpreter: str  # another one, or another place: start from nothing
    packages: str  # other packages: install again over what is there
    extras: tuple[str, ...]


def wanted_stamp(extras: set[str]) -> Stamp:
    """What `.venv` would be made from now. Tools' own tables in pyproject.toml do not count."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    packages = json.dumps([project["project"], project["build-system"], CONSTRAINTS.read_text()])
    return Stamp(
        interpreter=f"{sys.executable} {sys.version} {ROOT}",
        packages=hashlib.sha256(packages.encode()).hexdigest(),
        extras=tuple(sorted(extras)),
    )


def read_stamp() -> Stamp | None:
    """None when the environment is absent or half made."""
    try:
        stamp = json.loads(STAMP.read_text())
        return Stamp(stamp["interpreter"], stamp["packages"], tuple(stamp["extras"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_stamp(stamp: Stamp) -> None:
    """The last step: from here on the environment counts as whole."""
    draft = STAMP.with_suffix(".tmp")
    draft.write_text(json.dumps(asdict(stamp)))
    draft.replace(STAMP)


def wait_for(lock: int) -> None:
    """Hold the lock; it goes with the process, however that ends."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another make is setting up .venv; waiting for it …")
        fcntl.flock(lock, fcntl.LOCK_EX)


def say(text: str) -> None:
    """Diagnostics, to stderr."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(set(sys.argv[1:])))
