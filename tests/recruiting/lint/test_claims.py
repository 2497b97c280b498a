"""What a post says of the work is held against the profile of its role and level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from roleassistant.indexing.generation import Generation
from roleassistant.indexing.library import Library
from roleassistant.recruiting.lint import Context, lint, profile_of
from roleassistant.settings import load_settings


@pytest.fixture(scope="module")
def generation(bundled_index: Path) -> Iterator[Generation]:
    settings = load_settings({"index": bundled_index})
    library = Library(settings.index, model=None, store=settings.vector_store)
    yield library.open()
    library.close()


@pytest.fixture(scope="module")
def at(generation: Generation):
    """The review of a bullet in a post for field sales at a level."""
    role = generation.role("DIRECT.FIELDSALES")

    def review(bullet: str, level: str = "P4", heading: str = "What you will do"):
        rung = next(one for one in role.described_levels if str(one) == level)
        context = Context(profile=profile_of(generation, role, rung))
        return lint(f"# Field Sales\n\n## {heading}\n\n- {bullet}\n", context)

    return review


def claims(findings):
    return [f.rule for f in findings if f.rule.startswith("claim")]


@pytest.mark.parametrize(
    "bullet",
    [
        "You hold regular meetings with directors and vice presidents at target companies.",
        "You will direct formal tender responses: you decide whether to bid.",
        "Coach newer sellers through joint visits and deal rehearsals.",
        "You lead large competitive pursuits in which several business units buy at once.",
    ],
)
def test_what_the_profile_says_of_the_level_is_no_finding(at, bullet):
    assert not claims(at(bullet))


def test_what_it_says_of_another_level_is_told_with_the_level_and_the_line(at):
    bullet = "You walk the manager through the open pipeline each week."
    (finding,) = [f for f in at(bullet) if f.rule == "claim-other-level"]
    assert "The profile says it of P3, not of P4" in finding.why
    assert finding.source.startswith("profiles/direct/")


@pytest.mark.parametrize(
    "bullet",
    [
        "You run the annual customer conference with a budget of 2 million euros.",
        "You manage the warehouse in Rotterdam and its forklift fleet.",
        "You hold weekly meetings with ministers.",
        "You approve every discount of the region.",
        "You negotiate collective agreements with trade unions.",
    ],
)
def test_what_no_statement_says_is_told_with_what_comes_nearest(at, bullet):
    (finding,) = [f for f in at(bullet) if f.rule == "claim-unsupported"]
    assert "does not say so" in finding.why


def test_where_one_may_grow_the_next_level_is_meant(at):
    bullet = "Win the sponsorship of chief executives and board members."
    assert not claims(at(bullet, heading="Where you can grow"))
    assert claims(at(bullet)) == ["claim-other-level"]


def test_more_years_than_the_guideline_are_inflated(at):
    found = at("15+ years of experience in sales", heading="What you bring")
    (finding,) = [f for f in found if f.rule == "years-inflated"]
    assert "6–9 y" in finding.why
    assert not claims(found)


def test_the_degree_of_the_profile_is_no_finding(at):
    found = at("Bachelor's degree", heading="What you bring")
    assert not [f for f in found if f.rule == "degree-required"]


@pytest.mark.parametrize("code", ["DIRECT.FIELDSALES.P4", "P4"])
def test_codes_of_the_index_are_told(at, code):
    assert [f for f in at(f"You work at {code} here") if f.rule == "internal-code"]


def test_law_and_contract_are_no_claims_on_the_work(at):
    assert not claims(at("You have the right to work in the country.", heading="What you bring"))
    assert not claims(at("We are 140 people in two towns and sell software."))
