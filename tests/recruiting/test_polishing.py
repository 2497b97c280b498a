"""A model may word the prose of a draft: only where each line is still what its sources say."""

from __future__ import annotations

import json

import pytest
from tests.answering.models.fake_model import FakeChatModel
from tests.answering.models.replies import Behaviour, Reply, Request, claims, failing
from tests.recruiting.conftest import Draft

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.models.asking import Terms
from roleassistant.answering.models.opening import chat_model
from roleassistant.answering.models.prompts import load_prompt, load_prompts
from roleassistant.recruiting.drafting import Drafter
from roleassistant.recruiting.polishing import Polisher
from roleassistant.recruiting.post import JobPost, PartKind

SALES = "DIRECT.FIELDSALES"


def polished(assistant: Assistant, *behaviours: Behaviour) -> tuple[JobPost, FakeChatModel]:
    from dataclasses import replace

    prompts = load_prompts()
    own = replace(prompts, answer=load_prompt("jobpost"), repair=load_prompt("jobpost-repair"))
    fake = FakeChatModel(behaviours=behaviours)
    model = chat_model("fake:editor", fake, prompts.schema)
    polisher = Polisher([model], Terms(own, budget_seconds=20.0, pause=0.0))
    role = next(r for r in assistant.evidence.generation.roles if r.key == SALES)
    level = next(one for one in role.described_levels if str(one) == "P4")
    return Drafter(polisher).draft(assistant.evidence, role, level), fake


def lines_of(request: Request) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(request.between("lines"))["lines"]
    return found


def reworded(change: dict[str, str]) -> Behaviour:
    """A model that changes words of each line."""

    def reply(request: Request) -> Reply:
        said = []
        for line in lines_of(request):
            text = str(line["text"])
            for old, new in change.items():
                text = text.replace(old, new)
            said.append({"text": text, "passages": line["passages"]})
        return claims(said)

    return reply


def duties(post: JobPost) -> list[str]:
    part = post.part(PartKind.DUTIES)
    assert part is not None
    return [line.text for line in part.lines]


def test_a_wording_that_its_sources_support_takes_the_place_of_ours(bundled: Assistant):
    post, fake = polished(bundled, reworded({"You lead large": "In this role, you lead large"}))
    assert duties(post)[0].startswith("In this role, you lead large competitive pursuits")
    assert post.worded_by == "fake:editor"
    assert any("in the words of fake:editor, each verified" in n.text for n in post.notices)
    assert all("Bachelor" not in str(line["text"]) for line in lines_of(fake.requests[0]))


@pytest.mark.parametrize(
    "change",
    [
        {"large competitive pursuits": "twelve competitive pursuits"},
        {"You lead": "You single-handedly win"},
        {"You lead large competitive pursuits": "P5 sellers lead large competitive pursuits"},
    ],
)
def test_a_wording_that_says_more_is_not_shown(bundled: Assistant, draft: Draft, change):
    post, _ = polished(bundled, reworded(change))
    assert duties(post) == duties(draft(SALES, "P4"))


def test_a_line_under_the_sources_of_another_is_not_shown(bundled: Assistant, draft: Draft):
    def crossed(request: Request) -> Reply:
        lines = lines_of(request)
        return claims([{"text": lines[0]["text"], "passages": lines[1]["passages"]}])

    post, _ = polished(bundled, crossed)
    assert duties(post) == duties(draft(SALES, "P4"))


def test_a_model_that_fails_leaves_the_draft_as_it_was_and_that_is_told(
    bundled: Assistant, draft: Draft
):
    post, _ = polished(bundled, failing(401))
    assert post.parts == draft(SALES, "P4").parts
    assert post.worded_by == "extractive"
    assert any("in the words of the profile" in notice.text for notice in post.notices)


def test_the_same_citations_stand_under_the_new_words(bundled: Assistant, draft: Draft):
    post, _ = polished(bundled, reworded({"You coach": "Here you coach"}))
    before = {line.marks for _, line in draft(SALES, "P4").lines()}
    assert {line.marks for _, line in post.lines()} == before
