"""Indexes to draft from: the bundled profiles, and two houses with other ladders and sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.recruiting.drafting import Drafter
from roleassistant.recruiting.options import Options
from roleassistant.recruiting.post import JobPost

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = ("clinic", "elsewhere", "held-out/civic-office", "held-out-2/calder-rail")

Draft = Callable[..., JobPost]


@pytest.fixture(scope="session")
def bundled(bundled_index: Path) -> Iterator[Assistant]:
    library = Library(bundled_index, model=None)
    yield Assistant(library, lambda: pytest.fail("drafting needs no model"))
    library.close()


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Assistant:
    """Houses with grades that count down, named rungs, and sections of their own."""
    library = Library(tmp_path_factory.mktemp("elsewhere"), model=real_encoder.identity)
    folders = [ROOT / "evals" / "profiles" / name for name in ELSEWHERE]
    ingest(folders, library=library, encoder=real_encoder)
    return Assistant(library, lambda: real_encoder)


def drafts_of(assistant: Assistant) -> Draft:
    drafter = Drafter()

    @cache
    def draft(role: str, level: str, options: Options | None = None) -> JobPost:
        found = next(one for one in assistant.evidence.generation.roles if one.key == role)
        rung = next(one for one in found.described_levels if str(one) == level)
        return drafter.draft(assistant.evidence, found, rung, options or Options())

    def call(role: str, level: str, **options: object) -> JobPost:
        # Choices are a mapping, which no cache takes.
        if "choices" in options:
            return draft.__wrapped__(role, level, Options(**options))  # type: ignore[arg-type]
        return (
            draft(role, level, None)
            if not options
            else draft.__wrapped__(
                role,
                level,
                Options(**options),  # type: ignore[arg-type]
            )
        )

    return call


@pytest.fixture(scope="session")
def draft(bundled: Assistant) -> Draft:
    """A draft from the bundled profiles."""
    return drafts_of(bundled)


@pytest.fixture(scope="session")
def draft_elsewhere(elsewhere: Assistant) -> Draft:
    """A draft from the other houses."""
    return drafts_of(elsewhere)
