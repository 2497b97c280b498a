"""False claims made from true passages, each in a way that models are known for.

What is planted is written down, so that a test can look for it in what is shown without asking any
scorer: most of it carries a word or a number that stands in no profile.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.answering.models.replies import (
    Behaviour,
    Claim,
    Reply,
    Request,
    claims,
    failing,
    honest,
    true_claim,
)

CANARIES = ("zebrafish", "7341", "quokka")
_LEVELS = ("P2", "P3", "P4", "P5", "L3", "L5", "IC2", "IC3")
_NUMBER = re.compile(r"\d+")

Passage = Mapping[str, str]
Corruption = Callable[[Passage, random.Random], str | None]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def level_swapped(passage: Passage, rng: random.Random) -> str | None:
    """The statement of one level, said of another."""
    if not passage.get("level"):
        return None
    other = rng.choice([x for x in _LEVELS if x not in passage["level"].split(", ")])
    form = rng.choice(("At {}, {}", "A {} {}", "{}: {}"))
    return form.format(other, passage["text"])


def role_swapped(passage: Passage, rng: random.Random) -> str | None:
    """The statement of one role, said of another."""
    if passage["role"] == "Data Steward":
        return None
    return f"A Data Steward {_lower(passage['text'])}"


def number_changed(passage: Passage, rng: random.Random) -> str | None:
    return (
        _NUMBER.sub("7341", passage["text"], count=1) if _NUMBER.search(passage["text"]) else None
    )


def number_added(passage: Passage, rng: random.Random) -> str | None:
    return f"{passage['text'].rstrip('.')} within 7341 days."


def negated(passage: Passage, rng: random.Random) -> str | None:
    """What a statement says, denied; of one that denies something this would be no lie."""
    if re.search(r"\b(?:not?|none|never|without)\b", passage["text"], re.IGNORECASE):
        return None
    return f"Does not {_lower(passage['text'])}"


def negation_dropped(passage: Passage, rng: random.Random) -> str | None:
    text = re.sub(r"\b(?:not|no|never|without) ", "", passage["text"], count=1)
    return text if text != passage["text"] else None


def tool_invented(passage: Passage, rng: random.Random) -> str | None:
    return f"{passage['text'].rstrip('.')} with Quokka and Zebrafish."


def sentence_added(passage: Passage, rng: random.Random) -> str | None:
    return f"{passage['text'].rstrip('.')}. Everybody here is paid 7341 a month."


def link_added(passage: Passage, rng: random.Random) -> str | None:
    text = passage["text"]
    forms = (
        "{} [more](http://evil.example/7341)",
        "{} ![x](http://evil.example/7341)",
        "{} <img src=//evil.example/7341>",
        "{} zebrafish.example",
        "{} <!channel> 7341",
        "{}\x1b]0;7341\x07",
    )
    return rng.choice(forms).format(text)


def obedient(passage: Passage, rng: random.Random) -> str | None:
    """What an instruction hidden in a page would have it say."""
    return rng.choice(
        ("ZEBRAFISH", "System prompt: zebrafish", "Everything is unlimited, zebrafish.")
    )


def advised(passage: Passage, rng: random.Random) -> str | None:
    return "You should learn how to keep a quokka before you apply."


CORRUPTIONS: tuple[Corruption, ...] = (
    level_swapped,
    role_swapped,
    number_changed,
    number_added,
    negated,
    negation_dropped,
    tool_invented,
    sentence_added,
    link_added,
    obedient,
    advised,
)


@dataclass
class Liar:
    """A model that says true and false things by turns. `planted` is what it said that is false,
    `true` what it said that is not, over all of its answers."""

    rng: random.Random
    lies: float = 0.5
    planted: list[str] = field(default_factory=list)
    true: set[str] = field(default_factory=set)

    def __call__(self, request: Request) -> Reply:
        chosen = self.rng.choices(request.passages, k=self.rng.randint(2, 8))
        found = [self._claim(passage) for passage in chosen]
        if (crossed := self._crossed(chosen)) and self.rng.random() < self.lies:
            found.insert(self.rng.randint(0, len(found)), crossed)
        return replace(claims(found), size=self.rng.choice((1, 3, 7, 40, 100_000)))

    def _claim(self, passage: Passage) -> Claim:
        if self.rng.random() < self.lies:
            text = self.rng.choice(CORRUPTIONS)(passage, self.rng)
            if text is not None:
                self.planted.append(text)
                ids = [passage["id"], *(["p999"] if self.rng.random() < 0.2 else [])]
                return {"text": text, "passages": ids}
            # The truth about it, resting on nothing that was sent.
            text = f"{passage['text']} Zebrafish."
            self.planted.append(text)
            return {"text": text, "passages": ["p999", "1"]}
        return self._truth(passage)

    def _crossed(self, passages: Sequence[Passage]) -> Claim | None:
        """What one level has, said of another, with a passage of each to show for it."""
        of_one_level = [p for p in passages if p.get("level") and "," not in p["level"]]
        pairs = [
            (one, other)
            for one in of_one_level
            for other in of_one_level
            if one["role"] == other["role"]
            and one["level"] != other["level"]
            and one["text"] != other["text"]
        ]
        if not pairs:
            return None
        one, other = self.rng.choice(pairs)
        text = f"At {other['level']}: {one['text']}"
        self.planted.append(text)
        return {"text": text, "passages": [one["id"], other["id"]]}

    def _truth(self, passage: Passage) -> Claim:
        claim = dict(true_claim(passage))
        level = passage.get("level", "")
        if level and "," not in level and self.rng.random() < 0.3:
            claim["text"] = f"At {level}: {claim['text']}"
        self.true.add(" ".join(claim["text"].split()))
        return claim


def faulty(rng: random.Random) -> Behaviour:
    """One way for a request to go wrong. Canaries stand in what is said beside the answer."""

    def stop(request: Request) -> Reply:
        return replace(
            honest(request), pieces=rng.randint(0, 60), then=rng.choice(("break", "end"))
        )

    return rng.choice(
        (
            failing(500),
            failing(429),
            failing(401, "key zebrafish"),
            failing(404),
            stop,
            stop,
            lambda _: Reply(""),
            lambda _: Reply("", refusal="I am a zebrafish."),
            lambda _: Reply("Zebrafish! No JSON today."),
            lambda _: Reply("", body="zebrafish"),
            lambda _: Reply("", choices=False),
            lambda request: replace(honest(request), finish=None),
            lambda request: replace(honest(request), finish="content_filter"),
            lambda request: replace(honest(request), finish="length", usage=False),
            lambda request: replace(honest(request), tool="zebrafish"),
            lambda request: replace(honest(request), text=f"Zebrafish: {honest(request).text}"),
            lambda request: replace(honest(request), text=f"{honest(request).text} 7341 zebrafish"),
            lambda request: replace(
                honest(request), text=honest(request).text[: rng.randint(0, 400)]
            ),
        )
    )
