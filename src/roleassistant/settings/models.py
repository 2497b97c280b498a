"""Settings of the models: what embeds, what words answers, what judges them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from roleassistant.settings.setting import Refused, Setting, none, path


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """`model`: a name or a folder. `models_folder`: of converted models (None: in the index)."""

    model: str
    models_folder: Path | None


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """How chat models are used. `fallbacks` are asked where the answerer fails.

    `budget_seconds` bounds everything that is done with models for one question. Prices are of
    the answerer, for a million tokens, in whatever currency the person counts in.
    """

    budget_seconds: float
    fallbacks: tuple[str, ...]
    price_input: float | None
    price_output: float | None


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """How a chat model scores claims in evals. `replies` is the file that keeps what it said
    (None: in the user's cache folder); prices are of the judge, for a million tokens."""

    votes: int
    budget_seconds: float
    price_input: float | None
    price_output: float | None
    replies: Path | None


_CHAT_MODEL = re.compile(r"[a-z][a-z0-9_\-]*:[^\s,]+")


def _model(text: str, base: Path) -> str:
    # "./minilm" and "~/minilm" are folders, "all-MiniLM-L6-v2" and "org/name" are names.
    return str(path(text, base)) if text.startswith((".", "~")) else text


def answerer(text: str, base: Path) -> str:
    """Who words the answers."""
    del base
    if text == "extractive" or _CHAT_MODEL.fullmatch(text):
        return text
    raise Refused('"extractive" or a chat model as provider:model')


def _chat_models(text: str, base: Path) -> tuple[str, ...]:
    del base
    names = tuple(name.strip() for name in text.split(","))
    if all(_CHAT_MODEL.fullmatch(name) for name in names):
        return names
    raise Refused("chat models as provider:model, with commas between them")


def _seconds(text: str, base: Path) -> float:
    del base
    if (seconds := _number(text)) is not None and 1 <= seconds <= 600:
        return seconds
    raise Refused("a number of seconds from 1 to 600")


def _votes(text: str, base: Path) -> int:
    del base
    if text.isdecimal() and 1 <= int(text) <= 15:
        return int(text)
    raise Refused("a whole number of votes from 1 to 15")


def _price(text: str, base: Path) -> float:
    del base
    if (price := _number(text)) is not None and 0 <= price < float("inf"):
        return price
    raise Refused("the price of a million tokens, as in 0.25")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


EMBEDDING: Mapping[str, Setting] = {
    "embedding.model": Setting(lambda: "all-MiniLM-L6-v2", _model),
    "embedding.models_folder": Setting(none, path),
}
MODELS: Mapping[str, Setting] = {
    "models.budget_seconds": Setting(lambda: 20.0, _seconds, number=True),
    "models.fallbacks": Setting(lambda: (), _chat_models),
    "models.price_input": Setting(none, _price, number=True),
    "models.price_output": Setting(none, _price, number=True),
}
JUDGE: Mapping[str, Setting] = {
    "judge.votes": Setting(lambda: 3, _votes, number=True),
    "judge.budget_seconds": Setting(lambda: 60.0, _seconds, number=True),
    "judge.price_input": Setting(none, _price, number=True),
    "judge.price_output": Setting(none, _price, number=True),
    "judge.replies": Setting(none, path),
}


def embedding_of(values: Mapping[str, object]) -> EmbeddingSettings:
    """The section, from the values of all settings."""
    return EmbeddingSettings(
        model=cast(str, values["embedding.model"]),
        models_folder=cast("Path | None", values["embedding.models_folder"]),
    )


def models_of(values: Mapping[str, object]) -> ModelSettings:
    """The section, from the values of all settings."""
    return ModelSettings(
        budget_seconds=cast(float, values["models.budget_seconds"]),
        fallbacks=cast("tuple[str, ...]", values["models.fallbacks"]),
        price_input=cast("float | None", values["models.price_input"]),
        price_output=cast("float | None", values["models.price_output"]),
    )


def judge_of(values: Mapping[str, object]) -> JudgeSettings:
    """The section, from the values of all settings."""
    return JudgeSettings(
        votes=cast(int, values["judge.votes"]),
        budget_seconds=cast(float, values["judge.budget_seconds"]),
        price_input=cast("float | None", values["judge.price_input"]),
        price_output=cast("float | None", values["judge.price_output"]),
        replies=cast("Path | None", values["judge.replies"]),
    )
