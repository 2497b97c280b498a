"""What manifests say of who may see what: followed to the letter, or refused with the mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.indexing.corpus import siblings

from roleassistant.errors import SettingsError, VisibilityUnclear
from roleassistant.indexing.policy import Policy, policy_for

GROUPS = '[visibility]\ngroups = ["HR", "Sales leads"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    siblings(tmp_path / "profiles")
    return tmp_path


def policy(folder: Path, text: str, before: tuple[str, ...] = ()) -> Policy:
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    return policy_for((folder / "profiles").rglob("*.txt"), (), before)


def rule(**keys: object) -> str:
    lines = [f"{key} = {value!r}".replace("'", '"') for key, value in keys.items()]
    return "\n".join([GROUPS, "[[visibility.restricted]]", *lines, ""])


def test_a_manifest_above_the_files_counts_whatever_part_of_them_is_read(folder):
    (folder / "manifest.toml").write_text(GROUPS, encoding="utf-8")
    found = policy_for([folder / "profiles" / "backend-p4.txt"], (), ())
    assert list(found.groups.values()) == ["HR", "Sales leads"]
    assert found.manifests == (str(folder / "manifest.toml"),)


def test_a_manifest_of_somebody_elses_program_is_left_alone(folder):
    found = policy(folder, '[package]\nname = "other"\n')
    assert found == Policy({}, (), ())
    assert found.digest == ""


def test_any_change_of_a_rule_gives_another_digest(folder):
    digests = {
        policy(folder, text).digest
        for text in (
            GROUPS,
            rule(roles=["ENGINEER.*"], visible_to=["HR"]),
            rule(roles=["ENGINEER.*"], visible_to=["HR", "Sales leads"]),
            rule(roles=["ENGINEER.*"], sections=["Skills"], visible_to=["HR"]),
            rule(files=["profiles/backend-p4.txt"], visible_to=["HR"]),
        )
    }
    assert len(digests) == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[visibility", "no valid TOML"),
        ("visibility = 3", "has to be a table"),
        ("[visibility]\ngroup = ['HR']", "group is unknown"),
        ("[visibility]\ngroups = 'HR'", "list of texts"),
        ("[visibility]\ngroups = ['HR', '']", "list of texts"),
        ("[visibility]\ngroups = ['public']", "cannot be the name of a group"),
        ("[visibility]\ngroups = ['HR, Sales']", "cannot be the name of a group"),
        ("[visibility]\nrestricted = 1", "has to be tables"),
        (rule(roles=["X"]), "needs visible_to"),
        (rule(roles=["X"], visible_to=[]), "needs visible_to"),
        (rule(visible_to=["HR"]), "needs visible_to"),
        (rule(roles=[], visible_to=["HR"]), "needs visible_to"),
        (rule(roles=["X"], visible_to=["HRR"]), "not among groups"),
        (rule(role=["X"], visible_to=["HR"]), "role is unknown"),
        (rule(files=["profiles/exec/*"], visible_to=["HR"]), "names nothing that is there"),
    ],
)
def test_what_cannot_be_followed_is_refused_and_the_manifest_named(folder, text, said):
    with pytest.raises(SettingsError, match=said) as raised:
        policy(folder, text)
    assert "manifest.toml" in str(raised.value)


def test_a_manifest_that_the_index_was_built_with_may_not_vanish(folder):
    gone = str(folder / "elsewhere" / "manifest.toml")
    with pytest.raises(SettingsError, match=r"is gone\. Put it back"):
        policy(folder, GROUPS, (gone,))


def test_a_group_that_is_not_declared_is_named_with_those_that_are(folder):
    with pytest.raises(VisibilityUnclear, match=r"“Sales leeds”.*HR, Sales leads.*\[visibility\]"):
        policy(folder, GROUPS).known(["hr", "Sales leeds"], "p.txt, line 3,")
    assert policy(folder, GROUPS).known(["SALES  Leads"], "p") == frozenset({"sales leads"})
