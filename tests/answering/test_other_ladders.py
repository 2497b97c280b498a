"""A house whose levels have names and no letters, and whose labels are its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from tests.answering.conftest import Ask
from tests.answering.shown import facts, own_words, table
from tests.retrieval.profiles import page

from roleassistant.answering.assistant import Assistant
from roleassistant.domain.answer import Answer, Heading
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

DIMENSIONS = ("Craft", "Ownership", "Background")


def _platform(level: str, definition: dict[str, str]) -> str:
    return page(
        f"TECH.PLATFORM.{level.upper()}",
        "Platform Engineer",
        "Builds the paved road on which other teams ship.",
        bullets={
            "Junior": ["Closes tickets from the backlog with help."],
            "Senior": [
                "Owns the build pipeline of one product group.",
                "Mentors newcomers in weekly pairing.",
            ],
            "Staff": [
                "Owns the build platform of the whole company.",
                "Negotiates budgets with the head of engineering.",
            ],
            "Principal": ["Sets the direction of the platform for five years."],
        },
        dimensions=DIMENSIONS,
        guidelines={
            "Junior": ("Uses the tools that others built.", "Tasks", "0–2 years"),
            "Senior": ("Masters the build chain.", "A service", "4+ years"),
            "Staff": ("Shapes how others build.", "A platform", "8+ years"),
            "Principal": ("Invents what nobody has built.", "The direction", "12+ years"),
        },
        level_name=f"{level} Platform Engineer",
        definition=definition,
        soc="15-1244",
    )


def _data() -> str:
    return page(
        "TECH.DATA.STAFF",
        "Data Engineer",
        "Moves data from where it arises to where it is used.",
        bullets={"Staff": ["Owns the warehouse of the company."]},
        dimensions=DIMENSIONS,
        guidelines={"Staff": ("Models any domain.", "A warehouse", "7+ years")},
        soc="15-1243",
    )


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("named")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "senior.txt").write_text(_platform("Senior", {"Scope": "One service"}))
    (pages / "staff.txt").write_text(
        _platform("Staff", {"Scope": "The platform", "Budget": "Spends 50,000 a year"})
    )
    (pages / "data.txt").write_text(_data())
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([pages], library=library, encoder=real_encoder)
    assistant = Assistant(library, lambda: real_encoder)
    yield cache(lambda question: assistant.answer(question).answer)
    library.close()


def first_heading(answer: Answer) -> str:
    return next(block.text for block in answer.blocks if isinstance(block, Heading))


def test_levels_without_letters_are_compared(named: Ask) -> None:
    answer = named("compare Senior and Staff platform engineer")
    assert table_columns(answer) == ("Senior", "Staff")
    kinds = {(row.kind, row.dimension) for row in answer.differences}
    assert ("added", "Budget") in kinds
    assert ("changed", "Scope") in kinds


def table_columns(answer: Answer) -> tuple[str, ...]:
    tables = [block for block in answer.blocks if hasattr(block, "columns")]
    return tables[0].columns


def test_what_one_of_them_does_that_the_other_does_not(named: Ask) -> None:
    answer = named("what does a staff platform engineer do that a senior platform engineer doesn't")
    assert next(facts(answer)).text == "Negotiates budgets with the head of engineering."
    assert [row.label for row in table(answer).rows] == ["owns, build"]


def test_a_label_is_about_experience_where_its_amounts_rise(named: Ask) -> None:
    answer = named("I'm a senior platform engineer, 9 years in. What is missing for staff?")
    assert first_heading(answer) == "From Senior to Staff of Platform Engineer"
    (met,) = [fact for fact in facts(answer) if fact.note == "you: “9 years”"]
    assert met.text == "8+ years"


def test_people_are_no_levels(named: Ask) -> None:
    answer = named("I mentor seniors as a staff platform engineer. what would the next level ask?")
    assert first_heading(answer) == "From Staff to Principal of Platform Engineer"


def test_the_asker_is_placed_on_such_a_ladder(named: Ask) -> None:
    answer = named(
        "which platform engineer level am I: i own the build pipeline of a product group, 9 years"
    )
    assert first_heading(answer).endswith("Senior by what you do, Staff by your years")


def test_a_neighbour_is_computed_by_its_rung(named: Ask) -> None:
    answer = named("closest role to a staff platform engineer")
    (fact,) = facts(answer)
    assert "same level Staff" in (fact.note or "")
    assert "list no adjacent roles" in " ".join(own_words(answer))


def test_the_asker_may_ask_for_one_rung(named: Ask) -> None:
    answer = named("am i staff as a platform engineer? i own the build pipeline of one group")
    assert answer.intent == "self_placement"
    assert first_heading(answer).endswith("Senior")


@pytest.mark.parametrize(
    "question",
    [
        "compare Senior and Staff platform engineer",
        "closest role to a staff platform engineer",
        "what is missing for staff platform engineer",
    ],
)
def test_what_is_suggested_of_such_a_ladder_is_answered(named: Ask, question: str) -> None:
    suggestions = named(question).suggestions
    assert suggestions
    assert [s for s in suggestions if named(s).abstained] == []
