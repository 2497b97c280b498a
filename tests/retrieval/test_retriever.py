"""A plan → passages: in scope, each once, and for LangChain with their source."""

from __future__ import annotations

import pytest

from roleassistant.domain import Level, SectionKind
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.langchain import ProfileRetriever
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.retriever import Passage, Retriever


@pytest.fixture
def langchain(planner: Planner, retriever: Retriever) -> ProfileRetriever:
    return ProfileRetriever(planner=planner, retriever=retriever, k=5)


def texts(passages: list[Passage]) -> list[str]:
    return [passage.chunk.statement.text for passage in passages]


def test_a_question_in_the_words_of_a_statement_finds_it_first(
    planner: Planner, retriever: Retriever
) -> None:
    found = retriever.search(planner.plan("who negotiates contracts with procurement"))
    assert texts(found)[0] == "Negotiates contracts over several years with procurement."


def test_a_question_in_other_words_finds_it_by_meaning(
    planner: Planner, retriever: Retriever
) -> None:
    question = "does an account executive bargain over agreements"
    found = retriever.search(planner.plan(question))
    assert texts(found)[0] == "Negotiates contracts over several years with procurement."


def test_only_statements_of_the_named_role_are_found(
    planner: Planner, retriever: Retriever
) -> None:
    found = retriever.search(planner.plan("does a sales engineer negotiate contracts"), limit=500)
    assert {passage.chunk.role for passage in found} == {"PRESALES.TRIALS"}


def test_statements_of_every_role_are_found_where_none_is_named(
    planner: Planner, retriever: Retriever
) -> None:
    found = retriever.search(planner.plan("who knows the rivals"), limit=500)
    assert len({passage.chunk.role for passage in found}) > 2


def test_only_the_sections_asked_for_are_found(planner: Planner, retriever: Retriever) -> None:
    plan = planner.plan("who negotiates contracts")
    found = retriever.search(plan, sections={SectionKind.GUIDELINES}, limit=500)
    assert {p.chunk.statement.section for p in found} == {SectionKind.GUIDELINES}


def test_a_statement_of_another_level_is_not_found(planner: Planner, retriever: Retriever) -> None:
    plan = planner.plan("does an account executive negotiate contracts")
    found = retriever.search(plan, levels={Level.parse("P3")}, limit=500)
    assert "Negotiates contracts over several years with procurement." not in texts(found)
    assert all(
        not p.chunk.statement.levels or Level.parse("P3") in p.chunk.statement.levels for p in found
    )


def test_no_more_than_the_limit_is_given(planner: Planner, retriever: Retriever) -> None:
    assert len(retriever.search(planner.plan("who knows the rivals"), limit=3)) == 3


def test_what_sibling_pages_repeat_is_found_once(planner: Planner, retriever: Retriever) -> None:
    plan = planner.plan("does an account executive negotiate contracts")
    found = [(p.chunk.statement.text, p.chunk.statement.levels) for p in retriever.search(plan)]
    assert len(found) == len(set(found))


def test_a_question_about_nothing_finds_nothing(planner: Planner, retriever: Retriever) -> None:
    assert retriever.search(planner.plan("account executive P4")) == []


def test_a_passage_says_which_words_of_the_question_it_lacks(
    planner: Planner, retriever: Retriever
) -> None:
    plan = planner.plan("who negotiates contracts with pirates")
    found = retriever.search(plan)
    best = found[texts(found).index("Negotiates contracts over several years with procurement.")]
    assert best.missing == ("pirat",)
    assert 0 < best.coverage < 1


def test_the_section_of_a_page_that_has_no_usual_name_is_found_by_its_heading(
    planner: Planner, retriever: Retriever
) -> None:
    found = retriever.search(planner.plan("what is the rotation of a software engineer"))
    assert any(not passage.missing for passage in found)


def test_coverage_and_similarity_are_shares(planner: Planner, retriever: Retriever) -> None:
    for passage in retriever.search(planner.plan("who leads tender responses"), limit=500):
        assert 0 <= passage.coverage <= 1
        assert passage.similarity is None or -1.001 <= passage.similarity <= 1.001


# As a LangChain retriever --------------------------------------------------------------------


def test_documents_carry_what_a_citation_needs(
    langchain: ProfileRetriever, house: Generation
) -> None:
    document = langchain.invoke("which level of account executive leads tender responses")[0]
    assert document.page_content.startswith("Leads tender responses")
    metadata = document.metadata
    assert metadata["role"] == "GROWTH.ACCTEXEC"
    assert metadata["levels"] == ["P4"]
    assert metadata["section"] == "responsibilities"
    assert metadata["attribution"] == "stated"
    assert metadata["path"].endswith("account-executive-p4.txt")
    assert metadata["line_start"] <= metadata["line_end"]
    assert len(metadata["sha256"]) == 64


def test_inferred_levels_are_marked_in_the_metadata(langchain: ProfileRetriever) -> None:
    document = langchain.invoke("who designs replication across regions")[0]
    assert document.metadata["attribution"] == "inferred"
    assert 0 < document.metadata["confidence"] <= 1


def test_no_more_documents_than_k(langchain: ProfileRetriever) -> None:
    assert len(langchain.invoke("who knows the rivals")) == 5


def test_documents_are_the_same_each_time(langchain: ProfileRetriever) -> None:
    question = "who coaches juniors"
    assert langchain.invoke(question) == langchain.invoke(question)


def test_a_batch_gives_the_documents_of_each_question(langchain: ProfileRetriever) -> None:
    questions = ["who coaches juniors", "what is the pager", "account executive"]
    assert langchain.batch(questions) == [langchain.invoke(question) for question in questions]
