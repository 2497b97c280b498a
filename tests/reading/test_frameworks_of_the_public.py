"""What published frameworks have that invented ones lack: diagrams and tags of site generators,
levels with two names, titles without a rung, ticks, tables of records, levels in data."""

from __future__ import annotations

import pytest
from tests.reading.pages import words_in_common

from roleassistant.domain import StatementKind
from roleassistant.reading import registry
from roleassistant.reading.document import load
from roleassistant.reading.reading import LineUse


@pytest.fixture
def read(tmp_path):
    def reading(text, name="page.md", **beside):
        for other, content in {**beside, name: text}.items():
            file = tmp_path / "harbour" / other
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
        found = registry.read(load(tmp_path / "harbour" / name, f"harbour/{name}"), words_in_common)
        assert LineUse.UNPLACED not in found.lines
        return found

    return reading


def facts(reading):
    return {
        s.text: [str(level) for level in s.levels]
        for p in reading.profiles
        for s in p.statements
        if s.kind is StatementKind.FACT
    }


def told(profile):
    return [s for s in profile.statements if s.kind is StatementKind.FACT]


def names(reading):
    return {
        (s.text, str(s.levels[0]))
        for p in reading.profiles
        for s in p.statements
        if s.dimension == "Level name"
    }


def roles(reading):
    return {p.title for p in reading.profiles}


@pytest.mark.parametrize(
    "aside",
    [
        "```mermaid\nflowchart TD\n  A[Mate] --> B[Pilot]\n```",
        "```\n┌──────┐\n│ Mate │\n└──────┘\n```",
        '<div class="mermaid">\nflowchart TD\n\nA[Mate] --> B[Pilot]\n</div>',
        "{: .no_toc }",
        "{% include crew.html %}",
        "{{< toc >}}",
        "[[_TOC_]]",
    ],
)
def test_what_a_page_holds_for_programs_is_no_statement(read, aside):
    found = facts(read(f"# Pilot\n\n## L1\n\n{aside}\n\n- Ties up\n\n## L2\n\n- Berths\n"))
    assert found == {"Ties up": ["L1"], "Berths": ["L2"]}


def test_a_tag_right_over_a_paragraph_leaves_the_paragraph(read):
    found = facts(read("# Pilot\n\n## L1\n{: .x }\nTies up.\n\n## L2\n{: .x }\nBerths.\n"))
    assert found == {"Ties up.": ["L1"], "Berths.": ["L2"]}


def test_blank_lines_do_not_cut_a_table_of_html(read):
    rows = "\n\n".join(
        f"  <tr>\n    <td>{n}</td>\n\n    <td>{says}</td>\n  </tr>"
        for n, says in ((1, "Ties up"), (2, "Berths"))
    )
    table = f"<table>\n  <tr><th>Level/Skill</th><th>Scope</th></tr>\n\n{rows}\n</table>\n"
    assert facts(read(table)) == {"Ties up": ["Level 1"], "Berths": ["Level 2"]}


def test_a_code_and_the_title_beside_it_are_one_level(read):
    found = read(
        "# Ladder\n\n- Pilot 1 (P2): keeps the log\n- Pilot 2 (P3): keeps watch\n\n"
        "| Area | Pilot 1 | Pilot 2 |\n|---|---|---|\n"
        "| Berths | Ties up | Berths alone |\n| Radio | Listens | Directs |\n"
    )
    assert facts(found)["keeps watch"] == facts(found)["Berths alone"] == ["Pilot 2"]
    assert ("P3", "Pilot 2") in names(found)


def test_a_rung_alone_is_the_level_whose_title_has_it(read):
    found = read(
        "# Pilot ladder\n\n- **Level 1**: two years\n- **Senior**: five years\n\n"
        "## Level 1: Pilot\n\n- Ties up\n\n## Level 2: Senior Pilot\n\n- Berths\n"
    )
    assert facts(found)["five years"] == ["Level 2"]
    assert ("Senior", "Level 2") in names(found)


def test_the_code_in_a_row_is_what_its_number_means(read):
    found = facts(
        read(
            "# Pilot\n\n| Level | Licensed | Position |\n|---|---|---|\n"
            "| 1 | No | P1 - Pilot 1 |\n| 2 | Yes | P2 - Pilot 2 |\n\n"
            "## P1 - Pilot 1\n\n- Ties up\n\n## P2 - Pilot 2\n\n- Berths\n"
        )
    )
    assert found["Yes"] == found["Berths"] == ["P2"]


