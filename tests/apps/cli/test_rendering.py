from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.apps.cli.conftest import Cli

from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

COMPARE = "what separates P4 from P5 for field sales"
ESCAPE = "\x1b"
STYLES = re.compile(r"\x1b\[[0-9;]*m")
BOXES = re.compile("[\u2500-\u257f]")


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("colour", [True, False])
def test_a_comparison_folds_to_the_terminal(terminal: Cli, bundled_index: Path, width, colour):
    shown = terminal("ask", "--index", bundled_index, COMPARE, width=width, colour=colour)
    assert shown.code == 0
    lines = STYLES.sub("", shown.out).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert not any(line.endswith(" ") for line in lines)
    together = " ".join("".join(lines).split())
    assert together.count("(disputed)") >= 2


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_into_a_pipe_goes_plain_text_that_folds_to_columns(program: Cli, bundled_index, width):
    shown = program("ask", "--index", bundled_index, COMPARE, COLUMNS=str(width))
    assert ESCAPE not in shown.out
    assert not BOXES.search(shown.out)
    assert max(cell_len(line) for line in shown.out.splitlines()) <= width


def test_five_levels_on_a_narrow_screen_stand_one_under_the_other(program: Cli, bundled_index):
    shown = program(
        "show", "fpa", "--section", "guidelines", "--index", bundled_index, COLUMNS="60"
    )
    assert [line for line in shown.out.splitlines() if line.startswith("  P5")]
    wide = program(
        "show", "fpa", "--section", "guidelines", "--index", bundled_index, COLUMNS="200"
    )
    assert re.search(r"P1 +P2 +P3 +P4 +P5", wide.out)


def test_colour_is_left_out_where_no_color_is_set(terminal: Cli, bundled_index: Path):
    plain = terminal("roles", "--index", bundled_index, colour=False)
    coloured = terminal("ask", "--index", bundled_index, COMPARE, colour=True)
    assert re.search(r"\x1b\[[0-9;]*3[0-7]m", coloured.out)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", plain.out)


def test_a_terminal_without_utf8_gets_what_it_can_show(program: Cli, bundled_index: Path):
    shown = program("ask", "--index", bundled_index, COMPARE, PYTHONIOENCODING="ascii")
    assert shown.code == 0
    assert shown.out.isascii()
    as_json = program("ask", "--json", "--index", bundled_index, COMPARE, PYTHONIOENCODING="ascii")
    assert as_json.out.isascii()
    assert "9–12 yrs" in as_json.json["answer"]


PAGE = """Night Porter / Front Desk\x1b]0;owned\x07 — P1
HOTEL.PORTER.P1
Greets guests\x1b[2J\x1b[31m who arrive\x9b1A late \u202eevil\u202c and [bold]carries[/bold] :key:.
Skills
What a person needs.
- Calm
- Keeping one's head when \x1b]8;;https://evil.example\x1b\\everybody\x1b]8;;\x1b\\ shouts.
"""


@dataclass(frozen=True)
class Poisoned:
    index: Path
    text: str


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, real_encoder: Encoder) -> Poisoned:
    """An index of one page that is out to harm."""
    folder = tmp_path_factory.mktemp("poisoned")
    page = folder / "profiles" / "porter.txt"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8", newline="")
    library = Library(folder / "index", model=real_encoder.identity)
    report = ingest([page.parent], library=library, encoder=real_encoder)
    assert not report.failed
    return Poisoned(library.folder, PAGE)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "what does a night porter do?"],
        ["ask", "what does calm mean for the porter?", "--explain"],
        ["ask", "which roles are there?"],
        ["show", "porter"],
        ["roles"],
        ["audit"],
        ["ask", "is a \x1b[31mporter\x07 \u202ered\x9b1A?"],
        ["show", "\x1b]0;owned\x07nobody"],
        ["ask", "x", "--\x1b[2J"],
        ["compare", "\x1b[2Jx", "P1", "P2"],
    ],
)
def test_nothing_in_a_profile_or_a_question_commands_the_terminal(cli, poisoned, arguments):
    shown = cli(*arguments, "--index", poisoned.index)
    for text in (shown.out, shown.err):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        assert "owned" not in text


def test_markup_of_our_own_libraries_in_a_profile_is_only_text(cli: Cli, poisoned: Poisoned):
    shown = cli("show", "porter", "--index", poisoned.index).out
    assert "[bold]carries[/bold]" in shown
    assert ":key:" in shown


def test_json_keeps_a_hostile_quote_verbatim_in_escapes(cli: Cli, poisoned: Poisoned):
    answered = cli("show", "porter", "--json", "--index", poisoned.index)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", answered.out)
    texts = [s["text"] for section in answered.json["sections"] for s in section["statements"]]
    assert any(ESCAPE in text and text in poisoned.text for text in texts)
