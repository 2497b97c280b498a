"""A ladder's names are whatever a house calls them, and are worked out from its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.houses import BROKERS, CHAMBERS, DEPOT, HOUSES, House
from tests.reading.pages import read as read_text

from roleassistant.domain import RoleProfile, SectionKind
from roleassistant.indexing.merging import MergedRole, Page, merge
from roleassistant.reading.headings import heading
from roleassistant.reading.residue import heading_forms, is_edge_furniture

PAGES = [(house, rung) for house in HOUSES for rung in house.rungs]


def _profile(house: House, rung: str, text: str | None = None) -> RoleProfile:
    (profile,) = read_text(house.page(rung) if text is None else text).profiles
    return profile


def _page(house: House, rung: str) -> Page:
    (profile,) = read_text(house.page(rung), f"{rung}.txt").profiles
    return Page(profile, f"{rung}.txt", "0" * 64, "2026-01-01T00:00:00Z")


def _merged(house: House, rungs: Sequence[str]) -> MergedRole:
    return merge(house.code, [_page(house, rung) for rung in rungs], 1)


@pytest.mark.parametrize(("house", "rung"), PAGES, ids=lambda x: getattr(x, "code", x))
def test_every_statement_stands_at_the_rung_that_the_page_gives_it(house, rung):
    profile = _profile(house, rung)
    levels = {s.text: [str(level) for level in s.levels] for s in profile.statements}
    assert profile.title == house.title
    assert str(profile.level) == house.shows(rung)
    for one in house.rungs:
        assert [levels[duty] for duty in house.duties(one)] == [[house.shows(one)]] * 2
        if house.table != "none":
            assert levels[house.scope(one)] == [house.shows(one)]
    assert levels["Holds a part of the yard"] == [house.shows(rung)]


@pytest.mark.parametrize(("house", "rung"), PAGES, ids=lambda x: getattr(x, "code", x))
def test_a_code_is_shown_as_the_page_writes_it(house, rung):
    code = house.codes[house.rungs.index(rung)]
    assert str(_profile(house, rung).code) == f"{house.code}.{code}"


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.code)
def test_the_pages_together_give_the_order_of_the_ladder(house):
    merged = _merged(house, house.rungs)
    assert [str(level) for level in merged.role.described_levels] == [
        house.shows(rung) for rung in house.rungs
    ]
    assert merged.warnings == ()


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.code)
def test_one_page_knows_the_whole_ladder(house):
    merged = _merged(house, house.rungs[1:2])
    assert [str(level) for level in merged.role.described_levels] == [
        house.shows(rung) for rung in house.rungs
    ]


def test_a_list_from_the_top_is_turned_by_the_years_it_asks_for():
    foundry = replace(DEPOT, table="falling")
    assert [str(x) for x in _merged(foundry, ["Fitter"]).role.described_levels] == [*DEPOT.rungs]


def test_siblings_that_spell_a_rung_otherwise_mean_the_same():
    shouting = replace(DEPOT, rungs=("Trainee", "Fitter", "CHARGE HAND", "Foreman"))
    pages = [_page(DEPOT, "Fitter"), _page(shouting, "CHARGE HAND")]
    assert len(merge(DEPOT.code, pages, 1).role.described_levels) == len(DEPOT.rungs)


def test_a_rung_that_no_list_has_is_last_and_said_to_be():
    astray = replace(CHAMBERS, rungs=("Provost",), codes=("PROVOST",))
    merged = merge(CHAMBERS.code, [_page(CHAMBERS, "Doyen"), _page(astray, "Provost")], 1)
    assert [str(level) for level in merged.role.described_levels] == [*CHAMBERS.rungs, "Provost"]
    (warning,) = merged.warnings
    assert "where Provost stands" in warning


def test_a_row_that_names_no_level_is_kept_and_noted():
    text = DEPOT.page("Fitter").replace(
        "| Foreman |", "| whoever happens to hold the keys on that day |"
    )
    reading = read_text(text)
    (profile,) = reading.profiles
    stray = [s for s in profile.statements if s.text == DEPOT.scope("Foreman")]
    assert [s.levels for s in stray] == [()]
    assert any("is no level that the page has" in note for note in reading.notes)


@pytest.mark.parametrize("heading", ["Fitter — Depot", "FITTER", "Fitter (your level)", "Fitter:"])
def test_a_heading_may_dress_the_name_of_a_level(heading):
    text = DEPOT.page("Charge Hand").replace("\nFitter\n", f"\n{heading}\n")
    profile = _profile(DEPOT, "Charge Hand", text)
    levels = {s.text: [str(level) for level in s.levels] for s in profile.statements}
    assert [levels[duty] for duty in DEPOT.duties("Fitter")] == [["Fitter"]] * 2


def test_duties_may_name_their_rung_themselves():
    text = DEPOT.page("Fitter")
    for rung in DEPOT.rungs:
        text = text.replace(f"\n{rung}\n", "\n")
        for duty in DEPOT.duties(rung):
            text = text.replace(f"- {duty}", f"- [{rung}] {duty}")
    levels = {
        s.text: [str(x) for x in s.levels] for s in _profile(DEPOT, "Fitter", text).statements
    }
    for rung in DEPOT.rungs:
        assert [levels[duty] for duty in DEPOT.duties(rung)] == [[rung]] * 2


def test_a_heading_for_several_rungs_is_of_each():
    third, fourth = DEPOT.rungs[2:]
    text = DEPOT.page("Fitter").replace(f"\n{third}\n", f"\n{third} and {fourth}\n")
    levels = {
        s.text: [str(x) for x in s.levels] for s in _profile(DEPOT, "Fitter", text).statements
    }
    assert [levels[duty] for duty in DEPOT.duties(third)] == [[third, fourth]] * 2


def test_themes_within_a_level_are_no_levels():
    text = DEPOT.page("Fitter").replace("\nForeman\n", "\nForeman\nSafety\n")
    profile = _profile(DEPOT, "Fitter", text)
    found = {str(level) for s in profile.statements for level in s.levels}
    assert found == set(DEPOT.rungs)


def test_words_of_a_ladder_within_a_sentence_make_no_heading():
    text = DEPOT.page("Fitter").replace(
        "- Signs the chain sheet", "- Trainee fitters and foremen sign. Signs the chain sheet"
    )
    duties = [
        s
        for s in _profile(DEPOT, "Fitter", text).statements
        if s.section is SectionKind.RESPONSIBILITIES and "Trainee fitters" in s.text
    ]
    assert [[str(level) for level in s.levels] for s in duties] == [["Charge Hand"]]


def _is_of_the_interface(name: str) -> bool:
    """Whether a page of any wiki has such words: "Share" behind a name is a button."""
    is_heading = heading(name) is not None
    return is_heading or is_edge_furniture(name) or len(heading_forms(name)) > 1


_WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=9).map(str.title)
# A house that calls a level as the page calls a section, or a button, is not understood.
_NAME = (
    st.lists(_WORD, min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda name: not _is_of_the_interface(name))
)


@st.composite
def _houses(draw: st.DrawFn) -> House:
    names = draw(
        st.lists(_NAME, min_size=2, max_size=6, unique_by=lambda name: name.replace(" ", ""))
    )
    return House(
        "Keeper of the Yard",
        "YARDS.KEEPING",
        names,
        [name.upper().replace(" ", "_") for name in names],
        table=draw(st.sampled_from(["rows", "columns", "groups", "falling", "none"])),
        column=draw(st.sampled_from(["Level", "Grade", "Rung", "Who"])),
    )


@given(_houses(), st.data())
def test_any_names_make_a_ladder(house, data):
    rung = data.draw(st.sampled_from(house.rungs))
    page = _page(house, rung)
    levels = {s.text: [level.key for level in s.levels] for s in page.profile.statements}
    for one in house.rungs:
        key = one.replace(" ", "").casefold()
        assert [levels[duty] for duty in house.duties(one)] == [[key]] * 2
    merged = merge(house.code, [page], 1)
    assert [level.key for level in merged.role.described_levels] == [
        name.replace(" ", "").casefold() for name in house.rungs
    ]


def test_numbers_beside_names_are_names_too():
    merged = _merged(BROKERS, ["Desk Head"])
    assert [(str(x), x.track) for x in merged.role.described_levels] == [
        (rung, "") for rung in BROKERS.rungs
    ]
