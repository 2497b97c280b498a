"""The scorer that needs no model: rules of language and exact look-ups, the same on every run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from roleassistant.answering.support import (
    agent,
    attribution,
    comparison,
    coverage,
    exclusivity,
    limits,
    modality,
    negation,
    numbers,
    quotation,
    sections,
)
from roleassistant.answering.support.bearing import bearing
from roleassistant.answering.support.claim import Clause, Sentence, sentences_of
from roleassistant.answering.support.ground import Ground, Read, ground_of, read
from roleassistant.answering.support.names import House, NameBook
from roleassistant.answering.support.quantities import Quantity
from roleassistant.answering.support.scorer import NOTHING, Reason, Support, Verdict
from roleassistant.answering.support.words import Word, plain, words_of
from roleassistant.domain import Level
from roleassistant.indexing.chunks import Chunk

# What the evidence denies; of the other kinds it only says nothing.
_CONTRADICTING = frozenset(
    "level role agent number unit negation modality opposite comparison".split()
)
# Each kind of thing that is wrong leaves this part of a score, so that among claims that are not
# supported those with less wrong come first.
_LEFT = 0.5
# A word that the evidence has in another word of the same meaning counts this much.
_REWORDED = 0.8
# A claim is a sentence; what is longer is a page, and is supported only as it stands.
_LONGEST = 2000


class OfflineScorer:
    """Scores claims against statements of one index, or, without a house, against any texts.

    A claim is supported when nothing speaks against it: each of its clauses is said of the role
    and level that it names, and every word, amount and small word that matters is found there.
    """

    name = "offline"

    def __init__(self, house: House | None = None) -> None:
        self._house = house
        names = house.names if house else ()
        self._also = {
            key: tuple(dict.fromkeys(name.text for name in names if name.role == key))
            for key in {name.role for name in names}
        }
        self._book = NameBook(house.roles, names, house.level_names()) if house else NameBook()

    def support(self, claim: str, evidence: Sequence[Chunk]) -> Support:
        """What the chunks say of the claim; no text is an error."""
        return self.assess(claim, [self.ground(chunk) for chunk in evidence])

    def assess(self, claim: str, grounds: Sequence[Ground]) -> Support:
        """As `support`, with any texts as evidence."""
        reads = tuple(read(ground) for ground in grounds if ground.text.strip())
        text = plain(claim)
        if not words_of(text) or not reads:
            return NOTHING
        if any(_folded(text) == _folded(plain(one.ground.text)) for one in reads):
            return Support(1.0, Verdict.SUPPORTED)
        if len(text) > _LONGEST:
            reason = Reason("evidence", f"a claim of {len(text):,} characters is not looked into")
            return Support(0.0, Verdict.UNSUPPORTED, (reason,))
        if text.rstrip(" \"”'’)").endswith("?"):
            reason = Reason("evidence", "a question claims nothing")
            return Support(0.0, Verdict.UNSUPPORTED, (reason,))
        return _assess(text, reads, self._book, self._weight)

    def assess_texts(self, claim: str, texts: Sequence[str]) -> Support:
        """As `assess`, where nothing is known of the texts but what they say."""
        return self.assess(claim, [Ground(text) for text in texts])

    def ground(self, chunk: Chunk) -> Ground:
        """The chunk as evidence, with the levels and other names of its role."""
        role = self._book.roles.get(chunk.role)
        described = role.described_levels if role else ()
        return ground_of(chunk, described, self._also.get(chunk.role, ()))

    def _weight(self, word: str) -> float:
        return self._house.rarity(word) if self._house else 1.0


def _assess(
    text: str, reads: tuple[Read, ...], book: NameBook, weight: Callable[[str], float]
) -> Support:
    reasons: list[Reason] = []
    sentences = sentences_of(text, reads, book)
    if not any(_states(clause, reads) for one in sentences for clause in one.clauses):
        reasons += _names_alone(sentences, reads)
    held = total = 0.0
    for sentence in sentences:
        compared = comparison.check(sentence, reads)
        reasons += compared.reasons
        for clause in sentence.clauses:
            reasons += _against(text, clause, reads, compared.verified)
            for word in clause.stating:
                weighs = weight(word.text)
                total += weighs
                held += weighs * _held(word, reads)
    covered = held / total if total else 1.0
    reasons = list(dict.fromkeys(reasons))
    if not reasons:
        return Support(round(covered, 4), Verdict.SUPPORTED)
    kinds = {reason.kind for reason in reasons}
    score = round(covered * _LEFT ** len(kinds), 4)
    denied = kinds & _CONTRADICTING
    return Support(score, Verdict.CONTRADICTED if denied else Verdict.UNSUPPORTED, tuple(reasons))


def _against(
    claim: str, clause: Clause, grounds: Sequence[Read], verified: Sequence[Quantity]
) -> list[Reason]:
    """What speaks against a clause: of whom it is said, then what is said."""
    of_role = [g for g in grounds if not clause.roles or g.ground.role in ("", *clause.roles)]
    if not of_role:
        return [Reason("role", f"nothing that is cited is of “{clause.named}”")]
    of_others = [g for g in grounds if g not in of_role]
    if of_others and quotation.is_of_others(clause, of_role, of_others):
        return [Reason("role", f"the evidence does not say this of “{clause.named}”")]
    if clause.place:
        of_role = [g for g in of_role if sections.stands_in(clause.place, g)]
        if not of_role:
            return [Reason("section", f"nothing that is cited stands in “{clause.place}”")]
    if not clause.levels:
        return _stated(claim, clause, of_role, verified)
    found: list[Reason] = []
    for level, part in _by_level(clause):
        mine = [g for g in of_role if g.ground.is_of((level,))]
        if not mine:
            found.append(Reason("level", f"nothing that is cited is of {level}"))
            continue
        wrong = _stated(claim, part, mine, verified)
        others = [g for g in of_role if g not in mine]
        if others and (
            quotation.is_of_others(part, mine, others)
            if not wrong
            else not _stated(claim, part, others, verified)
        ):
            wrong = [Reason("level", f"the evidence does not say this of {level}")]
        found += wrong
    return found


def _by_level(clause: Clause) -> Iterator[tuple[Level, Clause]]:
    """The clause for each level that it is said of. "P4 and P5 need 8+ and 12+ years": as many
    amounts as levels are given to them in turn."""
    paired = len(clause.levels) > 1 and len(clause.quantities) == len(clause.levels)
    for at, level in enumerate(clause.levels):
        yield (
            level,
            replace(clause, quantities=clause.quantities[at : at + 1]) if paired else clause,
        )


def _stated(
    claim: str, clause: Clause, grounds: Sequence[Read], verified: Sequence[Quantity]
) -> list[Reason]:
    own = bearing(clause, grounds)
    return [
        *coverage.check(clause, grounds),
        *coverage.recombined(clause, grounds),
        *numbers.check(clause, grounds, own, verified),
        *negation.check(clause, own),
        *modality.check(clause, own),
        *exclusivity.check(clause, grounds, own),
        *limits.check(clause, own),
        *attribution.check(claim, clause, own),
        *agent.check(clause, own),
    ]


def _folded(text: str) -> str:
    return text.casefold().rstrip(" .;,!")


def _states(clause: Clause, grounds: Sequence[Read]) -> bool:
    """Whether a clause says anything but where something stands and whom it is of."""
    if clause.quantities or clause.literals:
        return True
    return any(ground.own.holds(word) for word in clause.stating for ground in grounds)


def _names_alone(sentences: Sequence[Sentence], grounds: Sequence[Read]) -> list[Reason]:
    """A claim of names alone ("also called Key Account Manager") says what a statement says that
    is such a name, whole, and that is of all whom the claim names."""
    words = [word for sentence in sentences for word in sentence.words if word.is_content]
    said = {word.root for word in words}
    whole = [g for g in grounds if g.words and all(w.root in said for w in g.words if w.is_content)]
    if not (words and whole and all(any(ground.says(w) for ground in grounds) for w in words)):
        return [Reason("evidence", "nothing is claimed")]
    clauses = [clause for sentence in sentences for clause in sentence.clauses]
    levels = {level for clause in clauses for level in clause.levels}
    roles = [clause.roles for clause in clauses if clause.roles]
    whole = [g for g in whole if not g.ground.role or all(g.ground.role in r for r in roles)]
    if not whole:
        return [Reason("role", "nothing that is cited calls this role so")]
    if not any(ground.ground.is_of(levels) for ground in whole):
        return [Reason("level", "nothing that is cited calls this level so")]
    return []


def _held(word: Word, grounds: Sequence[Read]) -> float:
    if any(ground.says(word) for ground in grounds):
        return 1.0
    return _REWORDED if any(ground.holds(word) for ground in grounds) else 0.0
