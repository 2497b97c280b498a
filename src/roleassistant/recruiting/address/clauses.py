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

from roleassistant.recruiting.address.verbs import (
    base_of_gerund,
    base_of_third,
    guessed_base,
    is_also_noun,
    verbs,
)
from roleassistant.recruiting.address.written import Token

_JOINS = frozenset("and or but then nor plus".split())
_SUBORDINATORS = frozenset(
    """that which who whom whose where when whenever while if whether because until unless although
    though what how why so whatever whoever""".split()
)
# Behind these a word in -s that nobody knows is a verb: no plural stands before an article.
_ARTICLES = frozenset("the a an its their his her your our my every each any this".split())
# Verbs that take what is said or seen: "checks that the count agrees".
_TELLING = frozenset("check note report record sign show state warrant result".split())
# Verbs in their base form that are adjectives as well.
_ADJECTIVES = frozenset(
    "open clear clean complete direct live present separate slow secure own close dry lean free "
    "moderate elaborate appropriate correct smooth narrow quiet steady warm cool".split()
)  # fmt: skip
# And such as are things: "builds trust", "reviews spend".
_THINGS = frozenset(
    "trust judge pay produce raise rescue show spend spread stay surprise swing try watch wear "
    "welcome trigger stop sort sense strike hit ride climb reach find grasp hold drive read "
    "talk overhaul outreach feed sell buy counsel rework".split()
)  # fmt: skip
# Behind these a verb follows in its base form.
_HELPING = frozenset("help let make".split())
# What begins a noun: behind a verb in -s, never behind a plural.
_DETERMINERS = frozenset(
    """the a an its their his her your our my this these those that each every any all both some no
    one two three four five six seven eight nine ten several many more most what how whether when
    where who why which it them him us others another either neither""".split()
)
_POINTING = frozenset("them it those these".split())
_PREPOSITIONS = frozenset(
    """of in on at to for from with without by as about across after against along among around
    before behind below beneath beside between beyond during inside into onto outside
    over past per since through throughout toward towards under until upon via within
    than""".split()
)
# Prepositions that are conjunctions as well stand behind nouns and verbs alike, and what is joined
# before them is then complete.
_CONJOINING = frozenset("until than per".split())
# Behind a word in -s these make a verb of it.
_PARTICLES = frozenset(
    "up out off down away back forward together aside along through over".split()
)
_PAIRS = frozenset(
    """
    accounts_for accounts_to acts_as aims_at answers_for answers_to battles_with begins_with
    benefits_from bids_for calls_on cares_for checks_with contributes_to cooperates_with
    deals_with designs_with ends_with engages_with focuses_on hands_over leads_by leads_through
    leads_to lectures_at lectures_to looks_after looks_at looks_for moves_between networks_with
    pairs_with partners_with plans_with queries_with quotes_to relates_to reports_to reviews_with
    rules_on runs_into serves_as signs_for signs_off sits_on speaks_for stands_in starts_with
    steps_in takes_part talks_to talks_with touches_on trades_with turns_into turns_to visits_with
    votes_on works_across works_as works_in works_on works_through works_with
    """.split()
)
_ADVERB = re.compile(r"\w{3,}ly$")
_ADVERBS = frozenset("also often always never then sometimes both either not".split())
# Adjectives that look like adverbs: "monthly figures".
_NO_ADVERBS = frozenset(
    "daily weekly monthly quarterly yearly early hourly nightly only likely timely friendly costly"
    .split()
)  # fmt: skip
_AUXILIARIES = frozenset(
    "is are was were be been being has have had can could may might must shall should will would "
    "do does"
    .split()
)  # fmt: skip


class Uncertain(Exception):
    """It cannot be told of whom a verb is said. Never leaves this package."""


