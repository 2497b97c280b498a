"""What `evals/jobposts.yaml` wants of drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.recruiting.conftest import Draft

from roleassistant.recruiting.forms import render

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).resolve().parents[2] / "evals" / "jobposts.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['role']} {case['level']}")
def test_a_draft_says_what_its_level_asks_and_nothing_of_another(
    draft: Draft, draft_elsewhere: Draft, case: dict[str, Any]
):
    drafted = draft if case["profiles"].startswith("ingest") else draft_elsewhere
    post = drafted(case["role"], case["level"])
    # Growth is of the next level: what is forbidden in the post is wanted there.
    post_text = str(render(post, "txt", published=True)).partition("WHERE YOU CAN GROW")[0]
    after = str(render(post, "txt", published=True)).partition("GOOD TO KNOW")[2]
    text = " ".join((post_text + after).split()).casefold()
    assert post.title.text == case.get("title", post.title.text)
    assert [one for one in case["expected"] if one.casefold() not in text] == []
    assert [one for one in case["forbidden"] if one.casefold() in text] == []
