"""Settings of where data is: the index, its vectors, a person's own in place of the bundled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from roleassistant.settings.setting import Refused, Setting, none, path

Search = Literal["exact", "chroma"]


@dataclass(frozen=True, slots=True)
class VectorStoreSettings:
    """`url` is a Chroma server, None for embedded Chroma in the index folder.

    `search` decides how embedded vectors are searched: an exact product, or Chroma's own index.
    """

    # A URL may carry a password, which must not reach a log through repr().
    url: str | None = field(repr=False)
    search: Search


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """A person's own data in place of what is bundled; None for the bundled."""

    ingest: Path | None
    prompts: Path | None
    evals: Path | None


def default_index() -> Path:
    """In the platform's folder for the data of a person."""
    from platformdirs import user_data_path

    return user_data_path("roleassistant", appauthor=False) / "index"


def _search(text: str, base: Path) -> str:
    del base
    if text in {"exact", "chroma"}:
        return text
    raise Refused('"exact" or "chroma"')


def _server_url(text: str, base: Path) -> str:
    del base
    if re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        return text
    raise Refused("the URL of a Chroma server, as in http://localhost:8000")


VECTOR_STORE: Mapping[str, Setting] = {
    "vector_store.url": Setting(none, _server_url),
    "vector_store.search": Setting(lambda: "exact", _search),
}
FOLDERS: Mapping[str, Setting] = {
    "folders.ingest": Setting(none, path),
    "folders.prompts": Setting(none, path),
    "folders.evals": Setting(none, path),
}


def vector_store_of(values: Mapping[str, object]) -> VectorStoreSettings:
    """The section, from the values of all settings."""
    return VectorStoreSettings(
        url=cast("str | None", values["vector_store.url"]),
        search=cast(Search, values["vector_store.search"]),
    )


def folders_of(values: Mapping[str, object]) -> FolderSettings:
    """The section, from the values of all settings."""
    return FolderSettings(
        ingest=cast("Path | None", values["folders.ingest"]),
        prompts=cast("Path | None", values["folders.prompts"]),
        evals=cast("Path | None", values["folders.evals"]),
    )
