"""Distances between roles: computed from what is cited, and worked out once more before shown."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering.conftest import Ask
from tests.answering.literals import chunk
from tests.answering.shown import facts, own_words

from roleassistant.answering.adjacency import Band, Distance, distance
from roleassistant.answering.draft import DraftFact
from roleassistant.answering.verify import supports
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk


def place(role: str, level: str, *codes: str, row: int = 1) -> list[Chunk]:
    """The title of a page and its classification codes."""
    title = chunk(
        f"Title of {role} — {level}",
        level,
        row=row,
        role=role,
        section=SectionKind.SUMMARY,
        dimension="Title",
        kind=StatementKind.TERM,
    )
    return [
        title,
        *(
            chunk(
                code,
                row=row + at,
                role=role,
                section=SectionKind.CLASSIFICATION,
                dimension="O*NET / SOC code",
            )
            for at, code in enumerate(codes, 1)
        ),
    ]


def between(one: list[Chunk], other: list[Chunk]) -> Distance:
    return distance(one, other, by_level=True)


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        # (2 × family + classification + level) / 4
        (("A.X", "P4", "41-4012"), ("A.X", "P4", "41-4012"), Fraction(0)),
        (("A.X", "P4", "41-4012"), ("A.Y", "P4", "41-4012"), Fraction(1, 4)),
        (("A.X", "P4", "41-4012"), ("A.Y", "P4", "41-4011"), Fraction(1 + Fraction(1, 6), 4)),
        (("A.X", "P4", "41-4012"), ("B.Y", "P4", "41-9031"), Fraction(2 + Fraction(2, 3), 4)),
        (("A.X", "P4", "13-2051"), ("B.Y", "P4", "15-2051"), Fraction(3, 4)),
        (("A.X", "P4", "41-4012"), ("A.Y", "P2", "41-4012"), Fraction(1 + Fraction(1, 2), 4)),
        (("A.X", "L1", "41-4012"), ("B.Y", "L9", "15-1252"), Fraction(1)),
        # without a classification of one, over three
        (("A.X", "P4"), ("A.Y", "P4", "41-4012"), Fraction(1, 3)),
        # on different tracks, over three
        (("A.X", "P4", "41-4012"), ("A.Y", "M1", "41-4012"), Fraction(1, 3)),
    ],
)
def test_a_distance_is_the_weighted_mean_of_the_coordinates_that_both_have(
    one: tuple[str, ...], other: tuple[str, ...], value: Fraction
) -> None:
    assert between(place(*one), place(*other)).value == value
    assert between(place(*other), place(*one)).value == value


def test_the_nearest_codes_count_where_roles_have_several() -> None:
    one = place("A.X", "P4", "41-3091", "41-4012")
    other = place("A.Y", "P4", "15-1252", "41-4012")
    assert between(one, other).parts[1].what == "same code 41-4012"


def test_what_a_code_was_taken_from_is_no_code() -> None:
    source = chunk(
        "house-42.map",
        role="A.Y",
        section=SectionKind.CLASSIFICATION,
        dimension="O*NET / SOC source",
    )
    one, other = place("A.X", "P4", "41-4012"), [*place("A.Y", "P4"), source]
    assert len(between(one, other).parts) == 2


def test_different_tracks_are_said_and_their_levels_are_not_compared() -> None:
    says = between(place("A.X", "P4"), place("A.Y", "M1")).says
    assert "P-track and M-track are different tracks" in says


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (Fraction(0), Band.NEAR),
        (Fraction(1, 3), Band.NEAR),
        (Fraction(34, 100), Band.RELATED),
        (Fraction(2, 3), Band.RELATED),
        (Fraction(67, 100), Band.FAR),
        (Fraction(1), Band.FAR),
    ],
)
def test_bands_are_thirds_of_the_scale(value: Fraction, band: Band) -> None:
    assert Band.of(value) is band


def test_the_arithmetic_is_shown() -> None:
    says = between(place("A.X", "P4", "41-4012"), place("A.Y", "P3", "41-4012")).says
    assert says == (
        "computed: distance 0.31, near = (2 × 0.50 same family A + 0.00 same code 41-4012 + "
        "0.25 levels P4 and P3) / 4"
    )


ROLES = st.sampled_from(["A.X", "A.Y", "B.X", "B.Z"])
LEVELS = st.sampled_from(["P1", "P3", "P5", "M2", "IC4", "Senior", "Staff"])
CODES = st.lists(
    st.sampled_from(["41-4012", "41-4011", "15-1252", "13-2051", "2433.1"]), max_size=3
)


@given(st.tuples(ROLES, LEVELS, CODES), st.tuples(ROLES, LEVELS, CODES))
def test_a_distance_is_from_0_to_1_and_the_same_both_ways(
    one: tuple[str, str, list[str]], other: tuple[str, str, list[str]]
) -> None:
    first, second = (place(role, level, *codes) for role, level, codes in (one, other))
    there, back = between(first, second), between(second, first)
    assert 0 <= there.value <= 1
    assert there.value == back.value


# Before it is shown -----------------------------------------------------------------------------

OWN, ITS = place("A.X", "P4", "41-4012", row=10), place("A.Y", "P4", "41-4011")
FOUND = between(ITS, OWN)
FACT = DraftFact(ITS[0].statement.text, (*ITS, *OWN), None, FOUND.says, FOUND)


def test_a_distance_that_comes_out_again_from_what_it_cites_is_shown() -> None:
    assert supports(FACT)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(FACT, chunks=(*ITS, *place("A.X", "P2", "41-4012", row=10))),
        replace(FACT, chunks=(*ITS, *place("C.X", "P4", "41-4012", row=10))),
        replace(FACT, chunks=(*ITS, *place("A.X", "P4", "15-1252", row=10))),
        replace(FACT, chunks=(*ITS, OWN[0])),
        replace(FACT, chunks=tuple(ITS)),
        replace(FACT, note=FOUND.says.replace("near", "far")),
        replace(FACT, text="Another title"),
    ],
    ids=["other level", "other family", "other code", "no code", "no role", "other note", "text"],
)
def test_a_distance_that_does_not_is_left_out(wrong: DraftFact) -> None:
    assert not supports(wrong)


# In answers -------------------------------------------------------------------------------------


def test_where_no_page_lists_neighbours_they_are_computed_with_the_arithmetic(ask: Ask) -> None:
    answer = ask("which roles are adjacent to the sales engineer")
    assert {citation.attribution.how for citation in answer.citations} == {"computed"}
    assert all((fact.note or "").startswith("computed: distance ") for fact in facts(answer))
    assert "list no adjacent roles" in " ".join(own_words(answer))


def test_where_a_page_lists_neighbours_those_are_given(ask: Ask) -> None:
    answer = ask("which roles are adjacent to account executive")
    assert {citation.attribution.how for citation in answer.citations} == {"stated"}


def test_the_nearest_comes_first(ask: Ask) -> None:
    answer = ask("which roles are closest to the data steward of records")
    values = [float((fact.note or "").split()[2].rstrip(",")) for fact in facts(answer)]
    assert values == sorted(values)


def test_a_distance_between_two_roles_is_the_stated_one_where_a_page_states_it(ask: Ask) -> None:
    answer = ask("how far is the account executive from the sales engineer")
    assert any("distance 0.21" in fact.text for fact in facts(answer))


def test_a_distance_between_two_roles_is_computed_where_no_page_states_it(ask: Ask) -> None:
    answer = ask("how far is the storage engineer from the sales engineer of product trials")
    (fact,) = facts(answer)
    assert "different tracks" in (fact.note or "")
