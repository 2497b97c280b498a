"""Pieces of an answer as Markdown, for a message that is streamed while a model words it.

What is streamed of the pieces is what is streamed of the whole. So nothing in it depends on what
comes later: that a statement is disputed is told in the blocks below it, see `closing_blocks`.
"""

from __future__ import annotations

from collections.abc import Iterator

from roleassistant.answering.markdown import abstention
from roleassistant.apps.slack.blocks.facts import marks
from roleassistant.apps.slack.blocks.inert import markdown, said
from roleassistant.apps.slack.blocks.tables import NOT_STATED
from roleassistant.domain.answer import Answer, Block, Fact, Facts, Heading, Remark


def streamed(piece: Answer) -> str:
    """A verified piece of an answer, ended so that the next can follow. Empty where it shows
    nothing. Tables are told row by row: a stream is too narrow for columns."""
    lines = [_words(abstention(piece)), ""] if piece.abstained else []
    for block in piece.blocks:
        lines += [*_lines(block), ""]
    return "\n".join(lines) + "\n" if lines else ""


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"**{_words(block.text)}**"
    elif isinstance(block, Remark):
        yield f"_{_words(block.text)}_"
    elif isinstance(block, Facts):
        sign = "- " if len(block.items) > 1 else ""
        yield from (f"{sign}{_fact(fact)}" for fact in block.items)
    else:
        for row in block.rows:
            yield f"**{_words(row.label)}**"
            for name, cell in zip(block.columns, row.cells, strict=True):
                told = "; ".join(_fact(fact) for fact in cell) or NOT_STATED
                yield f"- {_words(name)}: {told}"


def _fact(fact: Fact) -> str:
    label = f"**{_words(fact.label)}**: " if fact.label else ""
    note = f" ({_words(fact.note)})" if fact.note else ""
    return f"{label}{_words(fact.text)}{note} {marks(fact.marks)}".rstrip()


def _words(text: str) -> str:
    return markdown(said(text))
