"""The forms of a post: what each shows, and that the same post gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.recruiting.conftest import Draft

from roleassistant.recruiting.facts import Facts, Pay, Place
from roleassistant.recruiting.forms import Form, render, side_by_side
from roleassistant.recruiting.forms.jsonld import jsonld, jsonld_text, missing
from roleassistant.recruiting.forms.markdown import escaped
from roleassistant.recruiting.post import JobPost, PartKind

SALES = "DIRECT.FIELDSALES"
FACTS = Facts(
    company="Northwind Tools",
    company_url="https://northwind.example",
    about_company="We make <b>measuring</b> devices.",
    location=(Place("Denver", "Colorado", "US", "hybrid"),),
    pay=Pay("USD", 120_000, 150_000),
    benefits=("Health insurance",),
    employment_type="FULL_TIME",
    equal_opportunity="Everybody is welcome.",
    apply="Write to us.",
    apply_url="https://northwind.example/jobs/17",
    date_posted="2026-01-02",
    valid_through="2026-03-31",
    reference="NW-17",
)
# The vocabulary of schema.org, release 30.0, as far as a posting here uses it.
PROPERTIES = {
    "JobPosting": set(
        """title description datePosted validThrough employmentType hiringOrganization jobLocation
        jobLocationType applicantLocationRequirements baseSalary identifier url skills
        experienceRequirements responsibilities qualifications jobBenefits
        employerOverview""".split()
    ),
    "Organization": {"name", "sameAs"},
    "Place": {"address"},
    "PostalAddress": {"addressLocality", "addressRegion", "addressCountry"},
    "Country": {"name"},
    "MonetaryAmount": {"currency", "value"},
    "QuantitativeValue": {"value", "minValue", "maxValue", "unitText"},
    "PropertyValue": {"name", "value"},
    "OccupationalExperienceRequirements": {"monthsOfExperience", "description"},
}
VOCABULARY = Path(__file__).resolve().parents[3] / "shared" / "jobposts" / "jobpost-schemaorg"


@pytest.fixture(scope="module")
def working(draft: Draft) -> JobPost:
    return draft(SALES, "P5")


@pytest.fixture(scope="module")
def given(draft: Draft) -> JobPost:
    return draft(SALES, "P4", facts=FACTS)


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("published", [True, False])
def test_the_same_post_gives_the_same_bytes(working, form, published):
    assert render(working, form, published=published) == render(working, form, published=published)


@pytest.mark.parametrize("form", [Form.MD, Form.TXT, Form.HTML])
def test_the_working_draft_has_every_source_and_the_published_post_none(working, form):
    draft = str(render(working, form))
    for one in working.citations:
        assert f"{one.source.document}:{one.source.line_start}" in " ".join(draft.split())
    published = str(render(working, form, published=True))
    assert "field-sales-p5" not in published
    assert not re.search(r"\[\^?\d+\]", published)
    assert "inferred" not in published
    assert "For the recruiter" not in published


@pytest.mark.parametrize("form", [Form.MD, Form.TXT, Form.HTML])
def test_the_working_draft_tells_what_to_decide_and_what_was_inferred(working, form):
    text = " ".join(str(render(working, form)).split())
    assert "The profile disagrees on typical experience of P5" in text
    assert "--choose typical-experience" in text
    assert "worked out" in text


def test_placeholders_are_marked_in_every_form(working):
    assert "**\\[Pay: range, currency and period\\]**" in str(render(working, "md", published=True))
    assert 'class="placeholder">[Pay:' in str(render(working, "html", published=True))
    assert "[Pay: range" in str(render(working, "txt", published=True))


# --- Markdown, text ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a * b_c", r"a \* b\_c"),
        ("1. first", r"1\. first"),
        ("- dash", r"\- dash"),
        ("[x](y) <z>", r"\[x\](y) \<z\>"),
        ("# no heading", r"\# no heading"),
        ("8+ years", "8+ years"),
    ],
)
def test_markdown_shows_text_as_it_is(text, wanted):
    assert escaped(text) == wanted


def test_text_is_folded(working):
    assert max(map(len, str(render(working, "txt")).splitlines())) <= 80


# --- HTML -------------------------------------------------------------------------------------


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.seen.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"] or ""] if "href" in values else []
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def outline(page: str) -> _Outline:
    found = _Outline()
    found.feed(page)
    assert not found.open
    return found


def test_a_page_stands_by_itself_and_each_mark_leads_to_its_source(working):
    page = str(render(working, "html"))
    found = outline(page)
    assert found.seen.count("h1") == 1
    assert '<html lang="en">' in page
    assert not {"script", "link", "img", "iframe"} & set(found.seen)
    assert {link.removeprefix("#") for link in found.links} == set(found.ids)
    assert "@media print" in page


def test_what_is_given_cannot_become_markup(given):
    page = str(render(given, "html", published=True))
    assert "&lt;b&gt;measuring&lt;/b&gt;" in page
    outline(page)


# --- DOCX -------------------------------------------------------------------------------------


def test_a_document_has_real_headings_lists_and_a_comment_for_each_line(given):
    from docx import Document

    content = render(given, "docx")
    assert isinstance(content, bytes)
    document = Document(io.BytesIO(content))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "List Bullet"} <= styles
    assert document.core_properties.title == given.title.text
    told = [comment.text for comment in document.comments]
    cited = [line for _, line in given.lines() if line.marks]
    assert len(told) == len(cited)
    assert any("field-sales-p4.txt:26" in text for text in told)


def test_a_published_document_has_no_comments(given):
    from docx import Document

    document = Document(io.BytesIO(bytes(render(given, "docx", published=True))))  # type: ignore[arg-type]
    assert not list(document.comments)
    assert not any("recruiter" in paragraph.text for paragraph in document.paragraphs)


def test_nothing_in_a_document_says_when_it_was_written(given):
    content = render(given, "docx")
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        dates = set(
            re.findall(
                r"\d{4}-\d\d-\d\dT[\d:]+Z",
                "".join(
                    archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
                ),
            )
        )
    assert dates <= {"2000-01-01T00:00:00Z"}


# --- JSON-LD ----------------------------------------------------------------------------------


def test_a_posting_is_of_the_vocabulary(given):
    posting = jsonld(given)
    assert posting["@context"] == "https://schema.org"
    assert posting["experienceRequirements"]["monthsOfExperience"] == 72
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "unitText": "YEAR",
        "minValue": 120000,
        "maxValue": 150000,
    }
    checked(posting)
    assert not missing(given)


def test_a_posting_is_of_the_published_vocabulary(given):
    if not VOCABULARY.is_dir():
        pytest.skip("the vocabulary is not beside this checkout")
    with (VOCABULARY / "properties.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["label"]: row["domainIncludes"] for row in csv.DictReader(file)}
    own = [key for key in jsonld(given) if not key.startswith("@")]
    for name in own:
        if name in rows:
            assert "schema.org/JobPosting" in rows[name] or "schema.org/Thing" in rows[name]
    # These four are of Thing, above every type.
    assert {name for name in own if name not in rows} <= {
        "description",
        "identifier",
        "url",
        "name",
    }


def checked(value: object) -> None:
    if isinstance(value, list):
        for one in value:
            checked(one)
    elif isinstance(value, dict):
        own = {key for key in value if not key.startswith("@")}
        assert own <= PROPERTIES[value["@type"]], value["@type"]
        for one in value.values():
            checked(one)


def test_what_boards_require_and_nobody_gave_is_listed_and_not_made_up(draft: Draft):
    post = draft(SALES, "P4")
    posting = jsonld(post)
    lacking = dict(missing(post))
    assert lacking == {
        "datePosted": True, "hiringOrganization": True, "jobLocation": True, "validThrough": False,
        "baseSalary": False, "employmentType": False, "identifier": False,
    }  # fmt: skip
    assert not set(lacking) & set(posting)
    assert "[" not in posting["description"]


def test_work_from_anywhere_has_a_country_and_no_place(draft: Draft):
    post = draft(SALES, "P4", facts=Facts(location=(Place(country="DE", remote="remote"),)))
    posting = jsonld(post)
    assert posting["jobLocationType"] == "TELECOMMUTE"
    assert posting["applicantLocationRequirements"] == [{"@type": "Country", "name": "DE"}]


def test_no_text_can_end_the_script_that_a_posting_stands_in(draft: Draft):
    post = draft(SALES, "P4", facts=Facts(about_company="</script><script>alert(1)"))
    text = jsonld_text(post)
    assert "</" not in text
    assert "</script>" in json.loads(text)["employerOverview"]


def test_an_undecided_experience_is_in_no_posting(working):
    assert "experienceRequirements" not in jsonld(working)


# --- side by side -----------------------------------------------------------------------------


def test_two_drafts_stand_side_by_side_and_lines_of_both_in_one_row(draft: Draft):
    rows = side_by_side.side_by_side(draft(SALES, "P4"), draft(SALES, "P5"))
    summary = rows[0].rows
    assert summary[0].same
    assert not summary[-1].same
    growth = next(part for part in rows if part.heading == "Where you can grow")
    assert all(row.right is None for row in growth.rows)


def test_side_by_side_has_three_forms(draft: Draft):
    left, right = draft(SALES, "P4"), draft(SALES, "P5")
    assert "|---|---|" in side_by_side.as_markdown(left, right)
    outline(side_by_side.as_page(left, right))
    lines = side_by_side.as_text(left, right).splitlines()
    assert max(map(len, lines)) <= 100
    assert all(len(part.lines) for part in left.parts if part.kind is PartKind.DUTIES)
