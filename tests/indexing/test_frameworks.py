"""Frameworks in an index: roles that several documents describe, levels that refer to others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from roleassistant.answering.audit import audit

INVENTED = Path(__file__).resolve().parent.parent / "reading" / "frameworks"


@pytest.fixture
def house(tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    return folder


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def page(level, *items):
    listed = "".join(f"- {item}\n" for item in items)
    return f"# {level} Data Engineer\n\n## Code fluency\n\n{listed}"


def said(library, key, level):
    generation = library.open()
    chunks = generation.select(role=key)
    return {
        c.statement.text: c.statement
        for c in chunks
        if level in [str(x) for x in c.statement.levels] and c.statement.kind == "fact"
    }


def test_a_reference_to_another_level_is_followed_into_its_document(library, build, house):
    write(house, "ic3.md", page("IC3", "Writes code that others can read"))
    write(house, "ic4.md", page("IC4", "The expectations for L3 code fluency still apply", "Leads"))
    build(house)
    found = said(library, "ACME.DATA_ENGINEER", "IC4")
    taken = found["Writes code that others can read"]
    assert taken.attribution.how == "inferred"
    assert "IC3" in (taken.attribution.method or "")
    assert taken.span.document == "acme/ic3.md"
    assert found["Leads"].attribution.how == "stated"


def test_one_document_for_each_competency_makes_one_role(library, build, tmp_path):
    shutil.copytree(INVENTED / "first" / "competency", tmp_path / "studio")
    report = build(tmp_path / "studio")
    (role,) = library.open().roles
    assert role.title == "Typesetter"
    assert {str(level) for level in role.levels} == {"Apprentice", "Practitioner", "Master"}
    assert not [w for w in report.warnings if "both claim" in w]


def test_l_and_a_number_are_the_letters_of_the_ladder(library, build, house):
    write(house, "ic3.md", page("IC3", "Reads"))
    write(house, "ic4.md", page("IC4", "Leads"))
    write(
        house,
        "more.md",
        "# Data Engineer\n\n| | L3 | L4 |\n|---|---|---|\n| Reach | Team | House |\n",
    )
    build(house)
    (role,) = library.open().roles
    assert [str(level) for level in role.described_levels] == ["IC3", "IC4"]
    assert "Team" in said(library, "ACME.DATA_ENGINEER", "IC3")


def test_titles_with_numbers_and_rungs_are_one_ladder(library, build, tmp_path):
    shutil.copytree(INVENTED / "first" / "site", tmp_path / "site")
    build(tmp_path / "site")
    (role,) = [r for r in library.open().roles if r.title == "Engineer"]
    named = [str(level) for level in role.described_levels]
    assert named == ["Engineer I", "Engineer II", "Senior", "Staff"]


def test_a_mapping_that_changes_has_its_documents_read_again(library, build, house):
    write(house, "people.md", "# Growth\n\n## Blue\n\n- Sorts\n\n## Green\n\n- Opens\n")
    build(house)
    assert build(house).unchanged == 1
    write(house, "mapping.toml", '[[documents]]\nrole = "Clerk"\nlevels = ["Green", "Blue"]\n')
    assert build(house).updated == 1
    (role,) = library.open().roles
    assert [str(level) for level in role.described_levels] == ["Green", "Blue"]


def test_a_mapping_that_cannot_be_used_fails_its_documents_and_no_others(library, build, house):
    write(house, "a/people.md", "# Cook\n\n## Junior\n\n- Cuts\n\n## Senior\n\n- Plans\n")
    write(house, "b/people.md", "# Nurse\n\n## Junior\n\n- Cares\n\n## Senior\n\n- Leads\n")
    write(house, "a/mapping.toml", "[[documents]]\nlevels = 3\n")
    report = build(house)
    assert [failed.path for failed in report.failed] == ["acme/a/people.md"]
    assert [role.title for role in library.open().roles] == ["Nurse"]


def test_what_is_of_no_role_stands_under_its_house(library, build, house):
    write(house, "promotion.md", "# How promotion works\n\nTwice a year.\n")
    write(house, "ic3.md", page("IC3", "Reads"))
    write(house, "m1.md", "# M1 Sales Manager\n\n## Reach\n\n- Leads a shop\n")
    build(house)
    roles = {role.key: role for role in library.open().roles}
    assert set(roles) == {"ACME.ALL_ROLES", "ACME.DATA_ENGINEER", "ACME.SALES_MANAGER"}
    assert roles["ACME.ALL_ROLES"].levels == ()


def test_what_is_of_no_role_is_of_the_only_one_of_its_house(library, build, house):
    about = "profession: Ward Clerk\nbands:\n  band_2: Ward Assistant\n  band_3: Ward Clerk\n"
    write(house, "about.yaml", about)
    for name in ("communication", "leadership", "teamwork"):
        says = f"levels:\n  band_2:\n    - Learns {name}\n  band_3:\n    - Shows {name}\n"
        write(house, f"{name}.yaml", f"competency: {name.title()}\n{says}")
    build(house)
    (role,) = library.open().roles
    assert (role.key, role.title) == ("ACME.WARD_CLERK", "Ward Clerk")
    assert "Shows teamwork" in said(library, role.key, "Band 3")
    assert [str(level) for level in role.described_levels] == ["Band 2", "Band 3"]


def test_levels_that_nobody_has_heard_of_stand_as_their_table_lists_them(library, build, tmp_path):
    shutil.copytree(INVENTED / "first" / "unheard", tmp_path / "park")
    report = build(tmp_path / "park")
    (role,) = library.open().roles
    assert [str(level) for level in role.described_levels] == ["Seedling", "Sapling", "Oak"]
    assert not report.warnings


def cook(knives, guests):
    return (
        f"# Cook\n\n## Junior\n\n### Knives\n\n- {knives}\n\n### Guests\n\n- {guests}\n\n"
        "## Senior\n\n### Knives\n\n- Sharpens\n"
    )


def test_revisions_of_one_document_are_told_from_parts_of_a_whole(library, build, house):
    write(house, "cook-2024.md", cook("Cuts", "Greets"))
    write(house, "cook-2025.md", cook("Cuts and peels", "Greets"))
    more = "# Cook\n\n## Junior\n\n### Menu\n\n- Reads it\n\n## Senior\n\n### Menu\n\n- Writes\n"
    write(house, "more.md", more)
    build(house)
    found = [c for c in audit(library.open()).contradictions if "claim to be" in c.about]
    assert [c.about for c in found] == ["2 files claim to be ACME.COOK.JUNIOR"]
