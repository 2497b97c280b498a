"""Texts as objects, rich text, and how blocks and actions are named."""

from __future__ import annotations

from roleassistant.apps.slack.demo.limits.shapes import (
    Shape,
    array,
    boolean,
    number,
    one_of,
    record,
    string,
    tagged,
)

# An element or a block may be named; where it is not, Slack names it.
ACTION = string(255)
BLOCK_ID: dict[str, Shape] = {"block_id": string(255)}


def plain(most: int) -> Shape:
    """A text without formatting."""
    return record(
        {"type": one_of("plain_text"), "text": string(most)}, {"emoji": boolean}
    )  # fmt: skip


def worded(most: int) -> Shape:
    """A text, plain or in mrkdwn."""
    return tagged(
        {
            "plain_text": plain(most),
            "mrkdwn": record(
                {"type": one_of("mrkdwn"), "text": string(most)}, {"verbatim": boolean}
            ),
        }
    )


def kind(name: str) -> dict[str, Shape]:
    """The property by which an object says what it is."""
    return {"type": one_of(name)}


_STYLE = record(
    {}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "unlink"), boolean)
)

_INLINE = tagged(
    {
        "text": record(kind("text") | {"text": string(40_000)}, {"style": _STYLE}),
        "link": record(
            kind("link") | {"url": string(3000)},
            {"text": string(3000), "style": _STYLE, "unsafe": boolean},
        ),
        "emoji": record(
            kind("emoji") | {"name": string(100)}, {"unicode": string(100), "style": _STYLE}
        ),
        "user": record(kind("user") | {"user_id": string(20)}, {"style": _STYLE}),
        "usergroup": record(kind("usergroup") | {"usergroup_id": string(20)}, {"style": _STYLE}),
        "channel": record(kind("channel") | {"channel_id": string(20)}, {"style": _STYLE}),
        "broadcast": record(
            kind("broadcast") | {"range": one_of("here", "channel", "everyone")}
        ),
        "date": record(
            kind("date") | {"timestamp": number, "format": string(100)},
            {"fallback": string(100), "url": string(3000)},
        ),
    }
)  # fmt: skip
_RUN = array(_INLINE, 10_000, least=0)
_BORDER = {"border": number}
_SECTION_OFRICH_TEXT = record(kind("rich_text_section") | {"elements": _RUN})
_RICH_TEXT_ELEMENT = tagged(
    {
        "rich_text_section": _SECTION_OFRICH_TEXT,
        "rich_text_list": record(
            kind("rich_text_list")
            | {
                "style": one_of("bullet", "ordered"),
                "elements": array(_SECTION_OFRICH_TEXT, 10_000),
            },
            {"indent": number, "offset": number, **_BORDER},
        ),
        "rich_text_quote": record(kind("rich_text_quote") | {"elements": _RUN}, _BORDER),
        "rich_text_preformatted": record(
            kind("rich_text_preformatted") | {"elements": _RUN},
            {"language": string(50), **_BORDER},
        ),
    }
)
RICH_TEXT = record(
    kind("rich_text") | {"elements": array(_RICH_TEXT_ELEMENT, 10_000, least=0)}, BLOCK_ID
)
