"""What an author tells the review to skip, in comments that no reader sees.

<!-- lint: ignore jargon, vague -->        this line, or where it stands alone, the next block
<!-- lint: ignore-file missing-pay -->     the whole post
<!-- lint: ignore -->                      every rule, in that place
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roleassistant.recruiting.lint.post import Post, Remark
from roleassistant.recruiting.lint.rule import rules

_DIRECTIVE = re.compile(
    r"^lint:\s*(?P<verb>ignore-file|ignore)\b\s*:?\s*(?P<names>[^—]*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Ignored:
    """`rules` are ignored from line `first` to `last`; empty `rules` are all of them, and without
    lines it is for the whole post."""

    rules: frozenset[str]
    first: int | None = None
    last: int | None = None

    def covers(self, rule: str, lines: tuple[int, int] | None) -> bool:
        if self.rules and rule not in self.rules:
            return False
        if self.first is None or self.last is None:
            return True
        return lines is not None and lines[0] <= self.last and self.first <= lines[1]


def ignored(post: Post) -> list[Ignored]:
    """Every directive of the post."""
    return [one for remark in post.remarks for one in _read(remark, post)]


def unknown(post: Post) -> Iterator[tuple[Remark, str]]:
    """Names in directives that are no rule."""
    for remark in post.remarks:
        found = _DIRECTIVE.match(remark.text)
        for name in _names(found["names"]) if found else ():
            if name not in rules():
                yield remark, name


def _read(remark: Remark, post: Post) -> Iterator[Ignored]:
    found = _DIRECTIVE.match(remark.text)
    if not found:
        return
    names = _names(found["names"])
    known = frozenset(name for name in names if name in rules())
    if names and not known:
        return
    if found["verb"].casefold() == "ignore-file":
        yield Ignored(known)
        return
    first = last = remark.line
    if not any(
        b.first_line <= remark.last_line and remark.line <= b.last_line for b in post.blocks
    ):
        following = next((b for b in post.blocks if b.first_line > remark.last_line), None)
        if following is not None:
            first, last = following.first_line, following.last_line
    yield Ignored(known, first, last)


def _names(text: str) -> list[str]:
    return [name.casefold() for name in re.split(r"[,\s]+", text) if name]
