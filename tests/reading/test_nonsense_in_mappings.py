"""Whatever a mapping says of whatever document: a reading with all lines, or an error that names
the mapping and the mend; and what comes to nothing is said."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.pages import words_in_common

from roleassistant.errors import DocumentError
from roleassistant.reading import registry
from roleassistant.reading.document import load

FRAMEWORKS = Path(__file__).parent / "frameworks" / "first"
SEEDS = [
    FRAMEWORKS / "matrix" / "engineering-competencies.md",
    FRAMEWORKS / "nested" / "support-engineer.md",
    FRAMEWORKS / "titles" / "data-team.md",
    FRAMEWORKS / "tracks" / "tracks.json",
    FRAMEWORKS / "ladder-yaml" / "sre.yaml",
    FRAMEWORKS / "site" / "engineers.html",
]
NAMES = st.sampled_from(
    "Junior,Senior,senior,L1,L2 Engineer,Engineer (L3),Level 3,1,2,I,II,Engineer,Support Engineer,"
    "Communication,Mid,mid-level,Data Analyst,Staff,Grade VII,Expected,Band 8a,Ömlaut,技術,★,-, ,"
    "Senior Engineer,Lead,IC3,IC4,Level,Delivery,Site Reliability Engineer,A very long name of a "
    "label that nobody would ever write over anything".split(",")
)
LISTS = st.lists(NAMES, max_size=5)
ENTRIES = st.fixed_dictionaries(
    {},
    optional={
        "files": st.sampled_from(["*", "*.md", "[", "**", "nested/*", ""]),
        "house": NAMES,
        "role": NAMES,
        "aliases": LISTS,
        "level": NAMES,
        "dimension": NAMES,
        "levels": LISTS,
        "roles": LISTS,
        "dimensions": LISTS,
        "called": st.dictionaries(NAMES, NAMES, max_size=4),
    },
)


def toml(entries):
    def value(one):
        if isinstance(one, dict):
            pairs = (f"{json.dumps(k)} = {json.dumps(v)}" for k, v in one.items())
            return f"{{ {', '.join(pairs)} }}"
        return json.dumps(one)

    return "\n".join(
        "[[documents]]\n" + "".join(f"{key} = {value(said)}\n" for key, said in entry.items())
        for entry in entries
    )


def read_with(source: Path, mapping: str, folder: Path):
    file = folder / source.name
    file.write_bytes(source.read_bytes())
    (folder / "mapping.toml").write_text(mapping, "utf-8")
    return registry.read(load(file, f"house/{file.name}"), words_in_common)


@settings(max_examples=120, deadline=None)
@given(source=st.sampled_from(SEEDS), entries=st.lists(ENTRIES, max_size=3))
def test_no_mapping_breaks_the_reading_of_a_document_or_loses_a_line(source, entries):
    said = ""
    with tempfile.TemporaryDirectory() as folder:
        try:
            reading = read_with(source, toml(entries), Path(folder))
        except DocumentError as problem:
            said = str(problem)
            reading = None
    if reading is None:
        assert "mapping.toml" in said
        return
    assert len(reading.lines) == sum(1 for one in reading.document.lines if one.text.strip())
    codes = [str(profile.code) for profile in reading.profiles]
    assert len(codes) == len(set(codes))


PAGE = "# Clerk\n\n## Junior\n\n- Files\n\n## Senior\n\n- Plans\n"


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("documents = 3\n", "list of tables"),
        ('[documents]\nrole = "Clerk"\n', "list of tables"),
        ('documents = ["Clerk"]\n', "list of tables"),
        ('[[document]]\nrole = "Clerk"\n', "'document' is unknown"),
        ('[[documents]]\nlevel_names = ["Junior"]\n', "'level_names' is unknown"),
        ('[[documents]]\nlevels = ["Junior", 2]\n', "levels has to be a list of texts"),
        ("[[documents]]\nlevels = 'Junior'\n", "levels has to be a list of texts"),
        ('[[documents]]\nlevels = ["★", "★★"]\n', "neither letters nor digits"),
        ("[[documents]]\ncalled = ['Jr']\n", "called has to be a table of texts"),
        ('[[documents]]\ncalled = { "Jr" = 1 }\n', "called has to be a table of texts"),
        ('[[documents]]\ncalled = { "A" = "B", "B" = "A" }\n', "in a circle"),
        ('[[documents]]\nlevels = ["Senior"]\ndimensions = ["senior"]\n', "among dimensions"),
        ('[[documents]]\nroles = ["Clerk"]\ndimensions = ["Clerk"]\n', "among dimensions"),
    ],
)
def test_a_mapping_that_makes_no_sense_is_refused_with_the_mend(tmp_path, mapping, said):
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    page.with_name("mapping.toml").write_text(mapping, "utf-8")
    with pytest.raises(DocumentError) as refused:
        registry.read(load(page, "house/page.md"), words_in_common)
    assert said in str(refused.value)
    assert "mapping.toml" in str(refused.value)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ('files = "page.md"\nlevels = ["Junior", "Director"]', "levels 'Director'"),
        ('levels = ["Apprentice", "Master"]', "levels 'Apprentice', 'Master'"),
        ('files = "page.md"\nroles = ["Pilot"]', "roles 'Pilot'"),
        ('files = "page.md"\ndimensions = ["Scope"]', "dimensions 'Scope'"),
        ('levels = ["Junior"]\ncalled = { "Senior" = "Boss" }', "'Boss', is not among levels"),
        ('files = "page.md"\ncalled = { "Jnr" = "Junior" }', "called 'Jnr'"),
        ('role = ""\naliases = ["Scribe"]', "aliases 'Scribe', and no role"),
    ],
)
def test_what_of_a_mapping_comes_to_nothing_is_a_note(tmp_path, mapping, said):
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    page.with_name("mapping.toml").write_text(f"[[documents]]\n{mapping}\n", "utf-8")
    notes = registry.read(load(page, "house/page.md"), words_in_common).notes
    assert [note for note in notes if said in note]
    assert all(note.startswith("house/page.md: mapping.toml has") for note in notes)


@pytest.mark.parametrize("said", ["levels = []\nroles = []\ndimensions = []\ncalled = {}", ""])
def test_empty_lists_leave_a_document_to_be_worked_out(tmp_path, said):
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    plain = registry.read(load(page, "house/page.md"), words_in_common)
    page.with_name("mapping.toml").write_text(f"[[documents]]\n{said}\n", "utf-8")
    mapped = registry.read(load(page, "house/page.md"), words_in_common)
    assert mapped.profiles == plain.profiles
    assert not mapped.notes


def test_a_later_entry_takes_back_what_an_earlier_one_says(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE, "utf-8")
    page.with_name("mapping.toml").write_text(
        '[[documents]]\nrole = "Scribe"\nlevels = ["Junior"]\n\n'
        '[[documents]]\nfiles = "page.md"\nrole = ""\nlevels = []\n',
        "utf-8",
    )
    found = registry.read(load(page, "house/page.md"), words_in_common).profiles
    assert {profile.code.focus for profile in found} == {"ALL_ROLES"}
    assert {str(s.levels[0]) for p in found for s in p.statements if s.levels} >= {"Senior"}


def test_a_label_that_is_a_level_and_a_role_is_the_role_over_levels_and_a_level_elsewhere(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# Careers\n\n## Weaver\n\n### Weaver\n\n- Weaves\n\n### Master\n\n- Teaches\n\n"
        "## Dyer\n\n### Dyer\n\n- Dyes\n\n### Master\n\n- Mixes\n",
        "utf-8",
    )
    page.with_name("mapping.toml").write_text(
        '[[documents]]\nroles = ["Weaver", "Dyer"]\nlevels = ["Weaver", "Dyer", "Master"]\n',
        "utf-8",
    )
    found = registry.read(load(page, "house/page.md"), words_in_common).profiles
    said = {s.text: (p.title, str(s.levels[0])) for p in found for s in p.statements if s.levels}
    assert said["Weaves"] == ("Weaver", "Weaver")
    assert said["Mixes"] == ("Dyer", "Master")
