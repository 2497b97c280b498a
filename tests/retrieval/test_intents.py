"""What kind of answer a question wants: one table, every intent of the contract."""

from __future__ import annotations

import pytest

from roleassistant.domain import SectionKind
from roleassistant.retrieval.plan import Intent
from roleassistant.retrieval.planner import Planner

QUESTIONS: dict[Intent, tuple[str, ...]] = {
    Intent.COMPARE_LEVELS: (
        "what separates P3 from P4 for account executive",
        "Account Executive P3 vs P4",
        "difference between L4 and L5 software engineer",
        "compare L3, L4 and L5 of software engineer storage",
        "how does IC2 differ from IC3 for sales engineers",
        "what changes between P2 and P3 in mid-market",
        "software engineer levels compared",
        "what is the difference in autonomy between L4 and L5",
        "P3 versus P4 responsibilities for mid-market",
    ),
    Intent.COMPARE_ROLES: (
        "compare account executive and sales engineer",
        "account executive vs software engineer",
        "difference between a sales engineer and an account executive",
        "how does the account executive P3 differ from the sales engineer IC3",
        "software engineer versus sales engineer on complexity",
    ),
    Intent.LEVEL_CRITERIA: (
        "what is expected of a P4 account executive",
        "what does an L5 software engineer do",
        "responsibilities of P3 account executive",
        "what are the duties of an IC3 sales engineer",
        "tell me about L4 storage",
        "account executive responsibilities",
        "what does P3 mean",
        "criteria for IC4 sales engineer",
    ),
    Intent.LOOKUP: (
        "how many years of experience does a P4 account executive need",
        "what degree does a P3 account executive need",
        "what is the salary of a P4 account executive",
        "who does an account executive report to",
        "what is the SOC code of account executive",
        "what is an account executive",
        "does an L4 software engineer review changes of colleagues",
        "does the account executive negotiate contracts with procurement",
        "what autonomy does an L5 software engineer have",
        "decision rights of a P4 account executive",
        "remote work for L5 software engineer",
    ),
    Intent.FIND_LEVEL: (
        "which level leads tender responses",
        "who mentors engineers",
        "which level negotiates contracts with procurement",
        "at what level do software engineers design replication",
        "which level is a Senior Client Partner",
        "what level is the Replication Lead",
        "who coaches juniors",
        "which grade sets the direction of storage",
    ),
    Intent.PROMOTION_GAP: (
        "what do I need to get from P3 to P4 as an account executive",
        "how do I get promoted from L4 to L5 in storage",
        "what is missing to move from P2 to P3 account executive",
        "what must an L4 software engineer show to become L5",
        "how do I grow into IC4 as a sales engineer",
    ),
    Intent.SELF_PLACEMENT: (
        "what level am I: I negotiate contracts and coach two juniors, account executive",
        "I design replication and mentor engineers, which level am I?",
        "which level fits me? I keep the forecast in Salesforce and run whole deals",
        "where do I fit as a software engineer if I write unit tests",
    ),
    Intent.SKILLS: (
        "which skills does an account executive need",
        "what does multi-threading mean",
        "list the skills of software engineer storage",
        "what is objection handling",
        "competencies of the ledger manager",
        "define deal shaping",
    ),
    Intent.ADJACENT_ROLES: (
        "which roles are adjacent to account executive",
        "what roles are similar to account executive P4",
        "lateral moves from account executive to related roles",
    ),
    Intent.ALIASES: (
        "what other titles does the account executive have",
        "aliases of software engineer",
        "what is an account executive also called",
        "which title aliases does the P4 account executive have",
        "alternative titles for storage engineer",
    ),
    Intent.PROVENANCE: (
        "who reviewed the account executive profile",
        "where does the account executive profile come from",
        "when was the software engineer profile last reviewed",
        "what sources is the account executive profile based on",
        "provenance of the storage profile",
    ),
    Intent.LIST_ROLES: (
        "which roles are there",
        "list all roles",
        "what levels does the software engineer have",
        "which levels are there for account executive",
        "how many roles do you know",
        "what can you tell me about",
    ),
    Intent.OFF_TOPIC: ("hello", "thanks!", "??", "what is it"),
}
TABLE = [(question, intent) for intent, asked in QUESTIONS.items() for question in asked]


@pytest.mark.parametrize(("question", "intent"), TABLE, ids=[q for q, _ in TABLE])
def test_the_kind_of_answer_that_a_question_wants(
    planner: Planner, question: str, intent: Intent
) -> None:
    assert planner.plan(question).intent is intent


@pytest.mark.parametrize(
    ("question", "intent"),
    [(asked[0], intent) for intent, asked in QUESTIONS.items()],
    ids=[intent.value for intent in QUESTIONS],
)
def test_case_and_punctuation_do_not_change_it(
    planner: Planner, question: str, intent: Intent
) -> None:
    assert planner.plan(f"{question.upper()} ?!").intent is intent


def test_every_intent_of_the_contract_is_asked_for() -> None:
    assert set(QUESTIONS) == set(Intent)
    assert len(TABLE) >= 60


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("P3 versus P4 responsibilities for mid-market", SectionKind.RESPONSIBILITIES),
        ("responsibilities of P3 account executive", SectionKind.RESPONSIBILITIES),
        ("which skills does an account executive need", SectionKind.SKILLS),
        ("aliases of software engineer", SectionKind.TITLE_ALIASES),
        ("provenance of the storage profile", SectionKind.PROVENANCE),
        ("which roles are adjacent to account executive", SectionKind.ADJACENT_ROLES),
    ],
)
def test_the_section_that_a_question_asks_for(
    planner: Planner, question: str, section: SectionKind
) -> None:
    assert planner.plan(question).sections == (section,)
