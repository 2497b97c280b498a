"""Reading takes time in proportion to the text, whatever the text is.

The clock of a shared machine decides nothing here: a run of four times the size may take twelve
times as long. What is quadratic takes sixteen times, and what backtracks takes for ever.
"""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from tests.reading.pages import CODE, TITLE, page, read

from roleassistant.errors import DocumentError
from roleassistant.reading.sentences import sentences

HEAD = f"{TITLE}\n{CODE}\n"

# One line, n times as long: what a pattern could stumble over.
LINES = {
    "letters": lambda n: "a" * n,
    "capitals": lambda n: "A" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "dots and spaces": lambda n: "." + " " * n + "b",
    "tabs": lambda n: "a" + "\t" * n + "b",
    "dashes": lambda n: "-" * n + "x",
    "rule": lambda n: "|-" * (n // 2) + "x",
    "pipes": lambda n: "|" + "a|" * (n // 8),
    "arrows": lambda n: "▾ " * (n // 2) + "x",
    "controls": lambda n: "show " * (n // 5) + "▾x",
    "middle dots": lambda n: "a · " * (n // 8) + "x",
    "keys": lambda n: "- " + "code=" * (n // 8),
    "words": lambda n: "word " * (n // 5),
    "words without an end": lambda n: "no " * (n // 3) + "recorded",
    "quotes": lambda n: '."' * (n // 4) + "x",
    "brackets": lambda n: "(" * n,
    "levels": lambda n: "P1, " * (n // 8) + "x",
    "stars": lambda n: "*" * n + "x",
    "hashes": lambda n: "#" * n,
    "colons": lambda n: "A: " * (n // 3),
    "zero widths": lambda n: "a" + "\u200b" * n + "b",
    "escaped pipes": lambda n: "| " + r"\|" * (n // 2),
    "digits": lambda n: "1" * n,
    "codes": lambda n: "53-5021 " * (n // 8),
    "dotted": lambda n: "A.A." * (n // 8),
    "commas": lambda n: "Ab, " * (n // 8),
}
# n lines.
ROWS = {
    "bullets": "- Guides barges through the outer basin.",
    "short lines": "Success measures",
    "short lines and bullets": "Success measures\n- Berths on time",
    "level headings": "P1",
    "rows": "| P1 | Knows. |",
    "known headings": "Skills",
    "level definitions": "Level — P3 — Seasoned",
    "codes": CODE,
    "titles and codes": f"{TITLE}\n{CODE}\nText.",
    "wrapped": "- guides barges through the outer basin and the\n  locks",
    "labels": "- Scope",
    "unfinished": "guides barges through the outer basin and the",
    "furniture": "Back to top",
    "nothing": "",
    "open rows": "| a",
}


def seconds(text: str) -> float:
    begin = time.perf_counter()
    with suppress(DocumentError):
        read(text)
    return time.perf_counter() - begin


def assert_linear(make) -> None:
    small = large = 0.0
    for _ in range(3):
        small, large = seconds(make(1)), seconds(make(4))
        # Below some milliseconds the clock measures the machine.
        if large < 12 * max(small, 0.01):
            return
    raise AssertionError(f"{large:.3f} s for four times of what took {small:.3f} s")


HEADINGS = (
    *("Skills", "Responsibilities", "Level guidelines", "Title aliases", "Adjacent roles"),
    *("Classification", "Level — P3", "Provenance", "Focus — Pilot", "Tools"),
)


def under_every_heading(text: str) -> str:
    return HEAD + "".join(f"{heading}\n{text}\n- {text}\n" for heading in HEADINGS)


@pytest.mark.parametrize("name", LINES)
def test_a_long_line_takes_time_in_proportion_to_its_length(name):
    assert_linear(lambda times: under_every_heading(LINES[name](2_500 * times)))


@pytest.mark.parametrize("name", ROWS)
def test_many_lines_take_time_in_proportion_to_their_number(name):
    assert_linear(lambda times: under_every_heading("\n".join([ROWS[name]] * (25 * times))))


def test_many_pages_in_a_file_take_time_in_proportion_to_their_number():
    assert_linear(lambda times: page() * (8 * times))


def test_a_long_paragraph_is_cut_into_sentences_in_linear_time():
    paragraph = "Guides a barge. " * 2_000
    assert len(sentences(paragraph)) == 2_000
