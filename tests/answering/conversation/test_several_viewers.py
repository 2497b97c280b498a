"""One thread, several people: each goes on from what they may see, and from nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.indexing.corpus import siblings, write
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conversation.plain import NotPlain
from roleassistant.answering.conversation.remembered import Remembered
from roleassistant.answering.conversation.store import ConversationStore, ThreadKey
from roleassistant.answering.conversation.thread import Asked, Thread
from roleassistant.answering.conversation.threads import Threads
from roleassistant.domain.visibility import OWNER, PUBLIC, WHOLE, View, Viewer
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

KEY = ThreadKey("team:channel", "thread")
HR = Viewer.of("HR")
MANIFEST = """\
[visibility]
groups = ["HR"]
[[visibility.restricted]]
roles = ["ENGINEER.*"]
visible_to = ["HR"]
"""
_PLAIN = View("r", frozenset())
_OF_HR = View("r", frozenset({frozenset({"hr"})}))
_VIEWS = some.sampled_from([_PLAIN, _OF_HR, View("s", frozenset()), WHOLE])


def asked(frame: str) -> Thread:
    return Thread(asked=(Asked(frame, "lookup"),))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("viewers")
    pages = siblings(folder / "profiles")
    write(pages, "manifest.toml", MANIFEST)
    encoder = FakeEncoder()
    library = Library(folder / "index", model=encoder.identity)
    ingest([pages], library=library, encoder=encoder)
    yield library
    library.close()


@pytest.fixture
def threads(library: Library, tmp_path: Path) -> Threads:
    assistant = Assistant(library, FakeEncoder)
    return Threads(assistant, ConversationStore(None, tmp_path))


def test_an_answer_for_a_group_is_not_shown_again_to_somebody_outside_it(threads):
    first = threads.answer(KEY, "what is expected of a P4 backend engineer?", HR)
    assert "Designs services" in repr(first.answer)
    for again in ("shorter", "where does that stand?", "in a table"):
        assert "services" not in repr(threads.answer(KEY, again, PUBLIC).answer)
        assert "services" not in repr(threads.look_back(KEY, again, PUBLIC).answer)
    assert "Designs services" in repr(threads.answer(KEY, "shorter", HR).answer)


def test_what_was_talked_about_before_an_outsider_is_not_carried_into_their_question(threads):
    threads.answer(KEY, "which skills does a backend engineer need?", HR)
    answered = threads.answer(KEY, "and at P4?", PUBLIC)
    alone = threads.answer(ThreadKey("team:channel", "alone"), "and at P4?", PUBLIC)
    assert answered.answer == alone.answer


def test_everyone_goes_on_from_a_turn_that_everyone_could_be_told(threads):
    threads.answer(KEY, "what is expected of P4 field sales?", PUBLIC)
    for viewer in (PUBLIC, HR, OWNER):
        answered = threads.answer(KEY, "and P5?", viewer)
        assert answered.understood is not None
        assert "P5" in answered.understood
        assert "Field Sales" in answered.understood


def test_an_outsider_goes_on_from_their_own_last_turn_where_others_took_turns_between(threads):
    threads.answer(KEY, "what is expected of P4 field sales?", PUBLIC)
    threads.answer(KEY, "which skills does a backend engineer need?", HR)
    answered = threads.answer(KEY, "and P5?", PUBLIC)
    assert answered.understood is not None
    assert "Field Sales" in answered.understood
    backend = threads.answer(KEY, "and which skills does a backend engineer need?", OWNER)
    assert "Python" in repr(backend.answer)


def test_a_turn_of_a_view_that_is_no_more_is_not_gone_on_with(tmp_path):
    store = ConversationStore(None, tmp_path)
    assert store.save(KEY, 0, asked("about everything open"), {}, View("before", frozenset()))
    assert store.load(KEY, View("after", frozenset())).thread == Thread()
    assert store.load(KEY, WHOLE).thread == asked("about everything open")


def test_a_thread_of_whoever_sees_everything_is_stored_as_it_always_was(tmp_path):
    plain = Remembered().followed(WHOLE, asked("one")).as_plain()
    assert isinstance(plain, dict)
    assert "asked" in plain
    assert Remembered.from_plain(json.loads(json.dumps(plain))).seen_in(WHOLE) == asked("one")


@given(some.lists(some.tuples(_VIEWS, some.text(max_size=5)), max_size=12), _VIEWS)
def test_a_view_is_given_the_newest_state_within_it_and_no_other(turns, view):
    remembered = Remembered()
    for reached, frame in turns:
        remembered = remembered.followed(reached, asked(frame))
    again = (
        Remembered.from_plain(json.loads(json.dumps(remembered.as_plain())))
        if turns
        else (remembered)
    )
    within = [frame for reached, frame in turns if reached.within(view)]
    assert again.seen_in(view) == (asked(within[-1]) if within else Thread())


@pytest.mark.parametrize(
    "plain",
    [{"by_view": 3}, {"by_view": [[1, {}]]}, {"by_view": [["all"]]}, {"by_view": [["x", {}]]}],
)
def test_states_that_nothing_wrote_are_refused(plain):
    with pytest.raises((NotPlain, ValueError)):
        Remembered.from_plain(plain)
