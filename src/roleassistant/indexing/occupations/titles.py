"""When two titles are one: case, plurals, brackets and the usual abbreviations do not tell."""

from __future__ import annotations

import re

from roleassistant.domain.level import rung_key

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[^\W_]+")
_SHORT = {
    "rep": "representative", "reps": "representative", "exec": "executive", "mgr": "manager",
    "sr": "senior", "jr": "junior", "asst": "assistant", "admin": "administrator",
    "eng": "engineer", "dev": "developer", "mktg": "marketing", "acct": "account",
    "coord": "coordinator", "dir": "director", "vp": "vice president", "tech": "technician",
}  # fmt: skip


def folded_title(text: str) -> str:
    """The words of a title in lower case and singular, abbreviations written out."""
    words = _WORD.findall(_IN_BRACKETS.sub("", text).replace("'", "").casefold())
    return " ".join(_SHORT.get(word, _singular(rung_key(word))) for word in words)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
