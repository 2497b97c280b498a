"""An encoder for tests that are about the index: words hashed into 32 numbers, in no time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from roleassistant.indexing.embedding.encoder import ModelIdentity, Vectors

DIMENSION = 32


class FakeEncoder:
    """Equal texts have equal vectors; texts that share words are alike."""

    def __init__(self, name: str = "fake", poison: str | None = None) -> None:
        """A text that holds `poison` gets a vector that is not a number."""
        digest = hashlib.sha256(name.encode()).hexdigest()
        self._identity = ModelIdentity(name, digest, DIMENSION)
        self._poison = poison
        self.encoded: list[str] = []

    @property
    def identity(self) -> ModelIdentity:
        return self._identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded += texts
        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split() or [""]:
                seed = hashlib.sha256(f"{self._identity.name}:{word}".encode()).digest()
                vectors[row] += np.frombuffer(seed, dtype=np.uint8).astype(np.float32) - 127.5
            vectors[row] /= np.linalg.norm(vectors[row])
            if self._poison and self._poison in text:
                vectors[row] = np.nan
        return vectors

    def encode_question(self, text: str) -> Vectors:
        vector: Vectors = self.encode([text])[0]
        return vector
