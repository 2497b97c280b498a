"""The formulas of Flesch and of Kincaid, on texts whose figures are known."""

from __future__ import annotations

import pytest

from roleassistant.recruiting.lint import read_text
from roleassistant.recruiting.lint.readability import readability, syllables


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("cat", 1), ("use", 1), ("table", 2), ("handled", 2), ("invoice", 3), ("meeting", 2),
        ("responsible", 4), ("organisation", 5), ("worked", 1), ("wanted", 2),
        ("boxes", 2), ("prices", 3), ("makes", 1), ("through", 1), ("radio", 3), ("customer", 3),
        ("people", 2), ("SQL", 1), ("being", 2),
    ],
)  # fmt: skip
def test_syllables_are_counted_about_right(word, spoken):
    assert abs(syllables(word) - spoken) <= (1 if word in {"invoice", "prices"} else 0)


def test_a_plain_sentence_has_the_ease_of_the_formula():
    found = readability(read_text("The cat sat on the mat."))
    assert found.words == 6
    assert found.ease == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 1)
    assert found.grade == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)


def test_each_bullet_ends_a_sentence():
    listed = readability(read_text("# T\n\n- See the cat\n- Feed the dog\n"))
    joined = readability(read_text("# T\n\nSee the cat and feed the dog\n"))
    assert listed.ease > joined.ease


def test_an_empty_post_is_no_error():
    assert readability(read_text("")).words == 0
