"""Who reports to whom: the manager of a role, and whether it manages people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleassistant.answering.conflicts.context import Read, match, search
from roleassistant.answering.conflicts.disagreement import Kind
from roleassistant.answering.conflicts.values import Levels, Name, Value, YesOrNo
from roleassistant.domain import SectionKind

_LINE, _MANAGES, _WHOM = "reporting line", "people management", "levels managed"
_HINTS = ("manage", "report", "responsib", "people", "supervis", "contributor")
_NONE_MANAGED = (
    r"\b(?:no|without(?: any)?|zero) (?:direct reports|people (?:management|responsibility|"
    r"leadership)|line management|personnel responsibility|disciplinary responsibility)\b|"
    r"\b(?:does not|do not|not) (?:line[- ])?manage (?:people|others|staff|a team)\b|"
    r"\bnot a people manager\b|"
    r"^individual contributor\b|\b(?:is|as|remains) an individual contributor\b"
)
_SOME_MANAGED = (
    r"\b(?:line[- ]manages|line management of|direct management of|people manager of)\b|"
    r"\b(?:manages|supervises) (?:people|a team|direct reports)\b"
)
_MANAGED_LEVELS = (
    r"\b(?:(?:line[- ])?manages|supervises|(?:direct|line) management of) (?P<whom>[^.;:]{2,60})"
)
# As they are written: "p 4" in a text is no level.
_LEVELS = r"\b([A-Z]{1,2})(\d)(?:(?: to |[–-])[A-Z]{0,2}(\d))?\b"
_REPORTS_TO = (
    r"\breport(?:s|ing)? (?:directly |functionally |administratively )?(?:in)?to "
    r"(?!level\b)(?P<who>(?:(?:the|an?|our|its|one) |(?-i:(?=[A-Z])))[^.;:,()]{2,60})"
)
_LINE_LABEL = r"^(?:reports? to|reporting line|line manager|manager|supervisor)$"
_NO_LINE = (
    r"\b(?:on|about|every|each|monthly|quarterly|weekly|daily|yearly|annually|regularly|progress|"
    r"results|status|them|him|her|you|it)\b"
)
_LINE_ENDS = r"\s+(?:and|with|who|which|in|for|at|of the region|across|while|as)\s+.*$"
_SHORT = (
    (r"s?vp", "vice president"),
    ("ceo", "chief executive officer"),
    ("cfo", "chief financial officer"),
    ("cto", "chief technology officer"),
    ("cro", "chief revenue officer"),
    ("mgr", "manager"),
    ("dir", "director"),
    ("sr", "senior"),
)


def line(read: Read) -> Iterator[Value]:
    """To whom the role reports, by a label or by what is said; not what is reported on."""
    who = None
    if read.label and match(_LINE_LABEL, read.label):
        who = read.text
    elif (
        "report" in read.lower
        and (found := search(_REPORTS_TO, read.text))
        and _is_verb(read, found.start())
    ):
        who = found["who"]
    if who is None or search(_NO_LINE, who):
        return
    text = re.sub(_LINE_ENDS, "", who, flags=re.IGNORECASE).strip(" .;,")
    name = re.sub(r"^(?:the|a|an|our|its)\s+", "", text, flags=re.IGNORECASE)
    if text and len(name.split()) <= 8:
        yield Value(_LINE, "", text, Name.of(_spelt_out(name)), Kind.REPORTING)


def _is_verb(read: Read, at: int) -> bool:
    """Whether "reports" is what somebody does, and not what somebody writes."""
    before = read.text[:at].rstrip()
    begins = not before or before[-1] in ".;,:" or before.endswith(" and")
    if begins or read.statement.section is SectionKind.RESPONSIBILITIES:
        return begins
    return not before.endswith(("s", "ly", "al"))


def _spelt_out(name: str) -> str:
    """A title with its usual abbreviations in full."""
    for short, full in _SHORT:
        name = re.sub(rf"\b{short}\b", full, name, flags=re.IGNORECASE)
    return re.sub(r"\b(?:of|for|the|and)\b|&", " ", name, flags=re.IGNORECASE)


def management(read: Read) -> Iterator[Value]:
    """Whether people are managed, and of which levels they are."""
    if not any(hint in read.lower for hint in _HINTS):
        return
    if found := search(_NONE_MANAGED, read.text):
        yield people_managed(found.group().strip(), False)
    elif found := search(_SOME_MANAGED, read.text):
        yield people_managed(found.group(), True)
    if found := search(_MANAGED_LEVELS, read.text):
        levels = _levels_in(found["whom"])
        if levels:
            yield Value(_WHOM, "", found["whom"].strip(), Levels(levels), Kind.REPORTING)


def people_managed(text: str, some: bool) -> Value:
    """The value of a statement that says, or from which it follows, that people are managed."""
    return Value(_MANAGES, "", text, YesOrNo(some), Kind.REPORTING)


def _levels_in(text: str) -> frozenset[str]:
    """The levels that a text names, with those between the ends of a range."""
    found: set[str] = set()
    for track, first, last in re.findall(_LEVELS, text):
        found |= {f"{track}{n}" for n in range(int(first), int(last or first) + 1)}
    return frozenset(found)
