"""A claim may be shown only as what its passages say; whatever text it is, checking is no error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.answering.literals import chunk

from roleassistant.answering.draft import Draft, DraftFact, DraftFacts
from roleassistant.answering.models.checking import Failed, Held, check
from roleassistant.answering.models.claims import Proposed
from roleassistant.answering.models.passages import as_data, passages_of
from roleassistant.answering.models.remainder import remainder
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import Support, Verdict
from roleassistant.domain import Attribution
from roleassistant.domain.answer import Heading, Remark

YEARS = chunk("8+ years in sales; C# and <b> tags", "P4", row=1)
GOALS = chunk("Sets own goals within the plan.", "P5", row=2, dimension="Autonomy")
PASSAGES = {"p1": YEARS, "p2": GOALS}
WORDS = st.sampled_from(
    "P4 P5 sets own goals within the plan 8+ 9 years in sales not only C#".split()
)


class Always:
    """A scorer that believes everything."""

    name = "always"

    def support(self, claim: str, evidence: object) -> Support:
        return Support(0.5, Verdict.SUPPORTED)


class OnlyGoals:
    """A scorer that believes sentences about goals."""

    name = "goals"

    def support(self, claim: str, evidence: object) -> Support:
        return Support(0.9, Verdict.SUPPORTED if "goals" in claim else Verdict.UNSUPPORTED)


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=12).map(" ".join)))
def test_any_text_is_shown_as_it_is_or_fails_with_a_reason(text: str) -> None:
    for scorer in (OfflineScorer(), Always()):
        checked = check(Proposed(text, ("p1", "p2", "p3")), PASSAGES, scorer)
        if isinstance(checked, Held):
            assert checked.fact.text == " ".join(text.split())
            assert checked.fact.chunks == (YEARS, GOALS)
        else:
            assert checked.reasons


@given(st.text(st.characters(categories=["Cc", "Cf", "Co", "Cs"]), min_size=1, max_size=3))
def test_no_control_character_is_shown_even_where_a_scorer_believes_everything(text: str) -> None:
    claim = Proposed(f"A P5 sets{text}own goals.", ("p2",))
    checked = check(claim, PASSAGES, Always())
    assert isinstance(checked, Failed) or checked.fact.text == "A P5 sets own goals."


@pytest.mark.parametrize(
    "text",
    [
        "8+ years in sales [see](http://evil.example)",
        "8+ years in sales at evil.example",
        "8+ years in sales `rm`",
        "8+ years in sales <!channel>",
        "8+ years in | sales",
        "8+ years in sales " * 40,
        "sales",
        "the and of",
    ],
)
def test_what_would_be_obeyed_or_says_nothing_fails_whatever_a_scorer_believes(text: str) -> None:
    assert isinstance(check(Proposed(text, ("p1",)), PASSAGES, Always()), Failed)


def test_markup_that_its_passages_have_may_be_repeated() -> None:
    checked = check(Proposed("A P4 knows C# and <b> tags", ("p1",)), PASSAGES, Always())
    assert isinstance(checked, Held)
    elsewhere = check(Proposed("A P5 knows C# and own goals", ("p2",)), PASSAGES, Always())
    assert isinstance(elsewhere, Failed)


def test_every_sentence_has_to_be_supported() -> None:
    good, bad = "A P5 sets own goals. ", "Nobody is ever asked."
    assert isinstance(check(Proposed(good, ("p2",)), PASSAGES, OnlyGoals()), Held)
    assert isinstance(check(Proposed(good + bad, ("p2",)), PASSAGES, OnlyGoals()), Failed)


def test_only_passages_that_exist_are_cited_each_once() -> None:
    checked = check(Proposed("Own goals are set", ("p2", "p9", "p2")), PASSAGES, Always())
    assert isinstance(checked, Held)
    assert checked.fact.chunks == (GOALS,)
    assert isinstance(check(Proposed("Own goals are set", ("p9",)), PASSAGES, Always()), Failed)


def test_what_is_inferred_is_said_so() -> None:
    inferred = chunk("Sets own goals.", "P5", attribution=Attribution("inferred", "order", 0.8))
    checked = check(Proposed("A P5 sets own goals", ("p1",)), {"p1": inferred}, Always())
    assert isinstance(checked, Held)
    assert checked.fact.note == "level inferred, confidence 0.80"


# --- what is sent, and what is left to quote -----------------------------------------------------


@given(st.text(max_size=60))
def test_no_text_can_close_a_tag_that_stands_around_it(text: str) -> None:
    assert "<" not in as_data(text)
    assert ">" not in as_data([{"text": text}])


def test_each_statement_is_sent_once_and_no_more_than_there_is_room_for() -> None:
    long = [chunk(f"{'word ' * 700}{row}", "P4", row=row) for row in range(1, 9)]
    facts = tuple(DraftFact(c.statement.text, (c,)) for c in (*long, long[0]))
    sent = passages_of(Draft((DraftFacts(facts),)))
    assert list(sent) == ["p1", "p2", "p3", "p4", "p5", "p6"]
    assert list(sent.values()) == long[:6]


def test_what_no_claim_says_is_left_in_its_place() -> None:
    said = DraftFact(GOALS.statement.text, (GOALS,), "Autonomy")
    unsaid = DraftFact(YEARS.statement.text, (YEARS,), "Years")
    noted = DraftFact(GOALS.statement.text, (GOALS,), note="inferred")
    draft = Draft(
        (
            Heading("Goals"),
            DraftFacts((said,)),
            Heading("Years"),
            Remark("Of all."),
            DraftFacts((said, unsaid, noted)),
        )
    )
    claims = [DraftFact("A P5 has the autonomy to set own goals within the plan.", (GOALS,))]
    assert remainder(draft, claims).blocks == (
        Heading("Years"),
        Remark("Of all."),
        DraftFacts((unsaid, noted)),
    )
    assert remainder(draft, [DraftFact("A P5 sets goals.", (GOALS,))]).blocks == draft.blocks
    elsewhere = [DraftFact(claims[0].text, (YEARS,))]
    assert remainder(draft, elsewhere).blocks == draft.blocks
