"""What a trained scorer sees of a claim: numbers from what the offline one looks up."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roleassistant.answering.support.ground import Ground, Read, read
from roleassistant.answering.support.scorer import Support
from roleassistant.answering.support.words import Word, plain, words_of

# The kinds of reasons that are features: 1 where the offline scorer gives one of the kind.
KINDS = (
    "words name recombined evidence number unit negation modality opposite only limit comparison "
    "agent attribution level role section"
).split()
NAMES = (*"coverage best best_two neighbours missing length grounds".split(), *KINDS)

_MOST_MISSING = 8
# How many words that state something may stand between two that are neighbours in the claim.
_NEAR = 3


def features(claim: str, grounds: Sequence[Ground], support: Support) -> list[float]:
    """The values of `NAMES`, each about 0 to 1; `support` is what the offline scorer says."""
    reads = [read(ground) for ground in grounds if ground.text.strip()]
    words = [word for word in words_of(plain(claim)) if word.is_content]
    held = [[one.holds(word) for word in words] for one in reads]
    anywhere = [any(row[at] for row in held) for at in range(len(words))]
    ranked = sorted(held, key=sum, reverse=True)
    best = ranked[0] if ranked else []
    joined = ([a or b for a, b in zip(best, row, strict=True)] for row in ranked)
    kinds = {reason.kind for reason in support.reasons}
    return [
        _share(anywhere),
        _share(best),
        _share(max(joined, key=sum, default=[])),
        _neighbours(words, reads),
        min(anywhere.count(False), _MOST_MISSING) / _MOST_MISSING,
        math.log1p(len(words)) / 4,
        math.log1p(len(reads)) / 6,
        *(float(kind in kinds) for kind in KINDS),
    ]


def _neighbours(words: Sequence[Word], reads: Sequence[Read]) -> float:
    """The share of neighbours in the claim that stand near each other in one text."""
    pairs = list(pairwise(words))
    if not pairs:
        return 1.0
    near = set().union(*(_near(one) for one in reads)) if reads else set()
    return sum((a.root, b.root) in near for a, b in pairs) / len(pairs)


def _near(one: Read) -> Iterator[tuple[str, str]]:
    content = [word.root for word in one.words if word.is_content]
    for at, root in enumerate(content):
        for other in content[at + 1 : at + 1 + _NEAR]:
            yield root, other


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
