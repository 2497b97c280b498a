""" "Only", "exclusively", "nothing but": true where the evidence says so, or where nothing of what
it lists is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.lexicon import ONLY
from roleassistant.answering.support.scorer import Reason
from roleassistant.answering.support.words import words_of

_NOTHING_ELSE = re.compile(r"\b(?:nothing|nobody|no one|none) (?:but|else|other)\b", re.I)
# What stands between commas and is longer is no item of a list, but a clause.
_LONGEST = 4
_ITEMS = re.compile(r",\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+", re.I)


def check(clause: Clause, grounds: Sequence[Read], own: Sequence[Read]) -> Iterator[Reason]:
    """Claims of exclusivity that the evidence does not make, with what they leave out. `own` are
    the grounds that the clause rests on."""
    marks = [
        word
        for at, word in enumerate(clause.words)
        if word.text in ONLY and not (at and clause.words[at - 1].text == "not")
    ]
    nothing_else = _NOTHING_ELSE.search(clause.own) is not None
    if not marks and not nothing_else:
        return
    given = {word.text for ground in own for word in ground.words}
    # "Alone" may also say that somebody does it by themselves.
    marks = [word for word in marks if word.text != "alone" or "alone" not in given]
    if given & ONLY - {"alone", "just"} or not (marks or nothing_else):
        return
    mark = marks[0].written if marks else "nothing else"
    left_out = _left_out(clause, grounds)
    if left_out is None:
        yield Reason("only", f"“{mark}” is not in the evidence")
    elif left_out:
        yield Reason("only", f"“{mark}”, but the evidence also names {', '.join(left_out)}")


def _left_out(clause: Clause, grounds: Sequence[Read]) -> list[str] | None:
    """The items of the lists that the claim takes from, which it lacks; None without a list."""
    said = {word.root for word in clause.stating}
    lists = [_listed(ground.text) for ground in grounds]
    if len(grounds) > 1:
        lists.append([(ground.text, _roots(ground.text)) for ground in grounds])
    touched = [items for items in lists if any(roots and set(roots) <= said for _, roots in items)]
    if not touched:
        return None
    return [text for items in touched for text, roots in items if roots and not set(roots) <= said]


def _listed(text: str) -> list[tuple[str, list[str]]]:
    """The items of a list with the roots that tell them. The first item stands behind other words
    and the last before some: one word tells them."""
    items = [item.strip(" .;") for item in _ITEMS.split(text)]
    if len(items) < 2 or any(len(item.split()) > _LONGEST for item in items[1:-1]):
        return []
    roots = [_roots(item) for item in items]
    return list(zip(items, [roots[0][-1:], *roots[1:-1], roots[-1][:1]], strict=True))


def _roots(text: str) -> list[str]:
    return [word.root for word in words_of(text) if word.is_content]
