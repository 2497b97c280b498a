"""Every fact is cited, every citation leads to its words, and each is numbered once."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.answering.conftest import Ask
from tests.answering.questions import ANSWERABLE
from tests.answering.shown import MARK, facts, lines_of, own_words

from roleassistant.answering.markdown import markdown

EVERY = pytest.mark.parametrize("question", ANSWERABLE)


@EVERY
def test_every_claim_is_cited_and_every_citation_resolves(ask: Ask, question: str) -> None:
    answer = ask(question)
    known = {citation.id for citation in answer.citations}
    assert answer.claims
    assert all(claim.citations and set(claim.citations) <= known for claim in answer.claims)


@EVERY
def test_a_cited_quote_holds_the_words_of_its_claim(ask: Ask, question: str) -> None:
    answer = ask(question)
    quotes = {citation.id: citation.quote for citation in answer.citations}
    wrong = [
        claim.text
        for claim in answer.claims
        if not any(claim.text in quotes[mark] for mark in claim.citations)
    ]
    assert wrong == []


@EVERY
def test_every_quote_stands_verbatim_in_its_lines(
    ask: Ask, house_folder: Path, question: str
) -> None:
    for citation in ask(question).citations:
        for span in (citation.source, *citation.also_at):
            assert citation.quote in lines_of(span, house_folder)


@EVERY
def test_every_offset_recovers_the_quote_from_the_file(
    ask: Ask, house_folder: Path, question: str
) -> None:
    for citation in ask(question).citations:
        for span in (citation.source, *citation.also_at):
            data = (house_folder / span.document).read_bytes()
            assert span.recover(data.decode()) == citation.quote
            assert span.sha256 == hashlib.sha256(data).hexdigest()


@EVERY
def test_numbers_follow_the_order_of_appearance_without_gaps(ask: Ask, question: str) -> None:
    answer = ask(question)
    seen = list(dict.fromkeys(mark for fact in facts(answer) for mark in fact.marks))
    assert seen == [str(number + 1) for number in range(len(answer.citations))]
    assert [citation.id for citation in answer.citations] == seen


@EVERY
def test_marks_in_the_text_are_those_of_the_citations(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert set(MARK.findall(markdown(answer))) == {citation.id for citation in answer.citations}


@EVERY
def test_everything_shown_as_a_fact_is_a_claim_and_the_other_way_round(
    ask: Ask, question: str
) -> None:
    answer = ask(question)
    shown = [(fact.text, fact.marks) for fact in facts(answer)]
    assert shown == [(claim.text, claim.citations) for claim in answer.claims]


@EVERY
def test_one_place_is_cited_under_one_number(ask: Ask, question: str) -> None:
    answer = ask(question)
    places = [span for c in answer.citations for span in (c.source, *c.also_at)]
    assert len(set(places)) == len(places)


@EVERY
def test_the_quote_is_of_the_role_and_the_level_that_the_citation_names(
    ask: Ask, house_folder: Path, question: str
) -> None:
    for citation in ask(question).citations:
        page = (house_folder / citation.source.document).read_text(encoding="utf-8")
        title, code = page.splitlines()[:2]
        assert citation.role_code == code
        assert title.startswith(citation.title)


def test_what_sibling_pages_repeat_is_cited_once_with_the_other_page_beside_it(ask: Ask) -> None:
    answer = ask("who negotiates contracts with procurement")
    (citation,) = answer.citations
    assert citation.source.document == "profiles/account-executive-p4.txt"
    assert [span.document for span in citation.also_at] == ["profiles/account-executive-p3.txt"]


def test_of_sibling_pages_the_one_of_the_level_asked_for_is_cited(ask: Ask) -> None:
    answer = ask("what is expected of a P3 account executive")
    assert {citation.role_code for citation in answer.citations} == {"GROWTH.ACCTEXEC.P3"}


def test_a_level_without_a_page_is_cited_from_the_page_that_describes_it(ask: Ask) -> None:
    (citation,) = ask("how many years for a P2 account executive").citations
    assert citation.level == "P2"
    assert citation.role_code in ("GROWTH.ACCTEXEC.P3", "GROWTH.ACCTEXEC.P4")


# Inferred levels --------------------------------------------------------------------------------

ON_INFERRED = (
    "what does an L5 software engineer do",
    "difference between L4 and L5 software engineer",
    "at what level do software engineers design replication",
    "tell me about L4 storage",
    "how do I get promoted from L4 to L5 in storage",
)


@pytest.mark.parametrize("question", ON_INFERRED)
def test_an_answer_that_rests_on_inferred_levels_says_so_beside_each_fact(
    ask: Ask, question: str
) -> None:
    answer = ask(question)
    inferred = {c.id for c in answer.citations if c.attribution.how == "inferred"}
    assert inferred
    resting = [fact for fact in facts(answer) if set(fact.marks) & inferred]
    assert all("inferred" in (fact.note or "") for fact in resting)


@pytest.mark.parametrize("question", ON_INFERRED)
def test_the_citation_of_an_inferred_level_tells_how_sure_it_is(ask: Ask, question: str) -> None:
    inferred = [c for c in ask(question).citations if c.attribution.how == "inferred"]
    assert all(
        c.attribution.confidence is not None and 0 < c.attribution.confidence <= 1 for c in inferred
    )


@pytest.mark.parametrize("question", ON_INFERRED)
def test_the_text_of_the_answer_tells_how_sure_it_is(ask: Ask, question: str) -> None:
    assert "confidence" in " ".join(own_words(ask(question)))


def test_stated_levels_are_not_called_inferred(ask: Ask) -> None:
    answer = ask("what separates P3 from P4 for account executive")
    assert {citation.attribution.how for citation in answer.citations} == {"stated"}
    assert "inferred" not in markdown(answer)
