"""The difference between two levels is computed: exact, complete, and the same from either side."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering.literals import chunk

from roleassistant import resources
from roleassistant.answering.difference import (
    ALIKE,
    SECTIONS,
    Change,
    Item,
    assignment,
    difference,
    likeness_among,
)
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.library import Library

DUTIES = SectionKind.RESPONSIBILITIES


def cell(text: str, level: str, row: int, dimension: str = "Autonomy") -> Chunk:
    return chunk(text, level, row=row, dimension=dimension)


def duty(text: str, level: str, row: int) -> Chunk:
    return chunk(text, level, row=row, section=DUTIES, dimension=None)


def told(items: Sequence[Item]) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            item.change.value,
            item.before.statement.text if item.before else None,
            item.after.statement.text if item.after else None,
        )
        for item in items
    ]


# Under a label ----------------------------------------------------------------------------------


def test_the_same_words_under_the_same_label_are_unchanged() -> None:
    one, other = cell("Works alone.", "P3", 1), cell("Works  alone.", "P4", 2)
    assert told(difference([one], [other])) == [("unchanged", "Works alone.", "Works  alone.")]


def test_other_words_under_the_same_label_are_changed_however_little_they_share() -> None:
    one, other = cell("Works alone.", "P3", 1), cell("Sets the direction.", "P4", 2)
    assert told(difference([one], [other])) == [("changed", "Works alone.", "Sets the direction.")]


def test_a_label_is_the_same_whatever_its_case_and_its_joining_sign() -> None:
    one = cell("Works alone.", "P3", 1, "Autonomy and decisions")
    other = cell("Sets goals.", "P4", 2, "Autonomy & Decisions")
    assert [item.change for item in difference([one], [other])] == [Change.REMOVED, Change.ADDED]
    same = cell("Sets goals.", "P4", 2, "autonomy  And decisions")
    assert [item.change for item in difference([one], [same])] == [Change.CHANGED]


def test_a_label_that_only_one_level_has_is_added_or_removed() -> None:
    both = [cell("Works alone.", "P3", 1), cell("Works alone.", "P4", 2)]
    budget = cell("Holds a budget.", "P4", 3, "Budget")
    assert told(difference(both[:1], [both[1], budget]))[1] == ("added", None, "Holds a budget.")
    assert told(difference([both[1], budget], both[:1]))[1] == ("removed", "Holds a budget.", None)


def test_several_statements_under_a_label_are_aligned_by_what_they_say() -> None:
    before = [cell("Reviews the designs.", "P3", 1), cell("Writes weekly reports.", "P3", 2)]
    after = [cell("Writes yearly reports.", "P4", 3), cell("Hires staff.", "P4", 4)]
    assert told(difference(before, after)) == [
        ("removed", "Reviews the designs.", None),
        ("changed", "Writes weekly reports.", "Writes yearly reports."),
        ("added", None, "Hires staff."),
    ]


def test_a_section_that_one_level_lacks_is_never_called_removed() -> None:
    """A level definition stands on the page of its level: without that page nothing is known."""
    lower = [cell("Works alone.", "P3", 1)]
    definition = chunk("A region", "P4", row=2, section=SectionKind.LEVEL_DEFINITION)
    upper = [cell("Sets goals.", "P4", 3), definition]
    changes = {item.section: item.change for item in difference(lower, upper)}
    assert changes == {
        SectionKind.GUIDELINES: Change.CHANGED,
        SectionKind.LEVEL_DEFINITION: Change.INCOMPARABLE,
    }
    assert {item.change for item in difference(lower, [])} == {Change.INCOMPARABLE}


# Lists ------------------------------------------------------------------------------------------


def test_a_duty_about_the_same_matter_at_another_scope_is_changed() -> None:
    before = [
        duty("Forecasts revenue for one territory and keeps the pipeline clean.", "P3", 1),
        duty("Calls prospects from a prepared list.", "P3", 2),
    ]
    after = [
        duty("Negotiates contracts with procurement.", "P4", 3),
        duty("Forecasts revenue across a whole region.", "P4", 4),
    ]
    assert told(difference(before, after)) == [
        ("changed", before[0].statement.text, after[1].statement.text),
        ("removed", before[1].statement.text, None),
        ("added", None, after[0].statement.text),
    ]


def test_a_changed_duty_says_by_which_words_it_was_recognised() -> None:
    before = [duty("Forecasts revenue for one territory.", "P3", 1)]
    after = [duty("Forecasts revenue across a whole region.", "P4", 2)]
    (item,) = difference(before, after)
    assert set(item.shared) == {"forecast", "revenu"}


def test_bringing_others_on_is_one_matter_whatever_it_is_called() -> None:
    before = [duty("Coaches newer engineers.", "P3", 1), duty("Fixes defects.", "P3", 2)]
    after = [duty("Mentors engineers of all teams.", "P4", 3), duty("Plans releases.", "P4", 4)]
    assert told(difference(before, after))[0] == (
        "changed",
        "Coaches newer engineers.",
        "Mentors engineers of all teams.",
    )


def test_duties_that_only_share_what_everybody_does_are_not_paired() -> None:
    before = [
        duty("Answers invoices of customers politely.", "P3", 1),
        duty("Visits customers at fairs.", "P3", 2),
    ]
    after = [
        duty("Designs governance boards for customers.", "P4", 3),
        duty("Rescues customers in trouble.", "P4", 4),
    ]
    assert Counter(item.change for item in difference(before, after)) == {
        Change.REMOVED: 2,
        Change.ADDED: 2,
    }


def test_the_best_pairing_of_all_is_taken_and_not_the_best_pair_first() -> None:
    """Greedy, the first pair would leave the two others without a counterpart."""
    worth = [[10, 9], [9, 1]]
    assert assignment(worth) == [(0, 1), (1, 0)]


def test_a_statement_of_both_levels_is_unchanged() -> None:
    both = duty("Sells.", "P3", 1)
    assert told(difference([both], [both])) == [("unchanged", "Sells.", "Sells.")]


def test_a_text_that_stands_twice_at_one_level_and_once_at_the_other_counts_each_time() -> None:
    before = [duty("Sells software to hospitals.", "P3", 1)]
    after = [
        duty("Sells software to hospitals.", "P4", 2),
        duty("Sells software to hospitals.", "P4", 3),
    ]
    assert [item.change for item in difference(before, after)] == [Change.UNCHANGED, Change.ADDED]


# Whatever the levels ----------------------------------------------------------------------------

WORDS = st.sampled_from(
    "sells forecasts revenue territory region designs mentors coaches engineers contracts "
    "customers writes reports weekly budget with the for".split()
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
PLACES = st.sampled_from(
    [
        (DUTIES, None),
        (DUTIES, None),
        (SectionKind.GUIDELINES, "Autonomy"),
        (SectionKind.GUIDELINES, "Scope"),
        (SectionKind.LEVEL_DEFINITION, "Scope"),
    ]
)
STATEMENTS = st.lists(st.tuples(PLACES, TEXTS), max_size=8)


@st.composite
def two_levels(draw: st.DrawFn) -> tuple[list[Chunk], list[Chunk]]:
    """Statements of two levels, each in a row of its own."""
    given_ones = [(level, one) for level in ("P3", "P4") for one in draw(STATEMENTS)]
    made = [
        chunk(text, level, row=row, section=section, dimension=dimension)
        for row, (level, ((section, dimension), text)) in enumerate(given_ones, 1)
    ]
    lower = [c for c in made if c.statement.levels == (Level.parse("P3"),)]
    return lower, [c for c in made if c not in lower]


@given(two_levels())
def test_each_statement_of_both_levels_is_in_exactly_one_item(
    levels: tuple[list[Chunk], list[Chunk]],
) -> None:
    before, after = levels
    items = difference(before, after)
    assert sorted(c.row for item in items if (c := item.before)) == [c.row for c in before]
    assert sorted(c.row for item in items if (c := item.after)) == [c.row for c in after]


@given(two_levels())
def test_seen_from_the_other_level_it_is_the_mirror_image(
    levels: tuple[list[Chunk], list[Chunk]],
) -> None:
    before, after = levels
    assert tuple(item.mirrored() for item in difference(after, before)) == difference(before, after)


@given(two_levels(), st.randoms(use_true_random=False))
def test_the_order_in_which_statements_are_given_does_not_matter(
    levels: tuple[list[Chunk], list[Chunk]], order: object
) -> None:
    before, after = levels
    shuffled = [list(before), list(after)]
    for side in shuffled:
        order.shuffle(side)  # type: ignore[attr-defined]
    expected = told(difference(before, after))
    assert Counter(told(difference(*shuffled))) == Counter(expected)


@given(two_levels())
def test_the_sides_of_an_item_fit_what_it_is_called(
    levels: tuple[list[Chunk], list[Chunk]],
) -> None:
    for item in difference(*levels):
        sides = [item.before is not None, item.after is not None]
        if item.change is Change.ADDED:
            assert sides == [False, True]
        elif item.change is Change.REMOVED:
            assert sides == [True, False]
        elif item.change in (Change.CHANGED, Change.UNCHANGED):
            assert item.before is not None
            assert item.after is not None
            one, other = (" ".join(c.statement.text.split()) for c in (item.before, item.after))
            assert (one == other) is (item.change is Change.UNCHANGED)
            assert item.before.statement.section is item.after.statement.section


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_pairing_is_worth_more_than_the_one_that_is_taken(worth: list[list[int]]) -> None:
    pairs = assignment(worth)
    rows, columns = len(worth), len(worth[0])
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == min(rows, columns)
    taken = sum(worth[i][j] for i, j in pairs)
    best = max(
        sum(worth[i][j] for i, j in zip(chosen, order, strict=True))
        for chosen in combinations(range(rows), min(rows, columns))
        for order in permutations(range(columns), min(rows, columns))
    )
    assert taken == best


# Every bundled role -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bundled(bundled_index: Path, real_encoder: Encoder) -> Iterator[Generation]:
    library = Library(bundled_index, model=real_encoder.identity)
    yield library.open()
    library.close()


def at(role: Role, level: Level, generation: Generation) -> list[Chunk]:
    return [
        chunk
        for chunk in generation.select(role.key, set(SECTIONS), {level})
        if chunk.statement.kind is StatementKind.FACT
    ]


def test_every_adjacent_pair_of_every_bundled_role_is_exact_in_both_directions(
    bundled: Generation,
) -> None:
    pairs = 0
    for role in bundled.roles:
        for lower, upper in pairwise(role.described_levels):
            before, after = at(role, lower, bundled), at(role, upper, bundled)
            items = difference(before, after)
            assert sorted(c.row for i in items if (c := i.before)) == sorted(c.row for c in before)
            assert sorted(c.row for i in items if (c := i.after)) == sorted(c.row for c in after)
            assert tuple(i.mirrored() for i in difference(after, before)) == items
            pairs += 1
    assert pairs >= 40


def test_every_guideline_cell_of_a_bundled_pair_stands_beside_that_of_the_same_label(
    bundled: Generation,
) -> None:
    for role in bundled.roles:
        for lower, upper in pairwise(role.described_levels):
            for item in difference(at(role, lower, bundled), at(role, upper, bundled)):
                if item.section is SectionKind.GUIDELINES:
                    assert item.before is not None
                    assert item.after is not None
                    assert item.before.statement.dimension == item.after.statement.dimension


def test_pairs_that_were_read_and_marked_are_told_apart(bundled: Generation) -> None:
    """Of the pairs that are called the same at least four in five are, and of those that are the
    same at least two in five are found."""
    file = resources.folder("evals", None) / "alignment" / "duty-pairs.jsonl"
    marked = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    called = []
    for pair in marked:
        role = bundled.role(pair["role"])
        lower, upper = (at(role, Level.parse(pair[side]), bundled) for side in ("from", "to"))
        found = likeness_among([c for c in (*lower, *upper) if c.statement.section is DUTIES])
        one = next(c for c in lower if c.statement.text == pair["before"])
        other = next(c for c in upper if c.statement.text == pair["after"])
        called.append(found(one, other) >= ALIKE)
    right = sum(c and pair["same"] for c, pair in zip(called, marked, strict=True))
    assert right >= 0.8 * sum(called)
    assert right >= 0.4 * sum(pair["same"] for pair in marked)


@pytest.mark.parametrize(
    ("key", "lower", "upper", "before", "after"),
    [
        ("ENGINEER.BACKEND", "P2", "P3", "second responder", "first responder"),
        ("PRESALES.SALESENG", "P1", "P2", "Practices the standard demo", "certified demonstration"),
        ("CUSTSUCC.IMPLEMENT", "P2", "P3", "Onboards small customers", "onboarding projects"),
        ("PEOPLE.RECRUIT", "P4", "P5", "searches for scarce", "confidential searches"),
        ("PEOPLE.HRBP", "P2", "P3", "simple employee-relations", "moderate difficulty"),
    ],
)
def test_duties_that_a_reader_would_pair_are_paired(
    bundled: Generation, key: str, lower: str, upper: str, before: str, after: str
) -> None:
    role = bundled.role(key)
    items = difference(at(role, Level.parse(lower), bundled), at(role, Level.parse(upper), bundled))
    assert any(
        before in item.before.statement.text and after in item.after.statement.text
        for item in items
        if item.before and item.after
    )
