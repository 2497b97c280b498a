"""An answer for people: what was asked first, then where it stands, then what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from roleassistant.answering.markdown import abstention, marks
from roleassistant.apps.cli.layout import bullets, side_by_side
from roleassistant.apps.cli.terminal import one_line
from roleassistant.domain.answer import Facts, Heading, Remark, Table

if TYPE_CHECKING:
    from roleassistant.domain.answer import Answer, Block, Citation, Fact

_QUOTE = 110
_MANY = 4


def answer_text(answer: Answer, to: Console) -> RenderableType:
    """The whole answer, folded to the width of `to`."""
    parts: list[RenderableType] = []
    if answer.abstained:
        parts.append(Text(one_line(abstention(answer))))
    disputed = {side.citation for conflict in answer.conflicts for side in conflict.sides}
    about = tuple(conflict.about for conflict in answer.conflicts)
    for position, block in enumerate(answer.blocks):
        if position and _needs_room(answer.blocks[position - 1], block):
            parts.append(Text())
        parts.append(_block(block, to, disputed, about))
    if answer.citations:
        parts += [Text(), _footnotes(answer)]
    if answer.answered_by != "extractive":
        parts += [Text(), Text(_worded_by(answer), style="dim")]
    if answer.suggestions:
        parts += [Text(), Text("Ask next", style="dim")]
        parts += [Text(f"  {one_line(question)}", style="dim") for question in answer.suggestions]
    return Group(*parts)


def _needs_room(before: Block, block: Block) -> bool:
    if isinstance(block, Heading):
        return True
    sentences = _is_sentence(before) and _is_sentence(block)
    return not isinstance(before, Heading | Remark) and not sentences


def _is_sentence(block: Block) -> bool:
    """Whether it is one fact by itself, as a model words them one after the other."""
    return isinstance(block, Facts) and len(block.items) == 1 and block.items[0].label is None


def _worded_by(answer: Answer) -> str:
    """Who worded what is not quoted, and what that took."""
    said = f"Worded by {one_line(answer.answered_by)}, each sentence checked against its sources"
    usage = answer.usage
    if usage is None or usage.input_tokens is None or usage.output_tokens is None:
        return f"{said}."
    cost = "" if usage.cost is None else f", cost {usage.cost:.4f}"
    return f"{said}; {usage.input_tokens:,} tokens in, {usage.output_tokens:,} out{cost}."


def _block(
    block: Block, to: Console, disputed: set[str], conflicts: tuple[str, ...]
) -> RenderableType:
    if isinstance(block, Heading):
        opposed = bool(conflicts) and block.text.endswith(conflicts)
        return Text(one_line(block.text), style="bold yellow" if opposed else "bold")
    if isinstance(block, Remark):
        return Text(one_line(block.text), style="italic")
    if isinstance(block, Facts):
        items = [fact_text(item, disputed) for item in block.items]
        return items[0] if len(items) == 1 else bullets(items)
    assert isinstance(block, Table)
    rows = [
        (
            Text(one_line(row.label), style="bold"),
            [_cell([fact_text(fact, disputed) for fact in cell]) for cell in row.cells],
        )
        for row in block.rows
    ]
    return side_by_side([one_line(name) for name in block.columns], rows, to)


def fact_text(fact: Fact, disputed: set[str]) -> Text:
    """One fact with its label, what must be known of it, and the numbers of its sources."""
    text = Text()
    if fact.label:
        text.append(f"{one_line(fact.label)}: ", style="bold")
    text.append(one_line(fact.text))
    if fact.note:
        text.append(f" ({one_line(fact.note)})", style="italic")
    if disputed & set(fact.marks):
        text.append(" (disputed)", style="bold yellow")
    if fact.marks:
        text.append(f" {marks(fact)}", style="cyan")
    return text


def _cell(facts: list[Text]) -> Text:
    return Text("\n").join(facts) if facts else Text("not stated", style="dim")


def _footnotes(answer: Answer) -> RenderableType:
    shown = {one_line(fact.text) for block in answer.blocks for fact in _facts(block)}
    titles = {citation.title for citation in answer.citations}
    heading = Text("Sources", style="bold")
    # A screenful of footnotes of one role: said once, each of them fits a line.
    said_once = len(titles) == 1 and len(answer.citations) > _MANY
    if said_once:
        heading.append(f", all of {one_line(titles.pop())}")
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, justify="right", style="cyan")
    grid.add_column(overflow="fold")
    for citation in answer.citations:
        title = "" if said_once else citation.title
        grid.add_row(f"[{citation.id}]", _footnote(citation, title, shown))
    return Group(heading, grid)


def _facts(block: Block) -> list[Fact]:
    if isinstance(block, Facts):
        return list(block.items)
    if isinstance(block, Table):
        return [fact for row in block.rows for cell in row.cells for fact in cell]
    return []


def _footnote(citation: Citation, title: str, shown: set[str]) -> Text:
    """`profiles/x.txt:43  Title — P4 · Level guidelines · stated`, and the words where the answer
    shows only a part of them. `+3` after the lines: three more places say the same."""
    span = citation.source
    role = " — ".join(part for part in (title, citation.level) if part)
    attribution = citation.attribution.how
    if citation.attribution.confidence is not None:
        attribution += f" {citation.attribution.confidence:.2f}"
    about = [part for part in (role, citation.section, attribution) if part]
    text = Text(f"{one_line(span.document)}:{one_line(span.place)}")
    if citation.also_at:
        text.append(f" +{len(citation.also_at)}", style="dim")
    text.append(f"  {one_line(' · '.join(about))}", style="dim")
    quote = one_line(citation.quote)
    if quote not in shown:
        short = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE].rsplit(' ', 1)[0]} …"
        text.append(f"\n“{short}”", style="italic")
    return text
