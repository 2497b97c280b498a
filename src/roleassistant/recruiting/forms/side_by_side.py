"""Two drafts side by side, part by part; lines that both have stand in one row."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape

from roleassistant.recruiting.forms.markdown import escaped
from roleassistant.recruiting.forms.page import document
from roleassistant.recruiting.post import JobPost, PartKind

_COLUMN = 46
_BETWEEN = "  |  "


@dataclass(frozen=True, slots=True)
class Row:
    """One line of each; None where a draft has nothing there."""

    left: str | None
    right: str | None

    @property
    def same(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one part."""

    heading: str
    rows: tuple[Row, ...]


def side_by_side(left: JobPost, right: JobPost) -> tuple[Rows, ...]:
    """The parts of both, in the order of a post, their lines aligned."""
    return tuple(_parts(left, right))


def _parts(left: JobPost, right: JobPost) -> Iterator[Rows]:
    for kind in PartKind:
        one, other = left.part(kind), right.part(kind)
        either = one or other
        if either is None:
            continue
        lines = [line.shown for line in one.lines] if one else []
        others = [line.shown for line in other.lines] if other else []
        yield Rows(either.heading, tuple(_rows(lines, others)))


def _rows(left: list[str], right: list[str]) -> Iterator[Row]:
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Row(text, text) for text in left[a:b])
            continue
        mine: list[str | None] = [*left[a:b]]
        theirs: list[str | None] = [*right[c:d]]
        size = max(len(mine), len(theirs))
        mine += [None] * (size - len(mine))
        theirs += [None] * (size - len(theirs))
        yield from (Row(one, other) for one, other in zip(mine, theirs, strict=True))


def name_of(post: JobPost) -> str:
    """What a column is called: the title and, for who knows it, the level."""
    return f"{post.title.text} ({post.level}, {post.options.length}, {post.options.tone})"


def as_markdown(left: JobPost, right: JobPost) -> str:
    """A table of two columns for each part."""
    lines = [f"# {escaped(name_of(left))} · {escaped(name_of(right))}"]
    for part in side_by_side(left, right):
        lines += ["", f"## {part.heading}", "", f"| {escaped(left.title.text)} ({left.level}) "]
        lines[-1] += f"| {escaped(right.title.text)} ({right.level}) |"
        lines.append("|---|---|")
        lines += [
            f"| {escaped(row.left or '')} | {escaped(row.right or '')} |" for row in part.rows
        ]
    return "\n".join(lines) + "\n"


def as_text(left: JobPost, right: JobPost) -> str:
    """Two folded columns."""
    lines = [*_columns(name_of(left), name_of(right)), "=" * (2 * _COLUMN + len(_BETWEEN))]
    for part in side_by_side(left, right):
        lines += ["", part.heading.upper()]
        for row in part.rows:
            lines += _columns(row.left or "", row.right or "")
            lines.append("")
        lines.pop()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def as_page(left: JobPost, right: JobPost) -> str:
    """One page of HTML with one table."""
    rows = []
    for part in side_by_side(left, right):
        rows.append(f'<tr class="part"><th colspan="2" scope="rowgroup">{part.heading}</th></tr>')
        for row in part.rows:
            kind = ' class="same"' if row.same else ""
            cells = "".join(f"<td>{escape(text or '')}</td>" for text in (row.left, row.right))
            rows.append(f"<tr{kind}>{cells}</tr>")
    heads = "".join(f'<th scope="col">{escape(name_of(post))}</th>' for post in (left, right))
    table = f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{chr(10).join(rows)}\n</tbody>\n"
    body = f"<h1>Two drafts side by side</h1>\n{table}</table>"
    return document(f"{left.title.text} · {right.title.text}", body, "drafts")


def _columns(left: str, right: str) -> list[str]:
    one, other = (textwrap.wrap(text, _COLUMN) or [""] for text in (left, right))
    size = max(len(one), len(other))
    one += [""] * (size - len(one))
    other += [""] * (size - len(other))
    return [f"{a:<{_COLUMN}}{_BETWEEN}{b}" for a, b in zip(one, other, strict=True)]
