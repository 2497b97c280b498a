"""Which verbs of a sentence are said of its subject, and which of somebody else.

The first verb is. So is one behind a comma, "and", "or", "but", "then", a colon or a semicolon,
unless it belongs to a clause that began in between ("the recap that the executive edits and
sends"). A word in -s that may be a noun is taken for a verb only by what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from roleassistant.recruiting.address.small_words import (
    ADJECTIVES,
    ADVERBS,
    ARTICLES,
    ATTRIBUTIVE,
    AUXILIARIES,
    CONJOINING,
    DETERMINERS,
    HELPING,
    JOINS,
    NAMING,
    NO_ADVERBS,
    NOUN_PAIRS,
    PAIRS,
    PARTICIPLES,
    PARTICLES,
    POINTING,
    PREPOSITIONS,
    SUBORDINATORS,
    TELLING,
    THINGS,
    TIMES,
)
from roleassistant.recruiting.address.verbs import (
    base_of_gerund,
    base_of_third,
    guessed_base,
    is_also_noun,
    verbs,
)
from roleassistant.recruiting.address.written import Token

_ADVERB = re.compile(r"\w{3,}ly$")


class Uncertain(Exception):
    """It cannot be told of whom a verb is said. Never leaves this package."""


class Form(Enum):
    """The form in which the verbs of a sentence stand."""

    THIRD = "third"
    GERUND = "gerund"
    # Where neighbours begin so as well, no article has to follow.
    GERUND_LISTED = "gerund listed"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the subject. `begins` where a main clause begins with it, behind a semicolon."""

    start: int
    end: int
    base: str
    begins: bool


def begins_a_noun(word: str) -> bool:
    """Whether a word is one with which nouns begin, such as an article."""
    return word.casefold() in DETERMINERS


def verbs_in(text: str, words: Sequence[Token], form: Form) -> list[Verb]:
    """The verbs that are said of the subject, in order; none where the sentence begins with none.

    Raises:
        Uncertain: it cannot be told of one of them.
    """
    first = _first(words)
    if first is None:
        return []
    base = _base(words, first, form, opening=True)
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
    for at in range(first + 1, len(words)):
        join = _joined(words, at)
        if join is None:
            continue
        base, doubt = _tried(words, at, form, beside=join in opened)
        if (base is None and not doubt) or _is_in_a_clause(words, last, join, at, form):
            continue
        if base is None:
            raise Uncertain
        begins = ";" in words[join + 1].before if join + 1 < len(words) else False
        found.append(Verb(words[at].start, words[at].end, base, begins))
        opened.append(at)
        last = at
    return found


def _tried(words: Sequence[Token], at: int, form: Form, *, beside: bool) -> tuple[str | None, bool]:
    """The base of the word where it is a verb, and whether it may be one."""
    try:
        return _base(words, at, form, opening=False, beside=beside), False
    except Uncertain:
        return None, True


def _first(words: Sequence[Token]) -> int | None:
    """The place of the first word that is no adverb."""
    for at, word in enumerate(words[:3]):
        if not _is_adverb(word):
            return at
    return None


def _is_adverb(word: Token) -> bool:
    if word.folded in NO_ADVERBS:
        return False
    return word.folded in ADVERBS or _ADVERB.fullmatch(word.folded) is not None


def _joined(words: Sequence[Token], at: int) -> int | None:
    """The place of the word behind which a join stands that leads to the word at `at`; None where
    none does. Adverbs may stand between."""
    place = at
    while place > 0 and _is_adverb(words[place - 1]) and not _marked(words[place]):
        place -= 1
    if _marked(words[place]):
        return place - 1
    before = words[place - 1]
    if before.folded not in JOINS:
        return None
    place -= 1
    if words[place].folded == "then" and words[place - 1].folded in JOINS:
        place -= 1
    return place - 1


def _marked(word: Token) -> bool:
    return any(mark in word.before for mark in ",;:") or " – " in word.before or "—" in word.before


