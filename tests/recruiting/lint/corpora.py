"""Posts that were written for these tests: with faults planted in them, and clean ones."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from roleassistant.recruiting.lint import Finding, Severity, lint, read_post, review
from roleassistant.recruiting.lint.review import Context

FOLDER = Path(__file__).parent / "posts"


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: the rule that has to find it, and words that the finding has to hold."""

    rule: str
    words: str

    def is_found(self, findings: Sequence[Finding]) -> bool:
        return any(self._is(finding) for finding in findings)

    def _is(self, finding: Finding) -> bool:
        if finding.rule != self.rule or not self.words:
            return finding.rule == self.rule
        said = finding.place.excerpt.casefold() if finding.place else ""
        wanted = self.words.casefold()
        return bool(said) and (wanted in said or said in wanted)


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    text: str
    format: str | None
    planted: tuple[Planted, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return _reviewed(self.text, self.format)

    @property
    def missed(self) -> list[Planted]:
        return [one for one in self.planted if not one.is_found(self.findings)]


@cache
def _reviewed(text: str, form: str | None) -> tuple[Finding, ...]:
    return lint(text, Context(format=form))


def planted() -> list[Case]:
    """Posts with faults, by which the rules were made."""
    return [case for file in sorted((FOLDER / "planted").iterdir()) for case in read(file)]


def unseen(name: str) -> list[Case]:
    """Posts that were measured once before the rules were changed by them."""
    return read(FOLDER / "unseen" / f"{name}.toml")


def read(file: Path) -> list[Case]:
    return [
        Case(
            entry["name"],
            entry["text"],
            entry.get("format"),
            tuple(Planted(rule, words) for rule, words in entry.get("planted", [])),
        )
        for entry in tomllib.loads(file.read_text("utf-8"))["post"]
    ]


def clean() -> dict[str, tuple[Finding, ...]]:
    """The findings of each clean post."""
    found = {}
    for file in sorted((FOLDER / "clean").iterdir()):
        found[file.name] = review(read_post(file.read_bytes(), file.name))
    return found | {case.name: case.findings for case in unseen("clean")}


def grave(findings: Sequence[Finding]) -> list[Finding]:
    """Warnings and errors."""
    return [finding for finding in findings if finding.severity is not Severity.NOTE]
