"""Every fault of a provider ends in a useful answer, in time, and is told. Rows 30 to 44 of the
project's list of faults, each over HTTP with the real client."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk
from tests.answering.conftest import Ask
from tests.answering.models.conftest import BUDGET, KEY, NAME, Opened, Worded
from tests.answering.models.fake_model import FakeChatModel
from tests.answering.models.replies import (
    Behaviour,
    Reply,
    Request,
    claims,
    failing,
    honest,
    saying,
    stopping,
    true_claim,
)
from tests.answering.models.server import ModelServer
from tests.answering.models.shown import worded_facts

from roleassistant.answering.markdown import markdown
from roleassistant.answering.models.opening import ChatModel, chat_model
from roleassistant.answering.models.prompts import Prompts
from roleassistant.domain.answer import Answer

QUESTION = "how many years of experience does a P4 account executive need"
# What the two cores of a busy machine may add to a budget.
SLACK = 3.0

Asked = Callable[..., Answer]


@pytest.fixture
def asked(worded: Worded, server: ModelServer) -> Asked:
    """The answer that comes of `behaviours`, which is in time."""

    def ask_model(
        *behaviours: Behaviour, budget: float = BUDGET, question: str = QUESTION, **options: float
    ) -> Answer:
        server.behave(*behaviours)
        assistant = worded(budget=budget, **options)
        started = time.monotonic()
        answer = assistant.answer(question).answer
        assert time.monotonic() - started < budget + SLACK
        return answer

    return ask_model


def is_quoted(answer: Answer, ask: Ask, because: str) -> None:
    """It is the extractive answer, and says that it is and why."""
    assert answer.answered_by == "extractive"
    assert because in (answer.fallback or "")
    assert any(because in warning and "quoted" in warning for warning in answer.warnings)
    assert replace(answer, fallback=None, usage=None, warnings=()) == ask(answer.question)


def is_worded(answer: Answer) -> None:
    assert answer.answered_by == NAME
    assert answer.fallback is None


# --- 30: a timeout -------------------------------------------------------------------------------


def silent(_: Request) -> Reply:
    return Reply(pieces=0, then="stall")


def test_30_a_model_that_does_not_answer_is_asked_once_more_then_the_answer_is_quoted(
    asked: Asked, ask: Ask, server: ModelServer
) -> None:
    is_quoted(asked(silent, budget=3.0), ask, "did not answer in time")
    assert len(server.requests) == 2


def test_30_a_model_that_answers_the_second_time_is_heard(asked: Asked) -> None:
    answer = asked(silent, honest, budget=4.0)
    is_worded(answer)
    assert answer.warnings == (f"{NAME} did not answer in time.",)


def test_30_headers_that_never_end_are_silence_too(
    asked: Asked, ask: Ask, server: ModelServer
) -> None:
    body = saying("", body="{}", pieces=0, then="stall")
    is_quoted(asked(body, budget=1.0), ask, "did not answer in time")


# --- 31 and 32: too many requests ----------------------------------------------------------------


def test_31_a_short_pause_that_is_asked_for_is_kept(asked: Asked, server: ModelServer) -> None:
    started = time.monotonic()
    answer = asked(failing(429, retry_after="1"), honest)
    is_worded(answer)
    assert time.monotonic() - started >= 1.0
    assert len(server.requests) == 2
    assert "asks for a pause of 1 s" in answer.warnings[0]


@pytest.mark.parametrize("wait", ["3600", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_32_a_long_pause_is_not_waited_for(
    asked: Asked, ask: Ask, server: ModelServer, wait: str
) -> None:
    is_quoted(asked(failing(429, retry_after=wait), honest), ask, "is asked too often (429)")
    assert len(server.requests) == 1


def test_32_without_a_pause_named_it_is_asked_a_bounded_number_of_times(
    asked: Asked, ask: Ask, server: ModelServer
) -> None:
    is_quoted(asked(failing(429)), ask, "is asked too often (429)")
    assert len(server.requests) == 3


# --- 33: the provider fails ----------------------------------------------------------------------


@pytest.mark.parametrize("status", [500, 503])
def test_33_a_provider_that_fails_is_asked_a_bounded_number_of_times(
    asked: Asked, ask: Ask, server: ModelServer, status: int
) -> None:
    is_quoted(asked(failing(status)), ask, f"failed at its provider ({status})")
    assert len(server.requests) == 3


def test_33_a_provider_that_recovers_is_heard(asked: Asked, server: ModelServer) -> None:
    answer = asked(failing(503), failing(500), honest)
    is_worded(answer)
    assert len(server.requests) == 3
    assert answer.usage is not None
    assert answer.usage.calls == 3


# --- 34: the key ---------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403])
def test_34_a_key_that_is_refused_is_not_tried_again_and_never_shown(
    asked: Asked,
    ask: Ask,
    server: ModelServer,
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    caplog.set_level("DEBUG", logger="roleassistant")
    answer = asked(failing(status, f"Incorrect API key provided: {KEY}"))
    is_quoted(answer, ask, f"did not accept the key in the environment ({status})")
    assert server.keys == [f"Bearer {KEY}"]
    assert KEY not in repr(answer) + caplog.text
    assert "AuthenticationError" in caplog.text or "PermissionDenied" in caplog.text


# --- 35: too long --------------------------------------------------------------------------------

OVERFLOW = failing(400, "context_length_exceeded")
MANY = "what is expected of a P4 account executive"


def test_35_what_is_too_long_is_sent_again_without_history_then_with_half_of_the_passages(
    worded: Worded, server: ModelServer
) -> None:
    server.behave(OVERFLOW, OVERFLOW, honest)
    answer = worded().answer(MANY, history=(("earlier question", "earlier answer"),)).answer
    is_worded(answer)
    first, second, third = server.requests
    assert "earlier question" in first.between("history")
    assert second.between("history") == "[]"
    assert second.passages == first.passages
    assert third.passages == first.passages[: len(first.passages) // 2]


def test_35_it_is_made_shorter_once_and_what_was_not_sent_is_quoted(
    asked: Asked, ask: Ask, server: ModelServer
) -> None:
    is_quoted(asked(OVERFLOW, question=MANY), ask, "cannot take a text of this length")
    assert len(server.requests) == 2
    answer = asked(OVERFLOW, honest, question=MANY)
    is_worded(answer)
    assert {c.quote for c in ask(MANY).citations} == {c.quote for c in answer.citations}


# --- 36 and 37: streams --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "because"),
    [("break", "cannot be reached"), ("end", "is no answer"), ("stall", "in time")],
)
def test_36_a_stream_that_stops_before_its_first_word_gives_quotes(
    asked: Asked, ask: Ask, then: str, because: str
) -> None:
    is_quoted(asked(stopping(0, then), budget=1.0), ask, because)


@pytest.mark.parametrize("then", ["break", "stall", "end"])
def test_36_a_stream_that_stops_within_its_first_claim_is_begun_again(
    asked: Asked, ask: Ask, server: ModelServer, then: str
) -> None:
    answer = asked(stopping(5, then), honest, budget=4.0)
    is_worded(answer)
    assert answer.warnings == (f"{NAME} broke off in the middle.",)
    assert len(server.requests) == 2
    is_quoted(asked(stopping(5, then), budget=1.0), ask, "broke off in the middle")


@pytest.mark.parametrize("then", ["break", "stall", "end"])
def test_36_of_a_stream_that_stops_later_the_verified_claims_stay_and_the_rest_is_quoted(
    asked: Asked, ask: Ask, server: ModelServer, then: str
) -> None:
    whole = asked(honest, question=MANY)
    answer = asked(stopping(30, then), question=MANY, budget=3.0)
    is_worded(answer)
    assert len(server.requests) == 1
    first = answer.claims[0].text
    assert first == whole.claims[0].text
    assert answer.warnings == (f"{NAME} broke off in the middle.",)
    assert {c.quote for c in answer.citations} == {c.quote for c in ask(MANY).citations}


def test_37_a_stream_that_ends_without_saying_that_it_is_done_counts_as_cut(asked: Asked) -> None:
    answer = asked(lambda request: replace(honest(request), finish=None))
    is_worded(answer)
    assert answer.warnings == (f"{NAME} broke off in the middle.",)


# --- 38: the limit of tokens ---------------------------------------------------------------------


def out_of_tokens(request: Request) -> Reply:
    text = honest(request).text
    return Reply(text[: len(text) // 2], finish="length")


def test_38_an_answer_that_reached_its_limit_is_said_to_be_cut(asked: Asked, ask: Ask) -> None:
    answer = asked(out_of_tokens, question=MANY)
    is_worded(answer)
    assert answer.warnings == (f"{NAME} reached its limit of tokens in the middle.",)
    assert {c.quote for c in answer.citations} == {c.quote for c in ask(MANY).citations}


# --- 39 and 40: nothing said, and refused --------------------------------------------------------


@pytest.mark.parametrize(
    ("behaviour", "because"),
    [
        (saying(""), "gave an empty answer"),
        (saying("   \n"), "no answer of the form"),
        (saying('{"claims": [{"te', finish="content_filter"), "stopped by its provider's filter"),
        (saying('{"claims": []}'), "found no answer in the passages"),
    ],
)
def test_39_an_empty_or_filtered_answer_is_replaced_by_quotes(
    asked: Asked, ask: Ask, behaviour: Behaviour, because: str
) -> None:
    is_quoted(asked(behaviour), ask, because)


def test_40_a_refusal_is_told_without_its_words(asked: Asked, ask: Ask) -> None:
    answer = asked(saying("", refusal="I will not, zebrafish."))
    is_quoted(answer, ask, "declined to answer")
    assert "zebrafish" not in repr(answer)


# --- 41: no answer at all ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "behaviour",
    [
        saying("", body="<html><body>502 zebrafish</body></html>"),
        saying("", body='{"choices": [{"mess'),
        saying("", body="{}"),
        saying("", choices=False),
        saying("", status=502, body="<html>zebrafish</html>"),
        saying("", status=200, body='{"error": {"message": "zebrafish"}}'),
    ],
    ids=["HTML", "broken JSON", "an empty object", "no choices", "502", "an error with 200"],
)
@pytest.mark.parametrize("streaming", [True, False], ids=["stream", "whole"])
def test_41_what_is_no_answer_is_replaced_by_quotes(
    worded: Worded,
    server: ModelServer,
    model: Opened,
    ask: Ask,
    behaviour: Behaviour,
    streaming: bool,
) -> None:
    server.behave(behaviour)
    answer = worded(model(disable_streaming=not streaming)).answer(QUESTION).answer
    is_quoted(answer, ask, NAME)
    assert "zebrafish" not in repr(answer)


# --- 42: invented citations ----------------------------------------------------------------------


def test_42_ids_that_do_not_exist_are_removed(asked: Asked) -> None:
    def behave(request: Request) -> Reply:
        claim = dict(true_claim(request.passages[0]))
        return claims([claim | {"passages": ["p99", claim["passages"][0], "[1]", ""]}])

    answer = asked(behave)
    is_worded(answer)
    assert answer.claims[0].citations == ("1",)


def test_42_where_no_claim_cites_what_was_sent_the_answer_is_quoted(
    asked: Asked, ask: Ask, server: ModelServer
) -> None:
    def behave(request: Request) -> Reply:
        return claims([dict(true_claim(p)) | {"passages": ["p99"]} for p in request.passages])

    is_quoted(asked(behave), ask, "gave no verified answer")
    assert [request.is_repair for request in server.requests] == [False, True]


# --- 43: structured output that is cut -----------------------------------------------------------


def cut_at(share: float) -> Behaviour:
    def behave(request: Request) -> Reply:
        text = honest(request).text
        return Reply(text[: int(len(text) * share)])

    return behave


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_43_an_answer_that_is_cut_is_mended_once(
    asked: Asked, server: ModelServer, share: float
) -> None:
    answer = asked(cut_at(share), honest, question=MANY)
    is_worded(answer)
    assert [request.is_repair for request in server.requests] == [False, True]
    assert server.requests[1].between("problem") == '"it ends before the object is closed"'
    texts = [fact.text for fact in worded_facts(answer)]
    assert texts == [passage["text"] for passage in server.requests[0].passages[:8]]


def test_43_an_answer_that_is_cut_again_is_not_mended_again(
    asked: Asked, ask: Ask, server: ModelServer
) -> None:
    is_quoted(asked(cut_at(0.1)), ask, "no answer of the form that was asked for")
    assert len(server.requests) == 2


# --- 44: every provider fails --------------------------------------------------------------------


def fake(name: str, prompts: Prompts, *behaviours: Behaviour) -> ChatModel:
    return chat_model(name, FakeChatModel(behaviours=behaviours), prompts.schema)


def test_44_the_next_model_is_asked_where_one_fails(
    worded: Worded, server: ModelServer, model: Opened, prompts: Prompts
) -> None:
    server.behave(failing(401))
    answer = worded(model(), fake("other:one", prompts, honest)).answer(QUESTION).answer
    assert answer.answered_by == "other:one"
    assert answer.warnings == (f"{NAME} did not accept the key in the environment (401).",)


def test_44_where_all_models_fail_the_answer_is_quoted(
    worded: Worded, server: ModelServer, model: Opened, prompts: Prompts, ask: Ask
) -> None:
    server.behave(failing(401))
    models = (
        model(),
        fake("other:one", prompts, failing(500)),
        fake("other:two", prompts, saying("prose")),
    )
    answer = worded(*models).answer(QUESTION).answer
    is_quoted(answer, ask, "other:one failed at its provider")
    assert answer.usage is not None
    assert answer.usage.cost is None


# --- servers that know less ----------------------------------------------------------------------


def test_a_server_without_structured_output_is_asked_for_text_instead(
    asked: Asked, server: ModelServer
) -> None:
    def behave(request: Request) -> Reply:
        if request.structured:
            return failing(400, "response_format is not supported")(request)
        return honest(request)

    answer = asked(behave)
    is_worded(answer)
    assert [request.structured for request in server.requests] == [True, False]


def test_a_model_that_calls_a_tool_of_its_own_making_is_not_followed(
    asked: Asked, ask: Ask, server: ModelServer
) -> None:
    answer = asked(lambda request: replace(honest(request), tool="delete_everything"))
    is_quoted(answer, ask, "gave no answer of the form that was asked for")
    assert [request.is_repair for request in server.requests] == [False, True]


@pytest.mark.parametrize("told", [True, False], ids=["prose beside", "prose alone"])
def test_a_model_that_writes_where_it_is_to_call_a_tool_is_asked_to_write_the_object(
    worded: Worded, prompts: Prompts, told: bool
) -> None:
    class Writing(FakeChatModel):
        def _stream(self, *args: object, **kwargs: object):
            if kwargs.pop("tools", None) is None or told:
                yield from super()._stream(*args, **kwargs)  # type: ignore[arg-type]
            else:
                self.requests.append(Request(("",)))
                yield ChatGenerationChunk(message=AIMessageChunk(content="Well, let me see."))

    writing = Writing()
    model = chat_model("fake:writing", writing, prompts.schema)
    assert model.tool
    answer = worded(model).answer(QUESTION).answer
    assert answer.answered_by == "fake:writing"
    assert writing.requests[-1].tool is None


def test_a_provider_that_nobody_listens_at_is_told(
    worded: Worded, server: ModelServer, model: Opened, ask: Ask
) -> None:
    answer = worded(model(base_url="http://127.0.0.1:9/v1")).answer(QUESTION).answer
    is_quoted(answer, ask, "cannot be reached")


def test_a_stream_that_drips_for_ever_ends_with_the_budget(
    worded: Worded, prompts: Prompts, ask: Ask
) -> None:
    class Dripping(FakeChatModel):
        def _stream(self, *args: object, **kwargs: object):
            first = next(super()._stream(*args, **kwargs))  # type: ignore[arg-type]
            while True:
                time.sleep(0.02)
                yield first.model_copy(deep=True)

    dripping = chat_model("fake:drip", Dripping(), prompts.schema)
    started = time.monotonic()
    answer = worded(dripping, budget=1.0).answer(QUESTION).answer
    assert time.monotonic() - started < 1.0 + SLACK
    is_quoted(answer, ask, "fake:drip")


def test_what_is_markup_of_the_answer_is_not_in_a_fallback(asked: Asked) -> None:
    assert "[" not in (asked(failing(500)).fallback or "")
    assert markdown(asked(honest))