def _base(
    words: Sequence[Token], at: int, form: Form, *, opening: bool, beside: bool = False
) -> str | None:
    """The base of the word where it is a verb here, else None.

    `beside` says that it stands beside another verb, with which it shares its object.

    Raises:
        Uncertain: it may be a verb or a noun.
    """
    word = words[at]
    if word.text.endswith(("'", "’")) or "'" in word.text or "’" in word.text:
        return None
    if form is not Form.THIRD:
        base = base_of_gerund(word.folded)
        following = words[at + 1] if at + 1 < len(words) else None
        if base is None or beside:
            return base
        if opening:
            # "Closing times": a noun, as it may be wherever no article follows.
            sure = following is not None and not _marked(following)
            if sure and form is Form.GERUND_LISTED:
                return base if following and following.folded not in PREPOSITIONS else None
            return base if sure and following and begins_a_noun(following.text) else None
        if following is None or _marked(following) or following.folded in JOINS | PREPOSITIONS:
            raise Uncertain  # "planning and budgeting": a noun, or what is done
        if word.folded in NAMING and not begins_a_noun(following.text):
            raise Uncertain  # "roles, reporting lines"
        return base
    if word.text[0].isupper() and not (opening or _sentence_begins(words, at)):
        return None
    base = base_of_third(word.folded)
    following = words[at + 1] if at + 1 < len(words) else None
    if base is None:
        if beside and not opening:
            return guessed_base(word.folded)
        if not opening and _looks_like_a_verb(word, following):
            raise Uncertain  # "reviews plans, adjudicates disputed claims": nobody knows it
        takes = following is not None and not _marked(following)
        takes = takes and following is not None and following.folded in ARTICLES
        takes = takes and not _says_when(words, at + 1)
        return guessed_base(word.folded) if takes else None
    if not is_also_noun(base):
        return base
    if opening:
        return base if _acts_first(words, at, following) else None
    return base if _acts(words, at, following, beside) else None


def _looks_like_a_verb(word: Token, following: Token | None) -> bool:
    """Whether a word that nobody knows stands where a verb would: in -s, before more words."""
    if guessed_base(word.folded) is None or word.folded in ATTRIBUTIVE or following is None:
        return False
    if "-" in word.text or _is_adverb(following) or following.folded in PARTICLES:
        return False
    if _marked(following) or following.folded in ARTICLES | PREPOSITIONS | JOINS:
        return False
    return following.folded not in AUXILIARIES | SUBORDINATORS | verbs() | PARTICIPLES


def _acts_first(words: Sequence[Token], at: int, following: Token | None) -> bool:
    """Whether a sentence that begins with a word that may be a plural begins with a verb.

    Raises:
        Uncertain: both may be.
    """
    after = following.folded if following is not None else ""
    if after == "of":
        return False  # "Results of the team"
    if after in JOINS or (following is not None and _marked(following)):
        beyond = at + (2 if after in JOINS else 1)
        return beyond < len(words) and base_of_third(words[beyond].folded) is not None
    if after in PARTICLES - PREPOSITIONS or f"{words[at].folded}_{after}" in PAIRS:
        return True
    if after in PREPOSITIONS:
        if _has_another_predicate(words, at):
            return False  # "Questions outside the criteria are escalated"
        if words[at].folded == "works" or _goes_on_with_a_verb(words, at):
            return True  # "Leads through influence and develops colleagues"
        raise Uncertain
    return not _is_behind_a_noun(words, at, after)


def _goes_on_with_a_verb(words: Sequence[Token], at: int) -> bool:
    """Whether a verb that is no noun follows a join, before any clause begins."""
    for place in range(at + 1, len(words)):
        if words[place].folded in SUBORDINATORS:
            return False
        base = base_of_third(words[place].folded)
        if base is None or _joined(words, place) is None:
            continue
        following = words[place + 1] if place + 1 < len(words) else None
        if not is_also_noun(base):
            return True
        if following is not None and not _marked(following):
            after = following.folded
            if after not in PREPOSITIONS | JOINS and not _is_behind_a_noun(words, place, after):
                return True
    return False


def _has_another_predicate(words: Sequence[Token], at: int) -> bool:
    """Whether the clause that begins at `at` has an "is", "can" or "has" of its own."""
    for word in words[at + 1 :]:
        if any(mark in word.before for mark in ";:") or word.folded in SUBORDINATORS:
            return False
        if word.folded in AUXILIARIES:
            return True
    return False


def _sentence_begins(words: Sequence[Token], at: int) -> bool:
    return any(mark in words[at].before for mark in ";:")


def _acts(words: Sequence[Token], at: int, following: Token | None, beside: bool) -> bool:
    """Whether a word that may be a plural is a verb, by what follows it.

    Raises:
        Uncertain: both may be.
    """
    word = words[at].folded
    if following is None or _marked(following):
        # "plans, tests, and ships features": one object for all of them.
        return beside
    after = following.folded
    if after in JOINS:
        return beside or _shares(words, at)
    if word in ATTRIBUTIVE and not begins_a_noun(after) and after not in PREPOSITIONS:
        return False  # "policy and claims extracts"
    if after == "well" and not beside:
        raise Uncertain  # "knows industries and processes well"
    if _says_when(words, at + 1):
        return beside  # "charts and tables each week"
    open_pair = f"{word}_{after}" in NOUN_PAIRS and not beside
    if open_pair and words[at - 1].folded in JOINS and not _marked(words[at - 1]):
        raise Uncertain
    if after == "together" and at + 2 < len(words) and words[at + 2].folded == "with":
        after = "with"  # "corrections and recalls together with"
    if after in PARTICLES - PREPOSITIONS or f"{word}_{after}" in PAIRS:
        return True
    if after in PREPOSITIONS:
        if beside:
            return True
        if ";" in words[at].before:
            return not _has_another_predicate(words, at)
        if after == "of" or after in CONJOINING or _ends_a_list(words, at):
            return False
        if words[at - 1].folded in JOINS and words[at - 2].folded.endswith("s"):
            return False  # "charts and tables for": read as nouns it is right in any case
        raise Uncertain
    return not _is_behind_a_noun(words, at, after)


