"""`roleassistant jobpost lint`, as people and CI call it."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from roleassistant.apps.cli.main import run

BAD = "# Sales Ninja\n\n## What you will do\n\n- Report to [manager]\n"
FINE = (
    "# Clerk\n\nMill & Co, Leeds. £25,000 a year, full time, permanent.\n\n## What you will do\n\n"
    "- Open the letters of the day and bring them to the desks by ten\n- File what comes back\n"
    "- Answer the telephone on Mondays\n- Keep the stock of paper and stamps up to date\n"
    "\n## What you need\n\n- You have worked in an office\n- You can use a spreadsheet\n\n"
    "## How to apply\n\nWrite to jobs@mill.example. Everyone is welcome, and we make adjustments.\n"
)


@pytest.fixture(autouse=True)
def _place(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.md").write_text(BAD)
    (tmp_path / "fine.md").write_text(FINE)


@pytest.fixture
def lint(capsys):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["jobpost", "lint", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_a_clean_post_ends_with_zero(lint):
    code, out, _ = lint("fine.md")
    assert (code, out) == (0, "1 post: nothing found.\n")


def test_an_error_ends_with_one_and_is_told_with_its_place(lint):
    code, out, _ = lint("bad.md")
    assert code == 1
    assert "bad.md:5:13 error placeholder “[manager]”" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--fail-on", "never"], 0),
        (["--fail-on", "warning"], 1),
        (["--ignore", "placeholder"], 0),
        (["--ignore", "placeholder", "--fail-on", "warning"], 1),
        (["--ignore", "no-such-rule"], 2),
        (["--fail-on", "sometimes"], 2),
        (["--format", "pdf"], 2),
        (["--json", "--sarif"], 2),
        (["--level", "P4"], 2),
        (["no-such-file.md"], 1),
    ],
)
def test_exit_codes(lint, arguments, code):
    assert lint("bad.md", *arguments)[0] == code


def test_without_a_file_the_usage_is_told(lint):
    code, _, err = lint()
    assert code == 2
    assert "FILE" in err


def test_stdin_is_read(lint, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    code, out, _ = lint("-", "--json")
    (post,) = json.loads(out)["posts"]
    assert (code, post["file"]) == (1, "stdin")


def test_json_has_every_finding_with_place_why_source_and_suggestion(lint):
    _, out, _ = lint("bad.md", "fine.md", "--json")
    found = json.loads(out)
    assert [post["file"] for post in found["posts"]] == ["bad.md", "fine.md"]
    (blank,) = [f for f in found["posts"][0]["findings"] if f["rule"] == "placeholder"]
    assert blank["severity"] == "error"
    assert blank["place"] == {
        "line": 5, "column": 13, "end_line": 5, "end_column": 22, "excerpt": "[manager]",
    }  # fmt: skip
    assert blank["why"]
    assert blank["source"]
    assert blank["suggestion"]
    assert found["counts"]["error"] == 1


def test_a_file_that_cannot_be_read_leaves_the_others_to_be_reviewed(lint, tmp_path):
    (tmp_path / "empty.md").write_text("")
    code, out, err = lint("empty.md", "fine.md")
    assert code == 1
    assert "empty.md is empty" in err
    assert "nothing found" in out


def test_the_settings_file_configures_the_review(lint, tmp_path):
    (tmp_path / "roleassistant.toml").write_text(
        '[jobpost.lint]\nignore = ["placeholder"]\nfail-on = "warning"\n'
        '[jobpost.lint.severity]\njargon = "note"\n'
    )
    code, out, _ = lint("bad.md", "--json")
    rules = {f["rule"]: f["severity"] for f in json.loads(out)["posts"][0]["findings"]}
    assert code == 1
    assert "placeholder" not in rules
    assert rules["jargon"] == "note"


def test_a_mistake_in_the_settings_file_names_the_file(lint, tmp_path):
    (tmp_path / "roleassistant.toml").write_text('[jobpost.lint]\nignore = ["nothing"]\n')
    code, _, err = lint("bad.md")
    assert code == 2
    assert "roleassistant.toml" in err
    assert "'nothing' is no rule" in err


def test_rules_are_listed_with_their_sources(lint):
    code, out, _ = lint("--list-rules", "--json")
    rules = json.loads(out)["rules"]
    assert code == 0
    assert len(rules) >= 25
    assert all(rule["source"] and rule["why"] and rule["suggestion"] for rule in rules)


# --- SARIF 2.1.0, by what its specification requires --------------------------------------------


def _sarif(lint, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(lint(*arguments, "--sarif")[1])
    return found


def test_sarif_has_what_the_specification_requires(lint):
    log = _sarif(lint, "bad.md", "fine.md")
    assert log["version"] == "2.1.0"  # 3.13.2
    (run_,) = log["runs"]  # 3.13.4
    driver = run_["tool"]["driver"]  # 3.14.6, 3.18.2
    assert driver["name"]  # 3.19.8
    ids = [rule["id"] for rule in driver["rules"]]  # 3.49.3
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]  # 3.12.3
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    assert run_["columnKind"] == "unicodeCodePoints"  # 3.14.17
    for result in run_["results"]:
        assert result["message"]["text"]  # 3.27.11
        assert ids[result["ruleIndex"]] == result["ruleId"]  # 3.27.6
        assert result["level"] in {"none", "note", "warning", "error"}  # 3.27.10
        for location in result["locations"]:
            place = location["physicalLocation"]
            assert place["artifactLocation"]["uri"] == "bad.md"  # 3.29.2: one of the two
            region = place.get("region", {"startLine": 1})
            assert region["startLine"] >= 1  # 3.30.5
            assert region.get("startColumn", 1) >= 1
            assert region.get("endLine", 1) >= 1


def test_sarif_points_at_the_words(lint):
    (result,) = [
        r for r in _sarif(lint, "bad.md")["runs"][0]["results"] if r["ruleId"] == "placeholder"
    ]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 5, "startColumn": 13, "endLine": 5, "endColumn": 22,
    }  # fmt: skip


def test_the_name_of_a_file_is_a_uri(lint, tmp_path):
    (tmp_path / "a post.md").write_text(BAD)
    (result, *_) = _sarif(lint, "a post.md")["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20post.md"