def test_of_two_columns_that_name_levels_the_surest_does(read):
    found = facts(
        read(
            "# Pilot\n\n| We call it | Grade | Years |\n|---|---|---|\n"
            "| Mid | **G6 – Pilot** | 2-6 |\n| Senior | **G7 – Senior Pilot** | 4+ |\n"
            "| (nobody) | G5 – Mate | 0-4 |\n\n"
            "## G5 – Mate\n\n- Ties up\n\n## G6 – Pilot\n\n- Berths\n\n"
            "## G7 – Senior Pilot\n\n- Commands\n"
        )
    )
    assert found["2-6"] == ["G6"]
    assert found["0-4"] == ["G5"]


def test_headings_that_differ_by_a_number_and_name_jobs_are_levels(read):
    found = read(
        "# GRT 1 Guidance: Mate\n\n## Berths\n\n- Ties up\n\n"
        "# GRT 2 Guidance: Pilot\n\n## Berths\n\n- Berths alone\n\n"
        "# GRT 3 Guidance: Senior Pilot\n\n## Berths\n\n- Berths in fog\n"
    )
    assert facts(found)["Berths in fog"] == ["GRT 3"]
    assert roles(found) == {"Pilot"}
    assert ("Senior Pilot", "GRT 3") in names(found)


def test_a_title_without_a_rung_is_a_level_beside_files_with_one(read):
    found = read(
        "# Pilot\n\n- Berths\n",
        "pilot.md",
        **{"junior-pilot.md": "# Junior Pilot\n\n- Ties up\n", "senior-pilot.md": "# Senior Pilot"},
    )
    assert facts(found) == {"Berths": ["Pilot"]}
    assert [str(level) for level in found.profiles[0].ladder] == ["Junior", "Pilot", "Senior"]


def test_files_of_levels_are_of_the_role_that_their_names_share(read):
    found = read(
        "---\nlevel: L2\ntitle: Harbour Lead\n---\n\n- Berths\n",
        "l2-harbour-pilot.md",
        **{"l1-harbour-pilot.md": "---\nlevel: L1\ntitle: Harbour Pilot\n---\n\n- Ties up\n"},
    )
    assert roles(found) == {"Harbour pilot"}
    assert ("Harbour Lead", "L2") in names(found)


def test_a_manager_beside_the_levels_of_engineers_is_another_role(read):
    found = read(
        "# Shipwright ladder\n\n## Makers\n\n### Level 1: Shipwright Engineer\n\n- Planes\n\n"
        "### Level 2: Senior Shipwright Engineer\n\n- Designs\n\n## Managers\n\n"
        "### Yard Manager (as Level 2)\n\n- Hires\n\n### Senior Yard Manager / Head (above)\n\n"
        "- Plans\n"
    )
    by_role = {s.text: p.title for p in found.profiles for s in p.statements}
    assert by_role["Hires"] == by_role["Plans"] == "Yard Manager"
    assert by_role["Designs"] == "Shipwright Engineer"


def test_a_slanted_line_with_a_colon_is_a_label(read):
    table = "| Level | Years |\n|---|---|\n| Mid | 2 |\n| Senior | 5 |\n| VP | 20 |\n\n"
    found = facts(
        read(
            f"# Harbour\n\n## Law\n\n{table}**Who does what:**\n\n*Advocate/Counsel (Mid):*\n"
            "- Drafts\n\n*Senior Counsel (Senior):*\n- Pleads\n\n*General Counsel (VP):*\n- Leads\n"
        )
    )
    assert found["Drafts"] == ["Mid"]
    assert found["Pleads"] == ["Senior"]
    assert found["Leads"] == ["VP"]


def test_grades_of_skills_beside_titles_of_jobs_are_no_levels(read):
    found = read(
        "# Growth\n\n## Radio\n\n- **Novice**: listens\n- **Expert**: directs\n\n"
        "## Ladder\n\n| Role | Expected |\n|---|---|\n"
        "| Junior Pilot | Novice in all |\n| Senior Pilot | Expert in all |\n"
    )
    assert facts(found)["directs"] == []
    assert facts(found)["Expert in all"] == ["Senior"]


@pytest.mark.parametrize("tick", ["✅", "x", "✓", "[x]"])
def test_a_tick_says_that_a_row_holds_for_a_level(read, tick):
    found = facts(
        read(
            "# Pilot\n\n| Competency | Junior | Mid | Senior |\n|---|:-:|:-:|:-:|\n"
            f"| Ties up | {tick} | {tick} | {tick} |\n| Berths | | {tick} | {tick} |\n"
        )
    )
    assert found == {"Ties up": ["Junior", "Mid", "Senior"], "Berths": ["Mid", "Senior"]}


