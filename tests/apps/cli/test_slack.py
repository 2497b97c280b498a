"""`roleassistant slack` at the command line: what it needs, what it says is missing, its app."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest

from roleassistant.apps.slack.demo import replies
from roleassistant.apps.slack.demo.server import FakeSlack


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("SLACK_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        monkeypatch.setenv("SLACK_BOT_TOKEN", fake.bot_token)
        monkeypatch.setenv("SLACK_APP_TOKEN", fake.app_token)
        monkeypatch.setenv("ROLEASSISTANT_SLACK_API_URL", fake.api_url)
        yield fake


def test_without_secrets_it_says_which_and_how_to_see_it_anyway(cli):
    result = cli("slack")
    assert result.code == 4
    assert "SLACK_BOT_TOKEN" in result.err
    assert "SLACK_APP_TOKEN" in result.err
    assert "slack --demo" in result.err
    assert "SLACK_SIGNING_SECRET" in cli("slack", "--http").err


def test_without_an_index_it_does_not_start(cli, slack):
    result = cli("slack")
    assert result.code == 3
    assert "roleassistant ingest" in result.err


@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
def test_a_token_that_slack_refuses_ends_with_4_and_is_not_shown(
    program, slack, bundled_index, method
):
    slack.script.add(method, replies.refused("invalid_auth"), None)
    result = program("slack", "--index", bundled_index)
    assert result.code == 4
    assert "invalid_auth" in result.err
    assert slack.bot_token not in result.err
    assert slack.app_token not in result.err
    assert "Traceback" not in result.err


def test_a_port_that_is_taken_ends_with_4(cli, slack, bundled_index, monkeypatch):
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s")
    result = cli("slack", "--http", "--port", slack.port, "--index", bundled_index)
    assert result.code == 4
    assert str(slack.port) in result.err


def test_check_names_what_is_missing_and_ends_with_1(cli, bundled_index, monkeypatch):
    monkeypatch.setenv("SLACK_APP_TOKEN", "xoxb-of-another-kind")
    monkeypatch.setenv("ROLEASSISTANT_SLACK_API_URL", "http://127.0.0.1:9/api/")
    monkeypatch.setenv("ROLEASSISTANT_SLACK_DATABASE", "sqlite:///slack.sqlite")
    result = cli("slack", "check", "--json", "--index", bundled_index)
    assert result.code == 1
    broken = [one["text"] for one in result.json["checks"] if one["status"] == "broken"]
    assert "SLACK_BOT_TOKEN is not set" in broken
    assert "SLACK_APP_TOKEN is another kind of token" in broken
    assert all(one["mend"] for one in result.json["checks"] if one["status"] == "broken")
    assert "xoxb-of-another-kind" not in result.out


def test_check_finds_nothing_broken_where_all_is_there(cli, slack, bundled_index, monkeypatch):
    monkeypatch.setenv("ROLEASSISTANT_SLACK_DATABASE", "sqlite:///slack.sqlite")
    monkeypatch.setenv("ROLEASSISTANT_SLACK_GROUPS", "S0HR:hr")
    slack.team.groups["S0HR"] = {"U0ALICE"}
    result = cli("slack", "check", "--index", bundled_index)
    assert result.code == 0
    assert "S0HR is hr, 1 person" in result.out
    assert "The index knows no group hr" in result.out


def test_check_names_a_user_group_that_slack_does_not_know(cli, slack, bundled_index, monkeypatch):
    monkeypatch.setenv("ROLEASSISTANT_SLACK_DATABASE", "sqlite:///slack.sqlite")
    monkeypatch.setenv("ROLEASSISTANT_SLACK_GROUPS", "S0GONE:hr")
    result = cli("slack", "check", "--index", bundled_index)
    assert result.code == 1
    assert "no user group S0GONE" in result.out


def test_check_names_the_feature_whose_scopes_the_token_lacks(
    cli, slack, bundled_index, monkeypatch
):
    monkeypatch.setenv("ROLEASSISTANT_SLACK_DATABASE", "sqlite:///slack.sqlite")
    asked_for = cli("slack", "manifest").json["oauth_config"]["scopes"]["bot"]
    slack.installations.scopes = set(asked_for)
    assert cli("slack", "check", "--index", bundled_index).code == 0
    for scope in asked_for:
        slack.installations.scopes = {*asked_for} - {scope}
        result = cli("slack", "check", "--json", "--index", bundled_index)
        assert result.code == 1
        (broken,) = [one for one in result.json["checks"] if one["status"] == "broken"]
        assert scope in broken["mend"]


def test_the_manifest_asks_for_the_least_that_the_features_need(cli, monkeypatch):
    full = cli("slack", "manifest").json
    assert full["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(full)
    monkeypatch.setenv("ROLEASSISTANT_SLACK_FOLLOW_UPS", "false")
    least = cli("slack", "manifest").json
    gone = set(full["oauth_config"]["scopes"]["bot"]) - set(least["oauth_config"]["scopes"]["bot"])
    assert gone == {"channels:history", "groups:history"}
    events = least["settings"]["event_subscriptions"]["bot_events"]
    assert not [event for event in events if event.startswith(("message.channels", "app_unin"))]
    monkeypatch.setenv("ROLEASSISTANT_SLACK_GROUPS", "S1:hr")
    assert "usergroups:read" in cli("slack", "manifest").out


def test_the_manifest_for_http_names_the_address_everywhere(cli):
    made = cli("slack", "manifest", "--url", "https://bot.example.com/", "--oauth").json
    endpoint = "https://bot.example.com/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == endpoint
    assert made["settings"]["interactivity"]["request_url"] == endpoint
    assert made["features"]["slash_commands"][0]["url"] == endpoint
    assert made["oauth_config"]["redirect_urls"] == ["https://bot.example.com/slack/oauth_redirect"]
    assert made["settings"]["socket_mode_enabled"] is False
    assert cli("slack", "manifest", "--url", "http://bot").code == 2
    assert cli("slack", "manifest", "--oauth").code == 2


def test_the_manifest_stays_within_what_slack_takes(cli):
    made = cli("slack", "manifest").json
    shown = made["display_information"]
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000
    assert len(made["features"]["agent_view"]["agent_description"]) <= 300
    (shortcut,) = made["features"]["shortcuts"]
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150
