"""A case of a suite: what is asked, and what a right answer holds. See docs/evals.md."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from roleassistant.retrieval.plan import Intent


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


# A fact is the wordings that count for it; one wording may be given bare.
Fact = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]


class Strict(BaseModel):
    """Values that never change; a field that nobody knows is an error, for it may be a typo."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Strict):
    """Where a citation has to point, or must not: as far as it is said."""

    section: str | None = None
    level: str | None = None
    role: str | None = Field(None, description="the role's code, or how it begins")

    @model_validator(mode="after")
    def _says_something(self) -> Place:
        if not self.model_fields_set:
            raise ValueError("a place needs section, level or role")
        return self

    def in_words(self) -> str:
        """ "Level guidelines P4 of DIRECT.FIELDSALES"."""
        at = " ".join(part for part in (self.section, self.level) if part)
        return " of ".join(part for part in (at, self.role) if part)


class Turn(Strict):
    """One question and what a right answer to it holds."""

    question: Annotated[str, Field(min_length=1)]
    answerable: bool = True
    # Answering and abstaining are both right, as long as nothing wrong is said.
    either_ok: bool = False
    intent: Annotated[tuple[Intent, ...], BeforeValidator(_listed)] = ()
    facts: tuple[Fact, ...] = ()
    must_cite: tuple[Place, ...] = ()
    must_not_cite: tuple[Place, ...] = ()
    must_not: tuple[str, ...] = ()
    conflict: bool = False
    reason_contains: str | None = None
    # Pieces of what has to be said to be understood, in a conversation.
    understood: tuple[str, ...] = ()
    table: bool | None = None
    polarity: Literal["yes", "no"] | None = None

    @model_validator(mode="before")
    @classmethod
    def _either_way_of_saying(cls, given: Any) -> Any:
        """`abstained` is the opposite of `answerable`, as conversations put it; null is unsaid."""
        if not isinstance(given, dict):
            return given
        told = {key: value for key, value in given.items() if value is not None}
        if "abstained" in told and "answerable" not in told:
            told["answerable"] = not told.pop("abstained")
        return told


class Case(Strict):
    """A question, or a conversation of several turns, asked of one corpus.

    Without a `corpus` it is asked of the index that the person uses. `split` is a part of the
    suite that may be run alone. `draft` marks what nobody has confirmed yet: it is not run.
    `note` is for people.
    """

    id: Annotated[str, Field(min_length=1)]
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
    corpus: str | None = None
    tags: tuple[str, ...] = ()
    weight: Annotated[float, Field(gt=0, le=1_000_000)] = 1.0
    split: str | None = None
    draft: bool = False
    note: str = ""

    @property
    def question(self) -> str:
        """The question, or the first of a conversation."""
        return self.turns[0].question

    @property
    def is_conversation(self) -> bool:
        """Whether the turns are those of one thread."""
        return len(self.turns) > 1

    def as_row(self) -> dict[str, Any]:
        """The case as a line of a suite has it: what is not said is left out."""
        row = self.model_dump(mode="json", exclude_defaults=True)
        turns = row.pop("turns")
        row |= {"turns": turns} if self.is_conversation else turns[0]
        for turn in turns:
            if len(turn.get("intent", ())) == 1:
                turn["intent"] = turn["intent"][0]
        return row if self.is_conversation else row | turns[0]
