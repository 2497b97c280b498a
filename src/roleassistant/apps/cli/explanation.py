"""What `ask --explain` shows: the plan, and what was retrieved with its scores."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from roleassistant.retrieval.retriever import Passage, Retriever

if TYPE_CHECKING:
    from rich.console import RenderableType

    from roleassistant.answering.assistant import Assistant
    from roleassistant.domain import Level, SectionKind
    from roleassistant.retrieval.plan import Plan, RoleMention

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class RecordingRetriever(Retriever):
    """Searches as ever and keeps what was found."""

    found: list[Passage] = field(default_factory=list)

    def search(
        self,
        plan: Plan,
        *,
        sections: Collection[SectionKind] = (),
        levels: Collection[Level] = (),
        limit: int = 20,
    ) -> list[Passage]:
        passages = Retriever.search(self, plan, sections=sections, levels=levels, limit=limit)
        self.found.extend(passages)
        return passages


def record(assistant: Assistant) -> list[Passage]:
    """What the next answer of `assistant` retrieves is put into this list."""
    retriever = assistant.evidence.retriever
    recording = RecordingRetriever(retriever.generation, retriever.encoder)
    assistant.evidence.retriever = recording
    return recording.found


def best(found: list[Passage]) -> list[Passage]:
    """Each statement once, best score first."""
    by_row = {p.chunk.row: p for p in sorted(found, key=lambda p: p.score)}
    return sorted(by_row.values(), key=lambda p: (-p.score, p.chunk.row))[:_SHOWN]


def explanation_as_json(plan: Plan, found: list[Passage]) -> dict[str, Any]:
    """`understood` and `retrieved`, beside the keys of the answer."""
    return {
        "understood": {
            "question": plan.question,
            "intent": str(plan.intent),
            "roles": [_mention(mention) for mention in plan.roles],
            "candidates": [_mention(mention) for mention in plan.candidates],
            "implied_role": plan.implied_role,
            "levels": [str(level) for level in plan.levels],
            "attribute": plan.attribute.name if plan.attribute else None,
            "dimensions": list(plan.dimensions),
            "sections": [str(section) for section in plan.sections],
            "term": plan.term,
            "words": list(plan.words),
            "topic": plan.topic,
        },
        "retrieved": [_passage(passage) for passage in best(found)],
    }


def explanation(plan: Plan, found: list[Passage]) -> list[RenderableType]:
    """The same for people."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from roleassistant.apps.cli.terminal import one_line

    grid = Table.grid(padding=(0, 2, 0, 0))
    for label, value in (
        ("intent", str(plan.intent)),
        ("roles", _mentions(plan.roles) + (" (the only role here)" if plan.implied_role else "")),
        ("could be", _mentions(plan.candidates)),
        ("levels", ", ".join(str(level) for level in plan.levels)),
        ("asks for", plan.attribute.label if plan.attribute else ""),
        ("dimensions", ", ".join(plan.dimensions)),
        ("sections", ", ".join(plan.sections)),
        ("term", plan.term or ""),
        ("words", ", ".join(plan.words)),
    ):
        if value:
            grid.add_row(Text(label), Text(one_line(value)))
    parts: list[RenderableType] = [
        Text("\nUnderstood as", style="bold"),
        Padding(grid, (0, 0, 0, 2)),
    ]
    if not found:
        return [*parts, Text("\nNothing was searched: role, level and section say where to look.")]
    ranking = Table.grid(padding=(0, 2, 0, 0))
    ranking.add_row(*(Text(name, style="dim") for name in ("score", "cosine", "words", "")))
    for passage in best(found):
        cosine = "" if passage.similarity is None else f"{passage.similarity:.2f}"
        statement, place = passage.chunk.statement, passage.chunk.statement.span
        text = Text(one_line(statement.text))
        text.append(f"  {one_line(place.document)}:{place.line_start}", style="dim")
        if passage.missing:
            text.append(f"  (without: {one_line(', '.join(passage.missing))})", style="dim")
        ranking.add_row(f"{passage.score:.4f}", cosine, f"{passage.coverage:.0%}", text)
    heading = Text("\nRetrieved, best first", style="bold")
    legend = Text(
        "score: rank by words and by meaning, fused; words: share of the question's words held.",
        style="dim",
    )
    return [*parts, heading, legend, Padding(ranking, (0, 0, 0, 2))]


def _mentions(mentions: tuple[RoleMention, ...]) -> str:
    return "; ".join(
        f"{m.role.title} ({m.role.key}) by {m.matched!r}, {m.score:.2f}" for m in mentions
    )


def _mention(mention: RoleMention) -> dict[str, Any]:
    return {
        "role": mention.role.key,
        "title": mention.role.title,
        "matched": mention.matched,
        "name": mention.name,
        "score": mention.score,
        "level": str(mention.level) if mention.level else None,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    statement = passage.chunk.statement
    return {
        "role": passage.chunk.role,
        "section": statement.heading,
        "levels": [str(level) for level in statement.levels],
        "text": statement.text,
        "path": statement.span.document,
        "line_start": statement.span.line_start,
        "score": round(passage.score, 6),
        "similarity": None if passage.similarity is None else round(float(passage.similarity), 6),
        "coverage": round(passage.coverage, 6),
        "missing": list(passage.missing),
    }
