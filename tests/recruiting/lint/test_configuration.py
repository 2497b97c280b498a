"""Rules are left out, made graver and added to, in files and in the post itself."""

from __future__ import annotations

import pytest

from roleassistant.errors import SettingsError
from roleassistant.recruiting.lint import Rules, Severity, lint, read_rules, read_rules_file
from roleassistant.recruiting.lint.review import Context

POST = "# Clerk\n\n- Be our ninja\n- Be a guru\n"


def rules_in(text: str, config: Rules | None = None) -> list[str]:
    found = lint(text, Context(rules=config or Rules()))
    return [f.rule for f in found if f.place or f.rule == "unknown-rule"]


def test_a_rule_is_left_out():
    assert rules_in(POST) == ["jargon", "jargon"]
    assert not rules_in(POST, read_rules({"ignore": ["jargon"]}, "test"))


def test_severities_and_limits_are_set():
    config = read_rules({"severity": {"jargon": "error"}, "limits": {"words-min": 1}}, "test")
    found = lint(POST, Context(rules=config))
    assert {f.severity for f in found if f.rule == "jargon"} == {Severity.ERROR}
    assert not [f for f in found if f.rule == "too-short"]


def test_a_house_adds_terms_of_its_own():
    term = {"rule": "internal-code", "forms": ["project bluebird"], "instead": "the new shop"}
    (finding,) = [
        f
        for f in lint(
            "# Clerk\n\n- Join Project Bluebird\n",
            Context(rules=read_rules({"terms": [term]}, "x")),
        )
        if f.place
    ]
    assert (finding.rule, finding.suggestion) == ("internal-code", "Instead: the new shop.")


def test_a_later_file_wins_over_an_earlier_one(tmp_path):
    file = tmp_path / "rules.toml"
    file.write_text('fail-on = "note"\n[limits]\nrequirements = 3\n')
    first = read_rules({"limits": {"requirements": 5, "years": 4}}, "roleassistant.toml")
    config = read_rules_file(file, first)
    assert (config.limits["requirements"], config.limits["years"]) == (3, 4)
    assert config.fail_on is Severity.NOTE


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"ignored": []}, "ignored is no setting"),
        ({"ignore": ["no-such"]}, "'no-such' is no rule"),
        ({"ignore": [1]}, "a list of texts"),
        ({"severity": {"jargon": "grave"}}, "'grave' is no severity"),
        ({"limits": {"words": 3}}, "limits.words is unknown"),
        ({"limits": {"words-max": "3"}}, "a whole number"),
        ({"terms": [{"rule": "jargon"}]}, "forms and pattern"),
        ({"terms": [{"rule": "jargon", "pattern": "("}]}, "no regular expression"),
        ({"terms": [{"rule": "jargon", "form": "x"}]}, "terms.form is unknown"),
        ({"fail-on": "never"}, "'never' is no severity"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_is_allowed(table, said):
    with pytest.raises(SettingsError, match="rules.toml.*" + said):
        read_rules(table, "rules.toml")


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("- Be our ninja <!-- lint: ignore jargon -->\n- Be a guru", ["jargon"]),
        ("<!-- lint: ignore jargon -->\n- Be our ninja\n- Be a guru", ["jargon"]),
        ("<!-- lint: ignore -->\n- Be our ninja\n- Be a guru", ["jargon"]),
        ("<!-- lint: ignore-file jargon -->\n- Be our ninja\n- Be a guru", []),
        ("- Be our ninja <!-- lint: ignore vague -->\n- Be a guru", ["jargon", "jargon"]),
        (
            "- Be our ninja <!-- lint: ignore buzz -->\n- A guru",
            ["unknown-rule", "jargon", "jargon"],
        ),
    ],
)
def test_a_comment_in_the_post_ignores_rules_there(comment, left):
    assert rules_in(f"# Clerk\n\n{comment}\n") == left


def test_a_comment_in_html_ignores_rules_too():
    text = "<h1>Clerk</h1>\n<p>a ninja</p><!-- lint: ignore jargon -->\n<p>a guru</p>"
    assert rules_in(text) == ["jargon"]
