"""What O*NET adds where a page says nothing: by the page's own code, always said to be O*NET's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.answering.shown import facts
from tests.indexing.onet import RELEASE, folder_of
from tests.reading.pages import page

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.indexing.occupations.importing import import_occupations

ALTERNATE = (
    "O*NET-SOC Code\tAlternate Title\n"
    "53-5021.00\tDock Guide\n53-5021.00\tLock Guide\n41-4012.00\tCrossing Development Rep\n"
    "41-4011.00\tRiver Pilot\n"
)
ZONES = "O*NET-SOC Code\tJob Zone\n53-5021.00\t4\n"
UNSTATED = "- Scope\n- Single passages"
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Path:
    base = tmp_path_factory.mktemp("onet")
    pages = base / "pages"
    pages.mkdir()
    text = page(
        guidelines=None,
        definition=f"Level — P3 — Seasoned Professional\nWorks alone\n{UNSTATED}",
    )
    (pages / "pilot.txt").write_text(text, encoding="utf-8")
    ingest(
        [pages], library=Library(base / "index", model=real_encoder.identity), encoder=real_encoder
    )
    return base


@pytest.fixture(scope="module")
def ask(folder: Path, real_encoder: Encoder) -> Ask:
    import_occupations(
        folder_of(folder, alternate_titles=ALTERNATE, job_zones=ZONES), folder / "index"
    )
    library = Library(folder / "index", model=real_encoder.identity)
    assistant = Assistant(library, lambda: real_encoder)
    return lambda question: assistant.answer(question).answer


def test_titles_are_those_of_the_occupation_whose_code_the_page_names(ask: Ask) -> None:
    answer = ask("What other titles does the river pilot have?")
    said = {fact.text: fact.label for fact in facts(answer)}
    assert "No title aliases recorded for this profile yet." in said
    assert said["Dock Guide"] == "O*NET alternate title"
    assert said["53-5021"] == "Code on the page"
    assert "Crossing Development Rep" not in said
    assert f"O*NET {RELEASE}" in markdown(answer)
    assert "CC BY 4.0" in markdown(answer)


def test_an_occupation_that_has_the_title_and_not_the_code_is_told_as_another(ask: Ask) -> None:
    said = {f.text: f.label for f in facts(ask("What other titles does the river pilot have?"))}
    assert said["River Pilot"] == "41-4011.00 Tide Merchants"


def test_every_citation_of_o_net_stands_in_the_line_that_it_names(ask: Ask, folder: Path) -> None:
    cited = [
        citation
        for question in (
            "What other titles does the river pilot have?",
            "which of our roles is closest to a 'crossing development representative'?",
            "related occupations of the river pilot",
        )
        for citation in ask(question).citations
        if citation.source.document.startswith("db_31_4_text/")
    ]
    assert cited
    for citation in cited:
        lines = (folder / citation.source.document).read_text("utf-8").split("\n")
        assert citation.quote in lines[citation.source.line_start - 1]
        assert citation.ingested_at


def test_the_role_nearest_to_a_title_that_no_page_has_is_computed_with_its_arithmetic(
    ask: Ask,
) -> None:
    answer = ask("which of our roles is closest to a 'crossing development representative'?")
    assert not answer.abstained
    said = {fact.text: fact for fact in facts(answer)}
    assert said["Crossing Development Rep"].label == "41-4012.00 Ferry Merchants"
    role = said["River Pilot / Lower Harbour"]
    assert role.note == (
        "53-5021 on the page, 41-4012.00 in O*NET, related: distance 0.50, related"
    )
    assert len(role.marks) == 4  # the title, both codes, and the row that lists them as related


def test_a_title_that_is_in_no_table_is_answered_as_before(ask: Ask) -> None:
    answer = ask("which of our roles is closest to a 'quantum shepherd'?")
    assert "O*NET" not in markdown(answer)


def test_a_degree_that_no_page_records_is_filled_from_the_job_zone_and_said_so(ask: Ask) -> None:
    answer = ask("which degree does a P3 river pilot need?")
    shown = markdown(answer)
    assert "record no degree" in shown
    assert "A harbour school." in {fact.text for fact in facts(answer)}
    assert "By way of the code on the page" in shown


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("what skills does O*NET list for the river pilot?", "has no skill"),
        ("what are the related occupations of the river pilot?", "Ferry Merchants"),
        ("what does O*NET say of the river pilot?", "Bring ships in."),
    ],
)
def test_o_net_is_asked_by_its_name(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert said in f"{markdown(answer)} {answer.reason}"


def test_without_an_import_nothing_of_o_net_is_said(folder: Path, real_encoder: Encoder) -> None:
    library = Library(folder / "plain", model=real_encoder.identity)
    ingest([folder / "pages"], library=library, encoder=real_encoder)
    assistant = Assistant(library, lambda: real_encoder)
    assert "O*NET" not in markdown(assistant.answer("other titles of the river pilot").answer)
    told = assistant.answer("what does O*NET say of the river pilot?").answer
    assert told.reason is not None
    assert "roleassistant onet import" in told.reason
