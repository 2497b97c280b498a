"""The form in Slack and the command line give one draft for the same choices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.apps.cli.conftest import Cli, cli, place  # noqa: F401

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.cli.opening import settings_for
from roleassistant.apps.slack.blocks.actions import JOB_POST_ROLE
from roleassistant.apps.slack.blocks.job_post_modal import JobPostForm
from roleassistant.apps.slack.service import AnswerService
from roleassistant.indexing.library import Library
from roleassistant.recruiting.forms import render


@pytest.fixture(scope="module")
def service(bundled_index: Path) -> Iterator[AnswerService]:
    library = Library(bundled_index, model=None)
    assistant = Assistant(library, lambda: pytest.fail("drafting needs no model"))
    opened = AnswerService.of(settings_for(bundled_index), assistant)
    yield opened
    opened.close()
    library.close()


def submitted(**fields: str) -> dict[str, Any]:
    """The view of a form as Slack sends it when it is submitted."""
    names = {"role": JOB_POST_ROLE} | {name: name for name in fields if name != "role"}
    values = {
        names[name]: {names[name]: {"type": "static_select", "selected_option": {"value": value}}}
        for name, value in fields.items()
    }
    return {"state": {"values": values}, "private_metadata": ""}


@pytest.mark.parametrize(
    ("role", "level", "choices"),
    [
        ("DIRECT.FIELDSALES", "P4", {}),
        ("DIRECT.FIELDSALES", "P5", {"length": "short", "tone": "formal"}),
        ("ENGINEER.SRE", "P1", {"length": "long", "tone": "concise"}),
        ("PEOPLE.HRBP", "P3", {"audience": "internal"}),
    ],
)
def test_the_form_in_slack_gives_the_draft_of_the_command_line(
    service: AnswerService,
    cli: Cli,  # noqa: F811
    bundled_index: Path,
    role: str,
    level: str,
    choices: dict[str, str],
):
    form = JobPostForm.read(submitted(role=role, level=level, **choices))
    in_slack = service.draft(form, frozenset())
    options = [word for name, value in choices.items() for word in (f"--{name}", value)]
    where = ("--index", bundled_index)
    for kind in ("txt", "md"):
        told = cli("jobpost", role, "--level", level, "--format", kind, *options, *where)
        assert told.code == 0
        assert told.out.rstrip("\n") == str(render(in_slack, kind)).rstrip("\n")
    cli("jobpost", role, "--level", level, "--out", "post.docx", *options, *where)
    assert Path("post.docx").read_bytes() == render(in_slack, "docx")
