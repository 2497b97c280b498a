"""Reads tables that tests write, in words of our own."""

from __future__ import annotations

from dataclasses import dataclass

from roleassistant.domain import RoleProfile, SectionKind, StatementKind
from roleassistant.reading import record_files
from roleassistant.reading.document import decode
from roleassistant.reading.reading import Reading
from roleassistant.reading.segmentation import Likeness


@dataclass(frozen=True)
class Said:
    """A statement as tests compare it."""

    role: str
    levels: tuple[str, ...]
    dimension: str | None
    text: str


def never(*_: object) -> object:
    raise AssertionError("a table needs no model")


def read(text: str, name: str = "house/table.csv") -> Reading:
    likeness: Likeness = never  # type: ignore[assignment]
    return record_files.read(decode(text.encode("utf-8"), name), likeness)


def ladders(reading: Reading) -> dict[str, list[str]]:
    return {p.title: [str(x) for x in p.ladder] for p in reading.profiles}


def said(
    reading: Reading,
    *sections: SectionKind,
    kind: StatementKind = StatementKind.FACT,
) -> set[Said]:
    return {
        Said(profile.title, tuple(map(str, s.levels)), s.dimension, s.text)
        for profile in reading.profiles
        for s in profile.statements
        if (not sections or s.section in sections) and s.kind is kind
    }


def profile(reading: Reading, code: str) -> RoleProfile:
    return next(p for p in reading.profiles if str(p.code) == code)