class Form(Enum):
    """The form in which the verbs of a sentence stand."""

    THIRD = "third"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the subject. `begins` where a main clause begins with it, behind a semicolon."""

    start: int
    end: int
    base: str
    begins: bool


def begins_a_noun(word: str) -> bool:
    """Whether a word is one with which nouns begin, such as an article."""
    return word.casefold() in _DETERMINERS


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
    if word.folded in _NO_ADVERBS:
        return False
    return word.folded in _ADVERBS or _ADVERB.fullmatch(word.folded) is not None


def _joined(words: Sequence[Token], at: int) -> int | None:
    """The place of the word behind which a join stands that leads to the word at `at`; None where
    none does. Adverbs may stand between."""
    place = at
    while place > 0 and _is_adverb(words[place - 1]) and not _marked(words[place]):
        place -= 1
    if _marked(words[place]):
        return place - 1
    before = words[place - 1]
    if before.folded not in _JOINS:
        return None
    place -= 1
    if words[place].folded == "then" and words[place - 1].folded in _JOINS:
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
    if form is Form.GERUND:
        base = base_of_gerund(word.folded)
        following = words[at + 1] if at + 1 < len(words) else None
        if base is None or beside:
            return base
        if opening:
            # "Closing times": a noun, as it may be wherever no article follows.
            sure = following is not None and not _marked(following)
            return base if sure and following and begins_a_noun(following.text) else None
        if following is None or _marked(following) or following.folded in _JOINS | _PREPOSITIONS:
            raise Uncertain  # "planning and budgeting": a noun, or what is done
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
        takes = takes and following is not None and following.folded in _ARTICLES
        return guessed_base(word.folded) if takes else None
    if not is_also_noun(base):
        return base
    if opening:
        return base if _acts_first(words, at, following) else None
    return base if _acts(words, at, following, beside) else None


def _looks_like_a_verb(word: Token, following: Token | None) -> bool:
    """Whether a word that nobody knows stands where a verb would: in -s, before more words."""
    if guessed_base(word.folded) is None or word.folded in _ATTRIBUTIVE or following is None:
        return False
    if "-" in word.text or _is_adverb(following) or following.folded in _PARTICLES:
        return False
    if _marked(following) or following.folded in _ARTICLES | _PREPOSITIONS | _JOINS:
        return False
    return following.folded not in _AUXILIARIES | _SUBORDINATORS | verbs() | _PARTICIPLES


# Plurals that stand before nouns: "sales operations".
_ATTRIBUTIVE = frozenset(
    """sales operations analytics communications logistics economics systems services customs goods
    rights benefits news sports accounts securities savings earnings claims physics mathematics
    statistics politics graphics robotics electronics relations resources""".split()
)
# Behind these a word in -s is what something was done to: "monitors built in the workshop".
_PARTICIPLES = frozenset(
    """built made held written sold bought driven given taken known seen kept left sent drawn shown
    found done met paid used involved needed required""".split()
)


def _acts_first(words: Sequence[Token], at: int, following: Token | None) -> bool:
    """Whether a sentence that begins with a word that may be a plural begins with a verb.

    Raises:
        Uncertain: both may be.
    """
    after = following.folded if following is not None else ""
    if after == "of":
        return False  # "Results of the team"
    if after in _JOINS or (following is not None and _marked(following)):
        beyond = at + (2 if after in _JOINS else 1)
        return beyond < len(words) and base_of_third(words[beyond].folded) is not None
    if after in _PARTICLES - _PREPOSITIONS or f"{words[at].folded}_{after}" in _PAIRS:
        return True
    if after in _PREPOSITIONS:
        if _has_another_predicate(words, at):
            return False  # "Questions outside the criteria are escalated"
        if words[at].folded == "works" or _goes_on_with_a_verb(words, at):
            return True  # "Leads through influence and develops colleagues"
        raise Uncertain
    return not _is_behind_a_noun(words, at, after)


def _goes_on_with_a_verb(words: Sequence[Token], at: int) -> bool:
    """Whether a verb that is no noun follows a join, before any clause begins."""
    for place in range(at + 1, len(words)):
        if words[place].folded in _SUBORDINATORS:
            return False
        base = base_of_third(words[place].folded)
        if base is None or _joined(words, place) is None:
            continue
        following = words[place + 1] if place + 1 < len(words) else None
        if not is_also_noun(base):
            return True
        if following is not None and not _marked(following):
            after = following.folded
            if after not in _PREPOSITIONS | _JOINS and not _is_behind_a_noun(words, place, after):
                return True
    return False


def _has_another_predicate(words: Sequence[Token], at: int) -> bool:
    """Whether the clause that begins at `at` has an "is", "can" or "has" of its own."""
    for word in words[at + 1 :]:
        if any(mark in word.before for mark in ";:") or word.folded in _SUBORDINATORS:
            return False
        if word.folded in _AUXILIARIES:
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
    if after in _JOINS:
        return beside or _shares(words, at)
    if after in _PARTICLES or f"{word}_{after}" in _PAIRS:
        return True
    if after in _PREPOSITIONS:
        if beside:
            return True
        if ";" in words[at].before:
            return not _has_another_predicate(words, at)
        if after == "of" or after in _CONJOINING or _ends_a_list(words, at):
            return False
        if words[at - 1].folded in _JOINS and words[at - 2].folded.endswith("s"):
            return False  # "charts and tables for": read as nouns it is right in any case
        raise Uncertain
    return not _is_behind_a_noun(words, at, after)


def _is_behind_a_noun(words: Sequence[Token], at: int, after: str) -> bool:
    """Whether what follows makes a noun of a word that may be one: "problems that span teams",
    "figures go to", "stakes are high"."""
    base = base_of_third(words[at].folded) or ""
    if after in {"that", "which", "who", "whose", "whom"}:
        return not (after == "that" and base in _TELLING)
    if after in _AUXILIARIES or after in _SUBORDINATORS - _DETERMINERS:
        return True
    if after in _PARTICIPLES:
        return True
    if after in _ADJECTIVES | _THINGS or base in _HELPING:
        return False
    return after in verbs() and not is_also_noun(after)


def _ends_a_list(words: Sequence[Token], at: int) -> bool:
    """Whether it is the last of nouns: "engineering, and services until". Before it stands a part
    between two commas that begins with no verb."""
    join = _joined(words, at)
    if join is None or join < 1 or not (_marked(words[at]) or _marked(words[join + 1])):
        return False
    start = next((i for i in range(join, 0, -1) if _marked(words[i])), None)
    if start is None or words[start].folded in _JOINS:
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
    if opened is None or form is Form.GERUND:
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
        if words[join].folded.endswith("s") or _marked(words[join + 1]):
            return True  # "that pumps and monitors …": nouns of the clause
        raise Uncertain
    # Them that were spoken of before the clause: "cases that nobody has seen and releases them".
    points_back = following is not None and following.folded in _POINTING
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


def _may_end_a_clause(words: Sequence[Token], at: int) -> bool:
    word = words[at].folded
    return word.endswith("s") and not word.endswith("ss") and not begins_a_noun(words[at - 1].text)


def _ends_here(word: Token) -> bool:
    return _marked(word) or word.folded in _JOINS


def _opens_a_clause(words: Sequence[Token], at: int) -> bool:
    word = words[at].folded
    if word not in _SUBORDINATORS:
        return False
    # "so" and "that" also point: "that plan", "so quickly"; taken for a clause all the same.
    return not (word == "so" and at + 1 < len(words) and _is_adverb(words[at + 1]))
