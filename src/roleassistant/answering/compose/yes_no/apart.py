"""Whether a profile sets its role apart from what is asked."""

from __future__ import annotations

import re

from roleassistant.answering.compose.yes_no.asked import CLAUSES, SAME, telling_words
from roleassistant.domain import SectionKind
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import stems

_APART = Pattern(
    r"\b(?:(?:is |are )?(?:distinct|separate|different|set apart) from|differs? from|"
    r"are (?:separate|different)(?: focuses| roles)?|"
    r"(?:is|are|does|do|did) not|unlike|neighbou?ring focuses)\b"
)
_SAME_WORDS = frozenset(
    stems("same thing part basically different difference distinct separate differ")
)
_OTHERS_BEFORE = Pattern(r"are (?:separate|different)(?: focuses| roles)?|neighbou?ring focuses")


def sets_apart(plan: Plan, chunk: Chunk, asked: str) -> bool:
    """Whether a sentence of the summary says of something else what is asked of this role."""
    statement = chunk.statement
    if statement.section not in (SectionKind.SUMMARY, SectionKind.FOCUS):
        return False
    if re.search(r"n['’]t\b|\bnot\b", asked) and not SAME.search(asked):
        return False
    title = set(stems(chunk.title))
    telling = [w for w in telling_words(plan) if w not in _SAME_WORDS and w not in title]
    if not telling:
        return False
    for clause in CLAUSES.split(statement.text.casefold()):
        cues = list(_APART.finditer(clause))
        if len(cues) != 1:
            continue
        # "X and Y are separate" names them before it says so, "distinct from X" behind.
        behind = set(stems(clause[cues[0].end() :]))
        before = set(stems(clause[: cues[0].start()]))
        elsewhere = before if _OTHERS_BEFORE.fullmatch(cues[0].group()) else behind
        own = behind if elsewhere is before else before
        if all(word in elsewhere and word not in own for word in telling):
            return True
    return False
