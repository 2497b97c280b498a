"""What lines show once markup is taken off: the check that a quote stands where it is cited."""

from __future__ import annotations

import pytest

from roleassistant.reading.showing import of_html, of_markdown, of_scalar, stands


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<p>Owns the <b>quality</b> of a pro<i>duct</i></p>", "Owns the quality of a product"),
        ("one<br>two", "one two"),
        ("R&amp;D &lt;3 &eacute;t&#233;", "R&D <3 été"),
        ("a <script>alert(1)</script><!-- no -->b", "a b"),
        ("if a < b and b > c", "if a < b and b > c"),
        ("two\n   lines\u00a0here", "two lines here"),
    ],
)
def test_html_shows_its_text(raw, shown):
    assert of_html(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("**Leads** a _small_ team", "Leads a small team"),
        ("see [the guide](https://x.y/z) and <https://a.b>", "see the guide and https://a.b"),
        ("uses `snake_case` and 2*3*4", "uses snake_case and 234"),
        ("a file_name_here stays", "a file_name_here stays"),
        (r"not \*bold\*", "not *bold*"),
        ("- wrapped\n  by hand", "wrapped by hand"),
        ("![chart](c.png) beside", "beside"),
    ],
)
def test_markdown_shows_its_text(raw, shown):
    assert of_markdown(raw) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ('"says \\"no\\" often"', 'says "no" often'),
        ("'it''s theirs'", "it's theirs"),
        ("plain: text", "plain: text"),
        ('"folded\n   over lines"', "folded over lines"),
    ],
)
def test_a_scalar_shows_its_value(raw, shown):
    assert of_scalar(raw) == shown


def test_a_quote_stands_in_whole_lines_and_not_where_it_is_changed():
    lines = "<tr><td>Mentors mid-level colleagues &amp; interns</td>\n<td>Grows others</td></tr>"
    assert stands("Mentors mid-level colleagues & interns", lines)
    assert not stands("Mentors senior colleagues & interns", lines)
    assert not stands("", lines)
