"""How well a skill has to be mastered at a job level: two axes, never mixed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from tests.answering.conftest import Ask
from tests.answering.shown import facts, own_words

from roleassistant.answering.assistant import Assistant
from roleassistant.domain.answer import Heading, Table
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

_MEANS = {
    "Awareness": "explain what {skill} is for",
    "Working": "do simple {skill} with help",
    "Practitioner": "do any {skill} alone",
    "Expert": "set the rules of {skill}",
}
_NEEDS = {
    "Trainee tide modeller": {"coding": "Awareness", "tide tables": "Awareness"},
    "Tide modeller": {"coding": "Working", "tide tables": "Practitioner"},
    "Senior tide modeller": {"coding": "Practitioner", "tide tables": "Practitioner"},
    "Head of tides": {"coding": "Working", "tide tables": "Expert"},
}


def _roles() -> str:
    rows = ["Role Family,Role,Role Level,Role Level Description,Skill,Skill Level,Descriptor"]
    for level, needs in _NEEDS.items():
        for skill, step in needs.items():
            said = f"{level} works on tides.\n\nYou will:\n- run the {level.lower()} programme"
            means = f"You can:\n- {_MEANS[step].format(skill=skill)}"
            rows.append(f'Harbour,Tide modeller,{level},"{said}",{skill},{step},"{means}"')
    for level, step in (("Harbour pilot", "Working"), ("Senior harbour pilot", "Expert")):
        rows.append(f"Harbour,Harbour pilot,{level},Pilots ships.,radar,{step},Reads echoes well")
    return "\n".join(rows) + "\n"


def _skills() -> str:
    steps = ",".join(_MEANS)
    rows = [f"Skill,Skill description,{steps},Roles that require skill"]
    for skill in ("coding", "tide tables"):
        means = ",".join(text.format(skill=skill) for text in _MEANS.values())
        rows.append(f"{skill},The art of {skill}.,{means},Tide modeller")
    return "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def tides(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("tides")
    house = folder / "house"
    house.mkdir()
    (house / "roles.csv").write_text(_roles())
    (house / "skills.csv").write_text(_skills())
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([house], library=library, encoder=real_encoder)
    assistant = Assistant(library, lambda: real_encoder)
    yield cache(lambda question: assistant.answer(question).answer)
    library.close()


def shown(answer):
    return {(fact.label, fact.text) for fact in facts(answer)}


@pytest.mark.parametrize(
    "question",
    [
        "what skill level does a senior tide modeller need in coding?",
        "how good at coding must a senior tide modeller be?",
        "what level of coding is required of a senior tide modeller?",
    ],
)
def test_the_step_that_a_level_needs_and_what_it_means(tides, question):
    found = shown(tides(question))
    assert ("coding", "Practitioner") in found
    assert (None, "do any coding alone") in found
    assert not {"Working", "Expert", "Awareness"} & {text for _, text in found}


def test_which_level_needs_a_step_first(tides):
    found = shown(tides("at which level does a tide modeller need to be an expert in tide tables?"))
    assert found == {("Head of tides", "Expert")}


def test_the_skills_of_a_level_come_with_their_steps(tides):
    answer = tides("which skills does a senior tide modeller need?")
    assert shown(answer) == {("coding", "Practitioner"), ("tide tables", "Practitioner")}


def test_the_skills_that_a_level_needs_at_one_step(tides):
    answer = tides("which skills must a head of tides have at expert level?")
    assert shown(answer) == {("tide tables", "Expert")}


def test_a_step_is_defined_without_any_role(tides):
    answer = tides("what does working mean for coding?")
    assert {text for _, text in shown(answer)} == {"do simple coding with help"}


def test_what_differs_between_levels_is_set_side_by_side_and_what_does_not_is_said(tides):
    answer = tides("what is the difference between a tide modeller and a senior tide modeller?")
    rows = [row for block in answer.blocks if isinstance(block, Table) for row in block.rows]
    row = next(row for row in rows if row.label == "coding")
    assert [[fact.text for fact in cell] for cell in row.cells] == [["Working"], ["Practitioner"]]
    assert "tide tables" in " ".join(own_words(answer))


def test_a_level_that_bears_the_name_of_its_role_is_meant_beside_another(tides):
    answer = tides("harbour pilot vs senior harbour pilot")
    headings = [block.text for block in answer.blocks if isinstance(block, Heading)]
    assert headings[0] == "Harbour pilot and Senior of Harbour pilot"


def test_a_step_that_no_level_needs_is_said_so(tides):
    answer = tides("does a trainee tide modeller need coding at expert level?")
    assert "Expert" not in {text for _, text in shown(answer)}


def test_no_step_is_taken_for_a_job_level(tides):
    answer = tides("which levels does a tide modeller have?")
    assert "Trainee, Tide modeller, Senior and Head of tides" in " ".join(own_words(answer))


def test_every_fact_is_cited(tides):
    answer = tides("what is expected of a senior tide modeller?")
    assert answer.claims
    assert all(claim.citations for claim in answer.claims)


def test_who_needs_a_skill_at_one_step_is_listed_with_the_level(tides):
    found = shown(tides("who needs tide tables at expert level?"))
    assert found == {("Tide modeller — Head of tides", "Expert")}


def test_the_roles_of_a_family(tides):
    answer = tides("which roles are in the harbour family?")
    assert {text for _, text in shown(answer)} == {"Tide modeller", "Harbour pilot"}
