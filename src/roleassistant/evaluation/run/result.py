"""What a run writes: one `CaseResult` a line of results.jsonl, and one `Summary`.

Scores are apart from what no two runs have alike (`timing`, `RunInfo`): of the same commit and seed
they are the same, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RESULTS_FILE = "results.jsonl"
SUMMARY_FILE = "summary.json"
REPORT_FILE = "report.html"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class ReasonResult:
    """One thing that speaks against a claim: the check that found it, and what it found."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A factual sentence of the answer as shown, and the scorer's verdict of it.

    `label` is what it stands under (a label, a row, a column), `levels` are the levels that this
    says it of. `citations` are the numbers of its citations. `verdict` (supported, unsupported or
    contradicted), `score` (0 to 1) and `reasons` are by independent evidence: the pages that it
    cites and those that the case requires, as far as they are of its levels. `cited` is the
    verdict by the lines that it cites alone. `nearest` are the statements of that evidence which
    are most like it, as path:line and text.
    """

    text: str
    label: str
    levels: tuple[str, ...]
    citations: tuple[str, ...]
    verdict: str
    score: float
    reasons: tuple[ReasonResult, ...]
    cited: str
    nearest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CitationResult:
    """A citation as shown, and what its page says: `found` is the text of the lines that it names,
    `label` what it stands under.

    `problem` says what is wrong with it: the quote is not there, or the role, level or section is
    another than the page has; None where it is right.
    """

    id: str
    role_code: str
    title: str
    section: str
    level: str | None
    quote: str
    path: str
    line_start: int
    line_end: int
    attribution: str
    found: str
    problem: str | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class PassageResult:
    """A passage that the retriever gives for the plan, best first. `relevant` is by the case."""

    rank: int
    score: float
    similarity: float | None
    text: str
    role: str
    section: str
    levels: tuple[str, ...]
    label: str
    path: str
    line: int
    relevant: bool


@dataclass(frozen=True, slots=True)
class PlanResult:
    """How the question was understood."""

    intent: str
    understood: str
    roles: tuple[str, ...]
    levels: tuple[str, ...]
    dimensions: tuple[str, ...]
    sections: tuple[str, ...]
    attribute: str | None
    topic: str


@dataclass(frozen=True, slots=True)
class ConflictResult:
    """A disagreement that the answer tells: what about, and each side with its citation."""

    about: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TurnExpected:
    """What the case says of a right answer; see docs/evals.md. `either_ok`: answering and
    abstaining are both right."""

    answerable: bool
    either_ok: bool
    intents: tuple[str, ...]
    facts: tuple[tuple[str, ...], ...]
    must_cite: tuple[str, ...]
    must_not_cite: tuple[str, ...]
    must_not: tuple[str, ...]
    conflict: bool
    reason_contains: str | None
    understood: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """Of one turn: until the answer was there, in milliseconds."""

    latency_ms: float


@dataclass(frozen=True, slots=True)
class TurnResult:
    """One question, what was expected, what came, and what is wrong with it.

    `lacking` are the expected facts that neither the answer nor a quote says. `shortcomings` says
    in words what is wrong; empty means right. `metrics` has the metrics that this turn is a case
    of, each by its name; one that it says nothing of is absent. `answer` is Markdown.
    """

    question: str
    expected: TurnExpected
    plan: PlanResult
    passages: tuple[PassageResult, ...]
    intent: str
    answer: str
    abstained: bool
    reason: str | None
    claims: tuple[ClaimResult, ...]
    citations: tuple[CitationResult, ...]
    conflicts: tuple[ConflictResult, ...]
    suggestions: tuple[str, ...]
    answered_by: str
    fallback: str | None
    lacking: tuple[tuple[str, ...], ...]
    shortcomings: tuple[str, ...]
    metrics: dict[str, float]
    timing: Timing
    tokens: int | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One line of results.jsonl. A question has one turn, a conversation several.

    `metrics` is the mean of its turns'; `passed` says that no turn has a shortcoming. `error` is
    set where the chain failed instead of answering: then there are no turns, and it has not passed.
    """

    suite: str
    id: str
    corpus: str
    tags: tuple[str, ...]
    weight: float
    passed: bool
    metrics: dict[str, float]
    turns: tuple[TurnResult, ...]
    error: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Suite and id, by which results of two runs are paired."""
        return (self.suite, self.id)


@dataclass(frozen=True, slots=True)
class Measured:
    """A metric over several cases: their weighted mean, with a bootstrap 95 % interval.

    `cases` is how many it was measured on. `better` says which way is good.
    """

    name: str
    value: float
    low: float
    high: float
    cases: int
    better: Literal["higher", "lower", "neither"]


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """The metrics of some of the cases: `by` is suite, tag, intent or corpus."""

    by: Literal["suite", "tag", "intent", "corpus"]
    name: str
    cases: int
    passed: int
    metrics: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class GateCheck:
    """A threshold of a suite and what was measured; `value` is None where no case measured it,
    which fails."""

    suite: str
    metric: str
    bound: Literal["at_least", "at_most"]
    threshold: float
    value: float | None
    passed: bool


@dataclass(frozen=True, slots=True)
class SuiteInfo:
    """A suite as it was run: the digest is of its cases, read."""

    name: str
    about: str
    files: tuple[str, ...]
    sha256: str
    cases: int


@dataclass(frozen=True, slots=True)
class CorpusInfo:
    """An index that was asked: what it holds, and the digest of its texts."""

    name: str
    documents: int
    profiles: int
    statements: int
    texts_sha256: str
    model: str


@dataclass(frozen=True, slots=True)
class RunInfo:
    """Everything needed to run the same again. `code` is the digest of the program's source,
    `prompts` the prompts by name with version and digest, `skipped` what was not run, and why.
    `scorer_spent` is what a scorer that asks a model took for it, None of others."""

    version: str
    code: str
    python: str
    platform: str
    processors: int
    packages: dict[str, str]
    answerer: str
    scorer: str
    scorer_identity: str
    seed: int
    workers: int
    suites: tuple[SuiteInfo, ...]
    corpora: tuple[CorpusInfo, ...]
    prompts: dict[str, str]
    skipped: tuple[str, ...]
    started_at: str
    seconds: float
    scorer_spent: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """summary.json. `metrics` and `groups` are scores; `timings` are latencies and `run` is how
    they came about, which no two runs have alike."""

    format_version: int
    cases: int
    passed: int
    metrics: tuple[Measured, ...]
    groups: tuple[GroupSummary, ...]
    gate: tuple[GateCheck, ...]
    timings: tuple[Measured, ...]
    run: RunInfo

    @property
    def gate_passed(self) -> bool:
        """Whether no threshold of a suite was missed."""
        return all(check.passed for check in self.gate)
