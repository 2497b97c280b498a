"""What was measured, as docs/benchmarks.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.figures import Section, Table, Target


@dataclass(frozen=True, slots=True)
class Conditions:
    """When, where and how it was measured."""

    command: str
    date: str
    machine: str
    versions: str
    load_before: float
    minutes: float
    scale: str
    conversion: str


def report(conditions: Conditions, sections: Sequence[Section], failed: Sequence[str]) -> str:
    """The whole page, in Markdown."""
    return "\n".join(_lines(conditions, sections, failed)).rstrip() + "\n"


def _lines(
    conditions: Conditions, sections: Sequence[Section], failed: Sequence[str]
) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by the bench itself; do not edit. Measure again with:"
    yield ""
    yield f"    {conditions.command}"
    yield ""
    yield (
        f"{conditions.date}. {conditions.machine}. {conditions.versions}. "
        f"{conditions.minutes:.1f} minutes in all; load of the machine before: "
        f"{conditions.load_before:.2f}."
    )
    yield ""
    yield (
        "**Ours** is this project. The **peer** is a plain LangChain RAG as a tutorial writes it "
        "(HuggingFaceEmbeddings, langchain-chroma, chunks of 1,000 characters with 200 of overlap, "
        "the four best chunks, a prompt, a stub for the chat model), on the same weights of "
        "all-MiniLM-L6-v2 and the same generated pages, measured in the same run and in turn. A "
        "ratio is how many times ours is better; the range behind a median is of all measurements."
    )
    yield ""
    if conditions.scale != "full":
        yield f"**This is the {conditions.scale} run: too small to judge targets by.**"
        yield ""
    for problem in failed:
        yield f"**Not measured:** {problem}"
        yield ""
    targets = [target for section in sections for target in section.targets]
    if targets:
        yield "## Targets"
        yield ""
        yield from target_lines(targets)
    yield (
        f"Converting the model to ONNX is done once per installation and is in none of the figures "
        f"below: {conditions.conversion}."
    )
    yield ""
    for section in sections:
        yield from section_lines(section)


def section_lines(section: Section) -> Iterator[str]:
    """A measurement under its title: tables, then notes."""
    yield f"## {section.title}"
    yield ""
    for table in section.tables:
        yield from _table(table)
    yield from (f"- {note}" for note in section.notes)
    yield ""


def target_lines(targets: Sequence[Target]) -> Iterator[str]:
    """What was promised beside what was measured."""
    rows = tuple((t.text, t.measured, "met" if t.met else "**missed**") for t in targets)
    yield from _table(Table(("target", "measured", ""), rows))


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"|{'---|' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(row)} |"
    yield ""
