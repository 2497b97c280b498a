"""A level as a person types it: by its name, or by the title that it has with its role."""

from __future__ import annotations

import pytest

from roleassistant.apps.cli.naming import level_of
from roleassistant.domain import Level
from roleassistant.errors import UsageError
from roleassistant.indexing.chunks import Role

LEVELS = tuple(map(Level.called, ("Trainee", "Tide modeller", "Senior", "Head of tides")))
ROLE = Role("SEA.TIDE", "Tide modeller", "SEA", "TIDE", LEVELS, LEVELS, (), range(1, 2))


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("senior", "Senior"),
        ("Senior tide modeller", "Senior"),
        ("tide modeller", "Tide modeller"),
        ("head of tides", "Head of tides"),
    ],
)
def test_the_level_that_is_meant(typed, level):
    assert str(level_of(ROLE, typed)) == level


def test_another_level_is_refused_with_those_that_there_are():
    with pytest.raises(UsageError, match="Trainee, Tide modeller, Senior, Head of tides"):
        level_of(ROLE, "principal tide modeller")
