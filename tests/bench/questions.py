"""What is asked of a generated corpus: the kinds of question that people put, in equal parts."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.bench.corpus import Focus, focus

# Each names its focus in another way: title, alias, code, with typos, or not at all.
_TEMPLATES = (
    ("compare levels", "what separates P4 from P5 for {spoken}"),
    ("compare levels", "difference between P2 and P3 for a {spoken}?"),
    ("compare levels", "diferrence betwen p3 and p4 in {typo}"),
    ("compare levels", "{code}.P1 vs {code}.P2"),
    ("compare levels", "how does a P3 {spoken} differ from a P5 in problem solving?"),
    ("compare roles", "compare {spoken} and {other}"),
    ("criteria", "How many years of experience does a P4 {spoken} need?"),
    ("criteria", "What is expected of a P3 {spoken}?"),
    ("criteria", "How much autonomy does a P5 {spoken} have?"),
    ("criteria", "what degree does a P2 {spoken} need"),
    ("lookup", "does a {spoken} work with {partner}?"),
    ("lookup", "what does a P4 {spoken} do about {thing}?"),
    ("lookup", "what does {skill} mean for a {spoken}"),
    ("lookup", "who is the contact of a {spoken} when {thing} are late"),
    ("find level", "which level of {spoken} {action}?"),
    ("find level", "which level is a {alias}?"),
    ("find level", "who {action}?"),
    ("skills", "What skills does a {spoken} need?"),
    ("aliases", "what other titles does a {spoken} have"),
    ("provenance", "where does the P4 {spoken} profile come from?"),
    ("list", "which roles are there"),
    ("beyond the profiles", "What is the base salary of a P5 {spoken}?"),
    ("beyond the profiles", "What does a P7 {spoken} do?"),
    ("beyond the profiles", "how do I bake a sourdough bread"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its kind, and the number of the focus that it is about."""

    kind: str
    text: str
    focus: int


def questions(focuses: int, count: int, seed: int) -> list[Question]:
    """`count` questions over the first `focuses` focuses; another list for every seed."""
    chance = random.Random(f"roleassistant-bench-questions-{seed}")
    asked = []
    for number in range(count):
        kind, template = _TEMPLATES[number % len(_TEMPLATES)]
        one = focus(chance.randrange(focuses))
        other = focus(chance.randrange(focuses))
        asked.append(Question(kind, _filled(template, one, other, chance), one.number))
    return asked


def cold_questions(focuses: int) -> tuple[str, str]:
    """A comparison, which needs no model, and a question that has to be searched by meaning."""
    one = focus(focuses // 2)
    thing = one.bullets[3][1].split(" with ")[0].split(maxsplit=2)[2]
    return (
        f"what separates P4 from P5 for {one.spoken}",
        f"what does a P4 {one.spoken} do about {thing}?",
    )


def _filled(template: str, one: Focus, other: Focus, chance: random.Random) -> str:
    bullet = chance.choice(chance.choice(one.bullets))
    verb, _, rest = bullet.partition(" ")
    matter, _, tail = rest.partition(" with ")
    partner = tail.split(" ", 3)
    return template.format(
        spoken=one.spoken,
        other=other.spoken,
        typo=_misspelt(one.spoken),
        code=one.code,
        thing=matter.split(maxsplit=1)[1],
        partner=" ".join(partner[:3]),
        skill=one.skills[-1][0].lower(),
        action=f"{verb.lower()} {matter}",
        alias=one.aliases[0],
    )


def _misspelt(name: str) -> str:
    """Two letters of the longest word change places, as fingers do."""
    word = max(name.split(), key=len)
    return name.replace(word, word[:3] + word[4] + word[3] + word[5:], 1)
