"""Blocks: what Slack documents of their properties and lengths.

Source: the reference of Block Kit at docs.slack.dev, read in 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from roleassistant.apps.slack.demo.limits.elements import (
    ACCESSORIES,
    BUTTON,
    CHOICES,
    FEEDBACK,
    ICON,
    IMAGE,
    INPUTS,
    OVERFLOW,
)
from roleassistant.apps.slack.demo.limits.shapes import (
    Shape,
    array,
    boolean,
    complaint,
    number,
    one_of,
    record,
    string,
    tagged,
)
from roleassistant.apps.slack.demo.limits.texts import BLOCK_ID, RICH_TEXT, kind, plain, worded

_SOURCE = record(kind("url") | {"url": string(3000), "text": string(150)})
_TASK = record(
    kind("task_card")
    | {
        "task_id": string(255),
        "title": string(256),
        "status": one_of("pending", "in_progress", "complete", "error"),
    },
    {"details": RICH_TEXT, "output": RICH_TEXT, "sources": array(_SOURCE, 100), **BLOCK_ID},
)
_CELL = tagged(
    {
        "raw_text": record(kind("raw_text") | {"text": string(10_000)}),
        "raw_number": record(kind("raw_number") | {"value": number}, {"text": string(100)}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = record({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _section(value: Any, where: str) -> Iterator[str]:
    yield from record(
        kind("section"),
        {
            "text": worded(3000),
            "fields": array(worded(2000), 10),
            "accessory": tagged(ACCESSORIES),
            "expand": boolean,
            **BLOCK_ID,
        },
    )(value, where)
    if not value.get("text") and not value.get("fields"):
        yield complaint("missing required field: text or fields", where)


def _table(value: Any, where: str) -> Iterator[str]:
    yield from record(
        kind("table") | {"rows": array(array(_CELL, 20), 100)},
        {"column_settings": array(_COLUMN, 20), **BLOCK_ID},
    )(value, where)
    rows = value.get("rows")
    if isinstance(rows, list) and len({len(row) for row in rows if isinstance(row, list)}) > 1:
        yield complaint("all rows must have the same number of cells", f"{where}/rows")
    if sum(map(len, texts_in(rows))) > CHARACTERS_IN_A_TABLE:
        yield complaint(
            f"cells must hold less than {CHARACTERS_IN_A_TABLE + 1} characters", f"{where}/rows"
        )


CHARACTERS_IN_A_TABLE = 10_000

BLOCKS: Mapping[str, Shape] = {
    "section": _section,
    "header": record(kind("header") | {"text": plain(150)}, {"level": number, **BLOCK_ID}),
    "divider": record(kind("divider"), BLOCK_ID),
    "image": record(
        kind("image") | {"alt_text": string(2000)},
        {"image_url": string(3000), "title": plain(2000), **BLOCK_ID},
    ),
    "context": record(
        kind("context")
        | {
            "elements": array(
                tagged({"image": IMAGE, "plain_text": plain(3000), "mrkdwn": worded(3000)}), 10
            )
        },
        BLOCK_ID,
    ),
    "actions": record(
        kind("actions")
        | {
            "elements": array(
                tagged({**CHOICES, "button": BUTTON, "overflow": OVERFLOW}), 25
            )
        },
        BLOCK_ID,
    ),
    "input": record(
        kind("input") | {"label": plain(2000), "element": tagged(INPUTS)},
        {"hint": plain(2000), "optional": boolean, "dispatch_action": boolean, **BLOCK_ID},
    ),
    "rich_text": RICH_TEXT,
    "markdown": record(kind("markdown") | {"text": string(12_000)}, BLOCK_ID),
    "table": _table,
    "context_actions": record(
        kind("context_actions")
        | {"elements": array(tagged({"feedback_buttons": FEEDBACK, "icon_button": ICON}), 5)},
        BLOCK_ID,
    ),
    "task_card": _TASK,
    "plan": record(
        kind("plan") | {"title": string(256)}, {"tasks": array(_TASK, 50), **BLOCK_ID}
    ),
    "alert": record(
        kind("alert") | {"text": worded(200)},
        {"level": one_of("default", "info", "warning", "error", "success"), **BLOCK_ID},
    ),
}  # fmt: skip


def texts_in(value: Any) -> Iterator[str]:
    """Every text that a reader of the blocks sees."""
    if isinstance(value, list):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, dict):
        for name, part in value.items():
            if name == "text" and isinstance(part, str):
                yield part
            else:
                yield from texts_in(part)
