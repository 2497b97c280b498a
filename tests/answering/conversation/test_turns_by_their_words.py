"""What a turn does, by its words alone."""

from __future__ import annotations

import pytest

from roleassistant.answering.conversation import cues
from roleassistant.answering.conversation.acts import Act, act_of, aside
from roleassistant.answering.conversation.thread import Layout, Shape


@pytest.mark.parametrize(
    "turn",
    [
        "why?", "but why", "how do you know?", "how do u know that", "where does that stand?",
        "where does it say that?", "says who?", "who says so", "are you sure?", "really?",
        "source?", "what's the source?", "where is that written", "which page?", "prove it",
        "where did you get that from?", "according to whom", "on what basis?",
    ],
)  # fmt: skip
def test_it_asks_for_the_evidence(turn: str) -> None:
    assert act_of(turn) == (Act.EVIDENCE, None)


@pytest.mark.parametrize(
    "turn",
    [
        "is that a must?", "is that really required?", "is it mandatory", "are those required?",
        "do they really need that?", "is that a hard requirement", "is that optional?",
    ],
)  # fmt: skip
def test_it_asks_how_binding_that_is(turn: str) -> None:
    assert act_of(turn) == (Act.MODALITY, None)


@pytest.mark.parametrize(
    ("turn", "shape"),
    [
        ("shorter, please", Shape(short=True)),
        ("can you make it shorter?", Shape(short=True)),
        ("a bit shorter pls", Shape(short=True)),
        ("tl;dr", Shape(short=True)),
        ("too long", Shape(short=True)),
        ("in short", Shape(short=True)),
        ("in a table", Shape(Layout.TABLE)),
        ("as a table please", Shape(Layout.TABLE)),
        ("put that in a table", Shape(Layout.TABLE)),
        ("as a list", Shape(Layout.LIST)),
        ("bullet points please", Shape(Layout.LIST)),
    ],
)
def test_it_asks_for_another_form(turn: str, shape: Shape) -> None:
    assert act_of(turn) == (Act.RESHAPE, shape)


@pytest.mark.parametrize(
    "turn",
    ["more", "more detail", "the rest", "and the rest?", "tell me more", "what else?", "go on",
     "in full", "show me everything", "anything else?", "more details please"],
)  # fmt: skip
def test_it_asks_for_more(turn: str) -> None:
    assert act_of(turn) == (Act.MORE, None)


@pytest.mark.parametrize(
    "turn",
    ["thanks", "thank you!", "thx", "ok", "great, thanks a lot", "got it", "that helps", "bye",
     "perfect", "hello", "good morning", "hi there"],
)  # fmt: skip
def test_it_is_only_polite(turn: str) -> None:
    assert act_of(turn) == (Act.COURTESY, None)


@pytest.mark.parametrize(
    "turn",
    [
        "why does a P5 need 12 years?", "a shorter sales cycle", "who needs a list of accounts?",
        "which skills are required?", "what is more important, skills or years?", "and P3?",
        "where does a P4 work?", "is a degree required for P4?", "how do you know a good seller?",
        "which level mentors more than one person", "great sales engineers", "list all roles",
        "who says yes to a discount?", "what sources do analysts use?", "tables in SQL", "2", "",
        "what is the weather", "thanks, and P5?", "and the full stack engineers?",
    ],
)  # fmt: skip
def test_it_is_a_question(turn: str) -> None:
    assert act_of(turn) is None


@pytest.mark.parametrize(
    ("turn", "shape", "rest"),
    [
        ("the skills as a list, please", Shape(Layout.LIST), "the skills"),
        ("and P3, shorter", Shape(short=True), "and P3"),
        ("compare P4 and P5 in a table", Shape(Layout.TABLE), "compare P4 and P5"),
        ("briefly: what does a P4 do?", Shape(short=True), ": what does a P4 do?"),
    ],
)
def test_a_form_may_be_wished_for_beside_a_question(turn: str, shape: Shape, rest: str) -> None:
    assert aside(turn) == (shape, rest)


@pytest.mark.parametrize("turn", ["what is a short sales cycle?", "and P3?", "who keeps the list"])
def test_a_question_that_wishes_for_no_form_stays_as_it_is(turn: str) -> None:
    assert aside(turn) == (None, turn)


