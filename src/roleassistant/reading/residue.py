"""What of a page's text is only interface: controls run into a line, and lines of furniture."""

from __future__ import annotations

import re
from functools import lru_cache

from roleassistant.reading.characters import edges, seen

_ARROWS = "▾▸▼▲▴▿▶◀◂►→←⌄⌃↗⤢✕☰⧉¶🔗📋"
_VERB = (
    r"(?:show|hide|expand|collapse|open|close|edit|copy|view|more|less|see|read|learn|how|compare|"
    r"jump|back|print|share|download|export)"
)
# Verbs that are no ending of an ordinary word, so that "aliasesshow ▾" can be cut and
# "Contract review ▾" cannot.
_GLUED = r"(?:show|hide|expand|collapse|copy)"
# What a control says where no arrow shows that it is one.
_PHRASE = (
    r"(?:copy(?: (?:link|code|section|text))?|permalink|share|edit(?: section)?|print|download|"
    r"export|(?:show|hide|view|see|expand|collapse)(?: (?:all|more|less|details))?|read more|"
    r"learn more|back to top)"
)
_CONTROLS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:(?<=[a-z0-9)\]]){_GLUED}|(?<![^\s·.!?]){_VERB})\b[^.!?{_ARROWS}]{{0,40}}"
        rf"[{_ARROWS}]\s*·?\s*$",
        rf"\s*[{_ARROWS}]\s*{_PHRASE}\s*$",
        rf"\s*[{_ARROWS}]\s*·?\s*$",
        rf"\s+[·|]\s*{_PHRASE}\s*$",
        r"\s*Your\s+level\s+is\s+highlighted\.?\s*$",
    )
)
# What every control has; most lines have none of it and need no further look.
_SIGN = re.compile(rf"[{_ARROWS}·|]|highlighted", re.IGNORECASE)
# A control stands at the very end of a line; further back there is nothing to look for, and
# looking would make long lines slow.
_TAIL = 300

# Only where what is left is the name of a section may these go as well: "Title aliases (3)".
_COUNT = re.compile(r"\s*[(\[]\s*\d{1,4}\s*[)\]]\s*$")
_ANCHOR = re.compile(r"\s*[#¶]+\s*$")
_BARE_CONTROL = re.compile(rf"(?:(?<=[a-z0-9)\]])(?={_GLUED})|\s+){_PHRASE}\s*$", re.IGNORECASE)
_LEADING = re.compile(rf"^\s*[{_ARROWS}›»]\s*")

# Lines that are nothing but furniture, wherever they stand.
_FURNITURE = re.compile(
    r"(?:back to (?:top|list|roles|search|results)|print this page|copy link|"
    r"skip to (?:main )?content|expand all|collapse all|(?:show|hide) (?:all|more|less)|"
    r"on this page|table of contents|was this (?:page )?helpful\b.*|"
    r"©.*|copyright .*|all rights reserved.*|page \d+ of \d+|"
    r"(?:exported|printed) (?:from|on|at|by)\b.*)\W*",
    re.IGNORECASE,
)
# Lines that are furniture above and below a page, and may be content within it.
_EDGE_FURNITURE = re.compile(
    r"(?:print|share|edit|copy|loading|home|menu|search|log ?in|sign ?(?:in|out)|feedback|help|"
    r"settings|notifications|close|cookie (?:settings|policy|preferences)|privacy(?: policy)?|"
    r"terms(?: of (?:use|service))?|imprint|"
    r"last (?:updated|modified|edited)\b.*|https?://\S+)\W*",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(r"(?:[^›»>/]{1,60}\s[›»>/]\s){1,8}[^›»>/]{1,80}")
_TRAIL_HOME = re.compile(
    r"(?:home|start|roles?|profiles?|job (?:families|profiles|architecture)|careers?|library|"
    r"catalogu?e|all roles|families)\b",
    re.IGNORECASE,
)
_MAX_FURNITURE = 200


# Every line is looked at several times, and sibling pages have most of their lines in common.
@lru_cache(maxsize=4096)
def without_residue(text: str) -> str:
    """`text` without what is only interface at its end; the rest is untouched, so that an offset
    into the result is one into `text`."""
    text = text[: edges(text)[1]]
    while True:
        tail_at = max(0, len(text) - _TAIL)
        if not _SIGN.search(text, tail_at):
            return text.rstrip()
        for control in _CONTROLS:
            if found := control.search(text[tail_at:]):
                text = text[: tail_at + found.start()].rstrip(" ·")
                break
        else:
            return text.rstrip()


@lru_cache(maxsize=4096)
def heading_forms(text: str) -> tuple[str, ...]:
    """The texts that a heading line may stand for, the least cut first."""
    bare = _LEADING.sub("", seen(text)).strip()
    forms = [bare]
    while True:
        last = forms[-1]
        cuts = [without_residue(last)]
        cuts += [pattern.sub("", last) for pattern in (_COUNT, _ANCHOR, _BARE_CONTROL)]
        shorter = [cut.rstrip(" ·•|") for cut in cuts if cut != last]
        if not shorter or not shorter[0]:
            return tuple(forms)
        forms.append(shorter[0])


def heading_without_residue(text: str) -> str:
    """The text of a heading that we do not know: only what is sure to be interface is gone."""
    return without_residue(_LEADING.sub("", seen(text)).strip())


def is_collapsible(text: str) -> bool:
    """Whether an arrow at its end shows that a line can be folded, as only a heading can."""
    shown = seen(text).strip()
    cut = without_residue(shown)
    return bool(cut) and cut != shown and any(arrow in shown[len(cut) :] for arrow in _ARROWS)


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Whether the line is known furniture of a page and says nothing of the role."""
    bare = seen(text).strip()
    if not any(character.isalnum() for character in bare):
        return True
    if len(bare) > _MAX_FURNITURE:
        return False
    return bool(_FURNITURE.fullmatch(bare)) or not without_residue(bare)


def is_edge_furniture(text: str) -> bool:
    """Whether the line is furniture where it stands above or below the page: navigation."""
    bare = seen(text).strip()
    if len(bare) > _MAX_FURNITURE:
        return False
    if is_furniture(bare) or _EDGE_FURNITURE.fullmatch(bare):
        return True
    if not _BREADCRUMB.fullmatch(bare):
        return False
    # A slash also stands in titles, "Account Executive / Field Sales".
    return "/" not in bare or bool(_TRAIL_HOME.match(bare))
