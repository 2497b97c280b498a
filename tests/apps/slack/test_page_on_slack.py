"""The page on Slack says what the program says."""

from __future__ import annotations

import re
from pathlib import Path

from roleassistant.apps.slack.manifest import FEATURES
from roleassistant.settings import load_settings

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "slack.md"


def test_the_page_names_every_scope_and_how_it_is_switched():
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    for feature in FEATURES:
        if feature.scopes:
            wanted = ", ".join(f"`{scope}`" for scope in feature.scopes)
            switch = f"`{feature.optional}`" if feature.optional else ""
            found = [row for row in rows if f"| {wanted} |" in row]
            assert found, wanted
            assert all(switch in row for row in found)


def test_the_page_names_every_setting_of_the_bot():
    page = PAGE.read_text("utf-8")
    ours = [key for key in load_settings(environment={}).origins if key.startswith("slack.")]
    assert [key for key in ours if f"`{key}`" not in page] == ["slack.api_url"]  # for tests alone


def test_pictures_and_links_of_the_page_lead_somewhere():
    page = PAGE.read_text("utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page)
    assert len([link for link in links if link.endswith(".png")]) >= 6
    assert [link for link in links if not (PAGE.parent / link).exists()] == []
    anchors = {
        re.sub(r"[^\w -]", "", h).lower().replace(" ", "-")
        for h in re.findall(r"^#+ (.+)$", page, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= anchors
