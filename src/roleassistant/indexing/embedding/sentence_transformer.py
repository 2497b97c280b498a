"""Any other sentence-transformers model, as it is. Imports torch: 5 s and 500 MB."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from roleassistant.errors import ModelUnavailable
from roleassistant.indexing.embedding.encoder import ModelIdentity, Vectors
from roleassistant.indexing.embedding.model import ModelSource

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32


class SentenceTransformerEncoder:
    """For a model that is not BERT with mean pooling, which `convert` cannot prove."""

    def __init__(self, source: ModelSource, identity: ModelIdentity) -> None:
        """Raises ModelUnavailable where the folder holds no model that can be loaded."""
        self._model = _load(source)
        dimension = self._model.get_sentence_embedding_dimension() or identity.dimension
        self._identity = ModelIdentity(identity.name, identity.digest, int(dimension))

    @property
    def identity(self) -> ModelIdentity:
        return self._identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        """n texts → (n, dimension) float32 of length 1, in the order of `texts`."""
        if not texts:
            return np.empty((0, self._identity.dimension), dtype=np.float32)
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        vectors = self._model.encode(
            clean, batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.array(vectors, dtype=np.float32)

    def encode_question(self, text: str) -> Vectors:
        vector: Vectors = self.encode([text])[0]
        return vector


def _load(source: ModelSource) -> SentenceTransformer:
    assert source.folder is not None
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            str(source.folder),
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except (OSError, ValueError, ImportError, RuntimeError, KeyError) as problem:
        raise ModelUnavailable(
            f"The embedding model in {source.folder} cannot be loaded: {problem}. Save it with "
            f"sentence-transformers as safetensors, or leave embedding.model out."
        ) from problem
