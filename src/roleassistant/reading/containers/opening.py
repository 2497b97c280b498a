"""A file that is no text → a document: checked before it is opened, and opened elsewhere."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from roleassistant.errors import DocumentError
from roleassistant.reading.containers import worker
from roleassistant.reading.containers.parts import Part, Taken, part_of, taken

KINDS = {".xlsx": "xlsx", ".xlsm": "xlsx", ".docx": "docx", ".docm": "docx", ".pdf": "pdf"}
_LIBRARIES = {"xlsx": "openpyxl", "docx": "python-docx", "pdf": "pdfplumber"}
MAX_BYTES = 64 << 20
# Of what an archive may unfold to, all in all and beside what it is packed in.
MAX_UNPACKED = 256 << 20
MAX_RATIO = 300
_SMALL = 1 << 20
MAX_MEMBERS = 10_000
_TIME_LIMIT_S = 150
_OLD = b"\xd0\xcf\x11\xe0"  # of the formats before 2007, and of files with a password


def kind_of(path: str) -> str | None:
    """xlsx, docx or pdf, by the name of a file; None where it is text."""
    return KINDS.get(PurePosixPath(path.lower()).suffix)


def take_out(file: Path, shown_as: str, kind: str) -> tuple[str, Taken]:
    """The SHA-256 of the file and what it holds.

    Raises:
        DocumentError: it is broken, has a password, unfolds to far more than it is, takes too long,
            or the library that reads it is not installed.
    """
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise DocumentError(
            f"{shown_as} has {size / 1e6:.1f} MB; a {kind.upper()} file of profiles has at most "
            f"{MAX_BYTES / 1e6:.1f} MB. Split it, or leave it out."
        )
    raw = file.read_bytes()
    if not raw.strip(b"\x00"):
        raise DocumentError(f"{shown_as} is empty. Leave it out, or export it again.")
    if raw.startswith(_OLD):
        raise DocumentError(
            f"{shown_as} has a password, or is of a format before 2007. Save it as "
            f"{kind.upper()} without a password."
        )
    if kind == "pdf":
        if b"%PDF-" not in raw[:1024]:
            raise DocumentError(f"{shown_as} is no PDF file. Export it again.")
    else:
        _check_archive(file, shown_as, kind)
    found = taken(_parts(file, shown_as, kind))
    if not found.text.strip():
        why = found.notes[0] if found.notes else "it may hold pictures only"
        raise DocumentError(f"{shown_as} holds no text: {why} Export it as text.")
    return hashlib.sha256(raw).hexdigest(), found


def _check_archive(file: Path, shown_as: str, kind: str) -> None:
    """Refuse an archive that unfolds to far more than it is, before anything is unpacked.

    Nothing is ever written under the names that it gives, so that they can lead nowhere.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise DocumentError(
            f"{shown_as} is no {kind.upper()} file, or is cut off ({problem}). Save it again."
        ) from problem
    unpacked = sum(member.file_size for member in members)
    worst = max(
        (m.file_size / max(1, m.compress_size) for m in members if m.file_size > _SMALL), default=0
    )
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or worst > MAX_RATIO:
        raise DocumentError(
            f"{shown_as} would unfold to {unpacked / 1e6:,.0f} MB in {len(members):,} parts, up to "
            f"{worst:,.0f} times what they are packed in. That is no document; it was not opened."
        )
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError(f"{shown_as} has a password. Save it without one.")


def _parts(file: Path, shown_as: str, kind: str) -> list[Part]:
    with tempfile.TemporaryDirectory(prefix="roleassistant-") as folder:
        out = Path(folder, "parts")
        try:
            done = subprocess.run(
                [sys.executable, "-m", worker.__name__, kind, str(file), str(out)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
                timeout=_TIME_LIMIT_S,
                check=False,
            )
        except subprocess.TimeoutExpired as problem:
            raise DocumentError(
                f"{shown_as} was not read within {_TIME_LIMIT_S} s. Split it, or leave it out."
            ) from problem
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if done.returncode == worker.NO_LIBRARY:
            raise DocumentError(
                f"{shown_as} needs the library {_LIBRARIES[kind]}, which is not installed. Run "
                f"`pip install 'roleassistant[documents]'` and ingest again."
            )
        if done.returncode:
            why = said[-1] if said else "it took more memory or time than a document may"
            raise DocumentError(
                f"{shown_as} cannot be read as {kind.upper()}: {why}. Save it again, or leave it "
                f"out."
            )
        return _written(out, shown_as)


def _written(out: Path, shown_as: str) -> list[Part]:
    with out.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    if not found or found[-1] != len(found) - 1:
        raise DocumentError(f"{shown_as} was read in part only. Ingest it again.")
    parts = [part_of(plain) for plain in found[:-1]]
    for part in parts:
        if part.kind == "too much":
            raise DocumentError(
                f"{shown_as} has {part.text}; a document of profiles has fewer. Split it."
            )
    return parts
