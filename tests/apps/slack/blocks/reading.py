"""What a person reads in messages: prose, and the columns of tables, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from roleassistant.apps.slack.blocks.facts import DISPUTED
from roleassistant.apps.slack.blocks.inert import said
from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.blocks.tables import ABOVE, NOT_STATED

_MARKS = re.compile(r"\[\d+\]")


def characters(text: str) -> str:
    """`text` without marks, bullets and white space: how it is parted makes no difference."""
    for ours in (DISPUTED, ABOVE, NOT_STATED, "•"):
        text = text.replace(ours, "")
    return "".join(_MARKS.sub("", text).split())


def words_of(text: str) -> str:
    """The characters that a text of an answer should be read as."""
    return characters(said(text))


def prose(messages: Sequence[Message]) -> str:
    return "\n".join(
        line
        for block in _blocks(messages)
        if block["type"] in ("header", "rich_text")
        for line in _texts(block)
    )


def small_print(messages: Sequence[Message]) -> str:
    return "\n".join(
        part["text"] for b in _blocks(messages) if b["type"] == "context" for part in b["elements"]
    )


def columns(messages: Sequence[Message]) -> dict[str, str]:
    """Each column of all tables from top to bottom, by its name; labels are under Aspect."""
    found: dict[str, str] = {}
    for block in _blocks(messages):
        if block["type"] == "table":
            names, *rows = block["rows"]
            for at, name in enumerate(names):
                cells = "\n".join("".join(_texts(row[at])) for row in rows)
                found[name["text"]] = found.get(name["text"], "") + "\n" + cells
    return found


def openers(messages: Sequence[Message]) -> list[str]:
    """The values of everything that opens a source."""
    values = []
    for block in _blocks(messages):
        for element in block.get("elements", []) if block["type"] == "actions" else []:
            if str(element["action_id"]).startswith("citation"):
                options = element.get("options", [element])
                values += [option["value"] for option in options]
    return values


def _blocks(messages: Sequence[Message]) -> Iterator[dict[str, Any]]:
    for message in messages:
        yield from message.blocks


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
