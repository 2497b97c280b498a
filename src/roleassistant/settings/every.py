"""Every setting there is, in the order in which they are told, and the one value of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import cast

from roleassistant.settings.models import (
    EMBEDDING,
    JUDGE,
    MODELS,
    EmbeddingSettings,
    JudgeSettings,
    ModelSettings,
    answerer,
    embedding_of,
    judge_of,
    models_of,
)
from roleassistant.settings.places import (
    FOLDERS,
    VECTOR_STORE,
    FolderSettings,
    VectorStoreSettings,
    default_index,
    folders_of,
    vector_store_of,
)
from roleassistant.settings.setting import Setting, database_url, days, none, path
from roleassistant.settings.slack import SLACK, SlackSettings, slack_of

EVERY: Mapping[str, Setting] = MappingProxyType(
    {
        "index": Setting(default_index, path),
        **EMBEDDING,
        "answerer": Setting(lambda: "extractive", answerer),
        **MODELS,
        **JUDGE,
        **VECTOR_STORE,
        "conversations": Setting(none, database_url),
        "conversations_keep_days": Setting(lambda: 30, days, number=True),
        **SLACK,
        **FOLDERS,
    }
)


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How job posts are reviewed: the table `[jobpost.lint]` as a file has it. `place` is the
    file. What may stand in it, `recruiting/lint/configuration.py` knows."""

    place: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, validated. `origins` says for each key who set it, for `doctor`."""

    index: Path
    embedding: EmbeddingSettings
    answerer: str
    models: ModelSettings
    judge: JudgeSettings
    vector_store: VectorStoreSettings
    conversations: str | None = field(repr=False)  # None: SQLite in the index folder
    conversations_keep_days: int
    slack: SlackSettings
    folders: FolderSettings
    review: tuple[ReviewSettings, ...]  # the user's, then that of the working folder, which wins
    origins: Mapping[str, str]


def settings_of(
    values: Mapping[str, object],
    review: tuple[ReviewSettings, ...],
    origins: Mapping[str, str],
) -> Settings:
    """The one value, from a value for each key of `EVERY`."""
    return Settings(
        index=cast(Path, values["index"]),
        embedding=embedding_of(values),
        answerer=cast(str, values["answerer"]),
        models=models_of(values),
        judge=judge_of(values),
        vector_store=vector_store_of(values),
        conversations=cast("str | None", values["conversations"]),
        conversations_keep_days=cast(int, values["conversations_keep_days"]),
        slack=slack_of(values),
        folders=folders_of(values),
        review=review,
        origins=origins,
    )
