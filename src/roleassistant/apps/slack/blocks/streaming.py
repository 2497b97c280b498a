"""Pieces of an answer as Markdown, for a message that is streamed while a model words it.

The blocks below it come with the end of the stream: see `closing_blocks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleassistant.answering.markdown import abstention
from roleassistant.apps.slack.blocks.facts import DISPUTED, Disputes, disputes_of, marks
from roleassistant.apps.slack.blocks.inert import markdown, said
from roleassistant.domain.answer import Answer, Block, Fact, Facts, Heading, Remark


def streamed(piece: Answer) -> str:
    """A verified piece of an answer, ended so that the next can follow. Empty where it shows
    nothing. Tables are told row by row: a stream is too narrow for columns."""
    disputes = disputes_of(piece)
    lines = [f"{_words(abstention(piece))}\n"] if piece.abstained else []
    for block in piece.blocks:
        lines += [*_lines(block, disputes), ""]
    return "\n".join(lines) + "\n" if lines else ""


def _lines(block: Block, disputes: Disputes) -> Iterator[str]:
    if isinstance(block, Heading):
        warned = "⚠ " if disputes.is_told_by(block.text) else ""
        yield f"**{warned}{_words(block.text)}**"
    elif isinstance(block, Remark):
        yield f"_{_words(block.text)}_"
    elif isinstance(block, Facts):
        sign = "- " if len(block.items) > 1 else ""
        yield from (f"{sign}{_fact(fact, disputes)}" for fact in block.items)
    else:
        for row in block.rows:
            yield f"**{_words(row.label)}**"
            for name, cell in zip(block.columns, row.cells, strict=True):
                told = "; ".join(_fact(fact, disputes) for fact in cell) or "not stated"
                yield f"- {_words(name)}: {told}"


def _fact(fact: Fact, disputes: Disputes) -> str:
    label = f"**{_words(fact.label)}**: " if fact.label else ""
    note = f" ({_words(fact.note)})" if fact.note else ""
    disputed = f" **{DISPUTED}**" if fact in disputes else ""
    return f"{label}{_words(fact.text)}{note}{disputed} {marks(fact.marks)}".rstrip()


def _words(text: str) -> str:
    return markdown(said(text))
