"""Where each line of a post is from: line → statements → files and lines, as JSON holds it."""

from __future__ import annotations

from typing import Any

from roleassistant.domain.answer import Citation
from roleassistant.domain.span import SourceSpan
from roleassistant.recruiting.forms.jsonld import GIVEN_BY, missing
from roleassistant.recruiting.post import JobPost, Line, Part


def trace(post: JobPost) -> dict[str, Any]:
    """The whole post with what each line rests on, its choices, and what was left out and why."""
    by_id = {one.id: _statement(one) for one in post.citations}
    return {
        "role": post.role,
        "role_code": post.role_code,
        "profile_title": post.profile_title,
        "level": post.level,
        "level_name": post.level_name,
        "title": post.title.text,
        "options": {
            "length": post.options.length.value,
            "tone": post.options.tone.value,
            "audience": post.options.audience.value,
        },
        "worded_by": post.worded_by,
        "lines": [_line(part, line, by_id) for part, line in post.lines()],
        "other_titles": [
            {"text": one.text, "statements": [by_id[mark] for mark in one.marks]}
            for one in post.other_titles
        ],
        "choices": [
            {
                "id": choice.id,
                "about": choice.about,
                "chosen": choice.chosen,
                "sides": [
                    {
                        "key": side.key,
                        "text": side.text,
                        "statements": [by_id[mark] for mark in side.marks],
                    }
                    for side in choice.sides
                ],
            }
            for choice in post.choices
        ],
        "dropped": [
            {
                "text": one.text,
                "reason": one.reason,
                "statements": [by_id[mark] for mark in one.marks],
            }
            for one in post.dropped
        ],
        "missing": [line.text for line in post.missing],
        "missing_fields": [
            {"field": field, "required": required, "fact": GIVEN_BY.get(field)}
            for field, required in missing(post)
        ],
        "notices": [{"text": one.text, "source": one.source} for one in post.notices],
    }


def _line(part: Part | None, line: Line, by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "part": part.kind.value if part else "title",
        "text": line.shown,
        "from": line.kind.value,
        "worded_by": line.worded_by or "extractive",
        "support": line.support,
        "notes": list(line.notes),
        "statements": [by_id[mark] for mark in line.marks],
    }


def _statement(one: Citation) -> dict[str, Any]:
    return {
        "id": one.id,
        "role_code": one.role_code,
        "section": one.section,
        "level": one.level,
        "dimension": one.dimension,
        "quote": one.quote,
        "attribution": one.attribution.how,
        "confidence": one.attribution.confidence,
        "source": _span(one.source),
        "also_at": [_span(span) for span in one.also_at],
    }


def _span(span: SourceSpan) -> dict[str, Any]:
    return {
        "path": span.document,
        "line_start": span.line_start,
        "line_end": span.line_end,
        "sha256": span.sha256,
    }
