"""What a working draft tells the recruiter beside the post, the same in every form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleassistant.answering.wording import counted
from roleassistant.domain.answer import Citation
from roleassistant.recruiting.options import Audience
from roleassistant.recruiting.post import JobPost, Line, LineKind

HEADING = "For the recruiter"


@dataclass(frozen=True, slots=True)
class Told:
    """One group of remarks under its heading; each with the ids of its citations."""

    heading: str
    items: tuple[tuple[str, tuple[str, ...]], ...]


def told(post: JobPost) -> Iterator[Told]:
    """The groups that have something to tell, the most urgent first."""
    groups = (
        Told("To decide", tuple(_choices(post))),
        Told("To fill in", tuple((line.text, ()) for line in _unfilled(post))),
        Told("To know", tuple(_notices(post))),
        Told("To check", tuple(_to_check(post))),
        Told("Inferred", tuple(_inferred(post))),
        Told("Other titles in the profile", tuple((t.text, t.marks) for t in post.other_titles)),
        Told("Left out", tuple((f"{d.text} ({d.reason})", d.marks) for d in post.dropped)),
    )
    yield from (group for group in groups if group.items)


def source_text(citation: Citation) -> str:
    """Where a citation stands: "profiles/p4.txt:26, Level guidelines, P4"."""
    source = citation.source
    parts = [f"{source.document}:{source.line_start}", citation.section]
    parts += [part for part in (citation.level, citation.dimension) if part]
    if citation.attribution.confidence is not None:
        parts.append(f"{citation.attribution.how} {citation.attribution.confidence:.2f}")
    return ", ".join(parts)


def beyond_sources(notes: Sequence[str]) -> list[str]:
    """The notes of a line that its sources do not tell themselves."""
    return [note for note in notes if not note.startswith("level inferred")]


def facts_line(post: JobPost) -> str | None:
    """What colleagues want to know first: the internal level. Nothing for everybody else."""
    if post.options.audience is not Audience.INTERNAL:
        return None
    return f"Internal level: {post.level}" + (f" ({post.level_name})" if post.level_name else "")


def _choices(post: JobPost) -> Iterator[tuple[str, tuple[str, ...]]]:
    for choice in post.choices:
        sides = "; ".join(f"{side.key}: {side.text}" for side in choice.sides)
        taken = (
            f" Taken: {choice.chosen}." if choice.chosen else f" Take one: --choose {choice.id}=a"
        )
        marks = tuple(mark for side in choice.sides for mark in side.marks)
        yield f"The profile disagrees on {choice.about}. {sides}.{taken}", marks


def _unfilled(post: JobPost) -> Iterator[Line]:
    choices = {mark for choice in post.choices for side in choice.sides for mark in side.marks}
    return (line for line in post.missing if not set(line.marks) & choices)


def _notices(post: JobPost) -> Iterator[tuple[str, tuple[str, ...]]]:
    for notice in post.notices:
        yield f"{notice.text} Source: {notice.source}." if notice.source else notice.text, ()


def _inferred(post: JobPost) -> Iterator[tuple[str, tuple[str, ...]]]:
    worked_out = [line for line in _noted(post) if any("inferred" in note for note in line.notes)]
    if worked_out:
        marks = tuple(dict.fromkeys(mark for line in worked_out for mark in line.marks))
        yield (
            f"{counted(len(worked_out), 'line')} of the post rest on statements whose level was "
            f"worked out, since their page gives none.",
            marks,
        )


def _to_check(post: JobPost) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in _noted(post):
        for note in line.notes:
            if "inferred" not in note:
                yield f"“{line.shown}” ({note})", line.marks


def _noted(post: JobPost) -> list[Line]:
    return [line for _, line in post.lines() if line.kind is LineKind.PROFILE and line.notes]
