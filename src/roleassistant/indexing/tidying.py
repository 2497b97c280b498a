"""Removing generations that nobody needs any more, under the writer's lock."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from roleassistant.indexing.library import Library
from roleassistant.indexing.locking import sole_use
from roleassistant.indexing.manifest import MANIFEST_FILE

_log = logging.getLogger(__name__)
_REMOVED = ".removed-"


def remove_unfinished(library: Library) -> None:
    """What a build left when it was killed: without a manifest nobody reads it."""
    for number in library.numbers():
        finished = (library.generation_folder(number) / MANIFEST_FILE).exists()
        if not finished and number != library.pointed():
            _remove(library.generation_folder(number))


def remove_all_but(library: Library, kept: Collection[int]) -> None:
    """Generations other than `kept`; one that a reader still holds stays until the next time."""
    for number in library.numbers():
        if number not in kept:
            with sole_use(library.generation_folder(number)) as alone:
                if alone:
                    _remove(library.generation_folder(number))
    for half_removed in library.folder.glob(f"gen-*{_REMOVED}*"):
        shutil.rmtree(half_removed, ignore_errors=True)


def to_keep(library: Library, answering: int) -> set[int]:
    """`answering` and the finished generation before it."""
    before = [
        number
        for number in library.numbers()
        if number < answering and (library.generation_folder(number) / MANIFEST_FILE).exists()
    ]
    return {answering, *before[-1:]}


def _remove(folder: Path) -> None:
    """Out of sight in one step first, so that a reader never meets half a generation."""
    doomed = folder.with_name(f"{folder.name}{_REMOVED}{os.getpid()}")
    try:
        folder.rename(doomed)
        shutil.rmtree(doomed)
    except OSError as problem:
        _log.warning("The old generation %s could not be removed wholly: %s", folder, problem)
