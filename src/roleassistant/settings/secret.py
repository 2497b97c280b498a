"""Secrets, which are kept in no file and shown in no message."""

from __future__ import annotations

import re
from pathlib import Path

from roleassistant.errors import SettingsError
from roleassistant.settings.every import EVERY
from roleassistant.settings.names import environment_name

_SECRET_KEY = re.compile(
    r"(^|[._\-])(key|apikey|token|secrets?|password|passwd|pwd|credentials?)($|[._\-])",
    re.IGNORECASE,
)
_PASSWORD_IN_URL = re.compile(
    r"://[^/@\s]*:[^/\s]*@|[?&](password|passwd|pwd|token|api_?key|secret)=", re.IGNORECASE
)


def refuse_secret(file: Path, key: str, value: object) -> None:
    """Raises without ever repeating the value."""
    if key not in EVERY and _SECRET_KEY.search(key):
        raise SettingsError(
            f"{file}: {key} looks like a secret, and secrets are not kept in files. Remove it "
            f"(and change it, if others could read the file) and set it in the environment, "
            f"for a model provider under the name that the provider documents."
        )
    if isinstance(value, str) and _PASSWORD_IN_URL.search(value):
        variable = f" as {environment_name(key)}" if key in EVERY else ""
        raise SettingsError(
            f"{file}: the URL in {key} holds a password, and secrets are not kept in files. "
            f"Remove it and set the whole URL in the environment{variable}."
        )


def without_password(text: str) -> str:
    """Cuts generously, since a password may hold any character: up to the last @, and the query."""
    text = re.sub(r"(?<=://).*@", "…@", text, flags=re.DOTALL)
    return re.sub(r"\?.*", "?…", text, flags=re.DOTALL) if "://" in text else text
