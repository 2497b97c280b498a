"""Who is outside a group gets nothing out of what is for the group, however it is asked.

The strongest check is equality: what an outsider is told is what the same question is told over an
index in which the restricted parts were never written. It holds byte for byte in the JSON of an
answer, but for `timings_ms` and for the digest of a file that has other text in it: such a file is
the same there only line for line.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.indexing.fake_encoder import FakeEncoder
from tests.scenarios.attempts import attempts, words_of
from tests.scenarios.restricted import (
    HR,
    SALES,
    hidden_words,
    write_library,
    write_without,
)

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.audit import audit
from roleassistant.answering.conflicts.within_role import disputed_rows
from roleassistant.answering.conversation import remembered
from roleassistant.answering.conversation.store import ConversationStore, ThreadKey
from roleassistant.answering.conversation.thread import Thread
from roleassistant.answering.conversation.threads import Threads
from roleassistant.apps.cli.answer_json import answer_as_json
from roleassistant.domain.visibility import OWNER, PUBLIC, Viewer
from roleassistant.indexing import restricting, views
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

_NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
_DIGEST = re.compile(r"(?<=SHA-256 )[0-9a-f]{12}|(?<=\"sha256\": \")[0-9a-f]{64}")
OUTSIDERS = {"public": PUBLIC, "sales": Viewer.of(SALES), "hr": Viewer.of(HR)}


@dataclass
class Desk:
    """An assistant with a store of conversations."""

    assistant: Assistant
    threads: Threads


def open_desk(pages: Path, folder: Path) -> Desk:
    encoder = FakeEncoder()
    library = Library(folder / "index", model=encoder.identity)
    ingest([pages], library=library, encoder=encoder, disputed=disputed_rows, now=lambda: _NOW)
    assistant = Assistant(library, lambda: encoder)
    return Desk(assistant, Threads(assistant, ConversationStore(None, folder)))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("whole")
    return open_desk(write_library(folder), folder)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Viewer], Desk]:
    desks: dict[Viewer, Desk] = {}

    def of(viewer: Viewer) -> Desk:
        if viewer not in desks:
            folder = tmp_path_factory.mktemp("without")
            desks[viewer] = open_desk(write_without(folder, viewer), folder)
        return desks[viewer]

    return of


def told(answered: Any) -> str:
    """An answer as JSON, without what tells of the clock or of a whole file's bytes."""
    plain = answer_as_json(answered) | {"timings_ms": None}
    return _DIGEST.sub("", json.dumps(plain, ensure_ascii=False))


def leaks(library: Desk, other: Desk, viewer: Viewer, count: int = 300) -> Iterator[str]:
    """Every attempt that got a hidden word out, or an answer that tells of hidden parts."""
    hidden = hidden_words(viewer)
    seen = library.assistant.seen_by(viewer)
    for number, attempt in enumerate(attempts(count)):
        key = ThreadKey("channel", f"thread-{viewer}-{number}"[:200])
        if attempt.overheard is None:
            got, due = (
                told(seen.answer(attempt.question)),
                told(other.assistant.answer(attempt.question)),
            )
        else:
            library.threads.answer(key, attempt.overheard, OWNER)
            got = told(library.threads.answer(key, attempt.question, viewer))
            due = told(other.threads.answer(key, attempt.question))
        typed = set(words_of(attempt.question))
        for word in sorted(hidden & set(words_of(got)) - typed):
            yield f"{attempt.kind}: {attempt.question!r} ({attempt.overheard}) says {word}"
        if got != due:
            yield f"{attempt.kind}: {attempt.question!r} ({attempt.overheard}) differs"


@pytest.mark.parametrize("who", OUTSIDERS)
def test_three_hundred_attempts_of_an_outsider_get_nothing_out(who, library, without):
    viewer = OUTSIDERS[who]
    assert list(leaks(library, without(viewer), viewer)) == []


def test_the_attempts_are_of_every_kind_and_mostly_different():
    made = attempts()
    assert len(made) == 300
    assert min(Counter(one.kind for one in made).values()) == 30
    assert len({(one.question, one.overheard) for one in made}) > 200


def test_the_owner_is_told_every_word_that_is_hidden_from_others(library):
    held = " ".join(
        f"{chunk.title} {chunk.statement.text} {chunk.statement.dimension} {chunk.sources}"
        for role in library.assistant.evidence.generation.roles
        for chunk in library.assistant.evidence.all_of(role)
    )
    assert hidden_words(PUBLIC) <= set(words_of(held))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_an_outsider_can_list_is_the_index_without_the_rest(who, library, without):
    viewer = OUTSIDERS[who]
    seen = library.assistant.seen_by(viewer).evidence.generation
    due = without(viewer).assistant.evidence.generation
    assert seen.roles == due.roles
    assert seen.names == due.names
    # None where a role was merged anew: then a question looks for itself, to the same end.
    for role in seen.roles:
        assert seen.disputed(role.key) in (None, due.disputed(role.key))
    rows = range(1, sum(len(role.rows) for role in due.roles) + 2)
    assert [_bare(chunk) for chunk in seen.chunks(rows)] == [
        _bare(chunk) for chunk in due.chunks(rows)
    ]
    assert seen.stems_beginning("") == due.stems_beginning("")
    assert seen.level_names() == due.level_names()
    # Of a page that is seen whole, the line that names its groups is counted as well.
    assert replace(seen.manifest.counts, lines_placed=0) == replace(
        due.manifest.counts, lines_placed=0
    )
    assert seen.groups == ()


