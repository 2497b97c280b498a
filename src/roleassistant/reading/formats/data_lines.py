"""Data that a strict parser refuses, read by its lines: how far each is set in, dashes, keys.

Tabs count as two spaces, a value may hold colons, a quote may be left open: every line ends as a
key, a value, or both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from roleassistant.reading.blocks import Words
from roleassistant.reading.formats.data_nodes import Listing, Mapping, Node, Scalar
from roleassistant.reading.showing import of_scalar

_LINE = re.compile(r"(?P<indent>[ \t]*)(?P<dashes>(?:-[ \t]+|-$)*)(?P<rest>[^\n\r]*)")
_KEY = re.compile(
    r"(?P<key>\"[^\"\n]{1,80}\"|'[^'\n]{1,80}'|[^\s:#{}\[\]\"',][^:#{}\[\]\n]{0,78}?)"
    r"[ \t]*:(?=\s|$)"
)
_SIGN = re.compile(r"[|>][-+0-9]*\s*$")
_NULL = re.compile(r"(?:~|null)?\s*(?:#.*)?$", re.IGNORECASE)
_MAX_DEPTH = 40


@dataclass
class _Open:
    """A list or mapping that is being filled: what is set in at least as far belongs to it."""

    indent: int
    dash: bool
    pairs: list[tuple[Scalar, Node]] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    key: Scalar | None = None  # waits for its value
    waiting: list[Words] = field(default_factory=list)  # lines that go on with a value


def outline_of(text: str, start: int) -> Node:
    """The tree of lines; never fails."""
    root = _Open(-1, False)
    stack = [root]
    for line in re.finditer(r"[^\n\r]+", text):
        match = _LINE.fullmatch(line[0])
        if match is None or (not match["rest"].strip() and not match["dashes"]):
            continue
        if match["rest"].lstrip().startswith(("#", "---", "...")) and not match["dashes"]:
            continue
        indent = len(match["indent"].replace("\t", "  "))
        at = start + line.start() + match.end("dashes")
        dashes = match["dashes"].count("-")
        _add(stack, indent, dashes, match["rest"], at)
    while len(stack) > 1:
        _close(stack)
    return _made(root) or Listing([])


def _add(stack: list[_Open], indent: int, dashes: int, rest: str, at: int) -> None:
    for _ in range(dashes):
        # An item of the list at this depth: what is deeper is over, and so is its last item.
        while len(stack) > 1 and (
            stack[-1].indent > indent or (stack[-1].indent == indent and not stack[-1].dash)
        ):
            _close(stack)
        if not (stack[-1].dash and stack[-1].indent == indent) and len(stack) < _MAX_DEPTH:
            stack.append(_Open(indent, True))
        indent += 2
    key = _KEY.match(rest)
    while len(stack) > 1 and (
        stack[-1].indent > indent or (stack[-1].dash and not dashes and stack[-1].indent >= indent)
    ):
        _close(stack)
    if key is None:
        if words := _words(rest, at):
            _value(stack[-1], words, dashes > 0)
        return
    if (stack[-1].dash or stack[-1].indent < indent) and len(stack) < _MAX_DEPTH:
        stack.append(_Open(indent, False))
    here = stack[-1]
    _settle(here)
    here.key = Scalar(tuple(filter(None, [_words(key["key"], at)])))
    value = rest[key.end() :]
    silent = _NULL.fullmatch(value.strip()) or _SIGN.fullmatch(value.strip())
    if not silent and (words := _words(value, at + key.end())):
        here.waiting.append(words)


def _value(here: _Open, words: Words, item: bool) -> None:
    if item or (here.key is None and not here.items):
        here.items.append(Scalar((words,)))
    elif here.key is not None:
        here.waiting.append(words)
    else:
        here.items.append(Scalar((words,)))


def _settle(here: _Open) -> None:
    """Give the key that waits what stands beside and below it."""
    if here.key is None:
        return
    below = [*([Scalar(tuple(here.waiting))] if here.waiting else []), *here.items]
    value: Node = Scalar(()) if not below else below[0] if len(below) == 1 else Listing(below)
    here.pairs.append((here.key, value))
    here.key, here.waiting, here.items = None, [], []


def _close(stack: list[_Open]) -> None:
    made = _made(stack.pop())
    if made is not None:
        stack[-1].items.append(made)


def _made(here: _Open) -> Node | None:
    loose: list[Node] = [] if here.key is not None or not here.pairs else list(here.items)
    _settle(here)
    if here.pairs:
        return Mapping([*here.pairs, *((Scalar(()), one) for one in loose)])
    if here.dash:
        return Listing(here.items)
    if len(here.items) == 1:
        return here.items[0]
    return Listing(here.items) if here.items else None


def _words(raw: str, at: int) -> Words | None:
    lead = len(raw) - len(raw.lstrip())
    bare = raw.strip()
    shown = of_scalar(bare)
    return Words(shown, at + lead, at + lead + len(bare)) if shown else None
