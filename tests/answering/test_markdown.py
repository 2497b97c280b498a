"""An answer as Markdown: what `answer` is in JSON."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering.conftest import Ask
from tests.answering.questions import ANSWERABLE, UNANSWERABLE
from tests.answering.shown import facts

from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer, Fact, Facts, Heading, Remark, Table, TableRow

FACT = Fact("Leads deals.", ("1", "2"))


def of(*blocks: Heading | Remark | Facts | Table) -> str:
    return markdown(Answer("q", "lookup", blocks=blocks))


def test_one_fact_is_one_line_with_its_marks() -> None:
    assert of(Facts((FACT,))) == "Leads deals. [1][2]"


def test_several_facts_are_a_list() -> None:
    assert of(Facts((FACT, Fact("Sells.", ("3",))))) == "- Leads deals. [1][2]\n- Sells. [3]"


def test_a_label_stands_before_a_fact_and_a_note_behind_it() -> None:
    fact = Fact("Leads deals.", ("1",), "P4", "level inferred, confidence 0.91")
    assert of(Facts((fact,))) == "**P4**: Leads deals. (level inferred, confidence 0.91) [1]"


def test_a_heading_is_bold_and_a_remark_is_not_a_fact() -> None:
    assert of(Heading("P4"), Remark("inferred")) == "**P4**\n\n_inferred_"


def test_a_table_has_a_column_for_each_side_and_says_where_nothing_is_stated() -> None:
    table = Table(("P3", "P4"), (TableRow("Scope", ((FACT,), ())),))
    assert of(table).splitlines() == [
        "|  | P3 | P4 |",
        "| --- | --- | --- |",
        "| **Scope** | Leads deals. [1][2] | not stated |",
    ]


def test_several_facts_share_a_cell() -> None:
    table = Table(("P3",), (TableRow("Scope", ((FACT, Fact("Sells.", ("3",))),)),))
    assert "Leads deals. [1][2]<br>Sells. [3]" in of(table)


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_breaks_a_table(text: str, label: str) -> None:
    table = Table(("P3",), (TableRow(label, ((Fact(text, ("1",)),),)),))
    lines = of(table).split("\n")
    assert len(lines) == 3
    assert lines[2].replace("\\|", "").count("|") == 3


@pytest.mark.parametrize("text", ["see [9]", "[1] or [12]", "a[3]b"])
def test_a_number_in_brackets_in_a_quote_is_no_mark(text: str) -> None:
    assert of(Facts((Fact(text, ("1",)),))).count("[1]") == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        pytest.param("See [here](http://x.test)", r"See [here\](http://x.test)", id="link"),
        pytest.param("![x](http://x.test/y.png)", r"![x\](http://x.test/y.png)", id="image"),
        pytest.param("a <script>b</script>", r"a \<script>b\</script>", id="tag"),
        pytest.param("a \x1b[31mred\x1b]0;t\x07", "a [31mred]0;t", id="terminal"),
        pytest.param("a \u202egnol", "a gnol", id="direction"),
        pytest.param("Deals < 5 [a] (b)", "Deals < 5 [a] (b)", id="nothing-live"),
    ],
)
def test_what_a_page_says_is_shown_and_not_obeyed(said: str, shown: str) -> None:
    assert of(Facts((Fact(said, ("1",)),))) == f"{shown} [1]"


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("no such level: P7", "No such level: P7."),
        ("which do you mean?", "Which do you mean?"),
        (None, "The profiles do not answer this."),
    ],
)
def test_a_refusal_is_one_sentence(reason: str | None, shown: str) -> None:
    assert markdown(Answer("q", "lookup", abstained=True, reason=reason)) == shown


@pytest.mark.parametrize("question", sorted({question for question, _ in UNANSWERABLE}))
def test_refusals_are_sentences(ask: Ask, question: str) -> None:
    shown = markdown(ask(question))
    assert shown[0] == shown[0].upper()
    assert shown.endswith((".", "?"))
    assert "\n" not in shown


@pytest.mark.parametrize("question", ANSWERABLE)
def test_every_claim_stands_in_the_text(ask: Ask, question: str) -> None:
    answer = ask(question)
    shown = markdown(answer)
    assert all(fact.text in shown for fact in facts(answer))
