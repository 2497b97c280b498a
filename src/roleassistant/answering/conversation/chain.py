"""A stored conversation as a LangChain Runnable: the thread is named in the config.

chain = ConversationChain(threads)
chain.invoke("and P3?", {"configurable": {"thread_id": "t1", "user_id": "ada"}})
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForChainRun
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import ensure_config

from roleassistant.answering.assistant import pieces
from roleassistant.answering.conversation.store import ThreadKey
from roleassistant.answering.conversation.threads import Threads
from roleassistant.domain.answer import Answer
from roleassistant.errors import UsageError


class ConversationChain(Runnable[str, Answer]):
    """Question in, answer within its thread out. `thread_id` names the thread, `user_id` whose."""

    def __init__(self, threads: Threads) -> None:
        self.threads = threads

    def invoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> Answer:
        """Answer the next turn of the thread that `config` names.

        Raises:
            UsageError: the question is empty, or no thread is named.
            IndexUnusable: there is no index that can answer.
        """
        return self._call_with_config(self._answer, input, config, **kwargs)

    def stream(
        self, input: str, config: RunnableConfig | None = None, **kwargs: Any | None
    ) -> Iterator[Answer]:
        """The answer block by block; the chunks add up to what `invoke` gives."""
        yield from pieces(self.invoke(input, ensure_config(config)))

    async def astream(
        self, input: str, config: RunnableConfig | None = None, **kwargs: Any | None
    ) -> AsyncIterator[Answer]:
        """As `stream`; the answer is worked out in a thread of its own."""
        for piece in pieces(await self.ainvoke(input, ensure_config(config))):
            yield piece

    def _answer(
        self, question: str, run_manager: CallbackManagerForChainRun, config: RunnableConfig
    ) -> Answer:
        del run_manager
        given = config.get("configurable", {})
        if not given.get("thread_id") or not given.get("user_id"):
            raise UsageError(
                "The config names no conversation. Give thread_id, and user_id for whose it is, as "
                'in {"configurable": {"thread_id": "t1", "user_id": "ada"}}.'
            )
        key = ThreadKey(f"chain:{given['user_id']}", str(given["thread_id"]))
        return self.threads.answer(key, question).answer
