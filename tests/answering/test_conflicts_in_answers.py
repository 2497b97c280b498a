"""Whatever an answer quotes of a disagreement, it shows all sides of it, each cited, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.answering.shown import facts
from tests.indexing.fake_encoder import FakeEncoder
from tests.retrieval.profiles import page

from roleassistant.answering.assistant import Assistant
from roleassistant.domain.answer import Answer, Heading
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

TITLE = "Harbour Pilot"
LEVELS = ("IC3", "IC4")
MEANING = "Reading the water before the ship does."
OTHER_MEANING = "Filling in the tide tables at the end of a shift."


def _pilot(level: str) -> str:
    upper = level == "IC4"
    return page(
        f"MARINE.PILOT.{level}",
        TITLE,
        "Brings ships in and out of the harbour.",
        bullets={
            "IC3": ["Takes barges through the locks."],
            "IC4": [
                "Leads a team of ten to twelve people.",
                "Answers for the ice season.",
                f"Trains {'nine' if upper else 'four'} deckhands in line handling every spring.",
                "Does not board tankers at night without a tug.",
            ],
            "IC9": ["Writes the law of the sea."],
        },
        dimensions=("Knowledge", "Degree", "Risk"),
        guidelines={
            "IC2": ("Knows the quays.", "None", "Watches."),
            "IC3": ("Knows the locks.", "Mate's licence", "Judges wind."),
            "IC4": (
                "Knows the whole harbour.",
                "Bachelor's degree",
                "Boards tankers at night without a tug.",
            ),
        },
        skills={
            "Tide Sense": OTHER_MEANING if upper else MEANING,
            "Radio": "Saying it once, and clearly.",
        },
        level_name="Pilot",
        definition={
            "Scope": "The harbour" if upper else "The locks",
            "Team size": "4–6 people" if upper else "no one",
            "Reports to": "Harbour Master",
            "Travel": "20 %",
            "Education": "Master's degree" if upper else "Mate's licence",
        },
        adjacent=[
            f"Lock Keeper — {level} · MARINE.LOCKKEEPER.IC3 · distance "
            f"{'0.15' if upper else '0.3'} · near"
        ],
        soc="53-5021" if upper else "53-5011",
        extra={
            "Working conditions": ["Travels about 60 percent of the time"],
            "Organisation": ["Reports directly to the chief financial officer."],
        }
        if upper
        else None,
    )


def _keeper() -> str:
    return page(
        "MARINE.LOCKKEEPER.IC3",
        "Lock Keeper",
        "Opens the locks and closes them.",
        bullets={"IC3": ["Opens the gates in the order of arrival."]},
        dimensions=("Knowledge",),
        guidelines={"IC3": ("Knows the gates.",)},
        skills={"Radio": "Keeping the channel free for emergencies."},
        adjacent=[f"{TITLE} — IC3 · MARINE.PILOT.IC3 · distance 0.45 · adjacent"],
        aliases=["Gatekeeper"],
    )


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    place: Path = tmp_path_factory.mktemp("harbour")
    (place / "profiles").mkdir()
    for level in LEVELS:
        (place / "profiles" / f"pilot-{level.lower()}.txt").write_text(_pilot(level))
    (place / "profiles" / "keeper.txt").write_text(_keeper())
    encoder = FakeEncoder()
    library = Library(place / "index", model=encoder.identity)
    ingest([place / "profiles"], library=library, encoder=encoder)
    assistant = Assistant(library, lambda: encoder)
    return lambda question: assistant.answer(question).answer


TOUCHED = [
    (
        "what team size does an IC4 harbour pilot have",
        "team size of IC4",
        {"4–6 people", "ten to twelve people"},
    ),
    ("how much does an IC4 harbour pilot travel", "travel share of IC4", {"20 %", "60 percent"}),
    (
        "who does an IC4 harbour pilot report to",
        "reporting line of IC4",
        {"Harbour Master", "the chief financial officer"},
    ),
    (
        "which degree does an IC4 harbour pilot need",
        "degree required of IC4",
        {"Bachelor's degree", "Master's degree"},
    ),
    (
        "what does tide sense mean for a harbour pilot",
        "definition of “Tide Sense”",
        {MEANING, OTHER_MEANING},
    ),
    (
        "what does radio mean for a harbour pilot",
        "definition of “Radio”",
        {"Saying it once, and clearly.", "Keeping the channel free for emergencies."},
    ),
    (
        "which roles are adjacent to lock keeper",
        "distance between MARINE.LOCKKEEPER.IC3 and MARINE.PILOT.IC3",
        {"distance 0.45", "distance 0.3"},
    ),
    (
        "what is the SOC code of the harbour pilot",
        "O*NET / SOC code",
        {"53-5021", "53-5011"},
    ),
    (
        "what does an IC9 harbour pilot do",
        "responsibilities of IC9, a level that the guidelines do not have",
        {"Writes the law of the sea.", "Knows the whole harbour."},
    ),
    (
        "does a harbour pilot board tankers at night",
        "what is said and denied of IC4",
        {
            "Boards tankers at night without a tug.",
            "Does not board tankers at night without a tug.",
        },
    ),
    (
        "how many deckhands does a harbour pilot train every spring",
        "versions of a responsibility of IC4",
        {
            "Trains nine deckhands in line handling every spring.",
            "Trains four deckhands in line handling every spring.",
        },
    ),
]


@pytest.mark.parametrize(("question", "about", "sides"), TOUCHED)
def test_a_question_about_one_side_is_answered_with_all(ask, question, about, sides):
    answer = ask(question)
    told = [conflict for conflict in answer.conflicts if conflict.about == about]
    assert [{side.text for side in conflict.sides} for conflict in told] == [sides]


@pytest.mark.parametrize(("question", "about", "sides"), TOUCHED)
def test_every_side_stands_in_the_quote_that_it_cites(ask, question, about, sides):
    answer = ask(question)
    quotes = {citation.id: citation.quote for citation in answer.citations}
    shown = {(fact.text, fact.marks) for fact in facts(answer)}
    for conflict in answer.conflicts:
        for side in conflict.sides:
            assert side.text in quotes[side.citation]
            assert (side.text, (side.citation,)) in shown
        assert len({side.citation for side in conflict.sides}) == len(conflict.sides)


@pytest.mark.parametrize("question", [f"what is expected of an {x} harbour pilot" for x in LEVELS])
def test_no_disagreement_is_told_twice(ask, question):
    answer = ask(question)
    headings = [block.text for block in answer.blocks if isinstance(block, Heading)]
    told = [text for text in headings if text.startswith("The profiles disagree")]
    assert len(told) == len(set(told)) == len(answer.conflicts)


@pytest.mark.parametrize(
    "question",
    [
        "what is the scope of an IC3 harbour pilot",
        "what does a lock keeper know",
        "what does an IC3 harbour pilot do",
        "who reviews the harbour pilot profile",
        "list the roles",
    ],
)
def test_an_answer_that_quotes_no_side_tells_of_none(ask, question):
    assert ask(question).conflicts == ()


def test_what_a_term_means_to_another_role_is_not_told_with_a_list(ask):
    told = {conflict.about for conflict in ask("list the skills of a harbour pilot").conflicts}
    assert told == {"definition of “Tide Sense”"}


def test_sides_of_one_section_are_told_apart_by_their_pages(ask):
    answer = ask("what does tide sense mean for a harbour pilot")
    labels = {fact.text: fact.label for fact in facts(answer) if fact.label}
    assert labels[MEANING] == "Skills, page MARINE.PILOT.IC3"
    assert labels[OTHER_MEANING] == "Skills, page MARINE.PILOT.IC4"


def test_sides_of_several_roles_are_told_apart_by_their_titles(ask):
    answer = ask("which roles are adjacent to lock keeper")
    labels = {fact.text: fact.label for fact in facts(answer)}
    assert labels["distance 0.45"] == "Lock Keeper · Adjacent roles"
    assert labels["distance 0.3"] == "Harbour Pilot · Adjacent roles"
