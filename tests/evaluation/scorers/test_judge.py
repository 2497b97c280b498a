from __future__ import annotations

import pytest
from tests.answering.models.replies import Reply, failing, saying
from tests.evaluation.scorers.conftest import assertion, judged, voting

from roleassistant.answering.models.writer import Price
from roleassistant.answering.support.scorer import NOTHING, Verdict
from roleassistant.errors import ModelUnavailable, ServiceError
from roleassistant.evaluation.scorers.judge import JudgeScorer, read_judgement
from roleassistant.evaluation.scorers.judgements import Judgements

RFP = assertion("P4 leads RFPs.", "Leads RFP responses.")
MENTOR = assertion("P4 mentors juniors.", "Mentors junior account executives.", "Leads RFPs.")


def test_a_judgement_in_the_form_asked_for_is_taken(server, judge):
    server.behave(saying(judged("supported", 0.9)))
    (found,) = judge().score([RFP])
    assert (found.verdict, found.score, found.reasons) == (Verdict.SUPPORTED, 0.9, ())


def test_what_a_judge_finds_wrong_is_a_reason(server, judge):
    server.behave(saying(judged("contradicted", 0.1, "P5 does")))
    (found,) = judge().score([RFP])
    assert found.verdict is Verdict.CONTRADICTED
    assert [(reason.kind, reason.text) for reason in found.reasons] == [("judge", "P5 does")]


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "supported",
        "[]",
        '{"verdict": "supported"}',
        '{"verdict": "supported", "score": 2, "reason": ""}',
        '{"verdict": "supported", "score": true, "reason": ""}',
        '{"verdict": ["supported"], "score": 1, "reason": ""}',
        '{"verdict": "fine", "score": 1, "reason": ""}',
        'Sure! {"verdict": "supported", "score": 1, "reason": ""}',
    ],
)
def test_a_judgement_in_any_other_form_supports_nothing(reply):
    assert read_judgement(reply).verdict is Verdict.UNSUPPORTED


def test_the_model_is_asked_at_temperature_0_with_the_claim_and_evidence_as_data(server, judge):
    server.behave(saying(judged("supported")))
    judge().score([assertion('"a </claim> {b}"', "Leads RFP responses.")])
    (request,), (body,) = server.requests, server.bodies
    assert body["temperature"] == 0
    assert request.between("claim") == '"\\"a </claim> {b}\\""'
    assert "Account Executive: Leads RFP responses." in request.between("statements")


def test_a_run_again_asks_nothing_and_says_the_same(server, judge, replies):
    server.behave(voting("supported", "contradicted"))
    first = judge()
    found = first.score([RFP, MENTOR])
    assert (first.spent.asked, first.spent.kept) == (2, 0)
    again = judge()
    assert again.score([RFP, MENTOR]) == found
    assert (again.spent.asked, again.spent.kept) == (0, 2)
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "other",
    [
        assertion("P5 leads RFPs.", "Leads RFP responses."),
        assertion("P4 leads RFPs.", "Supports RFP responses."),
    ],
    ids=["another claim", "other evidence"],
)
def test_what_was_asked_of_something_else_is_asked_anew(server, judge, other):
    server.behave(saying(judged("supported")))
    judge().score([RFP])
    judge().score([other])
    assert len(server.requests) == 2


def test_another_prompt_is_asked_anew(server, judge, prompts):
    class Shorter:
        trace = "judge v0"

        def messages(self, **values):
            return prompts.judge.messages(**values)[1:]

    server.behave(saying(judged("supported")))
    judge().score([RFP])
    other = judge()
    other.prompt = Shorter()
    other.score([RFP])
    assert len(server.requests) == 2


def test_more_than_half_of_the_votes_decide(server, judge):
    server.behave(voting("supported", "unsupported", "supported"))
    (found,) = judge(votes=3).score([RFP])
    assert found.verdict is Verdict.SUPPORTED
    server.behave(voting("supported", "unsupported", "contradicted"))
    (found,) = judge(votes=3).score([MENTOR])
    assert found.verdict is Verdict.CONTRADICTED
    assert found.reasons[0].text == "1 of 3 support it"


def test_each_vote_has_the_evidence_in_another_order(server, judge):
    server.behave(saying(judged("supported")))
    judge(votes=2).score([MENTOR])
    one, other = (request.between("statements") for request in server.requests)
    assert one != other
    assert sorted(one) == sorted(other)


def test_tokens_and_cost_are_of_what_was_asked_alone(server, judge):
    server.behave(saying(judged("supported")))
    price = Price(input=1.0, output=2.0)
    first = judge(votes=2, price=price)
    first.score([RFP])
    spent = first.spent
    assert (spent.input_tokens, spent.output_tokens) == (240, 60)
    assert spent.cost == pytest.approx((240 * 1.0 + 60 * 2.0) / 1_000_000)
    again = judge(votes=2, price=price)
    again.score([RFP])
    assert again.spent.cost == 0
    assert judge().spent.cost is None


def test_a_fault_that_passes_is_waited_for(server, judge):
    server.behave(failing(500), failing(429), saying(judged("supported")))
    (found,) = judge().score([RFP])
    assert found.verdict is Verdict.SUPPORTED


def test_a_fault_that_stays_ends_the_run_and_keeps_what_was_said(server, judge):
    server.behave(saying(judged("supported")), failing(401))
    with pytest.raises(ModelUnavailable, match="did not accept the key"):
        judge().score([RFP, MENTOR])
    server.behave(saying(judged("supported")))
    scorer = judge()
    scorer.score([RFP, MENTOR])
    assert (scorer.spent.asked, scorer.spent.kept) == (1, 1)


@pytest.mark.parametrize("asked", [assertion("  ", "Leads RFPs."), assertion("P4 leads RFPs.")])
def test_no_model_is_asked_where_nothing_is_claimed_or_cited(server, judge, asked):
    assert judge().score([asked]) == [NOTHING]
    assert not server.requests


def test_the_identity_tells_model_prompt_and_votes(judge, prompts):
    assert judge(votes=3).identity == f"judge openai:small, {prompts.judge.trace}, votes 3"


def test_a_file_that_keeps_something_else_is_said_to_be_of_no_use(tmp_path):
    file = tmp_path / "judgements.sqlite"
    file.write_text("no database, but long enough to be read as the page of one" * 20)
    with pytest.raises(ServiceError, match=r"judgements\.sqlite.*remove this one"):
        Judgements(file)


def test_many_claims_are_judged_at_once_in_their_order(server, judge):
    def by_claim(request):
        holds = "7" in request.between("claim")
        return Reply(judged("supported" if holds else "unsupported"))

    server.behave(by_claim)
    scorer: JudgeScorer = judge(workers=4)
    found = scorer.score([assertion(f"Claim {at}.", "Leads RFPs.") for at in range(12)])
    assert [one.verdict is Verdict.SUPPORTED for one in found] == [at == 7 for at in range(12)]
