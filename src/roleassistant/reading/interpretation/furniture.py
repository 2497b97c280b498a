"""What a page shows of its site and not of its subject: the way on, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from roleassistant.reading.blocks import Block, Blocks, Divide, Heading, Item, Paragraph, words_of
from roleassistant.reading.interpretation.jobs import plain

_LICENCE = (
    r"(?:CC0|CC[ -]BY\S*|(?:the )?(?:MIT|Apache|BSD|GPL|GNU|MPL)\b|Creative Commons|public domain)"
)
# Crumbs begin at home: "Home > Roles > Data Analyst", "Home | Glossary".
_CRUMBS = re.compile(
    r"(?:home|start page|main page|index|docs|all roles)\s*(?:[>»›/|·→]\s*[^>»›|.]{1,60})+",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:[←‹«⬅↩⇦]\ufe0f?|<-)\s*[^.]{1,60}|(?:go )?back to (?:the |all )?[\w -]{1,40}", re.IGNORECASE
)
_ONWARD = re.compile(
    r"(?:(?:^|\s*[|·•/–—-]\s*)(?:previous|prev|next)"
    r"(?:\s+(?:level|page|role|chapter|section|article))?\s*[:→»←-]\s*[^|·•.]{1,60})+",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:©|\(c\)\s|copyright\b).{0,200}"
    rf"|.{{0,120}}\b(?:licen[cs]ed under|licen[cs]e:|(?:text|content) under)\s*{_LICENCE}.{{0,80}}"
    r"|.{0,60}\ball rights reserved\W*"
    r"|(?:edit|view|improve) this page (?:on|in|at) .{1,40}",
    re.IGNORECASE | re.DOTALL,
)
_OWNERS = re.compile(
    r"licen[cs](?:e|es|ing)|copyright|authors|contributors|credits|acknowledge?ments?"
    r"|(?:edit|contributing to) this (?:page|document|framework|repository)",
    re.IGNORECASE,
)
_ASKING_FOR_HELP = re.compile(r"contributing", re.IGNORECASE)


def without_furniture(blocks: Blocks) -> Blocks:
    """The blocks without what is of the site; its lines are boilerplate."""
    left_out = set(_left_out(blocks))
    if not left_out:
        return blocks
    lines = {
        number
        for at in left_out
        for words in words_of(blocks.blocks[at])
        for span in [blocks.document.span(words.start, words.end)]
        for number in range(span.line_start, span.line_end + 1)
    }
    kept = tuple(block for at, block in enumerate(blocks.blocks) if at not in left_out)
    return replace(blocks, blocks=kept, furniture=blocks.furniture | lines)


def _left_out(blocks: Blocks) -> Iterator[int]:
    text = blocks.document.text
    for at, block in enumerate(blocks.blocks):
        if isinstance(block, Paragraph) and block.lead is None:
            shown = block.words.text.strip()
            linked = re.search(r"\]\(|<a\s", text[block.words.start : block.words.end])
            if (
                _CRUMBS.fullmatch(shown)
                or _BACK.fullmatch(shown)
                or _OWNER.fullmatch(shown)
                or (linked and _ONWARD.fullmatch(shown))
            ):
                yield at
        elif isinstance(block, Heading):
            yield from _of_owners(blocks.blocks, at, block)


def _of_owners(blocks: tuple[Block, ...], at: int, heading: Heading) -> Iterator[int]:
    """A heading over the names of those who wrote the page, or over its licence, with what stands
    under it, where that is no more than some lines."""
    label = plain(heading.words.text)
    below = at + 1
    while below < len(blocks) and isinstance(blocks[below], (Paragraph, Item)):
        below += 1
    ends = below == len(blocks) or isinstance(blocks[below], (Heading, Divide))
    deeper = below < len(blocks) and isinstance(blocks[below], Heading)
    following = blocks[below] if deeper else None
    nested = isinstance(following, Heading) and following.depth > heading.depth
    if not ends or nested or below == at + 1:
        return
    prose = all(isinstance(one, Paragraph) for one in blocks[at + 1 : below])
    if _OWNERS.fullmatch(label) or (prose and _ASKING_FOR_HELP.fullmatch(label)):
        yield from range(at, below)
