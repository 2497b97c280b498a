"""A statement as typed values are looked for in it, and what stands near an amount."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleassistant.domain import Statement
from roleassistant.domain.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Read:
    """A statement with its text, white space folded, and the label under which it stands."""

    statement: Statement
    text: str
    label: str

    @property
    def lower(self) -> str:
        return self.text.casefold()


def search(pattern: str, text: str) -> re.Match[str] | None:
    """`re.search` in any case.

    Patterns are compiled, and kept by `re`, when they are first needed: all of them at once would
    make every start of the program slower.
    """
    return re.search(pattern, text, re.IGNORECASE)


def match(pattern: str, text: str) -> re.Match[str] | None:
    """`re.match` in any case; compiled when first needed, as with `search`."""
    return re.match(pattern, text, re.IGNORECASE)


def clause_before(text: str, at: int) -> str:
    """What stands before a place, back to where its clause begins."""
    return re.split(r"[.;:]\s", text[max(0, at - 80) : at])[-1]


def around(read: Read, amount: Quantity, reach: int) -> str:
    """What stands near an amount, within its clause."""
    before = clause_before(read.text, amount.start)[-reach:]
    after = re.split(r"[.;:](?:\s|$)", read.text[amount.end : amount.end + reach])[0]
    return f"{before} {after}"
