from __future__ import annotations

import contextlib
import io
import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from roleassistant.apps.cli.terminal import clean, one_line, print_json

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x9b\x9d\x07\\[];?0123456789mAJHK\x08\r\n\u202e\u2066\x7f\x00"),
    )
)


@given(HOSTILE)
def test_cleaned_text_holds_nothing_that_a_terminal_obeys(text):
    left = clean(text)
    assert not [c for c in left if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", left)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))))
def test_text_that_is_harmless_stays_as_it_is(text):
    assert clean(text) == text


@given(HOSTILE)
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1


@given(HOSTILE)
def test_json_holds_no_control_character_and_gives_the_value_back(value):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    with contextlib.redirect_stdout(stream):
        print_json({"text": value})
    shown = stream.buffer.getvalue().decode()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert json.loads(shown)["text"] == value
