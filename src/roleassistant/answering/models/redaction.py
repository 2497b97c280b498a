"""Keys never reach a log: what looks like one, or is one in the environment, is cut out."""

from __future__ import annotations

import os
import re

_SECRET_NAME = re.compile(r"key|token|secret|passw|credential", re.IGNORECASE)
# How providers write their keys, and how a header carries one.
_SECRET_SHAPE = re.compile(
    r"\b(?:(?:sk|pk|rk|gsk|xai|hf)[-_]|AIza|Bearer )[A-Za-z0-9_\-.*]{8,}", re.IGNORECASE
)
_SHORTEST = 6


def redacted(text: str) -> str:
    """`text` with "…" for every secret of the environment and for whatever looks like one."""
    secrets = {
        value
        for name, value in os.environ.items()
        if _SECRET_NAME.search(name) and len(value) >= _SHORTEST
    }
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…")
    return _SECRET_SHAPE.sub("…", text)
