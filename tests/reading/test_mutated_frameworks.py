"""Whatever is done to a file of a framework: no crash, no endless run, no line that is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.pages import words_in_common

from roleassistant.errors import DocumentError
from roleassistant.reading import registry
from roleassistant.reading.document import decode
from roleassistant.reading.reading import LineUse
from roleassistant.reading.showing import showings, stands

FRAMEWORKS = Path(__file__).parent / "frameworks"
SEEDS = [
    FRAMEWORKS / "first" / "matrix" / "engineering-competencies.md",
    FRAMEWORKS / "first" / "nested" / "support-engineer.md",
    FRAMEWORKS / "first" / "site" / "engineers.html",
    FRAMEWORKS / "first" / "tracks" / "tracks.json",
    FRAMEWORKS / "first" / "ladder-yaml" / "sre.yaml",
    FRAMEWORKS / "second" / "ya-block" / "ux-writer.yaml",
    FRAMEWORKS / "second" / "nm-details" / "ops.md",
    FRAMEWORKS / "third" / "deflist" / "paramedic.html",
]
NASTY = st.sampled_from(
    [
        *("\t", "|", "||", "---\n", "- ", "  ", ":", ": ", '"', "'", "#", "# ", "<", ">", "</td>"),
        *("<table>", "<tr><td>", "<ul><li>", "</ul>", "<!--", "-->", "&amp", "&#x0;", "{", "}"),
        *(
            "[",
            "]",
            "&a ",
            "*a",
            "!!python/object ",
            "\r",
            "\r\n",
            "\n\n",
            "\x00",
            "\ufeff",
            "\u202e",
        ),
        *("```\n", "**", "__", "\\", "<td colspan=999999>", "<td rowspan=0>", "|:--|", "%YAML 9\n"),
        *("Level 3", "Senior", "N/A", "All criteria from level one", "é", "👩‍💻", "\u2028"),
    ]
)


@st.composite
def mutated(draw):
    path = draw(st.sampled_from(SEEDS))
    text = path.read_text("utf-8")
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 60)))
        how = draw(st.integers(0, 3))
        if how == 0:
            text = text[:at] + draw(NASTY) + text[at:]
        elif how == 1:
            text = text[:at] + text[end:]
        elif how == 2:
            text = text[:end] + text[at:]
        else:
            text = text[:at] + draw(NASTY) + text[end:]
    return path.name, text


def checked(name: str, text: str) -> None:
    document = decode(text.encode("utf-8", "surrogatepass"), f"house/{name}")
    reading = registry.read(document, words_in_common)
    assert len(reading.lines) == sum(1 for line in document.lines if line.text.strip())
    for profile in reading.profiles:
        for statement in profile.statements:
            assert stands(statement.text, statement.span.recover(document.text))
    said = {
        number
        for profile in reading.profiles
        for s in profile.statements
        for number in range(s.span.line_start, s.span.line_end + 1)
    }
    numbered = [line for line in document.lines if line.text.strip()]
    for line, use in zip(numbered, reading.lines, strict=True):
        if use is LineUse.UNPLACED:
            assert line.number in said or not any(showings(line.text)), line
        if use is LineUse.BOILERPLATE and name.endswith((".yaml", ".json")):
            assert not any(character.isalnum() for character in line.text), line


def read_or_refused(name: str, text: str) -> None:
    try:
        checked(name, text)
    except DocumentError as problem:
        refusal = str(problem)
    else:
        return
    assert name in refusal


@settings(
    max_examples=120, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(mutated())
def test_a_mutated_file_is_read_or_refused_and_no_line_is_lost(case):
    name, text = case
    read_or_refused(name, text)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.sampled_from(["a.md", "a.yaml", "a.json", "a.html"]),
    st.text(st.sampled_from("ab1-|:#<>/&;\"'\n\t *_[]{}!%é"), min_size=1, max_size=300),
)
def test_any_text_is_read_or_refused(name, text):
    read_or_refused(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.yaml", "a:\n" + "".join(f"{' ' * n}b{n}:\n" for n in range(1, 400))),
        ("flow.yaml", "[" * 5_000 + "]" * 5_000),
        ("dashes.yaml", "- " * 4_000 + "x"),
        (
            "bomb.yaml",
            "a0: &a0 [x, x]\n"
            + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
        ),
        ("deep.html", "<div>" * 20_000 + "Senior" + "</div>" * 20_000),
        ("wide.html", "<table><tr><td colspan=9999 rowspan=9999>x</td></tr></table>" * 20),
        ("quotes.md", ">" * 3_000 + " x"),
        ("lists.md", "".join(f"{'  ' * n}- Level {n}\n" for n in range(300))),
        ("stars.md", "*" * 20_000),
        ("links.md", "[" * 20_000),
        ("backticks.md", "`a" * 10_000),
        ("tags.html", "<" * 50_000),
        ("comment.html", "<!--" * 10_000),
    ],
)
def test_what_is_made_to_take_long_is_read_or_refused_at_once(name, text):
    read_or_refused(name, text)
