"""Templates of an organisation: what they see, and what they cannot do."""

from __future__ import annotations

import pytest
from tests.recruiting.conftest import Draft

from roleassistant.errors import UsageError
from roleassistant.recruiting.facts import Facts
from roleassistant.recruiting.templates import rendered

SALES = "DIRECT.FIELDSALES"


def test_a_template_gives_the_post_its_own_form(tmp_path, draft: Draft):
    file = tmp_path / "post.md.j2"
    file.write_text(
        "{{ title }} at {{ facts.company }}\n"
        "{% for line in part.duties.lines %}* {{ line.shown }}\n{% endfor %}",
        encoding="utf-8",
    )
    post = draft(SALES, "P4", facts=Facts(company="Northwind"))
    lines = rendered(post, file, published=True).splitlines()
    assert lines[0] == "Senior Account Executive, Field Sales at Northwind"
    assert lines[1].startswith("* You lead large competitive pursuits")


def test_in_a_page_texts_are_escaped(tmp_path, draft: Draft):
    file = tmp_path / "post.html.j2"
    file.write_text("{{ facts.company }}", encoding="utf-8")
    assert rendered(draft(SALES, "P4", facts=Facts(company="<b>")), file) == "&lt;b&gt;"


def test_what_is_published_has_no_sources(tmp_path, draft: Draft):
    file = tmp_path / "post.j2"
    file.write_text("{{ sources|length }} {{ parts[0].lines[0].marks }}", encoding="utf-8")
    assert rendered(draft(SALES, "P4"), file, published=True) == "0 []"
    assert not rendered(draft(SALES, "P4"), file).startswith("0")


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ parts.append(1) }}",
        "{{ nothing_of_this_name }}",
        "{% for line in %}",
        "{% include 'other.j2' %}",
        "{{ 1 / 0 }}",
        "{{ title + 1 }}",
        "{{ 'x' * 10**10 }}",
        "{{ 'x'.center(10**10) }}",
        "{% for a in range(99999) %}{{ title * 99 }}{% endfor %}",
    ],
)
def test_what_a_template_may_not_do_is_wrong_usage(tmp_path, draft: Draft, text):
    file = tmp_path / "post.j2"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"post\.j2"):
        rendered(draft(SALES, "P4"), file)


def test_a_template_that_takes_too_long_is_ended(tmp_path, draft: Draft, monkeypatch):
    monkeypatch.setattr("roleassistant.recruiting.templates._SECONDS", 1)
    file = tmp_path / "post.j2"
    file.write_text(
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        encoding="utf-8",
    )
    with pytest.raises(UsageError, match="takes longer than 1 seconds"):
        rendered(draft(SALES, "P4"), file)
