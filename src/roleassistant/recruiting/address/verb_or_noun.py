"""Which words of a sentence are verbs: one in -s may be a plural as well.

A word that may be a noun is taken for a verb only by what follows it, and by what stands before.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from roleassistant.recruiting.address.joins import (
    begins_a_noun,
    is_adverb,
    is_marked,
    joined,
    says_when,
)
from roleassistant.recruiting.address.small_words import (
    ADJECTIVES,
    ARTICLES,
    ATTRIBUTIVE,
    AUXILIARIES,
    CONJOINING,
    DETERMINERS,
    HELPING,
    JOINS,
    NAMING,
    NOUN_PAIRS,
    PAIRS,
    PARTICIPLES,
    PARTICLES,
    POINTING,
    PREPOSITIONS,
    SUBORDINATORS,
    TELLING,
    THINGS,
)
from roleassistant.recruiting.address.unlisted import acts_by_itself, opens_among_verbs
from roleassistant.recruiting.address.verbs import (
    base_of_gerund,
    base_of_third,
    guessed_base,
    is_also_noun,
    verbs,
)
from roleassistant.recruiting.address.written import Token

# "including the count" says of what, and not what is done.
_NO_GERUNDS = frozenset("including excluding regarding concerning following during".split())


class Uncertain(Exception):
    """It cannot be told of whom a verb is said. Never leaves this package."""


class Form(Enum):
    """The form in which the verbs of a sentence stand."""

    THIRD = "third"
    # Where neighbours begin so as well, "Studies for an exam" begins with a verb.
    THIRD_LISTED = "third listed"
    # Behind "The engineer" stands a verb, whatever else its form may be.
    THIRD_NAMED = "third named"
    GERUND = "gerund"
    # Where neighbours begin so as well, no article has to follow.
    GERUND_LISTED = "gerund listed"

    @property
    def is_third(self) -> bool:
        """Whether the verbs are those of the third person."""
        return self in (Form.THIRD, Form.THIRD_LISTED, Form.THIRD_NAMED)


def base_here(
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
    if not form.is_third:
        base = None if word.folded in _NO_GERUNDS else base_of_gerund(word.folded)
        following = words[at + 1] if at + 1 < len(words) else None
        if base is None or beside:
            return base
        if opening:
            # "Closing times": a noun, as it may be wherever no article follows.
            sure = following is not None and not is_marked(following)
            if _names_an_activity(words, at):
                return None  # "Pitching and harvesting of yeast"
            if form is Form.GERUND_LISTED and following and base_of_gerund(following.folded):
                return base  # "designing, writing and testing code"
            if sure and form is Form.GERUND_LISTED:
                return base if following and following.folded not in PREPOSITIONS else None
            return base if sure and following and begins_a_noun(following.text) else None
        if following is None or is_marked(following) or following.folded in JOINS | PREPOSITIONS:
            raise Uncertain  # "planning and budgeting": a noun, or what is done
        if word.folded in NAMING and not begins_a_noun(following.text):
            raise Uncertain  # "roles, reporting lines"
        return base
    if word.text[0].isupper() and not (opening or _sentence_begins(words, at)):
        return None
    base = base_of_third(word.folded)
    following = words[at + 1] if at + 1 < len(words) else None
    if base is None:
        if opening and form is Form.THIRD_LISTED and (among := opens_among_verbs(words, at)):
            return among
        alone = acts_by_itself(word, following)
        if alone and (opening or not _ends_a_list(words, at)):
            return alone
        if beside and not opening:
            return guessed_base(word.folded)
        if not opening and _looks_like_a_verb(word, following) and not _ends_a_list(words, at):
            raise Uncertain  # "reviews plans, adjudicates disputed claims": nobody knows it
        takes = following is not None and not is_marked(following)
        takes = takes and following is not None and following.folded in ARTICLES
        takes = takes and not says_when(words, at + 1)
        return guessed_base(word.folded) if takes else None
    if not is_also_noun(base):
        return base
    if opening and form is Form.THIRD_NAMED:
        return base
    if opening:
        return base if _acts_first(words, at, following, form) else None
    return base if _acts(words, at, following, beside) else None


def _names_an_activity(words: Sequence[Token], at: int) -> bool:
    """Whether "of" follows the last of the words in -ing that are joined to the one at `at`:
    "Cleaning and laying out of instruments"."""
    last = at
    for place in range(at + 1, len(words)):
        if words[place].folded in JOINS:
            continue
        if base_of_gerund(words[place].folded) is None or joined(words, place) is None:
            break
        last = place
    behind = [word.folded for word in words[last + 1 : last + 3]]
    return behind[:1] == ["of"] or (behind[1:] == ["of"] and behind[0] in PARTICLES)


def _looks_like_a_verb(word: Token, following: Token | None) -> bool:
    """Whether a word that nobody knows stands where a verb would: in -s, before more words."""
    if guessed_base(word.folded) is None or word.folded in ATTRIBUTIVE or following is None:
        return False
    if "-" in word.text or is_adverb(following) or following.folded in PARTICLES:
        return False
    if is_marked(following) or following.folded in ARTICLES | PREPOSITIONS | JOINS:
        return False
    return following.folded not in AUXILIARIES | SUBORDINATORS | verbs() | PARTICIPLES


def _acts_first(words: Sequence[Token], at: int, following: Token | None, form: Form) -> bool:
    """Whether a sentence that begins with a word that may be a plural begins with a verb.

    Raises:
        Uncertain: both may be.
    """
    after = following.folded if following is not None else ""
    if after == "of":
        return False  # "Results of the team"
    if after in JOINS or (following is not None and is_marked(following)):
        beyond = at + (2 if after in JOINS else 1)
        if beyond + 1 < len(words) and words[beyond + 1].folded == "of":
            return False  # "Reviews and awards of the title"
        return beyond < len(words) and base_of_third(words[beyond].folded) is not None
    if after in PARTICLES - PREPOSITIONS or f"{words[at].folded}_{after}" in PAIRS:
        return True
    if after in PREPOSITIONS:
        if _has_another_predicate(words, at):
            return False  # "Questions outside the criteria are escalated"
        if words[at].folded == "works" or _goes_on_with_a_verb(words, at):
            return True  # "Leads through influence and develops colleagues"
        if form is Form.THIRD_LISTED:
            return True  # "Studies for the first exams", among "Runs scripts" and "Draws charts"
        raise Uncertain
    if after in PARTICIPLES and _stands_before_a_noun(words, at + 1):
        return True  # "Fixes known faults"
    if form is Form.THIRD_LISTED and after in {"who", "whose", "whom"}:
        return True  # "Shapes who will lead", among "Runs a crew" and "Grows managers"
    return not _is_behind_a_noun(words, at, after)


def _stands_before_a_noun(words: Sequence[Token], at: int) -> bool:
    """Whether a participle is said of what follows it: "known faults", not "faults known to"."""
    if at + 1 >= len(words) or is_marked(words[at + 1]):
        return False
    after = words[at + 1]
    return after.folded not in PREPOSITIONS | JOINS | DETERMINERS and not is_adverb(after)


def _goes_on_with_a_verb(words: Sequence[Token], at: int) -> bool:
    """Whether a verb that is no noun follows a join, before any clause begins."""
    for place in range(at + 1, len(words)):
        if words[place].folded in SUBORDINATORS:
            return False
        base = base_of_third(words[place].folded)
        if base is None or joined(words, place) is None:
            continue
        following = words[place + 1] if place + 1 < len(words) else None
        if not is_also_noun(base):
            return True
        if following is not None and not is_marked(following):
            after = following.folded
            if f"{words[place].folded}_{after}" in PAIRS:
                return True
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
    if following is None or is_marked(following):
        # "plans, tests, and ships features": one object for all of them.
        return beside
    after = following.folded
    if after in JOINS:
        # "practices and trends and applies them"
        of_nouns = words[at - 1].folded == after and words[at - 2].folded.endswith("s")
        return beside or (_shares(words, at) and not of_nouns)
    if word in ATTRIBUTIVE and not begins_a_noun(after) and after not in PREPOSITIONS:
        return False  # "policy and claims extracts"
    if after == "well" and not beside:
        # "knows industries and processes well", but "leads and plans well"
        return not words[joined(words, at) or 0].folded.endswith("s")
    if says_when(words, at + 1):
        return beside  # "charts and tables each week"
    open_pair = f"{word}_{after}" in NOUN_PAIRS and not beside
    if open_pair and words[at - 1].folded in JOINS and not is_marked(words[at - 1]):
        behind = words[at + 2].folded if at + 2 < len(words) else ""
        if behind not in POINTING and words[at - 2].folded.endswith("s"):
            raise Uncertain  # "renewals and deals with partners"
    if after == "together" and at + 2 < len(words) and words[at + 2].folded == "with":
        after = "with"  # "corrections and recalls together with"
    if after in PARTICLES - PREPOSITIONS or f"{word}_{after}" in PAIRS:
        return True
    if after in PREPOSITIONS:
        if beside or _points_back(words, at):
            return True
        if words[at - 1].folded in JOINS and _is_how(words[at - 2]):
            return True  # "accepts feedback graciously and works to improve"
        if ";" in words[at].before:
            return not _has_another_predicate(words, at)
        if after == "of" or after in CONJOINING or _ends_a_list(words, at):
            return False
        if words[at - 1].folded in JOINS and words[at - 2].folded.endswith("s"):
            return False  # "charts and tables for": read as nouns it is right in any case
        raise Uncertain
    return not _is_behind_a_noun(words, at, after)


def _is_how(word: Token) -> bool:
    """Whether it says how something is done, so that no noun is joined to it."""
    return is_adverb(word) or word.folded in {"early", "well", "alone"}


def _points_back(words: Sequence[Token], at: int) -> bool:
    """ "chooses the plan and lives with it": what is done to what was named."""
    if at + 2 >= len(words) or words[at + 2].folded not in POINTING | {"him", "her"}:
        return False
    return at + 3 == len(words) or is_marked(words[at + 3]) or words[at + 3].folded in JOINS


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
    join = joined(words, at)
    if join is None or join < 1 or not (is_marked(words[at]) or is_marked(words[join + 1])):
        return False
    start = next((i for i in range(join, 0, -1) if is_marked(words[i])), None)
    if start is None or words[start].folded in JOINS:
        return False
    return base_of_third(words[start].folded) is None


def _shares(words: Sequence[Token], at: int) -> bool:
    """Whether the word behind the next "and" or "or" is surely a verb: "estimates or quotes
    prices"."""
    if at + 2 >= len(words):
        return False
    try:
        return base_here(words, at + 2, Form.THIRD, opening=False) is not None
    except Uncertain:
        return False
