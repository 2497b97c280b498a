"""Which level is meant of which role, where a question names several of both."""

from __future__ import annotations

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.pairing import Place, placed
from roleassistant.retrieval.plan import RoleMention


def role(key: str, *levels: str) -> Role:
    ladder = tuple(Level.parse(level) for level in levels)
    family, focus = key.split(".")
    return Role(key, key, family, focus, ladder, ladder, (), range(0))


NURSE = role("CARE.NURSE", "G5", "G6")
DESIGNER = role("DESIGN.PRODUCT", "IC3", "IC4")
SELLER = role("SALES.FIELD", "P3", "P4")
PARTNER = role("PEOPLE.PARTNER", "P3", "P4")


def pairs(question: str, *named: tuple[str, Role]) -> tuple[Place, ...]:
    """The pairs of a question of which `named` are the words for roles; levels are in capitals."""
    mentions = [
        RoleMention(r, words, words, 1.0, at := question.index(words), at + len(words))
        for words, r in named
    ]
    said = [
        (Level.parse(label), (at := question.index(label), at + len(label)))
        for label in ("G6", "IC4", "P3", "P4")
        if label in question
    ]
    return placed(mentions, sorted(said, key=lambda one: one[1]))


def at(level: str, of: Role) -> Place:
    return of.key, Level.parse(level)


def test_a_level_goes_with_the_role_that_has_it() -> None:
    found = pairs(
        "is an IC4 or a G6 higher: nurse, designer", ("nurse", NURSE), ("designer", DESIGNER)
    )
    assert set(found) == {at("G6", NURSE), at("IC4", DESIGNER)}


def test_of_two_roles_with_the_same_ladder_each_has_the_level_beside_it() -> None:
    found = pairs("a P4 seller and a P3 partner", ("seller", SELLER), ("partner", PARTNER))
    assert set(found) == {at("P4", SELLER), at("P3", PARTNER)}


def test_levels_said_apart_from_the_roles_are_of_both() -> None:
    assert not pairs("seller and partner at P3 and P4", ("seller", SELLER), ("partner", PARTNER))


def test_one_level_is_no_pairing() -> None:
    assert not pairs("seller and partner at P3", ("seller", SELLER), ("partner", PARTNER))


def test_a_level_that_no_role_has_leaves_nothing_paired() -> None:
    assert not pairs("a G6 seller and a P3 partner", ("seller", SELLER), ("partner", PARTNER))
