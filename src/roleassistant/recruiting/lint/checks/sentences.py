"""Sentences: too long, passive; and how hard the whole is to read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from roleassistant.recruiting.lint.post import WORD, Block, Kind, Part, Post
from roleassistant.recruiting.lint.readability import readability
from roleassistant.recruiting.lint.rule import Hit

_IRREGULAR = (
    "done made given taken written shown known seen held kept led built sent paid met found put "
    "set "
    "chosen driven drawn grown thrown brought bought taught sold told thought dealt run begun won "
    "understood undertaken overseen laid read spent drafted dispatched fed sought"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?)\s+(?:(?:not|also|then|usually|regularly|always|"
    r"often|"
    r"currently|fully|carefully|promptly|\w+ly)\s+){0,2}"
    rf"(?P<participle>\w{{2,}}ed|{'|'.join(_IRREGULAR.split())})\b(?!-)",
    re.IGNORECASE,
)
# Participles that tell a state more than a deed, and what posts say of themselves. "You are
# expected to" hides who expects, and counts.
_STATES = frozenset(
    "based located paid interested committed experienced qualified skilled motivated dedicated "
    "involved closed open used pleased excited delighted licensed registered chartered trained "
    "certified accredited insured employed related limited needed required organised organized "
    "prepared supposed aged red bed need shed embed speed exceed proceed indeed breed seed feed "
    "naked hundred sacred salaried varied detailed advanced unmatched situated supported invited "
    "encouraged covered included provided offered guaranteed regulated concerned tired surprised "
    "convinced rostered contracted reviewed advertised shortlisted owned funded welcomed "
    "considered "
    "protected assessed backed rewarded valued respected made known determined focused focussed "
    "engaged informed united affected met married retired graded enrolled entitled sponsored "
    "subsidised subsidized matched held trusted measured scheduled unsure settled connected "
    "authorised authorized allowed permitted fixed set published staffed led run split "
    "sold told built kept given admitted registered distributed".split()
)
_BY_READER = re.compile(
    r" (?:\w+ ){0,2}by (?:you|the (?:post ?holder|incumbent|candidate|employee))\b"
)
# "… that is recognised in Switzerland", "know how grants are reported" act in the main clause.
_SUBORDINATE = re.compile(
    r"\b(?:that|which|who|how|where|when|what|if|until|because|after|before|whether|as|unless)\b"
    r"[^,;:]*$",
    re.IGNORECASE,
)
_BY_OTHERS = re.compile(r" (?:\w+ ){0,2}by (?!the end|\d)\w")
_HIDDEN = re.compile(
    r"\b(?:(?:is|are) to be (?:\w+ed|kept|done|made|given|held|sent|met)|it is (?:expected|"
    r"required|anticipated|desired|preferred|envisaged|intended)|"
    r"(?:you|candidates?|applicants?|(?:the )?(?:post ?holder|incumbent|candidate)|"
    r"employees) (?:will|would|may|might|shall|should|must)?"
    r" ?(?:be|are|is) (?:expected|required|asked|called upon|tasked|assigned|requested|given|held|"
    r"provided|considered|supervised|mentored|instructed|directed)(?: to| with| by)?|"
    r"will be (?:required|expected|asked|assigned|tasked|called upon|determined|performed|"
    r"undertaken|"
    r"carried out|handled|monitored|discussed|defined|decided|allocated|delegated))\b",
    re.IGNORECASE,
)
_OF_THE_WORK = frozenset(
    {Part.DUTIES, Part.REQUIREMENTS, Part.WISHES, Part.SUCCESS, Part.TEAM, Part.OTHER}
)


def check(post: Post, limits: Mapping[str, int]) -> Iterator[Hit]:
    """Hits in sentences; `limits` are those of the configuration."""
    for block in post.prose():
        yield from _long(block, limits)
        if block.part in _OF_THE_WORK:
            yield from _passive(block)
    yield from _hard(post, limits)


def _long(block: Block, limits: Mapping[str, int]) -> Iterator[Hit]:
    for start, end in block.sentences():
        size = len(WORD.findall(block.text[start:end]))
        if size > limits["sentence-words"]:
            what = "bullet" if block.kind is Kind.BULLET else "sentence"
            why = f"A {what} of {size} words; over {limits['sentence-words']} lose readers."
            yield Hit("long-sentence", block, start, end, why)


def _passive(block: Block) -> Iterator[Hit]:
    for start, end in block.sentences():
        sentence = block.text[start:end]
        found = _HIDDEN.search(sentence) or next(
            (one for one in _PASSIVE.finditer(sentence) if _hides(one, sentence)),
            None,
        )
        if found:
            yield Hit("passive", block, start + found.start(), start + found.end())


def _hides(passive: re.Match[str], sentence: str) -> bool:
    """Whether it hides who acts: not where others are named, and not where it tells a state."""
    if _BY_READER.match(sentence, passive.end()):
        return True
    if _SUBORDINATE.search(sentence[: passive.start()]):
        return False
    if _BY_OTHERS.match(sentence, passive.end()):
        return False
    return passive["participle"].casefold() not in _STATES


def _hard(post: Post, limits: Mapping[str, int]) -> Iterator[Hit]:
    found = readability(post)
    if found.words < limits["readability-words"]:
        return
    if found.ease < limits["reading-ease-min"] or found.grade > limits["grade-max"]:
        yield Hit(
            "readability",
            why=f"Flesch reading ease {found.ease:.0f} (from {limits['reading-ease-min']} on is "
            f"set "
            f"here), Flesch-Kincaid grade {found.grade:.1f} (up to {limits['grade-max']}).",
        )
