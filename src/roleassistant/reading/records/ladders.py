"""What a table calls the levels of a role, and which of them is higher.

"Associate business architect" is the level Associate of the role Business architect; a level that
bears the role's own name keeps it. Which is higher is told by a column of numbers, by the ranks
that ladders everywhere use, by how well skills have to be mastered, and by the order of the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from roleassistant.domain import Level
from roleassistant.domain.level import UNRANKED
from roleassistant.reading.interpretation.naming import Sureness, named
from roleassistant.reading.records.headers import RANK, grade_rank, step_rank
from roleassistant.reading.showing import folded

_WORD = re.compile(r"[^\W_]+(?:['’&/-][^\W_]+)*")
_PARTED = re.compile(r"\s*(?:[—–:·|]|\s-\s|(?=\())\s*")
_CODED = re.compile(
    r"[A-Za-z]{1,4}[ -]?\d{1,2}|(?:level|grade|band|stufe|tier) \d{1,2}", re.IGNORECASE
)
_HANGING = frozenset("of for the and in to a an with by".split())
# How much better skills have to be mastered for that to tell one level from another.
_TELLING = 0.02


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels of one role. `called` maps what the table writes to its level; `order` is from the
    lowest to the highest; `as_listed` where nothing but the order of the table tells it."""

    called: Mapping[str, Level]
    order: tuple[Level, ...]
    as_listed: bool = False


def ladder(
    role: str,
    names: Sequence[str],
    heights: Mapping[str, float] | None = None,
    mastered: Mapping[str, float] | None = None,
) -> Ladder:
    """The ladder of `role`, of which the table names the levels `names`, in its order.

    `heights` are what a column of numbers says of them, `mastered` how well their skills have to be
    mastered, on average.
    """
    labels = _labels(role, names)
    levels = {name: _level(labels[name]) for name in names}
    if len(set(levels.values())) < len(set(labels.values())):
        levels = {name: Level.called(labels[name]) for name in names}
    order = _ordered(role, names, levels, heights or {}, mastered or {})
    unlike = {level.track for level in levels.values()}
    if "" in unlike:
        ranked = {name: height for height, name in enumerate(order, 1)}
        levels = {name: Level(levels[name].label, "", ranked[name]) for name in names}
    named = [level for level in levels.values() if not level.track]
    told = bool(heights or mastered) or any(
        grade_rank(name) is not None or _rank(name) is not None for name in names
    )
    told = told or (not named and len(unlike) == 1)
    return Ladder(
        levels, tuple(dict.fromkeys(levels[name] for name in order)), not told and len(names) > 1
    )


def split_title(title: str) -> tuple[str, str] | None:
    """A title as the rung and the role: "Senior Data Engineer" → Senior, Data Engineer."""
    words = list(_WORD.finditer(title))
    if len(words) > 1 and RANK.get(words[0].group().casefold(), UNRANKED) >= 0:
        return words[0].group(), folded(title[words[1].start() :])
    if len(words) > 1 and re.fullmatch(r"[IVX]{1,4}|\d{1,2}|[A-Z]{1,3}\d{1,2}", words[-1].group()):
        return words[-1].group(), folded(title[: words[-1].start()]).rstrip(" -–—,(")
    return None


def _level(label: str) -> Level:
    """The level of a label; where a part of it is a code, that is the level ("P4 – Senior")."""
    if (grade := grade_rank(label)) is not None:
        return Level(label, "", grade)
    whole = Level.called(label)
    if whole.track:
        return whole
    for part in (piece.strip(" ()") for piece in _PARTED.split(label)):
        if _CODED.fullmatch(part):
            return Level.called(part)
    inner = named(label)
    return inner.levels[0] if inner.sureness is Sureness.NUMBERED else whole


def _labels(role: str, names: Sequence[str]) -> dict[str, str]:
    """What each level is called without the name of the role, where that leaves a name."""
    phrases = _phrases(role, names)
    found: dict[str, str] = {}
    for name in names:
        label = folded(name)
        for phrase in phrases:
            left = _without(label, phrase)
            if left is not None:
                label = left
                break
        found[name] = label[:1].upper() + label[1:]
    if len({label.casefold() for label in found.values()}) < len(
        {folded(name).casefold() for name in names}
    ):
        return {name: folded(name) for name in names}
    return found


