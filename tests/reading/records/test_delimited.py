"""Cells of CSV: the same as the csv module reads, each with its place in the text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleassistant.errors import DocumentError
from roleassistant.reading.records import delimited
from roleassistant.reading.records.cells import Cell, passages

LETTERS = st.text(alphabet='ab ,"\n\ré’', max_size=12)


def cells(text):
    return [[cell.text for cell in row] for row in delimited.grid(text, "t.csv").rows]


@given(st.lists(st.lists(LETTERS, min_size=2, max_size=4), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_the_cells_are_those_that_the_csv_module_reads(rows):
    width = len(rows[0])
    rows = [row[:width] + [""] * (width - len(row)) for row in rows]
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    expected = [row for row in rows if any(cell.strip() for cell in row)]
    assert cells(written.getvalue()) == expected


@given(st.text(alphabet='ab ,"\n\r', max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_letter_of_any_text_is_lost_and_every_cell_stands_where_it_says(text):
    rows = delimited.grid(text, "t.csv").rows
    for row in rows:
        for cell in row:
            raw = text[cell.start : cell.end]
            assert cell.text in (raw, raw.replace('""', '"'))
    found = sum(cell.text.count("a") + cell.text.count("b") for row in rows for cell in row)
    assert found == text.count("a") + text.count("b")


def test_the_place_of_a_part_behind_doubled_quotes_is_exact():
    text = 'a,"He said ""stop"" twice.\n- Then he left"\n'
    cell = delimited.grid(text, "t.csv").rows[0][1]
    shown = [(p.words.text, text[p.words.start : p.words.end]) for p in passages(cell)]
    assert shown == [
        ('He said "stop" twice.', 'He said ""stop"" twice.'),
        ("Then he left", "Then he left"),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_rows(mark):
    text = f"Role{mark}Level\nCook, first{mark}Senior\nBaker; late{mark}Junior\n"
    assert cells(text if mark in "\t|" else text.replace(", first", "").replace("; late", ""))[
        0
    ] == [
        "Role",
        "Level",
    ]


def test_a_quote_that_never_closes_is_taken_as_it_stands():
    assert cells('a,"b\nc,d\n') == [["a", '"b'], ["c", "d"]]


def test_quotes_that_never_close_take_no_longer_than_any_others():
    text = 'x,"' * 200_000
    assert sum(map(len, cells(text))) > 1000


def test_more_cells_than_any_table_has_are_refused(monkeypatch):
    monkeypatch.setattr(delimited, "MAX_CELLS", 9)
    with pytest.raises(DocumentError, match="more than 9 cells"):
        delimited.grid("a,b\n" * 5, "big.csv")


def test_a_line_that_leads_a_list_is_told_from_what_it_says():
    cell = Cell("You can:\n- mend nets\n- tie knots\nYou may not sail alone. Ever.", 0, 60)
    assert [(p.words.text, p.item, p.leads) for p in passages(cell)] == [
        ("You can:", False, True),
        ("mend nets", True, False),
        ("tie knots", True, False),
        ("You may not sail alone.", False, False),
        ("Ever.", False, False),
    ]
