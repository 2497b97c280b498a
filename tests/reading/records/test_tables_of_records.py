"""Tables of records: what each column is, which levels there are, and what is said of whom."""

from __future__ import annotations

import pytest
from tests.reading.records.tables import Said, ladders, profile, read, said

from roleassistant.domain import SectionKind, StatementKind
from roleassistant.reading.reading import LineUse
from roleassistant.reading.showing import stands

GUIDELINES, PROFICIENCY = SectionKind.GUIDELINES, SectionKind.PROFICIENCY
TERM, ABSENCE = StatementKind.TERM, StatementKind.ABSENCE

HEADER = (
    "Role Family,Role,Role Description,Role Level,Role Level Description,"
    "Skill Name,Skill Description,Skill Level,Skill Level Description,Role Type\n"
)
LONG = f"""{HEADER}\
Harbour,Tide modeller,"Tide modellers predict water.

In this role, you will:
- run models",Lead tide modeller,"A lead sets methods.

At this role level, you will:
- choose the ""best"" model
- review others",Coding,Writing programs.,Expert,"You can:
- teach coding
- set standards",
Harbour,Tide modeller,"Tide modellers predict water.

In this role, you will:
- run models",Tide modeller,"A tide modeller runs models.

At this role level, you will:
- run the daily model",Coding,Writing programs.,Working,"You can:
- write small programs",
Harbour,Tide modeller,"Tide modellers predict water.

In this role, you will:
- run models",Trainee tide modeller,A trainee learns.,Coding,Writing programs.,Awareness,"You can:
- explain what code is",
Harbour,Harbour director,Directs it.,NOT IN USE,NOT IN USE,Money,Money.,NOT IN USE,N/A,Board
"""


@pytest.fixture(scope="module")
def long_table():
    return read(LONG)


def test_there_is_a_page_for_each_role_and_level(long_table):
    assert sorted(str(p.code) for p in long_table.profiles) == [
        "HARBOUR.HARBOUR_DIRECTOR",
        "HARBOUR.TIDE_MODELLER.LEAD",
        "HARBOUR.TIDE_MODELLER.TIDE_MODELLER",
        "HARBOUR.TIDE_MODELLER.TRAINEE",
    ]


def test_levels_are_called_without_the_name_of_the_role_and_ordered_though_the_rows_are_not(
    long_table,
):
    assert ladders(long_table)["Tide modeller"] == ["Trainee", "Tide modeller", "Lead"]


def test_a_level_that_is_not_in_use_is_none(long_table):
    assert ladders(long_table)["Harbour director"] == []


def test_job_level_and_proficiency_are_two_axes(long_table):
    assert said(long_table, PROFICIENCY, kind=TERM) == {
        Said("Tide modeller", ("Lead",), "Coding", "Expert"),
        Said("Tide modeller", ("Tide modeller",), "Coding", "Working"),
        Said("Tide modeller", ("Trainee",), "Coding", "Awareness"),
    }
    every = {str(level) for p in long_table.profiles for s in p.statements for level in s.levels}
    assert every == {"Lead", "Tide modeller", "Trainee"}


def test_what_a_step_of_proficiency_means_stands_under_its_name(long_table):
    lead = profile(long_table, "HARBOUR.TIDE_MODELLER.LEAD")
    meaning = [(s.heading, s.text) for s in lead.statements if s.section is PROFICIENCY]
    assert meaning == [
        ("Skill Level", "Expert"),
        ("Expert", "teach coding"),
        ("Expert", "set standards"),
    ]


def test_prose_says_what_a_level_means_and_its_list_what_is_done(long_table):
    lead = profile(long_table, "HARBOUR.TIDE_MODELLER.LEAD")
    by = {s.text: s.section for s in lead.statements}
    assert by["A lead sets methods."] is SectionKind.LEVEL_DEFINITION
    assert by['choose the "best" model'] is SectionKind.RESPONSIBILITIES
    assert by["run models"] is SectionKind.SUMMARY


def test_every_line_is_placed_and_every_quote_stands_in_its_lines(long_table):
    assert set(long_table.lines) == {LineUse.PLACED}
    lines = LONG.split("\n")
    for page in long_table.profiles:
        for statement in page.statements:
            span = statement.span
            assert stands(statement.text, LONG[span.start : span.end])
            raw = "\n".join(lines[span.line_start - 1 : span.line_end])
            assert statement.text.replace('"', '""') in raw


