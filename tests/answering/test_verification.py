"""Nothing is shown that its sources do not say."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering.conftest import Ask
from tests.answering.literals import chunk
from tests.answering.questions import ANSWERABLE
from tests.answering.shown import facts

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.compose import compose
from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, DraftRow, DraftTable
from roleassistant.answering.finish import finish
from roleassistant.answering.verify import verified
from roleassistant.domain.answer import Heading, Remark

P4 = chunk("8–12 years, a region", "P4", row=4)
P5 = chunk("12+ years, a country", "P5", row=5)


def of(*given: DraftFact) -> Draft:
    return Draft((DraftFacts(given),))


def kept(draft: Draft) -> list[str]:
    return [
        fact.text for block in draft.blocks if isinstance(block, DraftFacts) for fact in block.items
    ]


@pytest.mark.parametrize(
    "text",
    ["8–12 years, a region", "8–12 years", "a region", "8–12  years,\na region"],
    ids=["whole", "beginning", "end", "other white space"],
)
def test_a_fact_in_the_words_of_its_source_stays(text: str) -> None:
    assert kept(verified(of(DraftFact(text, (P4,))))) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "12+ years, a country",
        "8–12 years and a region",
        "8-12 years, a region",
        "8–12 Years, a region",
        "more than 8–12 years, a region",
        "",
        "   ",
    ],
    ids=["of another level", "a word more", "a hyphen", "a capital", "before it", "empty", "blank"],
)
def test_a_fact_in_other_words_is_left_out(text: str) -> None:
    assert kept(verified(of(DraftFact(text, (P4,))))) == []


def test_a_fact_without_a_source_is_left_out() -> None:
    assert kept(verified(of(DraftFact("8–12 years", ())))) == []


def test_one_source_that_says_it_is_enough() -> None:
    assert kept(verified(of(DraftFact("a country", (P4, P5))))) == ["a country"]


def test_levels_that_were_swapped_are_all_left_out() -> None:
    """The trap in which a peer highlights a P4 quote as evidence for P5."""
    swapped = DraftTable(
        ("P4", "P5"),
        (
            DraftRow(
                "Years",
                (
                    (DraftFact(P5.statement.text, (P4,)),),
                    (DraftFact(P4.statement.text, (P5,)),),
                ),
            ),
        ),
    )
    assert verified(Draft((swapped,))).blocks == ()


def test_a_table_keeps_what_is_supported_and_its_columns() -> None:
    row = DraftRow("Years", ((DraftFact("8–12 years", (P4,)),), (DraftFact("9 years", (P5,)),)))
    (table,) = verified(Draft((DraftTable(("P4", "P5"), (row,)),))).blocks
    assert isinstance(table, DraftTable)
    assert table.columns == ("P4", "P5")
    assert [len(cell) for cell in table.rows[0].cells] == [1, 0]


def test_a_row_of_which_nothing_is_supported_goes() -> None:
    empty = DraftRow("Scope", ((DraftFact("a planet", (P4,)),), ()))
    good = DraftRow("Years", ((DraftFact("8–12 years", (P4,)),), ()))
    (table,) = verified(Draft((DraftTable(("P4", "P5"), (empty, good)),))).blocks
    assert isinstance(table, DraftTable)
    assert [row.label for row in table.rows] == ["Years"]


def test_what_the_program_says_itself_stays() -> None:
    draft = Draft((Heading("P4"), Remark("inferred")))
    assert verified(draft) == draft


def test_a_refusal_stays_as_it_is() -> None:
    draft = Draft(reason="nothing of this", suggestions=("Which roles are there?",))
    assert verified(draft) == draft


def test_what_is_left_out_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        verified(of(DraftFact("a planet", (P4,))))
    assert "a planet" in caplog.text


@given(st.text(max_size=40), st.text(max_size=40))
def test_only_words_of_the_source_ever_pass(text: str, source: str) -> None:
    passed = kept(verified(of(DraftFact(text, (chunk(source, "P4"),)))))
    assert passed in ([], [text])
    assert not passed or " ".join(text.split()) in " ".join(source.split())


@given(st.text(min_size=1, max_size=60).filter(str.strip), st.data())
def test_every_stretch_of_a_source_passes(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(start + 1, len(source)))
    text = source[start:end]
    if text.strip():
        assert kept(verified(of(DraftFact(text, (chunk(source, "P4"),))))) == [text]


# Whole answers ----------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ANSWERABLE)
def test_composers_never_say_what_verification_would_have_to_take_out(
    assistant: Assistant, question: str
) -> None:
    draft = compose(assistant.plan(question), assistant.evidence)
    assert verified(draft) == draft


@pytest.mark.parametrize("question", ANSWERABLE)
def test_claims_of_an_answer_are_called_supported(ask: Ask, question: str) -> None:
    assert {(claim.verdict, claim.support) for claim in ask(question).claims} == {
        ("supported", 1.0)
    }


def test_a_draft_about_other_levels_than_its_chunks_gives_no_answer(assistant: Assistant) -> None:
    """Take a right draft and put the words of one level onto the sources of the other."""
    plan = assistant.plan("what separates P3 from P4 for account executive")
    draft = compose(plan, assistant.evidence)
    (table,) = (block for block in draft.blocks if isinstance(block, DraftTable))
    swapped = replace(
        table,
        rows=tuple(
            DraftRow(
                row.label,
                (
                    tuple(
                        replace(fact, chunks=other.chunks)
                        for fact, other in zip(row.cells[0], row.cells[1], strict=True)
                    ),
                    tuple(
                        replace(fact, chunks=other.chunks)
                        for fact, other in zip(row.cells[1], row.cells[0], strict=True)
                    ),
                ),
            )
            for row in table.rows
            if len(row.cells[0]) == len(row.cells[1])
        ),
    )
    answer = finish(plan, verified(Draft((swapped,))), assistant.evidence)
    assert answer.abstained
    assert list(facts(answer)) == []
