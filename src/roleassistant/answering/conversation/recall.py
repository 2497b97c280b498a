"""Answers about the last answer: where it stands, whether it is a must, and what more there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from roleassistant.answering.conversation.reshape import facts_of, what_else_cites
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.finish import section_of
from roleassistant.answering.wording import counted, listed
from roleassistant.domain.answer import (
    Answer,
    Block,
    Citation,
    Claim,
    Fact,
    Facts,
    Heading,
    Remark,
)
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.plan import Intent

_MORE_AT_ONCE = 12
# By these a profile says how binding something is.
_BINDING = re.compile(
    r"\b(?:must|required?|requires|mandatory|minimum|at least|needs?|essential)\b", re.I
)
_LOOSE = re.compile(
    r"\b(?:typical(?:ly)?|usual(?:ly)?|often|prefer(?:red|ably)?|common(?:ly)?|welcome|optional|ideally|"
    r"equivalent|mostly|nice to have|a plus|desirable|may|can|around|about)\b",
    re.I,
)


def evidence_of(answer: Answer, question: str) -> Answer:
    """Each statement that `answer` rests on, word for word, with its file and line."""
    if answer.abstained:
        return _not_answered(answer, question, "there is no source to show")
    facts = tuple(Fact(c.quote, (c.id,), _place(c), _worked_out(c)) for c in answer.citations)
    blocks: tuple[Block, ...] = (Heading("What the last answer rests on"), Facts(facts))
    return _of(answer, question, blocks, Intent.PROVENANCE)


def modality_of(answer: Answer, question: str) -> Answer:
    """The words by which the statements of `answer` bind, or do not."""
    if answer.abstained:
        return _not_answered(answer, question, "there is nothing to weigh")
    facts = tuple(Fact(c.quote, (c.id,), _label(c), _worked_out(c)) for c in answer.citations)
    texts = [f"{c.dimension or ''} {c.quote}" for c in answer.citations]
    binding, loose = _words(_BINDING, texts), _words(_LOOSE, texts)
    if binding and loose:
        said = f"What is quoted says {listed(binding)}, and also {listed(loose)}."
    elif binding:
        said = f"What is quoted says {listed(binding)}."
    elif loose:
        said = f"What is quoted says {listed(loose)}; it does not say “must” or “required”."
    else:
        said = "What is quoted says neither “must” nor “required”, nor that it is optional."
    return _of(answer, question, (Remark(said), Facts(facts)), Intent.PROVENANCE)


def more_of(answer: Answer, question: str, evidence: Evidence) -> Answer:
    """What the sections that `answer` quotes say beyond it, of the same role and level."""
    if answer.abstained:
        return _not_answered(answer, question, "there is no more to say of it")
    shown = {_folded(fact.text) for fact in facts_of(answer.blocks)}
    shown |= {_folded(citation.quote) for citation in answer.citations}
    found = [
        c for c in _beside(answer.citations, evidence) if _folded(c.statement.text) not in shown
    ]
    if not found:
        sections = listed(list(dict.fromkeys(c.section for c in answer.citations)))
        return Answer(
            question,
            answer.intent,
            abstained=True,
            reason=f"that is all that the profiles say on this under {sections}",
            suggestions=answer.suggestions,
        )
    from roleassistant.answering.draft import Draft, DraftBlock, DraftFacts, quoted
    from roleassistant.answering.finish import finish
    from roleassistant.answering.verify import verified
    from roleassistant.retrieval.plan import Plan

    facts = tuple(quoted(chunk, _under(chunk)) for chunk in found[:_MORE_AT_ONCE])
    blocks: list[DraftBlock] = [Heading("What the same sections also say"), DraftFacts(facts)]
    if len(found) > _MORE_AT_ONCE:
        blocks.append(Remark(f"{counted(len(found) - _MORE_AT_ONCE, 'more fact')}: ask for more."))
    plan = Plan(question, Intent(answer.intent))
    draft = Draft(tuple(blocks), suggestions=answer.suggestions)
    return finish(plan, verified(draft), evidence)


def _beside(citations: Sequence[Citation], evidence: Evidence) -> list[Chunk]:
    """The statements that stand in the cited sections, of the cited roles and levels."""
    places = dict.fromkeys((_role_key(c), c.section, c.level) for c in citations)
    found: dict[int, Chunk] = {}
    for key, section, level in places:
        try:
            role = evidence.generation.role(key)
        except KeyError:
            continue  # no longer in the index
        for chunk in evidence.of(role):
            levels = [str(x) for x in chunk.statement.levels]
            if section_of(chunk.statement) == section and (level is None or level in levels):
                found.setdefault(chunk.row, chunk)
    unique: dict[tuple[str, str, tuple[object, ...]], Chunk] = {}
    for chunk in found.values():
        statement = chunk.statement
        unique.setdefault((chunk.role, _folded(statement.text), statement.levels), chunk)
    return list(unique.values())


def _role_key(citation: Citation) -> str:
    """The role of a page: its code without the level."""
    return ".".join(citation.role_code.split(".")[:2])


def _of(answer: Answer, question: str, blocks: tuple[Block, ...], intent: Intent) -> Answer:
    """An answer that quotes the citations of `answer` again, each under the same number."""
    claims = tuple(Claim(c.quote, (c.id,), "supported", 1.0) for c in answer.citations)
    dropped: dict[str, Any] = dict.fromkeys(what_else_cites(answer), ())
    return replace(
        answer,
        question=question,
        intent=intent.value,
        blocks=blocks,
        claims=claims,
        answered_by="extractive",
        **dropped,
    )


def _not_answered(answer: Answer, question: str, therefore: str) -> Answer:
    reason = (answer.reason or "the profiles do not answer it").rstrip(".?!")
    return Answer(
        question,
        answer.intent,
        abstained=True,
        reason=f"the last question was not answered ({reason}), so {therefore}",
        suggestions=answer.suggestions,
        warnings=answer.warnings,
    )


def _place(citation: Citation) -> str:
    """ "profiles/x.txt:43 · Title — P4 · Level guidelines"."""
    span = citation.source
    return f"{span.document}:{span.place} · {_label(citation)}"


def _label(citation: Citation) -> str:
    role = " — ".join(part for part in (citation.title, citation.level) if part)
    return " · ".join(part for part in (role, citation.section, citation.dimension) if part)


def _worked_out(citation: Citation) -> str | None:
    attribution = citation.attribution
    if attribution.how == "stated":
        return None
    if attribution.confidence is None:
        return attribution.how
    return f"level {attribution.how}, confidence {attribution.confidence:.2f}"


def _under(chunk: Chunk) -> str:
    levels = listed([str(level) for level in chunk.statement.levels])
    return " · ".join(x for x in (levels, chunk.statement.dimension or "") if x)


def _words(pattern: re.Pattern[str], texts: Sequence[str]) -> list[str]:
    """The distinct words that match, each in quotation marks."""
    found = dict.fromkeys(m.group().casefold() for text in texts for m in pattern.finditer(text))
    return [f"“{word}”" for word in found]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
