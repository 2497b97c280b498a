"""The claims of an answer as a reader sees them: from its blocks, not from its list of claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roleassistant.domain import Level
from roleassistant.domain.answer import Answer, Fact, Facts, Heading, Table
from roleassistant.evaluation.run.pages import Pages, levels_named


@dataclass(frozen=True, slots=True)
class Shown:
    """A factual sentence, what it stands under, and whom that says it of.

    `levels` and `roles` are those that the label, the row or the column name; empty where they
    name none. `marks` are the numbers of its citations. `matter` is what the label says that it is
    about, folded: the row of a table, the last part of a label.
    """

    text: str
    label: str
    levels: tuple[Level, ...]
    roles: tuple[str, ...]
    marks: tuple[str, ...]
    matter: str = ""


def claims_of(answer: Answer, pages: Pages) -> list[Shown]:
    """Every fact that the answer shows, in order."""
    return [
        _shown(fact, under, heading, pages) for fact, under, heading in _facts(answer) if fact.text
    ]


def _facts(answer: Answer) -> Iterator[tuple[Fact, str, str]]:
    heading = ""
    for block in answer.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Facts):
            yield from ((fact, fact.label or "", heading) for fact in block.items)
        elif isinstance(block, Table):
            for row in block.rows:
                for column, cell in zip(block.columns, row.cells, strict=True):
                    yield from ((fact, f"{column} · {row.label}", column) for fact in cell)


def _shown(fact: Fact, under: str, heading: str, pages: Pages) -> Shown:
    # A row is named by its matter, a column by a level or a role: only the column tells of whom.
    of = heading if " · " in under and under.startswith(heading) and heading else under
    levels = levels_named(of, pages.levels)
    if not levels and of == under:
        # A heading of two levels ("listed at P3 and not at P4") does not say which of them.
        said = levels_named(heading, pages.levels)
        levels = said if len(said) == 1 else ()
    folded = " ".join(of.casefold().split())
    roles = tuple(role for role, title in pages.titles.items() if title in folded)
    matter = " ".join(under.rpartition(" · ")[2].casefold().split())
    return Shown(fact.text, under, levels, roles, fact.marks, matter)
