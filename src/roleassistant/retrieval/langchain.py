"""Retrieval as a LangChain retriever. A module of its own: importing langchain_core costs 0.8 s."""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.retriever import Passage, Retriever


class ProfileRetriever(BaseRetriever):
    """Passages for a question, as LangChain documents with their source in the metadata.

    `k` is how many are given at most. The metadata name role, level, section, dimension,
    attribution, file and lines, and carry score, coverage and similarity.
    """

    planner: Planner
    retriever: Retriever
    k: int = 10

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        plan = self.planner.plan(query)
        passages = self.retriever.search(
            plan, sections=plan.sections, levels=plan.levels, limit=self.k
        )
        return [_document(passage) for passage in passages]


def _document(passage: Passage) -> Document:
    chunk, statement = passage.chunk, passage.chunk.statement
    source = chunk.sources[0]
    return Document(
        id=chunk.id,
        page_content=statement.text,
        metadata={
            "role": chunk.role,
            "title": chunk.title,
            "section": statement.section.value,
            "levels": [str(level) for level in statement.levels],
            "dimension": statement.dimension,
            "attribution": statement.attribution.how,
            "confidence": statement.attribution.confidence,
            "path": source.path,
            "line_start": source.line_start,
            "line_end": source.line_end,
            "sha256": source.sha256,
            "score": passage.score,
            "coverage": passage.coverage,
            "similarity": passage.similarity,
        },
    )
