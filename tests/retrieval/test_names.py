"""Which roles a question names."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Name, Role
from roleassistant.retrieval.names import RoleNames
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.words import tokens

AE = "GROWTH.ACCTEXEC"
SOFTWARE = "BUILD.STORAGE"
TRIALS = "PRESALES.TRIALS"
FINANCE = "FINANCE.STEWARD"
RECORDS = "RECORDS.STEWARD"


def mentioned(names: RoleNames, question: str) -> tuple[RoleMention, ...]:
    return names.mentions(question, tokens(question))


def keys(mentions: Iterable[RoleMention]) -> list[str]:
    return sorted({mention.role.key for mention in mentions})


@pytest.mark.parametrize(
    ("question", "role"),
    [
        pytest.param("Account Executive / Mid-Market", AE, id="title"),
        pytest.param("Account Executive", AE, id="first-part-of-title"),
        pytest.param("mid-market", AE, id="second-part-of-title"),
        pytest.param("mid market", AE, id="without-hyphen"),
        pytest.param("midmarket", AE, id="hyphenated-name-as-one-word"),
        pytest.param("account-executive", AE, id="with-hyphen"),
        pytest.param("account executive", AE, id="lower-case"),
        pytest.param("ACCOUNT EXECUTIVE", AE, id="upper-case"),
        pytest.param("Accôunt Exécutive", AE, id="accents"),
        pytest.param("account executives", AE, id="plural"),
        pytest.param("the account executive's week", AE, id="possessive"),
        pytest.param("executive, account", AE, id="reordered"),
        pytest.param("steward of data", FINANCE, id="reordered-with-glue"),
        pytest.param("acct exec", AE, id="short-forms"),
        pytest.param("acct. exec.", AE, id="short-forms-with-dots"),
        pytest.param("acct execs", AE, id="short-forms-plural"),
        pytest.param("ledger mgr", FINANCE, id="mgr"),
        pytest.param("software eng", SOFTWARE, id="eng"),
        pytest.param("acount executive", AE, id="letter-left-out"),
        pytest.param("account exectuive", AE, id="letters-swapped"),
        pytest.param("acccount executve", AE, id="two-slips"),
        pytest.param("sofware enginer", SOFTWARE, id="slip-in-each-word"),
        pytest.param("growth.acctexec", AE, id="code-without-level"),
        pytest.param("GROWTH.ACCTEXEC.P4", AE, id="code-with-level"),
        pytest.param("tell me about growth.acctexec.p4?", AE, id="code-in-a-sentence"),
        pytest.param("ACCTEXEC", AE, id="focus-code"),
        pytest.param("AE", AE, id="abbreviation"),
        pytest.param("what does an AE do all day", AE, id="abbreviation-in-a-sentence"),
        pytest.param("Deal Captain", AE, id="alias"),
        pytest.param("deal captains", AE, id="alias-plural"),
        pytest.param("Closer", AE, id="alias-of-one-word"),
        pytest.param("closers", AE, id="alias-of-one-word-plural"),
        pytest.param("is a senior client partner above me", AE, id="alias-in-a-sentence"),
        pytest.param(
            "How many years does somebody need before they can call themselves an account "
            "executive in this house, roughly?",
            AE,
            id="title-in-a-long-sentence",
        ),
    ],
)
def test_a_role_is_found_by_what_people_call_it(names: RoleNames, question: str, role: str) -> None:
    assert role in keys(mentioned(names, question))


@pytest.mark.parametrize(
    "question",
    [
        "who closes deals",
        "a close look at contracts",
        "closing the books",
        "the closest thing",
        "what sets us apart",
        "is it so",
        "as good as it gets",
        "engineer",
        "what is the weather tomorrow",
        "",
        "🎈",
    ],
)
def test_other_words_name_no_role(names: RoleNames, question: str) -> None:
    assert mentioned(names, question) == ()


def test_the_words_that_name_the_role_are_told_with_their_place(names: RoleNames) -> None:
    question = "What does an account executive do?"
    (mention,) = mentioned(names, question)
    assert mention.matched == "account executive" == question[mention.start : mention.end]


def test_a_letter_left_out_of_a_short_word_of_a_name_is_a_slip() -> None:
    """With "fild" unknown, "sales" alone would name the other role, which is the wrong one."""
    names = RoleNames(
        [role("A.SELL", "Account Executive / Field Sales"), role("A.DEMO", "Sales Engineer")],
        [
            Name("Field Sales", "A.SELL", None, "title_part"),
            Name("Sales Engineer", "A.DEMO", None, "title"),
        ],
    )
    for typed in ("fild sales", "feld sales", "fiel sales"):
        found = mentioned(names, f"what separates P4 from P5 for {typed}")
        assert keys(found) == ["A.SELL"]


def test_a_name_as_written_is_surer_than_one_with_a_slip(names: RoleNames) -> None:
    (exact,) = mentioned(names, "account executive")
    (slip,) = mentioned(names, "acount executive")
    assert slip.score < exact.score == 1.0


def test_a_code_with_a_level_gives_the_level(names: RoleNames) -> None:
    (mention,) = mentioned(names, "GROWTH.ACCTEXEC.P4")
    assert mention.level == Level.parse("P4")


def test_a_code_names_its_role_alone_whatever_else_is_said(names: RoleNames) -> None:
    assert keys(mentioned(names, "what does an SE do (BUILD.STORAGE)")) == [SOFTWARE]


def test_the_code_of_no_role_names_none(names: RoleNames) -> None:
    assert mentioned(names, "BUILD.NOTHING.P4") == ()


def test_a_longer_name_wins_over_a_part_of_it(names: RoleNames) -> None:
    (mention,) = mentioned(names, "Senior Client Partner")
    assert mention.name == "Senior Client Partner"


def test_two_roles_in_one_question_are_both_found_in_order(names: RoleNames) -> None:
    found = mentioned(names, "software engineer or account executive?")
    assert [mention.role.key for mention in found] == [SOFTWARE, AE]


def test_roles_of_the_same_title_are_both_given(names: RoleNames) -> None:
    assert keys(mentioned(names, "data steward")) == [FINANCE, RECORDS]


def test_an_alias_tells_roles_of_the_same_title_apart(names: RoleNames) -> None:
    assert keys(mentioned(names, "archive officer")) == [RECORDS]


def test_an_abbreviation_of_two_titles_gives_both(names: RoleNames) -> None:
    assert keys(mentioned(names, "what does an SE do")) == [SOFTWARE, TRIALS]


def test_an_alias_of_two_roles_gives_both(names: RoleNames) -> None:
    assert keys(mentioned(names, "solutions partner")) == [AE, TRIALS]


def test_half_of_a_name_names_a_role_only_in_part(names: RoleNames) -> None:
    assert mentioned(names, "partner") == ()
    assert keys(names.partly("partner", tokens("partner"))) == [AE, TRIALS]


# What a plan makes of it ---------------------------------------------------------------------


@pytest.mark.parametrize("question", ["what does an SE do", "what does a solutions partner do"])
def test_a_name_that_fits_several_roles_leaves_candidates_and_no_role(
    planner: Planner, question: str
) -> None:
    plan = planner.plan(question)
    assert plan.roles == ()
    assert len(plan.candidates) == 2


@pytest.mark.parametrize(
    ("question", "role"),
    [("what does an L4 SE do", SOFTWARE), ("what does an IC3 SE do", TRIALS)],
)
def test_a_level_that_one_candidate_has_decides(planner: Planner, question: str, role: str) -> None:
    assert keys(planner.plan(question).roles) == [role]


@pytest.mark.parametrize(
    ("question", "role"), [("what does a storage SE do", SOFTWARE), ("the trials SE", TRIALS)]
)
def test_another_name_of_one_candidate_decides(planner: Planner, question: str, role: str) -> None:
    assert keys(planner.plan(question).roles) == [role]


def test_roles_of_the_same_title_are_both_asked_about(planner: Planner) -> None:
    plan = planner.plan("what does a data steward do")
    assert keys(plan.roles) == [FINANCE, RECORDS]
    assert plan.candidates == ()


def test_a_standing_role_is_used_where_the_question_names_none(planner: Planner) -> None:
    assert keys(planner.plan("which skills are needed", role=AE).roles) == [AE]


def test_a_named_role_wins_over_the_standing_one(planner: Planner) -> None:
    plan = planner.plan("which skills does a software engineer need", role=AE)
    assert keys(plan.roles) == [SOFTWARE]


def test_the_words_of_a_defined_skill_name_no_role(planner: Planner) -> None:
    """ "Deal Shaping" is a skill, although "Deal Captain" is an alias."""
    plan = planner.plan("define deal shaping")
    assert plan.term == "Deal Shaping"
    assert plan.candidates == ()


# Names whose initials are words ----------------------------------------------------------------


def role(key: str, title: str) -> Role:
    family, focus = key.split(".")
    level = Level.parse("P3")
    return Role(key, title, family, focus, (level,), (level,), (f"{key}.P3",), range(1, 2))


def names_of(**titles: str) -> RoleNames:
    """Names of roles that have nothing but a title; keys are given as FAMILY_FOCUS."""
    roles = [role(key.replace("_", "."), title) for key, title in titles.items()]
    return RoleNames(roles, [Name(r.title, r.key, None, "title") for r in roles])


@pytest.fixture(scope="module")
def with_wordlike_initials() -> RoleNames:
    return names_of(
        A_IS="Implementation Specialist",
        B_OR="Onboarding Researcher",
        C_IT="Instrument Technician",
        D_AM="Area Manager",
        E_HR="Hiring Recruiter",
    )


@pytest.mark.parametrize(
    "question",
    [
        "what is it like",
        "is it hard or easy",
        "which am I",
        "Is there anyone who can do it?",
    ],
)
def test_function_words_are_no_initials(with_wordlike_initials: RoleNames, question: str) -> None:
    assert mentioned(with_wordlike_initials, question) == ()


@pytest.mark.parametrize(
    ("question", "role"),
    [("AM or HR?", "D.AM"), ("what does IT do", "C.IT"), ("tell me about the IS role", "A.IS")],
)
def test_initials_that_are_also_a_word_count_in_capitals(
    with_wordlike_initials: RoleNames, question: str, role: str
) -> None:
    assert role in keys(mentioned(with_wordlike_initials, question))


def test_in_a_question_all_in_capitals_they_do_not(with_wordlike_initials: RoleNames) -> None:
    assert mentioned(with_wordlike_initials, "WHICH LEVEL AM I") == ()


def test_initials_that_are_no_word_are_a_name(with_wordlike_initials: RoleNames) -> None:
    assert keys(mentioned(with_wordlike_initials, "what does HR do")) == ["E.HR"]


def test_a_word_that_all_titles_share_names_none_of_them() -> None:
    names = names_of(A_ONE="Ship Engineer", A_TWO="Lock Engineer", A_THREE="Crane Engineer")
    assert mentioned(names, "engineer") == ()


def test_the_telling_word_of_a_title_is_found_with_the_shared_word() -> None:
    names = names_of(A_ONE="Ship Engineer", A_TWO="Lock Engineer", A_THREE="Crane Engineer")
    assert keys(mentioned(names, "what does the lock engineer do")) == ["A.TWO"]


@given(st.text(max_size=300))
def test_any_text_is_looked_through_without_error(text: str) -> None:
    names = names_of(A_ONE="Ship Engineer", A_TWO="Lock Engineer")
    for mention in mentioned(names, text):
        assert 0 <= mention.start < mention.end <= len(text)


def test_a_small_word_is_the_initials_of_a_title_only_in_capitals() -> None:
    titles = ("Dredge Operators", "Physicians", "Civil Engineers")
    roles = [role(f"HARBOUR.R{number}", title) for number, title in enumerate(titles)]
    entries = [Name(one.title, one.key, None, "title") for one in roles]
    entries.append(Name("Doctor of Osteopathy (DO)", roles[1].key, None, "alias"))
    names = RoleNames(roles, entries)

    def named(question: str) -> list[str]:
        return [one.role.title for one in names.mentions(question, tokens(question))]

    assert named("What skills do civil engineers need?") == ["Civil Engineers"]
    assert "Dredge Operators" in named("What skills does a DO need?")
