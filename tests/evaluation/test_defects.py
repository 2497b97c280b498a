"""An eval that cannot fail is worth nothing: defects are planted in the chain, one at a time, and
the gate of the bundled suites has to go red and to name the metric that tells what broke."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from roleassistant import resources
from roleassistant.answering import finish as finishing
from roleassistant.answering.assistant import Assistant
from roleassistant.answering.compose import compose
from roleassistant.answering.draft import DraftFacts, DraftRow, DraftTable, abstain, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.domain import STATED
from roleassistant.domain.answer import Remark
from roleassistant.evaluation.run.asking import Asker
from roleassistant.evaluation.run.corpora import OpenCorpus, open_own_index
from roleassistant.evaluation.run.result import CaseResult
from roleassistant.evaluation.run.summing import checks, groups_of
from roleassistant.evaluation.scorers.offline import RulesScorer
from roleassistant.evaluation.suites.case import Case
from roleassistant.evaluation.suites.reading import read_suites
from roleassistant.evaluation.suites.suite import Suite
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.library import Library
from roleassistant.retrieval.plan import Intent
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.retriever import Retriever

# Of the development questions every so many are asked, and more of those that tell most.
EVERY = 30


@pytest.fixture(scope="module")
def suite() -> Suite:
    return next(
        one for one in read_suites([resources.folder("evals")]) if one.name == "development"
    )


@pytest.fixture(scope="module")
def corpus(bundled_index: Path, real_encoder: Encoder) -> OpenCorpus:
    library = Library(bundled_index, model=real_encoder.identity)
    return open_own_index(Assistant(library, lambda: real_encoder), lambda: real_encoder)


def asked(cases: list[Case], suite: Suite, corpus: OpenCorpus) -> list[CaseResult]:
    # Anew each time: what was prepared for a question may be of another chain.
    assistant = Assistant(corpus.assistant.library, corpus.encoder)
    fresh = OpenCorpus(corpus.name, corpus.files, assistant, corpus.encoder)
    fresh.__dict__["pages"] = corpus.pages
    asker = Asker(fresh, RulesScorer(fresh.generation))
    return [asker.ask(case, suite.name) for case in cases]


@pytest.fixture(scope="module")
def cases(suite: Suite, corpus: OpenCorpus) -> list[Case]:
    """Of the development questions some of each kind, which are flawless by every gated metric:
    on so few, one blemish that the whole suite can bear would miss the gate."""
    bundled = [case for case in suite.cases if case.corpus == "bundled"]
    disputed = [case for case in bundled if case.turns[0].conflict]
    forbidding = [case for case in bundled if case.turns[0].must_not]
    compared = [case for case in bundled if Intent.COMPARE_LEVELS in case.turns[0].intent]
    chosen = [*bundled[::EVERY], *disputed[:5], *forbidding[::8], *compared[::8]]
    each = list({case.id: case for case in chosen}.values())
    clean = asked(each, suite, corpus)
    flawless = {
        result.id
        for result in clean
        if all(result.metrics.get(name, 1.0) == 1.0 for name in suite.gate)
    }
    return [case for case in each if case.id in flawless]


@pytest.fixture
def missed(suite: Suite, cases: list[Case], corpus: OpenCorpus) -> Callable[[], set[str]]:
    """Runs the cases, and gives the metrics of which the gate was missed."""

    def run() -> set[str]:
        results = asked(cases, suite, corpus)
        assert [result.error for result in results if result.error] == []
        found = checks(groups_of(results, 0), {suite.name: suite.gate})
        return {check.metric for check in found if not check.passed}

    return run


def test_without_a_defect_the_gate_is_green(missed: Callable[[], set[str]]) -> None:
    assert missed() == set()


# The defects: each a function that plants one --------------------------------------------------

Plant = Callable[[pytest.MonkeyPatch], None]


def citation(change: Callable[..., object]) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        real = finishing._citation
        patch.setattr(finishing, "_citation", lambda *given: change(real(*given)))

    return plant


def wording(change: Callable[[str], str]) -> Plant:
    """What is said of a statement changes; what is quoted below stays."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        real = finishing.Numbering.fact

        def fact(self, given, support=1.0):
            shown = real(self, given, support)
            said = change(shown.text)
            self.claims[-1] = replace(self.claims[-1], text=said)
            return replace(shown, text=said)

        patch.setattr(finishing.Numbering, "fact", fact)

    return plant


def drafted(change: Callable[..., object]) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(
            "roleassistant.answering.assistant.compose",
            lambda plan, evidence: change(compose(plan, evidence), plan, evidence),
        )

    return plant


def planned(change: Callable[..., object]) -> Plant:
    def plant(patch: pytest.MonkeyPatch) -> None:
        real = Planner.plan
        patch.setattr(Planner, "plan", lambda self, *given: change(real(self, *given), self))

    return plant


def off_by_one(given):
    source = given.source
    moved = replace(source, line_start=source.line_start + 1, line_end=source.line_end + 1)
    return replace(given, source=moved)


def another_number(text: str) -> str:
    return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), text, count=1)


def another_unit(text: str) -> str:
    return re.sub(r"\byears?\b", "months", text)


