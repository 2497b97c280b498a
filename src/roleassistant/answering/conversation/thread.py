"""What a thread remembers. Plain frozen values: a turn takes a thread and gives the next one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from roleassistant.domain.answer import Answer

# What is remembered is bounded, whatever a person types and for how long.
MOST_ASKED = 20
MOST_TOLD = 20
MOST_LETTERS = 2000


class Layout(StrEnum):
    """How the facts of an answer are laid out."""

    AS_COMPOSED = "as_composed"
    TABLE = "table"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Shape:
    """How an answer is to be shown; `short` for its strongest facts only."""

    layout: Layout = Layout.AS_COMPOSED
    short: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was understood.

    `frame` are its words without the names of roles and levels, which `roles` (keys) and `levels`
    (labels, in the order in which they were named) hold. Sections, dimensions, attribute and term
    follow from the frame, and are worked out anew, so that they fit the index as it is then.
    `found_roles` and `found_levels` are what a follow-up may also mean: those that the answer named
    or that were talked about before, where the question is asked of none.
    """

    frame: str
    intent: str
    roles: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    found_roles: tuple[str, ...] = ()
    found_levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """The state of one conversation; an empty one has said nothing yet.

    `asked` are the questions that follow-ups can refer to, the newest last. `answer` is the whole
    last answer, `shape` how it was shown, `generation` the build of the index that it is from.
    `choices` are the keys of the roles among which the last answer asked to choose. `told` is what
    the asker said of themselves.
    """

    asked: tuple[Asked, ...] = ()
    answer: Answer | None = None
    shape: Shape = Shape()
    generation: int = 0
    choices: tuple[str, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def last(self) -> Asked | None:
        """The question that a follow-up refers to."""
        return self.asked[-1] if self.asked else None

    def answered(self, answer: Answer, shape: Shape, generation: int) -> Thread:
        """The thread after an answer that leaves open what is being talked about."""
        return replace(self, answer=answer, shape=shape, generation=generation, choices=())

    def turned_to(self, asked: Asked) -> Thread:
        """The thread after a question that others can follow."""
        asked = replace(asked, frame=asked.frame[:MOST_LETTERS])
        return replace(self, asked=(*self.asked, asked)[-MOST_ASKED:])

    def heard(self, told: str) -> Thread:
        """The thread after the asker said something of themselves."""
        return replace(self, told=(*self.told, told[:MOST_LETTERS])[-MOST_TOLD:])
