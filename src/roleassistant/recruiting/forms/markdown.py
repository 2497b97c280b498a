"""A post as Markdown. Citations are footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.recruiting.forms import working
from roleassistant.recruiting.post import JobPost, Line, LineKind, Part

# What a line of a profile may hold that Markdown would obey.
_OBEYED = re.compile(r"([\\`*_\[\]<>#|~])")
_AT_START = re.compile(r"^(\d+)([.)])(?=\s)|^([+-])(?=\s)")


def markdown(post: JobPost, *, published: bool = False) -> str:
    """The post; the working draft ends with what the recruiter has to know, and the sources."""
    lines = [f"# {_line(post.title, published)}"]
    if first := working.facts_line(post):
        lines += ["", escaped(first)]
    for part in post.parts:
        lines += ["", f"## {escaped(part.heading)}", "", *_part(part, published)]
    if not published:
        lines += ["", "---", "", f"## {working.HEADING}"]
        for group in working.told(post):
            lines += ["", f"### {group.heading}", ""]
            lines += [f"- {escaped(text)}{_marks(marks)}" for text, marks in group.items]
        lines.append("")
        lines += [
            f"[^{one.id}]: {escaped(working.source_text(one))}: “{escaped(one.quote)}”"
            for one in post.citations
        ]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    text = _OBEYED.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(
        lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}",
        text,
    )


def _part(part: Part, published: bool) -> Iterator[str]:
    shown = [_line(line, published) for line in part.lines]
    if part.lead:
        yield from (escaped(part.lead), "")
    if part.is_prose:
        yield " ".join(shown)
    elif len(shown) == 1 and part.lines[0].kind is not LineKind.PROFILE:
        yield shown[0]
    else:
        yield from (f"- {text}" for text in shown)


def _line(line: Line, published: bool) -> str:
    text = escaped(line.text)
    if line.kind is LineKind.PLACEHOLDER:
        text = f"**{text}**"
    if line.label:
        text = f"**{escaped(line.label)}:** {text}"
    return text if published else f"{text}{_marks(line.marks)}"


def _marks(marks: Sequence[str]) -> str:
    return "".join(f"[^{mark}]" for mark in marks)
