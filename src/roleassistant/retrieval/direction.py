"""Which way a question about levels looks: to what one has and the other has not, and whether
somebody stands at a level or wants to it.

The levels of the question are replaced by signs first, so that the rules are about the words
around them and hold for every ladder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from roleassistant.domain import Level
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.levels import levels_said, on_ladder
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import fold

_BEFORE = r"(?:an? |the |my |our )?(?:level |grade )?"
_PARTS = {
    "{A}": rf"{_BEFORE}@(?P<one>\d)\b",
    "{B}": rf"{_BEFORE}@(?P<two>\d)\b",
    "{L}": rf"{_BEFORE}@\d\b",
    "{LACKS}": r"(?:\b(?:do|does|did|is|are|has|have|can|could|may|must|would|should)"
    r"(?:n['’]?t| not)\b|\bca(?:n['’]?t|nnot)\b|\b(?:no longer|never|lacks?|without|not)\b)",
    "{GAINS}": r"\b(?:new|newly|adds?|added|adding|additional\w*|extra|gains?|gained|on top|"
    r"takes? on|more)\b",
    "{LOSES}": r"\b(?:drops?|dropped|los(?:es?|ing)|stops?|stopped|falls? away|gives? up|"
    r"disappears?|leaves? behind)\b",
    "{TO}": r"(?:\b(?:to|into|towards?)\b|[-=]+>|→|–|-)",
}


def _rule(pattern: str) -> Pattern:
    for sign, part in _PARTS.items():
        pattern = pattern.replace(sign, part)
    return Pattern(pattern)


# Each rule finds the level of which those matters are wanted that the other level has not.
_OF_THE_FIRST = (
    # what does P4 do that P3 doesn't
    _rule(r"{A}.*\b(?:that|which|what|but|while)\b.*{B}.{0,30}?{LACKS}"),
    # what is in P4 that isn't in P3
    _rule(r"{A}.*\b(?:that|which)\b.{0,12}{LACKS}.{0,25}{B}"),
    # what does P4 do on top of P3, P4 without P3
    _rule(
        r"{A}.*\b(?:on top of|beyond|in addition to|over and above|over|minus|without|but not) {B}"
    ),
    # what more does P4 do than P3, what is new at P3 compared with P2
    _rule(r"\b(?:more|else|extra|new)\b.*{A}.*\b(?:than|compared (?:to|with)|against|vs)\b.*{B}"),
)
_OF_THE_SECOND = (
    # what doesn't P3 do that P4 does
    _rule(r"{LACKS}.{0,20}{A}.*\b(?:that|which|what|but)\b.*{B}"),
    # what does P3 not do that P4 does
    _rule(r"{A}.{0,20}{LACKS}.*\b(?:that|which|what|but)\b.*{B}"),
    # what does P3 lack compared with P4
    _rule(r"{A}.{0,25}\b(?:lack\w*|miss\w*)\b.*{B}"),
)
_STEP = _rule(r"{A}\W*(?:\w+ ){0,4}?{TO}\W*(?:\w+ ){0,2}?{B}")
_GAINS = _rule(r"{GAINS}")
_LOSES = _rule(r"{LOSES}")
_ADDED = Pattern(
    r"\b(?:what(?:['’]?s)?|which|anything)\b.*\b(?:new|added|adds?|extra|additional)\b"
)
_NEW_AT = _rule(r"{GAINS}.{0,40}?\b(?:at|for|in|with|as|to|by)\b (?:\w+ ){0,2}?{A}")
_IT_ADDS = _rule(r"{A} (?:\w+ ){0,3}?{GAINS}")

# Somebody stands at the level: "next after P3", "P3 here", "I'm a P3", "does a P3 get promoted".
_STANDS = (
    _rule(r"\b(?:next|level up|level above|step up)\b.{0,25}\b(?:for|after|of|from|above) {L}"),
    _rule(r"\b(?:after|above|beyond|past|from) {L}"),
    _rule(r"{L}[ \w/&-]{0,40}\b(?:here|now|today|currently|already)\b"),
    _rule(r"\b(?:currently|still)\b.{0,12}{L}"),
    _rule(
        r"\b(?:i['’]?m|i am|we['’]?re|she['’]?s|he['’]?s|they['’]?re|as) "
        r"(?:(?!(?:for|to|aiming|trying|hoping|after|going)\b)[\w/&-]+ ){0,4}?{L}"
    ),
    _rule(
        r"\b(?:does|do|should|can|could|must|may|would|will) {L}.*"
        r"\b(?:next|promot\w+|move up|advance|progress|step up|level up)\b"
    ),
)
_NEXT = Pattern(r"\bnext (?:level|step|rung|grade)\b")


@dataclass(frozen=True, slots=True)
class Masked:
    """A folded question with "@0", "@1" … in place of its levels; the number is the place of the
    level in `levels`. `ladder` are the levels of the role, from the bottom up."""

    text: str
    levels: tuple[Level, ...]
    ladder: tuple[Level, ...]

    def height(self, level: Level) -> int:
        return self.ladder.index(level) if level in self.ladder else -1


def masked(plan: Plan, called: Mapping[str, Level]) -> Masked:
    """The question of `plan` with signs for its levels. `called` maps the folded names of levels
    to them, as for `levels_said`."""
    roles = [mention.role for mention in plan.roles]
    tracks = {level.track for role in roles for level in role.described_levels}
    question = plan.question
    _, spans = levels_said(question, tracks, called)
    parts, at = [], 0
    for start, end in spans:
        named, _ = levels_said(question[start:end], tracks, called)
        level = on_ladder(named[0], roles, roles) if named and roles else None
        if start >= at and level in plan.levels:
            parts += [question[at:start], f"@{plan.levels.index(level)}"]
            at = end
    text = " ".join(fold("".join([*parts, question[at:]])).split())
    return Masked(text, plan.levels, roles[0].described_levels if roles else ())


def only_at(question: Masked) -> Level | None:
    """The level of which a question asks what the other level, or the one below, has not.

    None where it asks for both sides, or names more than two levels.
    """
    text, levels = question.text, question.levels
    if len(levels) == 2:
        for rules, group in ((_OF_THE_SECOND, "two"), (_OF_THE_FIRST, "one")):
            for rule in rules:
                found = rule.search(text)
                if found and found["one"] != found["two"]:
                    return levels[int(found[group])]
        if step := _STEP.search(text):
            if _LOSES.search(text):
                return levels[int(step["one"])]
            if _GAINS.search(text):
                return levels[int(step["two"])]
        if _ADDED.search(text) and not _NEW_AT.search(text):
            # "P3 vs P4, what is added": what the higher one has.
            return max(levels, key=question.height)
    if len(levels) in (1, 2) and (found := _NEW_AT.search(text) or _IT_ADDS.search(text)):
        return levels[int(found["one"])]
    return None


def steps_down(question: Masked) -> bool:
    """Whether the question goes from a level to a lower one."""
    step = _STEP.search(question.text)
    return step is not None and (
        question.height(question.levels[int(step["one"])])
        > question.height(question.levels[int(step["two"])])
    )


def stands_at(question: Masked) -> bool:
    """Whether the one level of a question about moving up is where somebody is, not where to."""
    if any(rule.search(question.text) for rule in _STANDS):
        return True
    wanted = re.search(
        r"\b(?:to|for|into|become|becoming|reach|make|hit|get) [\w ]{0,12}@", question.text
    )
    return wanted is None and _NEXT.search(question.text) is not None
