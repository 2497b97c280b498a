"""A scorer over a model of natural language inference: does the premise entail the claim?

It reads meaning where the offline scorer reads words, and misses what a look-up does not: which
level a number belongs to. Loading takes seconds and imports torch.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from roleassistant.answering.support.scorer import NOTHING, Reason, Support, Verdict
from roleassistant.errors import ModelUnavailable
from roleassistant.evaluation.scorers.scorer import Assertion

# From this probability on an entailment is believed; models of this kind are sure of themselves.
ENTAILED = 0.5
CONTRADICTED = 0.5

_BATCH = 32
_READ = 1 << 20


class Predicting(Protocol):
    """What is used of a sentence-transformers CrossEncoder."""

    def predict(self, inputs: list[tuple[str, str]], **options: Any) -> Any: ...


class NliScorer:
    """Each statement alone, and all of them together, as a premise for the claim.

    The score is the highest probability of entailment. A premise that contradicts decides only
    where none entails: of several statements most say nothing of a claim.
    """

    name = "nli"

    def __init__(
        self,
        model: Predicting,
        labels: Mapping[int, str],
        called: str = "a model",
        least: float = ENTAILED,
    ) -> None:
        """`labels` names the columns of what the model predicts, as its configuration does;
        `called` tells the model from others.

        Raises:
            ModelUnavailable: the labels are not those of a model of inference.
        """
        self._model = model
        self._called = called
        self._least = least
        columns = {label.casefold(): column for column, label in labels.items()}
        try:
            self._entailment = columns["entailment"]
            self._contradiction = columns["contradiction"]
        except KeyError:
            raise ModelUnavailable(
                f"{called} tells {', '.join(labels.values()) or 'nothing'} apart, not entailment "
                f"and contradiction. Choose a CrossEncoder for natural language inference."
            ) from None

    @classmethod
    def load(cls, model: str | Path, least: float = ENTAILED) -> NliScorer:
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
        return cls(loaded, loaded.config.id2label, _called(Path(model)), least)

    @property
    def identity(self) -> str:
        """The model, with the digest of its weights where they are a folder, and the threshold."""
        return f"nli {self._called}, entailed from {self._least:g}"

    def score(self, assertions: Sequence[Assertion]) -> list[Support]:
        """What the evidence, each text with where it stands, entails of each claim."""
        premises = [_premises(one) for one in assertions]
        pairs = [
            (premise, one.claim)
            for one, mine in zip(assertions, premises, strict=True)
            for premise in mine
        ]
        rows = iter(
            self._model.predict(
                pairs, batch_size=_BATCH, apply_softmax=True, show_progress_bar=False
            )
            if pairs
            else ()
        )
        return [self._support([next(rows) for _ in mine]) for mine in premises]

    def _support(self, rows: Sequence[Any]) -> Support:
        if not rows:
            return NOTHING
        entailed = max(float(row[self._entailment]) for row in rows)
        denied = max(float(row[self._contradiction]) for row in rows)
        if entailed >= self._least:
            return Support(entailed, Verdict.SUPPORTED)
        if denied >= CONTRADICTED:
            reason = Reason("inference", f"contradicted, probability {denied:.2f}")
            return Support(entailed, Verdict.CONTRADICTED, (reason,))
        reason = Reason("inference", f"not entailed, probability {entailed:.2f}")
        return Support(entailed, Verdict.UNSUPPORTED, (reason,))


def _premises(assertion: Assertion) -> list[str]:
    if not assertion.claim.strip():
        return []
    found = [one.in_words() for one in assertion.evidence if one.text.strip()]
    return [*found, " ".join(found)] if len(found) > 1 else found


def _called(model: Path) -> str:
    """The name of the model, and of weights in a folder their digest."""
    digest = hashlib.sha256()
    weights = sorted(model.glob("*.safetensors")) if model.is_dir() else []
    for file in weights:
        with file.open("rb") as opened:
            while part := opened.read(_READ):
                digest.update(part)
    return f"{model.name} ({digest.hexdigest()[:12]})" if weights else str(model)
