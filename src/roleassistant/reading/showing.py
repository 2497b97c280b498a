"""What a stretch of a source shows to whoever reads it: the one place where markup is taken off.

A quote is verbatim in this sense: tags taken out, entities decoded, quotes and escapes of a scalar
or a cell undone, white space folded. `stands` is what verification and tests hold quotes against.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator

_SPACE = re.compile(r"[\s\u00a0]+")
_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
# Tags between which a browser shows a space or begins a line; the others stand within a word.
_BREAKING = re.compile(
    r"</?(?:br|p|div|li|ul|ol|td|th|tr|table|thead|tbody|h[1-6]|hr|dd|dt|dl|section|article)\b"
    r"[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")
_IMAGE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_CODE = re.compile(r"(`+)\s?(.+?)\s?\1", re.DOTALL)
_EMPHASIS = re.compile(
    r"(?P<mark>\*{1,3}|~~)(?=\S)(?P<starred>.+?)(?<=\S)(?P=mark)"
    r"|(?<![\w_])(?P<line>_{1,3})(?=\S)(?P<lined>.+?)(?<=\S)(?P=line)(?![\w_])",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINE_MARKS = re.compile(
    r"(?m)^[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)?"
)
_HARD_BREAK = re.compile(r"\\(?=\r?\n)")
_YAML_ESCAPE = re.compile(r"\\(?:\r?\n[ \t]*|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_YAML_SIGNS = {"n": " ", "t": " ", "r": " ", "_": "\u00a0", "N": " ", "0": "", "e": ""}


def folded(text: str) -> str:
    """`text` with every run of white space as one space, and none outside."""
    return _SPACE.sub(" ", text).strip()


def of_html(raw: str) -> str:
    """What a stretch of HTML shows."""
    seen = _BREAKING.sub(" ", _UNSHOWN.sub("", raw))
    return folded(html.unescape(_TAG.sub("", seen)))


def of_markdown(raw: str) -> str:
    """What a stretch of Markdown shows: emphasis, links, code and the marks before a line."""
    text = _LINE_MARKS.sub("", _HARD_BREAK.sub("", raw))
    kept: list[str] = []

    def keep(shown: str) -> str:
        kept.append(shown)
        return f"\ue000{len(kept) - 1}\ue001"

    text = _CODE.sub(lambda match: keep(match[2]), text)
    text = _ESCAPED.sub(lambda match: keep(match[1]), text)
    text = _AUTOLINK.sub(r"\1", _IMAGE.sub("", text))
    for _ in range(3):  # emphasis within emphasis, within a link
        text = _LINK.sub(r"\1", text)
        text = _EMPHASIS.sub(lambda m: m["starred"] or m["lined"], text)
    text = of_html(text)
    for number in range(len(kept) - 1, -1, -1):
        text = text.replace(f"\ue000{number}\ue001", kept[number])
    return folded(text)


def of_scalar(raw: str) -> str:
    """What a scalar of YAML or JSON says, quoted or not."""
    bare = raw.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        try:
            return folded(str(json.loads(bare)))
        except ValueError:
            return folded(_YAML_ESCAPE.sub(_unescaped, bare[1:-1]))
    if len(bare) > 1 and bare[0] == bare[-1] == "'":
        return folded(bare[1:-1].replace("''", "'"))
    return folded(bare)


def of_cell(raw: str) -> str:
    """What a cell of CSV says, quoted or not."""
    bare = raw.strip()
    if len(bare) > 1 and bare[0] == bare[-1] == '"':
        bare = bare[1:-1].replace('""', '"')
    return folded(bare)


def _unescaped(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return chr(int(match[1] or match[2], 16))
    sign = match[3]
    return "" if sign is None else _YAML_SIGNS.get(sign, sign)


def _within_cell(raw: str) -> str:
    """What a stretch within a quoted cell says: its quotes are doubled."""
    return folded(raw.replace('""', '"'))


_WAYS: tuple[Callable[[str], str], ...] = (
    folded,
    of_html,
    of_markdown,
    of_scalar,
    of_cell,
    _within_cell,
)


def showings(raw: str) -> Iterator[str]:
    """What `raw` shows under each kind of markup there is, white space folded."""
    for way in _WAYS:
        yield way(raw)
    # A scalar or a cell may itself hold Markdown or HTML.
    for inner in (of_scalar, of_cell):
        yield of_markdown(inner(raw))


def stands(quote: str, raw: str) -> bool:
    """Whether `quote` is what `raw`, a stretch or whole lines of a source, shows."""
    wanted = folded(quote)
    return bool(wanted) and any(wanted in shown for shown in showings(raw))
