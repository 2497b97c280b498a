"""What people ask and do not get: for whoever looks after the profiles.

Questions in the same words are one line. Nobody is named unless that is asked for: a line says how
many people asked, and a mention in a question is made anonymous.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from roleassistant.apps.slack.storage.traces import Asked
from roleassistant.retrieval.plan import Intent
from roleassistant.retrieval.words import fold

_MENTION = re.compile(r"@[UW][A-Z0-9]{5,}\b")
SOMEBODY = "@somebody"

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Counts:
    """What was asked in a stretch of time. `off_topic` of the `abstained` had nothing to do with
    roles; `good` and `bad` count feedback."""

    begins: datetime
    asked: int
    people: int
    abstained: int
    off_topic: int
    good: int
    bad: int


@dataclass(frozen=True, slots=True)
class Line:
    """One question with all that was said of its answers; `reason` is why the last abstained.
    Times are in UTC, `users` are empty unless they were asked for."""

    question: str
    intent: str
    times: int
    people: int
    abstained: int
    reason: str
    good: int
    bad: int
    wrong: tuple[tuple[str, int], ...]
    comments: tuple[str, ...]
    expected: tuple[str, ...]
    first: datetime
    last: datetime
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """`lines` are all questions from `since` until `until`, those asked most first; `weeks` begin
    on Mondays."""

    since: datetime
    until: datetime
    total: Counts
    weeks: tuple[Counts, ...]
    lines: tuple[Line, ...]

    @property
    def unanswered(self) -> tuple[Line, ...]:
        """About roles, and abstained from: what the profiles lack, or do not say clearly."""
        ours = [x for x in self.lines if x.abstained and x.intent != Intent.OFF_TOPIC.value]
        return _sorted(ours, lambda line: line.abstained)

    @property
    def disliked(self) -> tuple[Line, ...]:
        """With bad feedback, the most of it first."""
        return _sorted([x for x in self.lines if x.bad], lambda line: line.bad - line.good)


def report_on(
    asked: Sequence[Asked], since: datetime, until: datetime, *, with_users: bool = False
) -> Report:
    """The report on what was asked from `since` until `until`."""
    within = [one for one in asked if since <= moment(one) < until]
    by_words = _grouped(within, lambda one: _in_words(one.question))
    by_week = _grouped(within, lambda one: _monday(moment(one)))
    return Report(
        since,
        until,
        _counts(since, within),
        tuple(_counts(max(begins, since), held) for begins, held in sorted(by_week.items())),
        _sorted((_line(held, with_users) for held in by_words.values()), lambda line: line.times),
    )


def moment(asked: Asked) -> datetime:
    """When it was asked, in UTC."""
    return datetime.fromtimestamp(asked.at, UTC)


def anonymous(text: str) -> str:
    """`text` without the ids of people that it mentions."""
    return _MENTION.sub(SOMEBODY, text)


def _grouped(asked: Iterable[Asked], key: Callable[[Asked], _Key]) -> dict[_Key, list[Asked]]:
    groups: dict[_Key, list[Asked]] = {}
    for one in asked:
        groups.setdefault(key(one), []).append(one)
    return groups


def _in_words(question: str) -> str:
    """What makes two questions one: the same words, however they are written."""
    return " ".join(fold(anonymous(question)).split()).strip(" ?!.")


def _monday(when: datetime) -> datetime:
    day = when.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


def _counts(begins: datetime, asked: Sequence[Asked]) -> Counts:
    return Counts(
        begins=begins,
        asked=len(asked),
        people=_people(asked),
        abstained=sum(one.abstained for one in asked),
        off_topic=sum(one.abstained and one.intent == Intent.OFF_TOPIC.value for one in asked),
        good=sum(one.good for one in asked),
        bad=sum(one.bad for one in asked),
    )


def _line(asked: Sequence[Asked], with_users: bool) -> Line:
    last = asked[-1]
    reasons = [one.reason for one in asked if one.abstained and one.reason]
    written = Counter(one.question for one in asked)
    wrong = Counter(each for one in asked for each in one.wrong)

    def told(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(text if with_users else anonymous(text) for text in texts)

    return Line(
        question=told([max(written, key=lambda words: (written[words], words))])[0],
        intent=last.intent,
        times=len(asked),
        people=_people(asked),
        abstained=sum(one.abstained for one in asked),
        reason=told(reasons[-1:] or [""])[0],
        good=sum(one.good for one in asked),
        bad=sum(one.bad for one in asked),
        wrong=tuple(sorted(wrong.items(), key=lambda each: (-each[1], each[0]))),
        comments=told(each for one in asked for each in one.comments),
        expected=told(each for one in asked for each in one.expected),
        first=moment(asked[0]),
        last=moment(last),
        users=tuple(sorted({one.user for one in asked})) if with_users else (),
    )


def _people(asked: Iterable[Asked]) -> int:
    return len({(one.team, one.user) for one in asked})


def _sorted(lines: Iterable[Line], how_much: Callable[[Line], int]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (-how_much(line), -line.times, line.question)))
