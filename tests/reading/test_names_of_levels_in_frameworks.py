"""What else documents call their levels: lists of them, numbers without a rung, short forms of the
job, initials of the word for a level; and labels that are written once over several rows."""

from __future__ import annotations

import pytest
from tests.reading.test_frameworks_of_the_public import facts, read, roles, told

from roleassistant.reading.interpretation.naming import named

__all__ = ["read"]


@pytest.mark.parametrize(
    ("label", "levels"),
    [
        ("K1, K2", ["K1", "K2"]),
        ("Lower grades (K1, K2)", ["K1", "K2"]),
        ("Upper grades (K3–K4)", ["K3", "K4"]),
        ("Levels 3 and 4", ["Level 3", "Level 4"]),
        ("Bands 5, 6 & 8", ["Band 5", "Band 6", "Band 8"]),
        ("L2/L4 Pilots", ["L2", "L4"]),
        ("Level 1 to Level 3", ["Level 1", "Level 2", "Level 3"]),
        ("Q1 and Q2", []),
        ("A4 and B5", []),
    ],
)
def test_a_label_may_list_levels(label, levels):
    assert [str(level) for level in named(label).levels] == levels


def test_what_stands_below_several_levels_is_of_each(read):
    found = read(
        "# Pilots\n\n| Area | K1 | K2 |\n|---|---|---|\n| Berths | Ties up | Berths alone |\n\n"
        "| Area | Lower grades (K1, K2) |\n|---|---|\n| Radio | Listens to the channel |\n"
    )
    assert facts(found)["Listens to the channel"] == ["K1", "K2"]
    assert facts(found)["Ties up"] == ["K1"]


def test_a_sentence_in_bold_type_is_no_heading(read):
    found = read(
        "# Pilot I\n\nTies up ships.\n\n**Experience: Mostly needs no years at sea.**\n\n"
        "# Pilot II\n\nBerths ships alone.\n\n__Experience: Mostly needs two years at sea.__\n"
    )
    said = {s.text: (str(p.level), s.dimension) for p in found.profiles for s in told(p)}
    assert said["Mostly needs no years at sea."] == ("Pilot I", "Experience")
    assert said["Mostly needs two years at sea."] == ("Pilot II", "Experience")
    assert said["Berths ships alone."][0] == "Pilot II"


def test_a_numbered_title_is_a_level_beside_files_of_the_same_title(read):
    pages = {
        "pilot.md": "# Pilot\n\n- Ties up ships\n",
        "pilot_ii.md": "# Pilot II\n\n- Berths ships alone\n",
        "senior_pilot.md": "# Senior Pilot\n\n- Trains pilots\n",
    }
    found = read(pages["pilot_ii.md"], "pilot_ii.md", **pages)
    (profile,) = found.profiles
    assert (profile.title, str(profile.level)) == ("Pilot", "Pilot II")
    assert [str(level) for level in profile.ladder] == ["Pilot", "Pilot II", "Senior"]
    assert facts(read(pages["pilot.md"], "pilot.md", **pages))["Ties up ships"] == ["Pilot"]


def test_jobs_over_levels_are_roles_though_their_words_name_dimensions_as_well(read):
    grades = "| | AO | EO |\n|---|---|---|\n"
    found = read(
        "# Harbour office: roles by grade\n\nGrades are AO and EO.\n\n"
        f"## People Partner\n\n{grades}| Casework | Takes minutes | Advises managers |\n\n"
        f"## Berth Planner\n\n{grades}| Rotas | Builds the rota | Balances rotas |\n"
    )
    assert {"People Partner", "Berth Planner"} <= roles(found)


def test_a_short_form_of_the_job_in_a_title_is_the_same_job(read):
    found = read(
        "# Matrix\n\n| Area | Engineer 1 (Green) | Engineer 2 (Blue) | Senior Eng 1 (Red) |\n"
        "|---|---|---|---|\n| Charts | Reads charts | Keeps charts | Buys charts |\n"
    )
    assert roles(found) == {"Engineer"}
    assert facts(found)["Buys charts"] == ["Senior 1"]


def test_a_label_that_stands_once_holds_for_the_rows_below_it(read):
    found = read(
        "# Pilots\n\n| Area | Detail | P1 | P2 |\n|---|---|---|---|\n"
        "| **Charts** | Read charts | ✅ | |\n| | Draw charts | | ✅ |\n"
        "| **Radio** | Listen | ✅ | |\n| | Direct | | ✅ |\n"
    )
    said = {s.text: (str(p.level), s.dimension) for p in found.profiles for s in told(p)}
    assert said["Draw charts"] == ("P2", "Charts")
    assert said["Direct"] == ("P2", "Radio")


def test_the_word_for_a_level_and_its_initial_name_one_level(read):
    found = read(
        "# Pilots\n\n| Area | L1 | L2 |\n|---|---|---|\n| Radio | Listens | Directs |\n\n"
        "## Level 1: Mate\n\n- Ties up\n- Paints\n\n## Level 2: Master\n\n- Berths\n- Signs\n"
    )
    assert facts(found)["Directs"] == facts(found)["Berths"] == ["Level 2"]


def test_grades_of_a_skill_with_the_same_numbers_are_not_the_levels(read):
    found = read(
        "# Pilots\n\n## L1\n\n### Level 1\n\n- Listens\n\n### Level 2\n\n- Talks\n\n"
        "## L2\n\n### Level 1\n\n- Asks\n\n### Level 2\n\n- Directs\n"
    )
    assert {str(p.level) for p in found.profiles} >= {"L1", "L2", "Level 1", "Level 2"}
