"""From the name of a scorer to the scorer."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from roleassistant.answering.support.names import House
from roleassistant.errors import UsageError
from roleassistant.evaluation.scorers.scorer import Scorer
from roleassistant.settings import Settings

if TYPE_CHECKING:
    from roleassistant.answering.models.opening import ChatModel
    from roleassistant.answering.models.prompts import Prompts
    from roleassistant.answering.models.writer import Price
    from roleassistant.evaluation.scorers.judgements import Judgements

NAMES = ("offline", "trained", "nli:FOLDER", "judge:PROVIDER:MODEL", "ragas:PROVIDER:MODEL")

# These know the names of a house and how rare its words are; the others read what they are given.
OF_A_HOUSE = ("offline", "trained")


def open_scorer(name: str, settings: Settings, house: House | None = None) -> Scorer:
    """The scorer that `name` means; `house` is the index whose roles claims speak of.

    Raises:
        UsageError: no scorer has this name.
        ModelUnavailable: it needs a model or a package that is not here.
    """
    kind, _, model = name.partition(":")
    if name == "offline":
        from roleassistant.evaluation.scorers.offline import RulesScorer

        return RulesScorer(house)
    if name == "trained":
        from roleassistant.evaluation.scorers.trained import TrainedScorer

        return TrainedScorer(house)
    if kind == "nli" and model:
        from roleassistant.evaluation.scorers.nli import NliScorer

        return NliScorer.load(Path(model).expanduser() if "/" in model else model)
    if kind == "judge" and ":" in model:
        from roleassistant.evaluation.scorers.judge import JudgeScorer

        chat, prompts = _chat_model(model, settings)
        return JudgeScorer(
            chat,
            prompts.judge,
            _kept(settings),
            settings.judge.votes,
            _price(settings),
            settings.judge.budget_seconds,
        )
    if kind == "ragas" and ":" in model:
        from roleassistant.evaluation.scorers.ragas import RagasScorer

        return RagasScorer(_chat_model(model, settings)[0], _kept(settings), _price(settings))
    raise UsageError(f"There is no scorer {name}. Known: {', '.join(NAMES)}.")


def scorers_of_houses(name: str, settings: Settings) -> Callable[[House], Scorer]:
    """What gives each index the scorer that `name` means: one of its own, or, where the scorer
    reads what it is given, the same for all, so that a model is loaded once."""
    if name in OF_A_HOUSE:
        return lambda house: open_scorer(name, settings, house)
    opened = cache(lambda: open_scorer(name, settings))
    return lambda house: opened()


def _chat_model(name: str, settings: Settings) -> tuple[ChatModel, Prompts]:
    from roleassistant.answering.models.opening import open_chat_model
    from roleassistant.answering.models.prompts import load_prompts

    prompts = load_prompts(settings.folders.prompts)
    budget = settings.judge.budget_seconds
    opened = open_chat_model(name, schema=prompts.schema, budget_seconds=budget, temperature=0)
    return opened, prompts


def _kept(settings: Settings) -> Judgements:
    from roleassistant.evaluation.scorers.judgements import Judgements

    if settings.judge.replies is not None:
        return Judgements(settings.judge.replies)
    from platformdirs import user_cache_path

    return Judgements(user_cache_path("roleassistant", appauthor=False) / "judgements.sqlite")


def _price(settings: Settings) -> Price | None:
    from roleassistant.answering.models.writer import Price

    paid, said = settings.judge.price_input, settings.judge.price_output
    return None if paid is None or said is None else Price(paid, said)
