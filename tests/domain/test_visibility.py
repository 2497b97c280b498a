"""Viewers, and what one view holds of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from roleassistant.domain.visibility import OWNER, PUBLIC, WHOLE, View, Viewer

HR, SALES = frozenset({"hr"}), frozenset({"sales leads", "board"})
_GROUPS = some.frozensets(some.sampled_from(["hr", "board", "sales leads", "a:b", 'c"d', "é"]))
_VIEWERS = some.builds(Viewer, some.none() | _GROUPS)
_VIEWS = some.builds(
    View, some.sampled_from(["0" * 32, "1" * 32]), some.none() | some.frozensets(_GROUPS)
)


def test_groups_are_the_same_in_any_case_and_spacing():
    assert Viewer.of(" Sales  Leads", "HR") == Viewer.of("hr", "sales leads")


def test_a_list_is_passed_by_whoever_is_in_one_of_its_groups():
    assert Viewer.of("board").passes(SALES)
    assert not Viewer.of("board").passes(HR)
    assert OWNER.passes(HR)
    assert not PUBLIC.passes(HR)


def test_nobody_passes_a_list_of_no_group_but_the_owner():
    assert not Viewer.of("hr").passes(frozenset())


def test_a_viewer_without_a_name_in_its_groups_is_in_none():
    assert Viewer.of("", "  ") == PUBLIC


@given(_VIEWERS, _VIEWERS, _GROUPS)
def test_a_narrowed_viewer_passes_nothing_that_either_does_not_pass(one, other, groups):
    if one.narrowed(other).passes(groups):
        assert one.passes(groups)
        assert other.passes(groups)


@given(_VIEWS)
def test_a_view_is_read_as_it_was_written(view):
    assert View.parse(str(view)) == (WHOLE if view.passed is None else view)


@given(_VIEWS, _VIEWS)
def test_a_view_is_within_another_that_sees_as_much_under_the_same_restrictions(one, other):
    if one.within(other) and other.passed is not None:
        assert one.restrictions == other.restrictions
        assert one.passed is not None
        assert one.passed <= other.passed
    assert one.within(WHOLE)
    assert one.within(one)


@pytest.mark.parametrize("text", ["", "none", "abc", "abc:", "abc:nothing"])
def test_what_is_no_view_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        View.parse(text)
