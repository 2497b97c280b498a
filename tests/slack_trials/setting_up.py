"""An index of the bundled profiles, and what the trials ask of it."""

from __future__ import annotations

from pathlib import Path

from roleassistant import resources
from roleassistant.settings import load_settings

QUESTIONS = (
    "what separates P4 from P5 for field sales",
    "how many years of experience does a P5 in field sales need?",
    "what is the base salary of a P5 sales engineer?",
    "which skills does a data analyst need?",
    "what is expected of a P3 customer success manager?",
    "which roles are near account manager?",
    "compare P2 and P3 of recruiting",
    "who reviewed the profile of field sales?",
)


def index_in(folder: Path) -> Path:
    """A new index of the bundled profiles."""
    from roleassistant.answering.conflicts.within_role import disputed_rows
    from roleassistant.apps.cli.opening import encoder_for
    from roleassistant.indexing.ingest import ingest
    from roleassistant.indexing.library import Library

    settings = load_settings({"index": folder / "index"})
    encoder = encoder_for(settings)
    library = Library(settings.index, model=encoder.identity)
    ingest(resources.default_sources(), library=library, encoder=encoder, disputed=disputed_rows)
    return settings.index
