"""Questions name levels as their house does, and the same words in another sense are none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.reading.houses import HOUSES

from roleassistant.answering.assistant import Assistant
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.retrieval.plan import Plan

Understand = Callable[[str], Plan]


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("houses")
    pages = folder / "pages"
    pages.mkdir()
    for house in HOUSES:
        for rung in house.rungs:
            (pages / f"{house.code}-{rung}.txt".replace(" ", "-")).write_text(house.page(rung))
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([pages], library=library, encoder=real_encoder)
    yield Assistant(library, lambda: real_encoder)
    library.close()


def understood(houses: Assistant, question: str) -> tuple[str, list[str], list[str]]:
    plan = houses.answer(question).plan
    keys = sorted({mention.role.key for mention in plan.roles})
    return plan.intent.value, keys, [str(level) for level in plan.levels]


@pytest.mark.parametrize(
    ("question", "intent", "role", "levels"),
    [
        ("charge hand vs foreman", "compare_levels", "DEPOT.FITTING", ["Charge Hand", "Foreman"]),
        (
            "what does a charge hand do that a fitter doesn't",
            "compare_levels",
            "DEPOT.FITTING",
            ["Charge Hand", "Fitter"],
        ),
        ("what do charge hands do", "level_criteria", "DEPOT.FITTING", ["Charge Hand"]),
        ("can a trainee sign the rope sheet?", "lookup", "DEPOT.FITTING", ["Trainee"]),
        (
            "bands 5 and 7 of the discharge nurse",
            "compare_levels",
            "NURSING.DISCHARGE",
            ["Band 5", "Band 7"],
        ),
        (
            "discharge nurse band 7 responsibilities",
            "level_criteria",
            "NURSING.DISCHARGE",
            ["Band 7"],
        ),
        ("Grade VII land registrar", "level_criteria", "LAND.REGISTRY", ["Grade VII"]),
        ("land registrar grade 7 duties", "level_criteria", "LAND.REGISTRY", ["Grade VII"]),
        (
            "fellow vs senior fellow soil researcher",
            "compare_levels",
            "INST.SOIL",
            ["Senior Fellow", "Fellow"],
        ),
        ("what does a senior fellow do", "level_criteria", "INST.SOIL", ["Senior Fellow"]),
        (
            "Analyst II vs Senior Analyst in freight analysis",
            "compare_levels",
            "BROKER.FREIGHT",
            ["Analyst II", "Senior Analyst"],
        ),
        ("Stufe 2 yard planner", "level_criteria", "BAHN.YARD", ["Stufe 2"]),
        ("baker level 3", "level_criteria", "SHOP.BAKER", ["L3"]),
        ("cook level 4", "level_criteria", "CANTEEN.COOK", ["Level 4"]),
        ("plater vs leading hand", "compare_levels", "YARD.WELDING", ["Leading Hand", "Plater"]),
        ("what does the doyen sign", "lookup", "LAW.NOTARY", ["Doyen"]),
        ("staff vs staff+ moulder", "compare_levels", "FOUNDRY.MOULD", ["Staff+", "Staff"]),
        ("BROKER.FREIGHT.SENIOR_ANALYST", "level_criteria", "BROKER.FREIGHT", ["Senior Analyst"]),
    ],
)
def test_a_level_is_named_as_its_house_names_it(houses, question, intent, role, levels):
    assert understood(houses, question) == (intent, [role], levels)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("which levels does the rolling stock fitter have?", "DEPOT.FITTING"),
        ("how senior is the moulder who signs the timber sheet", "FOUNDRY.MOULD"),
        ("which senior stakeholders does the moulder meet?", "FOUNDRY.MOULD"),
        ("how many staff members does the moulder lead?", "FOUNDRY.MOULD"),
    ],
)
def test_the_same_words_in_another_sense_are_no_level(houses, question, role):
    _, roles, levels = understood(houses, question)
    assert (roles, levels) == ([role], [])


def test_the_highest_rung_is_the_last_of_the_list_on_the_page(houses):
    assert understood(houses, "highest level of the notary")[2] == ["Doyen"]


def test_a_number_that_no_page_has_is_said_to_be_none(houses):
    answer = houses.answer("band 9 discharge nurse").answer
    assert answer.abstained
    assert answer.reason == "no such level: Band 9; Discharge Nurse has Band 5 to Band 8"


def test_the_level_is_told_with_a_duty_that_is_asked_for(houses):
    answer = houses.answer("which level of soil researcher signs the chain sheet?").answer
    (claim,) = answer.claims
    assert claim.text == "Signs the chain sheet before each shift."
    assert [c.role_code for c in answer.citations] == ["INST.SOIL.SENIOR_FELLOW"]
