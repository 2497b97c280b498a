"""Two published frameworks, where they lie beside the project: counted by hand in their sources."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from tests.reading.pages import words_in_common

from roleassistant.reading import registry
from roleassistant.reading.document import load
from roleassistant.reading.reading import LineUse
from roleassistant.reading.showing import stands

SHARED = Path(__file__).resolve().parents[3] / "shared" / "frameworks"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the frameworks are not here")

# Page by page in the navigation of the site: 48 pages of a level.
DROPBOX = {
    "Software Engineer": "IC1 IC2 IC3 IC4 IC5 IC6 IC7",
    "Quality Engineer": "IC2 IC3 IC4 IC5",
    "Software Development Engineer in Test": "IC2 IC3 IC4 IC5",
    "Reliability Engineer": "IC1 IC2 IC3 IC4 IC5 IC6 IC7",
    "Machine Learning Engineer": "IC1 IC2 IC3 IC4 IC5",
    "Data Engineer": "IC1 IC2 IC3 IC4 IC5",
    "Security Engineer": "IC2 IC3 IC4 IC5 IC6",
    "Technical Program Manager": "IC1 IC2 IC3 IC4 IC5 IC6",
    "Engineering Manager": "M3 M4 M5 M6 M7",
}
# The levels that each file lists under its topics (not the number that its head gives).
MONZO = {
    "Customer Operations": (1, 2),
    "Executive Support": (1, 5),
    "Generic": (1, 6),
    "Marketing": (1, 7),
    "People": (1, 7),
    "Product": (1, 4),
    "Technical Operations": (1, 5),
    "Product Design": (1, 6),
    "User Research": (1, 6),
    "Visual Design": (1, 6),
    "Backend Engineering": (1, 6),
    "Data Engineering": (1, 6),
    "Mobile Engineering": (1, 6),
    "Quality Analyst": (1, 3),
    "Web Engineering": (1, 6),
    "Ops Individual Contributor": (1, 5),
    "Ops Leadership": (2, 6),
}


def readings(name, pattern):
    root = SHARED / name
    for path in sorted(root.rglob(pattern)):
        yield registry.read(load(path, path.relative_to(SHARED).as_posix()), words_in_common)


@pytest.fixture(scope="module")
def dropbox():
    return list(readings("dropbox-dbx", "*.html"))


@pytest.fixture(scope="module")
def monzo():
    return list(readings("monzo-progression", "frameworks/**/*.md"))


def ladders(found, tracks):
    levels = defaultdict(set)
    for reading in found:
        for profile in reading.profiles:
            if profile.level.track in tracks:
                levels[profile.title].add(profile.level)
    return {title: sorted(rungs) for title, rungs in levels.items()}


def test_the_site_has_nine_roles_with_their_levels(dropbox):
    found = ladders(dropbox, ("IC", "M"))
    assert {t: " ".join(map(str, rungs)) for t, rungs in found.items()} == DROPBOX


def test_the_data_has_seventeen_roles_with_their_levels(monzo):
    found = ladders(monzo, ("Level",))
    assert {t: (rungs[0].grade, rungs[-1].grade) for t, rungs in found.items()} == MONZO
    assert all(len(rungs) == rungs[-1].grade - rungs[0].grade + 1 for rungs in found.values())


def test_statements_are_counted_as_in_the_source(dropbox, monzo):
    page = next(r for r in dropbox if r.document.path.endswith("ic3_software_engineer.html"))
    items = page.document.text.split('id="doc-container"')[1].count("<li>")
    levelled = [s for s in page.profiles[0].statements if s.levels and s.kind == "fact"]
    assert len(levelled) == items + 1  # and the sentence that sums the level up
    page = next(r for r in monzo if r.document.path.endswith("/generic.md"))
    texts = page.document.text.count("          - ")
    assert (
        len({s.span.start for p in page.profiles for s in p.statements if s.kind == "fact"})
        == texts
    )


def test_every_line_has_its_place_and_no_navigation_is_said(dropbox, monzo):
    for reading in (*dropbox, *monzo):
        assert LineUse.UNPLACED not in reading.lines
        texts = [s.text for p in reading.profiles for s in p.statements]
        assert not [t for t in texts if "next_href" in t or t.startswith("Previous")]
    titles = {p.title for reading in dropbox for p in reading.profiles}
    pages = [r for r in dropbox if r.document.path.endswith("ic1_data_engineer.html")]
    said = {s.text for p in pages[0].profiles for s in p.statements if s.dimension != "Title"}
    assert titles
    assert not {"IC2 Data Engineer", "What is Impact?", "Promotion Guidelines"} & said


def test_every_quote_stands_in_its_lines(dropbox, monzo):
    for reading in (*dropbox, *monzo):
        text = reading.document.text
        for profile in reading.profiles:
            assert all(stands(s.text, s.span.recover(text)) for s in profile.statements)
