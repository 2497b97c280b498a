"""A post as plain text, folded for mail. Citations are numbers, with the sources at the end."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from roleassistant.recruiting.forms import working
from roleassistant.recruiting.post import JobPost, Line, LineKind, Part

WIDTH = 78


def plain_text(post: JobPost, *, published: bool = False) -> str:
    """The post; the working draft ends with what the recruiter has to know, and the sources."""
    title = _line(post.title, published)
    lines = [*_folded(title), "=" * min(len(title), WIDTH)]
    if first := working.facts_line(post):
        lines += ["", *_folded(first)]
    for part in post.parts:
        lines += ["", part.heading.upper(), *_part(part, published)]
    if not published:
        lines += ["", "-" * WIDTH, working.HEADING.upper()]
        for group in working.told(post):
            lines += ["", f"{group.heading}:"]
            for text, marks in group.items:
                lines += _folded(f"{text}{_marks(marks)}", "- ")
        lines += ["", "Sources:"]
        for one in post.citations:
            lines += _folded(f"[{one.id}] {working.source_text(one)}: “{one.quote}”")
    return "\n".join(lines) + "\n"


def _part(part: Part, published: bool) -> Iterator[str]:
    shown = [_line(line, published) for line in part.lines]
    if part.lead:
        yield from _folded(part.lead)
    if part.is_prose:
        yield from _folded(" ".join(shown))
    elif len(shown) == 1 and part.lines[0].kind is not LineKind.PROFILE:
        yield from _folded(shown[0])
    else:
        for text in shown:
            yield from _folded(text, "- ")


def _line(line: Line, published: bool) -> str:
    return line.shown if published else f"{line.shown}{_marks(line.marks)}"


def _marks(marks: Sequence[str]) -> str:
    return f" [{', '.join(marks)}]" if marks else ""


def _folded(text: str, bullet: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=bullet,
        subsequent_indent=" " * len(bullet),
        break_long_words=False,
        break_on_hyphens=False,
    )
