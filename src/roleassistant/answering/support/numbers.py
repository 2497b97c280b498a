"""Whether every amount, code and date of a claim stands in the evidence as it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleassistant.answering.support.claim import Clause
from roleassistant.answering.support.ground import Read
from roleassistant.answering.support.quantities import Quantity
from roleassistant.answering.support.scorer import Reason


def check(
    clause: Clause,
    grounds: Sequence[Read],
    own: Sequence[Read],
    known: Sequence[Quantity] = (),
) -> Iterator[Reason]:
    """`own` are the grounds that the clause rests on: a bare number ("two") has to be of these.
    `known` are amounts that another check has verified."""
    for quantity in clause.quantities:
        if quantity in known:
            continue
        is_bare = not quantity.unit and not quantity.of and bool(clause.stating)
        given = [q for ground in (own if is_bare else grounds) for q in ground.quantities]
        if any(q.says(quantity) for q in given) or _is_an(quantity, grounds):
            continue
        near = _nearest(quantity, given)
        if near is None:
            yield Reason("number", f"“{quantity.text}” is not in the evidence")
        elif near.unit != quantity.unit and (near.low, near.high) == (quantity.low, quantity.high):
            yield Reason("unit", f"says “{quantity.text}” where the evidence says “{near.text}”")
        else:
            yield Reason("number", f"says “{quantity.text}” where the evidence says “{near.text}”")
    for code in clause.literals:
        if not any(code in held for ground in grounds for held in ground.literals):
            yield Reason("number", f"“{code}” is not in the evidence")


def _is_an(quantity: Quantity, grounds: Sequence[Read]) -> bool:
    """ "One customer" is said by "a customer"."""
    if (quantity.low, quantity.high, quantity.unit) != (1.0, 1.0, ""):
        return False
    for ground in grounds:
        for article, noun in zip(ground.words, ground.words[1:], strict=False):
            if article.text in ("a", "an", "single") and noun.root in quantity.of:
                return True
    return False


def _nearest(quantity: Quantity, given: Sequence[Quantity]) -> Quantity | None:
    """The amount of the evidence that was meant: of the same unit and the same things."""
    if not given:
        return None
    return min(
        given,
        key=lambda q: (
            not (set(q.of) & set(quantity.of)),
            q.unit != quantity.unit,
            q.low != quantity.low,
            abs(q.low - quantity.low),
        ),
    )
