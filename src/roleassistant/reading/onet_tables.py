"""The tables of an O*NET database in text form → rows with the lines that they stand in.

What is read is what https://www.onetcenter.org/database.html offers as "Text": a folder, or the
ZIP of it, of files of tab-separated columns under one line of names. Files may be gzipped. A table
of another release beside the folder is taken only where the folder has none of that name.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from roleassistant.errors import DocumentError

# The largest official table, Work Context, has some 45 MB; a file far beyond is none of them.
MAX_BYTES = 256 * 1024 * 1024
READ_ME = "read me"
_RELEASE = re.compile(r"O\*NET[®\s]*(?P<number>\d+\.\d+)\s+Database")
_RELEASE_IN_NAME = re.compile(r"\.(?P<number>\d+_[\dx]+)$")
_SUFFIXES = (".gz", ".txt", ".tsv")


@dataclass(frozen=True, slots=True)
class TableFile:
    """One file of the database. `table` is its official name in lower case ("alternate titles"),
    `shown` how it is cited, `release` the number of the release that it is of."""

    table: str
    shown: str
    release: str
    sha256: str
    text: str

    def rows(self) -> Iterator[Row]:
        """Each line below the names of the columns; lines of another width are left out."""
        start, columns = 0, []
        for number, line in enumerate(self.text.split("\n"), 1):
            bare = line.removesuffix("\r")
            cells = bare.split("\t")
            if number == 1:
                columns = [cell.strip().casefold() for cell in cells]
            elif len(cells) == len(columns):
                yield Row(number, start, dict(zip(columns, cells, strict=True)))
            start += len(line) + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number from 1, where it begins in the text, and its cells by column."""

    number: int
    start: int
    cells: dict[str, str]

    def cell(self, column: str) -> str:
        """The text of a column, empty where it has none or says "n/a"."""
        text = self.cells.get(column.casefold(), "").strip()
        return "" if text.casefold() == "n/a" else text

    def place(self, column: str) -> tuple[int, int]:
        """Where the text of a column begins and ends in the text of the file."""
        at = self.start
        for name, text in self.cells.items():
            if name == column.casefold():
                first = at + len(text) - len(text.lstrip())
                return first, first + len(text.strip())
            at += len(text) + 1
        raise KeyError(column)


def name_of(file: str) -> tuple[str, str]:
    """The name of the table that a file of this name holds, in lower case, and the number of its
    release where the name says it: "Skills.27_3.txt.gz" is ("skills", "27.3")."""
    table, release = _named(_stem(file))
    return table, release.replace("_", ".") if release else ""


def release_in(text: str) -> str:
    """The number of the release that a Read Me names; empty where it names none."""
    match = _RELEASE.search(text)
    return match["number"] if match else ""


def read_table(file: Path) -> TableFile:
    """One file of a database, its release as its name says it.

    Raises:
        DocumentError: it is too large, or cannot be unpacked.
        OSError: it cannot be opened.
    """
    if file.stat().st_size > MAX_BYTES:
        raise _too_large(file.name)
    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    table, release = name_of(file.name)
    return TableFile(table, file.name, release, sha256, _text(data, file.name))


def table_files(source: Path) -> list[TableFile]:
    """The tables in a folder or a ZIP, one of each name, those of the main release first.

    Raises:
        DocumentError: it is no O*NET database, or a file of it cannot be read.
    """
    if source.is_dir():
        found = list(_in_folder(source))
    elif zipfile.is_zipfile(source):
        found = list(in_zip(source))
    else:
        raise DocumentError(
            f"{source} is neither a folder nor a ZIP. Download the text version of the database "
            f"from https://www.onetcenter.org/database.html and name its folder or ZIP."
        )
    release = next((m["number"] for f in found if (m := _release_of(f)) is not None), None)
    if release is None or not any(name == "occupation data" for name, _, _ in found):
        raise DocumentError(
            f"{source} is no O*NET database: there has to be a Read Me that names the release and "
            f"a table Occupation Data. Name the folder or ZIP of the text version."
        )
    tables: dict[str, TableFile] = {}
    for name, shown, data in found:
        table, own = name_of(name)
        if table == READ_ME:
            continue
        file = TableFile(
            table,
            shown,
            own or release,
            hashlib.sha256(data).hexdigest(),
            _text(data, shown),
        )
        if table not in tables or (not own and tables[table].release != release):
            tables[table] = file
    return list(tables.values())


Found = tuple[str, str, bytes]


def _in_folder(folder: Path) -> Iterator[Found]:
    """The files of the folder and, where the database is in a folder of it, of that as well."""
    for file in sorted(folder.rglob("*")):
        depth = len(file.relative_to(folder).parts)
        outside = folder.resolve() not in file.resolve().parents
        if depth > _DEPTH or not file.is_file() or outside or not _is_table(file.name):
            continue
        if file.stat().st_size > MAX_BYTES:
            raise _too_large(file.name)
        shown = Path(folder.resolve().name, file.relative_to(folder))
        yield _stem(file.name), shown.as_posix(), file.read_bytes()


_DEPTH = 2


def in_zip(archive: Path) -> Iterator[Found]:
    """The files of tables in a ZIP: the name of the table, how it is cited, and its bytes.

    Raises:
        DocumentError: the ZIP or a file in it cannot be read.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            for member in sorted(opened.infolist(), key=lambda one: one.filename):
                name = PurePosixPath(member.filename).name
                if member.is_dir() or not _is_table(name):
                    continue
                if member.file_size > MAX_BYTES:
                    raise _too_large(name)
                with opened.open(member) as stream:
                    data = stream.read(MAX_BYTES + 1)
                if len(data) > MAX_BYTES:
                    raise _too_large(name)
                yield _stem(name), f"{archive.name}/{name}", data
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error) as problem:
        raise DocumentError(f"{archive} cannot be read: {problem}. Download it again.") from problem


def _text(data: bytes, shown: str) -> str:
    if data[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                data = stream.read(MAX_BYTES + 1)
        except (OSError, EOFError, zlib.error) as problem:
            raise DocumentError(f"{shown} cannot be unpacked: {problem}.") from problem
        if len(data) > MAX_BYTES:
            raise _too_large(shown)
    # Older releases are in Latin-1.
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _too_large(name: str) -> DocumentError:
    return DocumentError(
        f"{name} holds more than {MAX_BYTES // 2**20} MB, and no table of O*NET does. Leave it out."
    )


def _is_table(name: str) -> bool:
    return name.casefold().endswith((".txt", ".tsv", ".txt.gz", ".tsv.gz"))


def _stem(name: str) -> str:
    stem = name
    while (shorter := _without_suffix(stem)) != stem:
        stem = shorter
    return stem.casefold()


def _without_suffix(name: str) -> str:
    return next((name[: -len(s)] for s in _SUFFIXES if name.casefold().endswith(s)), name)


def _named(stem: str) -> tuple[str, str | None]:
    """The table's own name, and the release where the name of the file says one."""
    match = _RELEASE_IN_NAME.search(stem)
    name = stem[: match.start()] if match else stem
    return re.sub(r"(?<=[a-z])(?=titles$)", " ", name), match["number"] if match else None


def _release_of(found: Found) -> re.Match[str] | None:
    name, shown, data = found
    return _RELEASE.search(_text(data, shown)) if _named(name)[0] == READ_ME else None