@pytest.mark.parametrize(
    ("turn", "by", "rest"),
    [
        ("the level above", 1, ""),
        ("and the level above?", 1, "and ?"),
        ("one level down", -1, ""),
        ("one up", 1, ""),
        ("two levels up", 2, ""),
        ("the next one", 1, ""),
        ("the one below", -1, ""),
        ("and above that?", 1, "and ?"),
        ("what does the level below do?", -1, "what does do?"),
    ],
)
def test_it_steps_on_the_ladder(turn: str, by: int, rest: str) -> None:
    assert cues.step(turn) == (by, rest)


@pytest.mark.parametrize(
    "turn",
    ["what do I need for the next level?", "how do I get to the level above", "and P3?",
     "who follows up on leads?", "am I ready for the next level"],
)  # fmt: skip
def test_it_does_not_step_on_the_ladder(turn: str) -> None:
    assert cues.step(turn) is None


@pytest.mark.parametrize(
    ("turn", "corrected"),
    [
        ("no, I meant P3", (True, "P3", None)),
        ("sorry, P3", (True, "P3", None)),
        ("no P3", (True, "P3", None)),
        ("I meant the presales one", (True, "the presales one", None)),
        ("not P4, P3", (True, "P3", "p4")),
        ("P3, not P4", (True, "P3", "p4")),
        ("P3 not P4", (True, "P3", "p4")),
        ("not P5 but P4", (True, "P4", "p5")),
        ("P3 instead", (True, "P3 instead", None)),
        ("and P3?", (False, "and P3?", None)),
        ("what does P4 not do?", (False, "what does P4 not do?", None)),
    ],
)
def test_a_correction_is_told_from_what_it_corrects(
    turn: str, corrected: tuple[bool, str, str | None]
) -> None:
    assert cues.correction(turn) == corrected


@pytest.mark.parametrize(
    ("turn", "where"),
    [("go back to P4", "p4"), ("back to field sales", "field sales"), ("go back", ""),
     ("ok, let's go back to the P4", "p4"), ("and P4", None), ("what feedback do they give", None)],
)  # fmt: skip
def test_it_goes_back(turn: str, where: str | None) -> None:
    assert cues.goes_back(turn) == where


@pytest.mark.parametrize(
    ("turn", "of", "at"),
    [("the first one", 3, 0), ("2", 3, 1), ("option 2", 3, 1), ("the last one", 3, 2),
     ("number three", 3, 2), ("4", 3, None), ("yes", 1, 0), ("yes", 2, None), ("P2", 3, None),
     ("the latter", 2, 1), ("I mean the second", 2, 1), ("what first?", 3, None)],
)  # fmt: skip
def test_a_choice_is_taken_by_its_place(turn: str, of: int, at: int | None) -> None:
    assert cues.choice(turn, of) == at


@pytest.mark.parametrize(
    "turn",
    ["I close deals on my own", "and I have 5 years behind me", "I'm leading two projects",
     "my team has three people", "also I've mentored juniors"],
)  # fmt: skip
def test_the_asker_tells_something(turn: str) -> None:
    assert cues.tells(turn)


@pytest.mark.parametrize(
    "turn",
    ["I meant P3", "I want to know more about P3", "what should I learn?", "do I need a degree?",
     "I wonder about the skills", "I'd like the skills", "which level am I", "interesting"],
)  # fmt: skip
def test_the_asker_tells_nothing(turn: str) -> None:
    assert not cues.tells(turn)


@pytest.mark.parametrize(
    "frame",
    ["and", "what about", "whats with", "an ?", "too", "and for", "ok and the", "waht about",
     "how about the one", "same for", "& "],
)  # fmt: skip
def test_nothing_is_asked_beside_the_names(frame: str) -> None:
    assert cues.only_names(frame)


@pytest.mark.parametrize("frame", ["what does a do", "and the skills of", "who leads", "why"])
def test_something_is_asked_beside_the_names(frame: str) -> None:
    assert not cues.only_names(frame)


@pytest.mark.parametrize(
    "turn", ["what about their experience?", "do they travel?", "what does that level do", "is it"]
)
def test_it_refers_to_what_was_said(turn: str) -> None:
    assert cues.refers_back(turn) or turn == "is it"


@pytest.mark.parametrize(
    "turn", ["what time is it?", "which roles are there?", "what is the weather", "is it raining?"]
)
def test_it_refers_to_nothing_that_was_said(turn: str) -> None:
    assert not cues.refers_back(turn)
