"""Whatever a model says, in a thousand answers nothing is shown that is not so.

No scorer is asked here: what may be shown is known by where it came from. A claim is either a
quote, which stands in what it cites, or one of the true sentences that the model was made to say;
and nothing that was planted appears anywhere, in no piece of the stream and in no key of the JSON.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add

import pytest
from tests.answering.models.conftest import Opened
from tests.answering.models.corruptions import CANARIES, Liar, faulty
from tests.answering.models.fake_model import FakeChatModel
from tests.answering.models.replies import Behaviour
from tests.answering.models.server import ModelServer
from tests.answering.models.shown import everything, worded_facts
from tests.answering.questions import ANSWERABLE
from tests.scenarios.cases import cases

from roleassistant import resources
from roleassistant.answering.assistant import Assistant
from roleassistant.answering.models.asking import Terms
from roleassistant.answering.models.opening import ChatModel, chat_model
from roleassistant.answering.models.prompts import Prompts
from roleassistant.answering.models.writer import ModelWriter
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Support, SupportScorer, Verdict
from roleassistant.domain.answer import Answer
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

IN_PROCESS = 500  # over each of two corpora
OVER_HTTP = 60
BUDGET = 5.0


def behaviours(rng: random.Random, liar: Liar) -> list[Behaviour]:
    """Up to three faults, then a liar; the last one is asked for every further answer."""
    faults = [faulty(rng) for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3)))]
    return [*faults, liar] if rng.random() < 0.8 or not faults else faults


def check(answers: list[Answer], liar: Liar, quoted: Answer) -> None:
    """What was shown, piece by piece, against what is known of it."""
    whole = reduce(add, answers)
    shown = everything(whole)
    for piece in answers:
        shown += everything(piece)
    folded = " ".join(shown.casefold().split())
    for canary in CANARIES:
        assert canary not in folded
    for lie in liar.planted:
        assert lie not in shown
    worded = worded_facts(whole)
    honest_words = liar.true | {claim.quote for claim in quoted.citations}
    assert {fact.text for fact in worded} <= honest_words
    quotes = {citation.id: citation.quote for citation in whole.citations}
    for claim in whole.claims[len(worded) :]:
        assert any(claim.text in quotes[mark] for mark in claim.citations)
    for fact in worded:
        # Also what is worded stands, word for word, in a statement that it cites.
        assert any(quotes[mark] in fact.text for mark in fact.marks)
    # It is useful: nothing that the quoted answer cites is lost, and a fallback is the quoted one.
    assert not whole.abstained
    assert {c.quote for c in quoted.citations} <= {c.quote for c in whole.citations}
    if whole.answered_by == "extractive":
        assert whole.fallback
        assert replace(whole, fallback=None, usage=None, warnings=()) == quoted
    else:
        assert worded


@dataclass
class Runs:
    """Answers to random questions over one corpus, each checked; who gave them is counted."""

    assistant: Assistant
    questions: Sequence[str]
    prompts: Prompts
    scorer: Callable[[Generation], SupportScorer] = OfflineScorer
    answered: Counter[str] = field(default_factory=Counter)
    planted: int = 0

    def __post_init__(self) -> None:
        quoted = {question: self.assistant.answer(question).answer for question in self.questions}
        self.quoted = {question: a for question, a in quoted.items() if not a.abstained}

    def run(self, seed: int, model: ChatModel, liar: Liar) -> None:
        question = random.Random(seed).choice(list(self.quoted))
        writer = ModelWriter((model,), Terms(self.prompts, BUDGET, 0.0), self.scorer)
        started = time.monotonic()
        answers = list(replace(self.assistant, writer=writer).stream(question))
        assert time.monotonic() - started < BUDGET + 3
        check(answers, liar, self.quoted[question])
        self.answered[answers[0].answered_by] += 1
        self.planted += len(liar.planted)

    def in_process(self, number: int) -> None:
        """With a model that gives claims as a tool call, or as text where it has no tools."""
        for seed in range(number):
            rng = random.Random(-seed - 1)
            liar = Liar(rng, lies=rng.choice((0.3, 0.5, 1.0)))
            fake = FakeChatModel(behaviours=behaviours(rng, liar))
            model = chat_model("fake:liar", fake, self.prompts.schema)
            if rng.random() < 0.3:
                model = ChatModel("fake:liar", fake)
            self.run(seed, model, liar)
        # Of both kinds, and with something to catch.
        assert self.answered["fake:liar"] > number / 4
        assert self.answered["extractive"] > number / 10
        assert self.planted > 2 * number


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder
) -> Iterator[Assistant]:
    """Profiles of another house: other ladders, other dimensions, sections of their own."""
    library = Library(tmp_path_factory.mktemp("elsewhere"), model=real_encoder.identity)
    pages = resources.folder("evals") / "profiles" / "elsewhere"
    ingest([pages], library=library, encoder=real_encoder)
    yield Assistant(library, lambda: real_encoder)
    library.close()


@pytest.mark.slow
def test_in_a_thousand_answers_of_a_lying_and_failing_model_nothing_unverified_is_shown(
    assistant: Assistant, elsewhere: Assistant, prompts: Prompts
) -> None:
    Runs(assistant, ANSWERABLE, prompts).in_process(IN_PROCESS)
    questions = [case.question for case in cases("elsewhere") if case.turns[0].answerable]
    Runs(elsewhere, questions, prompts).in_process(IN_PROCESS)


def test_where_everything_is_believed_the_check_finds_it(
    assistant: Assistant, prompts: Prompts
) -> None:
    class Believing:
        name = "believing"

        def support(self, claim: str, evidence: object) -> Support:
            return Support(1.0, Verdict.SUPPORTED)

    with pytest.raises(AssertionError):
        Runs(assistant, ANSWERABLE, prompts, lambda _: Believing()).in_process(20)


def test_the_same_holds_over_http_with_the_real_client(
    assistant: Assistant, prompts: Prompts, server: ModelServer, model: Opened
) -> None:
    opened = [model(budget=BUDGET), model(budget=BUDGET, disable_streaming=True)]
    runs = Runs(assistant, ANSWERABLE, prompts)
    for seed in range(OVER_HTTP):
        rng = random.Random(-seed - 1)
        liar = Liar(rng)
        server.behave(*behaviours(rng, liar))
        runs.run(seed, opened[seed % 2], liar)
    assert len(runs.answered) == 2
