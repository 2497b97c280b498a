"""What was read from a document ↔ compressed JSON, so that an unchanged file is not read again."""

from __future__ import annotations

import json
import zlib
from typing import Any

from roleassistant.domain import (
    STATED,
    Attribution,
    Level,
    RoleCode,
    RoleProfile,
    Section,
    SectionKind,
    SourceSpan,
    Statement,
    StatementKind,
)


def encode_profiles(profiles: tuple[RoleProfile, ...]) -> bytes:
    """Profiles → bytes; `decode_profiles` gives equal profiles back."""
    plain = [_profile(profile) for profile in profiles]
    # ASCII escapes keep lone surrogates, which UTF-8 has no bytes for.
    text = json.dumps(plain, ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(text.encode("ascii"), 6)


def decode_profiles(blob: bytes) -> tuple[RoleProfile, ...]:
    """What `encode_profiles` was given."""
    return tuple(_to_profile(plain) for plain in json.loads(zlib.decompress(blob)))


def encode_levels(levels: tuple[Level, ...]) -> list[list[Any]]:
    """Levels as JSON takes them; parsing their labels again might give others."""
    return [[level.label, level.track, level.grade] for level in levels]


def decode_levels(plain: list[list[Any]]) -> tuple[Level, ...]:
    """What `encode_levels` was given."""
    return tuple(Level(label, track, int(grade)) for label, track, grade in plain)


def _profile(profile: RoleProfile) -> dict[str, Any]:
    code = profile.code
    return {
        "code": [code.family, code.focus, encode_levels((code.level,)), code.rung],
        "title": profile.title,
        "partial": profile.partial,
        "ladder": encode_levels(profile.ladder),
        "aliases": list(profile.aliases),
        "sections": [
            {
                "kind": section.kind.value,
                "heading": section.heading,
                "lines": [section.line_start, section.line_end],
                "statements": [_statement(statement) for statement in section.statements],
            }
            for section in profile.sections
        ],
    }


def _statement(statement: Statement) -> list[Any]:
    span, attribution = statement.span, statement.attribution
    where = (span.page, span.paragraph, span.sheet, span.row)
    return [
        statement.text,
        statement.section.value,
        statement.heading,
        [
            *(span.document, span.sha256, span.line_start, span.line_end, span.start, span.end),
            *(where if any(where) else ()),
        ],
        encode_levels(statement.levels),
        statement.dimension,
        statement.kind.value,
        [attribution.how, attribution.method, attribution.confidence],
    ]


def _to_profile(plain: dict[str, Any]) -> RoleProfile:
    family, focus, levels, rung = plain["code"]
    sections = tuple(
        Section(
            kind=SectionKind(section["kind"]),
            heading=section["heading"],
            line_start=section["lines"][0],
            line_end=section["lines"][1],
            statements=tuple(_to_statement(statement) for statement in section["statements"]),
        )
        for section in plain["sections"]
    )
    return RoleProfile(
        RoleCode(family, focus, decode_levels(levels)[0], rung),
        plain["title"],
        sections,
        plain["partial"],
        decode_levels(plain["ladder"]),
        tuple(plain["aliases"]),
    )


def _to_statement(plain: list[Any]) -> Statement:
    text, section, heading, span, levels, dimension, kind, (how, method, confidence) = plain
    return Statement(
        text=text,
        section=SectionKind(section),
        heading=heading,
        span=SourceSpan(*span),
        levels=decode_levels(levels),
        dimension=dimension,
        kind=StatementKind(kind),
        attribution=to_attribution(how, method, confidence),
    )


def to_attribution(how: str, method: str | None, confidence: float | None) -> Attribution:
    """The one value STATED where nothing else is said."""
    found = Attribution(how, method, confidence)
    return STATED if found == STATED else found
