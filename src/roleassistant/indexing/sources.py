"""Paths that a user gives → the files to read, each once."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, and how it is shown and cited.

    For a folder `/x/profiles` the shown path begins with `profiles/`; a file given by itself is
    shown by its name.
    """

    file: Path
    shown: str


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that was meant and could not be read, and why."""

    path: str
    error: str


@dataclass
class Scan:
    """What the paths hold. `skipped` counts files of a folder that no reader would take by their
    suffix; hidden files are not looked at."""

    files: list[SourceFile] = field(default_factory=list)
    failed: list[FailedFile] = field(default_factory=list)
    skipped: int = 0
    roots: list[Path] = field(default_factory=list)

    def covers(self, file: Path) -> bool:
        """Whether `file` lies in or is one of the paths given."""
        return any(file == root or root in file.parents for root in self.roots)


def scan(paths: Sequence[Path], suffixes: Collection[str]) -> Scan:
    """Walk `paths`, in order of shown path within each. Never raises: what fails is reported."""
    result = Scan()
    seen: set[Path] = set()
    for path in paths:
        root = Path(os.path.realpath(path.expanduser()))
        result.roots.append(root)
        for found in (
            _walk(root, suffixes, result)
            if stat.S_ISDIR(_mode(root))
            else _single(path, root, result)
        ):
            if found.file not in seen:
                seen.add(found.file)
                result.files.append(found)
    return result


def _single(path: Path, file: Path, result: Scan) -> Iterator[SourceFile]:
    mode = _mode(file)
    if stat.S_ISREG(mode):
        yield from _nameable(SourceFile(file, file.name), result)
    elif not mode:
        why = f"{path} does not exist, or may not be looked at. Check the path and permissions."
        result.failed.append(FailedFile(str(path), why))
    else:
        result.failed.append(FailedFile(str(path), f"{path} is neither a file nor a folder."))


def _walk(root: Path, suffixes: Collection[str], result: Scan) -> Iterator[SourceFile]:
    def refused(problem: OSError) -> None:
        where = str(problem.filename)
        result.failed.append(
            FailedFile(where, f"{where} cannot be listed: {problem.strerror}. Check permissions.")
        )

    found = []
    for current, folders, names in os.walk(root, onerror=refused):
        for folder in folders:
            if not folder.startswith("."):
                _refuse_outside(Path(current, folder), root, result)
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        for name in names:
            if name.startswith("."):
                continue
            path = Path(current, name)
            shown = path.relative_to(root.parent).as_posix()
            if _suffix(name) not in suffixes:
                result.skipped += 1
            elif not _refuse_outside(path, root, result):
                if stat.S_ISREG(_mode(path)):
                    found.append(SourceFile(Path(os.path.realpath(path)), shown))
                else:
                    why = f"{shown} is a link that leads nowhere, or is no file. Remove it."
                    result.failed.append(FailedFile(shown, why))
    for source in sorted(found, key=lambda source: source.shown):
        yield from _nameable(source, result)


def _suffix(name: str) -> str:
    """The suffix in lower case; of a gzipped file with that of what is in it (".txt.gz")."""
    path = PurePath(name.lower())
    return "".join(path.suffixes[-2:]) if path.suffix == ".gz" else path.suffix


def _refuse_outside(path: Path, root: Path, result: Scan) -> bool:
    """Report a link that leads out of the folder that the user gave; whether it does."""
    if not path.is_symlink():
        return False
    target = Path(os.path.realpath(path))
    if target == root or root in target.parents:
        return False
    shown = path.relative_to(root.parent).as_posix()
    why = (
        f"{shown} is a link that leads out of {root}. It is not followed; "
        f"give the path it leads to ({target}) if you mean it."
    )
    result.failed.append(FailedFile(shown, why))
    return True


def _mode(path: Path) -> int:
    """What kind of file `path` leads to, as in os.stat; 0 where that cannot be told.

    `Path.is_file` raises where a folder above may not be entered.
    """
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _nameable(source: SourceFile, result: Scan) -> Iterator[SourceFile]:
    try:
        str(source.file).encode("utf-8")
        source.shown.encode("utf-8")
    except UnicodeEncodeError:
        shown = source.shown.encode("utf-8", "replace").decode("utf-8")
        why = f"{shown} has a name that is not UTF-8, so it cannot be cited. Rename it."
        result.failed.append(FailedFile(shown, why))
    else:
        yield source
