"""The form of a model's answer is read strictly, and each claim as soon as it is whole."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.answering.models.claims import ClaimReader, Proposed

texts = st.text(st.characters(codec="utf-8"), max_size=40)
proposals = st.builds(Proposed, texts, st.lists(texts, max_size=3).map(tuple))


def written(claims: list[Proposed], **how: object) -> str:
    found = [{"text": c.text, "passages": list(c.passages)} for c in claims]
    return json.dumps({"claims": found}, **how)  # type: ignore[arg-type]


def read(text: str, *cuts: int) -> tuple[list[Proposed], ClaimReader]:
    """What is read of `text` when it comes in pieces."""
    reader = ClaimReader()
    bounds = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    found = [claim for start, end in pairwise(bounds) for claim in reader.feed(text[start:end])]
    return found, reader


@given(
    st.lists(proposals, max_size=5),
    st.lists(st.integers(0, 10_000), max_size=8),
    st.sampled_from([None, 0, 2]),
    st.booleans(),
)
def test_all_claims_are_read_however_the_text_is_cut_into_pieces(
    claims: list[Proposed], cuts: list[int], indent: int | None, ascii_only: bool
) -> None:
    found, reader = read(written(claims, indent=indent, ensure_ascii=ascii_only), *cuts)
    assert found == claims
    assert reader.whole
    assert reader.problem is None


@given(st.lists(proposals, min_size=1, max_size=4), st.integers(0, 10_000))
def test_of_an_answer_that_is_cut_off_the_whole_claims_are_read_and_no_part_of_another(
    claims: list[Proposed], at: int
) -> None:
    text = written(claims)
    found, reader = read(text[: at % len(text)])
    assert found == claims[: len(found)]
    assert not reader.whole


@given(st.text(max_size=200), st.lists(st.integers(0, 300), max_size=3))
def test_any_other_text_gives_no_claim_and_no_error(text: str, cuts: list[int]) -> None:
    found, reader = read(text, *cuts)
    assert found == []
    assert not reader.whole


ONE = '{"text": "a", "passages": ["p1"]}'


@pytest.mark.parametrize(
    "text",
    [
        "Sure! Here is the answer: " + f'{{"claims": [{ONE}]}}',
        f'```json\n{{"claims": [{ONE}]}}\n```',
        f"[{ONE}]",
        ONE,
        f'{{"answer": [{ONE}]}}',
        f'{{"claims": {ONE}}}',
        '{"claims": ["a [p1]"]}',
        '{"claims": [{"text": "a"}]}',
        '{"claims": [{"text": "a", "passages": "p1"}]}',
        '{"claims": [{"text": "a", "passages": [1]}]}',
        '{"claims": [{"text": ["a"], "passages": ["p1"]}]}',
        '{"claims": [{"text": "a", "passages": ["p1"], "verdict": "supported"}]}',
        '{"claims": [null]}',
    ],
)
def test_what_is_not_of_the_form_is_read_as_nothing(text: str) -> None:
    found, reader = read(text)
    assert found == []
    assert reader.problem


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f'{{"claims": [{ONE}]}} I hope this helps!', True),
        (f'{{"claims": [{ONE}]}}{{"claims": [{ONE}]}}', True),
        (f'{{"claims": [{ONE}], "more": "prose"}}', False),
        (f'{{"claims": [{ONE} {ONE}]}}', False),
        (f'{{"claims": [{ONE}, "prose"]}}', False),
    ],
)
def test_nothing_is_read_beyond_where_the_form_is_left(text: str, whole: bool) -> None:
    found, reader = read(text)
    assert found == [Proposed("a", ("p1",))]
    assert reader.problem
    assert reader.whole is whole


def test_a_model_that_never_stops_is_not_read_to_its_end() -> None:
    reader = ClaimReader()
    for _ in range(5000):
        reader.feed(' "zzzzzzzzzzzzzzzzzzzz')
    assert reader.full
    found, reader = read('{"claims": [' + ", ".join([ONE] * 50) + "]}")
    assert len(found) == 20
    assert reader.problem == "it has far too many claims"


def test_deep_nesting_is_no_crash() -> None:
    found, reader = read('{"claims": [{"text": ' + "[" * 20_000 + "]" * 20_000 + "}]}")
    assert found == []
    assert reader.problem