def test_a_text_that_is_repeated_for_a_level_is_one_statement():
    row = "Cook,Senior,Cooks.,Knives,Cuts well\n"
    reading = read("Role,Level,Role description,Skill,Descriptor\n" + row * 500)
    assert sum(1 for p in reading.profiles for _ in p.statements) < 10


# Shapes -----------------------------------------------------------------------------------------


def test_levels_that_head_columns():
    reading = read(
        "Competency,Junior,Senior,Principal\n"
        "Diagnosis,Asks for help,Works alone,\n"
        "Teaching,N/A,Guides juniors,Leads the school\n",
        "house/vet.csv",
    )
    assert ladders(reading) == {"Vet": ["Junior", "Senior", "Principal"]}
    assert said(reading, GUIDELINES) == {
        Said("Vet", ("Junior",), "Diagnosis", "Asks for help"),
        Said("Vet", ("Senior",), "Diagnosis", "Works alone"),
        Said("Vet", ("Senior",), "Teaching", "Guides juniors"),
        Said("Vet", ("Principal",), "Teaching", "Leads the school"),
    }
    assert said(reading, kind=ABSENCE) == {Said("Vet", ("Junior",), "Teaching", "N/A")}


def test_cells_below_levels_may_say_how_well_a_skill_is_mastered():
    reading = read(
        "Role,Skill,Grade 7,Grade 6\nEconomist,Modelling,Practitioner,Expert\n"
        "Economist,Briefing,Working,Working\n"
    )
    assert said(reading, PROFICIENCY, kind=TERM) == {
        Said("Economist", ("Grade 7",), "Modelling", "Practitioner"),
        Said("Economist", ("Grade 6",), "Modelling", "Expert"),
        Said("Economist", ("Grade 7",), "Briefing", "Working"),
        Said("Economist", ("Grade 6",), "Briefing", "Working"),
    }


def test_skills_that_head_columns():
    reading = read("Position,Forklift,Safety\nStacker,1,2\nSenior Stacker,3,3\n")
    assert Said("Stacker", ("Senior",), "Forklift", "3") in said(reading, PROFICIENCY, kind=TERM)


def test_a_title_may_hold_the_level():
    reading = read(
        "Job Title,Department,Summary\nJunior Auditor,Finance,Checks invoices.\n"
        "Lead Auditor,Finance,Plans audits.\nCashier,Finance,Takes money.\n"
    )
    assert ladders(reading) == {"Auditor": ["Junior", "Lead"], "Cashier": []}
    assert Said("Auditor", ("Lead",), None, "Plans audits.") in said(reading)


def test_a_column_of_numbers_orders_the_levels():
    reading = read(
        "Role,Level,Level order,Attribute,Expectation\nChef,Sous chef,3,Cooking,Leads\n"
        "Chef,Commis,1,Cooking,Peels\nChef,Demi chef,2,Cooking,Fries\n"
    )
    assert ladders(reading)["Chef"] == ["Commis", "Demi chef", "Sous chef"]


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("SEO AO HEO EO AA", "AA AO EO HEO SEO"),
        ("P3 P1 P2", "P1 P2 P3"),
        ("Principal Junior Senior Lead", "Junior Senior Lead Principal"),
        ("Expert Foundation Intermediate", "Foundation Intermediate Expert"),
    ],
)
def test_ladders_are_ordered_by_what_they_are_called(written, order):
    rows = "".join(f"Clerk,{level},Files papers at {level}\n" for level in written.split())
    assert ladders(read(f"Role,Grade,Duties\n{rows}"))["Clerk"] == order.split()


def test_rungs_that_nothing_orders_stand_as_listed_and_that_is_said():
    reading = read("Role,Level,Duties\nScout,Otter,Swims\nScout,Badger,Digs\n")
    assert ladders(reading)["Scout"] == ["Otter", "Badger"]
    assert any("nothing in it says which is higher" in note for note in reading.notes)


def test_merged_cells_say_their_name_in_every_row():
    reading = read(
        "Job family,Job title,Band,Competency,Descriptor\n"
        "Law,Paralegal,Band 3,Drafting,Drafts letters\n,,,Research,Finds cases\n"
        ",,Band 4,Drafting,Drafts contracts\n"
    )
    assert said(reading, GUIDELINES) == {
        Said("Paralegal", ("Band 3",), "Drafting", "Drafts letters"),
        Said("Paralegal", ("Band 3",), "Research", "Finds cases"),
        Said("Paralegal", ("Band 4",), "Drafting", "Drafts contracts"),
    }


