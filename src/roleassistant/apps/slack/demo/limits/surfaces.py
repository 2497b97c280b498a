"""What a message, a modal and a Home may hold: which blocks, how many, how long in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from roleassistant.apps.slack.demo.limits.blocks import BLOCKS, texts_in
from roleassistant.apps.slack.demo.limits.shapes import (
    array,
    boolean,
    complaint,
    one_of,
    record,
    string,
    tagged,
)
from roleassistant.apps.slack.demo.limits.texts import plain

_ONLY_IN_MESSAGES = {"markdown", "table", "context_actions", "task_card", "plan"}
_IN_MESSAGES = BLOCKS.keys()
_IN_VIEWS = BLOCKS.keys() - _ONLY_IN_MESSAGES

BLOCKS_IN_A_MESSAGE = 50
BLOCKS_IN_A_VIEW = 100
MARKDOWN_IN_A_MESSAGE = 12_000
# Nowhere documented; what users measured with one block, and what each further block costs:
# https://github.com/slackapi/bolt-js/issues/2509
TEXT_IN_A_MESSAGE = 13_297
TEXT_OF_A_BLOCK = 125

_MESSAGE = array(tagged(BLOCKS, _IN_MESSAGES), BLOCKS_IN_A_MESSAGE)
_OF_VIEWS = {
    "blocks": array(tagged(BLOCKS, _IN_VIEWS), BLOCKS_IN_A_VIEW),
}
_MORE_OF_VIEWS = {
    "private_metadata": string(3000, least=0),
    "callback_id": string(255, least=0),
    "external_id": string(255, least=0),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
}
_MODAL = record(
    {"type": one_of("modal"), "title": plain(24), **_OF_VIEWS},
    {"submit": plain(24), "close": plain(24), "submit_disabled": boolean, **_MORE_OF_VIEWS},
)
_HOME = record({"type": one_of("home"), **_OF_VIEWS}, _MORE_OF_VIEWS)


def problems_of_message(blocks: Any, most: int = BLOCKS_IN_A_MESSAGE) -> list[str]:
    """What Slack would refuse about the blocks of a message."""
    shape = _MESSAGE if most == BLOCKS_IN_A_MESSAGE else array(tagged(BLOCKS, _IN_MESSAGES), most)
    return [*shape(blocks, "/blocks"), *_names_twice(blocks)]


def too_long(blocks: Sequence[Any]) -> bool:
    """Whether the texts of a message are too long together, each fine by itself."""
    markdown = sum(
        len(block["text"]) for block in blocks if block.get("type") == "markdown"
    )  # fmt: skip
    characters = sum(map(len, texts_in(blocks))) + TEXT_OF_A_BLOCK * (len(blocks) - 1)
    return markdown > MARKDOWN_IN_A_MESSAGE or characters > TEXT_IN_A_MESSAGE


def tables_in(blocks: Sequence[Any]) -> int:
    """How many tables a message has: Slack takes one."""
    return sum(block.get("type") == "table" for block in blocks)


def problems_of_view(view: Any) -> list[str]:
    """What Slack would refuse about a modal or a Home."""
    kind = view.get("type") if isinstance(view, dict) else None
    if kind not in ("modal", "home"):
        return [complaint("must be a modal or a home", "/view")]
    found = [*(_MODAL if kind == "modal" else _HOME)(view, "/view")]
    blocks = view.get("blocks")
    if kind == "modal" and isinstance(blocks, list) and not view.get("submit"):
        found += [
            complaint("missing required field: submit, where a block is an input", "/view")
            for block in blocks
            if isinstance(block, dict) and block.get("type") == "input"
        ][:1]
    return [*found, *_names_twice(blocks)]


def _names_twice(blocks: Any) -> Iterator[str]:
    """A block's id is unique in its message or view, an action's in its block."""
    if not isinstance(blocks, list):
        return
    for name in _twice(blocks, "block_id"):
        yield complaint(f"block_id {name} already exists", "/blocks")
    for place, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        elements = block.get("elements") if kind in ("actions", "context_actions") else None
        for name in _twice(elements if isinstance(elements, list) else [], "action_id"):
            yield complaint(f"action_id {name} already exists", f"/blocks/{place}/elements")


def _twice(parts: Sequence[Any], key: str) -> list[str]:
    names = [part.get(key) for part in parts if isinstance(part, dict)]
    counts = Counter(name for name in names if isinstance(name, str))
    return [name for name, times in counts.items() if times > 1]
