"""Which verbs of a sentence are said of its subject, and which of somebody else.

The first verb is. So is one behind a comma, "and", "or", "but", "then", a colon or a semicolon,
unless it belongs to a clause that began in between ("the recap that the executive edits and
sends").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.recruiting.address.joins import (
    begins_a_noun,
    is_adverb,
    is_marked,
    joined,
    opens_a_clause,
)
from roleassistant.recruiting.address.small_words import (
    AUXILIARIES,
    JOINS,
    PARTICLES,
    POINTING,
    PREPOSITIONS,
    SUBORDINATORS,
)
from roleassistant.recruiting.address.verb_or_noun import Form, Uncertain, base_here
from roleassistant.recruiting.address.verbs import (
    base_of_gerund,
    base_of_third,
    is_also_noun,
    verbs,
)
from roleassistant.recruiting.address.written import Token


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the subject. `begins` where a main clause begins with it, behind a semicolon."""

    start: int
    end: int
    base: str
    begins: bool


def verbs_in(text: str, words: Sequence[Token], form: Form) -> list[Verb]:
    """The verbs that are said of the subject, in order; none where the sentence begins with none.

    Raises:
        Uncertain: it cannot be told of one of them.
    """
    first = _first(words)
    if first is None:
        return []
    base = base_here(words, first, form, opening=True)
    if base is None:
        return []
    opening = Verb(words[first].start, words[first].end, base, begins=False)
    return [opening, *verbs_behind(words, first, form)]


def verbs_behind(words: Sequence[Token], first: int, form: Form = Form.THIRD) -> list[Verb]:
    """The verbs of the subject behind that at `first`, which may be one such as "can".

    Raises:
        Uncertain: it cannot be told of one of them.
    """
    found: list[Verb] = []
    opened = [first]
    last = first
    others: list[int] = []
    for at in range(first + 1, len(words)):
        join = joined(words, at)
        if join is None:
            continue
        base, doubt = _tried(words, at, form, beside=join in opened)
        if base is None and not doubt:
            continue
        if _is_in_a_clause(words, last, join, at, form, listed=_ends_their_list(words, at, others)):
            others.append(at)
            continue
        if base is None:
            raise Uncertain
        begins = ";" in words[join + 1].before if join + 1 < len(words) else False
        found.append(Verb(words[at].start, words[at].end, base, begins))
        opened.append(at)
        last, others = at, []
    return found


def _tried(words: Sequence[Token], at: int, form: Form, *, beside: bool) -> tuple[str | None, bool]:
    """The base of the word where it is a verb, and whether it may be one."""
    try:
        return base_here(words, at, form, opening=False, beside=beside), False
    except Uncertain:
        return None, True


def _first(words: Sequence[Token]) -> int | None:
    """The place of the first word that is no adverb."""
    for at, word in enumerate(words[:4]):
        # "Promptly and effectively deals with risks"
        joins = 0 < at < len(words) - 1 and word.folded in JOINS and is_adverb(words[at + 1])
        if not is_adverb(word) and not joins:
            return at
    return None


def _ends_their_list(words: Sequence[Token], at: int, others: Sequence[int]) -> bool:
    """Whether the word is the last of a list that verbs of a clause began: "when a customer pays
    late, cuts usage, or changes its contact"."""
    join = joined(words, at)
    if join is None or not others or words[at - 1].folded not in JOINS:
        return False
    return "," in words[join + 1].before and "," in words[others[-1]].before


def _is_in_a_clause(
    words: Sequence[Token], last: int, join: int, at: int, form: Form, *, listed: bool
) -> bool:
    """Whether what follows the join at `join` goes on with a clause that began behind `last`.
    `listed` where it ends a list of which another part does.

    Raises:
        Uncertain: it may, and it may go on with the sentence.
    """
    between = range(last + 1, join + 1)
    opened = next((i for i in between if opens_a_clause(words, i)), None)
    if opened is None or not form.is_third:
        return False
    if join + 1 < len(words) and ";" in words[join + 1].before:
        return False  # "initiatives that span teams; sets direction"
    finite = [
        i
        for i in range(opened + 1, join + 1)
        if words[i].folded in {"is", "has", "does", "was"}
        or (
            (base := base_of_third(words[i].folded)) and (i == opened + 1 or not is_also_noun(base))
        )
    ]
    following = words[at + 1] if at + 1 < len(words) else None
    base = base_of_third(words[at].folded)
    if base is None:
        return True  # "when admissions peak"
    if listed:
        if finite:
            return True
        raise Uncertain
    if not finite and _has_no_subject(words, opened):
        return False  # "where to open, and moves headcount", "when developing, and uses services"
    if is_also_noun(base) and not (following and begins_a_noun(following.text)):
        if not finite and _follows_plurals(words, opened, join, at):
            return False  # "what the data say of customers, and trains colleagues"
        if words[join].folded.endswith("s") or is_marked(words[join + 1]):
            return True  # "that pumps and monitors …": nouns of the clause
        raise Uncertain
    # Them that were spoken of before the clause: "cases that nobody has seen and releases them".
    points_back = following is not None and following.folded in POINTING
    # But in "the team that builds the platform and runs it" it may be the team that runs it.
    points_back = points_back and base_of_third(words[opened + 1].folded) is None
    # And in "where the product gains and loses them" it may be the product that loses.
    of_others = not points_back or words[opened].folded not in _RELATIVE
    if finite and finite[-1] == join and of_others:
        if following is None or _ends_here(following):
            return True  # "that she edits and sends": nothing stands between the two
        raise Uncertain  # "when she calls and asks the team"
    if _may_end_a_clause(words, join) and (at + 1 == len(words) or _ends_here(words[at + 1])):
        raise Uncertain  # "which the company buys, sells, and …": nothing tells verbs from nouns
    if not finite:
        return False
    if ":" in words[join + 1].before or "," in words[join + 1].before or points_back:
        return False
    raise Uncertain


_RELATIVE = frozenset("that which who whom whose".split())


def _has_no_subject(words: Sequence[Token], opened: int) -> bool:
    """Whether the clause is one such as "where to open" or "when developing"."""
    after = words[opened + 1].folded
    return after == "to" or base_of_gerund(after) is not None


def _follows_plurals(words: Sequence[Token], opened: int, join: int, at: int) -> bool:
    """Whether the clause speaks of several, so that a verb in -s behind a comma is none of it."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or is_marked(following) or "," not in words[join + 1].before:
        return False
    if following.folded in PREPOSITIONS | JOINS | AUXILIARIES | SUBORDINATORS | PARTICLES:
        return False
    return any(
        words[i].folded in verbs() and not is_also_noun(words[i].folded)
        for i in range(opened + 2, join + 1)
    )


def _may_end_a_clause(words: Sequence[Token], at: int) -> bool:
    word = words[at].folded
    return word.endswith("s") and not word.endswith("ss") and not begins_a_noun(words[at - 1].text)


def _ends_here(word: Token) -> bool:
    return is_marked(word) or word.folded in JOINS
