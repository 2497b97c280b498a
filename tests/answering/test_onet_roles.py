"""Occupations that were ingested as roles are asked about as any other role is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.answering.shown import facts
from tests.indexing.onet import RELEASE, folder_of

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("occupations")


@pytest.fixture(scope="module")
def ask(base: Path, real_encoder: Encoder) -> Ask:
    library = Library(base / "index", model=real_encoder.identity)
    report = ingest([folder_of(base)], library=library, encoder=real_encoder)
    assert not report.failed
    assert report.lines.unplaced == 0
    assistant = Assistant(library, lambda: real_encoder)
    return lambda question: assistant.answer(question).answer


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What are the tasks of ferry merchants?", "Sell crossings, by rope or by sail."),
        ("What are the responsibilities of an island seller?", "Count the ferries."),
        ("What skills do ferry merchants need?", "Counting Coins"),
        ("What other titles do ferry merchants have?", "Ferry Agent"),
        ("Which roles are adjacent to ferry merchants?", "53-5021.00"),
        ("What education do ferry merchants need?", "A harbour school."),
        ("How much experience do ferry merchants need?", "Four winters at sea."),
        ("Which technology do ferry merchants use?", "Rope Ledger"),
        ("What is the O*NET code of ferry merchants?", "41-4012.00"),
        ("What is the provenance of ferry merchants?", f"O*NET {RELEASE} Database"),
    ],
)
def test_each_section_is_answered_from_its_table_at_its_line(ask, base, question, wanted):
    answer = ask(question)
    assert wanted in [fact.text for fact in facts(answer)]
    for citation in answer.citations:
        source = citation.source
        lines = (base / source.document).read_text("utf-8").splitlines()
        assert citation.quote in lines[source.line_start - 1]


def test_the_attribution_that_the_licence_asks_for_stands_below_the_answer(ask):
    said = " ".join(markdown(ask("What skills do ferry merchants need?")).split())
    assert f"O*NET {RELEASE} Database" in said
    assert "CC BY 4.0" in said


def test_a_related_occupation_is_shown_by_its_title(ask):
    labels = {f.text: f.label for f in facts(ask("Which roles are adjacent to ferry merchants?"))}
    assert labels == {"41-4011.00": "Tide Merchants", "53-5021.00": "Pilots of Harbours"}


def test_what_no_table_says_is_refused(ask):
    answer = ask("What is the salary of ferry merchants?")
    assert answer.abstained
