"""Text of people and pages: shown as it is, obeyed nowhere, parted only where it may be."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.apps.slack.blocks.made import HOSTILE, any_words

from roleassistant.apps.slack.blocks.inert import (
    JOINER,
    inert,
    line,
    markdown,
    mrkdwn,
    pieces,
    said,
    shortened,
    size,
)

texts = st.one_of(any_words, st.text(), st.lists(st.sampled_from(HOSTILE)).map("".join))


@given(texts, st.integers(2, 200))
def test_pieces_are_the_text_and_none_is_too_long(text, most):
    parts = list(pieces(text, most))
    assert "".join(parts) == text
    assert all(0 < size(part) <= most for part in parts)


@given(st.lists(st.sampled_from(["👩🏽‍💻", "🇩🇪", "a\u0301", "客", "レ", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "x"]), max_size=60))
def test_nothing_that_is_drawn_as_one_character_is_halved(characters):
    for part in pieces("".join(characters), 40):
        assert not unicodedata.category(part[0]).startswith("M")
        assert part[0] != "\u200d" and part[-1] != "\u200d"  # noqa: PT018
        assert not "\U0001f3fb" <= part[0] <= "\U0001f3ff"
        assert not "\U000e0020" <= part[0] <= "\U000e007f"
        flags = sum("\U0001f1e6" <= character <= "\U0001f1ff" for character in part)
        assert flags % 2 == 0


def test_a_text_is_parted_at_a_sentence_else_at_a_word():
    assert list(pieces("Owns the plan. Decides the rest of it.", 30)) == [
        "Owns the plan. ",
        "Decides the rest of it.",
    ]
    assert list(pieces("one two three four", 12)) == ["one two ", "three four"]


@given(texts, st.integers(1, 100))
def test_what_is_shortened_fits_and_says_so(text, most):
    short = shortened(text, most)
    assert size(short) <= most
    assert short == text or short.endswith("…")


@pytest.mark.parametrize(
    "call", ["<!channel>", "<!here|x>", "<@U0123ABCD>", "<#C1>", "@here", "@Channel", "@everyone"]
)
def test_nobody_is_called_and_nothing_of_the_text_is_gone(call):
    for made in (inert(call), line(call), said(call)):
        assert call not in made
        assert made.replace(JOINER, "") == call


def test_what_a_terminal_or_a_reader_obeys_is_taken_out():
    assert inert("a\x1b[31mb\u202ec\ud800\x00d\te\r\nf") == "a[31mbcd e\nf"


def test_mrkdwn_shows_its_own_signs_and_makes_no_link():
    made = mrkdwn("a & b <https://evil.example|bank> *c* _d_ `e` ~f~ &lt;")
    assert "<" not in made and ">" not in made  # noqa: PT018
    assert "://" not in made
    assert "&amp;lt;" in made
    assert all(f"{JOINER}{sign}{JOINER}" in made for sign in "*_`~")


@given(st.lists(st.sampled_from((*HOSTILE, "word", " ", "\n")), max_size=12).map("".join))
def test_markdown_is_read_as_the_text_that_it_was(text):
    """By a reader of CommonMark, which knows more syntax than Slack does."""
    tokens = MarkdownIt().parse(markdown(said(text)))
    kinds = {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or ()
    }
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    read = "".join(c.content for token in tokens for c in token.children or ())
    assert read.replace(JOINER, "").split() == said(text).replace(JOINER, "").split()


def test_what_looks_like_a_citation_in_a_text_is_none():
    assert said("as told in [9]") == "as told in ［9］"
