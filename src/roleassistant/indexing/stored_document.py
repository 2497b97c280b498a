"""A document as the catalogue keeps it. Apart from its writer: a question needs no reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from roleassistant.domain.visibility import GroupList
from roleassistant.indexing.reading_codec import decode_profiles, encode_profiles

if TYPE_CHECKING:
    from roleassistant.domain import RoleProfile
    from roleassistant.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the catalogue keeps it. `file` is absolute, `path` as shown; `readers` tells
    what read it, and by which policy; `readings` has the profiles of each role that it has pages
    of, encoded, by the role's key: a table may have those of a hundred roles, and one is read at a
    time.

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
    readings: tuple[tuple[str, bytes], ...]
    lists: tuple[GroupList, ...] = ()
    seen: tuple[Seen, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """The keys of the roles that it has pages of."""
        return tuple(role for role, _ in self.readings)

    @property
    def decoded(self) -> Iterator[RoleProfile]:
        """Its profiles, role by role."""
        for _, reading in self.readings:
            yield from decode_profiles(reading)

    @classmethod
    def of(cls, reading: Reading, file: Path, readers: str, ingested_at: str) -> StoredDocument:
        from roleassistant.reading.reading import LineUse

        by_role: dict[str, list[RoleProfile]] = {}
        for profile in reading.profiles:
            by_role.setdefault(profile.code.role, []).append(profile)
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
            readings=tuple(
                (role, encode_profiles(tuple(by_role[role]))) for role in sorted(by_role)
            ),
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a document is seen by whoever passes these of its lists, and no other."""

    passed: frozenset[GroupList]
    document: StoredDocument
