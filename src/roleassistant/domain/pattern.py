"""A regular expression that is compiled when it is first used.

The rules by which questions are understood are some two hundred patterns; compiling them all takes
longer than answering, and one question needs a part of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


class Pattern:
    """As `re.Pattern`, of which it has the methods that are used here."""

    __slots__ = ("_compiled", "_flags", "_text")

    def __init__(self, text: str, flags: int = 0) -> None:
        """`text` is not looked at before it is used: a wrong one raises re.error then."""
        self._text = text
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    @property
    def pattern(self) -> str:
        return self._text

    def compiled(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._text, self._flags)
        return self._compiled

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.compiled().search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.compiled().match(text, start)

    def fullmatch(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.compiled().fullmatch(text, start)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        return self.compiled().finditer(text, start)

    def findall(self, text: str, start: int = 0) -> list[str]:
        return self.compiled().findall(text, start)

    def sub(self, replacement: str, text: str) -> str:
        return self.compiled().sub(replacement, text)

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        return self.compiled().split(text, maxsplit)
