"""What every scorer of an eval is given and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from roleassistant.answering.support.scorer import Support
from roleassistant.domain import Level


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text of a source page, read from the page itself, and what is known of where it stands.

    `role` is the role's code without its level ("DIRECT.FIELDSALES"), `title` what the page calls
    it; `levels` are those that it is said of, empty where it holds for any level; `label` is the
    dimension or term that it stands under. `place` is path and line, for people.
    """

    text: str
    role: str = ""
    title: str = ""
    section: str = ""
    levels: tuple[Level, ...] = ()
    label: str = ""
    place: str = ""

    def in_words(self) -> str:
        """The text under its title, section, levels and label, for a scorer that only reads."""
        where = (self.title, self.section, ", ".join(map(str, self.levels)), self.label)
        return f"{' · '.join(part for part in where if part)}: {self.text}".removeprefix(": ")


@dataclass(frozen=True, slots=True)
class Assertion:
    """A claim as it is shown, the evidence that it is held against, and the question asked."""

    claim: str
    evidence: tuple[Evidence, ...]
    question: str = ""


class Scorer(Protocol):
    """Tells of each assertion how far its evidence supports it.

    `name` is what it is chosen by. `identity` tells apart whatever could score differently: a
    version, a model with its digest, a prompt, a threshold; it is recorded in the run, and runs of
    different scorers are not compared. The same assertions give the same verdicts.
    """

    @property
    def name(self) -> str: ...

    @property
    def identity(self) -> str: ...

    def score(self, assertions: Sequence[Assertion]) -> list[Support]:
        """One `Support` for each assertion, in order. No evidence supports nothing."""
        ...
