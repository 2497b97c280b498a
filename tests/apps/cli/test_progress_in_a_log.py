"""Where nobody watches a terminal, a long build still tells a log how far it is."""

from __future__ import annotations

from roleassistant.apps.cli.progress import EVERY_S, QUIET_S, Lines


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _lines() -> tuple[Lines, list[str], Clock]:
    said: list[str] = []
    clock = Clock()
    return Lines(said.append, clock), said, clock


def test_a_quick_build_says_nothing():
    lines, said, clock = _lines()
    lines.stage("reading", 3)
    for _ in range(3):
        clock.now += QUIET_S / 5
        lines.advance(1)
    assert said == []


def test_a_long_build_says_soon_where_it_is():
    lines, said, clock = _lines()
    lines.stage("reading", 1500)
    clock.now += QUIET_S
    lines.advance(1200)
    assert said == ["reading: 1,200 of 1,500"]


def test_further_lines_are_far_apart_and_name_the_stage_at_hand():
    lines, said, clock = _lines()
    lines.stage("reading", 2)
    clock.now += QUIET_S
    lines.advance(1)
    lines.advance(1)
    lines.stage("embedding", 900)
    lines.advance(100)
    clock.now += EVERY_S
    lines.advance(100)
    assert said == ["reading: 1 of 2", "embedding: 200 of 900"]
