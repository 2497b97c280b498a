"""Questions of what levels demand, over a small framework: by whom, all of it, and in passing."""

from __future__ import annotations

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

PILOTS = """\
# Pilots

## Level 1

### Radio

- You listen to the channel as a pilot
- You log calls

### Nice to have

- Paints hulls
- Splices ropes

## Level 2

### Radio

- You direct traffic
- You take part in interviews of mates

### Nice to have

- Tracks tides and progress of convoys
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory, real_encoder):
    folder = tmp_path_factory.mktemp("pilots")
    (folder / "harbour").mkdir()
    (folder / "harbour" / "pilots.md").write_text(PILOTS, "utf-8")
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([folder / "harbour"], library=library, encoder=real_encoder)
    assistant = Assistant(library, lambda: real_encoder)
    yield lambda question: markdown(assistant.answer(question).answer)
    library.close()


def test_who_has_to_do_something_is_a_level(ask):
    assert "Level 2" in ask("At which level do I have to direct traffic?")


def test_whether_a_level_does_something_is_no_way_to_the_next(ask):
    assert "Tracks tides" in ask("Does a Level 2 track the progress of convoys?")


def test_what_is_asked_by_the_name_of_a_dimension_is_all_of_it(ask):
    said = ask("What would be nice for a Level 1 to have?")
    assert "Paints hulls" in said
    assert "Splices ropes" in said
