"""Statements given in their own words, each said of its own level and role, and of another's.

The statements are short and of plain words, as those of ladders are: little in them tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.answering.support.evidence import said
from tests.answering.support.pairs import DEFINED, GUIDE, Pair

_GIVEN = said("Works on problems that others have defined.", "IC2", role="SCI.CHEM", section=GUIDE)
_ASKED = said(
    "Questions the brief and offers alternatives.",
    "IC3",
    role="SCI.CHEM",
    section=GUIDE,
    dimension="Problem Framing",
)
_SHAPES = said(
    "Turns ambiguity into problems; decides what is tested.",
    "IC4",
    role="SCI.CHEM",
    section=GUIDE,
    dimension="Problem Framing",
)
_WARD = said("Works on one ward under the eyes of others.", "L4", role="NURSE.WARD")
_LAB = said("Works on problems of others.", "L4", role="SCI.CHEM")
_TITLE = said("Process Chemist — IC3", role="SCI.CHEM", pages=("IC3",))
_NAMED_P4 = said("Expert", "P4", section=DEFINED, dimension="Level name")
_NAMED_P5 = said("Principal Professional", "P5", section=DEFINED, dimension="Level name")

_ALONE = (
    "At {}: {}",
    "{}: {}",
    "{} — {}",
    "For {}: {}",
    "({}) {}",
    "Level {}: {}",
    "For {} in this role: {}",
    "At {} level: “{}”",
)
_BEHIND = ("{} ({})", "{} — {}", "{} at {}", "“{}” ({})")
_SEVERAL = ("{}: {} {}: {}", "{} — {} {} — {}", "For {}: {} For {}: {}")


def _quotes() -> Iterator[Pair]:
    first, second, third = (c.statement.text for c in (_GIVEN, _ASKED, _SHAPES))
    two, three = (_ASKED, _GIVEN), (_SHAPES, _GIVEN, _ASKED)
    for form in _ALONE:
        yield Pair(form.format("IC2", first), two)
        yield Pair(form.format("IC3", first), two, "level")
        yield Pair(form.format("IC3", second), two)
        yield Pair(form.format("IC2", second), two, "level")
        yield Pair(form.format("IC4", first), three, "level")
        yield Pair(form.format("Process Chemist", _LAB.statement.text), (_WARD, _LAB))
        yield Pair(form.format("Ward Nurse", _LAB.statement.text), (_WARD, _LAB), "role")
        yield Pair(form.format("Process Chemist", _WARD.statement.text), (_WARD, _LAB), "role")
    for form in _BEHIND:
        yield Pair(form.format(first.rstrip("."), "IC2"), two)
        yield Pair(form.format(first.rstrip("."), "IC3"), two, "level")
    for form in _SEVERAL:
        yield Pair(form.format("IC2", first, "IC3", second), two)
        yield Pair(form.format("IC3", second, "IC2", first), two)
        yield Pair(form.format("IC3", first, "IC2", second), two, "level")
    yield Pair(f"IC4: {third} IC2: {first} IC3: {second}", three)
    yield Pair(f"IC4: {first} IC2: {second} IC3: {third}", three, "level")
    yield Pair(f"Process Chemist IC2: {first}", (_TITLE, _GIVEN))
    yield Pair(f"Process Chemist IC3: {first}", (_TITLE, _GIVEN), "level")
    yield Pair("P5: Principal Professional", (_NAMED_P4, _NAMED_P5))
    yield Pair("P4: Principal Professional", (_NAMED_P4, _NAMED_P5), "level")
    yield Pair("P4 is called Principal Professional", (_NAMED_P5, _NAMED_P4), "level")


QUOTES = tuple(_quotes())
