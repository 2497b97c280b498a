"""Prompts are files with a version, whose variables are checked when they are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage, SystemMessage

from roleassistant import resources
from roleassistant.answering.models.prompts import Prompts, load_prompts
from roleassistant.errors import SettingsError

VALUES = {"history": "[]", "passages": "PASSAGES", "question": "QUESTION"}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the bundled prompts, to change."""
    return Path(shutil.copytree(resources.folder("prompts"), tmp_path / "prompts"))


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_rules_go_to_the_system_and_the_data_to_the_user(prompts: Prompts) -> None:
    system, user = prompts.answer.messages(**VALUES)
    assert isinstance(system, SystemMessage)
    assert isinstance(user, HumanMessage)
    assert "PASSAGES" not in system.text
    assert "QUESTION" not in system.text
    assert "<passages>\nPASSAGES\n</passages>" in user.text
    assert '{"claims": [{"text": "One sentence.", "passages": ["p1", "p2"]}]}' in system.text


def test_braces_in_a_value_are_data(prompts: Prompts) -> None:
    value = "{question} {0} {{x}} {passages.__class__}"
    _, user = prompts.answer.messages(**VALUES | {"passages": value})
    assert value in user.text


def test_a_prompt_is_traced_by_version_and_digest(own: Path) -> None:
    before = load_prompts(own).answer
    assert before.trace == f"answer v1 ({before.digest})"
    assert before.digest == load_prompts().answer.digest
    rewrite(own / "answer.md", "version = 1", "version = 2")
    after = load_prompts(own).answer
    assert after.version == 2
    assert after.digest != before.digest
    rewrite(own / "claims.json", "The answer, in claims", "The reply, in claims")
    assert load_prompts(own).answer.digest != after.digest


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"history", ', "", "declares the variables passages, question and uses history"),
        ("{history}", "", "uses passages, question"),
        ("{history}", "{", "no template"),
        ("{history}", "{history.secret}", "no template"),
        ("+++\nname", "name", "front matter"),
        ("version = 1", 'version = "one"', "version"),
        ('name = "answer"', 'name = "other"', "name"),
        ("version = 1", "version = 1\nmodel = 2", "nothing else"),
        ("version = 1", "version =", "is no prompt"),
        ("# system", "Hello.\n# system", "before the first"),
    ],
)
def test_a_prompt_that_cannot_be_used_is_refused_with_its_file(
    own: Path, old: str, new: str, says: str
) -> None:
    rewrite(own / "answer.md", old, new)
    with pytest.raises(SettingsError, match=says) as caught:
        load_prompts(own)
    assert "answer.md" in str(caught.value)


@pytest.mark.parametrize("name", ["answer.md", "repair.md", "judge.md", "ready.md", "claims.json"])
def test_a_prompt_that_is_missing_is_named(own: Path, name: str) -> None:
    (own / name).unlink()
    with pytest.raises(SettingsError, match=rf"{name}.*folders\.prompts"):
        load_prompts(own)


@pytest.mark.parametrize("content", ["{", "[]", '{"type": "object"}'])
def test_a_schema_that_cannot_be_used_is_refused(own: Path, content: str) -> None:
    (own / "claims.json").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"claims\.json"):
        load_prompts(own)


def test_every_text_that_a_model_sees_is_listed() -> None:
    folder = resources.folder("prompts")
    readme = (folder / "README.md").read_text(encoding="utf-8")
    files = {file.name for file in folder.iterdir()} - {"README.md"}
    assert files
    assert all(f"| `{name}` |" in readme for name in files)