def _phrases(role: str, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Names of the role as its levels may hold them, the longest first: the whole, without what
    stands in brackets, with it instead of what it shortens, and what most levels have in common."""
    whole = re.sub(r"\([^()]*\)", " ", role)
    inner = re.findall(r"\(([^()]*)\)", role)
    phrases = {_words(role), _words(whole)}
    after = _words(role.rpartition(")")[2]) if inner else ()
    phrases |= {(*_words(short), *after) for short in inner}
    phrases |= {_words(part) for part in re.split(r"\s*[/|]\s*", role)}
    split = [_words(name) for name in names]
    for words in split:
        if len(words) > 0 and sum(_has(words, other) for other in split) > len(split) / 2:
            phrases.add(words)
    return sorted((p for p in phrases if p), key=lambda p: (-len(p), p))


def _ranks(word: str) -> bool:
    """Whether a word says how high somebody stands: "Major" of an incident manager does not."""
    return word in RANK


def _has(phrase: Sequence[str], words: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(words[at : at + size]) == tuple(phrase) for at in range(len(words) - size + 1))


def _without(label: str, phrase: Sequence[str]) -> str | None:
    """`label` without the words of `phrase`; None where it has not all of them, or nothing that
    could be a name is left."""
    words = list(_WORD.finditer(label))
    size = len(phrase)
    for at in range(len(words) - size + 1):
        if tuple(w.group().casefold() for w in words[at : at + size]) == tuple(phrase):
            before = label[: words[at].start()].strip(" ,")
            after = label[words[at + size - 1].end() :].strip(" ,")
            left = folded(f"{before} {after}").strip(" ,-–—")
            kept = [word.group().casefold() for word in _WORD.finditer(left)]
            return left if kept and kept[-1] not in _HANGING and any(map(_ranks, kept)) else None
    return None


def _ordered(
    role: str,
    names: Sequence[str],
    levels: Mapping[str, Level],
    heights: Mapping[str, float],
    mastered: Mapping[str, float],
) -> list[str]:
    """The names from the lowest to the highest: by how many of the others stand below each."""
    if all(name in heights for name in names):
        return sorted(names, key=lambda name: (heights[name], names.index(name)))
    below = dict.fromkeys(names, 0.0)
    for one, other in combinations(names, 2):
        higher = _higher(one, other, role, levels, mastered)
        if higher == 0:
            higher = -1  # as the table lists them
        below[one if higher > 0 else other] += 1
    return sorted(names, key=lambda name: (below[name], names.index(name)))


def _higher(
    one: str, other: str, role: str, levels: Mapping[str, Level], mastered: Mapping[str, float]
) -> int:
    """1 where `one` stands above `other`, -1 where below, 0 where nothing tells."""
    first, second = levels[one], levels[other]
    if first.track and first.track == second.track and first.grade != second.grade:
        return _sign(first.grade - second.grade)
    grades = grade_rank(first.label), grade_rank(second.label)
    if grades[0] is not None and grades[1] is not None:
        return _sign(grades[0] - grades[1])
    ranks = _rank(one), _rank(other)
    if ranks[0] is not None and ranks[1] is not None and ranks[0] != ranks[1]:
        return _sign(ranks[0] - ranks[1])
    steps = step_rank(first.label), step_rank(second.label)
    if steps[0] is not None and steps[1] is not None and steps[0] != steps[1]:
        return _sign(steps[0] - steps[1])
    if one in mastered and other in mastered:
        gained = mastered[one] - mastered[other]
        if abs(gained) > _TELLING:
            return _sign(gained)
    middle = float(RANK["intermediate"])
    placed = [
        middle if rank is None and _words(name) == _words(role) else rank
        for name, rank in zip((one, other), ranks, strict=True)
    ]
    if placed[0] is not None and placed[1] is not None:
        return _sign(placed[0] - placed[1])
    return 0


def _rank(name: str) -> float | None:
    """The rank of its highest word; one of a lower rank before it moves it a little: an associate
    director stands below a director, a senior principal above a principal."""
    found = [RANK[word] for word in _words(name) if word in RANK]
    if not found:
        return None
    highest = max(found)
    if "senior" in _words(name) and highest > RANK["senior"]:
        return highest + 0.3
    return highest - 0.3 if min(found) <= RANK["junior"] < highest else float(highest)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.group().casefold() for word in _WORD.finditer(text))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
