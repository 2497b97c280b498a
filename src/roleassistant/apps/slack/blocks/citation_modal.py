"""One source of an answer: its words where they stand, and how they came to be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleassistant.apps.slack.blocks.elements import (
    context,
    divider,
    emoji,
    header,
    plain,
    quotation,
    rich,
    runs,
    text,
)
from roleassistant.apps.slack.blocks.forms import modal
from roleassistant.apps.slack.blocks.inert import inert, line, pieces, shortened
from roleassistant.apps.slack.blocks.message import Json
from roleassistant.apps.slack.blocks.sources import lines_of
from roleassistant.domain import SourceSpan
from roleassistant.domain.answer import Answer, Citation
from roleassistant.indexing.chunks import Chunk

_MOST_OF_A_NEIGHBOUR = 600
# A page of a form feed of a document is one quote; nobody reads more of it here.
_MOST_OF_A_QUOTE = 20_000
_MOST_PLACES = 15


def citation_modal(answer: Answer, citation: Citation, around: Sequence[Chunk] = ()) -> Json:
    """`around` are the statements of its section that stand around it, it among them; empty where
    the index does not hold it any more, which is said."""
    return modal(
        f"Source {citation.id}",
        *_role(citation),
        *_passage(citation, around),
        *_conflicts(answer, citation),
        divider(),
        *_provenance(citation),
    )


def no_citation_modal() -> Json:
    """For a source that is not kept any more, or that somebody may not see: nobody learns which."""
    return modal(
        "Source",
        rich(runs(text("This source cannot be shown. Ask the question again."))),
        context("Answers are kept for a while, and their sources are shown to who asked."),
    )


def _role(citation: Citation) -> Iterator[Json]:
    yield header(" — ".join(line(part) for part in (citation.title, citation.level) if part))
    names = dict.fromkeys(
        line(x) for x in (citation.section, citation.heading, citation.dimension) if x
    )
    yield context(" › ".join(names))


def _passage(citation: Citation, around: Sequence[Chunk]) -> Iterator[Json]:
    """The quote, marked, between what stands before and after it."""
    places = [at for at, chunk in enumerate(around) if chunk.statement.text == citation.quote]
    at = places[0] if places else 0
    yield from _neighbours(around[:at])
    for part in pieces(shortened(inert(citation.quote), _MOST_OF_A_QUOTE) or "–", 2_000):
        yield rich(quotation(text(part, "bold")))
    yield from _neighbours(around[at + 1 :])
    if not places:
        yield context(
            "What stands around it is not shown: the index was built anew since this answer."
        )


def _neighbours(chunks: Sequence[Chunk]) -> Iterator[Json]:
    for chunk in chunks:
        statement = chunk.statement
        labels = [str(level) for level in statement.levels] + [statement.dimension or ""]
        label = " · ".join(line(part) for part in labels if part)
        words = shortened(line(statement.text), _MOST_OF_A_NEIGHBOUR) or "–"
        yield rich(runs(*([text(f"{label}: ", "italic")] if label else []), text(words)))


def _conflicts(answer: Answer, citation: Citation) -> Iterator[Json]:
    for conflict in answer.conflicts:
        others = [side for side in conflict.sides if side.citation != citation.id]
        if len(others) == len(conflict.sides):
            continue
        yield rich(
            runs(
                emoji("warning"),
                text(f" Another place disagrees on {line(conflict.about)}: ", "bold"),
                *(text(f"“{line(side.text)}” [{side.citation}] ") for side in others),
            )
        )


def _provenance(citation: Citation) -> Iterator[Json]:
    span = citation.source
    facts = [
        ("File", line(span.document)),
        ("Lines" if span.line_start != span.line_end else "Line", lines_of(citation)),
        ("How it is known", _known(citation)),
        ("Ingested", _moment(citation.ingested_at)),
        ("Page", line(citation.role_code)),
        ("SHA-256", span.sha256[:16] + "…" if len(span.sha256) > 16 else span.sha256),
    ]
    yield rich(
        *(runs(text(f"{name}: ", "bold"), text(value)) for name, value in facts if value),
    )
    if citation.also_at:
        told = "; ".join(_span(one) for one in citation.also_at[:_MOST_PLACES])
        left = len(citation.also_at) - _MOST_PLACES
        more = f"; and {left} more" if left > 0 else ""
        yield {
            "type": "context",
            "elements": [plain(f"The same words also stand at {told}{more}", 2_000)],
        }


def _known(citation: Citation) -> str:
    how = citation.attribution
    sure = "" if how.confidence is None else f" with confidence {how.confidence:.2f} of 1"
    by = f" ({line(how.method)})" if how.method else ""
    if how.how == "stated":
        return "stated: the page says it so"
    if how.how == "computed":
        return f"computed{sure}: worked out across profiles{by}"
    if how.how == "inferred" and citation.level:
        return (
            f"the words stand there; that they are of {line(citation.level)} is inferred{sure}{by}"
        )
    return f"{line(how.how)}{sure}{by}"


def _moment(when: str) -> str:
    """`2026-01-31 09:00 UTC`, of an ISO time in UTC."""
    day, _, hour = line(when).partition("T")
    return f"{day} {hour[:5]} UTC" if hour else day


def _span(span: SourceSpan) -> str:
    lines = f"{span.line_start}"
    if span.line_end != span.line_start:
        lines += f"–{span.line_end}"
    return f"{line(span.document)}:{lines}"
