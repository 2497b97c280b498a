"""What turns texts into vectors, whatever does the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Quoted: loading numpy takes longer than most questions do, and only those searched by meaning
# need it.
Vectors: TypeAlias = "NDArray[np.float32]"


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Which weights made a vector. Vectors of different digests must never be compared.

    `digest` is the SHA-256 of the weights, in hexadecimal; `dimension` is the vector's length.
    """

    name: str
    digest: str
    dimension: int

    def __str__(self) -> str:
        return f"{self.name} ({self.digest[:12]})"


class Encoder(Protocol):
    """Gives float32 vectors of length 1, in the order of the texts."""

    @property
    def identity(self) -> ModelIdentity: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """n texts → (n, dimension)."""
        ...

    def encode_question(self, text: str) -> Vectors:
        """One text → (dimension,)."""
        ...


def likeness(encoder: Encoder, left: Sequence[str], right: Sequence[str]) -> Vectors:
    """n and m texts → (n, m) cosine, as the readers ask for it."""
    vectors = encoder.encode([*left, *right])
    compared: Vectors = vectors[: len(left)] @ vectors[len(left) :].T
    return compared
