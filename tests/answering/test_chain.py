"""The chain as LangChain's users meet it: invoke, stream, batch, async, from many threads."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from operator import add
from pathlib import Path

import pytest
from tests.answering.conftest import Ask
from tests.answering.questions import AMBIGUOUS, ANSWERABLE, UNANSWERABLE
from tests.retrieval.profiles import indexed

from roleassistant.answering.assistant import Assistant, pieces
from roleassistant.answering.chain import AnswerChain
from roleassistant.domain.answer import Answer
from roleassistant.errors import IndexMissing, UsageError
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.library import Library

EVERY = (*ANSWERABLE, *sorted({question for question, _ in UNANSWERABLE}), *AMBIGUOUS)
SOME = EVERY[::5]


@pytest.fixture
def chain(assistant: Assistant) -> AnswerChain:
    return AnswerChain(assistant)


def total(answers: Sequence[Answer]) -> Answer:
    return reduce(add, answers)


@pytest.mark.parametrize("question", EVERY)
def test_the_pieces_of_an_answer_add_up_to_it(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert total(list(pieces(answer))) == answer


@pytest.mark.parametrize("question", ANSWERABLE)
def test_a_piece_brings_its_claims_and_only_citations_that_were_not_there_before(
    ask: Ask, question: str
) -> None:
    known: set[str] = set()
    for piece in pieces(ask(question)):
        fresh = {citation.id for citation in piece.citations}
        assert not fresh & known
        known |= fresh
        assert all(set(claim.citations) <= known for claim in piece.claims)


def test_an_answer_of_several_blocks_comes_in_several_pieces(ask: Ask) -> None:
    answer = ask("what separates P3 from P4 for account executive")
    assert len(list(pieces(answer))) == len(answer.blocks) > 2


def test_invoke_gives_the_answer(chain: AnswerChain, ask: Ask) -> None:
    assert [chain.invoke(question) for question in SOME] == [ask(question) for question in SOME]


def test_the_chunks_of_a_stream_add_up_to_what_invoke_gives(chain: AnswerChain, ask: Ask) -> None:
    for question in SOME:
        assert total(list(chain.stream(question))) == ask(question)


def test_a_batch_answers_in_the_order_of_the_questions(chain: AnswerChain, ask: Ask) -> None:
    assert chain.batch(list(SOME)) == [ask(question) for question in SOME]


def test_a_batch_may_hold_errors_beside_answers(chain: AnswerChain, ask: Ask) -> None:
    given: list[object] = list(chain.batch(["", SOME[0]], return_exceptions=True))
    assert isinstance(given[0], UsageError)
    assert given[1] == ask(SOME[0])


def test_async_calls_give_the_same(chain: AnswerChain, ask: Ask) -> None:
    async def run() -> tuple[Answer, list[Answer], list[Answer]]:
        streamed = [piece async for piece in chain.astream(SOME[0])]
        return await chain.ainvoke(SOME[0]), await chain.abatch(list(SOME)), streamed

    one, several, streamed = asyncio.run(run())
    assert one == ask(SOME[0]) == total(streamed)
    assert several == [ask(question) for question in SOME]


def test_it_stands_in_a_pipe_with_other_runnables(chain: AnswerChain) -> None:
    citations = chain | (lambda answer: len(answer.citations))
    assert citations.invoke("who negotiates contracts with procurement") == 1


def test_several_threads_at_once_give_the_same_answers_as_one(
    house_folder: Path, real_encoder: Encoder, ask: Ask
) -> None:
    """From the first question on: nothing is warm when they start."""
    library = indexed(house_folder, real_encoder)
    fresh = Assistant(library, lambda: real_encoder)
    questions = EVERY * 2
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda q: fresh.answer(q).answer, questions, timeout=60))
    library.close()
    assert answers == [ask(question) for question in questions]


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_an_empty_question_is_an_error_that_says_what_to_ask(
    chain: AnswerChain, question: str
) -> None:
    with pytest.raises(UsageError, match="Ask for example"):
        chain.invoke(question)


def test_without_an_index_the_error_names_the_mend(tmp_path: Path, real_encoder: Encoder) -> None:
    empty = Assistant(Library(tmp_path, model=real_encoder.identity), lambda: real_encoder)
    with pytest.raises(IndexMissing, match="roleassistant ingest"):
        AnswerChain(empty).invoke("which roles are there")


def test_a_question_that_is_only_looked_up_loads_no_model(
    house_folder: Path, real_encoder: Encoder
) -> None:
    def never() -> Encoder:
        raise AssertionError("a model was asked for")

    library = indexed(house_folder, real_encoder)
    cold = Assistant(library, never)
    for question in (
        "what separates P3 from P4 for account executive",
        "how many years of experience does a P4 account executive need",
        "which skills does an account executive need",
        "what does a P7 do",
        "what is the salary of a P4 account executive",
        "which roles are there",
    ):
        cold.answer(question)
    library.close()


def test_the_time_of_each_stage_is_told(assistant: Assistant) -> None:
    timings = assistant.answer("which roles are there").timings_ms
    assert set(timings) >= {"open", "plan", "compose", "total"}
    assert all(value >= 0 for value in timings.values())
