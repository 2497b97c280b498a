"""What scorers that ask a language model take: requests, tokens, money."""

from __future__ import annotations

from dataclasses import dataclass

from roleassistant.answering.models.writer import Price
from roleassistant.evaluation.scorers.scorer import Scorer

_MILLION = 1_000_000


@dataclass
class Spent:
    """What judgements took: requests sent, replies that were already there, tokens of the former.

    `cost` is None where no price is known.
    """

    asked: int = 0
    kept: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    price: Price | None = None
    unread: int = 0

    @property
    def cost(self) -> float | None:
        """What the requests cost, in the currency of the price."""
        if self.price is None:
            return None
        paid = self.input_tokens * self.price.input + self.output_tokens * self.price.output
        return paid / _MILLION

    def in_words(self) -> str:
        """ "12 requests, 30 kept replies, 5,400 + 600 tokens, cost 0.0123"."""
        cost = "" if self.cost is None else f", cost {self.cost:.4f}"
        unread = f", {self.unread:,} judgements that cannot be read" if self.unread else ""
        return (
            f"{self.asked:,} requests, {self.kept:,} kept replies, "
            f"{self.input_tokens:,} + {self.output_tokens:,} tokens{cost}{unread}"
        )


def spent_by(scorer: Scorer) -> str | None:
    """What `scorer` has taken so far, in words; None of one that asks no model."""
    spent = getattr(scorer, "spent", None)
    return spent.in_words() if isinstance(spent, Spent) else None
