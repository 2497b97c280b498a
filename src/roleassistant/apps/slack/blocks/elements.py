"""The smallest parts of blocks, by name. Whoever calls them has made the text inert."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roleassistant.apps.slack.blocks import limits
from roleassistant.apps.slack.blocks.inert import line, shortened
from roleassistant.apps.slack.blocks.message import Json

# Text that says nothing is refused by Slack.
EMPTY = "–"


def plain(text: str, most: int = limits.SECTION) -> Json:
    """Text without formats, cut at `most`."""
    return {"type": "plain_text", "text": shortened(text, most) or EMPTY, "emoji": False}


def header(text: str) -> Json:
    """A large title."""
    return {"type": "header", "text": plain(text, limits.HEADER)}


def context(*texts: str) -> Json:
    """Small print. Words of others may stand in it: it is plain text."""
    return {"type": "context", "elements": [plain(text) for text in texts]}


def divider() -> Json:
    """A line across."""
    return {"type": "divider"}


def text(words: str, *styles: str) -> Json:
    """A run of rich text; styles are bold, italic, strike and code."""
    run: Json = {"type": "text", "text": words}
    return {**run, "style": dict.fromkeys(styles, True)} if styles else run


def emoji(name: str) -> Json:
    """An emoji in rich text, by its name without colons."""
    return {"type": "emoji", "name": name}


def rich(*elements: Json) -> Json:
    """A block of rich text, in which Slack reads no syntax."""
    return {"type": "rich_text", "elements": list(elements)}


def runs(*elements: Json) -> Json:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(elements)}


def bullets(items: Iterable[Json]) -> Json:
    """Paragraphs of rich text as a list."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)}


def quotation(*elements: Json) -> Json:
    """Rich text as a quotation."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def button(label: str, action: str, value: str, style: str | None = None) -> Json:
    """`value` comes back as it is, so it must fit (`limits.BUTTON_VALUE`)."""
    return {
        "type": "button",
        "text": plain(line(label), limits.BUTTON),
        "action_id": action,
        "value": value,
        **({"style": style} if style else {}),
    }


def option(label: str, value: str) -> Json:
    """`value` comes back as it is, so it must fit (`limits.OPTION_VALUE`)."""
    return {"text": plain(line(label), limits.OPTION), "value": value}


def menu(placeholder: str, action: str, options: Sequence[Json]) -> Json:
    """One of several options."""
    return {
        "type": "static_select",
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
        "action_id": action,
        "options": list(options),
    }


def actions(*elements: Json) -> Json:
    """What can be pressed, in a row."""
    return {"type": "actions", "elements": list(elements)}
