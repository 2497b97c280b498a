"""Yes is said of the role and the level that were asked for, and of no others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Answer, Remark
from roleassistant.indexing.chunks import Role

# So many questions of a kind are asked of a corpus, spread evenly over all there are.
MOST = 120
CORPORA = ["bundled", "elsewhere", "clinic", "real"]
OF_A_SKILL = ("is {} a skill of {}?", "does a {1} need {0}?", "{1}: is {0} required?")
OF_A_DUTY = ("does a {level} {role} {duty}?", "is it true that a {role} at {level} {duty}?")


@pytest.fixture(params=CORPORA)
def assistant(request: pytest.FixtureRequest) -> Assistant:
    found: Assistant = request.getfixturevalue(request.param)
    return found


def spread(every: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    asked = list(every)
    return asked[:: max(1, len(asked) // MOST)]


def says_yes(answer: Answer) -> bool:
    lead = answer.blocks[0] if answer.blocks else None
    return isinstance(lead, Remark) and lead.text.startswith("Yes")


def skills_of(assistant: Assistant, role: Role) -> dict[str, None]:
    terms = assistant.evidence.of(role, SectionKind.SKILLS, kinds=(StatementKind.TERM,))
    return dict.fromkeys(chunk.statement.text for chunk in terms)


def said_of(assistant: Assistant, role: Role, words: str) -> bool:
    """Whether the role's own profiles write `words`."""
    own = assistant.evidence.of(role)
    return any(words.casefold() in chunk.statement.text.casefold() for chunk in own)


def foreign_skills(assistant: Assistant) -> Iterator[tuple[Role, str]]:
    roles = assistant.evidence.generation.roles
    every = dict.fromkeys(skill for role in roles for skill in skills_of(assistant, role))
    for role in roles:
        own = skills_of(assistant, role)
        yield from ((role, skill) for skill in every if skill not in own)


def test_a_skill_of_another_role_is_never_affirmed_and_the_list_is_shown(
    assistant: Assistant,
) -> None:
    foreign = spread(foreign_skills(assistant))
    for (role, skill), form in zip(foreign, cycle(OF_A_SKILL), strict=False):
        if form is not OF_A_SKILL[0] and said_of(assistant, role, skill):
            continue
        question = form.format(skill.lower(), role.title)
        answer = assistant.answer(question).answer
        assert not says_yes(answer), question
        if form is OF_A_SKILL[0] and not answer.abstained:
            quotes = {citation.quote for citation in answer.citations}
            assert set(skills_of(assistant, role)) <= quotes, question


def test_a_skill_of_the_role_is_affirmed(assistant: Assistant) -> None:
    for role in assistant.evidence.generation.roles:
        for skill in skills_of(assistant, role):
            question = f"is {skill.lower()} a skill of {role.title}?"
            assert says_yes(assistant.answer(question).answer), question


def duties_elsewhere(assistant: Assistant) -> Iterator[tuple[Role, str, Level]]:
    """Each duty with a level of its role that it is not said of."""
    for role in assistant.evidence.generation.roles:
        levels: dict[str, set[Level]] = {}
        for duty in assistant.evidence.of(role, SectionKind.RESPONSIBILITIES):
            levels.setdefault(duty.statement.text, set()).update(duty.statement.levels)
        for text, own in levels.items():
            yield from ((role, text, level) for level in role.described_levels if level not in own)


def test_a_duty_of_another_level_is_never_affirmed(assistant: Assistant) -> None:
    elsewhere = spread(duties_elsewhere(assistant))
    for (role, text, level), form in zip(elsewhere, cycle(OF_A_DUTY), strict=False):
        duty = text[:1].lower() + text[1:].rstrip(".")
        question = form.format(level=level, role=role.title, duty=duty)
        assert not says_yes(assistant.answer(question).answer), question
