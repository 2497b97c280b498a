"""What was recognised in a question before it is decided what kind of answer it wants."""

from __future__ import annotations

from dataclasses import dataclass

from roleassistant.domain import Level
from roleassistant.retrieval.attribute import Attribute
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.words import stem

# Words that say how an answer should look or that the whole of something is wanted.
_OVERVIEW = frozenset(
    stem(word)
    for word in """
        responsibility responsible duty task criteria guideline rubric description summary overview
        purpose focus mission look charge definition define name title leveling
        compare comparison difference different differ separate distinguish distinction side against
        versus step jump contrast change set apart day skill competency bar exist available
        dimension
        stand add table else number
    """.split()
)
SENIORITY = frozenset(
    stem(word) for word in "junior senior entry lead principal staff mid experienced".split()
)
# Of these, the words by which something is asked that every role has.
_OF_A_ROLE = frozenset(
    stem(word)
    for word in """
        responsibility responsible duty task criteria guideline rubric description summary overview
        purpose mission title leveling compare comparison difference different differ
        separate distinguish distinction versus skill competency bar dimension
    """.split()
)
# Words by which the rungs of a ladder are asked for, and not what is done on them.
RUNG_WORDS = frozenset(
    stem(word)
    for word in """
        end stop top finish highest lowest bottom last final maximum senior junior role level page
        ladder sequence order next above below beyond far high ceiling climb rise reach
    """.split()
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was recognised in a question. `text` is folded, with names of roles as "#" signs;
    `words` are the stems it is about besides names and levels.

    `settled` says whether the roles in `mentions` are meant, or only candidates; `unknown` are
    the words that no statement of the index holds; `implied` says that the question names no role
    and that there is but one that it can mean.
    """

    text: str
    mentions: tuple[RoleMention, ...]
    settled: bool
    levels: tuple[Level, ...]
    attribute: Attribute | None
    dimensions: tuple[str, ...]
    term: str | None
    words: tuple[str, ...]
    unknown: tuple[str, ...]
    implied: bool = False

    @property
    def content(self) -> tuple[str, ...]:
        return tuple(word for word in self.words if not is_overview(word))


def is_overview(word: str) -> bool:
    """Whether a stem only says that a whole is wanted: a description, a difference, the duties."""
    return word in _OVERVIEW


def is_of_a_role(word: str) -> bool:
    """Whether a stem asks for something that every role has: its duties, its skills."""
    return word in _OF_A_ROLE


def is_seniority(word: str) -> bool:
    """Whether a stem says how senior somebody is, as a title does beside its level."""
    return word in SENIORITY
