"""Where bundled data is found, and a person's own in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleassistant import resources
from roleassistant.errors import RoleAssistantError, SettingsError


def library(folder: Path, manifest: str) -> Path:
    (folder / "profiles").mkdir(parents=True)
    (folder / "profiles" / "a.txt").write_text("a")
    (folder / "frameworks" / "x").mkdir(parents=True)
    (folder / "frameworks" / "b").mkdir()
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["ingest", "prompts", "evals"])
def test_bundled_data_is_there(kind):
    assert any(resources.folder(kind).iterdir())


def test_the_bundled_manifest_names_the_bundled_profiles():
    (profiles,) = resources.default_sources()
    assert len(list(profiles.rglob("*.txt"))) >= 30


def test_a_persons_own_folder_takes_the_place_of_the_bundled_one(tmp_path):
    own = library(tmp_path / "own", 'paths = ["profiles"]')
    assert resources.folder("ingest", own) == own
    assert resources.default_sources(own) == (own / "profiles",)


def test_an_own_folder_that_is_not_there_is_named_with_its_setting(tmp_path):
    with pytest.raises(SettingsError, match=r"gone.*folders\.prompts"):
        resources.folder("prompts", tmp_path / "gone")


def test_patterns_are_filled_in_sorted_and_a_place_named_twice_is_read_once(tmp_path):
    own = library(tmp_path / "own", 'paths = ["frameworks/*", "profiles/a.txt", "frameworks/b"]')
    assert resources.default_sources(own) == (
        own / "frameworks" / "b",
        own / "frameworks" / "x",
        own / "profiles" / "a.txt",
    )


def test_an_absolute_path_is_taken_as_it_is(tmp_path):
    own = library(tmp_path / "own", f'paths = ["{tmp_path.as_posix()}"]')
    assert resources.default_sources(own) == (tmp_path,)


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ("", "paths has to be a list"),
        ("paths = []", "paths has to be a list"),
        ('paths = "profiles"', "paths has to be a list"),
        ("paths = [1]", "paths has to be a list"),
        ('paths = [""]', "paths has to be a list"),
        ('paths = ["profiles"]\npath = "x"', "path is unknown. Allowed: paths"),
        ('paths = ["nowhere"]', "nowhere names nothing"),
        ('paths = ["nowhere/*.txt"]', "names nothing"),
        ("paths = [", "no valid TOML"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_named_with_what_is_wrong(tmp_path, manifest, says):
    own = library(tmp_path / "own", manifest)
    with pytest.raises(SettingsError) as refusal:
        resources.default_sources(own)
    assert str(own / "manifest.toml") in str(refusal.value)
    assert says in str(refusal.value)


def test_a_folder_without_a_manifest_says_how_to_write_one(tmp_path):
    with pytest.raises(SettingsError, match=r'paths = \["profiles"\]'):
        resources.default_sources(tmp_path)


def test_an_installation_that_lost_its_data_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "lib" / "site" / "roleassistant")
    with pytest.raises(RoleAssistantError, match="Install it again"):
        resources.folder("evals")
