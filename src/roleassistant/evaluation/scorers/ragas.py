"""RAGAS's faithfulness as a scorer, where RAGAS is installed (the extra `ragas`).

It has a model break the claim into statements and judge each by the evidence; the score is the
share that is supported. Es, Shahul et al., "RAGAS", EACL 2024 (arXiv:2309.15217).
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from roleassistant.answering.models.faults import fault_of
from roleassistant.answering.models.opening import ChatModel
from roleassistant.answering.models.writer import Price
from roleassistant.answering.support.scorer import NOTHING, Reason, Support, Verdict
from roleassistant.errors import ModelUnavailable
from roleassistant.evaluation.scorers.judgements import Judgements, Said, key_of
from roleassistant.evaluation.scorers.scorer import Assertion
from roleassistant.evaluation.scorers.spending import Spent

EXTRA = "ragas"


@dataclass
class RagasScorer:
    """Asks `model` through RAGAS. What it found is kept, so that a run again costs nothing.

    Raises:
        ModelUnavailable: RAGAS is not installed, or not in a version that works here.
    """

    model: ChatModel
    kept: Judgements
    price: Price | None = None
    spent: Spent = field(init=False)
    version: str = field(init=False)
    _metric: Any = field(init=False, repr=False)

    name = "ragas"

    def __post_init__(self) -> None:
        self.spent = Spent(price=self.price)
        self._metric, self.version = _faithfulness(self.model)

    @property
    def identity(self) -> str:
        """RAGAS with its version, and the model."""
        return f"ragas {self.version} faithfulness, {self.model.name}"

    def score(self, assertions: Sequence[Assertion]) -> list[Support]:
        """What RAGAS finds of each claim: supported where all of its statements are.

        Raises:
            ModelUnavailable: the model does not answer.
        """
        return [self._support(assertion) for assertion in assertions]

    def faithfulness(self, question: str, response: str, contexts: Sequence[str]) -> float:
        """The share of the statements of `response` that `contexts` support; not a number where
        it states nothing."""
        asked = json.dumps([question, response, list(contexts)], ensure_ascii=False)
        key = key_of(self.model.name, [(self.identity, asked)], 0)
        known = self.kept.get(key)
        said = known or self._ask(question, response, contexts)
        if known is None:
            self.kept.put(key, self.model.name, said)
        self.spent.asked += known is None
        self.spent.kept += known is not None
        if known is None:
            self.spent.input_tokens += said.input_tokens or 0
            self.spent.output_tokens += said.output_tokens or 0
        return float(said.reply)

    def _support(self, assertion: Assertion) -> Support:
        contexts = [one.in_words() for one in assertion.evidence if one.text.strip()]
        if not assertion.claim.strip() or not contexts:
            return NOTHING
        question = assertion.question or assertion.claim
        found = self.faithfulness(question, assertion.claim, contexts)
        if math.isnan(found):
            reason = Reason("ragas", "it found no statement in the claim")
            return Support(0.0, Verdict.UNSUPPORTED, (reason,))
        if found >= 1.0:
            return Support(1.0, Verdict.SUPPORTED)
        reason = Reason("ragas", f"{found:.0%} of its statements are supported")
        return Support(found, Verdict.UNSUPPORTED, (reason,))

    def _ask(self, question: str, response: str, contexts: Sequence[str]) -> Said:
        from langchain_core.callbacks import UsageMetadataCallbackHandler
        from ragas.dataset_schema import SingleTurnSample

        sample = SingleTurnSample(
            user_input=question, response=response, retrieved_contexts=list(contexts)
        )
        usage = UsageMetadataCallbackHandler()
        try:
            found = float(self._metric.single_turn_score(sample, callbacks=[usage]))
        except Exception as problem:
            raise ModelUnavailable(
                f"RAGAS could not judge with {self.model.name}, which {fault_of(problem).text}. "
                f"What it found so far is kept: run the same again, or choose another scorer."
            ) from problem
        spent = list(usage.usage_metadata.values())
        return Said(
            repr(found),
            sum(one["input_tokens"] for one in spent) if spent else None,
            sum(one["output_tokens"] for one in spent) if spent else None,
        )


def _faithfulness(model: ChatModel) -> tuple[Any, str]:
    # It reports every use to its makers unless told not to before it is imported.
    os.environ["RAGAS_DO_NOT_TRACK"] = "true"
    try:
        import ragas
        from ragas.llms import LangchainLLMWrapper
        from ragas.metrics import Faithfulness
    except ImportError as problem:
        raise ModelUnavailable(
            f"RAGAS cannot be loaded ({problem}). "
            f"Run `pip install 'roleassistant[{EXTRA}]'`, or choose another scorer."
        ) from None
    # Else it sets a temperature of its own over ours.
    wrapped = LangchainLLMWrapper(model.plain, bypass_temperature=True)
    return Faithfulness(llm=wrapped), ragas.__version__
