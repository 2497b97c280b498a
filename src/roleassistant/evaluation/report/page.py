"""report.html: one page with the whole run in it, its style and script included.

It asks for nothing from anywhere, and a policy in its head holds the browser to that: no
connection, and no script but its own. Texts of pages, questions and models are data in it and
shown as text.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from roleassistant.evaluation.comparing import Comparison, compare
from roleassistant.evaluation.report import charts, sections
from roleassistant.evaluation.report.cases import VERDICTS, embedded, intents_of, verdicts_of
from roleassistant.evaluation.report.changes import KINDS, changes
from roleassistant.evaluation.run import files
from roleassistant.evaluation.run.result import REPORT_FILE, CaseResult, Summary
from roleassistant.indexing.durable import replace_text

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run, and what to call it."""

    name: str
    summary: Summary
    results: Sequence[CaseResult]


def opened(folder: Path) -> Run:
    """The run that a folder holds.

    Raises:
        DocumentError: it holds no finished run, or one of another version.
    """
    summary = files.read_summary(folder)
    return Run(folder.resolve().name, summary, files.read_results(folder))


def write(folder: Path, baseline: Run | None = None) -> Path:
    """Put report.html into the folder of a finished run, whole or not at all; gives its path.

    Raises:
        DocumentError: the folder holds no finished run.
        UsageError: the baseline has no case in common with it, or was scored by another scorer.
    """
    file = folder / REPORT_FILE
    replace_text(file, page(opened(folder), baseline))
    return file


def page(run: Run, baseline: Run | None = None) -> str:
    """The whole page, the same for the same run."""
    compared: Comparison | None = None
    if baseline is not None:
        compared = compare(
            (baseline.summary, baseline.results),
            (run.summary, run.results),
            run.summary.run.seed,
        )
    changed = changes(run.results, baseline.results) if baseline else {}
    script = _part("page.js")
    return Template(_part("page.html")).substitute(
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style=_part("page.css"),
        script=script,
        title=escape(f"Eval run {run.name}"),
        headline=sections.headline(run.summary, compared),
        metrics=sections.metrics(run.summary, compared),
        groups=sections.groups(run.summary),
        gate=sections.gate(run.summary.gate),
        baseline=sections.since_baseline(compared, baseline.name if baseline else ""),
        filters=_filters(run.results, {k: c.kind for k, c in changed.items()}),
        environment=sections.environment(run.summary),
        patterns=charts.PATTERNS,
        cases=embedded(run.results, changed),
    )


def _filters(results: Sequence[CaseResult], kinds: Mapping[tuple[str, str], str]) -> str:
    choices: dict[tuple[str, str], dict[str, int]] = {
        ("suite", "Suite"): _counted([r.suite] for r in results),
        ("verdict", "Verdict"): _counted(verdicts_of(r) for r in results),
        ("intent", "Intent expected"): _counted(intents_of(r) for r in results),
        ("tag", "Tag"): _counted(set(r.tags) for r in results),
    }
    words: dict[str, Mapping[str, str]] = {"verdict": VERDICTS}
    if kinds:
        choices["change", "Since the baseline"] = _counted([kinds[r.key]] for r in results)
        words["change"] = {str(kind): text for kind, text in KINDS.items()}
    return "".join(
        _select(name, label, found, words.get(name)) for (name, label), found in choices.items()
    )


def _counted(found: Iterable[Iterable[str]]) -> dict[str, int]:
    return Counter(value for values in found for value in values)


def _select(
    name: str, label: str, counts: Mapping[str, int], words: Mapping[str, str] | None
) -> str:
    """A list to choose from. `words` give the order and what is said; else it is by name."""
    order = [value for value in words if value in counts] if words else sorted(counts)
    options = "".join(
        f'<option value="{escape(value)}">{escape(words[value] if words else value)} '
        f"({counts[value]:,})</option>"
        for value in order
    )
    return (
        f'<label>{label}<select name="{name}"><option value="">any</option>{options}</select>'
        "</label>"
    )


def _part(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


__all__ = ["Run", "opened", "page", "write"]
