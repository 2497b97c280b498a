"""A table goes between two comments of a page, and takes the place of the one before."""

from __future__ import annotations

from pathlib import Path


def write_into(page: Path, name: str, table: str) -> None:
    """Raises ValueError where the page has no place for it."""
    text = page.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->\n", "<!-- end -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{page} has no {begin.strip()} … {end}")
    page.write_text(f"{before}{begin}{table}\n{end}{after}", encoding="utf-8")


def rows(*lines: tuple[object, ...]) -> str:
    """A Markdown table; the first line is its head."""
    head, *body = [" | ".join(map(str, line)) for line in lines]
    ruler = " | ".join("---" for _ in lines[0])
    return "\n".join(f"| {line} |" for line in (head, ruler, *body))
