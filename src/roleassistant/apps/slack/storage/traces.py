"""What was asked and answered, and what people said of it: for citations, reports and edits.

A trace is found by the id of its answer, which is random. Who may see it is decided by whoever
shows it: see `may_see`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sql

from roleassistant.answering.conversation.plain import NotPlain, from_plain, to_plain
from roleassistant.apps.slack.requests import Kind, Request
from roleassistant.apps.slack.storage.database import SlackDatabase, upsert
from roleassistant.apps.slack.storage.tables import answers, feedback
from roleassistant.apps.slack.storage.threads import forget_threads, forget_threads_of
from roleassistant.domain.answer import Answer


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer that was given, to whom and where. `messages` are the ts of what shows it;
    `view` is what could be seen in it: whoever sees less now is not shown it again."""

    id: str
    team: str
    channel: str
    thread_ts: str | None
    ts: str | None
    user: str
    surface: str
    public: bool
    question: str
    answer: Answer
    at: float
    milliseconds: float = 0.0
    messages: tuple[str, ...] = ()
    view: str = ""  # nobody's
    direct: tuple[str, str] | None = None  # the channel and thread with the asker that it went to
    about: str | None = None  # the answer that this is the rest of, or that it shares

    @property
    def shown_in(self) -> str:
        """The channel of its messages."""
        return self.direct[0] if self.direct is not None else self.channel

    def may_see(self, team: str, user: str, channel: str | None) -> bool:
        """Whether `user`, looking from `channel`, may see it: whoever asked, and where the answer
        was given to a channel, whoever stands in that channel."""
        if team != self.team:
            return False
        return user == self.user or (self.public and channel == self.channel)


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one user said of one answer. `wrong` is what was chosen in the form, if anything."""

    answer: str
    team: str
    user: str
    good: bool
    wrong: str | None = None
    expected: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a report sees it, with how many found its answer good or bad."""

    answer: str
    team: str
    channel: str
    thread: str | None
    user: str
    surface: str
    question: str
    intent: str
    abstained: bool
    reason: str | None
    answered_by: str
    milliseconds: float
    at: float
    good: int
    bad: int
    wrong: tuple[str, ...]
    expected: tuple[str, ...]
    comments: tuple[str, ...]