def denied(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"Never {first.lower()} {rest}" if re.fullmatch(r"[A-Z][a-z]+s", first) else text


def ignoring_levels(patch: pytest.MonkeyPatch) -> None:
    real = Evidence.of

    def of(self, role, *sections, level=None, **given):
        return real(self, role, *sections, **given)

    patch.setattr(Evidence, "of", of)


def answering_anything(draft, plan, evidence):
    if draft.reason is None:
        return draft
    found = evidence.retriever.search(replace(plan, topic=plan.question), limit=3)
    facts = tuple(quoted(passage.chunk) for passage in found)
    return replace(draft, reason=None, blocks=(DraftFacts(facts),)) if facts else draft


def refusing_lookups(draft, plan, evidence):
    lookup = plan.intent in (Intent.LOOKUP, Intent.LEVEL_CRITERIA)
    return abstain("the profiles do not say") if lookup else draft


def one_side(draft, plan, evidence):
    def cut(block):
        if not isinstance(block, DraftTable):
            return block
        rows = tuple(DraftRow(row.label, row.cells[:1]) for row in block.rows)
        return DraftTable(block.columns[:1], rows)

    return replace(draft, blocks=tuple(map(cut, draft.blocks)))


def columns_swapped(draft, plan, evidence):
    def swap(block):
        if not isinstance(block, DraftTable):
            return block
        return DraftTable(block.columns[::-1], block.rows)

    return replace(draft, blocks=tuple(map(swap, draft.blocks)))


def rows_rotated(draft, plan, evidence):
    def rotate(block):
        if not isinstance(block, DraftTable):
            return block
        labels = [row.label for row in block.rows]
        moved = labels[1:] + labels[:1]
        rows = (replace(row, label=to) for row, to in zip(block.rows, moved, strict=True))
        return replace(block, rows=tuple(rows))

    return replace(draft, blocks=tuple(map(rotate, draft.blocks)))


def ending_later(given):
    return replace(given, source=replace(given.source, line_end=given.source.line_end + 25))


def searching_in_vain(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Retriever, "search", lambda self, *plan, **given: [])


def affirming(draft, plan, evidence):
    return replace(draft, blocks=(Remark("Yes."), *draft.blocks)) if draft.blocks else draft


def of_the_next_role(plan, planner):
    roles = planner._reader._generation.roles

    def other(mention):
        return replace(mention, role=roles[(roles.index(mention.role) + 1) % len(roles)])

    return replace(plan, roles=tuple(map(other, plan.roles)))


def conflict_hidden(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(finishing, "_touched", lambda *given: [])


def marks_moved(patch: pytest.MonkeyPatch) -> None:
    """Each claim cites what the one before it should."""
    real = finishing.Numbering.fact

    def fact(self, given, support=1.0):
        before = self.claims[-1].citations if self.claims else None
        shown = real(self, given, support)
        kept = self.__dict__.setdefault("own_marks", shown.marks)
        self.__dict__["own_marks"] = shown.marks
        return replace(shown, marks=kept if before else shown.marks)

    patch.setattr(finishing.Numbering, "fact", fact)


def ranked_backwards(patch: pytest.MonkeyPatch) -> None:
    real = Retriever.search
    patch.setattr(
        Retriever, "search", lambda self, *plan, **given: real(self, *plan, **given)[::-1]
    )


def called_a_lookup(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(finishing, "_intent", lambda plan: "lookup")


DEFECTS: dict[str, tuple[Plant, str]] = {
    "a citation is off by one line": (citation(off_by_one), "quote_validity"),
    "a quote is altered": (
        citation(lambda c: replace(c, quote=f"{c.quote} indeed")),
        "quote_validity",
    ),
    "a citation names another section": (
        citation(lambda c: replace(c, section="Provenance")),
        "quote_validity",
    ),
    "a citation names another level": (
        citation(lambda c: replace(c, level="P9" if c.level else None)),
        "quote_validity",
    ),
    "the filter by level is dropped": (ignoring_levels, "faithfulness"),
    "a number is changed in the wording": (wording(another_number), "faithfulness"),
    "a unit is changed in the wording": (wording(another_unit), "faithfulness"),
    "a duty is denied in the wording": (wording(denied), "faithfulness"),
    "the columns of a comparison are swapped": (drafted(columns_swapped), "faithfulness"),
    "claims cite the statement of another claim": (marks_moved, "citation_recall"),
    "a contradiction is hidden": (conflict_hidden, "contradiction_disclosure"),
    "half of a comparison is dropped": (drafted(one_side), "fact_recall"),
    "another role is answered of": (planned(of_the_next_role), "required_citations"),
    "what is not recorded is answered": (drafted(answering_anything), "abstention_recall"),
    "what is recorded is refused": (drafted(refusing_lookups), "answered"),
    "every question gets a yes": (drafted(affirming), "nothing_forbidden"),
    "the rows of a comparison stand under each other's labels": (
        drafted(rows_rotated),
        "faithfulness",
    ),
    "a citation ends lines later": (citation(ending_later), "quote_validity"),
    "what was inferred is cited as stated": (
        citation(lambda c: replace(c, attribution=STATED)),
        "quote_validity",
    ),
    "searches find nothing": (searching_in_vain, "mrr"),
    "the kind of question is misheard": (called_a_lookup, "intent_accuracy"),
    "passages are ranked backwards": (ranked_backwards, "mrr"),
}


def test_a_chain_that_breaks_off_turns_the_gate_red_though_nothing_else_is_wrong(
    suite: Suite, cases: list[Case], corpus: OpenCorpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Planner.plan

    def plan(self, question, *given, **named):
        if len(question) % 4 == 0:
            raise KeyError(question)
        return real(self, question, *given, **named)

    monkeypatch.setattr(Planner, "plan", plan)
    results = asked(cases, suite, corpus)
    assert any(result.error for result in results)
    found = checks(groups_of(results, 0), {suite.name: suite.gate})
    missed = {check.metric for check in found if not check.passed}
    assert {"right", "answered", "fact_recall"} <= missed


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_turns_the_gate_red_and_the_metric_says_which(
    defect: str, missed: Callable[[], set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    plant, metric = DEFECTS[defect]
    plant(monkeypatch)
    found = missed()
    assert metric in found, found
