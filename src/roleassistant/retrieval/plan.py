"""What was understood of a question. A plain value that can be printed and tested."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from roleassistant.domain import Level, SectionKind
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.attribute import Attribute
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.synonyms import STANDS_FOR, standing_for
from roleassistant.retrieval.values import Value
from roleassistant.retrieval.words import tokens

# What a word that says little weighs, as a share of what its rarity would give it.
LIGHT = 0.3


class Intent(StrEnum):
    """What kind of answer is wanted; the contract's list."""

    COMPARE_LEVELS = "compare_levels"
    COMPARE_ROLES = "compare_roles"
    LEVEL_CRITERIA = "level_criteria"
    LOOKUP = "lookup"
    FIND_LEVEL = "find_level"
    PROMOTION_GAP = "promotion_gap"
    SELF_PLACEMENT = "self_placement"
    SKILLS = "skills"
    ADJACENT_ROLES = "adjacent_roles"
    ALIASES = "aliases"
    PROVENANCE = "provenance"
    LIST_ROLES = "list_roles"
    OFF_TOPIC = "off_topic"


@dataclass(frozen=True, slots=True)
class RoleMention:
    """A role that the question names. `matched` are the words of the question that name it.

    `score` is 1 where every word of a name stands in the question as written, less for typos,
    abbreviations and parts. `level` is set where the name belongs to one level only.
    """

    role: Role
    matched: str
    name: str
    score: float
    start: int
    end: int
    level: Level | None = None
    kind: str = "title"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of several things that a question asks of the same role: its years, its skills."""

    intent: Intent
    attribute: Attribute | None = None
    dimensions: tuple[str, ...] = ()
    sections: tuple[SectionKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The reading of one question.

    `roles` are the roles asked about; `candidates` are set instead where several fit equally and
    nothing decides. `words` are the stems left when roles, levels and function words are taken
    away: what the question is about; `weights` says how rare each is. `qualifiers` narrow the
    attribute or dimension that is asked for; `proper` are the words written as names. `of_a_role`
    says that something is asked which every role has: its duties, what separates its levels.
    `seniority` is the word before a role's name that may make it another title ("junior");
    `beyond` says what is asked that no quote can answer. `level_by_alias` says that no
    level is named but by the title of one. `frame` is the question with its spelling
    put right and without the names of roles and levels: what a follow-up asks of others. `bearer`
    is who is said to have a level, where that is the name of no role: the designer of "an IC4
    designer".

    `headings` are those in the pages over `dimensions` that the question names.

    `form` is how it is asked, `value` the sort of value that it wants, `noun` the stem of what is
    asked for after "which" or "what". `aspects` are set where it asks for several things at once.
    `language` is the name of a language that is not English; `unknown` are the words that no
    statement of the index holds, `lesser` those of `words` that only surround what is asked.
    `parts` are the questions that it consists of, where it is
    several; `otherwise` is how it reads when half a name is no name. `places` are the roles (keys)
    that are each named with a level of their own.
    """

    question: str
    intent: Intent
    roles: tuple[RoleMention, ...] = ()
    candidates: tuple[RoleMention, ...] = ()
    levels: tuple[Level, ...] = ()
    attribute: Attribute | None = None
    dimensions: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    sections: tuple[SectionKind, ...] = ()
    term: str | None = None
    words: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    qualifiers: tuple[str, ...] = ()
    proper: frozenset[str] = frozenset()
    of_a_role: bool = False
    seniority: str | None = None
    beyond: str | None = None
    topic: str = ""
    frame: str = ""
    bearer: str = ""
    implied_role: bool = False
    level_by_alias: bool = False
    form: Form = Form.OPEN
    value: Value | None = None
    noun: str | None = None
    aspects: tuple[Aspect, ...] = ()
    language: str | None = None
    unknown: tuple[str, ...] = ()
    places: tuple[tuple[str, Level], ...] = ()
    lesser: frozenset[str] = frozenset()
    parts: tuple[Plan, ...] = ()
    otherwise: Plan | None = None

    def covered_by(self, words: Sequence[str], held: Collection[str]) -> float:
        """The share of `words` that stand among `held`, rare words weighing more; 0 to 1.

        A word counts for less where only one that stands for it is held.
        """
        total = sum(self.weights.get(word, 1.0) for word in words)
        found = sum(self.weights.get(word, 1.0) * _held(word, held) for word in words)
        return found / total if total else 0.0

    def of_the_main_clause(self) -> Plan:
        """The same plan, with less weight on what only surrounds what is asked."""
        weights = {w: x * LIGHT if w in self.lesser else x for w, x in self.weights.items()}
        return replace(self, weights=weights, lesser=frozenset())

    def about(self, words: Sequence[str]) -> Plan:
        """The same plan, looking only for `words`."""
        kept = " ".join(t.text for t in tokens(self.topic) if t.stem in words)
        return replace(self, words=tuple(words), topic=kept)

    def said(self, words: Sequence[str]) -> str:
        """The words of the question behind the stems `words`, as they were typed."""
        return " ".join(t.text for t in tokens(self.topic) if t.stem in words)


def _held(word: str, held: Collection[str]) -> float:
    if word in held:
        return 1.0
    return STANDS_FOR if any(other in held for other in standing_for(word)) else 0.0
