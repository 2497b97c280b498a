"""Text that stands for other text: "all criteria from level one", "L3 fluency still applicable".

It is followed: what the other level says of the same dimension holds here too, in whichever
document it stands, which is said to be inferred, with the words that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roleassistant.domain import Attribution, Level, Statement
from roleassistant.domain.level import rung_key

# A longer text says something of its own, whatever else it refers to.
_MAX = 160
_CONFIDENCE = 0.9
_WHAT = (
    r"(?:(?:of )?(?:the )?(?:above|criteri\w+|expectations?|responsibilit\w+|requirements?"
    r"|competenc\w+|skills?|behaviou?rs?|points?|items?|duties|that|those|it))"
)
_NAME = (
    r"(?P<name>(?:the\s+)?(?:(?:previous|prior|preceding|lower|earlier)\b|(?:level|one) below"
    r"|[\w\-.]+(?:\s+[\w\-.]+){0,3}))"
)
_BACK = re.compile(
    rf"\W*(?:(?:all|everything|(?:the )?same|any|continues? to meet|meets?(?: all)?|has all)\s+"
    rf"(?:{_WHAT}\s+)?(?:from|of|in|at|for|as|listed (?:at|for|in|under)|under"
    rf"|expected (?:of|at|from))|(?:same )?as (?:for|at|in|per)|see"
    r"|includes?(?: all)?(?: of)?(?: the)?"
    r"|builds? (?:up)?on"
    rf"|extends?(?: that of| those of| the)?|inherits?(?: from)?|all|meets?(?: all)?)\s+"
    rf"(?:{_WHAT}\s+(?:from|of|at|for|in)\s+)?{_NAME}",
    re.IGNORECASE,
)
# "As Mid, plus", "as Staff": nothing but the level, and that there is more.
_AS = re.compile(
    r"\W*as\s+(?:(?:for|at|in)\s+)?(?P<name>[\w\-.]+(?:\s+[\w\-.]+){0,2}?)"
    r"\s*[,;:.+&–—-]*\s*(?:$|\b(?:plus|and|but|with|also)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_STILL = re.compile(
    r"\b(?:(?:still|also|continues? to|equally)\s+)?(?:appl(?:y|ies|icable|icable here)|hold)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:the\s+)?(?:(?:previous|prior|preceding|lower|earlier)\b|(?:level|one) below\b)", re.I
)
_WORDS = re.compile(r"\b(one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)
_NUMBERS = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine".split(), 1)
}
_MOST_WORDS = 4


def inherited(
    said: Sequence[Statement], ladder: Sequence[Level]
) -> Iterator[tuple[int, Statement]]:
    """What the statements of a role that refer to another level stand for: the place in `said` of
    what is taken over, and the statement with the level that takes it over."""
    refers: dict[tuple[str, Level], list[tuple[Level, str]]] = {}
    says: dict[tuple[str, Level], list[int]] = {}
    for number, one in enumerate(said):
        if len(one.levels) != 1:
            continue
        place = ((one.dimension or "").casefold(), one.levels[0])
        target = _target(one.text, one.levels[0], ladder)
        if target is not None and target != one.levels[0]:
            refers.setdefault(place, []).append((target, one.text))
        else:
            says.setdefault(place, []).append(number)
    for (dimension, level), references in refers.items():
        waiting = list(references)
        reached = {level}
        while waiting:
            target, words = waiting.pop(0)
            if target in reached:
                continue
            reached.add(target)
            how = Attribution("inferred", f"inherited from {target}: {words!r}", _CONFIDENCE)
            for (other, at), numbers in says.items():
                if at == target and (other == dimension or other.startswith(f"{dimension}: ")):
                    for number in numbers:
                        yield number, replace(said[number], levels=(level,), attribution=how)
            waiting += [(further, words) for further, _ in refers.get((dimension, target), ())]


def _target(text: str, own: Level, ladder: Sequence[Level]) -> Level | None:
    """The level that a text refers to, if it does no more than that or begins with it."""
    if len(text) > _MAX:
        return None
    match = _BACK.match(text)
    if match is not None and _BEFORE.match(match["name"]):
        at = ladder.index(own) if own in ladder else 0
        return ladder[at - 1] if at > 0 else None
    if match is not None and (found := _named(match["name"], ladder)) is not None:
        return found
    if (alone := _AS.fullmatch(text)) is not None:
        by_key = {level.key: level for level in ladder}
        found = by_key.get(rung_key(alone["name"])) or by_key.get(Level.called(alone["name"]).key)
        if found is not None:
            return found
    return _named(text, ladder) if _STILL.search(text) else None


def _named(text: str, ladder: Sequence[Level]) -> Level | None:
    """The first level of the ladder that words name, longest names first."""
    words = _WORDS.sub(lambda match: _NUMBERS[match[0].casefold()], text).split()
    words = [word.strip(".,;:()'\"") for word in words]
    by_key = {level.key: level for level in ladder}
    by_key |= {f"l{level.grade}": level for level in ladder if level.track}
    by_key |= {f"level{level.grade}": level for level in ladder if level.track}
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            part = " ".join(words[first : first + length])
            level = by_key.get(rung_key(part)) or by_key.get(Level.called(part).key if part else "")
            if level is not None:
                return level
    return None
