"""What of a role a question asks for, and which statements record it."""

from __future__ import annotations

import time

import pytest

from roleassistant.domain import SectionKind, SourceSpan, Statement
from roleassistant.retrieval.attribute import Attribute
from roleassistant.retrieval.attributes import ATTRIBUTES, asked_for
from roleassistant.retrieval.planner import Planner

NOWHERE = SourceSpan("p.txt", "0" * 64, 1, 1, 0, 1)
BY_NAME = {attribute.name: attribute for attribute in ATTRIBUTES}


def statement(
    text: str,
    section: SectionKind = SectionKind.RESPONSIBILITIES,
    dimension: str | None = None,
) -> Statement:
    return Statement(text, section, "Heading", NOWHERE, (), dimension)


def name_of(attribute: Attribute | None) -> str | None:
    return attribute.name if attribute else None


@pytest.mark.parametrize(
    ("question", "attribute"),
    [
        ("what is the salary", "pay"),
        ("how much does a P4 make", "pay"),
        ("what is the OTE", "pay"),
        ("is there a bonus", "pay"),
        ("how big is the quota", "quota"),
        ("how many vacation days", "benefits"),
        ("what benefits are there", "benefits"),
        ("can I work remotely", "remote"),
        ("which city is it based in", "location"),
        ("how much travel", "travel"),
        ("how many hours a week", "hours"),
        ("who does it report to", "reporting line"),
        ("who is my line manager", "reporting line"),
        ("how many direct reports", "team size"),
        ("are there vacancies", "vacancies"),
        ("what are the interview questions", "vacancies"),
        ("how long until I get promoted", "time to promotion"),
        ("what is the email address", "contact"),
        ("is there an age limit", "personal"),
        ("what degree is needed", "education"),
        ("is an MBA required", "education"),
        ("how many years", "experience"),
        ("how much experience", "experience"),
        ("what is the SOC code", "classification"),
        ("which O*NET occupation", "classification"),
        ("what is the role code", "role code"),
        ("which tools are used", "tools"),
        ("what software", "tools"),
    ],
)
def test_the_attribute_that_is_asked_for(question: str, attribute: str) -> None:
    assert name_of(asked_for(question)) == attribute


@pytest.mark.parametrize(
    "question",
    [
        "who negotiates contracts",
        "what separates P3 from P4",
        "which skills are needed",
        "who leads tender responses",
        "what do you do next year",
        "",
    ],
)
def test_a_question_for_no_attribute(question: str) -> None:
    assert asked_for(question) is None


@pytest.mark.parametrize(
    ("attribute", "recorded"),
    [
        ("pay", statement("Base salary from $80,000 a year.")),
        ("benefits", statement("Thirty days of annual leave.", SectionKind.OTHER)),
        ("remote", statement("Works remotely two days a week.", SectionKind.OTHER)),
        ("travel", statement("Travels to buyers one week in four.")),
        ("hours", statement("Works 38 hours per week.", SectionKind.OTHER)),
        ("reporting line", statement("Reports to the head of sales.", SectionKind.OTHER)),
        ("team size", statement("Leads a team of five to eight sellers.")),
        ("contact", statement("Contact: people@example.org", SectionKind.OTHER)),
        ("education", statement("Master's degree", SectionKind.GUIDELINES, "Typical Degree")),
        ("experience", statement("8+", SectionKind.LEVEL_DEFINITION, "Typical experience")),
        ("classification", statement("41-4012", SectionKind.CLASSIFICATION, "O*NET / SOC")),
        ("tools", statement("Keeps the forecast honest in Salesforce.")),
    ],
)
def test_a_statement_that_records_it(attribute: str, recorded: Statement) -> None:
    assert BY_NAME[attribute].recorded_by(recorded)


@pytest.mark.parametrize(
    ("attribute", "other"),
    [
        ("pay", statement("Decides on deals worth more than $80,000.")),
        ("pay", statement("Explains how pay is set.")),
        ("quota", statement("Carries a quota.")),
        ("team size", statement("Works with the team.")),
        ("reporting line", statement("Reports faults to the senior engineer.")),
        ("experience", statement("Talks with boards.", SectionKind.GUIDELINES, "Collaboration")),
        ("education", statement("8+ years", SectionKind.GUIDELINES, "Typical Degree & Years")),
        ("classification", statement("41-4012")),
    ],
)
def test_a_statement_that_only_uses_its_words(attribute: str, other: Statement) -> None:
    assert not BY_NAME[attribute].recorded_by(other)


@pytest.mark.parametrize(
    "text",
    ["pay the team ", "1 ", "a", "(e.g. ", "in ", "team of ", "$", "open ", "up to ", "a.b"],
)
def test_looking_through_a_long_statement_takes_no_time(text: str) -> None:
    """A page may hold a line of any length: some patterns once took minutes over 20,000 letters."""
    long = (text * 20_000)[:20_000]
    kinds = [
        statement(long),
        statement(long, SectionKind.OTHER),
        statement(long, SectionKind.GUIDELINES, "Typical degree and years of experience"),
    ]
    started = time.process_time()
    for attribute in ATTRIBUTES:
        for one in kinds:
            attribute.recorded_by(one)
    assert time.process_time() - started < 8


# What a plan makes of it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "what does a software engineer do",
        "what is expected of an L5 software engineer",
        "how does the software engineer differ from the sales engineer",
    ],
)
def test_the_words_of_a_title_are_not_an_attribute(planner: Planner, question: str) -> None:
    assert planner.plan(question).attribute is None


def test_an_attribute_beside_a_title_with_the_same_word_is_one(planner: Planner) -> None:
    assert name_of(planner.plan("which software does a software engineer use").attribute) == "tools"


@pytest.mark.parametrize(
    ("question", "qualifiers"),
    [
        ("how many years of Java experience does a software engineer need", ("java",)),
        ("years of experience in Java for a software engineer", ("java",)),
        ("how many years of experience does a software engineer need", ()),
        ("what is the minimum experience of a software engineer", ()),
        ("how many years of total experience does an L5 software engineer need", ()),
    ],
)
def test_what_narrows_an_attribute_is_kept_apart(
    planner: Planner, question: str, qualifiers: tuple[str, ...]
) -> None:
    assert planner.plan(question).qualifiers == qualifiers


@pytest.mark.parametrize(
    ("question", "dimensions"),
    [
        ("how autonomous is an L5 software engineer", {"Autonomy & Decisions"}),
        ("what decisions does an L5 software engineer take", {"Autonomy & Decisions"}),
        ("complexity at P4 account executive", {"Complexity & Problem Solving"}),
        ("decision rights of a P4 account executive", {"Decision rights"}),
        ("complexity at L5 software engineer", set()),
        ("who negotiates contracts", set()),
    ],
)
def test_the_dimensions_that_are_asked_for_are_those_of_the_role(
    planner: Planner, question: str, dimensions: set[str]
) -> None:
    assert set(planner.plan(question).dimensions) == dimensions
