"""Runs made by hand, for what is shown of them: no index, no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from roleassistant.evaluation.report.page import Run
from roleassistant.evaluation.run import files
from roleassistant.evaluation.run.result import (
    RESULTS_FILE,
    CaseResult,
    CitationResult,
    ClaimResult,
    CorpusInfo,
    PassageResult,
    PlanResult,
    ReasonResult,
    RunInfo,
    SuiteInfo,
    Timing,
    TurnExpected,
    TurnResult,
)
from roleassistant.evaluation.run.summing import summary_of
from roleassistant.evaluation.suites.suite import Threshold

EXPECTED = TurnExpected(
    answerable=True, either_ok=False, intents=("lookup",), facts=(("6–9 years", "6-9 years"),),
    must_cite=("Level guidelines P4",), must_not_cite=(), must_not=(), conflict=False,
    reason_contains=None,
)  # fmt: skip
PLAN = PlanResult(
    intent="lookup", understood="experience of P4 of Field Sales", roles=("DIRECT.FIELDSALES",),
    levels=("P4",), dimensions=(), sections=(), attribute="experience", topic="",
)  # fmt: skip
CLAIM = ClaimResult(
    text="6–9 years in direct sales", label="P4", levels=("P4",), citations=("1",),
    verdict="supported", score=0.97, reasons=(), cited="supported",
    nearest=(("profiles/sales.txt:43", "6–9 years in direct sales"),),
)  # fmt: skip
CITATION = CitationResult(
    id="1", role_code="DIRECT.FIELDSALES.P4", title="Field Sales", section="Level guidelines",
    level="P4", quote="6–9 years in direct sales", path="profiles/sales.txt", line_start=43,
    line_end=44, attribution="stated", found="6–9 years in direct sales", problem=None,
)  # fmt: skip
PASSAGE = PassageResult(
    rank=1, score=0.0325, similarity=0.71, text="6–9 years in direct sales",
    role="DIRECT.FIELDSALES", section="Level guidelines", levels=("P4",),
    label="Typical Degree & Years", path="profiles/sales.txt", line=43, relevant=True,
)  # fmt: skip
TURN = TurnResult(
    question="how many years does a P4 in field sales need?", expected=EXPECTED, plan=PLAN,
    passages=(PASSAGE,), intent="lookup", answer="**P4**: 6–9 years in direct sales [1]",
    abstained=False, reason=None, claims=(CLAIM,), citations=(CITATION,), conflicts=(),
    suggestions=(), answered_by="extractive", fallback=None, lacking=(), shortcomings=(),
    metrics={"fact_recall": 1.0, "faithfulness": 1.0}, timing=Timing(2.5),
)  # fmt: skip
INFO = RunInfo(
    version="0.1.0", code="c0de" * 16, python="3.11.7", platform="Linux", processors=2,
    packages={"numpy": "2.3.1"}, answerer="extractive", scorer="offline",
    scorer_identity="offline v1", seed=0, workers=1,
    suites=(SuiteInfo("mine", "What people asked.", ("mine.jsonl",), "5e17" * 16, 1),),
    corpora=(CorpusInfo("bundled", 3, 3, 90, "1dea" * 16, "all-MiniLM-L6-v2"),),
    prompts={"answer": "v1 ab12"}, skipped=(), started_at="2026-01-31T09:00:00+00:00", seconds=4.0,
)  # fmt: skip


def case(name: str, *turns: TurnResult, suite: str = "mine", **fields: Any) -> CaseResult:
    """A case that is right where none of its turns has a shortcoming."""
    shown = turns or ((TURN,) if fields.get("error") is None else ())
    passed = not any(turn.shortcomings for turn in shown) and fields.get("error") is None
    metrics = {"right": float(passed), **(shown[0].metrics if shown else {})}
    return CaseResult(
        suite, name, fields.get("corpus", "bundled"), fields.get("tags", ()), 1.0, passed, metrics,
        shown, fields.get("error"),
    )  # fmt: skip


RIGHT = case("years", tags=("number",))
WRONG = case(
    "wrong",
    replace(
        TURN,
        question="experience of a P3 sales engineer",
        answer="**P3**: 40 years at least [1]",
        claims=(
            replace(
                CLAIM,
                text="40 years at least",
                verdict="contradicted",
                cited="contradicted",
                score=0.02,
                reasons=(ReasonResult("number", "40 is not 6"),),
            ),
        ),
        citations=(replace(CITATION, problem="the quote is not in these lines"),),
        lacking=(("6–9 years", "6-9 years"),),
        shortcomings=("does not say '6–9 years' or '6-9 years'",),
        metrics={"fact_recall": 0.0, "faithfulness": 0.0},
    ),
    tags=("number", "hard"),
)
REFUSED = case(
    "pay",
    replace(
        TURN,
        question="what does a P4 field seller earn?",
        expected=replace(EXPECTED, answerable=False, facts=(), intents=("off_topic",)),
        answer="The profiles record no pay amounts.",
        abstained=True,
        reason="the profiles record no pay amounts",
        claims=(),
        citations=(),
        passages=(),
        metrics={"abstention_recall": 1.0},
    ),
    suite="other",
)
TALK = case("talk", TURN, replace(TURN, question="and at P3?"), tags=("talk",))
BROKEN = case("broken", error="ZeroDivisionError: planted")
RESULTS = (RIGHT, WRONG, REFUSED, TALK, BROKEN)


def run_of(results: Sequence[CaseResult], name: str = "now") -> Run:
    """A finished run with those results, and a gate that misses where a fact is lacking."""
    gates = {"mine": {"fact_recall": Threshold(at_least=0.99)}}
    return Run(name, summary_of(results, gates, INFO), results)


def written(run: Run, folder: Path) -> Path:
    """The folder of that run."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RESULTS_FILE).write_bytes(b"".join(map(files.as_line, run.results)))
    files.write_summary(folder, run.summary)
    return folder
