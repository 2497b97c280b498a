"""Which items of a list are labels of the items under them, and which say something themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.reading.blocks import Block, Item
from roleassistant.reading.wording import ends_as_sentence

_MAX_LABEL = 60
_FEWEST = 3
# "Reviews the analyses of others", and not "Skills and knowledge".
_DOES = re.compile(
    r"(?!\w*(?:ions|ships|ments|ities|ics|ness|ings|ers|ors|skills|tools|systems|values|goals"
    r"|results|basics|needs|areas|levels|examples)\b)[A-Z]?[a-z]+(?<!s)s"
    r"\s+(?!and\b|or\b|of\b|&)[\w“\"'‘]+.*",
    re.DOTALL,
)


def labelling(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the items that label what stands under them: short ones that tell of nothing
    done, in a list of which half or more have items under them."""
    found: set[int] = set()
    beside: dict[int, list[int]] = {}  # depth → the items of the list that is open there
    for at, block in enumerate([*blocks, None]):
        depth = block.depth if isinstance(block, Item) else -1
        for closed in [one for one in beside if one > depth]:
            found |= _labels_among(beside.pop(closed), blocks)
        if isinstance(block, Item):
            beside.setdefault(depth, []).append(at)
    return frozenset(found)


def _labels_among(items: Sequence[int], blocks: Sequence[Block]) -> set[int]:
    over = [at for at in items if _stands_over(at, blocks)]
    if len(over) * 2 < len(items):
        return {at for at in over if _text(blocks[at]).rstrip().endswith(":")}
    return {at for at in over if _may_label(_text(blocks[at]))}


def _stands_over(at: int, blocks: Sequence[Block]) -> bool:
    own, after = blocks[at], blocks[at + 1] if at + 1 < len(blocks) else None
    return isinstance(own, Item) and isinstance(after, Item) and after.depth > own.depth


def _text(block: Block) -> str:
    return block.words.text if isinstance(block, Item) else ""


def _may_label(text: str) -> bool:
    if len(text) > _MAX_LABEL or ends_as_sentence(text):
        return False
    says = len(text.split()) >= _FEWEST and _DOES.fullmatch(text) is not None
    return text.rstrip().endswith(":") or not says
