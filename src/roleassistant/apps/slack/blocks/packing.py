"""Blocks → messages that Slack takes, in order, with nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from roleassistant.apps.slack.blocks.actions import ASK, matching
from roleassistant.apps.slack.blocks.inert import ELLIPSIS, JOINER, mrkdwn, pieces, size
from roleassistant.apps.slack.blocks.limits import (
    BLOCK,
    FALLBACK,
    MARKDOWN,
    MESSAGE,
    MESSAGE_BLOCKS,
)
from roleassistant.apps.slack.blocks.message import Json, Message, letters

_HALF_ENTITY = re.compile(r"&[a-z]*$")

# What stays together: a heading with what it is over, sources with their buttons.
Group = Sequence[Json]


def packed(groups: Iterable[Group], most: int = MESSAGE) -> tuple[Message, ...]:
    """As few messages as hold the groups. Each holds one table and `most` characters at most.

    A group is parted only where no message holds it whole; a block never is.
    """
    held: list[list[Json]] = [[]]
    for group in groups:
        if held[-1] and not _fits(held[-1], group, most):
            held.append([])
        for block in group:
            if held[-1] and not _fits(held[-1], [block], most):
                held.append([])
            held[-1].append(block)
    full = [blocks for blocks in held if blocks]
    return tuple(
        Message(_fallback(blocks, number, len(full)), tuple(blocks))
        for number, blocks in enumerate(full, 1)
    )


def _fits(blocks: Sequence[Json], more: Group, most: int) -> bool:
    whole = [*blocks, *more]
    return (
        len(whole) <= MESSAGE_BLOCKS
        and letters(whole) + BLOCK * len(whole) <= most
        and sum(block["type"] == "table" for block in whole) <= 1
        and sum(size(b["text"]) for b in whole if b["type"] == "markdown") <= MARKDOWN
    )


def _fallback(blocks: Sequence[Json], number: int, of: int) -> str:
    """What is read out in place of the blocks, as mrkdwn without formats."""
    told = "\n".join(line for block in blocks for line in spoken(block) if line)
    if of > 1 and number > 1:
        told = f"({number} of {of}) {told}"
    escaped = mrkdwn(told)
    if size(escaped) > FALLBACK:
        head = next(pieces(escaped, FALLBACK - 2))
        escaped = f"{_HALF_ENTITY.sub('', head).rstrip()} {ELLIPSIS}"
    return escaped or JOINER


def spoken(block: Json) -> Iterator[str]:
    """The lines of a block as they would be read out; of what can be pressed, the questions."""
    match block["type"]:
        case "header" | "section":
            yield block["text"]["text"]
        case "context":
            yield from (part["text"] for part in block["elements"])
        case "actions":
            asked = [
                part for part in block["elements"] if matching(ASK).fullmatch(part["action_id"])
            ]
            yield from (f"• {part['text']['text']}" for part in asked)
        case "markdown":
            yield block["text"]
        case "rich_text":
            yield from _spoken_rich(block)
        case "table":
            names, *rows = block["rows"]
            for row in rows:
                cells = [_words(cell) for cell in row]
                told = zip(names[1:], cells[1:], strict=True)
                yield f"{cells[0]} — " + "; ".join(f"{_words(n)}: {cell}" for n, cell in told)


def _spoken_rich(block: Json) -> Iterator[str]:
    for element in block["elements"]:
        if element["type"] == "rich_text_list":
            yield from (f"• {_words(item)}" for item in element["elements"])
        else:
            yield _words(element)


def _words(value: Json) -> str:
    """The characters of a cell or of a paragraph of rich text."""
    if "text" in value:
        return str(value["text"])
    return "".join(_words(part) for part in value.get("elements", ()))
