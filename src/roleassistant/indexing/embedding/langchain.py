"""The encoder as LangChain `Embeddings`, for chains and stores that ask for one.

A module of its own: importing langchain_core costs 0.8 s, which no question should pay.
"""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from roleassistant.indexing.embedding.encoder import Encoder


class EncoderEmbeddings(Embeddings):
    """LangChain's interface over any `Encoder`; vectors have length 1."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(x) for x in row] for row in self.encoder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in self.encoder.encode_question(text)]
