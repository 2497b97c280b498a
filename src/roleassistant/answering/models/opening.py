"""From "provider:model" to a chat model, through LangChain's `init_chat_model`."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableBinding, RunnableSequence

from roleassistant.answering.models.redaction import redacted
from roleassistant.errors import ModelUnavailable, SettingsError

_log = logging.getLogger(__name__)

# What a provider's class has to be told beyond the parameters that all share.
_OPTIONS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        # Else tokens are not counted where OPENAI_BASE_URL is set.
        "openai": {"stream_usage": True},
        "azure_openai": {"stream_usage": True},
    }
)
_STRUCTURE: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {"openai": {"strict": True}, "azure_openai": {"strict": True}}
)
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "anthropic": "ANTHROPIC_API_KEY",
        "azure_openai": "AZURE_OPENAI_API_KEY",
        "google_genai": "GOOGLE_API_KEY",
        "mistralai": "MISTRAL_API_KEY",
        "openai": "OPENAI_API_KEY",
    }
)


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A model that can be asked. `name` is "provider:model".

    `structured` makes the provider hold to the schema of claims, None where it cannot; `tool` is
    then the name of the tool in whose arguments they come, None where they come as text.
    """

    name: str
    plain: Runnable[Any, Any]
    structured: Runnable[Any, Any] | None = None
    tool: str | None = None


def open_chat_model(
    name: str, *, schema: Mapping[str, Any], budget_seconds: float, **options: Any
) -> ChatModel:
    """The model called `name`. Nothing is sent yet.

    `options` go to the provider's class, over ours.

    Raises:
        SettingsError: LangChain knows no such provider.
        ModelUnavailable: its package is not installed, or it cannot be opened without a key.
    """
    provider, _, model = name.partition(":")
    try:
        from langchain.chat_models import init_chat_model

        opened: BaseChatModel = init_chat_model(
            model,
            model_provider=provider,
            # Retries are ours: those of the packages know no budget, and never retry a stream.
            **{
                "max_retries": 0,
                "timeout": budget_seconds,
                **_OPTIONS.get(provider, {}),
                **options,
            },
        )
    except ImportError as problem:
        raise ModelUnavailable(
            f"{name} needs a package that is not installed. "
            f"Run `pip install {_package(problem, provider)}`."
        ) from None
    except Exception as problem:  # noqa: BLE001 - packages of providers raise whatever they like
        raise _unavailable(name, provider, problem) from None
    return chat_model(name, opened, schema, **_STRUCTURE.get(provider, {}))


def chat_model(
    name: str, opened: BaseChatModel, schema: Mapping[str, Any], **structure: Any
) -> ChatModel:
    """A model that is open, made to hold to `schema` in the way that its provider has for it."""
    try:
        bound = opened.with_structured_output(dict(schema), **structure)
    except (NotImplementedError, ValueError) as problem:
        # It is asked for the same object as text, which is read just as strictly.
        _log.info("%s offers no structured output (%s)", name, type(problem).__name__)
        return ChatModel(name, opened)
    # The provider's part of it without the parser, which completes what was cut off.
    if not isinstance(bound, RunnableSequence) or not isinstance(bound.first, RunnableBinding):
        return ChatModel(name, opened)
    tool = str(schema["title"]) if bound.first.kwargs.get("tools") else None
    return ChatModel(name, opened, bound.first, tool)


def _package(problem: ImportError, provider: str) -> str:
    missing = problem.__cause__ if isinstance(problem.__cause__, ImportError) else problem
    module = (missing.name or "").partition(".")[0]
    return module.replace("_", "-") or f"langchain-{provider.replace('_', '-')}"


def _unavailable(name: str, provider: str, problem: Exception) -> ModelUnavailable | SettingsError:
    detail = redacted(str(problem))
    _log.debug("%s: %s", type(problem).__name__, detail)
    if isinstance(problem, ValueError) and detail.startswith("Unsupported provider"):
        known = detail.rpartition(": ")[2]
        return SettingsError(f"answerer: LangChain knows no provider {provider!r}. Known: {known}.")
    key = _KEYS.get(provider)
    where = f"as {key}" if key else "under the name that its provider documents"
    return ModelUnavailable(
        f"{name} cannot be opened ({type(problem).__name__}). Set its key in the environment, "
        f"{where}, or run with --debug to see more."
    )
