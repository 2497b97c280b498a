"""How a house wants its posts reviewed: rules left out, how grave they are, limits, own terms.

In `roleassistant.toml` it stands under `[jobpost.lint]`, in a file of its own (`--rules FILE`) at
the top. What a file of its own sets wins over `roleassistant.toml`, the command line over both.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from roleassistant.errors import SettingsError
from roleassistant.recruiting.lint.finding import Severity
from roleassistant.recruiting.lint.rule import rules
from roleassistant.recruiting.lint.terms import Term, term_of

# Words where nothing else is said. Where each comes from: docs/jobpost-lint.md.
LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "requirements": 10,
        "years": 10,
        "words-min": 60,
        "words-max": 900,
        "section-words": 320,
        "paragraph-words": 100,
        "sentence-words": 35,
        "bullets": 12,
        "title-characters": 80,
        "reading-ease-min": 25,
        "grade-max": 15,
        "readability-words": 60,
        "gender-margin": 5,
        "emoji": 4,
    }
)
_KEYS = ("ignore", "severity", "limits", "allow", "terms", "fail-on")
_TERM_KEYS = frozenset(
    "rule forms pattern instead why unless_before unless_after only_after unless_in only_in".split()
)


@dataclass(frozen=True, slots=True)
class Rules:
    """`ignore` are rules that are left out; `severity` and `limits` override the defaults;
    `allow` are words or phrases that are never a finding; `terms` those of the house."""

    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    allow: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    fail_on: Severity = Severity.ERROR

    def severity_of(self, rule: str) -> Severity:
        """How grave a rule is here."""
        return self.severity.get(rule) or rules()[rule].severity

    def ignoring(self, names: Sequence[str], place: str = "--ignore") -> Rules:
        """These rules without some more.

        Raises:
            SettingsError: there is no such rule.
        """
        return replace(self, ignore=self.ignore | {_rule(name, place) for name in names})


def read_rules(table: Mapping[str, object], place: str, onto: Rules | None = None) -> Rules:
    """The configuration that a table gives, on top of another; `place` is where it stands.

    Raises:
        SettingsError: an unknown key or rule, or a value that cannot be used.
    """
    found = onto or Rules()
    for key in table:
        if key not in _KEYS:
            _refuse(place, f"{key} is no setting of the review", ", ".join(_KEYS))
    for key, value in table.items():
        if key == "ignore":
            found = found.ignoring(_texts(value, place, key), f"{place}: ignore")
        elif key == "severity":
            found = replace(
                found, severity=MappingProxyType({**found.severity, **_severities(value, place)})
            )
        elif key == "limits":
            found = replace(
                found, limits=MappingProxyType({**found.limits, **_limits(value, place)})
            )
        elif key == "allow":
            found = replace(found, allow=(*found.allow, *_texts(value, place, key)))
        elif key == "terms":
            found = replace(found, terms=(*found.terms, *_terms(value, place)))
        else:
            found = replace(found, fail_on=severity(value, f"{place}: fail-on"))
    return found


def read_rules_file(file: Path, onto: Rules | None = None) -> Rules:
    """As `read_rules`, from a TOML file.

    Raises:
        SettingsError: it cannot be read, or is no valid configuration.
    """
    try:
        table = tomllib.loads(file.read_bytes().decode("utf-8"))
    except OSError as problem:
        raise SettingsError(f"{file} cannot be read: {problem.strerror or problem}.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise SettingsError(f"{file} is no valid TOML: {problem}. Mend it there.") from problem
    nested = table.get("jobpost")
    if isinstance(nested, dict) and isinstance(nested.get("lint"), dict) and len(table) == 1:
        table = nested["lint"]
    return read_rules(table, str(file), onto)


def severity(value: object, place: str) -> Severity:
    """The severity of that name.

    Raises:
        SettingsError: there is none.
    """
    try:
        return Severity(str(value))
    except ValueError:
        _refuse(place, f"{value!r} is no severity", ", ".join(Severity))


def _severities(value: object, place: str) -> dict[str, Severity]:
    return {
        _rule(name, f"{place}: severity"): severity(given, f"{place}: severity.{name}")
        for name, given in _table(value, place, "severity").items()
    }


def _limits(value: object, place: str) -> dict[str, int]:
    found = {}
    for name, given in _table(value, place, "limits").items():
        if name not in LIMITS:
            _refuse(place, f"limits.{name} is unknown", ", ".join(LIMITS))
        if isinstance(given, bool) or not isinstance(given, int) or not -100 <= given <= 100_000:
            _refuse(place, f"limits.{name} is {given!r}", "a whole number")
        found[name] = given
    return found


def _terms(value: object, place: str) -> list[Term]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        _refuse(place, "terms is no list of tables", "[[terms]] with rule, forms and instead")
    found = []
    for entry in value:
        unknown = sorted(entry.keys() - _TERM_KEYS)
        if unknown:
            _refuse(place, f"terms.{unknown[0]} is unknown", ", ".join(sorted(_TERM_KEYS)))
        _rule(str(entry.get("rule", "")), f"{place}: terms.rule")
        if not ("pattern" in entry) ^ bool(entry.get("forms")):
            _refuse(place, "a term has neither or both of forms and pattern", "one of them")
        if "forms" in entry:
            _texts(entry["forms"], place, "terms.forms")
        try:
            found.append(term_of(entry))
        except re.error as problem:
            _refuse(
                place, f"a pattern of a term is no regular expression: {problem}", "one of Python"
            )
    return found


def _rule(name: str, place: str) -> str:
    if name not in rules():
        _refuse(place, f"{name!r} is no rule", ", ".join(rules()))
    return name


def _texts(value: object, place: str, key: str) -> list[str]:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(t, str) and t.strip() for t in texts):
        _refuse(place, f"{key} is {value!r}", "a list of texts in quotes")
    return texts


def _table(value: object, place: str, key: str) -> dict[str, object]:
    if not isinstance(value, dict):
        _refuse(place, f"{key} is {value!r}", f"a table, [{key}]")
    return value


def _refuse(place: str, problem: str, allowed: str) -> NoReturn:
    raise SettingsError(f"{place}: {problem}. Allowed: {allowed}.")
