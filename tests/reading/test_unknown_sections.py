"""A section that nobody has seen before keeps its own heading and takes nothing from others."""

from __future__ import annotations

import pytest
from tests.reading.pages import BULLETS, PARTS, SKILLS, page, profile, read, texts

from roleassistant.domain import SectionKind
from roleassistant.reading.reading import LineUse

UNKNOWN = {
    "Success measures": "Success measures\n- No groundings in a year.\n- Berths within the hour.",
    "Tools": "Tools\n- Radar overlay\n- Tide predictor\n- Portable pilot unit",
    "Travel": "Travel\nUp to a tenth of the time, to simulators abroad.",
    "Working conditions": "Working conditions\n- Nights and weekends in turns\n- Outdoors",
    "Physical demands": "Physical demands\nClimbs rope ladders at sea. Works in any weather.",
    "Compensation notes": "Compensation notes:\n- Paid by the harbour board's scale",
    "Interview guide": "## Interview guide\n- Ask for a passage that was called off.",
    "KPIs & metrics": "KPIs & metricsshow ▾\n- Delay per passage",
    "Reports to": "Reports to\n- Harbour master",
    "Languages": "Languages\n| Language | Grade |\n|---|---|\n| English | C1 |\n| Dutch | B2 |",
}


def kinds(text):
    return [(s.kind, s.heading) for s in profile(text).sections]


@pytest.mark.parametrize("name", UNKNOWN)
@pytest.mark.parametrize("after", list(PARTS)[3:])
def test_an_unknown_section_stands_apart_wherever_it_comes(name, after):
    order = list(PARTS)
    order.insert(order.index(after) + 1, "unknown")
    text = page(order=order, unknown=UNKNOWN[name])
    plain = profile(page())
    found = profile(text)
    others = [s for s in found.sections if s.heading != name]
    assert (SectionKind.OTHER, name) in kinds(text)
    assert [(s.kind, texts(s.statements)) for s in others] == [
        (s.kind, texts(s.statements)) for s in plain.sections
    ]
    assert LineUse.UNPLACED not in read(text).lines


def test_several_unknown_sections_in_a_row_are_several_sections():
    rows = "\n".join(UNKNOWN[name] for name in ("Success measures", "Tools", "Working conditions"))
    text = page(order=["title", "code", "summary", "skills", "rows", "aliases"], rows=rows)
    assert [heading for kind, heading in kinds(text) if kind is SectionKind.OTHER] == [
        "Success measures",
        "Tools",
        "Working conditions",
    ]


def test_the_items_of_an_unknown_section_are_quoted_whole_and_its_cells_by_column():
    (tools,) = (s for s in profile(page(extra=UNKNOWN["Tools"])).sections if s.heading == "Tools")
    assert texts(tools.statements) == ["Radar overlay", "Tide predictor", "Portable pilot unit"]
    (spoken,) = (
        s for s in profile(page(extra=UNKNOWN["Languages"])).sections if s.heading == "Languages"
    )
    assert [(s.dimension, s.text) for s in spoken.statements if s.dimension] == [
        ("English", "C1"),
        ("Dutch", "B2"),
    ]


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("classification", "Classification mappings\nO*NET / SOC\n- code=53-5021source=x.y"),
        ("classification", "Classification mappings\nISCO-08\n- 3152 Ships' deck officers"),
        ("classification", "Classification mappings\n- A.1.2\nHarbour Board Scheme\n- HB-77"),
        ("adjacent", "Adjacent roles\n- Tug Master — P3 · distance 0.2\nNear\n- Mate — P2"),
        ("adjacent", "Adjacent roles\nTug Master — P3\nMARINE.TUG.P3\nMate — P2\nMARINE.MATE.P2"),
        (
            "skills",
            "Skills\n- Knots\n- Tying it.\nTechnical skills\n- Radar\n- Seeing far.",
        ),
        ("skills", "Skills\nShip Handling\nMoving a ship.\nRadar\nSeeing in fog."),
        ("skills", "Skills\nNavigation\n- Charts\n- Radar"),
        ("aliases", "Title aliases\nBar Pilot\nHarbour Pilot\nRiver Navigator"),
        ("aliases", "Title aliases\nInternal titles\n- Bar Pilot\nMarket titles\n- Navigator"),
        ("definition", "Level — P3 — Seasoned\nScope\nLarge ships\nAutonomy\nDecides alone"),
        ("definition", "Level — P3 — Seasoned\n- Scope\nLarge ships\n- Autonomy\nDecides alone"),
        ("provenance", "Provenance\n- Tide survey\nReviewed by\n- Board of pilots"),
        ("responsibilities", "Responsibilities\nP1\n- Keeps logs.\nP2 — Mate\n- Steers barges."),
        ("responsibilities", "Responsibilities\nOn board\n- Steers.\nOn shore\n- Plans passages."),
        ("summary", "River Pilot / Lower Harbour\nGuides ships through the harbour."),
    ],
)
def test_labels_within_a_section_are_not_taken_for_headings(part, text):
    found = kinds(page(**{part: text}))
    assert [kind for kind, _ in found] == [s.kind for s in profile(page()).sections]
    assert LineUse.UNPLACED not in read(page(**{part: text})).lines


def test_markdown_headings_below_the_section_s_own_are_labels_and_others_are_headings():
    skills = "\n".join(f"### {name}\n{text}" for name, text in SKILLS.items())
    text = page(skills=f"## Skills\n{skills}\n## Safety record\nNo groundings since the flood.")
    assert (SectionKind.OTHER, "Safety record") in kinds(text)
    (found,) = (s for s in profile(text).sections if s.kind is SectionKind.SKILLS)
    assert [s.text for s in found.statements if s.dimension is None] == list(SKILLS)


def test_a_page_in_markdown_throughout_is_read_like_a_plain_one():
    marked = {
        name: "## " + text
        for name, text in PARTS.items()
        if name not in ("title", "code", "summary")
    }
    marked["title"] = f"# {PARTS['title']}"
    marked["code"] = f"`{PARTS['code']}`"
    plain = profile(page())
    found = profile(page(**marked))
    assert (found.title, found.code) == (plain.title, plain.code)
    assert [texts(s.statements) for s in found.sections[1:]] == [
        texts(s.statements) for s in plain.sections[1:]
    ]


def test_a_responsibility_list_goes_on_after_nothing_but_level_headings():
    text = page(
        responsibilities="Responsibilities by level\n"
        + "\n".join(f"{level}\n" + "\n".join(f"- {b}" for b in bs) for level, bs in BULLETS.items())
        + "\nSuccess measures\n- Berths within the hour."
    )
    (found,) = (s for s in profile(text).sections if s.kind is SectionKind.RESPONSIBILITIES)
    assert texts(found.statements) == [b for bs in BULLETS.values() for b in bs]
    assert (SectionKind.OTHER, "Success measures") in kinds(text)