@pytest.mark.parametrize("html", [False, True])
def test_a_table_of_records_has_its_roles_levels_and_skills_in_columns(read, html):
    rows = [
        ("Role", "Grade", "Skill", "Requirement"),
        ("Mate", "M1", "Ropes", "Ties up"),
        ("Mate", "M2", "Ropes", "Splices"),
        ("Cook", "M1", "Stew", "Boils"),
        ("Cook", "M2", "Stew", "Seasons"),
    ]
    if html:
        cells = ["".join(f"<td>{c}</td>" for c in row) for row in rows[1:]]
        head = "".join(f"<th>{c}</th>" for c in rows[0])
        text = f"<h1>Crew skills</h1><table><tr>{head}</tr>"
        text += "".join(f"\n<tr>{row}</tr>" for row in cells) + "</table>"
    else:
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        text = "# Crew skills\n\n" + "\n".join([lines[0], "|---|---|---|---|", *lines[1:]]) + "\n"
    found = read(text, "crew.html" if html else "crew.md")
    said = {s.text: (p.title, str(p.level), s.dimension) for p in found.profiles for s in told(p)}
    assert said["Splices"] == ("Mate", "M2", "Ropes")
    assert said["Seasons"] == ("Cook", "M2", "Stew")


def test_titles_beside_levels_in_data_are_names_of_the_levels(read):
    found = read(
        "title: Pilot\nladder:\n  1:\n    name: Junior\n    berths: [Ties up]\n"
        "  2:\n    name: Senior\n    berths: [Berths alone]\n",
        "pilot.yaml",
    )
    assert facts(found)["Berths alone"] == ["Level 2"]
    assert ("Senior", "Level 2") in names(found)


def test_a_title_with_a_comma_in_data_divides_no_competency(read):
    def levels(low, high):
        return "levels:\n" + "".join(
            f"- level: {code}\n  title: {title}\n  criteria: [{says}]\n"
            for code, title, says in (
                ("AE1", "Account Executive, Small Ships", low),
                ("AE2", "Account Executive, Liners", high),
            )
        )

    others = {
        f"account-executive/{name}.yml": f"name: {name}\n{levels('a', 'b')}"
        for name in ("Closing", "Forecasts")
    }
    found = read(
        f"name: Prospects\n{levels('Calls', 'Visits')}", "account-executive/p.yml", **others
    )
    assert roles(found) == {"Account executive"}
    assert ("Account Executive, Liners", "AE2") in names(found)
    assert {s.dimension for p in found.profiles for s in told(p)} == {"Prospects"}


def test_comments_of_data_are_said_and_directives_are_not(read):
    found = read(
        "# yaml-language-server: $schema=x.json\n# Masters are never hired from outside.\n"
        "name: Pilot\nlevels:\n- level: L1\n  text: Ties up\n- level: L2\n  text: Berths\n",
        "pilot.yml",
    )
    assert facts(found)["Masters are never hired from outside."] == []
    assert not [text for text in facts(found) if "schema" in text]


def test_a_word_with_a_number_over_the_columns_of_csv_is_the_level(read):
    found = read(
        "Domain,Capability,Band 5 Mate,Band 6 Senior Ship Mate\n"
        'Deck,Ropes,"Ties up\nCoils",Splices\n'
        "Deck,Radio,N/A,Directs\n",
        "deck.csv",
    )
    assert facts(found)["Splices"] == ["Band 6"]
    assert facts(found)["Coils"] == ["Band 5"]
    assert ("Band 6 Senior Ship Mate", "Band 6") in names(found)


def test_what_stands_between_a_heading_and_a_lead_is_in_the_dimension(read):
    found = read(
        "# Pilot\n\n## L1\n\n- Ties up\n\n## L2\n\n### Conduct\n\n#### Traits\n\n"
        "- **Calm**: keeps their head\n"
    )
    dimensions = {s.text: s.dimension for p in found.profiles for s in p.statements}
    assert dimensions["keeps their head"] == "Traits: Calm"


@pytest.mark.parametrize(
    ("title", "role"), [("Titles for pilots", "Pilot"), ("Titles for the harbour", "Pilot")]
)
def test_titles_for_somebody_are_a_ladder_of_theirs(read, title, role):
    found = read(f"# {title}\n\n## Junior Pilot\n\n- Ties up\n\n## Senior Pilot\n\n- Berths\n")
    assert roles(found) == {role}


