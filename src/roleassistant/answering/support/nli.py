"""A scorer over a model of natural language inference: does the premise entail the claim?

It reads meaning where the offline scorer reads words, and misses what a look-up does not: which
level a number belongs to. Loading takes seconds and imports torch, so nothing imports this module
on the way of a question.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from roleassistant.answering.support.scorer import Reason, Support, Verdict
from roleassistant.errors import ModelUnavailable
from roleassistant.indexing.chunks import Chunk, context_of

# From this probability on an entailment is believed; models of this kind are sure of themselves.
ENTAILED = 0.5
CONTRADICTED = 0.5


class Predicting(Protocol):
    """What is used of a sentence-transformers CrossEncoder."""

    def predict(self, sentences: list[tuple[str, str]], **options: Any) -> Any: ...


class NliScorer:
    """Each statement alone, and all of them together, as a premise for the claim.

    The score is the highest probability of entailment. A premise that contradicts decides only
    where none entails: of several statements most say nothing of a claim.
    """

    def __init__(
        self,
        model: Predicting,
        labels: Mapping[int, str],
        name: str = "nli",
        least: float = ENTAILED,
    ) -> None:
        """`labels` names the columns of what the model predicts, as its configuration does.

        Raises:
            ModelUnavailable: the labels are not those of a model of inference.
        """
        self._model = model
        self._name = name
        self._least = least
        columns = {label.casefold(): column for column, label in labels.items()}
        try:
            self._entailment = columns["entailment"]
            self._contradiction = columns["contradiction"]
        except KeyError:
            raise ModelUnavailable(
                f"{name} tells {', '.join(labels.values()) or 'nothing'} apart, not entailment and "
                f"contradiction. Choose a CrossEncoder for natural language inference."
            ) from None

    @classmethod
    def load(cls, model: str | Path) -> NliScorer:
        """The CrossEncoder in a folder, or of that name in the local cache; nothing is fetched.

        Raises:
            ModelUnavailable: it is not there, cannot be loaded, or is of another kind.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        from sentence_transformers import CrossEncoder

        try:
            loaded = CrossEncoder(
                str(model), device="cpu", local_files_only=True, trust_remote_code=False
            )
        except (OSError, ValueError, ImportError, RuntimeError, KeyError) as problem:
            raise ModelUnavailable(
                f"The inference model {model} cannot be loaded: {problem}. Name a folder that "
                f"holds a CrossEncoder, or use the offline scorer."
            ) from problem
        return cls(loaded, loaded.config.id2label, name=f"nli:{Path(model).name}")

    @property
    def name(self) -> str:
        return self._name

    def support(self, claim: str, evidence: Sequence[Chunk]) -> Support:
        """What the chunks, each with its role, section and level, entail."""
        return self.assess_texts(
            claim, [context_of(chunk.title, chunk.statement) for chunk in evidence]
        )

    def assess_texts(self, claim: str, texts: Sequence[str]) -> Support:
        """As `support`, where nothing is known of the texts but what they say."""
        premises = [text for text in texts if text.strip()]
        if not claim.strip() or not premises:
            reason = Reason("evidence", "nothing is claimed or cited")
            return Support(0.0, Verdict.UNSUPPORTED, (reason,))
        if len(premises) > 1:
            premises.append(" ".join(premises))
        rows = self._model.predict(
            [(premise, claim) for premise in premises], apply_softmax=True, show_progress_bar=False
        )
        entailed = max(float(row[self._entailment]) for row in rows)
        denied = max(float(row[self._contradiction]) for row in rows)
        if entailed >= self._least:
            return Support(entailed, Verdict.SUPPORTED)
        if denied >= CONTRADICTED:
            reason = Reason("inference", f"contradicted, probability {denied:.2f}")
            return Support(entailed, Verdict.CONTRADICTED, (reason,))
        reason = Reason("inference", f"not entailed, probability {entailed:.2f}")
        return Support(entailed, Verdict.UNSUPPORTED, (reason,))
