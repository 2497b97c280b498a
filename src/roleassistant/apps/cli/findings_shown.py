"""What `roleassistant jobpost lint` prints: findings and rules, as text and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType

    from roleassistant.recruiting.lint import Finding, Rules
    from roleassistant.recruiting.lint.sarif import Reviewed

_LONGEST_EXCERPT = 60
_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def as_json(reviewed: Sequence[Reviewed]) -> dict[str, Any]:
    """The object of `--json`."""
    every = [finding for one in reviewed for finding in one.findings]
    return {
        "posts": [
            {
                "file": one.name,
                "unit": one.unit,
                "findings": [_finding(finding) for finding in one.findings],
            }
            for one in reviewed
        ],
        "counts": _counts(every),
    }


def _finding(found: Finding) -> dict[str, Any]:
    place = found.place
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "place": {
            "line": place.line,
            "column": place.column,
            "end_line": place.end_line,
            "end_column": place.end_column,
            "excerpt": place.excerpt,
        }
        if place
        else None,
        "why": found.why,
        "source": found.source,
        "suggestion": found.suggestion,
    }


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    from roleassistant.recruiting.lint import Severity

    return {one.value: sum(f.severity is one for f in findings) for one in Severity}


def as_text(reviewed: Sequence[Reviewed]) -> list[RenderableType]:
    """Each finding with its place, why, its source and a rewrite; then how many there are."""
    from rich.text import Text

    from roleassistant.answering.wording import counted
    from roleassistant.apps.cli.layout import indented
    from roleassistant.apps.cli.terminal import one_line

    parts: list[RenderableType] = []
    for one in reviewed:
        for finding in one.findings:
            place = finding.place
            where = one_line(one.name)
            if place:
                where += f":{place.line}:{place.column}"
            # One line whatever the width, so that it can be searched for.
            line = Text(f"{where} ", no_wrap=True, overflow="ignore")
            line.append(finding.severity.value, style=_STYLES[finding.severity])
            line.append(f" {finding.rule}", style="bold")
            if place:
                line.append(f" “{_excerpt(one_line(place.excerpt))}”")
            parts.append(line)
            parts.append(indented(Text(one_line(f"{finding.why} {finding.suggestion}"))))
            parts.append(indented(Text(f"Source: {one_line(finding.source)}", style="dim")))
    every = [finding for one in reviewed for finding in one.findings]
    counts = [counted(number, name) for name, number in _counts(every).items() if number]
    posts = counted(len(reviewed), "post")
    parts.append(Text(f"{posts}: {', '.join(counts) or 'nothing found'}.", style="bold"))
    return parts


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else f"{text[: _LONGEST_EXCERPT - 1].rstrip()}…"


def rules_as_json(config: Rules) -> dict[str, Any]:
    """The object of `--list-rules --json`."""
    from roleassistant.recruiting.lint.rule import rules

    listed = [
        {
            "rule": rule.id,
            "title": rule.title,
            "severity": config.severity_of(rule.id).value,
            "ignored": rule.id in config.ignore,
            "why": rule.why,
            "source": rule.source,
            "suggestion": rule.suggestion,
        }
        for rule in rules().values()
    ]
    return {"rules": listed}


def rules_as_text(config: Rules) -> list[RenderableType]:
    """Each rule with its severity and source."""
    from rich.text import Text

    from roleassistant.apps.cli.layout import indented
    from roleassistant.recruiting.lint.rule import rules

    parts: list[RenderableType] = []
    for rule in rules().values():
        severity = "ignored" if rule.id in config.ignore else config.severity_of(rule.id).value
        line = Text(rule.id, style="bold")
        line.append(f" {severity}", style=_STYLES.get(severity, "dim"))
        line.append(f"  {rule.title}", style="default")
        parts += [line, indented(Text(f"Source: {rule.source}", style="dim"))]
    return parts
