"""An answer as the one object of `ask --json`. Keys may be added, never renamed or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Answered
    from roleassistant.domain import SourceSpan
    from roleassistant.domain.answer import Citation, Difference, DifferenceSide, Usage


def answer_as_json(answered: Answered, thread: str | None = None) -> dict[str, Any]:
    """The same for the same question and index, but for `timings_ms` and a model's wording.
    `thread` is the name of the conversation that it is a turn of."""
    from roleassistant.answering.conversation.saying import understood_as
    from roleassistant.answering.markdown import markdown

    answer, understood = answered.answer, answered.understood
    return {
        "question": answer.question,
        "thread": thread,
        "understood": understood_as(answered.plan) if understood is None else understood,
        "intent": answer.intent,
        "answer": markdown(answer),
        "abstained": answer.abstained,
        "reason": answer.reason,
        "claims": [
            {
                "text": claim.text,
                "citations": list(claim.citations),
                "verdict": claim.verdict,
                "support": claim.support,
            }
            for claim in answer.claims
        ],
        "citations": [_citation(citation) for citation in answer.citations],
        "conflicts": [
            {
                "about": conflict.about,
                "sides": [{"text": s.text, "citation": s.citation} for s in conflict.sides],
            }
            for conflict in answer.conflicts
        ],
        "differences": [_difference(difference) for difference in answer.differences],
        "suggestions": list(answer.suggestions),
        "warnings": list(answer.warnings),
        "answered_by": answer.answered_by,
        "fallback": answer.fallback,
        "usage": None if answer.usage is None else _usage(answer.usage),
        "timings_ms": answered.timings_ms,
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "section": difference.section,
        "dimension": difference.dimension,
        "from": _side(difference.before),
        "to": _side(difference.after),
    }


def _side(side: DifferenceSide) -> dict[str, Any]:
    looked_in = side.looked_in
    return {
        "level": side.level,
        "text": side.text,
        "citation": side.citation,
        "looked_in": None if looked_in is None else source_as_json(looked_in),
    }


def _usage(usage: Usage) -> dict[str, Any]:
    return {
        "model": usage.model,
        "calls": usage.calls,
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "cost": usage.cost,
        "prompt": usage.prompt,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "id": citation.id,
        "role_code": citation.role_code,
        "title": citation.title,
        "section": citation.section,
        "heading": citation.heading,
        "level": citation.level,
        "dimension": citation.dimension,
        "quote": citation.quote,
        "attribution": citation.attribution.how,
        "confidence": citation.attribution.confidence,
        "source": source_as_json(citation.source),
        "also_at": [source_as_json(span) for span in citation.also_at],
        "ingested_at": citation.ingested_at,
    }


def source_as_json(span: SourceSpan) -> dict[str, Any]:
    """A place in a source file, for whoever wants to open it there."""
    place: dict[str, Any] = {
        "path": span.document,
        "line_start": span.line_start,
        "line_end": span.line_end,
        "sha256": span.sha256,
    }
    where = {
        "page": span.page,
        "paragraph": span.paragraph,
        "sheet": span.sheet,
        "row": span.row,
    }
    return place | {key: value for key, value in where.items() if value is not None}
