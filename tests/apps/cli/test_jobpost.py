"""`roleassistant jobpost`, as recruiters and scripts call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.apps.cli.conftest import Cli, Result

FACTS = """
company: Northwind Tools
location: Denver, Colorado, US
pay: {currency: USD, min: 120000, max: 150000}
apply: Write to us.
"""


@pytest.fixture
def jobpost(cli: Cli, bundled_index: Path) -> Cli:
    def call(*arguments: object) -> Result:
        return cli("jobpost", *arguments, "--index", bundled_index)

    return call


def test_a_role_and_a_level_give_a_draft(jobpost: Cli):
    result = jobpost("field sales", "--level", "P4")
    assert result.code == 0
    assert result.out.startswith("# Senior Account Executive, Field Sales[^1]")
    assert "6 parts to fill in" in result.err


def test_the_level_may_stand_with_the_role(jobpost: Cli):
    assert jobpost("fild", "sales", "p4").out == jobpost("field sales", "--level", "P4").out


def test_the_form_follows_the_name_of_the_file(jobpost: Cli, place: Path):
    for name, begins in (
        ("post.html", b"<!doctype html>"),
        ("post.docx", b"PK"),
        ("post.txt", b"Senior Account Executive"),
        ("post.jsonld", b"{"),
        ("post.md", b"# Senior"),
    ):
        assert jobpost("field sales", "--level", "P4", "--out", name).code == 0
        assert (place / name).read_bytes().startswith(begins)


def test_what_is_written_twice_is_the_same(jobpost: Cli, place: Path):
    for name in ("a.docx", "b.docx"):
        jobpost("field sales", "--level", "P4", "--out", name)
    assert (place / "a.docx").read_bytes() == (place / "b.docx").read_bytes()


def test_the_trace_leads_from_each_line_to_files_and_lines(jobpost: Cli, place: Path):
    assert jobpost("field sales", "--level", "P4", "--trace", "trace.json").code == 0
    found = json.loads((place / "trace.json").read_text(encoding="utf-8"))
    lines = [line for line in found["lines"] if line["from"] == "profile"]
    assert lines
    profiles = Path(__file__).resolve().parents[3] / "ingest"
    for line in lines:
        for statement in line["statements"]:
            source = statement["source"]
            text = (profiles / source["path"]).read_text(encoding="utf-8").splitlines()
            quoted = " ".join(text[source["line_start"] - 1 : source["line_end"]])
            assert " ".join(statement["quote"].split()) in quoted


def test_json_is_the_draft_with_its_trace(jobpost: Cli):
    found = jobpost("field sales", "--level", "P5", "--json").json
    assert found["level"] == "P5"
    assert found["choices"][0]["id"] == "typical-experience"
    assert {"field": "datePosted", "required": True, "fact": "date_posted"} in found[
        "missing_fields"
    ]


def test_a_contradiction_is_told_until_a_side_is_taken(jobpost: Cli):
    asked = jobpost("field sales", "--level", "P5")
    assert "The profile disagrees on typical experience of P5" in asked.err
    taken = jobpost("field sales", "--level", "P5", "--choose", "typical-experience=a")
    assert "disagrees" not in taken.err
    assert "12+ years of experience" in taken.out


def test_facts_fill_what_the_profile_does_not_hold(jobpost: Cli, place: Path):
    (place / "facts.yaml").write_text(FACTS, encoding="utf-8")
    result = jobpost("field sales", "--level", "P4", "--facts", "facts.yaml", "--published")
    assert "USD 120,000 to 150,000 a year" in result.out
    assert "[^" not in result.out
    assert "Equal Pay for Equal Work Act" in result.err


def test_a_posting_tells_what_job_boards_require(jobpost: Cli):
    result = jobpost("field sales", "--level", "P4", "--format", "jsonld")
    assert json.loads(result.out)["@type"] == "JobPosting"
    assert "datePosted is required by large job boards and missing: give date_posted" in result.err


def test_two_drafts_stand_side_by_side(jobpost: Cli):
    by_level = jobpost("field sales", "--level", "P4", "--beside", "P5", "--format", "txt")
    assert "Senior Account Executive" in by_level.out
    assert "Principal Account" in by_level.out
    by_role = jobpost("field sales", "--level", "P4", "--beside", "sales engineer P4")
    assert by_role.out.startswith("# Senior Account Executive")


def test_every_role_with_the_level_is_drafted_into_a_folder(jobpost: Cli, place: Path):
    result = jobpost("--all", "--level", "P4", "--out", "posts", "--length", "short")
    assert result.code == 0
    names = sorted(path.name for path in (place / "posts").iterdir())
    assert "DIRECT.FIELDSALES.P4.md" in names
    assert all(name.endswith(".P4.md") for name in names)
    assert f"{len(names)} drafts in posts" in result.err
    assert result.out == ""


def test_a_template_of_the_organisation_is_used(jobpost: Cli, place: Path):
    (place / "own.txt.j2").write_text("Job: {{ title }}", encoding="utf-8")
    result = jobpost("field sales", "--level", "P4", "--template", "own.txt.j2")
    assert result.out == "Job: Senior Account Executive, Field Sales"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Usage:"),
        (("field sales",), "Which level of Account Executive / Field Sales? Give --level"),
        (("field sales", "--level", "P9"), "There is no level P9"),
        (("astronaut", "--level", "P4"), "No role here is called “astronaut”"),
        (("field sales", "--level", "P4", "--tone", "rude"), "--tone is 'rude'. Allowed: direct"),
        (("field sales", "--level", "P4", "--length", "x"), "--length is 'x'"),
        (("field sales", "--level", "P4", "--format", "pdf"), "--format is 'pdf'"),
        (("field sales", "--level", "P4", "--facts", "none.yaml"), "none.yaml cannot be read"),
        (("field sales", "--level", "P4", "--choose", "x"), "write NAME=SIDE"),
        (("field sales", "--level", "P4", "--choose", "x=a"), "There is no choice 'x'"),
        (("field sales", "--level", "P4", "--template", "t.j2"), "t.j2 cannot be read"),
        (("--all", "--level", "P4"), "--all needs --out DIR"),
        (("--all", "--level", "Z9", "--out", "d"), "No role here has a level Z9"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_is_wanted(jobpost: Cli, cli: Cli, arguments, told):
    result = jobpost(*arguments) if arguments else cli("jobpost")
    assert result.code == 2
    assert told in result.err
    assert result.out == ""


def test_without_an_index_the_mend_is_named(cli: Cli):
    result = cli("jobpost", "field sales", "--level", "P4")
    assert result.code == 3
    assert "roleassistant ingest" in result.err


def test_the_table_counts_the_faults_of_every_draft(cli: Cli, real_encoder, place: Path):
    from roleassistant.indexing.ingest import ingest
    from roleassistant.indexing.library import Library

    folder = Path(__file__).resolve().parents[3] / "evals" / "profiles" / "clinic"
    library = Library(place / "clinic", model=real_encoder.identity)
    ingest([folder], library=library, encoder=real_encoder)
    result = cli("jobpost", "table", "--index", place / "clinic", "--strict", "--json")
    assert result.code == 0
    assert result.json["total"]["faults"] == 0
    assert {one["draft"] for one in result.json["drafts"]} >= {"CARE.ICUNURSE N1"}
    assert "8 drafts" in cli("jobpost", "table", "--index", place / "clinic").out
