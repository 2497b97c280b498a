"""Any answer, as messages: whole, cited, within Slack's limits, and inert."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.apps.slack.blocks.checks import check_inert, check_messages
from tests.apps.slack.blocks.made import answers, any_words, several
from tests.apps.slack.blocks.reading import (
    characters,
    columns,
    openers,
    prose,
    small_print,
    words_of,
)

from roleassistant.answering.assistant import pieces
from roleassistant.apps.slack.blocks.actions import CitationRef
from roleassistant.apps.slack.blocks.answer import Around, answer_messages, closing_blocks
from roleassistant.apps.slack.blocks.asking import Choice
from roleassistant.apps.slack.blocks.facts import marks
from roleassistant.apps.slack.blocks.message import Message, letters
from roleassistant.apps.slack.blocks.streaming import streamed
from roleassistant.domain.answer import Answer, Fact, Facts, Heading, Remark, Table, TableRow

around = st.builds(
    Around,
    understood=st.none() | any_words,
    choices=st.lists(st.builds(Choice, any_words, any_words), max_size=120),
    shareable=st.booleans(),
)


@several
@given(answers(), around)
def test_slack_takes_every_message_and_obeys_nothing_in_it(answer, around):
    check_messages(answer_messages(answer, "a1b2c3", around))


@several
@given(answers())
def test_nothing_of_an_answer_is_lost(answer):
    messages = answer_messages(answer, "a1b2c3")
    read = characters(prose(messages))
    table = {name: characters(column) for name, column in columns(messages).items()}
    for block in answer.blocks:
        if isinstance(block, Heading | Remark):
            assert words_of(block.text) in read
        elif isinstance(block, Facts):
            for fact in block.items:
                assert words_of(fact.text) in read
                assert words_of(fact.label or "") in read
                assert words_of(fact.note or "") in read
        else:
            for row in block.rows:
                for name, cell in zip(block.columns, row.cells, strict=True):
                    read_here = table.get(name, "") + read
                    assert all(words_of(fact.text) in read_here for fact in cell)


@several
@given(answers())
def test_every_claim_bears_its_marks_and_every_source_can_be_opened(answer):
    messages = answer_messages(answer, "a1b2c3")
    shown = prose(messages) + "".join(columns(messages).values())
    for claim in answer.claims:
        assert marks(claim.citations) in shown
    told = small_print(messages)
    for citation in answer.citations:
        assert f"[{citation.id}]" in told
    opened = [CitationRef.read(value) for value in openers(messages)]
    assert [ref.citation for ref in opened] == [citation.id for citation in answer.citations]
    assert all(ref.answer_id == "a1b2c3" for ref in opened)


@several
@given(answers())
def test_both_sides_of_a_contradiction_are_shown_under_a_warning(answer):
    messages = answer_messages(answer, "a1b2c3")
    read = characters(prose(messages))
    warned = [
        run
        for message in messages
        for block in message.blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        for run in element["elements"]
        if run == {"type": "emoji", "name": "warning"}
    ]
    assert len(warned) >= len(answer.conflicts)
    for conflict in answer.conflicts:
        assert all(words_of(side.text) in read for side in conflict.sides)


@several
@given(answers(), st.sampled_from([3_000, 6_000]))
def test_shorter_messages_say_the_same(answer, most):
    whole, parted = (answer_messages(answer, "a", most=m) for m in (11_000, most))
    check_messages(parted)
    assert characters(prose(parted)) == characters(prose(whole))
    assert columns(parted) == columns(whole)


@several
@given(answers())
def test_what_is_streamed_calls_nobody_and_is_followed_by_the_same_sources(answer):
    shown = streamed(answer)
    check_inert({"type": "markdown", "text": shown})
    assert "<" not in shown
    for claim in answer.claims:
        assert marks(claim.citations) in shown
    below = closing_blocks(answer, "a1b2c3")
    assert len(openers([Message("", below)])) == len(answer.citations)
    read = characters(prose([Message("", below)]))
    for conflict in answer.conflicts:
        assert all(words_of(side.text) in read for side in conflict.sides)


@several
@given(answers())
def test_what_is_streamed_of_the_pieces_is_what_is_streamed_of_the_whole(answer):
    assert "".join(map(streamed, pieces(answer))) == streamed(answer)


def test_an_abstention_says_why_and_what_there_is_to_ask():
    answer = Answer(
        "what does a P4 earn?",
        "lookup",
        abstained=True,
        reason="the profiles record no pay amounts",
        suggestions=("What is expected of P4?",),
    )
    (message,) = answer_messages(answer, "a")
    assert message.text.splitlines() == [
        "The profiles record no pay amounts.",
        "The profiles can answer",
        "• What is expected of P4?",
    ]
    (asks,) = [b for b in message.blocks if b["type"] == "actions"]
    assert [e["value"] for e in asks["elements"]] == ["What is expected of P4?"]
    assert [b["type"] for b in message.blocks] == [
        "rich_text", "context", "actions", "context_actions",
    ]  # fmt: skip


def test_what_no_menu_and_no_button_carries_is_left_to_be_typed():
    answer = Answer("what is P4?", "lookup", abstained=True, reason="which do you mean?")
    messages = answer_messages(answer, "a", Around(choices=(Choice("Long", "x" * 2_001),)))
    check_messages(messages)


def test_what_a_question_may_have_meant_is_a_menu_that_says_the_choice():
    answer = Answer("what is P4?", "lookup", abstained=True, reason="which do you mean, A or B?")
    choices = (Choice("Field Sales (S.FIELD)", "S.FIELD"), Choice("Backend (E.BACK)", "E.BACK"))
    (message,) = answer_messages(answer, "a", Around(choices=choices))
    (menu,) = [b["elements"][0] for b in message.blocks if b["type"] == "actions"]
    assert menu["type"] == "static_select"
    assert [option["value"] for option in menu["options"]] == ["S.FIELD", "E.BACK"]


def test_a_table_that_is_too_long_goes_on_in_further_messages_under_the_same_header():
    rows = tuple(TableRow(f"Aspect {n}", ((_fact(n, "P4"),), (_fact(n, "P5"),))) for n in range(80))
    answer = _cited(
        Answer("?", "compare_levels", (Heading("P4 and P5"), Table(("P4", "P5"), rows)))
    )
    messages = answer_messages(answer, "a")
    check_messages(messages)
    held = [b for m in messages for b in m.blocks if b["type"] == "table"]
    assert len(held) > 1
    assert {tuple(cell["text"] for cell in table["rows"][0]) for table in held} == {
        ("Aspect", "P4", "P5")
    }
    assert sum(len(table["rows"]) - 1 for table in held) == 80
    assert messages[1].text.startswith("(2 of ")
    assert len(openers(messages)) == 160


def test_a_second_table_of_one_row_is_told_as_a_list_in_the_same_message():
    table = Table(("P4", "P5"), (TableRow("Scope", ((_fact(1, "A region"),), ())),))
    messages = answer_messages(_cited(Answer("?", "compare_levels", (table, table))), "a")
    assert len(messages) == 1
    assert "• Scope · P4: A region" in messages[0].text
    assert "• Scope · P5: not stated" in messages[0].text


def test_a_cell_that_is_too_long_goes_on_below_and_each_part_bears_its_mark():
    fact = Fact("Owns the plan of a region. " * 200, ("1",))
    table = Table(("P4", "P5"), (TableRow("Scope", ((fact,), ())),))
    answer = _cited(Answer("?", "compare_levels", (table,)))
    rows = [
        row
        for message in answer_messages(answer, "a")
        for block in message.blocks
        if block["type"] == "table"
        for row in block["rows"][1:]
    ]
    assert [row[0]["text"] for row in rows] == ["Scope"] + ["Scope (continued)"] * (len(rows) - 1)
    assert all(row[1]["text"].endswith("region. [1]") for row in rows)
    assert [row[2]["text"] for row in rows] == ["not stated"] + ["(above)"] * (len(rows) - 1)


def test_what_was_understood_is_told_unless_the_answer_names_it_by_itself():
    answer = _cited(Answer("?", "lookup", (Heading("P4 of Field Sales"), Facts((_fact(0, "x"),)))))
    around = Around(understood="Field Sales — P4: what is expected")
    assert "Understood" not in small_print(answer_messages(answer, "a", around))
    around = Around(understood="P5 of Field Sales: years")
    told = small_print(answer_messages(answer, "a", around))
    assert "Understood as: P5 of Field Sales: years" in told


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"answered_by": "openai:gpt"}, "Worded by openai:gpt, each sentence checked"),
        ({"fallback": "the model did not answer"}, "the model did not answer"),
        ({"warnings": ("an older index is in use",)}, "⚠ an older index is in use"),
    ],
)
def test_who_worded_an_answer_and_what_went_wrong_is_told(change, told):
    answer = replace(_cited(Answer("?", "lookup", (Facts((_fact(0, "x"),)),))), **change)
    assert told in small_print(answer_messages(answer, "a"))


def test_a_fact_by_itself_is_a_paragraph_and_several_are_a_list():
    one = answer_messages(_cited(Answer("?", "lookup", (Facts((_fact(0, "x"),)),))), "a")
    two = _cited(Answer("?", "lookup", (Facts((_fact(0, "x"), _fact(1, "y"))),)))
    assert one[0].blocks[0]["elements"][0]["type"] == "rich_text_section"
    assert answer_messages(two, "a")[0].blocks[0]["elements"][0]["type"] == "rich_text_list"


def test_an_answer_stays_one_message_where_slack_takes_it_whole():
    facts = tuple(_fact(n, "Leads large competitive pursuits in several units") for n in range(20))
    messages = answer_messages(_cited(Answer("?", "lookup", (Heading("P4"), Facts(facts)))), "a")
    assert len(messages) == 1
    assert letters(messages[0].blocks) < 5_000


def _fact(number: int, text: str) -> Fact:
    words = f"{text} owns matters of kind {number} in the region, with all that this takes"
    return Fact(words, (f"{text}-{number}",))


def _cited(answer: Answer) -> Answer:
    """`answer` with a citation for each of its facts, numbered."""
    from tests.apps.slack.blocks.literals import cited

    return cited(answer)
