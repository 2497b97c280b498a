"""What a draft is worth, measured on what a reader gets: each line against the statements it cites.

Nothing that drafting decided is taken for granted: lines are scored anew, the levels of the cited
statements are looked at again, and every two lines of the post are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from roleassistant.answering.evidence import Evidence
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import SupportScorer, Verdict
from roleassistant.domain import Level
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.reading.sentences import sentences
from roleassistant.recruiting.codes import Codes
from roleassistant.recruiting.ease import ease_of, is_readable
from roleassistant.recruiting.post import JobPost, Line, LineKind, Part, PartKind
from roleassistant.recruiting.quoted import stands_in
from roleassistant.recruiting.sources import statements_of
from roleassistant.recruiting.strength import repeats

_LEVEL_NAME = "Level name"


@dataclass(frozen=True, slots=True)
class Measured:
    """The faults of one draft, or of several: the lines that have them."""

    name: str
    lines: int
    unsupported: tuple[str, ...]
    of_other_levels: tuple[str, ...]
    repeated: tuple[str, ...]
    codes: tuple[str, ...]
    ease: float
    is_readable: bool
    placeholders: int
    undecided: int

    @property
    def faults(self) -> int:
        """How many there are in all."""
        found = (self.unsupported, self.of_other_levels, self.repeated, self.codes)
        return sum(map(len, found)) + (not self.is_readable)

    def as_json(self) -> dict[str, Any]:
        """As `jobpost table --json` prints it."""
        return {
            "draft": self.name,
            "lines": self.lines,
            "unsupported": list(self.unsupported),
            "of_other_levels": list(self.of_other_levels),
            "repeated": list(self.repeated),
            "codes": list(self.codes),
            "reading_ease": round(self.ease, 1),
            "readable": self.is_readable,
            "placeholders": self.placeholders,
            "undecided": self.undecided,
            "faults": self.faults,
        }


def measured(
    post: JobPost,
    evidence: Evidence,
    role: Role,
    level: Level,
    scorer: SupportScorer | None = None,
) -> Measured:
    """The faults of a draft for `role` at `level`."""
    scorer = scorer or OfflineScorer(evidence.generation)
    codes = Codes.of(evidence.generation)
    said = [(part, line) for part, line in post.lines() if line.kind is LineKind.PROFILE]
    profile = [(part, line) for part, line in said if part is not None]
    statements = statements_of(post, evidence.all_of(role))
    ease = ease_of(post)
    shown = [line.shown for _, line in said] + [part.heading for part in post.parts]
    return Measured(
        name=f"{role.key} {level}",
        lines=len(said),
        unsupported=tuple(
            line.shown for _, line in profile if not _supported(line, statements, scorer)
        ),
        of_other_levels=tuple(
            line.shown for part, line in profile if not _of_level(part, line, post, role, level)
        ),
        repeated=tuple(_repeated([line.text for _, line in profile])),
        codes=tuple(text for text in shown if codes.found_in(text)),
        ease=ease,
        is_readable=is_readable(ease),
        placeholders=len(post.missing),
        undecided=len(post.undecided),
    )


def total(found: Sequence[Measured]) -> Measured:
    """All of them together; the reading ease is the mean."""
    return Measured(
        name=f"{len(found)} drafts",
        lines=sum(one.lines for one in found),
        unsupported=tuple(text for one in found for text in one.unsupported),
        of_other_levels=tuple(text for one in found for text in one.of_other_levels),
        repeated=tuple(text for one in found for text in one.repeated),
        codes=tuple(text for one in found for text in one.codes),
        ease=sum(one.ease for one in found) / len(found) if found else 0.0,
        is_readable=all(one.is_readable for one in found),
        placeholders=sum(one.placeholders for one in found),
        undecided=sum(one.undecided for one in found),
    )


def _supported(line: Line, statements: Mapping[str, Chunk], scorer: SupportScorer) -> bool:
    cited = [statements[mark] for mark in line.marks]
    spans = sentences(line.text) or [(0, len(line.text))]
    claims = [line.text[start:end] for start, end in spans]
    if stands_in(line.text, cited):
        return True
    return bool(cited) and all(
        scorer.support(claim, cited).verdict is Verdict.SUPPORTED for claim in claims
    )


def _of_level(part: Part | None, line: Line, post: JobPost, role: Role, level: Level) -> bool:
    """Whether what a line cites is of the level, or of the role; growth is of the next level."""
    ladder = [str(one) for one in role.described_levels if one.track == level.track]
    after = ladder[ladder.index(str(level)) + 1 :][:1]
    growth = part is not None and part.kind is PartKind.GROWTH
    wanted = after if growth else [str(level)]
    return all(
        one.level in wanted or (one.level is None and not growth)
        for one in post.cited(line)
        if one.dimension != _LEVEL_NAME
    )


def _repeated(texts: Sequence[str]) -> Iterable[str]:
    return (
        later
        for earlier, later in combinations(texts, 2)
        if repeats(later, earlier) and repeats(earlier, later)
    )
