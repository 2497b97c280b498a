"""Questions in the words by which a house calls its levels, and over pages that have no summary."""

from __future__ import annotations

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

PILOT = """\
name: Berthing
levels:
- level: AE1
  title: Harbour Pilot, Small Craft
  criteria: [Ties up dinghies]
- level: AE2
  title: Harbour Pilot, Liners
  criteria: [Berths liners in a gale, Usually 5-8 years of experience]
- level: AE3
  title: Harbour Pilot, Tankers
  criteria: [Berths tankers by night]
"""
RADIO = PILOT.replace("Berthing", "Radio").replace("Ties up dinghies", "Listens")
RADIO = RADIO.replace("Berths liners in a gale, Usually 5-8 years of experience", "Directs traffic")
RADIO = RADIO.replace("Berths tankers by night", "Trains callers")
COOK = """\
# Titles for cooks

## Junior Cook

- Peels

## Cook

- Boils

## Senior Cook

- Seasons; also known as sauce cook
"""
GUNNER = """\
# SFIA 1 Guidance: Gun Operator

- Cleans

# SFIA 2 Guidance: Senior Gun Operator

- Aims
"""
HELM = """\
# Helmsman

### Watch keeping - Night and day

Ships are never left alone

#### P1 - Helmsman I

Steers by orders

#### P2 - Helmsman II

Steers by stars
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory, real_encoder):
    folder = tmp_path_factory.mktemp("port")
    for name, text in {
        "harbour-pilot/berthing.yml": PILOT,
        "harbour-pilot/radio.yml": RADIO,
        "harbour-pilot/drill.yml": RADIO.replace("Radio", "Drill"),
        "galley/cooks.md": COOK,
        "guns/gunner.md": GUNNER,
        "helm/helmsman.md": HELM,
    }.items():
        file = folder / "ships" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([folder / "ships"], library=library, encoder=real_encoder)
    assistant = Assistant(library, lambda: real_encoder)
    yield lambda question: assistant.answer(question).answer
    library.close()


def shown(ask, question):
    return markdown(ask(question))


def test_a_level_is_heard_by_the_part_of_its_title_that_is_its_own(ask):
    said = shown(ask, "what berthing does a liners harbour pilot do?")
    assert "Berths liners in a gale" in said
    assert "dinghies" not in said
    assert "tankers" not in said


def test_a_code_and_the_name_of_the_same_level_are_one_level(ask):
    said = shown(ask, "what is expected of an AE2 liners harbour pilot in radio?")
    assert "Directs traffic" in said
    assert "Listens" not in said


def test_a_word_with_a_number_is_written_as_the_house_writes_it(ask):
    assert "Aims" in shown(ask, "what does a SFIA 2 gun operator do?")


def test_the_levels_of_a_role_are_listed_though_no_page_has_its_title(ask):
    said = shown(ask, "which levels are there for cooks?")
    assert "Junior" in said
    assert "Senior" in said
    assert "[1]" in said


def test_years_that_a_sentence_gives_are_the_experience_asked_for(ask):
    assert "5-8 years" in shown(ask, "how much experience does an AE2 harbour pilot need?")


def test_a_degree_is_not_answered_with_a_sentence_of_years(ask):
    assert ask("which degree does an AE2 harbour pilot need?").abstained


def test_what_a_sentence_says_that_somebody_is_also_called_is_an_alias(ask):
    assert "sauce cook" in shown(ask, "what is a cook also known as?")


def test_a_role_without_a_summary_is_told_by_its_levels(ask):
    said = shown(ask, "what does a cook do?")
    assert "Boils" in said
    assert "Seasons" in said


def test_a_dimension_is_named_by_what_stands_before_its_dash(ask):
    said = shown(ask, "what is expected of a P2 helmsman in watch keeping?")
    assert "Steers by stars" in said
    assert "Steers by orders" not in said
