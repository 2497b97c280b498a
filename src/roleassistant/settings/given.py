"""What was given for settings, by the command line, the environment or a file, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from roleassistant.errors import SettingsError
from roleassistant.settings.every import EVERY, ReviewSettings
from roleassistant.settings.names import environment_name
from roleassistant.settings.secret import refuse_secret, without_password
from roleassistant.settings.setting import Refused, Setting


@dataclass(frozen=True, slots=True)
class Given:
    """What was given for one setting, not yet read."""

    value: object
    place: str  # as a message names it
    base: Path  # what a relative path is relative to

    def read(self, key: str, setting: Setting) -> object:
        """The value of `key`, which `setting` is. Raises SettingsError."""
        value = self.value
        if setting.number and isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if setting.boolean and isinstance(value, bool):
            value = str(value).lower()
        if not isinstance(value, str) or not value.strip():
            found = "is empty" if isinstance(value, str) else f"is {_kind(value)}"
            _refuse(self.place, f"{key} {found}", "a text in quotes that is not empty")
        try:
            return setting.parse(value.strip(), self.base)
        except Refused as allowed:
            _refuse(self.place, f"{key} is {without_password(value)!r}", str(allowed))


def from_overrides(overrides: Mapping[str, object], here: Path) -> dict[str, Given]:
    """What the command line said; None is an option that was not given."""
    unknown = sorted(overrides.keys() - EVERY.keys())
    if unknown:
        _refuse("The command line", f"{unknown[0]} is no setting", _known())
    return {
        key: Given(str(value) if isinstance(value, Path) else value, "The command line", here)
        for key, value in overrides.items()
        if value is not None
    }


def from_environment(environment: Mapping[str, str], here: Path) -> dict[str, Given]:
    """An empty variable counts as not set, as shells have it; other ROLEASSISTANT_* are ignored."""
    return {
        key: Given(environment[name], f"The environment variable {name}", here)
        for key in EVERY
        if environment.get(name := environment_name(key), "").strip()
    }


def table_of(file: Path) -> dict[str, object]:
    """What a file holds; nothing where it is not there."""
    import tomllib

    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise SettingsError(
            f"{file} cannot be read: {problem.strerror or problem}. "
            f"Make it readable or move it away."
        ) from problem
    except RecursionError:
        raise SettingsError(f"{file} is nested too deeply. Mend it there.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        # The message of tomllib names line and column and never the text, which may be a secret.
        raise SettingsError(f"{file} is no valid TOML: {problem}. Mend it there.") from None


def review_in(table: dict[str, object], file: Path) -> ReviewSettings | None:
    """Takes `[jobpost.lint]` out of the table: its keys are no settings of one value each."""
    posts = table.get("jobpost")
    values = posts.pop("lint", None) if isinstance(posts, dict) else None
    if values is None:
        return None
    if not isinstance(values, dict):
        _refuse(str(file), f"jobpost.lint is {_kind(values)}", "a table, [jobpost.lint]")
    for key, value in _leaves(values, "jobpost.lint."):
        refuse_secret(file, key, value)
    return ReviewSettings(str(file), MappingProxyType(values))


def from_file(table: Mapping[str, object], file: Path) -> dict[str, Given]:
    """What the table of a file holds."""
    given = {}
    for key, value in _leaves(table):
        refuse_secret(file, key, value)
        if key not in EVERY:
            _refuse(str(file), f"{key} is no setting", _known())
        given[key] = Given(value, str(file), file.parent)
    return given


def _leaves(table: Mapping[str, object], above: str = "") -> list[tuple[str, object]]:
    """`{"embedding": {"model": …}}` as `embedding.model`; an empty table sets nothing."""
    leaves: list[tuple[str, object]] = []
    for name, value in table.items():
        key = above + name
        leaves += _leaves(value, f"{key}.") if isinstance(value, dict) else [(key, value)]
    return leaves


def _refuse(place: str, problem: str, allowed: str) -> NoReturn:
    raise SettingsError(f"{place}: {problem}. Allowed: {allowed}.")


def _known() -> str:
    return ", ".join(EVERY)


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "a date or time")
