"""The bot's database: its tables are made when it is first opened, like those of conversations.

SQLite in the index folder serves one process or several on one machine; PostgreSQL by URL serves
replicas on several. Where both are meant, `serialised` makes PostgreSQL take the turns that
SQLite's one writer takes by itself: what is claimed, queued or leased is decided one at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sql

from roleassistant.answering.conversation.database import Database, Holding
from roleassistant.apps.slack.storage.tables import schema, tables
from roleassistant.errors import SlackStoreUnavailable
from roleassistant.settings import Settings

# An acknowledgement has three seconds; what waits longer than this for a lock is not acknowledged,
# and Slack sends it again.
HOLDING = Holding(
    what="What the Slack bot keeps",
    file="slack.sqlite",
    tables=tables,
    schema=schema,
    version=2,
    setting="slack.database",
    lost="questions that waited in it are lost, and answers given before cannot be cited again",
    unavailable=SlackStoreUnavailable,
    busy_seconds=1.5,
    grows_from=1,
)
# Any number does that no other program on the same PostgreSQL database uses.
_TURN = 0x5C1AC

_Result = TypeVar("_Result")


class SlackDatabase:
    """Reads and writes, each whole or not at all. Safe from several threads and processes."""

    def __init__(self, url: str | None, folder: Path, *, read_only: bool = False) -> None:
        """A database by `url`, or else SQLite in `folder`. Nothing is opened yet; what is
        `read_only` is never made, mended or moved."""
        self._database = Database(url, folder, HOLDING, read_only=read_only)

    @classmethod
    def of(cls, settings: Settings, *, read_only: bool = False) -> SlackDatabase:
        """The one that the settings name."""
        return cls(settings.slack.database, settings.index, read_only=read_only)

    @property
    def place(self) -> str:
        """The file, or the URL without its password."""
        return self._database.place

    def exists(self) -> bool:
        """Whether it is there, as far as that is seen without opening it."""
        return self._database.exists()

    def read(self, work: Callable[[sql.Connection], _Result]) -> _Result:
        """What `work` reads in one transaction.

        Raises:
            SlackStoreUnavailable: the database is locked, or does not answer.
        """

        def reading() -> _Result:
            with self._database.reading() as connection:
                return work(connection)

        return self._database.attempt(reading)

    def write(self, work: Callable[[sql.Connection], _Result]) -> _Result:
        """What `work` gives; what it wrote is there, whole.

        Raises:
            SlackStoreUnavailable: the database is locked, full, or does not answer.
        """

        def writing() -> _Result:
            with self._database.writing() as connection:
                return work(connection)

        return self._database.attempt(writing)

    def told(self) -> tuple[str, ...]:
        """What was damaged and begun anew since this was last asked."""
        return self._database.told()

    def close(self) -> None:
        """Let go of connections. The database can be used again."""
        self._database.close()


@contextmanager
def serialised(connection: sql.Connection) -> Iterator[None]:
    """Until the transaction ends, no other one is in here."""
    if connection.dialect.name == "postgresql":
        connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_TURN)))
    yield


def insert_new(connection: sql.Connection, table: sql.Table, values: Mapping[str, object]) -> bool:
    """Insert a row, unless one with its key is there already; whether it was inserted."""
    from sqlalchemy.dialects import postgresql, sqlite

    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(dict(values)).on_conflict_do_nothing()
    # Not by `rowcount`: of an insertion, not every driver tells it.
    inserted = connection.execute(statement.returning(*table.primary_key))
    return inserted.first() is not None


def upsert(connection: sql.Connection, table: sql.Table, values: Mapping[str, object]) -> None:
    """Insert a row, or replace what the one with its key says."""
    if not insert_new(connection, table, values):
        keys = [column.name for column in table.primary_key]
        is_it = sql.and_(*(table.c[name] == values[name] for name in keys))
        others = {name: value for name, value in values.items() if name not in keys}
        connection.execute(sql.update(table).where(is_it).values(others))