def test_a_hyphen_ties_a_code_to_a_word(read):
    found = facts(
        read(
            "# Pilot\n\n## G5\n\n- Ties up\n\n## G6\n\n- Berths\n\n## Red flags\n\n"
            "- **G5-level work at G6**: long experience and little to show\n"
        )
    )
    assert found["long experience and little to show"] == []


def test_the_column_of_levels_may_stand_far_to_the_right(read):
    found = read(
        "# Grades\n\n| Career track | From | Until | Grade | Job title |\n|---|---|---|---|---|\n"
        "| Pilot | 0 | 10 | L1 | Harbour Pilot |\n| Pilot | 11 | 30 | L2 | Sea Pilot |\n"
        "| Pilot | 31 | 60 | L3 | Ocean Pilot |\n"
    )
    assert facts(found)["30"] == ["L2"]
    assert facts(found)["60"] == ["L3"]


def test_a_place_to_fill_in_is_no_part_of_the_name_of_a_job(read):
    found = read(
        "# Ladder\n\n## Junior {Ship} Pilot\n\n- Ties up\n\n## Senior {Ship} Pilot\n\n- Berths\n"
    )
    assert roles(found) == {"Pilot"}
    assert facts(found)["Berths"] == ["Senior"]


@pytest.mark.parametrize("middle", ["Medior", "Regular", "Confirmed"])
def test_the_rung_between_junior_and_senior_has_many_names(read, middle):
    found = read(
        f"# Pilot\n\n## Junior Pilot\n\n- Ties up\n\n## {middle} Pilot\n\n- Coils\n\n"
        "## Senior Pilot\n\n- Berths\n"
    )
    assert facts(found)["Coils"] == [middle]
    assert roles(found) == {"Pilot"}


def test_scores_in_brackets_are_no_part_of_a_level(read):
    found = read(
        "# Ropes\n\n| Level | Expectation |\n|---|---|\n| Developing (0.0-1.0) | Asks |\n"
        "| Competent (1.0-2.0) | Ties |\n| Expert (2.0-3.0) | Splices |\n"
        "| Authority (3.0-4.0) | Writes books |\n\n"
        "### Developing (0.0 - 1.0)\n\n- Waits\n\n### Competent (1.0 - 2.0)\n\n- Acts\n\n"
        "### Expert (2.0 - 3.0)\n\n- Leads\n\n### Authority (3.0 - 4.0+)\n\n- Transforms\n"
    )
    assert facts(found)["Transforms"] == ["Authority"]
    assert facts(found)["Writes books"] == ["Authority"]


def test_the_short_name_of_a_job_is_the_long_one(read):
    found = read(
        "# Ladder\n\n## Harbour Pilot I\n\n- Ties up\n\n## Harbour Pilot II\n\n- Coils\n\n"
        "## Senior Pilot\n\n- Berths\n"
    )
    assert roles(found) == {"Harbour Pilot"}


def test_a_skill_with_its_grade_is_no_level_of_a_job(read):
    found = read(
        "title: Pilot\nlevels:\n- name: Junior\n  skills:\n  - skill: Knots\n    level: good\n"
        "  - skill: Radio\n    level: basic\n- name: Senior\n  skills:\n  - skill: Knots\n"
        "    level: excellent\n",
        "pilot.yaml",
    )
    said = {
        (s.text, s.dimension): [str(x) for x in s.levels] for p in found.profiles for s in told(p)
    }
    assert said["good", "Knots"] == ["Junior"]
    assert said["excellent", "Knots"] == ["Senior"]


def test_lines_of_a_paragraph_that_have_labels_stand_each_for_itself(read):
    found = read(
        "# Pilot\n\n## L1\n\n**Reach:** One berth\n**Horizon:** A tide\n\n"
        "## L2\n\n**Reach:** The harbour\n**Horizon:** A season\n"
    )
    said = {
        s.text: (s.dimension, [str(x) for x in s.levels]) for p in found.profiles for s in told(p)
    }
    assert said["A tide"] == ("Horizon", ["L1"])
    assert said["The harbour"] == ("Reach", ["L2"])


def test_what_a_line_introduces_ends_at_the_next_label(read):
    found = read(
        "# Pilot\n\n## L1\n\n**Duties:**\n- Ties up\n\n**Reach:** One berth\n\n"
        "## L2\n\n**Duties:**\n- Berths\n\n**Reach:** The harbour\n"
    )
    said = {s.text: s.dimension for p in found.profiles for s in told(p)}
    assert said["The harbour"] == "Reach"
    assert said["Berths"] == "Duties"
