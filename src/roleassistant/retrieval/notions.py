"""What is asked of a level, by which words, and what houses call the dimension that says it.

Every house has its own dimensions: "Autonomy", "Independence" and "Supervision" say the same. A
notion ties the words of questions to such names. A dimension whose name holds a word of the
question needs no notion.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.words import stem, stems


@dataclass(frozen=True, slots=True)
class Notion:
    """`cues` match the words of a question, `names` are stems of what the dimension is called.

    `own` are the names that say just this; the others are taken where no dimension bears one.
    """

    cues: Pattern
    own: frozenset[str]
    names: frozenset[str]


def _notion(cues: str, own: str, names: str = "") -> Notion:
    return Notion(
        Pattern(rf"\b(?:{cues})\b"),
        frozenset(stem(word) for word in own.split()),
        frozenset(stem(word) for word in f"{own} {names}".split()),
    )


NOTIONS: tuple[Notion, ...] = (
    _notion(
        r"independen\w*|autonom\w+|supervis(?:ed|ion)|guidance|freedom|latitude|closely|"
        r"(?:how much|under|need|needs|without) (?:help|oversight|control|direction)|"
        r"micro-?manag\w+|how (?:close|tight|loose)(?:ly)? (?:is|are|does|do|will|would) .{1,60}?"
        r"\b(?:managed|supervised|watched|monitored|guided|directed|controlled|overseen|led|steered|kept)"
        r"(?: by (?:their|his|her|its|the|an?) \w+)?|on a (?:short|long) leash|left alone|checked (?:up )?on|"
        r"told what to do|how free(?:ly)?\b(?! to decide)|have to ask|needs? to ask|on (?:their|his|her|its|your|my) own",
        "autonomy independence",
        "supervision freedom discretion guidance oversight ownership",
    ),
    _notion(
        r"(?:allowed|free|able|entitled|permitted) to decide|decid\w*|decisions?|authority|sign.?off|sign(?=\W*$)|approv\w+|empower\w+|veto|"
        r"(?:have|has|how much|a|any|final|last|own) (?:a )?(?:say|word|say.so)|call the shots|mandate",
        "decision decisions authority",
        "influence empowerment accountability ownership mandate",
    ),
    _notion(
        r"problems?|problem.solving|ambigu\w+|complex\w*|difficult\w*|hard(?:er|est)?|tricky|"
        r"challeng(?:e|es|ing)|messy|unclear",
        "complexity problem problems ambiguity",
        "judgement judgment challenge thinking",
    ),
    _notion(
        r"collaborat\w*|interact\w*|teamwork|cooperat\w*|"
        r"(?:works?|working|deals?|dealing|talks?|talking|speaks?|interfaces?|meets?|communicates?|"
        r"liaises?|in (?:touch|contact)) (?:to|with) (?:whom|who|which|what|most|mostly)|"
        r"(?:who|whom|which people|what people) (?:do|does|would|will|else do|else does|should) .*"
        r"(?:work|works|deal|deals|talk|talks|speak|speaks|interact|meet|meets|communicate|liaise)"
        r"(?: (?:to|with|closely|most|mostly))*\W*$|contacts?|stakeholders?|counterparts?",
        "collaboration interaction",
        "stakeholders stakeholder communication relationships partnering partnership networks "
        "cooperation contacts",
    ),
    _notion(
        r"impact\w*|outcomes?|influence|effect|difference do(?:es)? (?:they|it) make|"
        r"affect(?:s|ed)?|what (?:is|are) at stake",
        "impact",
        "influence results outcomes reach effect contribution",
    ),
    _notion(
        r"scope|breadth|remit|span|how (?:broad|wide|big)|area of responsibility|purview",
        "scope",
        "breadth remit span reach area",
    ),
    _notion(
        r"lead|leadership|in charge of (?:any|some)(?:one|body)|(?:have|has|with) (?:any(?:one|body)|people) under (?:them|him|her|me)|(?:lead|leads|manage|manages|mentor|mentors) (?:people|others|anyone|"
        r"anybody|whom|a team|someone)|people management|in charge of (?:people|a team)",
        "leadership",
        "mentoring supervision people management team",
    ),
    _notion(
        r"knowledge|expertise|know.how|mastery|craft|proficien\w+|how (?:good|deep|expert|skilled)|"
        r"(?:supposed|expected|need|needs|have|has|ought|required) to (?:know|understand)|"
        r"(?:what|how much) (?:does|do|should|must) .*\b(?:know|understand)\W*$",
        "knowledge expertise",
        "craft technical domain skill skills mastery judgement judgment application",
    ),
    _notion(r"accountab\w+|answerable|ownership", "accountability ownership"),
    _notion(r"budgets?", "budget"),
    _notion(
        r"spend(?:s|ing)?(?: (?:power|authority|limit)s?)?|(?:signing|approval|financial|signature) "
        r"(?:power|authority|limit|right)s?|how much (?:can|may|could) .{1,40}?"
        r"\b(?:sign|approve|commit|bind|order|buy|authori[sz]e)",
        "budget spending",
        "decision decisions authority",
    ),
)


# More words than the name of a column has.
_A_SENTENCE = 8


def dimensions_meant(topic: str, known: Iterable[str]) -> tuple[str, ...]:
    """The dimensions among `known` that the folded words `topic` ask for by a notion."""
    listed = [d for d in dict.fromkeys(known) if not is_sentence(d)]
    meant: set[str] = set()
    for notion in NOTIONS:
        if notion.cues.search(topic):
            own = [d for d in listed if _heads(d) & notion.own]
            meant.update(own or [d for d in listed if _heads(d) & notion.names])
    return tuple(d for d in listed if d in meant)


def is_sentence(dimension: str) -> bool:
    """Whether statements stand under a whole sentence, and under no name of a dimension."""
    return len(dimension.split()) >= _A_SENTENCE


def cues_said(topic: str) -> frozenset[str]:
    """The stems of the folded words by which `topic` asks for a notion, phrases included."""
    found = (match.group() for notion in NOTIONS for match in notion.cues.finditer(topic))
    return frozenset(word for cue in found for word in stems(cue))


def is_cue(word: str) -> bool:
    """Whether a folded word is by itself one by which a notion is asked for."""
    return any(notion.cues.search(word) for notion in NOTIONS)


def _heads(dimension: str) -> set[str]:
    """The first word of each part of a dimension's name: "Complexity & Problem Solving"."""
    parts = (stems(part) for part in re.split(r"\s*(?:&|/|,|\band\b)\s*", dimension))
    return {words[0] for words in parts if words} | {words[-1] for words in parts if words}
