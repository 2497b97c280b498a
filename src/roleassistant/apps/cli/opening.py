"""From the options of a command to the library and the assistant that it asks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.answering.writer import Writer
    from roleassistant.domain.visibility import Viewer
    from roleassistant.indexing.embedding.encoder import Encoder
    from roleassistant.indexing.library import Library
    from roleassistant.indexing.seen_library import SeenLibrary
    from roleassistant.settings import Settings


def settings_for(index: Path | None, answerer: str | None = None) -> Settings:
    """The settings, with what the command line said."""
    from roleassistant.settings import load_settings

    return load_settings({"index": index, "answerer": answerer})


def models_folder(settings: Settings) -> Path:
    """Where converted models are kept."""
    return settings.embedding.models_folder or settings.index / "models"


def library_to_list(settings: Settings, seen_as: str | None = None) -> SeenLibrary:
    """The index, whatever model built it, as those see it whom `--as` names: for commands that
    search nothing."""
    from roleassistant.indexing.library import Library

    library = Library(settings.index, model=None, store=settings.vector_store)
    return library.seen_by(viewer_for(library, seen_as))


def viewer_for(library: Library, seen_as: str | None) -> Viewer:
    """Whom `--as` names. Without it: whoever may read the files of the index, which hold all.

    Raises:
        UsageError: a group that the index does not know.
        IndexUnusable: there is no index that could know it.
    """
    from roleassistant.domain.visibility import OWNER, PUBLIC, Viewer, folded
    from roleassistant.errors import UsageError

    if seen_as is None:
        return OWNER
    if folded(seen_as) == "public":
        return PUBLIC
    have = library.open().groups
    names = [name.strip() for name in options.words(seen_as).split(",")]
    for name in names:
        if folded(name) not in map(folded, have):
            known = ", ".join([*have, "public"])
            raise UsageError(
                f"--as: the index knows no group “{name}”. There are: {known}. Groups are "
                f"declared in manifest.toml."
            )
    return Viewer.of(*names)


def assistant_for(
    settings: Settings, writer: Writer | None = None, seen_as: str | None = None
) -> Assistant:
    """The assistant over an index that the configured model built, for those whom `--as` names.
    Loads no embedding model."""
    from roleassistant.answering.assistant import Assistant
    from roleassistant.indexing.embedding.opening import identify
    from roleassistant.indexing.library import Library

    # Questions are searched without BLAS, and its threads take as long to start as numpy to load.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    identity = identify(settings.embedding.model, models_folder(settings))
    library = Library(settings.index, model=identity, store=settings.vector_store)
    assistant = Assistant(library, lambda: encoder_for(settings), writer)
    return assistant if seen_as is None else assistant.seen_by(viewer_for(library, seen_as))


def writer_for(settings: Settings) -> Writer | None:
    """What words answers: the configured model, or nothing where they are quoted."""
    if settings.answerer == "extractive":
        return None
    from roleassistant.answering.models.writer import open_writer

    return open_writer(settings)


def encoder_for(settings: Settings) -> Encoder:
    """The embedding model, converted where it was not yet, which is said."""
    from roleassistant.errors import ModelUnavailable
    from roleassistant.indexing.embedding import convert
    from roleassistant.indexing.embedding.opening import identify, open_encoder

    models = models_folder(settings)
    identity = identify(settings.embedding.model, models)
    try:
        converted = convert.find(models, identity.digest)
    except ModelUnavailable:
        converted = None  # opening it says what is wrong and converts again
    if converted is None:
        diagnostics.say(f"Preparing the embedding model {identity.name}, once (10 to 30 s) …")
    return open_encoder(settings.embedding.model, models=models)
