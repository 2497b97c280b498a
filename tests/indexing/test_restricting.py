"""A document as each viewer may see it, whatever its reader does."""

from __future__ import annotations

from pathlib import Path

from tests.indexing.corpus import page
from tests.reading.pages import words_in_common

from roleassistant.domain.visibility import Viewer
from roleassistant.indexing.policy import Policy
from roleassistant.indexing.restricting import read_for_viewers
from roleassistant.indexing.stored_document import StoredDocument
from roleassistant.reading import registry
from roleassistant.reading.document import Document, decode
from roleassistant.reading.reading import Reading

POLICY = Policy({"hr": "HR", "board": "Board"}, (), ("m",))
TEXT = (
    page()
    .replace("Skills\n", "Skills\nVisible to: HR\n")
    .replace("Level guidelines\n", "Level guidelines\nVisible to: Board\n")
)


def read(document: Document) -> Reading:
    return registry.read(document, words_in_common)


def stored(reader=read) -> StoredDocument:
    document = decode(TEXT.encode(), "p.txt")
    return read_for_viewers(document, Path("/p.txt"), POLICY, reader, "v", "now").document


def test_there_is_a_reading_for_every_set_of_lists_but_the_whole():
    document = stored()
    passed = {one.passed for one in document.seen}
    hr, board = frozenset({"hr"}), frozenset({"board"})
    assert set(document.lists) == {hr, board}
    assert passed == {frozenset(), frozenset({hr}), frozenset({board})}
    nobody = next(one for one in document.seen if not one.passed).document
    assert nobody.statements < document.statements
    assert (nobody.lists, nobody.seen) == ((), ())


def test_a_reader_that_looks_past_the_text_it_is_given_shows_nothing():
    first: list[Reading] = []

    def remembers(document: Document) -> Reading:
        first.append(read(document))
        return first[0]

    assert stored(remembers).seen == ()


def test_a_document_without_restrictions_is_read_once():
    calls: list[Document] = []

    def counted(document: Document) -> Reading:
        calls.append(document)
        return read(document)

    document = decode(page().encode(), "p.txt")
    found = read_for_viewers(document, Path("/p.txt"), POLICY, counted, "v", "now").document
    assert len(calls) == 1
    assert calls[0] is document
    assert (found.lists, found.seen) == ((), ())


def test_the_lists_of_a_document_are_those_that_viewers_are_held_against():
    assert all(Viewer.of("HR", "Board").passes(groups) for groups in stored().lists)
