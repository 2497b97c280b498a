"""The whole walk from question to answer as one LangChain Runnable.

The stages are plain functions (see `assistant`); this is how LangChain's users meet them: invoke,
stream, batch and their async forms. A module of its own: importing langchain_core costs 0.8 s.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import ensure_config

from roleassistant.answering.assistant import Assistant, pieces
from roleassistant.domain.answer import Answer


class AnswerChain(Runnable[str, Answer]):
    """Question in, verified answer out. Chunks of a stream add up to what `invoke` gives."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant

    def invoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Answer one question.

        Raises:
            UsageError: the question is empty.
            IndexUnusable: there is no index that can answer.
        """
        return self._call_with_config(self._answer, input, config, **kwargs)

    def stream(
        self, input: str, config: RunnableConfig | None = None, **kwargs: Any | None
    ) -> Iterator[Answer]:
        """The answer block by block; only what is verified is ever given."""
        yield from pieces(self.invoke(input, ensure_config(config)))

    async def astream(
        self, input: str, config: RunnableConfig | None = None, **kwargs: Any | None
    ) -> AsyncIterator[Answer]:
        """As `stream`; the answer is worked out in a thread of its own."""
        for piece in pieces(await self.ainvoke(input, ensure_config(config))):
            yield piece

    def _answer(self, question: str) -> Answer:
        return self.assistant.answer(question).answer
