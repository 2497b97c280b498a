"""What a text is by the look of it: a name, a sentence, a label with its value, "nothing here"."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[.!?…][\"”’)\]]?$")
_ABBREVIATED_END = re.compile(
    r"(?:^|[\s.])(?:jr|sr|inc|ltd|co|corp|etc|dept|mgr|rep|exec)\.$", re.I
)
_LABELLED = re.compile(
    r"(?P<label>(?:\*\*|__)?[^\W_](?:[^:.—–|\t\n]|\.(?=\S)){0,48}?(?:\*\*|__)?)\s*"
    r"(?::(?:\*\*|__)?\s+|\s[—–-]\s+|\t\s*)(?P<value>\S.*)",
    re.DOTALL,
)
_MAX_LABEL_WORDS = 6

_RECORDED = r"(?:recorded|listed|mapped|on record|documented|registered|catalogu?ed)"
_GIVEN = (
    r"(?:available|defined|found|provided|added|assigned|set|known|entered|held|exists?|specified)"
)
_HERE = r"(?:yet|so far|for this (?:profile|role|page|level|focus|section)|here|at present)"
_WORDS = r"(?:\s+[\w/&'’*-]+){0,8}?"
_ABSENCE = re.compile(
    rf"[\[(]?(?:"
    rf"(?:there (?:is|are) )?(?:no|none|not any)\b{_WORDS}\s+"
    rf"(?:{_RECORDED}(?:\s+.{{1,60}})?|{_GIVEN}\s+(?:.{{1,30}}\s+)?{_HERE}(?:\s+.{{1,40}})?|{_GIVEN}|"
    rf"{_HERE})|"
    rf"no (?:data|results?|entries|information|content|items?|records?|aliases|mappings?)|"
    rf"there (?:is|are) no{_WORDS}|"
    rf"(?:this section|section) is (?:still |currently )?empty|empty|nothing here(?: yet)?|"
    rf"none|n/?a|not applicable|tbd|tbc|tba|to be (?:defined|determined|confirmed|added|decided)|"
    rf"(?:not|none) (?:yet |currently )?(?:{_RECORDED}|{_GIVEN}|stated|mapped)(?: yet)?|"
    rf"nothing (?:.{{1,40}}\s)?(?:{_RECORDED}|yet)(?:\s.{{1,40}})?|"
    rf"[\w /&-]{{1,40}} (?:(?:is|are|was|were|has|have) not (?:yet )?(?:been )?{_RECORDED}"
    rf"(?: yet)?|(?:has|have) none)(?: {_HERE})?"
    rf")[.!\])]*",
    re.IGNORECASE,
)
_UNSTATED = re.compile(
    r"[\[(]?(?:(?:n\.?/?a\.?|tbd|tbc|tba|to ?do|not applicable|not in use|"
    r"not (?:yet )?(?:stated|set|defined)|to be (?:defined|determined|confirmed|decided))"
    r"(?:[\s.,;:)\]—–-].{0,60})?)",
    re.IGNORECASE,
)


def is_sentence(text: str) -> bool:
    """Whether it ends as a sentence does, or is too long to be anything else."""
    return ends_as_sentence(text) or len(text.split()) > 14


def ends_as_sentence(text: str) -> bool:
    """Whether its last mark closes a sentence, and does not only shorten a word."""
    return bool(_SENTENCE_END.search(text[-3:])) and not _ABBREVIATED_END.search(text[-8:])


def is_name(text: str) -> bool:
    """Whether it is short enough for the name of a skill or a label, and no sentence."""
    return (
        bool(text)
        and not ends_as_sentence(text)
        and len(text) <= 90
        and len(text.split()) <= 9
        and "\n" not in text
    )


def is_absence(text: str) -> bool:
    """Whether it says that nothing is recorded here: "No aliases are on record for this page."."""
    return len(text) <= 200 and bool(_ABSENCE.fullmatch(" ".join(text.split())))


def is_unstated(text: str) -> bool:
    """Whether a cell or a value says that it states nothing: "N/A", "TBD", a dash, or nothing."""
    if not any(character.isalnum() for character in text):
        return True
    return len(text) <= 80 and bool(_UNSTATED.fullmatch(text))


def split_label(text: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Where label and value stand in "Label: value", "Label — value" or with a tab between."""
    match = _LABELLED.match(text[:200])
    if not match or len(match["label"].split()) > _MAX_LABEL_WORDS:
        return None
    return match.span("label"), (match.start("value"), len(text))
