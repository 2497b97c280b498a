"""A chat model in process that speaks LangChain's own protocol: messages, chunks, tool calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from langchain_core import exceptions as langchain
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from tests.answering.models.replies import Behaviour, Reply, Request, honest

_BY_STATUS: dict[int, type[langchain.ModelError]] = {
    401: langchain.ModelAuthenticationError,
    404: langchain.ModelNotFoundError,
    429: langchain.ModelRateLimitError,
    500: langchain.ModelAPIError,
}


class FakeChatModel(BaseChatModel):
    """Replies as `behaviours` say, one for each request, the last for all further ones."""

    behaviours: Sequence[Behaviour] = (honest,)
    requests: list[Request] = []  # noqa: RUF012 - a field of pydantic, copied for each model

    @property
    def _llm_type(self) -> str:
        return "fake"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[Any, Any]:
        return self.bind(tools=tools, tool_choice=tool_choice, **kwargs)

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        tools = kwargs.get("tools")
        tool = tools[0]["title"] if tools else None
        request = Request(tuple(str(m.content) for m in messages), bool(tools), tool)
        behaviour = self.behaviours[min(len(self.requests), len(self.behaviours) - 1)]
        self.requests.append(request)
        reply = behaviour(request)
        if reply.status >= 400:
            raise _BY_STATUS[reply.status](reply.body)
        if reply.body is not None:
            raise ValueError(reply.body)
        for number, message in enumerate(_messages(reply, reply.tool or tool)):
            if reply.pieces is not None and number >= reply.pieces:
                if reply.then != "end":
                    raise ConnectionError("broken")
                return
            yield ChatGenerationChunk(message=message)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        raise NotImplementedError


def _messages(reply: Reply, tool: str | None) -> Iterator[AIMessageChunk]:
    if not reply.choices:
        return
    for number, piece in enumerate(reply.cut()):
        if tool:
            name = tool if number == 0 else None
            call = tool_call_chunk(name=name, args=piece, id="call_1", index=0)
            yield AIMessageChunk(content="", tool_call_chunks=[call])
        else:
            yield AIMessageChunk(content=piece)
    last = AIMessageChunk(content="")
    if reply.finish:
        last.response_metadata["finish_reason"] = reply.finish
    if reply.refusal:
        last.additional_kwargs["refusal"] = reply.refusal
    if reply.usage:
        last.usage_metadata = {"input_tokens": 120, "output_tokens": 30, "total_tokens": 150}
    yield last
