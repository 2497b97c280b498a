"""What is asked of a level finds the dimension that says it, whatever a house calls it."""

from __future__ import annotations

import pytest

from roleassistant.retrieval.notions import dimensions_meant
from roleassistant.retrieval.synonyms import standing_for
from roleassistant.retrieval.words import stem


@pytest.mark.parametrize(
    ("asked", "known", "meant"),
    [
        ("how independent are they", ("Scope", "Autonomy"), "Autonomy"),
        ("how closely is a p2 supervised", ("Scope", "Supervision"), "Supervision"),
        ("how much freedom is there", ("Freedom", "Delivery"), "Freedom"),
        ("how much say do they have", ("Craft", "Influence"), "Influence"),
        ("how much say do they have", ("Influence", "Decision rights"), "Decision rights"),
        ("who do they work with", ("Craft", "Partnership"), "Partnership"),
        ("what are they supposed to know", ("Scientific Depth", "Craft"), "Craft"),
        ("what is a nurse accountable for", ("Accountability", "Scope"), "Accountability"),
        ("how tricky are the problems", ("Problem Framing", "Craft"), "Problem Framing"),
    ],
)
def test_a_notion_finds_its_dimension(asked: str, known: tuple[str, ...], meant: str) -> None:
    assert dimensions_meant(asked, known) == (meant,)


def test_a_question_about_work_means_no_dimension() -> None:
    assert dimensions_meant("who writes the quotes", ("Autonomy", "Impact")) == ()


@pytest.mark.parametrize(
    ("word", "other"), [("teach", "train"), ("organisation", "organization"), ("bid", "tender")]
)
def test_words_of_work_stand_for_one_another(word: str, other: str) -> None:
    assert stem(other) in standing_for(stem(word))
    assert stem(word) not in standing_for(stem(word))
