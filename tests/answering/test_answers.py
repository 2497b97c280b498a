"""What an answer of each kind holds."""

from __future__ import annotations

import pytest
from tests.answering.conftest import Ask
from tests.answering.shown import facts, own_words, table

from roleassistant.domain.answer import Answer, Heading, Remark


def told(answer: Answer) -> list[str]:
    return [fact.text for fact in facts(answer)]


def headings(answer: Answer) -> list[str]:
    return [block.text for block in answer.blocks if isinstance(block, Heading)]


# Levels side by side ----------------------------------------------------------------------------


def test_levels_are_compared_by_dimension_with_a_column_each(ask: Ask) -> None:
    rows = table(ask("what separates P3 from P4 for account executive"))
    assert rows.columns == ("P3", "P4")
    cells = {row.label: [[fact.text for fact in cell] for cell in row.cells] for row in rows.rows}
    assert cells["Collaboration & Interaction"] == [
        ["Talks with heads of department."],
        ["Talks with boards and their advisers."],
    ]
    assert cells["Decision rights"] == [
        ["May grant a tenth off the list price"],
        ["May grant a fifth off the list price"],
    ]


def test_each_cell_cites_a_statement_of_the_level_of_its_column(ask: Ask) -> None:
    answer = ask("what separates P3 from P4 for account executive")
    levels = {citation.id: citation.level for citation in answer.citations}
    for row in table(answer).rows:
        for column, cell in zip(table(answer).columns, row.cells, strict=True):
            assert {levels[mark] for fact in cell for mark in fact.marks} <= {column}


def test_a_comparison_goes_on_with_what_each_level_does(ask: Ask) -> None:
    answer = ask("what separates P3 from P4 for account executive")
    assert "Responsibilities that P4 adds" in headings(answer)
    assert "Responsibilities listed at P3 and not at P4" in headings(answer)
    assert "Coaches two juniors on their calls." in told(answer)


def test_levels_stand_in_the_order_of_the_ladder_whatever_the_order_of_the_question(
    ask: Ask,
) -> None:
    assert table(ask("account executive P4 versus P3")).columns == ("P3", "P4")


def test_three_levels_have_three_columns(ask: Ask) -> None:
    columns = table(ask("compare L3, L4 and L5 of software engineer storage")).columns
    assert columns == ("L3", "L4", "L5")


def test_a_comparison_of_one_dimension_shows_that_one(ask: Ask) -> None:
    answer = ask("what is the difference in autonomy between L4 and L5")
    assert [row.label for row in table(answer).rows] == ["Autonomy & Decisions"]


def test_a_comparison_of_responsibilities_has_no_table(ask: Ask) -> None:
    answer = ask("P3 versus P4 responsibilities for mid-market")
    assert {c.section for c in answer.citations} == {"Responsibilities by level"}


def test_a_dimension_that_a_role_does_not_have_is_no_row(ask: Ask) -> None:
    labels = [
        row.label for row in table(ask("difference between L4 and L5 software engineer")).rows
    ]
    assert not any("Collaboration" in label for label in labels)


# Roles side by side -----------------------------------------------------------------------------


def test_roles_are_compared_each_at_its_own_level(ask: Ask) -> None:
    answer = ask("how does the account executive P3 differ from the sales engineer IC3")
    assert table(answer).columns == (
        "Account Executive / Mid-Market — P3",
        "Sales Engineer / Product Trials — IC3",
    )
    pages = {citation.role_code.rsplit(".", 1)[0] for citation in answer.citations}
    assert pages == {"GROWTH.ACCTEXEC", "PRESALES.TRIALS"}


# One level, one fact ----------------------------------------------------------------------------


def test_the_criteria_of_a_level_are_its_definition_its_guidelines_and_its_duties(ask: Ask) -> None:
    answer = ask("what is expected of a P4 account executive")
    assert {"Level definition", "Level guidelines", "Responsibilities by level"} == {
        citation.section for citation in answer.citations
    }
    assert {citation.level for citation in answer.citations} == {"P4"}


def test_one_fact_is_one_line(ask: Ask) -> None:
    answer = ask("decision rights of a P4 account executive")
    assert told(answer) == ["May grant a fifth off the list price"]


def test_an_amount_in_months_is_shown_as_it_is_written(ask: Ask) -> None:
    assert "18 months" in " ".join(told(ask("how many years for a P2 account executive")))


def test_what_narrows_an_attribute_has_to_be_held_as_well(ask: Ask) -> None:
    reason = ask("how many years of Java experience does an L5 software engineer need").reason
    assert "java" in (reason or "").casefold()


