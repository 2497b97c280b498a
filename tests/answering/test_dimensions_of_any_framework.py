"""Questions over a framework whose dimensions have introductions and headings."""

from __future__ import annotations

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

WEAVER = """\
# Weaver

## Craft

How well you work the loom.

| | Junior | Senior |
|---|---|---|
| **Threading** | Threads with help | Threads any loom |
| **Tension** | Checks tension | Same as Junior |

## Conduct

How you are with others.

### Story-telling

- Junior: listens to customers
- Senior: explains patterns to customers

### Technical skills

| Junior | Senior |
|---|---|
| N/A | Repairs a dobby |

## Tools we use

- Shuttle
- Bobbin
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory, real_encoder):
    folder = tmp_path_factory.mktemp("mill")
    (folder / "trades").mkdir()
    (folder / "trades" / "weaver.md").write_text(WEAVER, "utf-8")
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([folder / "trades"], library=library, encoder=real_encoder)
    assistant = Assistant(library, lambda: real_encoder)
    yield lambda question: assistant.answer(question).answer
    library.close()


def quotes(answer):
    return {citation.quote for citation in answer.citations}


def test_a_level_is_asked_and_not_the_introduction(ask):
    said = quotes(ask("what is expected of a senior weaver in craft?"))
    assert "Threads any loom" in said
    assert "How well you work the loom." not in said
    assert "Threads with help" not in said


def test_a_dimension_under_a_heading_is_asked_by_its_own_name(ask):
    assert quotes(ask("what is expected of a senior weaver in threading?")) == {"Threads any loom"}


def test_levels_are_compared_in_all_that_a_heading_holds(ask):
    said = quotes(ask("what separates junior from senior weaver in craft?"))
    assert {"Threads with help", "Threads any loom"} <= said
    assert "Repairs a dobby" not in said


@pytest.mark.parametrize("name", ["storytelling", "story-telling", "story telling"])
def test_a_dimension_is_heard_in_any_spelling(ask, name):
    said = quotes(ask(f"what is expected of a senior weaver in {name}?"))
    assert said == {"explains patterns to customers"}


def test_technical_skills_are_a_dimension_where_no_skills_are_listed(ask):
    said = quotes(ask("what is expected of a senior weaver in technical skills?"))
    assert said == {"Repairs a dobby"}


def test_a_level_left_open_is_said_to_be_open(ask):
    answer = ask("what is expected of a junior weaver in technical skills?")
    assert "Nothing is stated" in markdown(answer)
    assert quotes(answer) == {"N/A"}


def test_tools_stand_under_their_heading(ask):
    assert quotes(ask("which tools do weavers use?")) == {"Shuttle", "Bobbin"}


def test_what_is_taken_over_contradicts_nothing(ask):
    answer = ask("what is expected of a senior weaver in tension?")
    assert "Checks tension" in quotes(answer)
    assert not answer.conflicts


def test_levels_are_listed_with_lines_that_show_them(ask):
    answer = ask("what levels are there for weaver?")
    assert not answer.abstained
    assert "2 levels: Junior and Senior" in markdown(answer)
