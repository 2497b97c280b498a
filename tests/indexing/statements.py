"""Statements that tests write."""

from __future__ import annotations

from roleassistant.domain import Level, SectionKind, SourceSpan, Statement, StatementKind


def term(text: str, level: Level) -> Statement:
    """A skill, at a level where it has one."""
    span = SourceSpan("t.csv", "0" * 64, 1, 1, 0, len(text))
    levels = (level,) if level else ()
    return Statement(text, SectionKind.SKILLS, "Skills", span, levels, kind=StatementKind.TERM)
