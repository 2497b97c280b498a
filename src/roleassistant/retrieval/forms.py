"""The form of a question: what shape an answer should have, whatever it is about."""

from __future__ import annotations

from enum import StrEnum

from roleassistant.domain.pattern import Pattern


class Form(StrEnum):
    """How a question asks: openly, for yes or no, for a number, or for one of two things."""

    OPEN = "open"
    YES_NO = "yes_no"
    COUNT = "count"
    CHOICE = "choice"


_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|can|could|may|might|must|should|shall|will|would|has|have|had|"
    r"isn['’]?t|aren['’]?t|don['’]?t|doesn['’]?t|can['’]?t|won['’]?t|am)"
)
# "Could you tell me which …" asks for what follows, and not whether somebody could.
_ASIDE = Pattern(
    r"\b(?:can|could|would|will|may|might|do|does|did|have|has|should)\s+(?:you|u|someone|anyone|"
    r"anybody|somebody|i|we)\s+(?:also |please |pls |kindly |maybe |just )*(?:tell|say|explain|"
    r"list|"
    r"show|give|help|describe|name|summari[sz]e|know|have|got|remind|share|compare|look|find|ask)\b"
)
_YES_NO = Pattern(
    rf"(?:^|[,;:!–—-]\s*|\b(?:and|but|so|then|hi|hey|hello|ok|okay|btw|sorry|please|question)\s+)"
    rf"{_AUXILIARY}\s+\S"
)
_INDIRECT = Pattern(
    r"\b(?:know|wonder\w*|ask\w*|sure|check\w*|confirm\w*|tell me|understand|say) (?:if|whether)\b|"
    r"^\W*(?:if|whether)\b|\bis (?:that|it|this) (?:so|true|right|correct)\b|\bis it true\b|"
    r",? (?:right|correct|true|yes or no|or not|or no)\W*$"
)
_COUNT = Pattern(r"\bhow many\b|\b(?:number|count) of\b|^\W*count\b")
_CHOICE = Pattern(r"\S\s+or\s+(?!not\b|no\b|so\b|more\b|less\b|similar\b|else\b)\S")
_OPENING = Pattern(r"\b(?:what|which|who|whom|whose|when|where|why|how)\b")


def form_of(text: str) -> Form:
    """The form of a folded question."""
    if _COUNT.search(text):
        return Form.COUNT
    plain = _ASIDE.sub(" ", text)
    asked = _YES_NO.search(plain)
    opened = _OPENING.search(plain)
    if asked and not (opened and opened.start() < asked.start()):
        return Form.CHOICE if _CHOICE.search(plain[asked.end() - 1 :]) else Form.YES_NO
    return Form.YES_NO if _INDIRECT.search(plain) and not opened else Form.OPEN


def asks_of_onet(text: str) -> bool:
    """Whether a question is put to O*NET by name, or asks for occupations, which only O*NET has."""
    return _O_NET.search(text) is not None


# The O*NET code of a role is what its page records.
_O_NET = Pattern(r"\bo\*?net\b(?!.*\bcodes?\b)|\brelated occupations?\b")