def test_a_question_in_the_words_of_a_duty_is_answered_with_it_alone(ask: Ask) -> None:
    assert told(ask("does the account executive use Salesforce")) == [
        "Keeps the forecast honest in Salesforce every Friday."
    ]


def test_a_section_without_a_usual_name_is_searched_as_well(ask: Ask) -> None:
    (citation,) = ask("how often does a software engineer hold the pager").citations
    assert citation.section == "On-call rotation"


# Which level ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("which level leads tender responses", {"P4"}),
        ("who negotiates contracts with procurement", {"P4"}),
        ("who keeps the forecast in Salesforce", {"P3"}),
        ("at what level do software engineers design replication", {"L5"}),
        ("which level decides which trials are worth running", {"IC4"}),
    ],
)
def test_the_level_of_a_duty_is_found(ask: Ask, question: str, levels: set[str]) -> None:
    assert {citation.level for citation in ask(question).citations} == levels


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("which level is a Senior Client Partner", "P4 of Account Executive / Mid-Market"),
        ("which level is a Client Partner", "P3 of Account Executive / Mid-Market"),
        ("what level is the Replication Lead", "L5 of Software Engineer / Storage"),
    ],
)
def test_the_level_of_an_alias_is_that_of_its_page(ask: Ask, question: str, heading: str) -> None:
    assert headings(ask(question)) == [heading]


def test_an_alias_of_several_levels_gives_them_all(ask: Ask) -> None:
    (heading,) = headings(ask("which level is a Deal Captain"))
    assert "P3" in heading
    assert "P4" in heading


# The asker --------------------------------------------------------------------------------------

PLACED = (
    "what level am I: I negotiate contracts with procurement and coach two juniors, "
    "account executive"
)


def test_the_asker_is_placed_by_what_they_tell_with_the_evidence_for_it(ask: Ask) -> None:
    answer = ask(PLACED)
    assert "P4" in headings(answer)[0]
    assert set(told(answer)) == {
        "Negotiates contracts over several years with procurement.",
        "Coaches two juniors on their calls.",
    }


def test_a_placement_says_that_it_is_guidance_and_gives_no_score(ask: Ask) -> None:
    said = " ".join(own_words(ask(PLACED)))
    assert "guidance" in said
    assert "%" not in said


# Names, skills, neighbours, provenance ----------------------------------------------------------


def test_a_skill_is_defined_in_the_words_of_the_page(ask: Ask) -> None:
    answer = ask("what does multi-threading mean")
    assert told(answer) == ["Keeping several people of one buyer in talks with each other."]


def test_all_skills_of_a_role_are_listed_with_their_names(ask: Ask) -> None:
    labels = [fact.label for fact in facts(ask("which skills does an account executive need"))]
    assert labels == ["Multi-threading", "Deal Shaping", "Objection Handling"]


def test_aliases_say_of_which_levels_they_are(ask: Ask) -> None:
    answer = ask("what other titles does the account executive have")
    levels = {fact.text: fact.label for fact in facts(answer)}
    assert levels == {
        "Deal Captain": "P3 and P4",
        "Client Partner": "P3",
        "Closer": "P3",
        "Senior Client Partner": "P4",
        "Solutions Partner": "P4",
    }


def test_aliases_of_one_level_are_those_of_its_page(ask: Ask) -> None:
    answer = ask("which title aliases does the P4 account executive have")
    assert told(answer) == ["Deal Captain", "Senior Client Partner", "Solutions Partner"]


def test_adjacent_roles_come_with_their_codes(ask: Ask) -> None:
    answer = ask("which roles are adjacent to account executive")
    assert any("PRESALES.TRIALS.IC3" in text for text in told(answer))


def test_provenance_names_the_review_and_the_files_that_were_read(ask: Ask) -> None:
    answer = ask("who reviewed the account executive profile")
    assert "2025-09 by the sales council" in told(answer)
    remarks = " ".join(block.text for block in answer.blocks if isinstance(block, Remark))
    assert "profiles/account-executive-p3.txt" in remarks
    assert "profiles/account-executive-p4.txt" in remarks


def test_the_list_of_roles_names_each_with_its_code_and_levels(ask: Ask) -> None:
    listed = {fact.label: fact.note for fact in facts(ask("which roles are there"))}
    assert set(listed) == {
        "BUILD.STORAGE",
        "FINANCE.STEWARD",
        "GROWTH.ACCTEXEC",
        "PRESALES.TRIALS",
        "RECORDS.STEWARD",
    }
    assert listed["BUILD.STORAGE"] == "L3 to L6; pages for L4 and L5"


