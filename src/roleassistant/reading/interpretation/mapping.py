"""What a person says of documents whose structure is not worked out rightly: a small TOML file.

It lies as `mapping.toml` in the folder of the documents or in one above, up to the folder that is
ingested; or beside a folder or a file, under its name: `acme.toml` for `acme/`, `backend.toml` for
`backend.md`. The nearest one counts, and in it every entry whose `files` match, the last one last.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from roleassistant.errors import DocumentError
from roleassistant.reading.document import Document

NAME = "mapping.toml"
_TABLE = "documents"
_MAX_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What is said of a document. None and empty leave it to be worked out.

    `levels`, lowest first, are the labels that name levels, and no others do; `roles` those that
    name roles; `dimensions` those that are neither, whatever they look like. `called` maps a label
    to what it means ("Sr." to Senior).
    """

    files: str = "*"
    house: str | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()
    level: str | None = None
    dimension: str | None = None
    levels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    called: dict[str, str] = field(default_factory=dict)


_LISTS = frozenset({"aliases", "levels", "roles", "dimensions"})
_KEYS = tuple(one.name for one in fields(Rules))


def mapping_file(file: Path | None, shown: str) -> Path | None:
    """The mapping that counts for a file which is shown as `shown`, if there is one."""
    return next(_candidates(file, shown), None) if file is not None else None


def _candidates(file: Path, shown: str) -> Iterator[Path]:
    depth = max(1, shown.count("/"))
    if _is_mapping(beside := file.with_suffix(".toml")):
        yield beside
    folder = file.parent
    for _ in range(depth):
        if (inside := folder / NAME).is_file():
            yield inside
        if folder.name and _is_mapping(beside := folder.with_name(f"{folder.name}.toml")):
            yield beside
        folder = folder.parent


def _is_mapping(path: Path) -> bool:
    """Whether a TOML file of any name is a mapping: others lie beside documents as well."""
    try:
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            return False
        return _TABLE in tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return False


def digest(file: Path, shown: str) -> str:
    """What tells whether the mapping of a file has changed; empty where it has none."""
    found = mapping_file(file, shown)
    try:
        return "" if found is None else hashlib.sha256(found.read_bytes()).hexdigest()[:12]
    except OSError:
        return ""


def rules_for(document: Document) -> Rules | None:
    """What is said of this document.

    Raises:
        DocumentError: its mapping is no valid TOML, or says what nobody understands.
    """
    path = mapping_file(document.file, document.path)
    if path is None or document.file is None:
        return None
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as problem:
        raise DocumentError(
            f"{document.path} cannot be read with its mapping {path.name}: {problem}. "
            f"Mend the mapping, or remove it."
        ) from problem
    found: Rules | None = None
    for entry in table.get(_TABLE, []):
        rules = _rules(entry, path)
        if _matches(document.file, path, rules.files):
            found = rules if found is None else _over(found, rules)
    return found


def _matches(file: Path, mapping: Path, pattern: str) -> bool:
    """Whether the pattern is of the file's name, or of its path from the folder of the mapping."""
    below = file.as_posix()
    if mapping.parent in file.parents:
        below = file.relative_to(mapping.parent).as_posix()
    return fnmatchcase(below, pattern) or fnmatchcase(file.name, pattern)


def _over(lower: Rules, upper: Rules) -> Rules:
    said = {name: getattr(upper, name) for name in _KEYS if getattr(upper, name)}
    return replace(lower, **said)


def _rules(entry: Any, path: Path) -> Rules:
    if not isinstance(entry, dict):
        raise DocumentError(f"{path}: [[documents]] has to be a table. See docs/frameworks.md.")
    said: dict[str, Any] = {}
    for key, value in entry.items():
        if key not in _KEYS:
            raise DocumentError(f"{path}: {key!r} is unknown. Allowed: {', '.join(_KEYS)}.")
        if key in _LISTS:
            wrong = not isinstance(value, list) or not all(isinstance(one, str) for one in value)
            said[key] = tuple(value) if not wrong else ()
        elif key == "called":
            wrong = not isinstance(value, dict) or not all(
                isinstance(one, str) for one in value.values()
            )
            said[key] = value
        else:
            wrong = not isinstance(value, str)
            said[key] = value
        if wrong:
            what = "a list of texts" if key in _LISTS else "a text"
            raise DocumentError(f"{path}: {key} has to be {what}. Mend it there.")
    return Rules(**said)
