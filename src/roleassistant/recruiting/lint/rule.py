"""The rules, as `words/rules.toml` has them, and what one of them hit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from roleassistant.recruiting.lint.finding import Severity
from roleassistant.recruiting.lint.post import Block


@dataclass(frozen=True, slots=True)
class Rule:
    """What it looks for, how grave that is, why, on whose word, and what to do in general."""

    id: str
    title: str
    severity: Severity
    why: str
    source: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule broken, from `start` to before `end` of a block's text; of the whole post without a
    block. Empty texts are those of the rule."""

    rule: str
    block: Block | None = None
    start: int = 0
    end: int | None = None
    why: str = ""
    suggestion: str = ""
    source: str = ""


def table(name: str) -> dict[str, Any]:
    """A word list that lies beside this module, as it is written."""
    return tomllib.loads((files(__package__) / "words" / name).read_text("utf-8"))


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """Every rule by its id, in the order of the list."""
    return {
        one["id"]: Rule(**{**one, "severity": Severity(one["severity"])})
        for one in table("rules.toml")["rule"]
    }
