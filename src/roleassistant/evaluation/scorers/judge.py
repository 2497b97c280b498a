"""A scorer that asks a chat model for its judgement, in a form that is read strictly.

Measured elsewhere, the same 200 items were judged 0.57 faithful and then 0.67
(github.com/vibrantlabsai/ragas/issues/731). So: temperature 0, several votes, each with the
evidence in another order, and every reply kept, so that a run again says the same.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from roleassistant.answering.models.calling import Call, Deadline
from roleassistant.answering.models.faults import FaultKind
from roleassistant.answering.models.opening import ChatModel
from roleassistant.answering.models.writer import Price
from roleassistant.answering.support.scorer import NOTHING, Reason, Support, Verdict
from roleassistant.errors import ModelUnavailable
from roleassistant.evaluation.scorers.judgements import Judgements, Said, key_of
from roleassistant.evaluation.scorers.scorer import Assertion
from roleassistant.evaluation.scorers.spending import Spent

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_KEYS = {"verdict", "score", "reason"}
# What is shown of a judgement that cannot be read.
_SHOWN = 80
# What passes, and how often it is waited for; a pause is twice as long as the one before it.
_PASSING = {
    FaultKind.TIMEOUT,
    FaultKind.RATE_LIMITED,
    FaultKind.SERVER,
    FaultKind.UNREACHABLE,
    FaultKind.CUT,
}
_TRIES = 4
# A model that ends so has said what it says, which is no judgement.
_SAID = {FaultKind.LENGTH, FaultKind.EMPTY, FaultKind.FILTERED, FaultKind.REFUSAL}


class Asking(Protocol):
    """A prompt of prompts/: `prompts/judge.md`, with the variables claim and evidence."""

    @property
    def trace(self) -> str: ...

    def messages(self, **values: str) -> Sequence[BaseMessage]: ...


@dataclass
class JudgeScorer:
    """A chat model as judge. It may be talked into things by what it reads: a judgement that is
    not exactly of the form asked for supports nothing.

    A claim is supported where more than half of `votes` say so; the score is their mean. `pause`
    is before a request is repeated, in seconds, and `budget_seconds` is the most that one may take;
    `workers` requests are under way at once.
    """

    model: ChatModel
    prompt: Asking
    kept: Judgements
    votes: int = 1
    price: Price | None = None
    budget_seconds: float = 60.0
    pause: float = 1.0
    workers: int = 4
    spent: Spent = field(init=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    name = "judge"

    def __post_init__(self) -> None:
        self.spent = Spent(price=self.price)

    @property
    def identity(self) -> str:
        """Model, prompt and votes."""
        return f"judge {self.model.name}, {self.prompt.trace}, votes {self.votes}"

    def score(self, assertions: Sequence[Assertion]) -> list[Support]:
        """What the model says of each claim.

        Raises:
            ModelUnavailable: it does not answer. What it said until then is kept.
        """
        asked = [(one, vote) for one in assertions if _is_one(one) for vote in range(self.votes)]
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            said = list(pool.map(lambda ask: read_judgement(self._judge(*ask)), asked))
        votes = iter(said)
        return [
            counted([next(votes) for _ in range(self.votes)]) if _is_one(one) else NOTHING
            for one in assertions
        ]

    def _judge(self, assertion: Assertion, vote: int) -> str:
        texts = [one.in_words() for one in assertion.evidence if one.text.strip()]
        first = vote % len(texts)
        # As JSON, so that no text can pretend to be the end of its own element.
        messages = self.prompt.messages(
            claim=json.dumps(assertion.claim, ensure_ascii=False),
            evidence=json.dumps([*texts[first:], *texts[:first]], ensure_ascii=False, indent=0),
        )
        key = key_of(self.model.name, [(one.type, str(one.text)) for one in messages], vote)
        known = self.kept.get(key)
        said = known or self._ask(messages)
        unread = _is_unread(said.reply)
        if known is None and not unread:  # asked again, it may say it as it should
            self.kept.put(key, self.model.name, said)
        with self._lock:
            self.spent.unread += unread
            self.spent.asked += known is None
            self.spent.kept += known is not None
            if known is None:
                self.spent.input_tokens += said.input_tokens or 0
                self.spent.output_tokens += said.output_tokens or 0
        return said.reply

    def _ask(self, messages: Sequence[BaseMessage]) -> Said:
        pause = self.pause
        for left in reversed(range(_TRIES)):
            deadline = Deadline.after(self.budget_seconds)
            call = Call(self.model.plain, messages, deadline, silence=self.budget_seconds)
            reply = "".join(call)
            fault = call.fault
            if fault is None or fault.kind in _SAID:
                return Said(reply, call.input_tokens, call.output_tokens)
            if fault.kind not in _PASSING or not left:
                raise ModelUnavailable(
                    f"{self.model.name}, the judge, {fault.text}. What it said so far is kept: "
                    f"run the same again when it answers, or choose another scorer."
                )
            time.sleep(pause if fault.retry_after is None else fault.retry_after)
            pause *= 2
        raise AssertionError("the last try returns or raises")


def counted(votes: Sequence[Support]) -> Support:
    """Several judgements of one claim as one: supported where more than half say so."""
    found = Counter(vote.verdict for vote in votes)
    score = round(sum(vote.score for vote in votes) / len(votes), 4)
    if 2 * found[Verdict.SUPPORTED] > len(votes):
        return Support(score, Verdict.SUPPORTED)
    denied = found[Verdict.CONTRADICTED] >= found[Verdict.UNSUPPORTED]
    verdict = Verdict.CONTRADICTED if denied else Verdict.UNSUPPORTED
    reasons = [reason for vote in votes for reason in vote.reasons]
    if len(votes) > 1:
        reasons.insert(0, Reason("judge", f"{found[Verdict.SUPPORTED]} of {len(votes)} support it"))
    return Support(score, verdict, tuple(dict.fromkeys(reasons)))


def read_judgement(text: str) -> Support:
    """One JSON object with verdict, score and reason; anything else supports nothing."""
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict) or set(said) != _KEYS:
        return _unread(text)
    verdict, score, reason = said["verdict"], said["score"], said["reason"]
    is_number = isinstance(score, int | float) and not isinstance(score, bool)
    is_verdict = isinstance(verdict, str) and verdict in set(Verdict)
    if not is_verdict or not is_number or not 0 <= score <= 1:
        return _unread(text)
    if verdict == Verdict.SUPPORTED:
        return Support(float(score), Verdict.SUPPORTED)
    return Support(float(score), Verdict(verdict), (Reason("judge", str(reason)),))


def _is_unread(text: str) -> bool:
    return read_judgement(text).reasons[:1] == _unread(text).reasons


def _unread(text: str) -> Support:
    shown = " ".join(text.split())[:_SHOWN]
    return Support(
        0.0, Verdict.UNSUPPORTED, (Reason("judge", f"its judgement cannot be read: {shown!r}"),)
    )


def _is_one(assertion: Assertion) -> bool:
    return bool(assertion.claim.strip()) and any(one.text.strip() for one in assertion.evidence)
