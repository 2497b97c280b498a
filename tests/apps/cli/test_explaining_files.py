"""`ingest --explain` and `ingest --suggest-mapping` show what is understood, and index nothing."""

from __future__ import annotations

import tomllib
from pathlib import Path

FIRST = Path(__file__).resolve().parents[2] / "reading" / "frameworks" / "first"
MATRIX = FIRST / "matrix" / "engineering-competencies.md"


def test_a_file_is_shown_as_a_tree_of_role_level_dimension_and_statement(cli, place):
    result = cli("ingest", "--explain", MATRIX)
    assert result.code == 0
    lines = result.out.splitlines()
    assert "0 unplaced" in " ".join(lines[:2])
    at = [n for n, line in enumerate(lines) if line.strip(" │├└─") in ("E1", "E2", "E3", "E4")]
    assert len(at) == 4
    assert any("Testing" in line for line in lines[at[0] : at[1]])
    assert "Writes tests beside the code" in result.out
    assert not (place / "index").exists()


def test_the_tree_as_json_counts_every_line(cli):
    (document,) = cli("ingest", "--explain", MATRIX, "--json").json["documents"]
    assert sum(document["lines"].values()) == sum(
        bool(line.strip()) for line in MATRIX.read_text("utf-8").splitlines()
    )
    levels = [one["level"] for one in document["roles"][0]["levels"]]
    assert levels[:4] == ["E1", "E2", "E3", "E4"]


def test_a_suggested_mapping_is_a_valid_one(cli, place):
    result = cli("ingest", "--suggest-mapping", FIRST / "bands", FIRST / "rows")
    entries = tomllib.loads(result.out)["documents"]
    levels = [entry["levels"] for entry in entries]
    assert levels[:3] == [["Band 5"], ["Band 6"], ["Band 7"]]
    assert levels[3] == ["Associate", "Senior", "Principal"]
    assert not (place / "index").exists()


def test_a_file_that_is_not_there_is_named(cli):
    result = cli("ingest", "--explain", "nowhere.md")
    assert result.code == 1
    assert "nowhere.md" in result.err
