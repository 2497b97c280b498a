"""A question in another language is told by its small words, and understood by those of asking."""

from __future__ import annotations

import pytest

from roleassistant.retrieval.languages import in_english, language_of


@pytest.mark.parametrize(
    ("question", "language", "english"),
    [
        ("Was unterscheidet P4 von P5?", "German", "what difference P4 from P5?"),
        ("Welche Fähigkeiten braucht ein Product Designer?", "German", "which skills need"),
        ("quelle expérience pour un SRE ?", "French", "which experience for SRE"),
        ("¿cuántos años de experiencia necesita?", "Spanish", "how many years experience need"),
        ("quali sono le responsabilità di un counsel?", "Italian", "which is responsibilities"),
        ("quais são as responsabilidades do M1?", "Portuguese", "which is responsibilities M1"),
        ("wat is het verschil tussen P2 en P3?", "Dutch", "what difference between P2 and P3"),
    ],
)
def test_the_words_by_which_people_ask_are_known(
    question: str, language: str, english: str
) -> None:
    told = language_of(question)
    assert told is not None
    assert told.name == language
    assert in_english(question, told).startswith(english)


@pytest.mark.parametrize(
    "question",
    [
        "what separates P4 from P5 for field sales",
        "Account Executive P3 vs P4",
        "who does die casting",
        "SRE",
        "",
    ],
)
def test_english_is_not_taken_for_another_language(question: str) -> None:
    assert language_of(question) is None


def test_a_word_that_is_not_known_stays_as_it_is() -> None:
    german = language_of("Wie hoch ist der Urlaubsanspruch für P3?")
    assert german is not None
    assert "urlaubsanspruch" in in_english("Wie hoch ist der Urlaubsanspruch für P3?", german)
