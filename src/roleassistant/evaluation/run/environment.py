"""What a run depends on: the program, its prompts and the libraries beside it."""

from __future__ import annotations

import hashlib
import os
import platform
from importlib import metadata
from pathlib import Path

from roleassistant import resources

# Libraries that decide what an answer or a score is.
_TELLING = (
    "chromadb", "ir-measures", "langchain", "langchain-core", "numpy", "onnxruntime", "pydantic",
    "pystemmer", "rapidfuzz", "scikit-learn", "scipy", "tokenizers", "torch",
)  # fmt: skip
_PACKAGE = Path(__file__).resolve().parents[2]


def code_digest() -> str:
    """SHA-256 of the program's own source."""
    digest = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*.py")):
        digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def prompt_digests(own: Path | None) -> dict[str, str]:
    """Each file of the prompts with the start of its SHA-256."""
    folder = resources.folder("prompts", own)
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        for file in sorted(folder.iterdir())
        if file.is_file()
    }


def packages() -> dict[str, str]:
    """The versions of the libraries that matter, of those that are installed."""
    found = {}
    for name in _TELLING:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def version() -> str:
    """Of the program."""
    try:
        return metadata.version("roleassistant")
    except metadata.PackageNotFoundError:
        return "0+unknown"


def machine() -> str:
    """ "Linux-6.1-x86_64"; nothing that names the machine or its user."""
    return f"{platform.system()}-{platform.release()}-{platform.machine()}"


def processors() -> int:
    """How many the process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
