"""Text that stands for other text: "all criteria from level one", "as for Senior, plus …".

It is followed: what the other level says of the same dimension holds here too, which is said to be
inferred, with the words that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roleassistant.domain import Attribution, Level
from roleassistant.domain.level import rung_key
from roleassistant.reading.interpretation.placing import Placed

_ALL = r"(?:all|everything|the same|same|every(?:thing)?|any)"
_WHAT = (
    r"(?:(?:of )?(?:the )?(?:above|criteria|criterion|expectations?|responsibilit\w+|requirements?"
    r"|competenc\w+|skills?|behaviou?rs?|points?|items?|that|those|fluency|knowledge|of))"
)
_BACK = re.compile(
    rf"(?:{_ALL}\s+(?:{_WHAT}\s+)?(?:from|of|in|at|for|as|listed (?:at|for|in|under)|under)"
    rf"|(?:same )?as (?:for|at|in|per|with)?|(?:see|extends?|builds? (?:up)?on|inherits?(?: from)?"
    r"|includes?"
    r"(?: all)?(?: of)?|continues?(?: from)?|plus|in addition to|on top of|meets?(?: all)?(?: of)?)"
    r"(?: that of| those of| the| all)?)\s+"
    r"(?P<name>(?:the\s+)?(?:previous|prior|preceding|lower|earlier|level below|one below|above"
    r"|levels? \w+"
    r"|[\w\-.]+(?:\s+[\w\-.]+){0,3}))",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"(?P<name>[\w\-.]+(?:\s+[\w\-.]+){0,2}?)\s+\w+\s+(?:still\s+)?(?:appl(?:y|ies|icable)|holds?)\b"
    r"|(?P<plain>[\w\-.]+)(?:'s)?\s+(?:criteria|expectations|responsibilities)?\s*"
    r"(?:still )?appl(?:y|ies)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:the\s+)?(?:previous|prior|preceding|lower|earlier|level below|one below)\b", re.I
)
_WORDS = re.compile(r"\b(one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)
_NUMBERS = {
    w: str(n) for n, w in enumerate("one two three four five six seven eight nine".split(), 1)
}
# A longer text says something of its own, whatever else it refers to.
_MAX = 160
CONFIDENCE = 0.9


def inherited(placed: Sequence[Placed], ladder: Sequence[Level]) -> Iterator[Placed]:
    """What the texts among `placed` that refer to another level stand for."""
    refers: dict[tuple[str, Level], list[tuple[Level, Placed]]] = {}
    says: dict[tuple[str, Level], list[Placed]] = {}
    for one in placed:
        if len(one.levels) != 1:
            continue
        place = (_key(one), one.levels[0])
        target = _target(one.words.text, one.levels[0], ladder) if _is_short(one) else None
        if target is not None and target != one.levels[0]:
            refers.setdefault(place, []).append((target, one))
        else:
            says.setdefault(place, []).append(one)
    for (key, level), references in refers.items():
        waiting = list(references)
        reached = {level}
        while waiting:
            target, reference = waiting.pop(0)
            if target in reached:
                continue
            reached.add(target)
            how = Attribution(
                "inferred", f"inherited from {target}: {reference.words.text!r}", CONFIDENCE
            )
            for (other, at), texts in says.items():
                if at == target and (other == key or other.startswith(f"{key}: ")):
                    for one in texts:
                        yield replace(one, levels=(level,), attribution=how)
            waiting += [(further, reference) for further, _ in refers.get((key, target), ())]


def _is_short(one: Placed) -> bool:
    return len(one.words.text) <= _MAX


def _key(one: Placed) -> str:
    role = one.role.title if one.role is not None else ""
    return f"{role}\0{(one.dimension or '').casefold()}"


def _target(text: str, own: Level, ladder: Sequence[Level]) -> Level | None:
    """The level that a text refers to, if it does no more than that or begins with it."""
    match = _BACK.match(text.strip(" (*_-–")) or _BACK.search(text[:60]) or _STILL.match(text)
    if match is None:
        return None
    name = (match["name"] or "") if "name" in match.groupdict() else ""
    name = name or match.groupdict().get("plain") or ""
    if _BEFORE.match(name):
        at = ladder.index(own) if own in ladder else 0
        return ladder[at - 1] if at > 0 else None
    said = _WORDS.sub(lambda m: _NUMBERS[m[0].casefold()], name)
    words = said.split()
    by_key = {level.key: level for level in ladder}
    by_number = {str(level.grade): level for level in ladder if level.track}
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            part = " ".join(words[first : first + length])
            if (
                found := by_key.get(Level.called(part).key) or by_key.get(rung_key(part))
            ) is not None:
                return found
    digits = re.search(r"\blevels? (\d{1,2})\b", said, re.IGNORECASE)
    return by_number.get(digits[1]) if digits else None
