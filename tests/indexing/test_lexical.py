from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from roleassistant.indexing.lexical import MAX_WORDS, match_any


@given(st.lists(st.text(st.characters(), max_size=12), max_size=6))
def test_no_word_that_a_person_types_breaks_the_query(words):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
    if expression := match_any(words):
        connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).fetchall()
    connection.close()


def test_operators_of_the_query_language_are_words():
    assert match_any(["NEAR", 'say "yes"', "a*", "text:x"]) == (
        '"NEAR" OR "say ""yes""" OR "a*" OR "text:x"'
    )


def test_words_without_a_letter_or_digit_are_left_out():
    assert match_any(["?", "—", "", "\x00"]) == ""


def test_a_pasted_page_does_not_become_a_query_of_thousands_of_terms():
    assert match_any([f"w{n}" for n in range(5000)]).count(" OR ") == MAX_WORDS - 1
