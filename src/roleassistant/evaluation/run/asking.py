"""One case asked and judged: from a question to a line of results.jsonl."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from rapidfuzz import fuzz, process

from roleassistant.answering.assistant import Answered
from roleassistant.answering.conversation.saying import understood_as
from roleassistant.answering.conversation.thread import Thread
from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer
from roleassistant.errors import ServiceError
from roleassistant.evaluation.judging import fold, lacking, shortcomings
from roleassistant.evaluation.metrics.answers import answer_metrics, failed_metrics
from roleassistant.evaluation.metrics.citations import Scored, citation_metrics, scored_claims
from roleassistant.evaluation.metrics.retrieval import retrieval_metrics
from roleassistant.evaluation.run.corpora import OpenCorpus
from roleassistant.evaluation.run.result import (
    CaseResult,
    CitationResult,
    ClaimResult,
    ConflictResult,
    PassageResult,
    PlanResult,
    ReasonResult,
    Timing,
    TurnExpected,
    TurnResult,
)
from roleassistant.evaluation.run.shown import claims_of
from roleassistant.evaluation.run.tracing import Heard, listening, trace
from roleassistant.evaluation.scorers.scorer import Scorer
from roleassistant.evaluation.suites.case import Case, Turn
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage

# So many passages of a search are kept in the results.
_KEPT = 10
_NEAREST = 3


@dataclass
class Asker:
    """Asks cases of one corpus and judges what comes."""

    corpus: OpenCorpus
    scorer: Scorer

    def ask(self, case: Case, suite: str) -> CaseResult:
        """The result of a case. What fails in the chain is the result of that case.

        Raises:
            ServiceError: a model provider or a server does not answer; nothing is judged then.
        """
        try:
            answers = self._answers(case)
        except ServiceError:
            raise
        except Exception as problem:  # noqa: BLE001 - one broken answer must not hide the others
            return self._result(case, suite, (), f"{type(problem).__name__}: {problem}")
        turns = tuple(
            self._judged(turn, answered, passages)
            for turn, (answered, passages) in zip(case.turns, answers, strict=True)
        )
        return self._result(case, suite, turns, None)

    def _result(
        self, case: Case, suite: str, turns: tuple[TurnResult, ...], error: str | None
    ) -> CaseResult:
        names = dict.fromkeys(name for turn in turns for name in turn.metrics)
        metrics = {
            name: fmean(turn.metrics[name] for turn in turns if name in turn.metrics)
            for name in names
        }
        if error is not None:
            metrics = failed_metrics(case.turns)
        passed = error is None and all(not turn.shortcomings for turn in turns)
        return CaseResult(
            suite=suite,
            id=case.id,
            corpus=self.corpus.name,
            tags=case.tags,
            weight=case.weight,
            passed=passed,
            metrics={"right": float(passed), **metrics},
            turns=turns,
            error=error,
        )

    def _answers(self, case: Case) -> list[tuple[Answered, Heard]]:
        """Each turn's answer, with what was retrieved for it."""
        assistant = self.corpus.assistant
        trace(assistant.evidence)
        thread, answers = Thread(), []
        for turn in case.turns:
            with listening() as heard:
                if case.is_conversation:
                    answered, thread = assistant.answer_in(thread, turn.question)
                else:
                    answered = assistant.answer(turn.question)
            answers.append((answered, heard))
        return answers

    def _judged(self, turn: Turn, answered: Answered, found: Heard) -> TurnResult:
        answer, plan, pages = answered.answer, answered.plan, self.corpus.pages
        understood = understood_as(plan) if answered.understood is None else answered.understood
        first: dict[str, Passage] = {}
        for passage in found.passages:
            first.setdefault(_name(passage.chunk), passage)
        passages = list(first.values())
        relevant = self._relevant(turn)
        problems = [pages.problem(citation) for citation in answer.citations]
        claims = scored_claims(turn, answer, claims_of(answer, pages), pages, self.scorer)
        metrics = answer_metrics(turn, answer) | citation_metrics(answer, claims, problems)
        if found.searched:
            metrics |= retrieval_metrics(relevant, [_name(p.chunk) for p in passages])
        usage = answer.usage
        tokens = None
        if usage is not None and usage.input_tokens is not None:
            tokens = usage.input_tokens + (usage.output_tokens or 0)
            metrics["tokens"] = float(tokens)
        if usage is not None and usage.cost is not None:
            metrics["cost"] = usage.cost
        return TurnResult(
            question=turn.question,
            expected=_expected(turn),
            plan=_plan(plan, understood),
            passages=tuple(
                _passage(rank, passage, relevant)
                for rank, passage in enumerate(passages[:_KEPT], 1)
            ),
            intent=answer.intent,
            answer=markdown(answer),
            abstained=answer.abstained,
            reason=answer.reason,
            claims=tuple(_claim(one) for one in claims),
            citations=self._citations(answer, problems),
            conflicts=tuple(
                ConflictResult(c.about, tuple((s.text, s.citation) for s in c.sides))
                for c in answer.conflicts
            ),
            suggestions=answer.suggestions,
            answered_by=answer.answered_by,
            fallback=answer.fallback,
            lacking=tuple(tuple(wordings) for wordings in lacking(turn, answer))
            if turn.answerable
            else (),
            shortcomings=(
                *shortcomings(turn, answer, understood),
                *(f"[{c.id}] {p}" for c, p in zip(answer.citations, problems, strict=True) if p),
            ),
            metrics=metrics,
            timing=Timing(answered.timings_ms["total"]),
            tokens=tokens,
            cost=usage.cost if usage is not None else None,
        )

    def _relevant(self, turn: Turn) -> frozenset[str]:
        """The statements of the index that say an expected fact, where one has to be cited."""
        if not turn.answerable:
            return frozenset()
        wordings = [fold(w) for fact in turn.facts for w in fact if len(w.split()) > 1]
        return frozenset(
            name
            for name, text, chunk in self._statements
            if any(wording in text for wording in wordings) and _fits(turn, chunk)
        )

    @cached_property
    def _statements(self) -> Sequence[tuple[str, str, Chunk]]:
        generation = self.corpus.generation
        return [
            (_name(chunk), fold(chunk.statement.text), chunk)
            for role in generation.roles
            for chunk in generation.select(role=role.key)
        ]

    def _citations(
        self, answer: Answer, problems: Sequence[str | None]
    ) -> tuple[CitationResult, ...]:
        results = []
        for citation, problem in zip(answer.citations, problems, strict=True):
            source = citation.source
            found = self.corpus.pages.cited(citation)
            results.append(
                CitationResult(
                    id=citation.id,
                    role_code=citation.role_code,
                    title=citation.title,
                    section=citation.section,
                    level=citation.level,
                    quote=citation.quote,
                    path=source.document,
                    line_start=source.line_start,
                    line_end=source.line_end,
                    attribution=citation.attribution.how,
                    found=found[0].text if found else "",
                    problem=problem,
                    label=citation.dimension or "",
                )
            )
        return tuple(results)


