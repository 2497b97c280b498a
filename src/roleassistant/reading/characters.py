"""Characters of a page that nobody sees: they may not hide a heading, nor pass unmentioned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Soft hyphen, joiners and zero-width spaces, direction marks, and the tag characters with which
# text can be hidden from people and shown to models.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\U000e0000-\U000e007f"
)
# A joiner between the parts of an emoji hides nothing.
_EMOJI = "\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
_HIDDEN = re.compile(f"(?<![{_EMOJI}])\u200d|(?!\u200d)[{_INVISIBLE}]")
# A joiner within an emoji and a variation selector hide nothing; they are no text either.
_UNSEEN = re.compile(f"[{_INVISIBLE}\ufe00-\ufe0f]")
_LEAD = re.compile(f"[\\s{_INVISIBLE}]*")
_TRAIL = re.compile(f"[\\s{_INVISIBLE}]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")


def seen(text: str) -> str:
    """`text` as a person sees it: without the characters that show nothing."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def edges(text: str) -> tuple[int, int]:
    """Where the visible text begins and ends: white space and invisible characters left out."""
    if text.isascii():
        bare = text.lstrip()
        return len(text) - len(bare), len(text) - len(bare) + len(bare.rstrip())
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    end = len(text)
    while end > begin and _TRAIL.match(text[end - 1]):
        end -= 1
    return begin, end


def peculiarities(text: str) -> Iterator[str]:
    """What a person should know of the characters of a document, as parts of a sentence."""
    if hidden := _HIDDEN.findall(text):
        names = sorted({unicodedata.name(one, f"U+{ord(one):04X}") for one in hidden})
        first = text[: _first(_HIDDEN, text)].count("\n") + 1
        yield (
            f"{len(hidden)} invisible character(s), the first in line {first} "
            f"({', '.join(names[:3])}). Quotes keep them; look there for hidden text."
        )
    if controls := _CONTROL.findall(text):
        first = text[: _first(_CONTROL, text)].count("\n") + 1
        yield f"{len(controls)} control character(s), the first in line {first}. Quotes keep them."
    if broken := text.count("\ufffd"):
        first = text[: text.index("\ufffd")].count("\n") + 1
        yield (
            f"{broken} character(s) that could not be decoded, the first in line {first}. "
            f"Save the page as UTF-8, or export it again."
        )


def _first(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return found.start() if found else 0