def test_definitions_of_skills_are_said_of_the_roles_that_need_them():
    reading = read(
        "Skill,Skill description,Awareness,Expert,Roles that require Skill\n"
        'Knots,Tying ropes.,"You can:\n- name knots",You can teach,"Rigger (sail), Bosun"\n'
    )
    assert {p.title for p in reading.profiles} == {"Rigger (sail)", "Bosun"}
    assert {(s.heading, s.text) for s in reading.profiles[0].statements if s.levels == ()} >= {
        ("Awareness", "name knots"),
        ("Expert", "You can teach"),
    }
    assert not any(s.levels for p in reading.profiles for s in p.statements)


def test_a_domain_that_changes_within_a_role_is_what_a_row_is_about():
    reading = read(
        "Post;Band;Domain;What good looks like\nNurse;Band 5;Care;Gives care\n"
        "Nurse;Band 6;Leading;Leads a shift\n"
    )
    assert Said("Nurse", ("Band 6",), "Leading", "Leads a shift") in said(reading, GUIDELINES)


def test_a_table_that_has_no_record_and_rows_that_are_too_long_lose_no_line():
    reading = read("Role,Level,Duties\nCook,Senior,Cooks,extra cell,another\n")
    texts = {s.text for p in reading.profiles for s in p.statements}
    assert {"extra cell", "another"} <= texts


def test_a_header_of_two_rows_is_one():
    reading = read(
        ",,Library Assistant,Head of Library\nArea,Capability,,\n"
        "Service,Enquiries,Answers questions,Sets the standard\n"
        "Service,Events,-,Approves the programme\n",
        "house/library.csv",
    )
    assert said(reading, GUIDELINES) == {
        Said("Library", ("Assistant",), "Enquiries", "Answers questions"),
        Said("Library", ("Head of Library",), "Enquiries", "Sets the standard"),
        Said("Library", ("Head of Library",), "Events", "Approves the programme"),
    }


def test_a_standard_that_is_required_is_a_proficiency_whatever_its_scale():
    reading = read(
        "Grade,Role profile,Technical competence,Required standard,Evidence expected\n"
        "OP1,Signaller,Routes,2,Names every signal\nOP2,Signaller,Routes,4,Works degraded\n"
    )
    assert said(reading, PROFICIENCY, kind=TERM) == {
        Said("Signaller", ("OP1",), "Routes", "2"),
        Said("Signaller", ("OP2",), "Routes", "4"),
    }


def test_what_is_the_same_for_every_row_of_a_role_is_said_of_the_role():
    reading = read(
        "Role,Level,Skill,Skill level,Contract\nCook,Junior,Knives,Basic,Fixed term\n"
        "Cook,Senior,Knives,Expert,Fixed term\nPorter,Junior,Lifting,Basic,Open\n"
    )
    assert said(reading, SectionKind.OTHER) == {
        Said("Cook", (), "Contract", "Fixed term"),
        Said("Porter", (), "Contract", "Open"),
    }


def test_columns_of_behaviours_say_what_is_done_where_a_row_says_all_of_a_level():
    reading = read(
        "Occupation,Seniority,Behaviours,Technical skills\n"
        "Electrician,Apprentice,Asks before acting.,Wires under supervision\n"
        "Electrician,Master,Sets the safety rules.,Designs installations\n"
    )
    found = {(one.levels, one.text) for one in said(reading)}
    assert (("Apprentice",), "Asks before acting.") in found
    assert (("Master",), "Designs installations") in found


def test_the_descriptor_of_a_level_is_of_the_proficiency_where_no_job_level_is_named():
    reading = read(
        "profile,competency,target_level,level_descriptor\n"
        "Team lead,Coaching,Proficient,Holds regular talks\n"
        "Department head,Coaching,Expert,Builds a culture\n"
    )
    assert said(reading, PROFICIENCY) == {
        Said("Team lead", (), "Coaching", "Holds regular talks"),
        Said("Department head", (), "Coaching", "Builds a culture"),
    }
    assert not any(p.level for p in reading.profiles)
