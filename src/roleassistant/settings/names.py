"""By which names settings are found outside of the program."""

from __future__ import annotations

FILE_NAME = "roleassistant.toml"
PREFIX = "ROLEASSISTANT_"


def environment_name(key: str) -> str:
    """The variable that sets `key`."""
    return PREFIX + key.replace(".", "_").upper()
