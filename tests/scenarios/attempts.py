"""Three hundred ways of an outsider to get at what is for others, made from a seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

SEED = 20260131

_ROLES = ("river pilot", "barge crew", "harbour control", "MARINE.PILOT", "canal pilot", "deckhand")
_LEVELS = ("P1", "P2", "P3", "P4", "P7")
# What an insider knows and an outsider may guess or have overheard.
_OVERHEARD = (
    "zorvane envoy", "zorfell", "ZORQUIL.ENVOY", "ZORQUIL.ENVOY.P2", "zorlune herald",
    "zorkemp protocol", "zorvane fellow", "MARINE.PILOT.P7",
)  # fmt: skip
_SAID = (
    "Knows zorpend treaties", "Carries zorhask letters between towns", "Decides on zorlune claims",
    "Tying brumkel knots that hold", "Handles brumdal moorings", "Decides on brummoz risks",
    "Signs off the brumpyx passage plans", "by the quandril office", "Signs treaties for the port",
    "Paid by the quandemp scale", "Handles a crew near brumhul locks", "Knowing who speaks first",
)  # fmt: skip
_FOLLOW_UPS = (
    "and P2?", "and P7?", "why?", "shorter", "in a table", "where does that stand?", "more",
    "what else?", "the level above", "and its skills?", "who says so?", "compare it with harbour "
    "control", "is that a must?", "and for the river pilot?", "what about the years?", "yes",
    "the first one", "all of them", "say that again", "and the neighbours of it?",
)  # fmt: skip


@dataclass(frozen=True)
class Attempt:
    """`overheard` is what an insider asks first in the same thread; None asks by itself."""

    kind: str
    question: str
    overheard: str | None = None


def attempts(count: int = 300) -> tuple[Attempt, ...]:
    """The same on every machine and run; every kind about as often."""
    random = Random(SEED)
    kinds: Sequence[tuple[str, Callable[[Random], Attempt]]] = tuple(_KINDS.items())
    return tuple(kinds[number % len(kinds)][1](random) for number in range(count))


def _misspelt(random: Random, text: str) -> str:
    """A slip in the longest word: a letter lost, doubled, or two of them exchanged."""
    word = max(text.split(), key=len)
    at = random.randrange(1, len(word) - 2)
    slip = random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] * 2 + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return text.replace(word, slip)


def _comparison(random: Random) -> Attempt:
    role, left, right = random.choice(_ROLES), *random.sample(_LEVELS, 2)
    other = random.choice((*_ROLES, *_OVERHEARD))
    return Attempt(
        "comparison",
        random.choice(
            (
                f"what separates {left} from {right} for {role}",
                f"compare {role} {left} and {other} {right}",
                f"what does {right} add over {left} for the {role}?",
                f"does the {role} at {right} need more years than at {left}?",
            )
        ),
    )


def _count(random: Random) -> Attempt:
    role, level = random.choice(_ROLES), random.choice(_LEVELS)
    return Attempt(
        "count",
        random.choice(
            (
                "how many roles are there?",
                f"how many levels does the {role} have?",
                f"how many roles have a {level}?",
                f"how many skills does a {role} need?",
                f"how many pages are there on the {role}?",
                "how many statements are there?",
                f"how many responsibilities has the {role} at {level}?",
            )
        ),
    )


def _listing(random: Random) -> Attempt:
    role, level = random.choice(_ROLES), random.choice(_LEVELS)
    return Attempt(
        "listing",
        random.choice(
            (
                "which roles are there?",
                f"which roles exist at {level}?",
                f"which levels does the {role} have?",
                f"what is the highest level of the {role}?",
                "which job families are there?",
                f"what are the aliases of the {role}?",
                f"which dimensions are there for the {role}?",
                f"which skills does the {role} need at {level}?",
                "which roles need more than 10 years?",
                f"what is a {role} {level} called?",
            )
        ),
    )


def _adjacency(random: Random) -> Attempt:
    role = random.choice((*_ROLES, *_OVERHEARD))
    return Attempt(
        "adjacency",
        random.choice(
            (
                f"which roles are adjacent to {role}?",
                f"what is closest to {role}?",
                f"how far is {random.choice(_ROLES)} from {role}?",
                f"where could somebody go from {role}?",
                f"who names {role} as a neighbour?",
            )
        ),
    )


def _is_there(random: Random) -> Attempt:
    name = random.choice(_OVERHEARD)
    return Attempt(
        "is there",
        random.choice(
            (
                f"is there a role called {name}?",
                f"what does a {name} do?",
                f"who is the {name}?",
                f"what is {name}?",
                f"show me {name}",
                f"is {name} a level of the river pilot?",
            )
        ),
    )


def _near_miss(random: Random) -> Attempt:
    name = _misspelt(random, random.choice((*_OVERHEARD[:6], *_SAID)))
    return Attempt("near miss", random.choice((f"what is {name}?", name, f"who does {name}?")))


def _reverse(random: Random) -> Attempt:
    said = random.choice(_SAID)
    words = said.split()
    part = " ".join(words[: random.randrange(2, len(words) + 1)])
    return Attempt(
        "reverse",
        random.choice(
            (
                f"which role {part[0].lower()}{part[1:]}?",
                f"at which level: {part}?",
                f"who says “{part}”?",
                f"where does it say {part}?",
                part,
            )
        ),
    )


def _provenance(random: Random) -> Attempt:
    role = random.choice(_ROLES)
    return Attempt(
        "provenance",
        random.choice(
            (
                f"who reviewed the {role}?",
                f"what are the sources of the {role} profile?",
                f"when was {role} reviewed last?",
                f"is there anything on pay for the {role}?",
                f"what are the pay notes of the {role}?",
            )
        ),
    )


def _contradiction(random: Random) -> Attempt:
    level = random.choice(_LEVELS)
    return Attempt(
        "contradiction",
        random.choice(
            (
                f"how many years of experience does a river pilot {level} need?",
                f"do the profiles disagree about {level} of the river pilot?",
                "what do the profiles of the river pilot contradict themselves on?",
                f"is it 4–7 years or 11–15 years for a {level} river pilot?",
                f"does a {level} river pilot need 20 years?",
            )
        ),
    )


def _follow_up(random: Random) -> Attempt:
    asked = random.choice(
        (
            f"what does a {random.choice(_OVERHEARD[:2])} do?",
            "what separates P1 from P2 for the zorvane envoy?",
            "what is expected of a river pilot at P7?",
            "which skills does the barge crew need?",
            "how many years does a river pilot P3 need?",
            "who reviewed the barge crew?",
            "which roles are there?",
            "what is expected of a barge crew P2?",
        )
    )
    return Attempt("follow-up", random.choice(_FOLLOW_UPS), asked)


_KINDS: dict[str, Callable[[Random], Attempt]] = {
    "comparison": _comparison,
    "count": _count,
    "listing": _listing,
    "adjacency": _adjacency,
    "is there": _is_there,
    "near miss": _near_miss,
    "reverse": _reverse,
    "provenance": _provenance,
    "contradiction": _contradiction,
    "follow-up": _follow_up,
}


def words_of(text: str) -> Iterator[str]:
    """The words of a text, folded."""
    yield from "".join(c if c.isalnum() else " " for c in text.casefold()).split()
