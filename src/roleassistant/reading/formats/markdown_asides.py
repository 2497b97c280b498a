"""What a page of Markdown holds for the program that shows it, and not for who reads it:
attributes of blocks, tags of site generators, diagrams written as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})(?P<info>.*)")
# "{: .no_toc }", "{% include nav.html %}", "{{< toc >}}", "[[_TOC_]]", ":::note".
_TAG = re.compile(
    r"[ \t]*(?:\{:[^{}]*\}|\{%.*%\}|\{\{[<%].*[>%]\}\}|\[\[?_?TOC_?\]?\]|:{3,}[ \t]*[\w-]*"
    r"(?:\{.*\})?)[ \t]*",
    re.IGNORECASE,
)
# Languages in which a page may say something in words.
_WORDS = frozenset(
    {"", "text", "txt", "plain", "plaintext", "markdown", "md", "yaml", "yml", "json"}
)
_DRAWN = re.compile(r"[\u2500-\u257f]|^\s*[+|][-=+]{3,}[+|]\s*$")
# HTML that Markdown would cut at every blank line, and what it is cut off from.
_TABLE = re.compile(r"<(?P<end>/?)table\b", re.IGNORECASE)
_DIAGRAM = re.compile(r"\s*<(?P<tag>div|pre)\b[^>]*class=[\"'][^\"']*\bmermaid\b", re.IGNORECASE)


def without_tags(lines: Sequence[str]) -> tuple[list[str], set[int]]:
    """The lines with those that are only tags left blank, and which these are (from 0)."""
    kept: list[str] = []
    tags: set[int] = set()
    within = ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is not None and (not within or fence["mark"].startswith(within)):
            within = "" if within else fence["mark"]
        if not within and _TAG.fullmatch(line):
            tags.add(number)
            kept.append("")
        else:
            kept.append(line)
    return kept, tags


def is_drawing(info: str, lines: Iterable[str]) -> bool:
    """Whether a block of code is a diagram or a program, of which nobody reads the text."""
    language = (info.split() or [""])[0].strip("{}.").casefold()
    return language not in _WORDS or any(_DRAWN.search(line) for line in lines)


def end_of_html(lines: Sequence[str], begin: int, end: int) -> tuple[int, bool]:
    """Where a block of HTML ends that a blank line cut: a table at its last tag. And whether it is
    a diagram."""
    drawn = _DIAGRAM.match(lines[begin])
    if drawn is not None:
        closing = f"</{drawn['tag'].casefold()}"
        last = next((n for n in range(begin, len(lines)) if closing in lines[n].casefold()), None)
        return (end if last is None else max(end, last + 1)), True
    open_tables = _opened(lines[begin:end])
    while open_tables > 0 and end < len(lines):
        open_tables += _opened(lines[end : end + 1])
        end += 1
    return end, False


def _opened(lines: Iterable[str]) -> int:
    tags = [match["end"] for line in lines for match in _TABLE.finditer(line)]
    return len(tags) - 2 * tags.count("/")