def _bare(chunk: Any) -> str:
    return re.sub(r"'[0-9a-f]{64}'", "''", repr(chunk))


@pytest.mark.parametrize("who", OUTSIDERS)
def test_the_audit_of_an_outsider_is_that_of_the_index_without_the_rest(who, library, without):
    viewer = OUTSIDERS[who]
    found = audit(library.assistant.seen_by(viewer).evidence.generation)
    assert repr(found) == repr(audit(without(viewer).assistant.evidence.generation))
    assert not hidden_words(viewer) & set(words_of(repr(found)))


def test_the_audit_of_the_owner_says_which_documents_are_for_whom(library):
    found = audit(library.assistant.evidence.generation).findings
    said = {one.text for one in found if one.kind == "restricted"}
    assert len(said) == 6
    assert (
        "library/canal/barge-p1.txt: all or parts of it are only for board or sales leads; hr; "
        "sales leads"
    ) in said


def test_what_is_contradicted_by_a_restricted_page_is_not_disputed_for_an_outsider(library):
    asked = "how many years of experience does a river pilot P3 need?"
    assert library.assistant.answer(asked).answer.conflicts
    assert not library.assistant.seen_by(PUBLIC).answer(asked).answer.conflicts
    assert library.assistant.seen_by(Viewer.of("hr")).answer(asked).answer.conflicts


def test_a_statement_of_an_open_and_of_a_restricted_page_is_cited_from_the_open_one(library):
    asked = "what separates P2 from P3 for the river pilot"
    cited = library.assistant.seen_by(PUBLIC).answer(asked).answer.citations
    assert cited
    places = {span.document for one in cited for span in (one.source, *one.also_at)}
    assert places == {"library/harbour/pilot-p2.txt", "library/harbour/pilot-p3.txt"}
    whole = library.assistant.answer(asked).answer.citations
    places = {span.document for one in whole for span in (one.source, *one.also_at)}
    assert "library/board/pilot-p7.txt" in places


def test_a_citation_opened_by_its_id_opens_for_those_who_see_it_alone(library):
    whole = library.assistant.evidence.generation
    seen = library.assistant.seen_by(PUBLIC).evidence.generation
    of_the_view = {chunk.id for role in seen.roles for chunk in seen.chunks(role.rows)}
    opened = 0
    for role in whole.roles:
        for chunk in whole.chunks(role.rows):
            found = seen.statement(chunk.id)
            opened += found is not None
            assert (found is not None) == (chunk.id in of_the_view)
            if found is not None:
                assert found.statement.text == chunk.statement.text
                assert not any(
                    "board/" in source.path or "restated" in source.path for source in found.sources
                )
    assert 0 < opened < sum(len(role.rows) for role in whole.roles)
    assert seen.statement("0" * 32) is None


def test_a_question_of_an_insider_cannot_be_followed_up_by_an_outsider(library):
    key = ThreadKey("channel", "insider")
    told_first = library.threads.answer(
        key, "what separates P1 from P2 for the zorvane envoy?", Viewer.of("Board")
    )
    assert not told_first.answer.abstained
    for asked in ("shorter", "where does that stand?", "and its skills?", "more"):
        answered = library.threads.answer(key, asked, PUBLIC)
        assert not hidden_words(PUBLIC) & set(words_of(told(answered)))
    again = library.threads.answer(key, "and which skills?", Viewer.of("board"))
    assert not again.answer.abstained or again.answer.suggestions


# What follows takes the protection away in one place each: then the attempts have to get through.
def _shows_whole(document, view):
    return document


def _hides_no_section(page, rule):
    yield restricting._Restriction(range(0) if rule.sections else page.lines, rule.groups)


def _remembers_all(self, view):
    return self.states[-1][1] if self.states else Thread()


_BREACHES = {
    "a view takes whole documents": (views, "_seen", _shows_whole),
    "sections of rules are not hidden": (restricting, "_by_rule", _hides_no_section),
    "lines of pages are not followed": (restricting, "_by_lines", lambda *_: iter(())),
    "threads do not look who asks": (remembered.Remembered, "seen_in", _remembers_all),
}


@pytest.mark.parametrize("breach", _BREACHES)
def test_the_attempts_get_through_where_the_protection_is_taken_away(
    breach, tmp_path, without, monkeypatch
):
    where, name, broken = _BREACHES[breach]
    monkeypatch.setattr(where, name, broken)
    desk = open_desk(write_library(tmp_path), tmp_path)
    assert list(leaks(desk, without(PUBLIC), PUBLIC, 100)) != []
