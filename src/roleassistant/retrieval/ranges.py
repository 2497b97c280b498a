"""Stretches of a ladder: "from P1 up to P4" means the levels between as well."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.domain import Level
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.levels import Span

# What stands between the two ends of a stretch, and nothing else.
_UP_TO = Pattern(
    r"\s*(?:(?:(?:all the way|right|straight|up|upwards?|on|down)\s+)+(?:to|till|until)|"
    r"through|thru)\s+(?:an? |the |level |grade |even )*|\s*(?:-|–|—|\.\.+|…)\s*"
)
_TO = Pattern(r"\s*(?:to|till|until)\s+(?:an? |the |level |grade )*|\s*(?:→|-+>|=+>)\s*")
# Of what is held against something else, only the two ends are wanted.
_ENDS = Pattern(
    r"\bwhat(?:['’]?s| is| are)? (?:\w+ )?(?:chang|differ|new|added|gained)|"
    r"\b(?:differen|compar|versus|vs|distinguish|separat|gap|jump)\w*"
)
# "Between P1 and P4" are the two, unless something is followed from one to the other.
_AND = Pattern(r"\s*(?:and|&)\s+(?:an? |the |level |grade )*")
_BETWEEN = Pattern(r"\bbetween\s+(?:an? |the |level |grade )*$")
_GROWS = Pattern(
    r"\b(?:grow|evolve|develop|progress|rise|unfold|widen|increase|deepen|broaden|expand)(?:s|es|ed|ing)?\b|"
    r"\bat (?:each|every)\b|\bstep by step\b|\blevel by level\b"
)


def stretch(
    text: str, said: Sequence[tuple[Level, Span]], ladder: Sequence[Level]
) -> tuple[Level, ...]:
    """All levels of `ladder` from one to the other of the two that `text` (folded) names as the
    ends of a stretch; none where it names no stretch.

    `said` are the levels named, with the places at which they stand.
    """
    ends = sorted(said, key=lambda one: one[1])
    if len({level for level, _ in ends}) != 2 or len(ends) != 2:
        return ()
    (low, first), (high, second) = ends
    between = text[first[1] : second[0]]
    grows = _GROWS.search(text)
    whole = (
        _UP_TO.fullmatch(between)
        or (_TO.fullmatch(between) and (grows or not _ENDS.search(text)))
        or (_AND.fullmatch(between) and _BETWEEN.search(text[: first[0]]) and grows)
    )
    if not whole or low not in ladder or high not in ladder or low.track != high.track:
        return ()
    at = sorted((ladder.index(low), ladder.index(high)))
    return tuple(level for level in ladder[at[0] : at[1] + 1] if level.track == low.track)
