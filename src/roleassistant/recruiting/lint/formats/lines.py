"""Posts as Markdown or plain text: the same lines, with or without marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from roleassistant.recruiting.lint.parts import is_known, placed
from roleassistant.recruiting.lint.post import Block, BlockWriter, Kind, Post, Remark

_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_ATX = re.compile(r" {0,3}#{1,6}\s+")
_ATX_END = re.compile(r"\s+#+\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{3,})\s*$")
_RULE = re.compile(
    r"\s*(?:(?:[*_=~-]\s*){3,}|```.*|~~~.*|\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?)\s*$"
)
_BULLET = re.compile(
    r"\s*(?:[-*+•‣▪●○◦·–—➢✓✔►»]|\(?(?:\d{1,2}|[a-z])[.)])(?:\s+|(?<=[•‣▪●✓✔►➢])\s*)"
    r"(?:\[[ xX]\]\s+)?"
)
_ALL_BOLD = re.compile(r"\s*(\*\*|__)(?P<text>[^*_]{2,80})\1\s*:?\s*$")
_QUOTE = re.compile(r"\s*(?:>\s?)+")
# What is markup within a line. A name such as `snake_case` keeps its underscores.
_INLINE = re.compile(
    r"!\[[^\]\n]*\]\([^)\n]*\)"  # an image
    r"|\[\^[^\]\s]+\]:?"  # a footnote
    r"|\[(?P<link>[^\[\]\n]+)\]\([^)\n]*\)"
    r"|</?[A-Za-z][^<>\n]*>"
    r"|(?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\W_])_{1,2}(?!\w)|`+"
)
# A tag of no known name is a blank that somebody has to fill: "<insert salary>".
_TAGS = frozenset(
    "a abbr b blockquote br center code del div em font h1 h2 h3 h4 h5 h6 hr i img ins li mark ol "
    "p "
    "pre s small span strike strong sub sup table tbody td th thead tr tt u ul".split()
)
_FENCES = ("---", "+++")
_FIELD = re.compile(r"(?:(?P<key>[A-Za-z_][\w -]*?)(?::|\s*=)\s*|\s*-\s+|\s+\S|\s*$)")
_HEADING_WORDS = 9


def read_lines(text: str) -> Post:
    """The post. Every text is one; nothing in it is an error."""
    remarks: list[Remark] = []
    lines = _without_comments(text, remarks).split("\n")
    matter = _front_matter(lines)
    blocks = [*_fields(lines[:matter]), *_blocks(lines, matter)]
    return Post(placed(blocks), tuple(remarks))


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines the fields take that some site generators put on top, between two
    fences: `---` around YAML, `+++` around TOML."""
    fence = lines[0].rstrip() if lines else ""
    if fence not in _FENCES:
        return 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == fence), 0)
    return end + 1 if end and all(_FIELD.match(line) for line in lines[1:end]) else 0


def _fields(lines: Sequence[str]) -> Iterator[Block]:
    """The title and what else the fields say, each by itself; the title first, as a reader has
    it."""
    writer, found = BlockWriter(), []
    for number, line in enumerate(lines, 1):
        field = _FIELD.match(line)
        if field and line.rstrip() not in _FENCES:
            is_title = (field["key"] or "").casefold() == "title"
            start = field.end() if is_title else 0
            quoted = line[start : start + 1] in ("'", '"')
            writer.add(line[start + quoted :].rstrip("\"' "), number, start + quoted + 1)
            if block := writer.finish(Kind.HEADING if is_title else Kind.PARAGRAPH):
                found.append(block)
    yield from sorted(found, key=lambda block: block.kind is not Kind.HEADING)


def _without_comments(text: str, remarks: list[Remark]) -> str:
    """The text with blanks in the place of comments, so that columns stay."""

    def blank(found: re.Match[str]) -> str:
        line = text.count("\n", 0, found.start()) + 1
        last = line + found.group().count("\n")
        remarks.append(Remark(line, last, found[1].strip()))
        return re.sub(r"[^\n]", " ", found.group())

    return _COMMENT.sub(blank, text)


def _blocks(lines: Sequence[str], matter: int) -> Iterator[Block]:
    writer = BlockWriter()
    listed = _listed(lines)
    kind = Kind.PARAGRAPH

    def close(as_kind: Kind) -> Iterator[Block]:
        block = writer.finish(as_kind)
        if block is not None:
            yield block

    for number, line in enumerate(lines[matter:], matter + 1):
        if not line.strip():
            yield from close(kind)
            kind = Kind.PARAGRAPH
            continue
        following = lines[number] if number < len(lines) else ""
        if _UNDERLINE.match(line) and kind is Kind.PARAGRAPH and _is_underlined(lines, number - 1):
            yield from close(Kind.HEADING)
            continue
        if _RULE.match(line):
            yield from close(kind)
            kind = Kind.PARAGRAPH
            continue
        if number in listed:
            yield from close(kind)
            kind = Kind.BULLET
            _write(writer, line, number, 0, len(line))
            continue
        if heading := _heading(lines, number - 1):
            yield from close(kind)
            _write(writer, line, number, *heading)
            yield from close(Kind.HEADING)
            kind = Kind.PARAGRAPH
            continue
        quoted = _QUOTE.match(line)
        start = quoted.end() if quoted else 0
        if mark := _BULLET.match(line, start):
            yield from close(kind)
            kind = Kind.BULLET
            _write(writer, line, number, mark.end(), len(line))
            continue
        if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
            yield from close(kind)
            kind = Kind.PARAGRAPH
            _write(writer, line.replace("|", " "), number, start, len(line))
            yield from close(kind)
            continue
        if kind is Kind.PARAGRAPH and _stands_alone(line, lines[number - 2] if number > 1 else ""):
            yield from close(kind)
        writer.space()
        _write(writer, line, number, start, len(line))
        if _stands_alone(following, line) and kind is Kind.BULLET and not following[:1].isspace():
            yield from close(kind)
            kind = Kind.PARAGRAPH
    yield from close(kind)


