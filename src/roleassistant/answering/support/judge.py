"""A scorer that asks a chat model for its judgement, in a form that is read strictly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from roleassistant.answering.support.scorer import Reason, Support, Verdict
from roleassistant.indexing.chunks import Chunk, context_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage

_KEYS = {"verdict", "score", "reason"}
# What is shown of a judgement that cannot be read.
_SHOWN = 80


class Asking(Protocol):
    """A prompt of prompts/: `prompts/judge.md`, with the variables claim and evidence."""

    def messages(self, **values: str) -> Sequence[BaseMessage]: ...


class JudgeScorer:
    """A chat model as judge. It is not the same from run to run, and it may be talked into things
    by what it reads: a judgement that is not exactly of the form asked for supports nothing."""

    def __init__(self, model: BaseChatModel, prompt: Asking, name: str = "judge") -> None:
        self._model = model
        self._prompt = prompt
        self._name = name

    @property
    def name(self) -> str:
        return self._name

    def support(self, claim: str, evidence: Sequence[Chunk]) -> Support:
        """What the model says of the claim. Errors of the provider are raised as they are."""
        return self.assess_texts(
            claim, [context_of(chunk.title, chunk.statement) for chunk in evidence]
        )

    def assess_texts(self, claim: str, texts: Sequence[str]) -> Support:
        """As `support`, where nothing is known of the texts but what they say."""
        given = [text for text in texts if text.strip()]
        if not claim.strip() or not given:
            return _unsupported("evidence", "nothing is claimed or cited")
        evidence = json.dumps(given, ensure_ascii=False, indent=0)
        # As JSON, so that no text can pretend to be the end of its own element.
        said = self._model.invoke(
            list(
                self._prompt.messages(
                    claim=json.dumps(claim, ensure_ascii=False), evidence=evidence
                )
            )
        )
        return read_judgement(said.text)


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


def _unread(text: str) -> Support:
    shown = " ".join(text.split())[:_SHOWN]
    return _unsupported("judge", f"its judgement cannot be read: {shown!r}")


def _unsupported(kind: str, text: str) -> Support:
    return Support(0.0, Verdict.UNSUPPORTED, (Reason(kind, text),))
