"""A mapping beside documents overrides what is worked out, and a bad one is named."""

from __future__ import annotations

import pytest
from tests.reading.pages import words_in_common

from roleassistant.errors import DocumentError
from roleassistant.reading import registry
from roleassistant.reading.document import load
from roleassistant.reading.explaining import explained
from roleassistant.reading.interpretation.mapping import digest, rules_for
from roleassistant.reading.suggesting import suggestion

ODD = """\
# Growth

## Blue

- Sorts the post
- Answers the door

## Green

- Opens the post
"""


@pytest.fixture
def odd(tmp_path):
    folder = tmp_path / "house" / "desk"
    folder.mkdir(parents=True)
    file = folder / "people.md"
    file.write_text(ODD, "utf-8")
    return file


def profiles(file):
    return registry.read(load(file, f"house/desk/{file.name}"), words_in_common).profiles


def test_without_a_mapping_labels_that_name_no_level_are_sections(odd):
    assert not any(s.levels for p in profiles(odd) for s in p.statements)


@pytest.mark.parametrize("place", ["desk/mapping.toml", "mapping.toml", "desk.toml"])
def test_a_mapping_names_the_role_and_its_levels_in_their_order(odd, place):
    mapping = odd.parent.parent / place
    mapping.write_text(
        '[[documents]]\nfiles = "*.md"\nrole = "Receptionist"\nhouse = "Inn"\n'
        'aliases = ["Front desk"]\nlevels = ["Green", "Blue"]\n',
        "utf-8",
    )
    found = profiles(odd)
    assert {str(p.code) for p in found} == {"INN.RECEPTIONIST.BLUE", "INN.RECEPTIONIST.GREEN"}
    assert [str(level) for level in found[0].ladder] == ["Green", "Blue"]
    assert found[0].aliases == ("Front desk",)
    said = {s.text: str(s.levels[0]) for p in found for s in p.statements if s.section != "summary"}
    assert said["Sorts the post"] == "Blue"
    assert {s.attribution.how for p in found for s in p.statements} == {"stated"}


def test_a_label_can_be_said_to_be_no_level_and_another_to_mean_one(odd):
    odd.write_text("# Clerk\n\n## Senior\n\n- Files\n\n## Jr\n\n- Copies\n\n## Lead\n\n- Plans\n")
    mapping = odd.with_name("mapping.toml")
    mapping.write_text(
        '[[documents]]\ndimensions = ["Lead"]\ncalled = { "Jr" = "Junior" }\n', "utf-8"
    )
    said = {s.text: [str(x) for x in s.levels] for p in profiles(odd) for s in p.statements}
    assert (said["Files"], said["Copies"], said["Plans"]) == (["Senior"], ["Junior"], [])


@pytest.mark.parametrize(
    "text",
    ["not toml at all [", "[[documents]]\nroles = 3\n", "[[documents]]\nnobody = 'x'\n"],
)
def test_a_mapping_that_cannot_be_used_is_named(odd, text):
    odd.with_name("mapping.toml").write_text(text, "utf-8")
    with pytest.raises(DocumentError, match=r"mapping\.toml"):
        rules_for(load(odd, "house/desk/people.md"))


def test_other_toml_files_beside_documents_are_no_mappings(odd):
    odd.with_name("people.toml").write_text("[tool.black]\nline-length = 100\n", "utf-8")
    assert rules_for(load(odd, "house/desk/people.md")) is None
    assert digest(odd, "house/desk/people.md") == ""


def test_a_suggested_mapping_reads_to_the_same(tmp_path):
    file = tmp_path / "house" / "baker.md"
    file.parent.mkdir()
    file.write_text("# Baker\n\n## Level 1\n\n- Kneads\n\n## Level 2\n\n- Bakes\n", "utf-8")
    before = registry.read(load(file, "house/baker.md"), words_in_common)
    text = suggestion([explained(before)])
    file.with_name("mapping.toml").write_text(text, "utf-8")
    after = registry.read(load(file, "house/baker.md"), words_in_common)
    assert 'role = "Baker"' in text
    assert 'levels = ["Level 1", "Level 2"]' in text
    flat = [[(str(p.code), s.text, s.levels) for p in r.profiles for s in p.statements]
            for r in (before, after)]  # fmt: skip
    assert flat[0] == flat[1]


def levels_of(file):
    return {
        s.text: [str(level) for level in s.levels]
        for p in profiles(file)
        for s in p.statements
        if s.kind == "fact"
    }


def mapped(tmp_path, name, text, mapping):
    folder = tmp_path / "house" / "desk"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, "utf-8")
    (folder / "mapping.toml").write_text(f'[[documents]]\nfiles = "*"\n{mapping}', "utf-8")
    return folder / name


def test_a_level_that_a_mapping_lists_is_called_as_it_says(tmp_path):
    text = "# Clerks\n\n## Hand\n\n- Sorts\n\n## Keeper\n\n- Files\n"
    mapping = (
        'levels = ["Hand", "Keeper"]\ncalled = { Hand = "Junior Clerk", Keeper = "Archivist" }'
    )
    file = mapped(tmp_path, "clerks.md", text, mapping)
    assert levels_of(file) == {"Sorts": ["Junior Clerk"], "Files": ["Archivist"]}


def test_a_mapping_may_name_levels_by_the_ids_that_the_data_has_for_them(tmp_path):
    things = "levels:\n  - id: hand\n    name: Post Hand\n  - id: head\n    name: Head of Post\n"
    said = "said:\n  - level: hand\n    text: Sorts\n  - level: head\n    text: Files\n"
    mapping = 'levels = ["hand", "head"]\ncalled = { hand = "P1", head = "P2" }'
    file = mapped(tmp_path, "post.yaml", f"name: Post\n{things}{said}", mapping)
    assert levels_of(file) == {"Sorts": ["P1"], "Files": ["P2"]}


def test_the_role_of_a_mapping_stands_over_those_that_headings_name(tmp_path):
    one, two = ("| Level | {0}1 | {0}2 |\n|---|---|---|\n| **Post** | Sorts | Files |\n",) * 2
    text = f"# All\n\n## Clerk ladder\n\n{one.format('C')}\n## Porter ladder\n\n{two.format('T')}"
    file = mapped(tmp_path, "all.md", text, 'role = "Postal worker"')
    assert {p.title for p in profiles(file)} == {"Postal worker"}


def test_columns_of_levels_that_only_a_mapping_knows_are_no_labels(tmp_path):
    text = "# Clerks\n\n| Area | Moss | Fern | Senior | Staff |\n|---|---|---|---|---|\n"
    text += "| Post | Sorts | Files | Reads | Signs |\n| Door | Opens | Greets | Guards | Locks |\n"
    mapping = 'levels = ["Moss", "Fern", "Senior", "Staff"]'
    found = levels_of(mapped(tmp_path, "clerks.md", text, mapping))
    assert (found["Sorts"], found["Files"], found["Locks"]) == (["Moss"], ["Fern"], ["Staff"])
