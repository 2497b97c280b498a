"""Findings as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from roleassistant.recruiting.lint.configuration import Rules
from roleassistant.recruiting.lint.finding import Finding
from roleassistant.recruiting.lint.rule import Rule, rules

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One file with its findings. `unit` is what its places count: "line" or "paragraph"."""

    name: str
    findings: tuple[Finding, ...]
    unit: str = "line"


def sarif(reviewed: Sequence[Reviewed], config: Rules, version: str) -> dict[str, Any]:
    """One log with one run: the rules that were applied, and a result for each finding."""
    applied = [rule for rule in rules().values() if rule.id not in config.ignore]
    index = {rule.id: number for number, rule in enumerate(applied)}
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "roleassistant jobpost lint",
                        "semanticVersion": version,
                        "rules": [_descriptor(rule, config) for rule in applied],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(finding, one, index) for one in reviewed for finding in one.findings
                ],
            }
        ],
    }


def _descriptor(rule: Rule, config: Rules) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.why} Source: {rule.source}."},
        "help": {"text": rule.suggestion},
        "defaultConfiguration": {"level": config.severity_of(rule.id).value},
    }


def _result(finding: Finding, of: Reviewed, index: dict[str, int]) -> dict[str, Any]:
    place = finding.place
    said = f"“{place.excerpt}”: " if place else ""
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": quote(of.name.replace("\\", "/"))}}
    }
    if place and of.unit == "line":
        location["physicalLocation"]["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
    elif place:
        location["logicalLocations"] = [{"fullyQualifiedName": f"{of.unit} {place.line}"}]
    fingerprint = f"{finding.rule}\0{place.excerpt if place else ''}"
    return {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": finding.severity.value,
        "message": {"text": f"{said}{finding.why} {finding.suggestion}"},
        "locations": [location],
        "partialFingerprints": {
            "ruleAndText/v1": hashlib.sha256(fingerprint.encode("utf-8", "replace")).hexdigest()
        },
    }