def _listed(lines: Sequence[str]) -> set[int]:
    """Numbers of lines that are a list without marks, as copied from a page: three or more in a
    row, of which most begin like a sentence and do not end like one. Lines of a wrapped paragraph
    mostly begin within a sentence."""
    found: set[int] = set()
    run: list[int] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and not _BULLET.match(line) and not _ATX.match(line):
            run.append(number)
            continue
        texts = [lines[n - 1].strip() for n in run]
        begin = sum(text[0].isupper() or text[0].isdigit() for text in texts)
        end = sum(text[-1] in ".!?,;:" for text in texts)
        if len(run) >= _FEWEST_LISTED and begin == len(run) and end <= len(run) / 3:
            # The first may be the heading of the others.
            opens = is_known(texts[0]) and len(texts[0].split()) <= _HEADING_WORDS
            found.update(n for n in run[opens:] if not lines[n - 1].rstrip().endswith(":"))
        run = []
    return found


_FEWEST_LISTED = 3
_LABELLED = re.compile(r"\s*(?:\*\*|__)?[A-Z][\w ’'/&-]{1,28}(?:\*\*|__)?:")


def _stands_alone(line: str, before: str) -> bool:
    """Whether a line is no continuation of the one before: "Location: Leeds" under "Pay: …"."""
    return bool(_LABELLED.match(line)) and not re.search(r"[,;]\s*$", before)


def _is_underlined(lines: Sequence[str], at: int) -> bool:
    """Whether the line above is a heading that this one underlines, and no paragraph's end."""
    above = lines[at - 1].strip() if at else ""
    alone = at < 2 or not lines[at - 2].strip()
    return bool(above) and alone and len(above) <= 90 and not above.endswith((".", ","))


def _heading(lines: Sequence[str], at: int) -> tuple[int, int] | None:
    """Where the text of a heading begins and ends in its line; None where it is none."""
    line = lines[at]
    if mark := _ATX.match(line):
        end = _ATX_END.search(line)
        return mark.end(), end.start() if end else len(line)
    if bold := _ALL_BOLD.match(line):
        return bold.span("text")
    if _BULLET.match(line) or line.lstrip().startswith("|"):
        return None
    text = line.strip()
    words = text.split()
    if len(words) > _HEADING_WORDS or not any(c.isalpha() for c in text):
        return None
    before = lines[at - 1] if at else ""
    after = lines[at + 1] if at + 1 < len(lines) else ""
    coming = next((one for one in lines[at + 1 : at + 3] if one.strip()), "")
    bare = text.rstrip(":")
    ends = text[-1] not in ".;,!" and not text.endswith("…")
    if not ends or (before.strip() and not _BULLET.match(before) and not text.endswith(":")):
        return None
    opens = bool(_BULLET.match(coming))
    shouted = bare.isupper() and len(bare) > 3 and at > 0
    alone = not after.strip() or opens
    if (
        (text.endswith(":") and (opens or alone))
        or (shouted and (alone or len(words) <= 5))
        or (opens and not _LABELLED.match(text) and at > 0)
        or (at > 0 and len(words) <= 6 and _opens(bare, after, alone))
    ):
        return line.index(text), line.index(text) + len(text)
    return None


def _opens(text: str, after: str, alone: bool) -> bool:
    """Whether a bare line is a heading by its words. Right above other text it has to be short,
    and that text no end of its sentence."""
    if "?" in text or ":" in text or not is_known(text):
        return False
    return alone or (len(text.split()) <= 4 and not after.lstrip()[:1].islower())


def _write(writer: BlockWriter, line: str, number: int, start: int, end: int) -> None:
    """The text of a line, without its markup."""
    at = start
    for found in _INLINE.finditer(line, start, end):
        name = re.match(r"</?([A-Za-z][A-Za-z0-9]*)", found.group())
        if name and name[1].casefold() not in _TAGS:
            continue
        writer.add(line[at : found.start()], number, at + 1)
        at = found.end()
        if found["link"]:
            _write(writer, line, number, *found.span("link"))
        elif found["entity"]:
            writer.add(html.unescape(found["entity"]), number, found.start() + 1)
        elif found["escaped"]:
            writer.add(found["escaped"], number, found.start("escaped") + 1)
        elif found.group().casefold().startswith("<br"):
            writer.space()
    writer.add(line[at:end], number, at + 1)
