"""A finding points at the characters of the source that it is about."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.recruiting.lint import lint, read_post, read_text, review
from roleassistant.recruiting.lint.review import Context


def found(text: str, rule: str, form: str | None = None):
    return [f for f in lint(text, Context(format=form)) if f.rule == rule and f.place]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("markdown", "# Clerk\n\n- One **ninja** here"),
        ("markdown", "# Clerk\n\nA line,\nthen another with a `ninja` in it."),
        ("markdown", "# Clerk\n\n> * [Our ninja](https://x.example/ninja)"),
        ("markdown", "# Clerk\n\n<!-- of two\nlines --> and a ninja"),
        ("markdown", "# Clerk\n\nFish &amp; chips, ninja"),
        ("text", "Clerk\n\n* the ninja"),
        ("html", "<h1>Clerk</h1>\n<p>Fish &amp; chips,\n   a <b>ninja</b></p>"),
        ("html", "<h1>Clerk</h1><ul><li>x<li>our ninja</ul>"),
    ],
)
def test_line_and_column_are_those_of_the_source(form, text):
    (finding,) = found(text, "jargon", form)
    line = text.split("\n")[finding.place.line - 1]
    assert line[finding.place.column - 1 : finding.place.end_column - 1] == "ninja"


def test_a_term_may_go_over_the_end_of_a_line():
    (finding,) = found("# Clerk\n\nYou will hit the\nground running here.", "jargon")
    assert (finding.place.line, finding.place.column) == (3, 10)
    assert (finding.place.end_line, finding.place.end_column) == (4, 15)


def test_windows_lines_count_as_lines():
    (finding,) = found("# Clerk\r\n\r\n- a ninja\r\n", "jargon")
    assert finding.place.line == 3


def test_what_a_browser_does_not_show_is_not_reviewed():
    text = (
        "<html><head><title>ninja</title><style>.ninja{}</style></head><body><h1>Clerk</h1>"
        "<script>var ninja = '<p>ninja</p>'</script><p hidden>ninja</p><nav>ninja</nav>"
        "<div style='display: none'><div>ninja</div>ninja</div><!-- ninja --><p>Seen</p>"
        "</body></html>"
    )
    assert not found(text, "jargon")
    assert read_text(text).text == "Clerk\nSeen"


def test_code_fences_comments_and_footnotes_are_no_text():
    text = "# Clerk\n\nOne[^1] line.<!-- ninja -->\n\n![ninja](a.png)\n"
    assert read_text(text).text == "Clerk\nOne line."


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("markdown", "# Clerk\n\nOne.[^1]\n\n## For the recruiter\n\n- ninja\n\n[^1]: ninja"),
        (
            "html",
            "<h1>Clerk</h1><p>One.<a href='#source-1'>[1]</a><span role='tooltip'>ninja</span></p>"
            "<aside><h2>For the recruiter</h2><p>ninja</p></aside>",
        ),
    ],
)
def test_of_a_working_draft_the_post_alone_is_reviewed(form, text):
    assert read_text(text, form).text == "Clerk\nOne."


@pytest.mark.parametrize(("fence", "sign"), [("---", ":"), ("+++", " =")])
def test_fields_on_top_of_a_file_give_the_title(fence, sign):
    post = read_text(f'{fence}\nlayout{sign} job\ntitle{sign} "Clerk"\n{fence}\nA ninja.\n')
    assert post.title == "Clerk"
    (place,) = [f.place for f in review(post) if f.rule == "jargon"]
    assert place is not None
    assert place.line == 5


def test_a_list_without_marks_is_a_list():
    text = (
        "Clerk\n\nWhat you bring\nFive years in an office\nA head for numbers\nGerman and French\n"
    )
    assert [b.kind.value for b in read_text(text).blocks] == ["heading", "heading", *3 * ["bullet"]]


def test_a_wrapped_paragraph_is_one():
    text = "# Clerk\n\nYou open the letters of the day\nand bring them to the desks, in\nLeeds.\n"
    assert len(read_text(text).blocks) == 2


def test_a_word_document_is_read_with_its_paragraphs():
    document = _word()
    post = read_post(document, "post.docx")
    assert post.unit == "paragraph"
    assert post.title == "Clerk"
    (place,) = [f.place for f in review(post) if f.rule == "jargon"]
    assert place is not None
    assert (place.line, place.excerpt) == (3, "ninja")


def test_tables_of_a_word_document_are_read():
    assert "€30,000 a year" in read_post(_word(), "post.docx").text


def _word() -> bytes:
    from docx import Document

    document = Document()
    document.add_heading("Clerk", 0)
    document.add_heading("What you will do", 1)
    document.add_paragraph("Be our ninja", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Pay"
    table.cell(0, 1).text = "€30,000 a year"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


@given(st.text(max_size=400), st.sampled_from(["markdown", "html"]))
def test_any_text_is_reviewed_and_every_place_lies_in_it(text, form):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in lint(text, Context(format=form)):
        if finding.place:
            place = finding.place
            assert 1 <= place.line <= place.end_line <= len(lines)
            assert place.column >= 1
            assert place.excerpt


_LINES = (
    "# Clerk", "## Requirements", "- a ninja", "**Pay:** TBD", "1. [x](y) rockstar", "> *guys*",
    "<!-- lint: ignore jargon -->", "", "| a | ninja |", "Able to lift 20 kg", "---", "text",
)  # fmt: skip


@given(st.lists(st.sampled_from(_LINES), max_size=12))
def test_the_excerpt_of_a_finding_stands_at_its_place(lines):
    for finding in lint("\n".join(lines)):
        place = finding.place
        if place and place.line == place.end_line:
            written = lines[place.line - 1][place.column - 1 :]
            assert written.startswith(place.excerpt.split()[0][:3])
