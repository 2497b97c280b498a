"""Vectors that were worked out before, by model and text, so that a small change costs little.

Holds hashes and vectors only: a text that was deleted cannot be read from it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from roleassistant.indexing.embedding.encoder import (
    Encoder,
    ModelIdentity,
    Vectors,
    likeness,
)

_log = logging.getLogger(__name__)
CACHE_FILE = "cache/vectors.sqlite"
_KEYS_PER_QUERY = 500
_FIND = """
SELECT text, checksum, vector FROM vectors
WHERE model = ? AND text IN (SELECT value FROM json_each(?))
"""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL,  -- SHA-256 of the weights
    text TEXT NOT NULL,   -- SHA-256 of the text
    checksum INTEGER NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, text)
) WITHOUT ROWID
"""


class _Damaged(Exception):
    """The file is no database, or an entry is not what was stored."""


class CachedEncoder:
    """An encoder that asks the cache first. For the one writer of an index only."""

    def __init__(self, encoder: Encoder, folder: Path) -> None:
        """`folder` is the index; the cache is made there when it is missing."""
        self._encoder = encoder
        self._path = folder / CACHE_FILE
        self._model = encoder.identity.digest
        self.warnings: list[str] = []
        self.computed = 0
        self._connection = self._open()

    @property
    def identity(self) -> ModelIdentity:
        return self._encoder.identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        """n texts → (n, dimension); each distinct text is worked out once, ever."""
        keys = [_digest(text) for text in texts]
        try:
            return self._encode(texts, keys)
        except sqlite3.OperationalError:
            raise  # locked, full or read-only: not damage
        except (sqlite3.DatabaseError, _Damaged) as problem:
            self._connection.close()
            self._put_aside(problem)
            self._connection = _connect(self._path)
        return self._encode(texts, keys)

    def encode_question(self, text: str) -> Vectors:
        vector: Vectors = self.encode([text])[0]
        return vector

    def likeness(self, left: Sequence[str], right: Sequence[str]) -> Vectors:
        """n and m texts → (n, m) cosine, as the readers ask for it."""
        return likeness(self, left, right)

    def close(self) -> None:
        self._connection.close()

    def _encode(self, texts: Sequence[str], keys: Sequence[str]) -> Vectors:
        known = self._find(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = self._encoder.encode(list(missing.values()))
            self.computed += len(missing)
            known.update(zip(missing, fresh, strict=True))
            self._store({key: known[key] for key in missing})
        vectors = np.empty((len(keys), self.identity.dimension), dtype=np.float32)
        for number, key in enumerate(keys):
            vectors[number] = known[key]
        return vectors

    def _find(self, keys: Sequence[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        wanted = list(dict.fromkeys(keys))
        for start in range(0, len(wanted), _KEYS_PER_QUERY):
            some = wanted[start : start + _KEYS_PER_QUERY]
            rows = self._connection.execute(_FIND, [self._model, json.dumps(some)])
            for text, checksum, blob in rows:
                if zlib.crc32(blob) != checksum or len(blob) != 4 * self.identity.dimension:
                    raise _Damaged("a stored vector does not match its checksum")
                found[text] = np.frombuffer(blob, dtype="<f4")
        return found

    def _store(self, vectors: dict[str, Vectors]) -> None:
        entries = []
        for key, vector in vectors.items():
            if np.isfinite(vector).all():
                blob = vector.astype("<f4").tobytes()
                entries.append((self._model, key, zlib.crc32(blob), blob))
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?,?,?,?)", entries)

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _connect(self._path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as problem:
            self._put_aside(problem)
            return _connect(self._path)

    def _put_aside(self, problem: Exception) -> None:
        aside = self._path.with_name(f"{self._path.name}.damaged")
        self._path.replace(aside)
        for suffix in ("-journal", "-wal", "-shm"):
            self._path.with_name(f"{self._path.name}{suffix}").unlink(missing_ok=True)
        warning = (
            f"The cache of vectors was damaged ({problem}) and was moved to {aside}. "
            f"Vectors are worked out again; the moved file can be deleted."
        )
        _log.warning(warning)
        self.warnings.append(warning)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    try:
        # A lost cache costs time, never an answer: the file need not survive a power cut.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_SCHEMA)
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
