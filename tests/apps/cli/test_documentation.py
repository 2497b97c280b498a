from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from roleassistant import settings

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "tools" / "write_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_help_in_docs_is_what_the_program_prints(writer):
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    fresh = writer.with_blocks(page, lambda what, args: writer.block(what, args, ROOT))
    assert page == fresh, "docs/cli.md is stale: run `make docs`"


def test_docs_have_a_heading_for_every_command(cli):
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    listed = re.findall(r"^  (\w+)  ", cli("--help").out.partition("Commands:")[2], re.M)
    assert listed
    assert all(f"\n## {command}\n" in page for command in listed)


def test_the_session_of_the_readme_was_captured(writer):
    page = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(
        r"<!-- run (.*?) -->\n```console\n\$ roleassistant (.*?)\n(.*?)```", page, re.S
    )
    assert len(blocks) >= 4
    assert all(written == run and shown.strip() for written, run, shown in blocks)


def test_the_readme_names_every_setting_and_its_variable():
    page = (ROOT / "README.md").read_text("utf-8")
    for key in settings.load_settings(environment={}).origins:
        assert f"`{key}`" in page
        if not key.startswith("folders."):
            assert f"`{settings.environment_name(key)}`" in page


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md", "docs/cli.md"])
def test_links_and_paths_lead_somewhere(page):
    text = (ROOT / page).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert all(((ROOT / page).parent / link).exists() for link in links)


def test_the_modules_that_the_architecture_names_exist():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    package = ROOT / "src" / "roleassistant"
    named = re.findall(r"`((?:apps|answering|retrieval|indexing|reading)/[\w/]+(?:\.py|/))`", text)
    assert len(named) > 10
    assert [name for name in named if not (package / name).exists()] == []
