"""Labels as plain text, and whether they read as the name of a job."""

from __future__ import annotations

import re
import unicodedata

from roleassistant.reading.showing import folded

_SYMBOLS = frozenset(("So", "Sk", "Cn", "Co", "Cs", "Cf", "Mn", "Me"))
ROLE_NOUN = re.compile(
    r"\b(?:engineers?|engineering managers?|managers?|designers?|analysts?|scientists?|developers?"
    r"|directors?|specialists?|architects?|writers?|researchers?|consultants?|representatives?|reps?"
    r"|executives?|officers?|administrators?|coordinators?|co-ordinators?|assistants?|technicians?"
    r"|recruiters?|marketers?|accountants?|associates?|advisers?|advisors?|partners?|operators?"
    r"|agents?|planners?|buyers?|nurses?|teachers?|librarians?|chefs?|cooks?|drivers?|fitters?"
    r"|supervisors?|producers?|editors?|programmers?|testers?|strategists?|generalists?|lawyers?"
    r"|counsels?|attorneys?|physicians?|therapists?|curators?|mechanics?|electricians?|clerks?"
    r"|controllers?|inspectors?|owners?|leads?|heads?|cto|ceo|cfo|coo|vp|president|fellows?|interns?"
    r"|apprentices?|sde|swe|sre|sdet|dba|qa|pm|tpm|sysadmins?|devops|handlers?|stewards?|foremen"
    r"|foreman|makers?|keepers?|individual contributors?|ics?|staff member|contributors?"
    r"|paralegals?|bookkeepers?|auditors?|actuar(?:y|ies)|underwriters?|dispatchers?|trainers?"
    r"|coach(?:es)?|facilitators?|interpreters?|translators?|pharmacists?|surveyors?|welders?"
    r"|machinists?|carers?|porters?|brewers?|bakers?|gardeners?|rangers?|pilots?|captains?)\b",
    re.IGNORECASE,
)
# Whoever does something, as jobs of any trade are called.
AGENT = re.compile(
    r"\b(?!behavior|customer|consumer|number|power|error|order|other|over|under|matter|paper|color)"
    r"[a-z]{2,}(?:[^u]er|or|ist|ian|man|woman|person|hand)s?$",
    re.IGNORECASE,
)
# "Senior {Discriminator} Engineer".
_TO_FILL_IN = re.compile(r"\{[A-Za-z_ ]{1,30}\}\s*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


def plain(text: str) -> str:
    """A label without emoji, numbering, marks and outer punctuation."""
    shown = "".join(c for c in text if unicodedata.category(c) not in _SYMBOLS or c == "\u00a0")
    if " " not in shown.strip():
        # A key of data: problem_solving, problemSolving.
        shown = _CAMEL.sub(" ", shown.replace("_", " "))
    shown = _TO_FILL_IN.sub("", shown)
    shown = re.sub(r"^(?:\d+(?:\.\d+)*[.)]\s+|#+\s*|[•*_>\-–—]+\s+)", "", folded(shown))
    return shown.strip(" :*_`|·—–-\"'“”")


def names_role(text: str) -> bool:
    """Whether a label reads as the name of a job: "Backend Engineer", "QA Analyst (QA)"."""
    label = re.sub(r"\s*\([^()]*\)", "", plain(text))
    words = label.split()
    return 0 < len(words) <= 6 and bool(re.search(rf"(?:{ROLE_NOUN.pattern})$", label, re.I))
