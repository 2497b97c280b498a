"""What a person says of documents whose structure is not worked out rightly: a small TOML file.

It lies as `mapping.toml` in the folder of the documents or in one above, up to the folder that is
ingested; or beside a folder or a file, under its name: `acme.toml` for `acme/`, `backend.toml` for
`backend.md`. The nearest one counts, and in it every entry whose `files` match, the last one last.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from roleassistant.domain.level import rung_key
from roleassistant.errors import DocumentError
from roleassistant.reading.document import Document
from roleassistant.reading.interpretation.jobs import plain

NAME = "mapping.toml"
_TABLE = "documents"
_MAX_BYTES = 1_000_000
_EVERY = "*"


@dataclass(frozen=True, slots=True)
class Rules:
    """What is said of a document. None and empty leave it to be worked out.

    `levels`, lowest first, are the labels that name levels, and no others do; `roles` those that
    name roles; `dimensions` those that are neither, whatever they look like. `called` maps a label
    to what it means ("Sr." to Senior).
    """

    files: str = _EVERY
    house: str | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()
    level: str | None = None
    dimension: str | None = None
    levels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    called: dict[str, str] = field(default_factory=dict)
    # Of the mapping, and not said in it: its name, and the levels of whole documents in it.
    name: str = NAME
    order: tuple[str, ...] = ()


_LISTS = frozenset({"aliases", "levels", "roles", "dimensions"})
_KEYS = tuple(one.name for one in fields(Rules) if one.name not in ("name", "order"))


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
    return _merged(_entries(table, path), document.file, path)


def _entries(table: dict[str, Any], path: Path) -> list[dict[str, Any]]:
    """What each entry says, in the words that `Rules` has for it."""
    if unknown := [key for key in table if key != _TABLE]:
        raise DocumentError(
            f"{path}: {unknown[0]!r} is unknown. A mapping has [[{_TABLE}]] and nothing beside "
            f"them. See docs/frameworks.md."
        )
    entries = table.get(_TABLE, [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise DocumentError(
            f"{path}: {_TABLE} has to be a list of tables, each headed [[{_TABLE}]]. "
            f"See docs/frameworks.md."
        )
    return [_said(entry, path) for entry in entries]


def _merged(entries: Sequence[dict[str, Any]], file: Path, path: Path) -> Rules | None:
    """The entries that are of a file, what is said last over what is said before."""
    said: dict[str, Any] = {}
    pattern = ""
    for entry in entries:
        if _matches(file, path, entry.get("files", _EVERY)):
            said |= entry
            pattern = entry.get("files", _EVERY)
    if not pattern:
        return None
    # Documents that are of one level each stand in the order of their levels, if nothing says it.
    whole = tuple(dict.fromkeys(one["level"] for one in entries if one.get("level")))
    rules = Rules(**(said | {"files": pattern, "name": path.name, "order": whole}))
    _check(rules, path)
    return rules


def _check(rules: Rules, path: Path) -> None:
    """Whether what is said of a document holds together.

    Raises:
        DocumentError: a label is said to be this and not this.
    """
    neither = {key_of(name): name for name in rules.dimensions}
    for kind in ("levels", "roles"):
        for name in getattr(rules, kind):
            if key_of(name) in neither:
                raise DocumentError(
                    f"{path}: {name!r} is among {kind} and among dimensions, which are neither "
                    f"levels nor roles. Take it out of one of them."
                )
    called = {key_of(label): key_of(name) for label, name in rules.called.items()}
    for label in rules.called:
        seen = [key_of(label)]
        while (following := called.get(seen[-1])) is not None and following != seen[-1]:
            if following in seen:
                raise DocumentError(
                    f"{path}: called goes in a circle at {label!r}, so that it means nothing. "
                    f"Say what it means once."
                )
            seen.append(following)


def _matches(file: Path, mapping: Path, pattern: str) -> bool:
    """Whether the pattern is of the file's name, or of its path from the folder of the mapping."""
    below = file.as_posix()
    if mapping.parent in file.parents:
        below = file.relative_to(mapping.parent).as_posix()
    return fnmatchcase(below, pattern) or fnmatchcase(file.name, pattern)


def _said(entry: dict[str, Any], path: Path) -> dict[str, Any]:
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
            what = {"called": "a table of texts"}.get(key, "a text")
            what = "a list of texts" if key in _LISTS else what
            raise DocumentError(f"{path}: {key} has to be {what}. Mend it there.")
        names = said[key] if key in _LISTS else ()
        names = [*value, *value.values()] if key == "called" else names
        if empty := [name for name in names if not key_of(name)]:
            raise DocumentError(
                f"{path}: {key} has {empty[0]!r}, which has neither letters nor digits to compare "
                f"labels by. Take it out, or write it in words."
            )
    return said


def key_of(name: str) -> str:
    """What the spellings of a label have in common: labels are compared without case, spaces and
    punctuation."""
    return rung_key(plain(name))
