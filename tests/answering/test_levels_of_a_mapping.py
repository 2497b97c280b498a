"""Levels that a mapping names are known in questions by every part of their names: by the code, the
title beside it, what the mapping calls them, and what the document calls them besides."""

from __future__ import annotations

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

GLAZIERS = """\
# How we grow

| Rung | Also known as | Scope | Cutting |
| --- | --- | --- | --- |
| L1 Apprentice Glazier | Learner | Helps one crew | Cuts float glass |
| L2 Glazier | Pane hand | Works alone | Cuts toughened glass |
| L3 Senior Glazier | Charge glazier | Leads one crew | Cuts curved glass |

## Sites

| Topic | Apprentice | Jny | Senior |
| --- | --- | --- | --- |
| Safety | Wears the harness | Checks the ladders | Signs off scaffolds |
"""
GLAZIERS_MAPPING = """\
[[documents]]
role = "Glazier"
levels = ["L1 Apprentice Glazier", "L2 Glazier", "L3 Senior Glazier"]
dimensions = ["Scope", "Cutting", "Safety"]
called = { "Jny" = "L2 Glazier" }
"""
PORTERS = """\
rungs:
  bearer: Hall Porter
  keyman: Night Porter
  captain: Head Porter
"""
PORTERS_DUTIES = """\
competency: Luggage
levels:
  bearer: [Carries the cases to the room]
  keyman: [Stores the cases overnight]
  captain: [Writes the rota of the trolleys]
"""
PORTERS_MAPPING = """\
[[documents]]
files = "*.yaml"
role = "Porter"
levels = ["bearer", "keyman", "captain"]
called = { "bearer" = "Bearer", "keyman" = "Keyholder", "captain" = "Captain" }
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory, real_encoder):
    folder = tmp_path_factory.mktemp("mapped")
    files = {
        "glass/ladder.md": GLAZIERS,
        "glass/mapping.toml": GLAZIERS_MAPPING,
        "hotel/00-about.yaml": PORTERS,
        "hotel/luggage.yaml": PORTERS_DUTIES,
        "hotel/mapping.toml": PORTERS_MAPPING,
    }
    for name, text in files.items():
        file = folder / "houses" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([folder / "houses"], library=library, encoder=real_encoder)
    assistant = Assistant(library, lambda: real_encoder)
    yield lambda question: markdown(assistant.answer(question).answer)
    library.close()


@pytest.mark.parametrize(
    ("level", "own", "other"),
    [
        ("an L3 glazier", "Cuts curved glass", "Cuts float glass"),
        ("a level 3 glazier", "Cuts curved glass", "Cuts float glass"),
        ("a senior glazier", "Cuts curved glass", "Cuts float glass"),
        ("a charge glazier", "Cuts curved glass", "Cuts float glass"),
        ("an apprentice glazier", "Cuts float glass", "Cuts curved glass"),
        ("an L1 apprentice glazier", "Cuts float glass", "Cuts curved glass"),
    ],
)
def test_a_level_is_known_by_its_code_its_number_its_title_and_its_other_name(
    ask, level, own, other
):
    said = ask(f"What is expected of {level} in cutting?")
    assert own in said
    assert other not in said


@pytest.mark.parametrize(
    ("level", "own"),
    [("L1", "Wears the harness"), ("L2", "Checks the ladders"), ("L3", "Signs off scaffolds")],
)
def test_a_column_under_a_part_of_the_name_or_a_called_label_is_of_the_level(ask, level, own):
    said = ask(f"What is expected of a {level} glazier in safety?")
    assert own in said
    assert len([one for one in ("harness", "ladders", "scaffolds") if one in said]) == 1


@pytest.mark.parametrize(
    ("level", "own"),
    [
        ("keyholder", "Stores the cases overnight"),
        ("keyman", "Stores the cases overnight"),
        ("night porter", "Stores the cases overnight"),
        ("head porter", "Writes the rota of the trolleys"),
    ],
)
def test_a_level_is_known_by_its_key_what_that_is_called_and_the_title_beside_it(ask, level, own):
    said = ask(f"What does a {level} do about luggage?")
    assert own in said
    assert "to the room" not in said
