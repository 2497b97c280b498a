"""Duties whose level was worked out, since their page lost its headings: which of them are in
doubt, and which surely read like another level.
"""

from __future__ import annotations

from collections.abc import Iterable

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.material import Material
from roleassistant.recruiting.strength import telling

# Below this, one level in five is another.
_SURE = 0.8
# Below this, a duty beside one of another level is as often of that, unless its own rows speak of
# it more than those of the other do.
_AT_A_BORDER = 0.75
# A duty shares two telling words with a cell by chance; another level has to share this many, and
# that many times what its own shares.
_FEWEST = 3
_NEARER = 2


def doubt(material: Material, chunk: Chunk, level: Level | None = None) -> str | None:
    """Why the recruiter has to check at which level a duty is; None where it is stated or sure.
    `level` is where it is said to be, if not at that of the post."""
    attribution = chunk.statement.attribution
    if attribution.how == "stated" or attribution.confidence is None or attribution.taken_over:
        return None
    sure = f"its level was worked out, with confidence {attribution.confidence:.2f}"
    beside = _beside(material, chunk, level or material.level)
    if beside:
        return f"{sure}; beside it on the page stand duties of {' and '.join(map(str, beside))}"
    return sure if attribution.confidence < _SURE else None


def reads_like(material: Material, chunk: Chunk, level: Level | None = None) -> Level | None:
    """The level whose guidelines a doubtful duty is much nearer to than to those of its own; where
    its level is hardly surer than that beside it, the one beside it if no farther."""
    level = level or material.level
    if doubt(material, chunk, level) is None:
        return None
    words = telling(chunk.statement.text)
    near = {level: _shared(words, cells) for level, cells in material.cells_of_levels.items()}
    own = near.pop(level, None)
    if own is None or not near:
        return None
    best = max(near, key=lambda level: near[level])
    if near[best] >= max(_FEWEST, _NEARER * own + 1):
        return best
    if (chunk.statement.attribution.confidence or 0.0) >= _AT_A_BORDER:
        return None
    return next((one for one in _beside(material, chunk, level) if near.get(one, -1) >= own), None)


def _beside(material: Material, chunk: Chunk, own: Level) -> list[Level]:
    """The other levels of the duties before and behind it on one of its pages."""
    found: list[Level] = []
    for path in dict.fromkeys(source.path for source in chunk.sources):
        listed = sorted(
            (source.line_start, one.row, one.statement.levels)
            for one in material.duties_of_ladder
            for source in one.sources
            if source.path == path
        )
        at = next(i for i, (_, row, _levels) in enumerate(listed) if row == chunk.row)
        around = [*listed[max(at - 1, 0) : at], *listed[at + 1 : at + 2]]
        found += [level for _, _, levels in around for level in levels]
    return [level for level in dict.fromkeys(found) if level != own]


def _shared(words: frozenset[str], cells: Iterable[Chunk]) -> int:
    return max((len(words & telling(cell.statement.text)) for cell in cells), default=0)