def _says_when(words: Sequence[Token], at: int) -> bool:
    """Whether "each week" or the like stands at `at`."""
    if at + 1 >= len(words) or words[at].folded not in {"each", "every", "this", "any"}:
        return False
    return words[at + 1].folded.rstrip("s") in TIMES or words[at + 1].folded in {"two", "three"}


def _is_behind_a_noun(words: Sequence[Token], at: int, after: str) -> bool:
    """Whether what follows makes a noun of a word that may be one: "problems that span teams",
    "figures go to", "stakes are high"."""
    base = base_of_third(words[at].folded) or ""
    if after in {"that", "which", "who", "whose", "whom"}:
        return not (after == "that" and base in TELLING)
    if after in AUXILIARIES or after in SUBORDINATORS - DETERMINERS:
        return True
    if after in PARTICIPLES:
        return True
    if after in ADJECTIVES | THINGS or base in HELPING:
        return False
    return after in verbs() and not is_also_noun(after)


def _ends_a_list(words: Sequence[Token], at: int) -> bool:
    """Whether it is the last of nouns: "engineering, and services until". Before it stands a part
    between two commas that begins with no verb."""
    join = _joined(words, at)
    if join is None or join < 1 or not (_marked(words[at]) or _marked(words[join + 1])):
        return False
    start = next((i for i in range(join, 0, -1) if _marked(words[i])), None)
    if start is None or words[start].folded in JOINS:
        return False
    return base_of_third(words[start].folded) is None


def _shares(words: Sequence[Token], at: int) -> bool:
    """Whether the word behind the next "and" or "or" is surely a verb: "estimates or quotes
    prices"."""
    if at + 2 >= len(words):
        return False
    try:
        return _base(words, at + 2, Form.THIRD, opening=False) is not None
    except Uncertain:
        return False


def _is_in_a_clause(words: Sequence[Token], last: int, join: int, at: int, form: Form) -> bool:
    """Whether what follows the join at `join` goes on with a clause that began behind `last`.

    Raises:
        Uncertain: it may, and it may go on with the sentence.
    """
    between = range(last + 1, join + 1)
    opened = next((i for i in between if _opens_a_clause(words, i)), None)
    if opened is None or form is not Form.THIRD:
        return False
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
    if is_also_noun(base) and not (following and begins_a_noun(following.text)):
        if not finite and _follows_plurals(words, opened, join, at):
            return False  # "what the data say of customers, and trains colleagues"
        if words[join].folded.endswith("s") or _marked(words[join + 1]):
            return True  # "that pumps and monitors …": nouns of the clause
        raise Uncertain
    # Them that were spoken of before the clause: "cases that nobody has seen and releases them".
    points_back = following is not None and following.folded in POINTING
    # But in "the team that builds the platform and runs it" it may be the team that runs it.
    points_back = points_back and base_of_third(words[opened + 1].folded) is None
    if finite and finite[-1] == join and not points_back:
        if following is None or _ends_here(following):
            return True  # "that she edits and sends": nothing stands between the two
        raise Uncertain  # "when she calls and asks the team"
    if _may_end_a_clause(words, join) and (at + 1 == len(words) or _ends_here(words[at + 1])):
        raise Uncertain  # "which the company buys, sells, and …": nothing tells verbs from nouns
    if not finite:
        return False
    if any(mark in words[join + 1].before for mark in ";:"):
        return False
    if "," in words[join + 1].before or points_back:
        return False
    raise Uncertain


def _follows_plurals(words: Sequence[Token], opened: int, join: int, at: int) -> bool:
    """Whether the clause speaks of several, so that a verb in -s behind a comma is none of it."""
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or _marked(following) or "," not in words[join + 1].before:
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
    return _marked(word) or word.folded in JOINS


def _opens_a_clause(words: Sequence[Token], at: int) -> bool:
    word = words[at].folded
    if word not in SUBORDINATORS:
        return False
    # "so" and "that" also point: "that plan", "so quickly"; taken for a clause all the same.
    return not (word == "so" and at + 1 < len(words) and _is_adverb(words[at + 1]))