# Roles of the same title ------------------------------------------------------------------------


def test_roles_of_the_same_title_answer_one_after_the_other_under_their_codes(ask: Ask) -> None:
    answer = ask("what is a data steward")
    assert [h for h in headings(answer) if "(" in h] == [
        "Data Steward (FINANCE.STEWARD)",
        "Data Steward (RECORDS.STEWARD)",
    ]


def test_a_code_picks_one_of_them(ask: Ask) -> None:
    answer = ask("what is a data steward (RECORDS.STEWARD)")
    assert {citation.role_code for citation in answer.citations} == {"RECORDS.STEWARD.P3"}


def test_each_role_answers_for_itself_alone(ask: Ask) -> None:
    """One role's statement is never shown under the heading of another."""
    answer = ask("who closes the books of the quarter, the data steward")
    assert {citation.role_code for citation in answer.citations} == {"FINANCE.STEWARD.P3"}


def test_of_two_roles_that_are_named_only_those_answer_that_say_something(ask: Ask) -> None:
    answer = ask("Is an account executive as senior as a software engineer?")
    sections = [h for h in headings(answer) if "(" in h]
    assert "Account Executive / Mid-Market (GROWTH.ACCTEXEC)" not in sections


# What one level has that the other has not ------------------------------------------------------


def test_what_one_level_does_that_the_other_does_not_is_no_list_of_both(ask: Ask) -> None:
    answer = ask("what does a P4 account executive do that a P3 does not")
    assert told(answer) == [
        "Leads tender responses and brings legal, product and finance to one table.",
        "Negotiates contracts over several years with procurement.",
        "Coaches two juniors on their calls.",
    ]


def test_the_other_direction_gives_the_duties_of_the_other_level(ask: Ask) -> None:
    answer = ask("what does a P3 account executive do that a P4 does not")
    assert {citation.level for citation in answer.citations} == {"P3"}


def test_a_comparison_gives_its_rows_with_the_citations_of_both_levels(ask: Ask) -> None:
    answer = ask("what separates P3 from P4 for account executive")
    known = {citation.id: citation for citation in answer.citations}
    for row in answer.differences:
        assert (row.before.level, row.after.level) == ("P3", "P4")
        for side in (row.before, row.after):
            if side.text is None:
                assert side.citation is None
                assert side.looked_in is not None
            else:
                assert side.citation is not None
                assert known[side.citation].quote == side.text
                assert known[side.citation].level == side.level
    kinds = {(row.kind, row.section) for row in answer.differences}
    assert ("changed", "Level guidelines") in kinds
    assert ("added", "Responsibilities by level") in kinds
    assert ("removed", "Responsibilities by level") in kinds


def test_a_row_that_one_level_lacks_names_the_lines_that_were_looked_through(ask: Ask) -> None:
    answer = ask("what separates P3 from P4 for account executive")
    added = next(row for row in answer.differences if row.kind == "added")
    assert added.before.looked_in is not None
    assert added.before.looked_in.document.startswith("profiles/account-executive")
    assert added.before.looked_in.line_end > added.before.looked_in.line_start


def test_a_level_without_a_page_has_no_definition_and_none_is_called_missing(ask: Ask) -> None:
    answer = ask("what separates P2 from P3 for account executive")
    assert not any(row.section == "Level definition" for row in answer.differences)
    said = " ".join(block.text for block in answer.blocks if isinstance(block, Remark))
    assert "no page for P2" in said


def test_a_comparison_of_one_dimension_gives_that_row_alone(ask: Ask) -> None:
    (row,) = ask("what is the difference in autonomy between L4 and L5").differences
    assert row.dimension == "Autonomy & Decisions"


def test_roles_on_different_tracks_are_said_to_be(ask: Ask) -> None:
    answer = ask("how does the account executive P3 differ from the sales engineer IC3")
    said = " ".join(block.text for block in answer.blocks if isinstance(block, Remark))
    assert "P-track and IC-track are different tracks" in said


def test_what_is_new_at_the_lowest_level_is_all_of_it(ask: Ask) -> None:
    answer = ask("what is new at P2 for account executives")
    assert {citation.level for citation in answer.citations} == {"P2"}
    assert "Writes simple quotes from the price book." in told(answer)


def test_what_is_new_at_a_level_is_shown_by_dimension_too(ask: Ask) -> None:
    answer = ask("what is new at L5 in storage")
    assert "Autonomy & Decisions" in {row.label for row in table(answer).rows}
    assert "Fixes small faults of the file service under close supervision of a senior." not in (
        told(answer)
    )
