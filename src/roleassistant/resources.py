"""Finds the data that travels with the program: `ingest/`, `prompts/` and `evals/`.

In a checkout (and so in an editable installation) they stand at its root, where people edit them.
In a wheel they lie inside the package, under `data/`. This is the one module that knows. A person
may point at folders of their own (settings `folders.*`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from roleassistant.errors import RoleAssistantError, SettingsError

Kind = Literal["ingest", "prompts", "evals"]

MANIFEST = "manifest.toml"
VISIBILITY = "visibility"  # its table of who may see what: see indexing/policy.py

_PACKAGE = Path(__file__).resolve().parent


def folder(kind: Kind, own: Path | None = None) -> Path:
    """The folder of that data: `own` where given, else the bundled one.

    Raises:
        SettingsError: `own` is no folder.
        RoleAssistantError: the installation is incomplete.
    """
    if own is not None:
        if not own.is_dir():
            raise SettingsError(
                f"{own}, set as folders.{kind}, is no folder. "
                f"Create it, or remove the setting to use what is bundled."
            )
        return own
    # A wheel first: there the package's grandparent is a library folder of many packages, where
    # an `evals` of somebody else may lie.
    for candidate in (_PACKAGE / "data" / kind, _PACKAGE.parent.parent / kind):
        if candidate.is_dir():
            return candidate
    raise RoleAssistantError(
        f"This installation of roleassistant, in {_PACKAGE}, lacks its {kind} data. "
        f"Install it again."
    )


def default_sources(own: Path | None = None) -> tuple[Path, ...]:
    """What `ingest` reads when it is given no path, as `manifest.toml` in the ingest folder says.

    The manifest's `paths` are files, folders or patterns (`frameworks/*`), relative to it.
    The order is that of the manifest; a pattern's matches are sorted.

    Raises:
        SettingsError: no manifest, one that cannot be used, or a path in it that is not there.
    """
    manifest = folder("ingest", own) / MANIFEST
    if not manifest.exists():
        raise SettingsError(
            f"{manifest.parent} has no {MANIFEST}. Write one with a line such as "
            f'paths = ["profiles"], or name what to read: `roleassistant ingest PATH…`.'
        )
    table = read_manifest(manifest)
    table.pop(VISIBILITY, None)
    paths = table.pop("paths", None)
    if table:
        raise SettingsError(
            f"{manifest}: {sorted(table)[0]} is unknown. Allowed: paths, {VISIBILITY}."
        )
    if not isinstance(paths, list) or not paths or not all(isinstance(p, str) and p for p in paths):
        raise SettingsError(
            f"{manifest}: paths has to be a list of files, folders or patterns, "
            f'as in paths = ["profiles"].'
        )
    # Two entries may name one place; it is read once, where it is first named.
    return tuple(dict.fromkeys(source for path in paths for source in _matches(manifest, path)))


def read_manifest(manifest: Path) -> dict[str, Any]:
    """The tables of a manifest.

    Raises:
        SettingsError: it cannot be read, or is no TOML.
    """
    import tomllib

    try:
        return tomllib.loads(manifest.read_bytes().decode("utf-8"))
    except OSError as problem:
        raise SettingsError(
            f"{manifest} cannot be read: {problem.strerror or problem}."
        ) from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SettingsError(f"{manifest} is no valid TOML: {problem}. Mend it there.") from problem


def _matches(manifest: Path, entry: str) -> list[Path]:
    path = Path(entry).expanduser()
    if any(character in entry for character in "*?[") and not path.is_absolute():
        found = sorted(manifest.parent.glob(entry))
    else:
        path = manifest.parent / path
        found = [path] if path.exists() else []
    if not found:
        raise SettingsError(f"{manifest}: {entry} names nothing that is there. Mend or remove it.")
    return found