class Traces:
    """Safe from several threads and processes."""

    def __init__(self, database: SlackDatabase, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._now = now

    def save(self, trace: Trace) -> None:
        """Keep a trace, or what it says now."""
        self._database.write(lambda connection: keep_trace(connection, trace))

    def shown(
        self, answer: str, messages: tuple[str, ...], direct: tuple[str, str] | None = None
    ) -> None:
        """Keep the ts of the messages that show an answer, and where they are."""
        is_it = sql.update(answers).where(answers.c.id == answer)
        held = is_it.values(
            messages=json.dumps(messages), direct=json.dumps(direct) if direct else None
        )
        self._database.write(lambda connection: connection.execute(held))

    def get(self, answer: str) -> Trace | None:
        """The trace of an answer; None where there is none, or none that can be read."""
        return self._one(answers.c.id == answer)

    def of_message(self, team: str, channel: str, ts: str) -> Trace | None:
        """The last answer to what a message asked."""
        return self._one(
            sql.and_(answers.c.team == team, answers.c.channel == channel, answers.c.ts == ts)
        )

    def rests_of(self, team: str, channel: str, ts: str) -> tuple[Trace, ...]:
        """What the asker alone was told beyond the answers to a message."""
        of_message = sql.and_(
            answers.c.team == team, answers.c.channel == channel, answers.c.ts == ts
        )
        wanted = sql.select(answers).where(
            answers.c.about.in_(sql.select(answers.c.id).where(of_message)),
            answers.c.surface != Kind.SHARE.value,
        )
        rows = self._database.read(lambda connection: connection.execute(wanted).all())
        return tuple(trace for row in rows if (trace := _trace(row)) is not None)

    def in_thread(self, team: str, channel: str, thread_ts: str) -> frozenset[str]:
        """The ts of all messages that are known to show answers in a thread."""
        here = sql.and_(
            answers.c.team == team, answers.c.channel == channel, answers.c.thread == thread_ts
        )
        wanted = sql.select(answers.c.messages).where(here)
        rows = self._database.read(lambda c: c.execute(wanted).scalars().all())
        return frozenset(ts for row in rows for ts in json.loads(row))

    def recent(self, team: str, user: str, most: int = 5) -> tuple[str, ...]:
        """What a user asked last, the newest first, each once; not what they wrote below it in a
        thread, which says less without the thread."""
        first = sql.or_(
            answers.c.thread.is_(None),
            answers.c.thread == answers.c.ts,
            answers.c.ts.is_(None),  # pressed, and so worded by the bot
        )
        own = sql.and_(answers.c.team == team, answers.c.user_id == user, first)
        wanted = sql.select(answers.c.question).where(own).order_by(answers.c.at.desc())
        rows = self._database.read(lambda c: c.execute(wanted.limit(most * 4)).all())
        return tuple(dict.fromkeys(question for (question,) in rows))[:most]

    def rate(self, given: Feedback) -> None:
        """Keep what a user says of an answer; what they said before is replaced."""
        values = {
            "answer": given.answer,
            "team": given.team,
            "user_id": given.user,
            "good": given.good,
            "wrong": given.wrong,
            "expected": given.expected,
            "comment": given.comment,
            "at": self._now(),
        }

        def work(connection: sql.Connection) -> None:
            # What people say of a shared answer is said of the answer.
            shared = sql.select(answers.c.about).where(
                answers.c.id == given.answer, answers.c.surface == Kind.SHARE.value
            )
            original = connection.execute(shared).scalar() or given.answer
            upsert(connection, feedback, {**values, "answer": original})

        self._database.write(work)

    def asked(self, since: float = 0.0) -> tuple[Asked, ...]:
        """Every question since then, the oldest first."""

        def work(connection: sql.Connection) -> tuple[Asked, ...]:
            said: dict[str, list[sql.Row[tuple[object, ...]]]] = {}
            for row in connection.execute(sql.select(feedback).order_by(feedback.c.at)):
                said.setdefault(row.answer, []).append(row)
            columns = [
                c for c in answers.c if c.name not in ("answer", "messages", "direct", "about")
            ]
            rows = connection.execute(
                sql.select(*columns)
                .where(answers.c.at >= since, answers.c.surface != Kind.SHARE.value)
                .order_by(answers.c.at)
            )
            return tuple(_asked(row, said.get(row.id, [])) for row in rows)

        return self._database.read(work)

    def forget(self, team: str, user: str) -> int:
        """Delete all that is kept of a user; how many answers that were."""

        def work(connection: sql.Connection) -> int:
            own = sql.and_(answers.c.team == team, answers.c.user_id == user)
            of_own = sql.select(answers.c.id).where(own)
            connection.execute(sql.delete(feedback).where(feedback.c.answer.in_(of_own)))
            said = sql.and_(feedback.c.team == team, feedback.c.user_id == user)
            connection.execute(sql.delete(feedback).where(said))
            forget_threads_of(connection, team, user)
            return int(connection.execute(sql.delete(answers).where(own)).rowcount)

        return self._database.write(work)

    def forget_before(self, before: float) -> None:
        """Delete what is older: the policy of the house."""

        def work(connection: sql.Connection) -> None:
            connection.execute(sql.delete(answers).where(answers.c.at < before))
            connection.execute(sql.delete(feedback).where(feedback.c.at < before))
            forget_threads(connection, before)

        self._database.write(work)

    def _one(self, which: sql.ColumnElement[bool]) -> Trace | None:
        wanted = sql.select(answers).where(which).order_by(answers.c.at.desc()).limit(1)
        row = self._database.read(lambda connection: connection.execute(wanted).first())
        if row is None:
            return None
        return _trace(row)


def keep_trace(connection: sql.Connection, trace: Trace) -> None:
    """Keep a trace within a transaction."""
    answer = trace.answer
    values = {
        "id": trace.id,
        "team": trace.team,
        "channel": trace.channel,
        "thread": trace.thread_ts,
        "ts": trace.ts,
        "user_id": trace.user,
        "surface": trace.surface,
        "public": trace.public,
        "view": trace.view,
        "question": trace.question,
        "intent": answer.intent,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "answered_by": answer.answered_by,
        "milliseconds": trace.milliseconds,
        "at": trace.at,
        "messages": json.dumps(trace.messages),
        "direct": json.dumps(trace.direct) if trace.direct is not None else None,
        "about": trace.about,
        "answer": json.dumps(to_plain(answer), separators=(",", ":")),
    }
    upsert(connection, answers, values)


def trace_of(
    request: Request, answer: str, given: Answer, view: str, milliseconds: float, now: float
) -> Trace:
    """The trace of an answer to a request."""
    return Trace(
        id=answer,
        team=request.team,
        channel=request.channel,
        thread_ts=request.thread_ts,
        ts=request.ts,
        user=request.user,
        surface=request.surface.value,
        public=request.public,
        view=view,
        question=request.text,
        answer=given,
        at=now,
        milliseconds=milliseconds,
        about=request.about if request.kind is Kind.THE_REST else None,
    )


def _trace(row: sql.Row[Any]) -> Trace | None:
    """A trace as it is written; None where another version wrote it."""
    try:
        answer = from_plain(Answer, json.loads(row.answer))
    except (NotPlain, ValueError, RecursionError):
        return None  # written by another version: what it cites cannot be shown any more
    return Trace(
        id=row.id,
        team=row.team,
        channel=row.channel,
        thread_ts=row.thread,
        ts=row.ts,
        user=row.user_id,
        surface=row.surface,
        public=row.public,
        view=row.view,
        question=row.question,
        answer=answer,
        at=row.at,
        milliseconds=row.milliseconds,
        messages=tuple(json.loads(row.messages)),
        direct=_pair(row.direct),
        about=row.about,
    )


def _pair(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    channel, ts = json.loads(text)
    return channel, ts


def _asked(row: sql.Row[tuple[object, ...]], said: list[sql.Row[tuple[object, ...]]]) -> Asked:
    return Asked(
        answer=row.id,
        team=row.team,
        channel=row.channel,
        thread=row.thread,
        user=row.user_id,
        surface=row.surface,
        question=row.question,
        intent=row.intent,
        abstained=row.abstained,
        reason=row.reason,
        answered_by=row.answered_by,
        milliseconds=row.milliseconds,
        at=row.at,
        good=sum(1 for each in said if each.good),
        bad=sum(1 for each in said if not each.good),
        wrong=tuple(each.wrong for each in said if each.wrong),
        expected=tuple(each.expected for each in said if each.expected),
        comments=tuple(each.comment for each in said if each.comment),
    )
