"""Words that mean one thing of a person and another in a trade."""

from __future__ import annotations

import pytest

from roleassistant.recruiting.lint import Rules, lint
from roleassistant.recruiting.lint.checks.gender import balance
from roleassistant.recruiting.lint.formats.opening import read_text
from roleassistant.recruiting.lint.review import Context


def rules_of(sentence: str, heading: str = "What you will do", context=None) -> set[str]:
    found = lint(f"# Analyst\n\n## {heading}\n\n- {sentence}\n", context or Context())
    whole = {"too-short", "gender-balance"}
    return {f.rule for f in found if not f.rule.startswith("missing-")} - whole


@pytest.mark.parametrize(
    "sentence",
    [
        "Turn inbound leads into qualified opportunities",
        "Map the decision-makers and do champion-building with each of them",
        "Write the competitive analysis and pay independent contractors",
        "Lead competitive pursuits with the analyst of the team",
        "Support young people who live with long-term illness",
        "De-escalate aggressive behaviour and store aggressive chemicals safely",
        "Build data-driven dashboards of the sales force",
        "Answer P1 incidents and tickets of L2 support",
        "Speak German at B2 and take the M1 motorway to Leeds",
        "Chair the committee of the NHS trust",
        "Maintain high-pressure cleaners and grinding machines",
        "Fight fraud with the network team",
        "Look after records of patients and their photographs",
        "Check the blind spot mirrors of each lorry",
        "Test our API with Postman",
        "Take part in a rota of nights and weekends, paid at time and a half",
        "Work with disabled people and their families",
        "Care for patients regardless of age, sex or religion",
        "Install S3, EC2, IPv6 and Wi-Fi 6",
        "Report to the board in Q3 and close FY26",
        "Bake with us: send a photo of a loaf with your application",
        "Teach groups with no children under five",
        "Work with single mothers and their families",
        "Help people over 65 stay at home",
        "Check credit reports of customers",
        "Plan the cover of maternity leave",
        "Make the building open to wheelchair users",
    ],
)
def test_the_words_of_a_trade_are_no_finding(sentence):
    assert not rules_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("You have an aggressive manner", "gender-coded"),
        ("Single mothers need not apply", "restricted-group"),
        ("Married applicants preferred", "restricted-group"),
        ("No children", "restricted-group"),
        ("You must not be pregnant", "restricted-group"),
        ("No headscarves", "restricted-group"),
        ("Our customers prefer men", "restricted-group"),
        ("Our clients prefer young women", "restricted-group"),
        ("The right lady will find a home here", "restricted-group"),
        ("No history of mental illness", "ableist"),
        ("No wheelchair users", "ableist"),
        ("People over 50 need not apply", "age-limit"),
        ("Send a CV with a credit report", "personal-data"),
        ("State your date of birth and marital status", "personal-data"),
        ("Include a photo of yourself", "personal-data"),
        ("A competitive person who wants to win", "gender-coded"),
        ("We need a nurturing soul", "gender-coded"),
        ("A young and dynamic team", "age-coded"),
        ("You are a digital native", "age-coded"),
        ("At most three years of experience", "age-limit"),
        ("Native English speaker", "exclusionary"),
        ("Keep the blacklist of customers", "exclusionary"),
        ("You are able-bodied", "ableist"),
        ("Things get insane in December", "ableist"),
        ("Be the salesman of the north", "gendered-term"),
        ("Female candidates only", "restricted-group"),
        ("You hit the ground running", "jargon"),
        ("You are a self-starter", "jargon"),
        ("We work hard, play hard", "overwork"),
        ("The role is graded IC3", "internal-code"),
        ("You report to ENG.BACKEND042.P5", "internal-code"),
        ("Please state your salary history", "salary-history"),
        ("You went to an Ivy League school", "prestige"),
        ("We look for a cultural fit", "culture-fit"),
        ("The successful candidate plans the week", "third-person"),
        ("Reports are written by you each week", "passive"),
        ("It is expected that the till is counted", "passive"),
        ("Other duties as assigned", "vague"),
        ("A competitive salary", "pay-vague"),
        ("Report to [name of manager]", "placeholder"),
    ],
)
def test_said_of_the_person_they_are_one(sentence, rule):
    assert rule in rules_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("We are not looking for rockstars", "jargon"),
        ("No unpaid overtime here", "unpaid-work"),
        ("We don't believe in long hours", "overwork"),
        ("Skills count, not culture fit", "culture-fit"),
    ],
)
def test_what_is_denied_harms_nobody(sentence, rule):
    assert rule not in rules_of(sentence)


def test_a_denial_that_is_the_fault_stays_one():
    assert "exclusionary" in rules_of("You speak with no accent")


@pytest.mark.parametrize("title", ["Alpha Lead, Competitive Edge", "Champion of Change"])
def test_the_words_of_the_own_title_are_not_counted(title):
    assert not balance(read_text(f"# {title}\n\n{title} is the job.")).masculine


def test_the_balance_is_told_with_its_words():
    text = "# Buyer\n\n- " + "\n- ".join(
        ["You are independent", "You challenge", "You compete", "You persist", "You are determined"]
    )
    (found,) = [f for f in lint(text) if f.rule == "gender-balance"]
    assert "5 masculine-coded words against 0" in found.why
    assert "independent, challenge, compete, persist" in found.why


def test_words_that_the_house_allows_are_no_finding():
    allowing = Context(rules=Rules(allow=("self-starter",)))
    assert "jargon" not in rules_of("You are a self-starter", context=allowing)


@pytest.mark.parametrize(
    ("bullet", "is_found"),
    [
        ("A bachelor's degree", True),
        ("A bachelor's degree or equivalent experience", False),
        ("A degree in nursing", False),
        ("BSc or three years of practice", False),
        ("University degree required", True),
    ],
)
def test_a_degree_is_a_finding_where_nothing_may_stand_in_its_place(bullet, is_found):
    assert ("degree-required" in rules_of(bullet, "What you bring")) is is_found


@pytest.mark.parametrize(
    ("title", "bullet", "is_found"),
    [
        ("Junior Buyer", "4 years of experience", True),
        ("Junior Buyer", "1 year of experience", False),
        ("Buyer", "12 years' experience in purchasing", True),
        ("Buyer", "Eight years in purchasing", False),
        ("Buyer", "A contract of 12 years old stock", False),
    ],
)
def test_years_are_held_against_the_title(title, bullet, is_found):
    found = lint(f"# {title}\n\n## Requirements\n\n- {bullet}\n")
    assert any(f.rule == "years-inflated" for f in found) is is_found


def test_the_age_of_the_company_is_no_requirement():
    text = "# Buyer\n\nWe have over 40 years of experience in tea.\n\n## Requirements\n\n- Taste\n"
    assert not [f for f in lint(text) if f.rule == "years-inflated"]
