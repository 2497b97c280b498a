"""Levels that a question names as people do: by half of a title, one of two names, two in one.

And questions of what "I" do at a level, asked of a framework that names no "I"."""

from __future__ import annotations

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

BREWERS = """\
role: Brewer
levels:
- level: Level 1
  title: Junior Brewer
  criteria: [Cleans the mash tun daily, Tastes batches frequently]
- level: Level 2
  criteria: [Brews the house lager, Answers a complaint during the same working day]
- level: Level 3
  title: Senior Brewer
  criteria: [Designs seasonal beers, Writes recipes that others repeat]
- level: Level 4
  title: Principal/Staff Brewer
  criteria: [Chooses the hops of every brewery]
"""
COOPERS = """\
# Cooper

| | Cooper I | Cooper II | Group Manager Cooper | Director |
| --- | --- | --- | --- | --- |
| Barrel Track Skills | Sands staves | Bends staves | Buys oak | Buys forests |
| Sales Track Skills | Greets buyers | Quotes prices | Signs contracts | Sets prices |
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory, real_encoder):
    folder = tmp_path_factory.mktemp("brewery")
    for name, text in {"brewers/brewer.yml": BREWERS, "coopers/cooper.md": COOPERS}.items():
        file = folder / "houses" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    library = Library(folder / "index", model=real_encoder.identity)
    ingest([folder / "houses"], library=library, encoder=real_encoder)
    assistant = Assistant(library, lambda: real_encoder)
    yield lambda question: assistant.answer(question).answer
    library.close()


def shown(ask, question):
    return markdown(ask(question))


def test_what_i_do_at_a_level_asks_for_the_level_and_tells_nothing_of_me(ask):
    said = shown(ask, "At what level do I design seasonal beers as a brewer?")
    assert "Level 3" in said
    assert "Designs seasonal beers" in said


def test_an_adverb_says_how_often(ask):
    assert "frequently" in shown(ask, "How often does a junior brewer taste batches?")


def test_the_same_day_says_how_fast(ask):
    said = shown(ask, "How fast should complaints be answered by a level 2 brewer?")
    assert "same working day" in said


def test_the_plain_title_beside_another_names_the_level_that_has_no_word_before_it(ask):
    said = shown(ask, "What is the difference between a Junior Brewer and a Brewer?")
    assert "Cleans the mash tun" in said
    assert "Brews the house lager" in said
    assert "seasonal" not in said


def test_a_title_is_said_once_for_two_levels(ask):
    said = shown(ask, "How do a Junior and a Senior Brewer differ?")
    assert "Cleans the mash tun" in said
    assert "Designs seasonal beers" in said


def test_one_of_two_names_of_a_level_is_its_name(ask):
    for title in ("Principal Brewer", "Staff Brewer"):
        said = shown(ask, f"What is expected of a {title}?")
        assert "Chooses the hops" in said
        assert "seasonal" not in said


def test_a_numeral_behind_the_name_of_another_level_names_its_own(ask):
    said = shown(ask, "What is the difference between Cooper I and II in barrel track skills?")
    assert "Sands staves" in said
    assert "Bends staves" in said


def test_a_level_is_named_without_the_title_in_it(ask):
    said = shown(ask, "What sales track skills must a Group Manager have?")
    assert "Signs contracts" in said
    assert "Quotes prices" not in said


def test_a_dimension_said_whole_brings_no_other_of_its_words(ask):
    said = shown(ask, "How do Group Manager and Director differ in barrel track skills?")
    assert "Buys oak" in said
    assert "Sets prices" not in said


@pytest.mark.parametrize("title", ["Senior Director", "Junior Director"])
def test_two_rungs_in_one_are_neither_of_the_two(ask, title):
    answer = ask(f"What is expected of a {title} of coopers?")
    assert answer.abstained
    assert title in answer.reason
