"""What a judge said, kept by what it was asked: a run again costs nothing and says the same."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from roleassistant.errors import ServiceError

_TABLE = """
CREATE TABLE IF NOT EXISTS said (
    key TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    reply TEXT NOT NULL,
    input_tokens INTEGER,
    output_tokens INTEGER
) WITHOUT ROWID
"""
_BUSY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Said:
    """A reply as it came; tokens are None where the provider reported none."""

    reply: str
    input_tokens: int | None
    output_tokens: int | None


def key_of(model: str, messages: Sequence[tuple[str, str]], vote: int) -> str:
    """The digest of all that a reply depends on: the model, every message (role and text, so the
    prompt, claim and evidence), and which of several votes it is."""
    asked = json.dumps([model, list(messages), vote], ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()


class Judgements:
    """A SQLite file of replies. Threads and processes may share it; nothing in it expires."""

    def __init__(self, file: Path) -> None:
        """Opens the file, or makes it.

        Raises:
            ServiceError: it cannot be opened, or holds something else.
        """
        self._file = file
        self._lock = threading.Lock()
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(
                file, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None
            )
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute(_TABLE)
        except (OSError, sqlite3.Error) as problem:
            raise self._broken(problem) from problem

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def get(self, key: str) -> Said | None:
        """What was said to this, if it was asked before."""
        try:
            with self._lock, closing(self._database.cursor()) as cursor:
                row = cursor.execute(
                    "SELECT reply, input_tokens, output_tokens FROM said WHERE key = ?", (key,)
                ).fetchone()
        except sqlite3.Error as problem:
            raise self._broken(problem) from problem
        return Said(*row) if row else None

    def put(self, key: str, model: str, said: Said) -> None:
        """Keep a reply at once, so that a run that breaks off pays for none twice."""
        row = (key, model, said.reply, said.input_tokens, said.output_tokens)
        try:
            with self._lock, closing(self._database.cursor()) as cursor:
                cursor.execute("INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error as problem:
            raise self._broken(problem) from problem

    def _broken(self, problem: Exception) -> ServiceError:
        return ServiceError(
            f"{self._file}, which keeps what judges said, cannot be used: {problem}. "
            f"Name another file, or remove this one to pay for its judgements again."
        )
