"""Pairs of statements of one role and level, written by hand: which cannot both hold."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering.literals import chunk

from roleassistant.answering.conflicts.disagreement import Kind
from roleassistant.answering.conflicts.extraction import values_of
from roleassistant.answering.conflicts.within_role import disagreements
from roleassistant.domain import SectionKind
from roleassistant.indexing.chunks import Chunk

YEARS, DEGREE = "typical experience", "degree required"
REPORTS, TEAM, ACCOUNTS = "number of direct reports", "team size", "number of accounts"
GUIDED = "number of people guided"
BUDGET, LIMIT, QUOTA = "budget", "approval limit", "quota"
WHOM = "levels managed"
TRAVEL, NOTICE, LINE, PEOPLE = (
    "travel share",
    "notice period",
    "reporting line",
    "people management",
)


def said(text: str, row: int, level: str) -> Chunk:
    """ "| Label: text" is a cell of the guidelines, "Label: text" of the level definition, ". text"
    a sentence of a section of its own, and anything else a duty."""
    if text.startswith(". "):
        return chunk(text[2:], level, row=row, section=SectionKind.OTHER, dimension=None)
    section = SectionKind.GUIDELINES if text.startswith("| ") else SectionKind.LEVEL_DEFINITION
    label, colon, value = text.removeprefix("| ").partition(": ")
    if not colon:
        return chunk(text, level, row=row, section=SectionKind.RESPONSIBILITIES, dimension=None)
    return chunk(value, level, row=row, section=section, dimension=label)


# (about, one, other): what is disputed.
OPPOSED = [
    # Years: a different minimum, or two ranges that end differently.
    (YEARS, "| Typical Degree & Years: 12+ years", "Typical experience: 8–12 yrs"),
    (YEARS, "| Years: at least ten years", "Typical experience: 8+ years"),
    (YEARS, "| Experience: 18 months", "Typical experience: 2 years"),
    (YEARS, "| Experience: a decade", "Typical experience: 8 yrs"),
    (YEARS, "| Experience: five to seven years", "Typical experience: 7–9 yrs"),
    (YEARS, "| Experience: up to 2 years", "Typical experience: 2+ yrs"),
    (YEARS, "| Experience: 3–5 years", "Typical experience: 3–6 yrs"),
    (YEARS, "| Experience: 6–12 months", "Typical experience: 1–2 yrs"),
    (YEARS, "| Years of experience: 8–12", "Typical experience: 5–7 yrs"),
    (YEARS, "| Years of experience: 10+", "Typical experience: 8+ years"),
    (YEARS, "| Experience: no less than 7 years", "Typical experience: 5–8 yrs"),
    (YEARS, "| Experience: ≥ 10 years", "Typical experience: 8 yrs"),
    (YEARS, "| Experience: seven-plus years", "Typical experience: 5+ YOE"),
    (YEARS, "| Experience: two decades", "Typical experience: 15+ yrs"),
    (YEARS, "| Experience: 1½ years", "Typical experience: one year"),
    (YEARS, "| Experience: ten (10) years", "Typical experience: twelve (12) years"),
    (YEARS, ". Requires at least 10 years of experience in sales.", "Typical experience: 6–8 yrs"),
    (YEARS, ". 5+ years of relevant experience", "| Typical Degree & Years: 8+ years"),
    (YEARS, "| Experience: 2 years leading, 9+ years in total", "Typical experience: 2+ years"),
    (
        YEARS,
        "| Degree & Years: Bachelor's and 8 years, or master's and 6 years",
        "Typical experience: 3–5 yrs",
    ),
    (YEARS, "| Experience: 5 yrs+", "Typical experience: 3 yrs+"),
    (YEARS, "| Years: 5 years", "Minimum experience: 36 months"),
    (YEARS, "| Typical Degree & Years: BA or BS; 7-10 years", "Experience: 10 years or more"),
    (YEARS, "| Years: 8 through 12 years", "Typical experience: over 12 years"),
    (YEARS, ". Requires 10+ years of experience with Python.", "Typical experience: 3–5 yrs"),
    # Degrees: another one is the least.
    (DEGREE, "| Degree: High school diploma", "Education: Bachelor's degree"),
    (DEGREE, "| Degree: Bachelor's degree", "Education: Master's degree"),
    (DEGREE, "| Degree: No degree required", "Education: Bachelor's degree"),
    (DEGREE, "| Typical Degree & Years: None; 2–4 years", "Education: Bachelor's degree"),
    (DEGREE, "| Degree: PhD in statistics", "Education: Master's degree in statistics"),
    (DEGREE, "| Education: completed apprenticeship", "Degree: BSc in engineering"),
    (DEGREE, "| Typical Degree & Years: Master's degree; 8+ years", "Degree: Bachelor's degree"),
    (DEGREE, "| Degree: Bachelor's or master's degree", "Education: MBA"),
    # People who report, teams, accounts.
    (REPORTS, "Direct reports: 5", "Has 8 direct reports."),
    (REPORTS, "Span of control: 4–6", "| Direct reports: 8–10"),
    (REPORTS, "Manages up to ten direct reports.", "Direct reports: up to 6"),
    (TEAM, "Team size: 5–8", "Leads a team of twelve people."),
    (TEAM, "Scope: One team, usually four to eight people", "Manages 10 to 15 engineers."),
    (TEAM, "Headcount: 40", "Leads a department of 25 employees."),
    (TEAM, "Leads four to eight field sellers.", "Team size: 10–12 people"),
    (TEAM, "Team size: 5", "Supervises a team of about 20."),
    (TEAM, "Supervises three team leads.", "Manages 5 team leads directly."),
    (ACCOUNTS, "Accounts: 10", "Manages a portfolio of 25 accounts."),
    (ACCOUNTS, "Owns 20 to 30 customers.", "Accounts: 40–50"),
    (ACCOUNTS, "Looks after 10 direct accounts.", "Looks after twelve accounts."),
    # Whoever is led, whatever is had in hand.
    (TEAM, "Heads two dispatchers.", "Leadership: Supervises six dispatchers a night"),
    (TEAM, "Leads ten to fourteen nurses on one ward.", "Team size: 4–6 people"),
    (GUIDED, "Mentors two underwriters.", "Leadership: Guides five underwriters"),
    (
        "number of files",
        "Carries 30 to 40 open files at a time.",
        "Scope: 55–70 open files of fire",
    ),
    ("number of wards", "Oversees two to three wards.", "Scope: Four to six wards"),
    ("number of vehicles", "Looks after 20 vehicles.", "| Scope: One depot, about 45 vehicles"),
    ("number of vessels", "Runs up to eight vessels.", "Scope: ten vessels"),
    ("number of shops", "Covers at least nine shops.", "Scope: 4–6 shops"),
    ("number of tickets", "Handles 20 tickets a day.", "Workload: 35 tickets per day"),
    (
        "“Answers complaints within …”",
        "Answers complaints within ten days.",
        "| Service: Answers complaints within three weeks.",
    ),
    (
        "“Holds waste …”",
        "Holds waste below 3 percent.",
        "Quality: Holds waste below 5 percent for the plant",
    ),
    # Money, share, notice.
    (BUDGET, "Budget: up to 80,000 euros", "Holds a budget of up to €120,000."),
    (BUDGET, "Budget: $2m", "Manages an annual budget of $3.5 million."),
    (BUDGET, "Budget: $1–2m", "Budget responsibility: $1–3m"),
    (LIMIT, "Signs off contracts worth up to 500,000 euros.", "Approval limit: €1m"),
    (LIMIT, "Decision rights: approves discounts up to $50k", "Approves deals up to $75,000."),
    (QUOTA, "Quota: $1.2M", "Carries a quota of $2M."),
    (TRAVEL, "Travel: 20 %", "Travels up to 50% of the time."),
    (TRAVEL, ". Travel of 40 to 60 percent is expected.", "Travel: 10–20 percent"),
    (TRAVEL, "Travel: up to 25%", ". Requires 50% travel."),
    (TRAVEL, ". No travel.", "Travel: 30 %"),
    (NOTICE, "Notice period: 3 months", ". The notice period is four weeks."),
    (NOTICE, "Notice: six months", ". Three months' notice."),
    # Reporting scope.
    (LINE, "Reports to: Head of Sales", ". Reports directly to the chief financial officer."),
    (LINE, "Reporting line: Engineering Director", ". Reports to the VP Product."),
    (PEOPLE, "Leadership: No direct reports", "Has six direct reports."),
    (PEOPLE, "Leadership: Works without people responsibility", "Line-manages the local team."),
    (PEOPLE, "Leadership: Direct management of junior staff", ". Does not manage people."),
    (PEOPLE, "Leadership: Individual contributor", "Manages a team of six engineers."),
    (PEOPLE, "Leadership: No direct reports", "Leads a team of eight sellers."),
    (PEOPLE, "Direct reports: 0", "Manages a team of six engineers."),
    (REPORTS, "Direct reports: 0", "Has 5 direct reports."),
    (REPORTS, "Direct reports: None", "Has 5 direct reports."),
    (PEOPLE, "Direct reports: none", "Manages a team of six engineers."),
    (TRAVEL, "Travel: none", ". Travels 30 % of the time."),
    (WHOM, "Leadership: Direct management of P1 to P3 staff", "Manages P4 and P5 experts."),
]
OWN_LABELS = [
    ("Deal size: $50k", "Deal size: $200k"),
    ("Release cadence: 2 weeks", "Release cadence: 4 weeks"),
    ("Interviews: 12 a quarter", "Interviews: 20 a quarter"),
    ("Utilisation: 80 %", "Utilisation: 65 %"),
]
# Said in other words, or of something else.
AGREED = [
    ("| Typical Degree & Years: 8+ years", "Typical experience: 8–12 yrs"),
    ("| Experience: 18 months", "Typical experience: 1.5 years"),
    ("| Experience: a decade", "Typical experience: ten years"),
    ("| Experience: five to seven years", "Typical experience: 5–7 yrs"),
    ("| Experience: 3 years, of which 1 leading", "Typical experience: 3+ years"),
    ("| Experience: including 2 years leading; 8+ years", "Typical experience: 8–12 yrs"),
    ("| Experience: 24 months", "Typical experience: two years"),
    ("| Experience: 5 years", "Typical experience: 5–7 yrs"),
    ("| Experience: at least five years", "Typical experience: 5+ yrs"),
    ("| Years of experience: 8–12", "Typical experience: 8–12 yrs"),
    ("| Experience: more than 8 years", "Typical experience: 8+ yrs"),
    ("| Experience: up to 2 years", "Typical experience: 0–2 yrs"),
    ("| Experience: 12 years", "Manages 10 direct accounts."),
    ("| Experience: 3–6 years; looks after 10 accounts", "Typical experience: 3–6 yrs"),
    ("| Experience: 4 years", "Mentors colleagues with less than 2 years of experience."),
    ("| Experience: 4 years", ". Celebrates 10 years of the company."),
    ("| Degree & Years: Bachelor's and 8+ years, or master's and 6+", "Experience: 8–12 yrs"),
    (
        "| Degree & Years: 8 years with a bachelor's or 6 years with a master's degree",
        "Typical experience: 6+ yrs",
    ),
    ("| Experience: 8+ years", ". Requires 3+ years of experience with Python."),
    ("| Experience: 8–12 years", ". At least 2 years of leadership experience."),
    ("| Experience: 8+ years", ". Needs 5 years' experience as a team lead."),
    (". 5+ years of experience with SQL", ". 3+ years of experience in a bank"),
    ("| Experience: 8+ years", ". At least eight years of relevant experience."),
    ("| Degree: Bachelor's degree", "Education: bachelor's degree in any subject"),
    ("| Degree: Bachelor's degree, master's welcome", "Education: Bachelor's degree"),
    ("| Degree: Bachelor's degree, often an MBA", "Education: Bachelor's degree or equivalent"),
    ("| Degree: Master's degree preferred", "Education: Bachelor's degree"),
    ("| Degree: Bachelor's or master's degree", "Education: Bachelor's degree"),
    ("| Degree: Master's degree or equivalent", "Education: Bachelor's degree"),
    ("Direct reports: 5", "Team size: 30"),
    ("Direct reports: 4–6", "Has four to six direct reports."),
    ("Team size: 5–8 people", "Leads a team of five to eight."),
    ("Team size: 5–8 people", "Leads a pursuit team of 12 people."),
    ("Team size: 5–8 people", "Runs workshops with 20 people."),
    ("Team size: 8", "Leads one team of individual contributors."),
    ("Manages three team leads.", "Manages 40 engineers."),
    ("Manages 5 engineers.", "Manages 3 designers."),
    ("Accounts: 10", "Owns 200 leads."),
    ("Manages 10 key accounts.", "Manages 200 small accounts."),
    ("Owns ten accounts.", "Writes a plan for each of the top five accounts."),
    ("Budget: 2 million euros", "Holds a budget of €2m."),
    ("Budget: €2m", "Budget: $3m"),
    ("Budget: €2m", "Spends a training budget of €20,000."),
    ("Budget: €2m", "Signs off contracts worth up to €500,000."),
    ("Quota: $1.2M", "Budget: $2M"),
    ("Travel: about 20 percent", "Travels 20% of the time."),
    ("Travel: 20 %", "Grows revenue by 30 %."),
    ("Travel: 25 %", ". Spends 25% of the time travelling."),
    ("Notice period: 1 month", ". Notice: 4 weeks"),
    ("Notice period: 3 months", ". Notice period of twelve weeks."),
    ("Reports to: Head of Sales", ". Reports to the Head of Sales for the region."),
    ("Reports to: VP Sales", ". Reports to the Vice President of Sales."),
    ("Reports to: Head of Sales", "Reports to the board every quarter."),
    ("Reports to: Head of Sales", "Writes reports to explain churn."),
    ("Leadership: No direct reports", "Mentors two juniors."),
    ("Leadership: No direct reports", "Direct reports: 0"),
    ("Leadership: No direct reports", "May lead a team of up to 5 people."),
    ("Leadership: Individual contributor", "Leads a pursuit team of 12 people."),
    ("Leadership: Direct management of P1 to P3 staff", "Manages P2 colleagues."),
    ("Leadership: Manages M1 managers", "Guides P4 colleagues."),
    ("Scope: 3 regions", "Impact: 12 regions"),
    ("| Knowledge: Knows five methods.", "Knowledge: Knows three tools."),
    # Of other things, of a part of it, or within what the other allows.
    ("Supervises three controllers.", "Leadership: Guides five controllers"),
    ("Supervises three controllers.", "Supervises two inspectors."),
    ("Carries 30 open files.", "Closes 90 open files a year."),
    ("Carries 30 to 40 open files.", "Carries 200 closed files."),
    ("Carries 30 to 40 files.", "Scope: ten files of fire"),
    ("Carries 30 files of fire.", "Carries 60 files of theft."),
    ("Handles 20 tickets a day.", "Handles 90 tickets a week."),
    ("Runs up to eight vessels.", "Scope: five vessels"),
    ("Covers at least four shops.", "Scope: six shops"),
    ("Leads up to ten nurses per shift.", "Team size: 6"),
    ("Owns one depot.", "Scope: Three depots"),
    ("Manages four routers.", "Team size: 9"),
    ("Looks after 20 vehicles.", "Impact: 45 vehicles"),
    ("Owns the plan for 20 vehicles.", "Reports on 45 vehicles."),
    ("Answers complaints within ten days.", "Answers audits within 3 weeks."),
    ("Holds waste below 3 percent.", "Holds energy below 5 percent."),
    ("Released in 2024", "Released in 2026"),
    ("Updates 41-4012 records.", "Updates 41-4011 records."),
]


@pytest.mark.parametrize("level", ["P5", "IC3", "L4", "Senior"])
@pytest.mark.parametrize(("about", "one", "other"), OPPOSED)
def test_what_cannot_both_hold_is_told_and_nothing_else(about, one, other, level):
    for first, second in ((one, other), (other, one)):
        found = disagreements([said(first, 1, level), said(second, 2, level)])
        assert [(d.about, str(d.level)) for d in found if d.kind is not Kind.NEGATION] == [
            (about, level)
        ]
        assert {side.chunk.row for side in found[0].sides} == {1, 2}


@pytest.mark.parametrize(("one", "other"), OWN_LABELS)
def test_one_figure_under_a_label_of_the_house_is_compared_by_its_label(one, other):
    pair = [said(one, 1, "L4"), said(other, 2, "L4")]
    assert [d.about for d in disagreements(pair)] == [one.split(":")[0].casefold()]


@pytest.mark.parametrize(("one", "other"), AGREED)
def test_what_may_both_hold_is_not_told(one, other):
    for first, second in ((one, other), (other, one)):
        assert disagreements([said(first, 1, "P4"), said(second, 2, "P4")]) == []


@pytest.mark.parametrize(("about", "one", "other"), OPPOSED)
def test_levels_are_not_held_against_each_other(about, one, other):
    assert disagreements([said(one, 1, "P4"), said(other, 2, "P5")]) == []


@pytest.mark.parametrize(("about", "one", "other"), OPPOSED)
def test_nothing_is_held_against_itself(about, one, other):
    for text in (one, other):
        assert disagreements([said(text, 1, "P4"), said(text, 2, "P4")]) == []


def test_there_are_at_least_eighty_pairs():
    assert len(OPPOSED) + len(AGREED) + len(OWN_LABELS) >= 80


# Any text -------------------------------------------------------------------------------------

_PARTS = st.sampled_from(
    [row[1] for row in OPPOSED]
    + [row[2] for row in OPPOSED]
    + ["Team size: ", "| Degree: ", ". ", "not", "without", "reports to", "1", "€", "people", "of"]
)
_TEXT = st.one_of(st.text(max_size=120), st.lists(_PARTS, max_size=6).map(" ".join))


@given(_TEXT)
def test_any_text_gives_values_in_its_own_words(text):
    statement = said(text, 1, "P4").statement
    whole = " ".join(statement.text.split())
    for value in values_of(statement):
        assert value.text in whole
        assert value.opposes(value) is None


@given(_TEXT, _TEXT)
def test_it_does_not_matter_which_of_two_comes_first(one, other):
    forth = disagreements([said(one, 1, "P4"), said(other, 2, "P4")])
    back = disagreements([said(other, 2, "P4"), said(one, 1, "P4")])
    told = [{(d.about, d.severity, d.rows) for d in found} for found in (forth, back)]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "text",
    [
        "leads a team of " * 300,
        "leads a a a a " * 500,
        "reports to the " * 400,
        "Reports: " + "a " * 3000,
        "budget €1 " * 400,
        "travels 1 % " * 400,
        "bachelor or master " * 300,
        "notice 1 week " * 300,
        "no direct reports " * 300,
        "8 years or " * 400,
        "not " * 2000,
    ],
)
def test_no_text_takes_long(text):
    started = time.process_time()
    for label in ("", "Team size: ", "| Typical Degree & Years: ", ". "):
        disagreements([said(label + text, 1, "P4"), said(label + text + " not", 2, "P4")])
    assert time.process_time() - started < 2
