"""Ways to break files, and to make a broken file look whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from roleassistant.indexing.manifest import Manifest, seal_files


def truncate(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(b"\xde\xad\xbe\xef" * (path.stat().st_size // 4 + 1))


def middle(path: Path) -> None:
    """Overwrite the middle half: what a lost write leaves."""
    content = bytearray(path.read_bytes())
    quarter = len(content) // 4
    content[quarter : len(content) - quarter] = b"\xff" * (len(content) - 2 * quarter)
    path.write_bytes(content)


def one_bit(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def remove(path: Path) -> None:
    path.unlink()


WAYS: dict[str, Callable[[Path], None]] = {
    "truncated": truncate,
    "emptied": empty,
    "garbage": garbage,
    "overwritten in the middle": middle,
    "one bit flipped": one_bit,
    "removed": remove,
}


def reseal(folder: Path, **changes: object) -> None:
    """Write the manifest anew over what the folder holds now, with `changes`."""
    manifest = Manifest.read(folder)
    changed = dataclasses.replace(manifest, files=seal_files(folder), **changes)  # type: ignore[arg-type]
    changed.write(folder)
