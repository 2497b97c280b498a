"""What HTML, Markdown and data do to a reader, one thing at a time."""

from __future__ import annotations

import pytest
from tests.reading.pages import words_in_common

from roleassistant.domain import ALL_ROLES
from roleassistant.reading import registry
from roleassistant.reading.document import decode, load
from roleassistant.reading.reading import LineUse


def read(name, text):
    return registry.read(decode(text.encode(), f"house/{name}"), words_in_common)


def said(name, text):
    """Statement → its levels, of everything but titles."""
    return {
        s.text: [str(level) for level in s.levels]
        for p in read(name, text).profiles
        for s in p.statements
        if s.dimension not in ("Title", "Level name")
    }


def test_data_that_a_strict_parser_refuses_is_read_by_its_lines():
    text = (
        "---\ntitle: Cook\ntopics:\n"
        "  - name: taste\n    title:\n    content:\n"
        "      - level: 1\n        criteria:\n\t  - Salts: but little\n\t  - Cuts\n"
        "      - level: 2\n        criteria:\n          - Salts by heart\n---\n\nAn *afterword*.\n"
    )
    reading = read("cook.md", text)
    assert any("no valid YAML" in note for note in reading.notes)
    assert LineUse.UNPLACED not in reading.lines
    found = said("cook.md", text)
    assert found["Salts: but little"] == ["Level 1"]
    assert found["Salts by heart"] == ["Level 2"]
    assert found["An afterword."] == []


def test_a_key_that_stands_twice_loses_nothing():
    found = said(
        "x.yaml", "role: Cook\nJunior:\n  - Cuts\nJunior:\n  - Stirs\nSenior:\n  - Plans\n"
    )
    assert found == {"Cuts": ["Junior"], "Stirs": ["Junior"], "Plans": ["Senior"]}


def test_hidden_text_scripts_and_comments_are_not_read():
    html = (
        "<h1>Senior Cook</h1><p hidden>Secret one</p><p style='display: none'>Secret two</p>"
        "<!-- Secret three --><script>Secret('four')</script><ul><li>Plans the menu</li></ul>"
    )
    assert list(said("cook.html", html)) == ["Plans the menu"]


def test_tags_that_nobody_closed_end_where_browsers_end_them():
    html = "<h1>Cook</h1><h2>Junior</h2><ul><li>Cuts<li>Stirs</ul><h2>Senior</h2><p>Plans<p>Leads"
    found = said("cook.html", html)
    assert found["Cuts"] == found["Stirs"] == ["Junior"]
    assert found["Plans"] == found["Leads"] == ["Senior"]


def test_a_cell_over_two_levels_is_of_both():
    html = (
        "<h1>Cook</h1><table><tr><th></th><th>Junior</th><th>Senior</th></tr>"
        "<tr><th>Knives</th><td colspan=2>Keeps them sharp</td></tr></table>"
    )
    assert said("cook.html", html)["Keeps them sharp"] == ["Junior", "Senior"]


def test_what_stands_only_in_images_is_said_to_be_missing():
    reading = read(
        "cook.md",
        "# Cook\n\n## Junior\n\n![ladder](ladder.png)\n\n- Cuts\n\n## Senior\n\n- Plans\n",
    )
    assert any("image" in note for note in reading.notes)


def test_texts_at_the_edges_of_every_page_of_a_site_are_those_of_the_site(tmp_path):
    for name, body in [("a", "Cuts"), ("b", "Stirs"), ("c", "Plans")]:
        (tmp_path / f"{name}.html").write_text(
            f"<title>Inn</title><div>Inn staff only.</div><h1>Senior Cook</h1><p>{body} {name}</p>"
            f"<div>Printed in the Inn.</div>"
        )
    reading = registry.read(load(tmp_path / "a.html", "inn/a.html"), words_in_common)
    texts = [s.text for p in reading.profiles for s in p.statements]
    assert "Cuts a" in texts
    assert not [text for text in texts if "Inn" in text]


def test_a_page_of_no_role_is_of_all_roles_of_its_house():
    (profile,) = read("promotion.md", "# How promotion works\n\nTwice a year.\n").profiles
    assert (profile.code.focus, str(profile.level)) == (ALL_ROLES, "")


def test_a_sentence_that_begins_with_bold_type_is_no_label():
    found = said(
        "cook.md", "# Cook\n\n## Junior\n\n- **Always** asks first\n\n## Senior\n\n- Plans\n"
    )
    assert "Always asks first" in found


@pytest.mark.parametrize("cell", ["N/A", "TODO", "N/A, not in use", "-", "tbd", "not applicable"])
def test_a_cell_that_states_nothing_is_an_absence(cell):
    text = f"# Cook\n\n| Area | Junior | Senior |\n|---|---|---|\n| Knives | Cuts | {cell} |\n"
    facts = [s.text for p in read("c.md", text).profiles for s in p.statements if s.kind == "fact"]
    assert facts == ["Cuts"]
