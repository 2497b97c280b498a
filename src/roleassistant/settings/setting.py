"""One setting: its default, and how the text of it becomes what the program uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class Refused(ValueError):
    """What is allowed instead; the caller adds the place and the key."""


@dataclass(frozen=True, slots=True)
class Setting:
    """`default` gives the value where nobody set one; `parse` takes a text and the folder that a
    path is relative to, and raises `Refused`."""

    default: Callable[[], object]
    parse: Callable[[str, Path], object]
    number: bool = False  # a file may give it without quotes
    boolean: bool = False  # as well


def none() -> None:
    """The default of what is not set."""


def path(text: str, base: Path) -> Path:
    """Relative to where it was written: a file's folder, or the working folder."""
    try:
        found = Path(text).expanduser()
    except RuntimeError as problem:
        raise Refused("a path whose ~user exists") from problem
    return found if found.is_absolute() else base / found


def database_url(text: str, base: Path) -> str:
    """As SQLAlchemy has it."""
    del base
    if re.fullmatch(r"[a-z][a-z0-9+]*://\S+", text):
        return text
    raise Refused("the URL of a database, as in sqlite:///conversations.db")


def days(text: str, base: Path) -> int:
    """How long something is kept."""
    del base
    if text.isdecimal() and 1 <= int(text) <= 3650:
        return int(text)
    raise Refused("a whole number of days from 1 to 3650")
