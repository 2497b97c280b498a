"""A database of ours: opened when needed, not waited for long, begun anew when damaged.

SQLite in a file, or a database by URL through SQLAlchemy. Writing transactions hold the right to
write from their start (BEGIN IMMEDIATE): one that reads first and writes later would fail at once
where another wrote in between. `Holding` says what is kept in it: conversations, or what a front
end keeps beside them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sql
from sqlalchemy.exc import IntegrityError, ProgrammingError, SQLAlchemyError

from roleassistant.errors import ConversationsUnavailable, ServiceError

SQLITE_FILE = "conversations.sqlite"
SCHEMA = 1
_CONNECT_SECONDS = 1
# Looking every page through takes a second for 1 GB; beyond this, damage shows when it is read.
_LOOKED_THROUGH = 64 << 20
_FIRST_PAGE = 64 << 10  # at most

tables = sql.MetaData()
schema = sql.Table(
    "conversations_schema",
    tables,
    sql.Column("version", sql.Integer, primary_key=True, autoincrement=False),
)


@dataclass(frozen=True, slots=True)
class Holding:
    """What a database holds: its tables, among them `schema` with the one number of their version.

    A lock that is not free within `busy_seconds` is somebody else's for now, and nothing waits for
    it. `what`, `setting` and `lost` are words for messages: "The conversations", the setting that
    names another database, and what a damaged file costs.
    """

    what: str
    file: str
    tables: sql.MetaData
    schema: sql.Table
    version: int
    setting: str
    lost: str
    unavailable: type[ServiceError]
    busy_seconds: float
    # Of versions from this one on, columns are missing that may be empty or have a default: they
    # are added.
    grows_from: int | None = None


CONVERSATIONS = Holding(
    what="The conversations",
    file=SQLITE_FILE,
    tables=tables,
    schema=schema,
    version=SCHEMA,
    setting="conversations",
    lost="earlier conversations are not remembered",
    unavailable=ConversationsUnavailable,
    busy_seconds=0.25,
)

_Result = TypeVar("_Result")
_Opened = tuple[int, tuple[int, int] | None]


class Database:
    """Safe from several threads and processes, and after a fork."""

    def __init__(
        self,
        url: str | None,
        folder: Path,
        holding: Holding = CONVERSATIONS,
        *,
        read_only: bool = False,
    ) -> None:
        """A database by `url`, or else SQLite in `folder`. Nothing is opened yet.

        `read_only` is for whoever only looks: nothing is made, and what is damaged stays as it is.
        """
        self._holding = holding
        self._named, self._read_only = url is not None, read_only
        self._url = sql.make_url(url or f"sqlite:///{folder / holding.file}")
        named = self._url.database if self._url.get_backend_name() == "sqlite" else None
        self._file = Path(named) if named and named != ":memory:" else None
        self._engine: tuple[_Opened, sql.Engine] | None = None
        self._warnings: list[str] = []

    @property
    def place(self) -> str:
        """The database as messages name it."""
        return self._place()

    def exists(self) -> bool:
        """Whether there is a file; a database by URL is taken to be there."""
        return self._file is None or self._file.exists()

    def attempt(self, work: Callable[[], _Result]) -> _Result:
        """What `work` gives; where SQLite's file is damaged, from a new one in its place. A file
        that may be somebody else's is left where it is.

        Raises:
            ServiceError: the database is locked, full, or does not answer; which one, `Holding`
                says.
            IntegrityError: `work` wrote what is there already.
        """
        try:
            return work()
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError, UnicodeDecodeError, _Damaged) as problem:
            if self._file is None or not _is_damage(problem):
                raise self._unavailable(problem) from problem
            damaged = self._file
            if self._read_only or not self._is_ours(damaged):
                raise self._not_ours(problem) from problem
        try:
            self._move_aside(damaged)
            return work()
        except (SQLAlchemyError, OSError, UnicodeDecodeError, _Damaged) as problem:
            raise self._unavailable(problem) from problem

    @contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """A transaction that reads; what it sees is of one moment."""
        with self._opened().connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sql.Connection]:
        """A transaction that writes, whole or not at all."""
        with _writing(self._opened()) as connection:
            yield connection

    def told(self) -> tuple[str, ...]:
        """What was damaged and begun anew since this was last asked."""
        told, self._warnings = tuple(self._warnings), []
        return told

    def close(self) -> None:
        """Let go of connections. The database can be used again."""
        opened, self._engine = self._engine, None
        if opened is not None and opened[0][0] == os.getpid():
            opened[1].dispose()

    def _opened(self) -> sql.Engine:
        opened = self._engine
        if opened is not None and opened[0] == self._now_there():
            return opened[1]
        self.close()
        engine = self._connected()
        self._prepare(engine)
        self._engine = (self._now_there(), engine)
        return engine

    def _is_ours(self, file: Path) -> bool:
        """Whether a damaged file is one that we made: by its place, or by the name of our table,
        which stands on its first page."""
        if not self._named:
            return True
        with file.open("rb") as there:
            return self._holding.schema.name.encode() in there.read(_FIRST_PAGE)

    def _now_there(self) -> _Opened:
        """This process and this file: connections of another are of no use."""
        try:
            there = self._file.stat() if self._file is not None else None
        except FileNotFoundError:
            there = None
        return (os.getpid(), (there.st_dev, there.st_ino) if there is not None else None)

    def _connected(self) -> sql.Engine:
        if self._url.get_backend_name() != "sqlite":
            arguments = _waiting(self._url.get_driver_name(), self._holding.busy_seconds)
            return sql.create_engine(
                self._url, pool_pre_ping=True, pool_timeout=_CONNECT_SECONDS, connect_args=arguments
            )
        if self._file is not None and not self._read_only:
            # What people tell of themselves is for nobody else on the machine.
            os.close(os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
        engine = sql.create_engine(
            self._to_look_at(self._file) if self._file and self._read_only else self._url,
            poolclass=sql.QueuePool if self._file is not None else sql.StaticPool,
            connect_args={"timeout": self._holding.busy_seconds, "check_same_thread": False},
        )
        sql.event.listen(engine, "connect", _as_we_use_it)
        sql.event.listen(engine, "begin", _begin)
        return engine

    @staticmethod
    def _to_look_at(file: Path) -> sql.URL:
        # SQLite reads its own addresses: a `?` or `%` in the path is part of the path.
        name = file.absolute().as_uri()
        return sql.URL.create("sqlite", database=name, query={"mode": "ro", "uri": "true"})

    def _prepare(self, engine: sql.Engine) -> None:
        """Make the tables where there are none, add what an earlier version had not, and refuse
        those of any other."""
        if self._file is not None and self._file.stat().st_size < _LOOKED_THROUGH:
            _look_through(self._file, self._holding.busy_seconds)
        held = self._holding
        if not sql.inspect(engine).has_table(held.schema.name):
            if self._read_only:
                raise held.unavailable(
                    f"{self._place()} is not where roleassistant keeps this. {self._mend()}"
                )
            try:
                self._make_tables(engine)
            except (IntegrityError, ProgrammingError):
                # Another machine made them at the same moment, and has them now.
                self._make_tables(engine)
        with engine.connect() as connection, connection.begin():
            version = connection.execute(sql.select(held.schema.c.version)).scalar_one_or_none()
        if version is not None and (held.grows_from or held.version) <= version < held.version:
            if not self._read_only:
                self._grow(engine)
        elif version != held.version:
            raise held.unavailable(
                f"{held.what} in {self._place()} have version {version}, and this program "
                f"reads version {held.version}. Use the version of roleassistant that wrote them, "
                f"or set `{held.setting}` to another database."
            )

    def _make_tables(self, engine: sql.Engine) -> None:
        if self._file is not None:
            # Readers then see the last whole state while another process writes.
            busy = self._holding.busy_seconds
            with contextlib.closing(sqlite3.connect(self._file, timeout=busy)) as plain:
                plain.execute("PRAGMA journal_mode=WAL")
        schema = self._holding.schema
        with _writing(engine) as connection:
            for table in self._holding.tables.sorted_tables:
                connection.execute(sql.schema.CreateTable(table, if_not_exists=True))
                for index in sorted(table.indexes, key=lambda index: str(index.name)):
                    connection.execute(sql.schema.CreateIndex(index, if_not_exists=True))
            if connection.execute(sql.select(schema.c.version)).first() is None:
                connection.execute(sql.insert(schema).values(version=self._holding.version))

    def _grow(self, engine: sql.Engine) -> None:
        """Add the columns and indexes that an earlier version of the tables had not."""
        schema = self._holding.schema
        with _writing(engine) as connection:
            # Held until the end, so that replicas that start together do it one after the other.
            connection.execute(sql.select(schema.c.version).with_for_update())
            there = sql.inspect(connection)
            for table in self._holding.tables.sorted_tables:
                held = {column["name"] for column in there.get_columns(table.name)}
                for column in table.columns:
                    if column.name not in held:
                        added = sql.schema.CreateColumn(column).compile(dialect=connection.dialect)
                        connection.execute(sql.text(f"ALTER TABLE {table.name} ADD COLUMN {added}"))
                for index in sorted(table.indexes, key=lambda index: str(index.name)):
                    connection.execute(sql.schema.CreateIndex(index, if_not_exists=True))
            connection.execute(sql.update(schema).values(version=self._holding.version))

    def _move_aside(self, file: Path) -> None:
        """Put the damaged file where it can be looked at, unless another process already did."""
        self.close()
        lock = os.open(f"{file}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                _look_through(file, self._holding.busy_seconds)
            except _Damaged:
                number = 1
                while (aside := Path(f"{file}.damaged-{number}")).exists():
                    number += 1
                for end in ("-wal", "-shm", ""):
                    with contextlib.suppress(FileNotFoundError):
                        Path(f"{file}{end}").rename(f"{aside}{end}")
                self._warnings.append(
                    f"{self._holding.what} in {file} were damaged. The file was moved to "
                    f"{aside.name} beside it, and a new one made: {self._holding.lost}."
                )
        finally:
            os.close(lock)

    def _unavailable(self, problem: Exception) -> ServiceError:
        cause = getattr(problem, "orig", None) or problem
        said = " ".join(str(cause).split())[:200]
        return self._holding.unavailable(
            f"{self._holding.what} in {self._place()} cannot be used now ({said})."
        )

    def _not_ours(self, problem: BaseException) -> ServiceError:
        cause = getattr(problem, "orig", None) or problem
        said = " ".join(str(cause).split())[:200]
        return self._holding.unavailable(
            f"{self._place()} is damaged, or no database ({said}). It was left as it is. "
            f"{self._mend()}"
        )

    def _mend(self) -> str:
        named = f"Set `{self._holding.setting}` to the right database"
        return f"{named}, or to none for {self._holding.file} in the index folder."

    def _place(self) -> str:
        """The database as it may be shown: without a password, which may stand in a query too."""
        shown = self._url.set(query={})
        return str(self._file or shown.render_as_string(hide_password=True))


class _Damaged(Exception):
    """The file is no database any more."""


# Ways of SQLite to say that a file is not what it was.
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def _waiting(driver: str, busy_seconds: float) -> dict[str, Any]:
    """How a driver is told not to wait long."""
    if driver in ("psycopg", "psycopg2"):
        lock, statement = int(busy_seconds * 1000), int(busy_seconds * 4000)
        return {
            "connect_timeout": _CONNECT_SECONDS,
            "options": f"-c lock_timeout={lock} -c statement_timeout={statement}",
        }
    return {"timeout": _CONNECT_SECONDS} if driver == "pg8000" else {}


def _is_damage(problem: BaseException) -> bool:
    # SQLite quotes what it found in its messages, and damage need not be text.
    if isinstance(problem, _Damaged | UnicodeDecodeError):
        return True
    code = getattr(getattr(problem, "orig", problem), "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _DAMAGE


def _look_through(file: Path, busy_seconds: float) -> None:
    """Raises _Damaged where a page of the file is not what it has to be."""
    try:
        with contextlib.closing(sqlite3.connect(file, timeout=busy_seconds)) as connection:
            connection.text_factory = _read_as_it_is
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
        if _is_damage(problem):
            raise _Damaged(str(problem)) from problem
        return  # locked: then it is in use, and whoever uses it will see
    if found is None or found[0] != "ok":
        raise _Damaged("the check of its pages failed")


@contextmanager
def _writing(engine: sql.Engine) -> Iterator[sql.Connection]:
    with engine.connect() as connection:
        writer = connection.execution_options(roleassistant_writes=True)
        with writer.begin():
            yield writer


def _read_as_it_is(text: bytes) -> str:
    """A damaged text is no error here: its digest tells."""
    return text.decode("utf-8", "replace")


def _as_we_use_it(connection: sqlite3.Connection, record: object) -> None:
    del record
    connection.isolation_level = None  # transactions are begun by `_begin`
    # A crash of the program loses nothing; one of the machine may lose the last turn, and no more.
    connection.execute("PRAGMA synchronous=NORMAL")
    # What is deleted is overwritten: it was deleted because somebody is to be forgotten.
    connection.execute("PRAGMA secure_delete=ON")
    connection.text_factory = _read_as_it_is


def _begin(connection: sql.Connection) -> None:
    writes = connection.get_execution_options().get("roleassistant_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
