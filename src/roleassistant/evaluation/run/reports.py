"""A finished run for other programs: JUnit XML for CI, Markdown for a page of a pull request."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from roleassistant.evaluation.metrics.catalogue import BY_NAME
from roleassistant.evaluation.run.result import CaseResult, GateCheck, Measured, Summary

_MOST_CASES = 30
# What XML 1.0 has no way to write.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(results: Sequence[CaseResult], gate: Sequence[GateCheck]) -> str:
    """One test suite for each suite, one test for each case, and one for each threshold."""
    suites = list(dict.fromkeys(result.suite for result in results))
    body = [_suite(name, [r for r in results if r.suite == name]) for name in suites]
    if gate:
        body.append(_gate(gate))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n' + "".join(body) + "</testsuites>\n"
    )


def _suite(name: str, results: Sequence[CaseResult]) -> str:
    failures = sum(not r.passed and r.error is None for r in results)
    errors = sum(r.error is not None for r in results)
    seconds = sum(turn.timing.latency_ms for r in results for turn in r.turns) / 1000
    lines = "".join(map(_case, results))
    return (
        f'<testsuite name={_quoted(name)} tests="{len(results)}" failures="{failures}" '
        f'errors="{errors}" time="{seconds:.3f}">\n{lines}</testsuite>\n'
    )


def _case(result: CaseResult) -> str:
    seconds = sum(turn.timing.latency_ms for turn in result.turns) / 1000
    head = (
        f"<testcase classname={_quoted(result.suite)} name={_quoted(result.id)} "
        f'time="{seconds:.3f}"'
    )
    if result.passed:
        return f"{head}/>\n"
    if result.error is not None:
        return f"{head}><error message={_quoted(result.error)}/></testcase>\n"
    wrong = list(wrong_with(result))
    text = "\n".join(f"{turn.question}\n{turn.answer}" for turn in result.turns)
    return (
        f"{head}><failure message={_quoted('; '.join(wrong))}>{_text(text)}</failure></testcase>\n"
    )


def _gate(gate: Sequence[GateCheck]) -> str:
    failed = sum(not check.passed for check in gate)
    lines = ""
    for check in gate:
        head = f'<testcase classname="gate" name={_quoted(f"{check.suite}: {_wanted(check)}")}'
        told = _quoted(f"measured {_measured(check)}")
        lines += f"{head}/>\n" if check.passed else f"{head}><failure message={told}/></testcase>\n"
    return f'<testsuite name="gate" tests="{len(gate)}" failures="{failed}">\n{lines}</testsuite>\n'


def markdown(summary: Summary, results: Sequence[CaseResult]) -> str:
    """The gate, the metrics, and the first cases that are not right."""
    wrong = [result for result in results if not result.passed]
    parts = [f"## Evals: {summary.passed} of {summary.cases} cases right\n"]
    if summary.gate:
        missed = [check for check in summary.gate if not check.passed]
        parts.append(
            "Gate passed.\n"
            if not missed
            else _table(
                ("Fell short", "Metric", "Wanted", "Measured"),
                ((c.suite, c.metric, _bound(c), _measured(c)) for c in missed),
            )
        )
    parts.append(
        _table(
            ("Metric", "Value", "95 % interval", "Cases"),
            (
                (
                    m.name,
                    figure(m, m.value),
                    f"{figure(m, m.low)} to {figure(m, m.high)}",
                    str(m.cases),
                )
                for m in (*summary.metrics, *summary.timings)
            ),
        )
    )
    if wrong:
        parts.append(f"### Not right: {len(wrong)}\n")
        parts.append(
            _table(
                ("Case", "Question", "What is wrong"),
                (
                    (f"{r.suite} {r.id}", _question(r), "; ".join(wrong_with(r)))
                    for r in wrong[:_MOST_CASES]
                ),
            )
        )
        if len(wrong) > _MOST_CASES:
            parts.append(f"{len(wrong) - _MOST_CASES} more are in results.jsonl.\n")
    run = summary.run
    parts.append(
        f"roleassistant {run.version} ({run.code[:12]}), answerer {run.answerer}, "
        f"scorer {run.scorer_identity}, seed {run.seed}, {run.seconds:.0f} s.\n"
    )
    return "\n".join(parts)


def wrong_with(result: CaseResult) -> Iterator[str]:
    """What is wrong with a case, turn by turn."""
    if result.error is not None:
        yield result.error
    for number, turn in enumerate(result.turns, 1):
        before = f"turn {number}: " if len(result.turns) > 1 else ""
        yield from (f"{before}{text}" for text in turn.shortcomings)


def figure(metric: Measured, value: float) -> str:
    """A value of a metric, as people read it."""
    return f"{value:.1%}" if BY_NAME[metric.name].is_rate else f"{value:,.4g}"


def _question(result: CaseResult) -> str:
    return result.turns[0].question if result.turns else ""


def _wanted(check: GateCheck) -> str:
    return f"{check.metric} {_bound(check)}"


def _bound(check: GateCheck) -> str:
    return f"{check.bound.replace('_', ' ')} {check.threshold:g}"


def _measured(check: GateCheck) -> str:
    return "nothing" if check.value is None else f"{check.value:.4f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    """Text that neither ends a cell nor is read as a tag or a link."""
    folded = " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
    return folded.replace("<", "&lt;").replace("[", "\\[")


def _text(text: str) -> str:
    return html.escape(_NOT_XML.sub("\ufffd", text))


def _quoted(text: str) -> str:
    return f'"{_text(" ".join(text.split()))}"'
