"""Role codes: FAMILY.FOCUS.LEVEL."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.domain import InvalidRoleCode, RoleCode


@pytest.mark.parametrize(
    "text", ["MARINE.PILOT038.P3", "marine.pilot038.p3", " Marine.Pilot038.P3"]
)
def test_a_code_has_a_family_a_focus_and_a_level(text):
    code = RoleCode.parse(text)
    assert (code.family, code.focus, str(code.level)) == ("MARINE", "PILOT038", "P3")
    assert (str(code), code.role) == ("MARINE.PILOT038.P3", "MARINE.PILOT038")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("MARINE.P3", "2 part"),
        ("MARINE.PILOT.NIGHT.P3", "4 part"),
        ("", "1 part"),
        ("9MARINE.PILOT.P3", "family '9MARINE'"),
        ("MARINE..P3", "focus ''"),
        ("MARINE.PI LOT.P3", "focus 'PI LOT'"),
        ("MARINE.PILOT.B@SS", "level 'B@SS'"),
    ],
)
def test_what_is_no_code_is_refused_with_the_part_that_is_wrong(text, said):
    with pytest.raises(InvalidRoleCode) as raised:
        RoleCode.parse(text)
    assert said in str(raised.value)


def test_codes_are_ordered_by_family_then_focus_then_level():
    texts = ["B.A.P1", "A.B.P10", "A.B.P9", "A.A.M2", "A.B.M1"]
    assert [str(code) for code in sorted(map(RoleCode.parse, texts))] == [
        *("A.A.M2", "A.B.M1", "A.B.P9", "A.B.P10", "B.A.P1"),
    ]


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_is_refused(text):
    try:
        code = RoleCode.parse(text)
    except InvalidRoleCode:
        return
    assert RoleCode.parse(str(code)) == code
