"""An answer as Markdown: what `answer` holds in JSON, with marks like [1]."""

from __future__ import annotations

import re

from roleassistant.domain.answer import Answer, Block, Fact, Facts, Heading, Remark, Table

_LIKE_A_MARK = re.compile(r"\[(\d+)\]")
# Where a tag, or the address of a link or an image, begins.
_LIVE = re.compile(r"<(?=[A-Za-z/!?])|\](?=\()")
# What a terminal obeys, and what turns the direction of reading.
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def markdown(answer: Answer) -> str:
    """The answer without its sources; an abstention is one sentence."""
    if answer.abstained:
        return abstention(answer)
    return "\n\n".join(_block(block) for block in answer.blocks)


def abstention(answer: Answer) -> str:
    """What is said where the profiles do not answer."""
    reason = answer.reason or "the profiles do not answer this"
    sentence = reason[:1].upper() + reason[1:]
    return sentence if sentence.endswith(("?", ".", "!")) else f"{sentence}."


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"**{_plain(block.text)}**"
    if isinstance(block, Remark):
        return f"_{_plain(block.text)}_"
    if isinstance(block, Facts):
        if len(block.items) == 1:
            return _fact(block.items[0])
        return "\n".join(f"- {_fact(item)}" for item in block.items)
    return _table(block)


def _fact(fact: Fact) -> str:
    label = f"**{_plain(fact.label)}**: " if fact.label else ""
    note = f" ({_plain(fact.note)})" if fact.note else ""
    return f"{label}{_unmarked(fact.text)}{note} {marks(fact)}".rstrip()


def marks(fact: Fact) -> str:
    """The numbers of a fact's citations, as "[1][2]"."""
    return "".join(f"[{mark}]" for mark in fact.marks)


def _table(table: Table) -> str:
    lines = [
        _row(["", *table.columns]),
        _row(["---"] * (len(table.columns) + 1)),
    ]
    for row in table.rows:
        cells = ["<br>".join(_fact(fact) for fact in cell) or "not stated" for cell in row.cells]
        lines.append(_row([f"**{_plain(row.label)}**", *cells]))
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(" ".join(c.split()).replace("|", "\\|") for c in cells) + " |"


def _plain(text: str) -> str:
    return _unmarked(" ".join(text.split()))


def _unmarked(text: str) -> str:
    """`text` in which "[9]" is no citation, since only marks of the answer may look like marks, and
    in which nothing is a link, a tag or a command: it shows what a page says, and obeys none."""
    return _LIKE_A_MARK.sub(r"\\[\1\\]", _LIVE.sub(r"\\\g<0>", _COMMANDS.sub("", text)))
