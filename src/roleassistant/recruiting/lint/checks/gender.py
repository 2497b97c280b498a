"""Gender-coded wording: words that name a trait of the person, and the balance of all coded "
"words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from roleassistant.recruiting.lint.post import WORD, Post
from roleassistant.recruiting.lint.rule import Hit, rules, table
from roleassistant.recruiting.lint.terms import Term, forms_as_pattern, term_of

_WHY = {
    "masculine": "Masculine-coded: women found posts worded so less appealing.",
    "feminine": "Feminine-coded: it describes a person by a stereotype instead of the work.",
}


@dataclass(frozen=True, slots=True)
class Balance:
    """Coded words of a post, in the order in which they stand."""

    masculine: tuple[str, ...]
    feminine: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lists:
    traits: tuple[Term, ...]
    masculine: re.Pattern[str]
    feminine: re.Pattern[str]
    other: re.Pattern[str]


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    read = table("gender-coded.toml")
    traits = []
    for entry in read["trait"]:
        forms = [form.strip() for form in str(entry["stem"]).split("|")]
        why = entry.get("why", "")
        said = f"{_WHY[entry['side']]} {why}".strip()
        traits.append(term_of({**entry, "forms": forms, "why": said}, "gender-coded"))
    counted = read["counted"]
    return _Lists(
        tuple(traits),
        _stems(counted["masculine"]),
        _stems(counted["feminine"]),
        forms_as_pattern(counted["unless"]["words"]),
    )


def _stems(stems: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)


def check(post: Post, names: Iterable[str], margin: int) -> Iterator[Hit]:
    """Traits, then the balance where masculine-coded words outnumber the others by `margin` and
    are twice as many. What stands in one of `names`, the role's titles and skills, is the matter of
    the trade."""
    allowed = _names([*names, post.title])
    traits: list[str] = []
    for term in _lists().traits:
        for block in post.blocks:
            taken = [found.span() for found in allowed.finditer(block.text)] if allowed else []
            for hit in term.hits(block):
                end = hit.end or 0
                inside = any(
                    a <= hit.start and end <= b and b - a > end - hit.start for a, b in taken
                )
                if not inside:
                    yield hit
                    if "Masculine" in hit.why:
                        traits.append(block.text[hit.start : hit.end].casefold())
    found = balance(post, names)
    masculine = [*traits, *(w for w in found.masculine if w not in traits)]
    if len(masculine) - len(found.feminine) >= margin and len(masculine) >= 2 * len(found.feminine):
        shown = ", ".join(dict.fromkeys(masculine))
        yield Hit(
            "gender-balance",
            why=f"{len(masculine)} masculine-coded words against {len(found.feminine)} "
            f"feminine-coded ones: {shown}. {rules()['gender-balance'].why}",
        )


def balance(post: Post, names: Iterable[str] = ()) -> Balance:
    """The coded words of a post, but for other words that begin like them and those of `names`."""
    lists = _lists()
    allowed = _names([*names, post.title])
    masculine, feminine = [], []
    for block in post.blocks:
        taken = [found.span() for found in lists.other.finditer(block.text)]
        taken += [found.span() for found in allowed.finditer(block.text)] if allowed else []
        for word in WORD.finditer(block.text):
            if any(a < word.end() and word.start() < b for a, b in taken):
                continue
            if lists.masculine.match(word.group()):
                masculine.append(word.group().casefold())
            elif lists.feminine.match(word.group()):
                feminine.append(word.group().casefold())
    return Balance(tuple(masculine), tuple(feminine))


def _names(names: Iterable[str]) -> re.Pattern[str] | None:
    told = sorted({" ".join(name.split()) for name in names if name.strip()}, key=len, reverse=True)
    if not told:
        return None
    alternatives = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in told)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
