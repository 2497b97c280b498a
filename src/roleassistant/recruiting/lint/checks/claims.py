"""What a post says of the work, against the profile of its role and level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Support, Verdict
from roleassistant.answering.support.words import words_of
from roleassistant.domain import Level
from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.lint.post import Block, Part, Post
from roleassistant.recruiting.lint.profile import ProfileView
from roleassistant.recruiting.lint.rule import Hit

_OF_THE_WORK = frozenset(
    {Part.DUTIES, Part.REQUIREMENTS, Part.WISHES, Part.SUCCESS, Part.TEAM, Part.GROWTH}
)
# What no profile says of a role, and a post may: the law, the contract, the company.
_OF_THE_EMPLOYER = re.compile(
    r"^(?:we|our|us|this (?:is|post|role|job|position)|at [A-Z]|the (?:team|company|role|job|"
    r"post) (?:is|has|sits|reports)|"
    r"as (?:a|an|our)\b[^,]*, (?:we|our))\b|right to work|work permit|background check|"
    r"driving licen[cs]e|"
    r"driver[’']s licen[cs]e|security clearance|\bDBS\b|reports? to|not (?:sure|tick|meet) |"
    r"every (?:one|box|point)|"
    r"please apply|apply (?:anyway|even)|encourage you|don[’']t (?:worry|have to)|adjustment|"
    r"accommodat",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"^(?:you|your|as (?:a|an|our|the))\b", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"^(?:you(?:[’']ll| will| would| can| get to)?|to)\s+(?!are\b|have\b)", re.IGNORECASE
)
_FEWEST_WORDS = 3
_LOOKED_AT = 8
# Below this score a statement has hardly a word in common with the claim.
_REMOTE = 0.1


def check(post: Post, profile: ProfileView) -> Iterator[Hit]:
    """Sentences that the profile does not support, or supports at another level alone."""
    by_row = {chunk.row: chunk for chunk in profile.chunks}
    scorer = OfflineScorer(profile.generation)
    for block in post.prose():
        for start, end in block.sentences():
            claim = block.text[start:end]
            if _is_checked(block, claim):
                yield from _against(claim, block, start, end, profile, scorer, by_row)


def _is_checked(block: Block, claim: str) -> bool:
    if block.part not in _OF_THE_WORK and not (
        block.part in (Part.OTHER, Part.TITLE) and _ADDRESSED.match(claim)
    ):
        return False
    if "[" in claim or claim.rstrip().endswith((":", "?")) or _OF_THE_EMPLOYER.search(claim):
        return False
    return sum(word.is_content for word in words_of(claim)) >= _FEWEST_WORDS


def _against(
    claim: str,
    block: Block,
    start: int,
    end: int,
    profile: ProfileView,
    scorer: OfflineScorer,
    by_row: dict[int, Chunk],
) -> Iterator[Hit]:
    near = _near(claim, profile, by_row)
    own = [chunk for chunk in near if _holds(profile, chunk, block.part)]
    said = _best(claim, own, scorer)
    if said and said[0].verdict is Verdict.SUPPORTED:
        return
    elsewhere = [chunk for chunk in near if chunk not in own]
    other = _best(claim, elsewhere, scorer)
    if other and other[0].verdict is Verdict.SUPPORTED:
        levels = ", ".join(str(level) for level in other[1].statement.levels)
        yield Hit(
            "claim-other-level",
            block,
            start,
            end,
            f"The profile says it of {levels}, not of {profile.level}.",
            source=_source(other[1]),
        )
        return
    why = f"The profile of {profile.shown} does not say so"
    nearest = max((one for one in (said, other) if one), key=lambda one: one[0].score, default=None)
    if nearest is None or nearest[0].score < _REMOTE:
        yield Hit("claim-unsupported", block, start, end, f"{why}, nor anything like it.")
        return
    reasons = "; ".join(reason.text for reason in nearest[0].reasons)
    yield Hit(
        "claim-unsupported",
        block,
        start,
        end,
        f"{why}: {reasons}.",
        f"Nearest in the profile: “{nearest[1].statement.text}”",
        _source(nearest[1]),
    )


def _near(claim: str, profile: ProfileView, by_row: dict[int, Chunk]) -> list[Chunk]:
    """The statements of the role that share the most telling words with the claim, best first; of
    each level as many, so that a level with many statements hides no other."""
    words = [word.text for word in words_of(claim)]
    found = profile.generation.search_words(words, len(by_row), profile.role.rows)
    ranked = [by_row[row] for row, _ in found if row in by_row]
    taken: dict[tuple[Level, ...], int] = {}
    near = []
    for chunk in ranked:
        levels = chunk.statement.levels
        taken[levels] = taken.get(levels, 0) + 1
        if taken[levels] <= _LOOKED_AT:
            near.append(chunk)
    return near


def _holds(profile: ProfileView, chunk: Chunk, part: Part) -> bool:
    levels, level = chunk.statement.levels, profile.level
    if level is None or not levels or level in levels:
        return True
    above = profile.role.described_levels
    ahead = above[above.index(level) + 1 :] if level in above else ()
    # What the next level adds is what one may grow into, or bring along as a bonus.
    if part is Part.GROWTH:
        return any(one in ahead for one in levels)
    return part is Part.WISHES and any(one in ahead[:1] for one in levels)


def _best(
    claim: str, chunks: Sequence[Chunk], scorer: OfflineScorer
) -> tuple[Support, Chunk] | None:
    """How far one statement alone, or else the nearest three together, support the claim."""
    best: tuple[Support, Chunk] | None = None
    for wording in dict.fromkeys((claim, _LEAD_IN.sub("", claim))):
        for chunk in chunks:
            support = scorer.support(wording, [chunk])
            if best is None or _order(support) > _order(best[0]):
                best = (support, chunk)
                if support.verdict is Verdict.SUPPORTED:
                    return best
    if best and len(chunks) > 1:
        together = scorer.support(_LEAD_IN.sub("", claim), list(chunks[:3]))
        if together.verdict is Verdict.SUPPORTED:
            return together, chunks[0]
    return best


def _order(support: Support) -> tuple[bool, float]:
    return support.verdict is Verdict.SUPPORTED, support.score


def _source(chunk: Chunk) -> str:
    source = chunk.sources[0]
    return f"{source.path}:{source.line_start}"
