"""`roleassistant show`: what the index holds of one role."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roleassistant.apps.cli import diagnostics, options
from roleassistant.apps.cli.terminal import one_line
from roleassistant.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from roleassistant.domain import Level
    from roleassistant.indexing.chunks import Chunk, Role

EXAMPLE = 'roleassistant show "field sales" --level P4 --section responsibilities'


def run(
    role: Annotated[
        list[str],
        typer.Argument(metavar="ROLE", help="A code, a title, an alias or a focus, with typos."),
    ],
    level: Annotated[
        str | None,
        typer.Option("--level", metavar="L", help="Only this level, and what holds for all."),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option("--section", metavar="S", help="Only this section: skills, guidelines, …"),
    ] = None,
    seen_as: options.SeenAs = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Show the statements of a role, section by section, each with its place in the sources."""
    del debug
    from roleassistant.answering.assistant import Assistant
    from roleassistant.apps.cli.naming import level_of, named_role
    from roleassistant.apps.cli.opening import encoder_for, library_to_list, settings_for
    from roleassistant.apps.cli.terminal import console, print_json, print_result

    settings = settings_for(index)
    assistant = Assistant(library_to_list(settings, seen_as), lambda: encoder_for(settings))
    named = named_role(assistant, " ".join(options.words(word) for word in role))
    for warning in assistant.evidence.generation.warnings:
        diagnostics.warn(warning)
    rung = level_of(named.role, options.words(level)) if level else named.level
    chunks = [
        chunk
        for chunk in assistant.evidence.all_of(named.role)
        if rung is None or not chunk.statement.levels or rung in chunk.statement.levels
    ]
    if section:
        chunks = _in_section(chunks, options.words(section), named.role)
    if as_json:
        print_json(_as_json(named.role, rung, chunks))
    else:
        to = console()
        print_result(to, *_as_text(named.role, chunks, to))
    return 0


def _in_section(chunks: list[Chunk], wanted: str, role: Role) -> list[Chunk]:
    """Chunks whose section's kind or heading begins with or holds the words of `wanted`."""
    folded = wanted.casefold().replace("_", " ").strip()

    def fits(chunk: Chunk) -> bool:
        kind = chunk.statement.section.value.replace("_", " ")
        return kind.startswith(folded) or folded in chunk.statement.heading.casefold()

    found = [chunk for chunk in chunks if fits(chunk)]
    if not found:
        have = dict.fromkeys(chunk.statement.section.value for chunk in chunks)
        raise UsageError(
            f"{role.title} has no section “{one_line(wanted)}” here. It has {', '.join(have)}."
        )
    return found


def _sections(chunks: Iterable[Chunk]) -> Iterable[tuple[tuple[str, str], list[Chunk]]]:
    """Chunks under (kind, heading), in index order; the same heading twice is one."""
    found: dict[tuple[str, str], list[Chunk]] = {}
    for chunk in chunks:
        statement = chunk.statement
        found.setdefault((statement.section.value, statement.heading), []).append(chunk)
    return found.items()


def _as_json(role: Role, level: Level | None, chunks: list[Chunk]) -> dict[str, Any]:
    return {
        "role": role.key,
        "title": role.title,
        "level": str(level) if level else None,
        "levels": [str(rung) for rung in role.levels],
        "described_levels": [str(rung) for rung in role.described_levels],
        "pages": list(role.codes),
        "sections": [
            {
                "section": kind,
                "heading": heading,
                "statements": [
                    {
                        "text": chunk.statement.text,
                        "kind": chunk.statement.kind.value,
                        "levels": [str(rung) for rung in chunk.statement.levels],
                        "dimension": chunk.statement.dimension,
                        "attribution": chunk.statement.attribution.how,
                        "confidence": chunk.statement.attribution.confidence,
                        "sources": [
                            {
                                "path": source.path,
                                "line_start": source.line_start,
                                "line_end": source.line_end,
                                "sha256": source.sha256,
                            }
                            for source in chunk.sources
                        ],
                    }
                    for chunk in members
                ],
            }
            for (kind, heading), members in _sections(chunks)
        ],
    }


def _as_text(role: Role, chunks: list[Chunk], to: Console) -> list[RenderableType]:
    from rich.text import Text

    from roleassistant.apps.cli.layout import bullets

    parts: list[RenderableType] = [
        Text(f"{one_line(role.title)} ({role.key})", style="bold"),
        Text(f"pages: {', '.join(role.codes)}", style="dim"),
    ]
    for (kind, heading), members in _sections(chunks):
        parts += [Text(), Text(one_line(heading), style="bold")]
        listed = members
        if kind == "guidelines":
            cells = [c for c in members if c.statement.dimension and c.statement.levels]
            listed = [c for c in members if c not in cells]
            if cells:
                parts.append(_guidelines(cells, to))
        for levels, group in groupby(listed, key=lambda c: c.statement.levels):
            if levels and kind == "responsibilities":
                parts.append(Text(", ".join(str(rung) for rung in levels), style="underline"))
            parts.append(bullets([_line(chunk) for chunk in group]))
    return parts


def _guidelines(cells: list[Chunk], to: Console) -> RenderableType:
    """Dimensions down, levels across."""
    from rich.text import Text

    from roleassistant.apps.cli.layout import side_by_side

    columns = sorted({rung for chunk in cells for rung in chunk.statement.levels})
    by_place: dict[tuple[str, Level], list[Chunk]] = {}
    for chunk in cells:
        for rung in chunk.statement.levels:
            by_place.setdefault((chunk.statement.dimension or "", rung), []).append(chunk)
    rows = [
        (
            Text(one_line(dimension), style="bold"),
            [_cell(by_place.get((dimension, rung), [])) for rung in columns],
        )
        for dimension in dict.fromkeys(dimension for dimension, _ in by_place)
    ]
    return side_by_side([str(rung) for rung in columns], rows, to)


def _cell(chunks: Iterable[Chunk]) -> Text:
    from rich.text import Text

    return Text("\n").join(_line(chunk, labelled=False) for chunk in chunks)


def _line(chunk: Chunk, *, labelled: bool = True) -> Text:
    from rich.text import Text

    statement, first = chunk.statement, chunk.sources[0]
    text = Text()
    if labelled and statement.dimension:
        text.append(f"{one_line(statement.dimension)}: ", style="bold")
    text.append(one_line(statement.text))
    if statement.attribution.how != "stated":
        sure = statement.attribution.confidence
        text.append(
            f" ({statement.attribution.how}{'' if sure is None else f' {sure:.2f}'})",
            style="italic",
        )
    more = f" +{len(chunk.sources) - 1}" if len(chunk.sources) > 1 else ""
    text.append(f"  {one_line(first.path)}:{first.line_start}{more}", style="dim")
    return text