def _name(chunk: Chunk) -> str:
    """What a statement is called among passages; the same words of a role and level are one."""
    levels = ",".join(map(str, chunk.statement.levels))
    return f"{chunk.role}|{levels}|{fold(chunk.statement.text)}"


def _fits(turn: Turn, chunk: Chunk) -> bool:
    """Whether a statement is of a role and level that the case requires, where it requires any."""
    levels = {str(level) for level in (*chunk.statement.levels, *chunk.page_levels)}
    return not turn.must_cite or any(
        (place.level is None or place.level in levels)
        and (place.role is None or any(s.code.startswith(place.role) for s in chunk.sources))
        for place in turn.must_cite
    )


def _expected(turn: Turn) -> TurnExpected:
    return TurnExpected(
        answerable=turn.answerable,
        either_ok=turn.either_ok,
        intents=tuple(intent.value for intent in turn.intent),
        facts=turn.facts,
        must_cite=tuple(place.in_words() for place in turn.must_cite),
        must_not_cite=tuple(place.in_words() for place in turn.must_not_cite),
        must_not=turn.must_not,
        conflict=turn.conflict,
        reason_contains=turn.reason_contains,
        understood=turn.understood,
    )


def _plan(plan: Plan, understood: str) -> PlanResult:
    return PlanResult(
        intent=plan.intent.value,
        understood=understood,
        roles=tuple(mention.role.key for mention in plan.roles),
        levels=tuple(map(str, plan.levels)),
        dimensions=plan.dimensions,
        sections=tuple(section.value for section in plan.sections),
        attribute=plan.attribute.name if plan.attribute else None,
        topic=plan.topic,
    )


def _passage(rank: int, passage: Passage, relevant: frozenset[str]) -> PassageResult:
    chunk = passage.chunk
    statement = chunk.statement
    near = passage.similarity
    return PassageResult(
        rank=rank,
        score=round(passage.score, 6),
        similarity=None if near is None else round(float(near), 4),
        text=statement.text,
        role=chunk.role,
        section=statement.section.shown_as,
        levels=tuple(map(str, statement.levels)),
        label=statement.dimension or "",
        path=chunk.sources[0].path,
        line=chunk.sources[0].line_start,
        relevant=_name(chunk) in relevant,
    )


def _claim(one: Scored) -> ClaimResult:
    return ClaimResult(
        text=one.shown.text,
        label=one.shown.label,
        levels=tuple(map(str, one.shown.levels)),
        citations=one.shown.marks,
        verdict=one.support.verdict.value,
        score=one.support.score,
        reasons=tuple(ReasonResult(reason.kind, reason.text) for reason in one.support.reasons),
        cited=one.cited.verdict.value,
        nearest=_nearest(one),
    )


def _nearest(one: Scored) -> tuple[tuple[str, str], ...]:
    """Of a claim that is supported the statement with its words; else those most like it."""
    wanted = fold(one.shown.text)
    same = next((e for e in one.evidence if fold(e.text) == wanted), None)
    if same is not None:
        return ((same.place, same.text),)
    texts: Mapping[int, str] = {i: e.text for i, e in enumerate(one.evidence)}
    found = process.extract(one.shown.text, texts, scorer=fuzz.token_set_ratio, limit=_NEAREST)
    return tuple((one.evidence[i].place, one.evidence[i].text) for _, _, i in found)
