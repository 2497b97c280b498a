"""Conversations as rows of plain JSON: what is read, written and forgotten.

`threads` holds the state of each conversation as one JSON text, with its digest and the number of
its last turn; `turns` holds what was asked and understood. A thread is found by its owner and its
name together, so that nobody reads another's.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.exc import IntegrityError

from roleassistant.answering.conversation.database import Database, tables
from roleassistant.answering.conversation.plain import NotPlain
from roleassistant.answering.conversation.remembered import Remembered
from roleassistant.answering.conversation.thread import Thread
from roleassistant.domain.visibility import WHOLE, View
from roleassistant.errors import UsageError

KEEP_DAYS = 30
_DAY = 86_400
_MOST_LETTERS = 1_000_000
_OWNER, _NAME = 400, 200

_threads = sql.Table(
    "threads",
    tables,
    sql.Column("owner", sql.String(_OWNER), primary_key=True),
    sql.Column("thread", sql.String(_NAME), primary_key=True),
    sql.Column("number", sql.Integer, nullable=False),
    sql.Column("updated", sql.BigInteger, nullable=False, index=True),
    sql.Column("state", sql.Text, nullable=False),
    sql.Column("digest", sql.String(64), nullable=False),
)
_turns = sql.Table(
    "turns",
    tables,
    sql.Column("owner", sql.String(_OWNER), primary_key=True),
    sql.Column("thread", sql.String(_NAME), primary_key=True),
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("at", sql.BigInteger, nullable=False, index=True),
    sql.Column("turn", sql.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class ThreadKey:
    """Whose conversation, and which: `thread` is a name within the scope of `owner`."""

    owner: str
    thread: str

    def __post_init__(self) -> None:
        for what, value, most in (("owner", self.owner, _OWNER), ("id", self.thread, _NAME)):
            if not value.strip() or len(value) > most or not value.isprintable():
                raise UsageError(
                    f"{value[:40]!r} cannot be the {what} of a conversation. Use letters, digits "
                    f"and punctuation, from 1 to {most} of them."
                )


@dataclass(frozen=True, slots=True)
class Kept:
    """A thread as it is stored, seen in a view: `number` counts its turns, 0 for one that is not
    there. `warning` is set where it could not be read."""

    thread: Thread
    number: int = 0
    warning: str | None = None


class ConversationStore:
    """Keeps threads. Safe from several threads and processes."""

    def __init__(
        self,
        url: str | None,
        folder: Path,
        *,
        keep_days: int = KEEP_DAYS,
        now: Callable[[], float] = time.time,
    ) -> None:
        """A database by `url`, or else SQLite in `folder`.

        Conversations that nobody went on with for `keep_days` are forgotten.
        """
        self._database = Database(url, folder)
        self._keep = keep_days * _DAY
        self._now = now

    def load(self, key: ThreadKey, view: View = WHOLE) -> Kept:
        """The thread as it stands for whoever sees `view`: of turns that were answered for others
        it holds those alone in which nothing else was seen. An empty one where there is none, or
        none that can be read.

        Raises:
            ConversationsUnavailable: the database is locked, or does not answer.
        """
        row = self._database.attempt(lambda: self._row(key))
        if row is None:
            return Kept(Thread())
        number, state, digest = row
        try:
            if digest != _digest(key, number, state):
                raise NotPlain("its digest is another")
            return Kept(Remembered.from_plain(json.loads(state)).seen_in(view), number)
        except (NotPlain, ValueError, RecursionError) as problem:
            return Kept(
                Thread(),
                number,
                f"What was said before in this conversation cannot be read ({problem}). It goes on "
                f"without that.",
            )

    def save(
        self,
        key: ThreadKey,
        after: int,
        thread: Thread,
        turn: Mapping[str, object],
        view: View = WHOLE,
    ) -> bool:
        """Write the turn that follows turn number `after`, and the thread with it, as it is for
        whoever sees `view`.

        False where another turn came first: then nothing is written. What is older than the policy
        allows is forgotten in the same step.

        Raises:
            ConversationsUnavailable: the database is locked, full, or does not answer.
        """
        try:
            return self._database.attempt(lambda: self._write(key, after, thread, turn, view))
        except IntegrityError:
            return False  # two first turns at once: the other was first

    def forget(self, owner: str) -> None:
        """Delete every conversation of `owner`.

        Raises:
            ConversationsUnavailable: the database is locked, or does not answer.
        """

        def work() -> None:
            with self._database.writing() as connection:
                for table in (_turns, _threads):
                    connection.execute(sql.delete(table).where(table.c.owner == owner))

        self._database.attempt(work)

    def told(self) -> tuple[str, ...]:
        """What was damaged and begun anew since this was last asked."""
        return self._database.told()

    def close(self) -> None:
        """Let go of connections. The store can be used again."""
        self._database.close()

    def _row(self, key: ThreadKey) -> tuple[int, str, str] | None:
        wanted = sql.select(_threads.c.number, _threads.c.state, _threads.c.digest).where(
            _is(_threads, key), _threads.c.updated > self._oldest()
        )
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        return None if row is None else (row.number, row.state, row.digest)

    def _write(
        self,
        key: ThreadKey,
        after: int,
        thread: Thread,
        turn: Mapping[str, object],
        view: View,
    ) -> bool:
        number, at = after + 1, int(self._now())
        here = {"owner": key.owner, "thread": key.thread}
        following = sql.update(_threads).where(_is(_threads, key), _threads.c.number == after)
        with self._database.writing() as connection:
            old = self._oldest()
            connection.execute(sql.delete(_threads).where(_threads.c.updated <= old))
            connection.execute(sql.delete(_turns).where(_turns.c.at <= old))
            before = connection.execute(sql.select(_threads).where(_is(_threads, key))).first()
            state = _as_text(_remembered(key, before).followed(view, thread))
            values = {
                "number": number,
                "updated": at,
                "state": state,
                "digest": _digest(key, number, state),
            }
            if not connection.execute(following.values(values)).rowcount:
                there = sql.select(_threads.c.number).where(_is(_threads, key))
                if after or connection.execute(there).first() is not None:
                    return False
                connection.execute(sql.insert(_threads).values({**here, **values}))
            said = {**here, "number": number, "at": at, "turn": json.dumps(turn)}
            connection.execute(sql.insert(_turns).values(said))
        return True

    def _oldest(self) -> int:
        return int(self._now()) - self._keep


def _is(table: sql.Table, key: ThreadKey) -> sql.ColumnElement[bool]:
    return sql.and_(table.c.owner == key.owner, table.c.thread == key.thread)


def _remembered(key: ThreadKey, row: sql.Row[Any] | None) -> Remembered:
    """What a stored thread remembers; nothing where it cannot be read, which loading it said."""
    if row is None or row.digest != _digest(key, row.number, row.state):
        return Remembered()
    try:
        return Remembered.from_plain(json.loads(row.state))
    except (NotPlain, ValueError, RecursionError):
        return Remembered()


def _as_text(remembered: Remembered) -> str:
    """The state as JSON; answers that are too long to keep are left out, never the thread."""
    text = json.dumps(remembered.as_plain(), separators=(",", ":"))
    if len(text) > _MOST_LETTERS:
        text = json.dumps(remembered.shortened().as_plain(), separators=(",", ":"))
    return text


def _digest(key: ThreadKey, number: int, state: str) -> str:
    """Over all that makes a row: one that was moved to another owner is none of theirs."""
    held = json.dumps([key.owner, key.thread, number, state])
    return hashlib.sha256(held.encode()).hexdigest()
