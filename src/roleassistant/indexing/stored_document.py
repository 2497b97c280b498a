"""A document as the catalogue keeps it. Apart from its writer: a question needs no reader."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roleassistant.domain.visibility import GroupList
from roleassistant.indexing.reading_codec import encode_profiles

if TYPE_CHECKING:
    from roleassistant.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the catalogue keeps it. `file` is absolute, `path` as shown; `readers` tells
    what read it, and by which policy; `reading` is its profiles, encoded; `roles` are the keys of
    the roles it has pages of.

    `lists` are the lists of groups under which parts of it stand. Who passes all of them sees the
    document itself; who passes `Seen.passed` of them, what `seen` has for that, or nothing.
    """

    file: str
    path: str
    sha256: str
    readers: str
    ingested_at: str
    profiles: int
    statements: int
    placed: int
    boilerplate: int
    unplaced: int
    notes: tuple[str, ...]
    reading: bytes
    roles: tuple[str, ...]
    lists: tuple[GroupList, ...] = ()
    seen: tuple[Seen, ...] = ()

    @classmethod
    def of(cls, reading: Reading, file: Path, readers: str, ingested_at: str) -> StoredDocument:
        from roleassistant.reading.reading import LineUse

        return cls(
            file=str(file),
            path=reading.document.path,
            sha256=reading.document.sha256,
            readers=readers,
            ingested_at=ingested_at,
            profiles=len(reading.profiles),
            statements=sum(1 for one in reading.profiles for _ in one.statements),
            placed=reading.lines.count(LineUse.PLACED),
            boilerplate=reading.lines.count(LineUse.BOILERPLATE),
            unplaced=reading.lines.count(LineUse.UNPLACED),
            notes=reading.notes,
            reading=encode_profiles(reading.profiles),
            roles=tuple(sorted({profile.code.role for profile in reading.profiles})),
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a document is seen by whoever passes these of its lists, and no other."""

    passed: frozenset[GroupList]
    document: StoredDocument
