"""Just enough English to word claims by rule."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from roleassistant.domain.quantity import Years


def verb_of(text: str) -> str | None:
    """The verb with which a duty begins, as it stands: "Leads"."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    is_verb = re.fullmatch(r"[A-Z][a-z]+s", first) and not first.endswith("ss")
    return first if is_verb else None


def infinitive(verb: str) -> str:
    """ "Leads" → "lead", "Carries" → "carry"."""
    folded = verb.casefold()
    if folded.endswith("ies") and len(folded) > 4:
        return folded[:-3] + "y"
    if folded.endswith(("ches", "shes", "sses", "xes", "oes", "zzes")):
        return folded[:-2]
    return folded[:-1]


def lowered(text: str) -> str:
    """`text` to go on with within a sentence; abbreviations stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def ended(text: str) -> str:
    """`text` with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def bare(text: str) -> str:
    """`text` without its full stop."""
    return text.rstrip(" .")


def article(noun: str) -> str:
    """ "a" or "an" before `noun`, by its letter."""
    return "an" if noun[:1].casefold() in "aeio" else "a"


def listed(items: Sequence[str]) -> str:
    """ "A, B and C"."""
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def worded(years: Years, chance: random.Random) -> str:
    """An amount in one of the ways in which people write it."""
    low = f"{years.low:g}"
    if years.high is None:
        return chance.choice([f"{low}+ years", f"at least {low} years", f"{low} or more years"])
    if years.high == years.low:
        return f"{low} years"
    high = f"{years.high:g}"
    return chance.choice(
        [f"{low}–{high} years", f"{low} to {high} years", f"between {low} and {high} years"]
    )
