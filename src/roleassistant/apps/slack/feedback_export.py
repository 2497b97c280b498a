"""Feedback as `roleassistant eval new --feedback` reads it: a row a question, grouped by thread."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from roleassistant.apps.slack.blocks.feedback_modal import shown_as
from roleassistant.apps.slack.report import anonymous
from roleassistant.apps.slack.storage.traces import Asked


@dataclass(frozen=True, slots=True)
class Row:
    """One turn. `thread` is the same for the turns of one, and tells nothing of where it was;
    `rating` is "up", "down" or, where nobody said anything, empty."""

    question: str
    thread: str
    rating: str
    comment: str
    expected: str

    def as_row(self) -> dict[str, str]:
        """By the names of its columns."""
        return asdict(self)


COLUMNS = tuple(Row.__dataclass_fields__)


def feedback_rows(asked: Sequence[Asked]) -> Iterator[Row]:
    """Every thread in which somebody rated an answer, up to the last that was rated: a follow-up
    means nothing without what was asked before it. `asked` is in the order of asking."""
    threads: dict[str, list[Asked]] = {}
    for one in asked:
        threads.setdefault(_thread(one), []).append(one)
    for name, turns in threads.items():
        rated = [at for at, one in enumerate(turns) if one.good or one.bad]
        for one in turns[: rated[-1] + 1] if rated else ():
            yield _row(name, one)


def _thread(asked: Asked) -> str:
    """A name without meaning. What was asked beside any thread stands alone."""
    where = [asked.team, asked.channel, asked.thread or "", "" if asked.thread else asked.answer]
    return hashlib.sha256("\n".join(where).encode()).hexdigest()[:12]


def _row(thread: str, asked: Asked) -> Row:
    rating = "" if not (asked.good or asked.bad) else "down" if asked.bad >= asked.good else "up"
    said = [shown_as(each) for each in dict.fromkeys(asked.wrong)]
    comment = "; ".join([*said, *asked.comments])
    expected = asked.expected[-1] if asked.expected else ""
    return Row(
        question=anonymous(asked.question),
        thread=thread,
        rating=rating,
        comment=anonymous(comment),
        expected=anonymous(expected),
    )
