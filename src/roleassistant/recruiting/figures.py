"""The figure of the side that is taken, put into a line that has the figure of another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleassistant.indexing.chunks import Chunk

_NUMBER = (
    r"(?:\d[\d.,]*(?<![.,])\+?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|hundred|thousand)\b)"
)
_FIGURE = re.compile(
    rf"(?<![\w.])(?:(?:more than|at least|at most|up to|over|under) )?"
    rf"{_NUMBER}(?:[ -]{_NUMBER})*(?:\s?(?:–|-|to|or)\s?{_NUMBER})*(?: or more)?",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """`mine` and `taken` are the words of two sides of a disagreement, `sources` the statements
    of that which is taken. Without them nothing changes."""

    mine: str = ""
    taken: str = ""
    sources: tuple[Chunk, ...] = ()

    def put_into(self, text: str) -> str | None:
        """`text` with the figure that is taken, and no other word changed; None where that cannot
        be done."""
        if not self.taken:
            return text
        old, new = _FIGURE.search(self.mine), _FIGURE.search(self.taken)
        if old is None or new is None:
            return None
        at = [m for m in _FIGURE.finditer(text) if m.group().casefold() == old.group().casefold()]
        if len(at) != 1:
            return None
        return f"{text[: at[0].start()]}{new.group()}{text[at[0].end() :]}"

    def is_in(self, text: str) -> bool:
        """Whether `text` has the figure that is taken."""
        new = _FIGURE.search(self.taken)
        return new is not None and any(
            m.group().casefold() == new.group().casefold() for m in _FIGURE.finditer(text)
        )
