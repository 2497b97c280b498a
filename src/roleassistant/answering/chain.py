"""The whole walk from question to answer as one LangChain Runnable.

The stages are plain functions (see `assistant`); this is how LangChain's users meet them: invoke,
stream, batch and their async forms. A module of its own: importing langchain_core costs 0.8 s.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import run_in_executor

from roleassistant.answering.assistant import Assistant
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
        """The answer piece by piece; only what is verified is ever given."""
        yield from self._transform_stream_with_config(iter([input]), self._pieces, config, **kwargs)

    async def astream(
        self, input: str, config: RunnableConfig | None = None, **kwargs: Any | None
    ) -> AsyncIterator[Answer]:
        """As `stream`; each piece is worked out in a thread of its own."""
        stream = self.stream(input, config, **kwargs)
        while (piece := await run_in_executor(config, next, stream, None)) is not None:
            yield piece

    def _pieces(self, questions: Iterator[str]) -> Iterator[Answer]:
        for question in questions:
            yield from self.assistant.stream(question)

    def _answer(self, question: str) -> Answer:
        return self.assistant.answer(question).answer
