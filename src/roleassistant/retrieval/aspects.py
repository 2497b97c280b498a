"""Several things asked at once: "how many years and which degree", "their skills and tools"."""

from __future__ import annotations

import re

from roleassistant.domain import SectionKind
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.attributes import ATTRIBUTES
from roleassistant.retrieval.forms import Form, form_of
from roleassistant.retrieval.heard import Heard
from roleassistant.retrieval.plan import Aspect, Intent
from roleassistant.retrieval.words import FUNCTION_WORDS, LIGHT_STEMS, stems, tokens

# Where a question begins that has a story before it: what is told first is not asked.
_ASKS = Pattern(
    r"\b(?:(?:want|wanted|like|love|need|trying|curious|interested|keen)(?: to (?:know|understand|"
    r"ask|"
    r"learn|find out|figure out|hear))|(?:can|could|would|will) (?:you|u|someone|anyone|anybody)"
    r"(?: please| pls| kindly| maybe| quickly)* (?:tell|explain|say|summari[sz]e|list|show|give|"
    r"describe|"
    r"clarify|check)(?: me| us)?|let me know|"
    r"(?:wants?|asked|told|tells|needs?) me to (?:know|explain|find out|check|list|describe|"
    r"summari[sz]e|tell)|(?:i am|i['’]?m|i was|just)? ?wonder(?:ing)?|"
    r"(?:my|the|quick|one) question(?: is|:)|"
    r"^\W*(?:(?:a|one|just) )?(?:quick|small|short|silly|dumb|stupid|random) (?:q|question|one)\b"
    r"(?: (?:from|for|about|on) \w+(?: \w+)?)?(?=\s*[:,–-])|do you (?:know|have any idea))\b[,:]?"
)
_JOINED = Pattern(r"\band\b|[&+,;/?]|\bn\b|\bas well as\b|\bplus\b|\balso\b|\bthen\b")
_SECTIONS: tuple[tuple[Pattern, Intent, tuple[SectionKind, ...]], ...] = (
    (Pattern(r"\bskills?\b|\bcompetenc\w+"), Intent.SKILLS, (SectionKind.SKILLS,)),
    (
        Pattern(
            r"\bresponsibilit\w+|\bduties\b|\btasks\b|\b(?:what|whatever) (?:(?:does|do|would|will|"
            r"should) .{1,60}? (?:do|doing)\b|[^?.!]{0,60}\bdo(?:es)?\b(?= (?:all day|there|at\b|"
            r"and\b|&|[,;?])))"
        ),
        Intent.LEVEL_CRITERIA,
        (SectionKind.RESPONSIBILITIES,),
    ),
    (
        Pattern(r"\balias(?:es)?\b|\bother (?:job )?titles\b"),
        Intent.ALIASES,
        (SectionKind.TITLE_ALIASES,),
    ),
)
_OF_ONE_ROLE = frozenset({Intent.LOOKUP, Intent.SKILLS, Intent.LEVEL_CRITERIA, Intent.ALIASES})
# A story takes this many words; behind it at least so many have to be left to be a question.
_LEFT = 2


def preamble(text: str) -> int:
    """How many characters of a folded question only lead up to what is asked."""
    end = 0
    for match in _ASKS.finditer(text):
        if _OF_OTHERS.search(text[: match.start()]):
            continue  # "does a clerk need to know the law" is asked of the clerk
        telling = [t for t in tokens(text[match.end() :]) if t.text not in FUNCTION_WORDS]
        if len(telling) >= _LEFT:
            end = match.end()
    return end


# A question that has begun, of somebody who is not the asker.
_OF_OTHERS = Pattern(
    r"\b(?:do|does|did|must|should|will|would|has|have|is|are)\s+(?!i\b|we\b|you\b|u\b)[^.?!;]*$"
)


def farewell(text: str) -> int:
    """Where the closing words of a message begin; the length of the text where there are none."""
    match = _CLOSING.search(text)
    return match.start() if match else len(text)


_CLOSING = Pattern(
    r"[.!?,]\s*(?:with )?(?:(?:best|kind|warm|many|kindest|warmest)\s+(?:regards|wishes|thanks)|"
    r"regards|cheers|sincerely|yours (?:sincerely|truly))\b.*$",
    re.DOTALL,
)


def questions_in(asked: str) -> tuple[str, ...]:
    """The questions that one text asks one after the other; none where it asks but one."""
    found = [part.strip() for part in _ANOTHER.split(asked)]
    telling = [part for part in found if _is_a_question(part)]
    return tuple(telling) if len(telling) > 1 and len(telling) == len(found) else ()


def _is_a_question(part: str) -> bool:
    """Whether something is asked: "where does it come from" is, though its words tell nothing."""
    said = tokens(part)
    return len(said) > _BARE or any(t.text not in FUNCTION_WORDS for t in said)


_BARE = 3
# "… and who …", "…? And what …": another question begins.
_ANOTHER = Pattern(
    r"\s*(?:[?;]\s*(?:and |also |&|then )*|,?\s*(?:\band\b|&|\bplus\b)\s*(?:also |then )*)"
    r"(?=(?:(?:with |to |at |from |for |in |by )?(?:who|whom|whose|what|which|how)(?:['’]?s)?|when|"
    r"where|why|does|do|did|is|are|can|could|may|must|should|has|have)\b(?! to\b))",
    re.IGNORECASE,
)


def aspects_of(heard: Heard, intent: Intent) -> tuple[Aspect, ...]:
    """The things that are asked together, in the order of the question; none where it is one."""
    if intent not in _OF_ONE_ROLE or not heard.mentions:
        return ()
    if form_of(heard.text) in (Form.YES_NO, Form.CHOICE):
        return ()
    found: list[tuple[int, int, Aspect]] = []
    for cue, kind, sections in _SECTIONS:
        if match := cue.search(heard.text):
            found.append((*match.span(), Aspect(kind, sections=sections)))
    for attribute in ATTRIBUTES:
        if match := attribute.cues.search(heard.text):
            found.append((*match.span(), Aspect(Intent.LOOKUP, attribute)))
    for dimension in heard.dimensions:
        covered = any(
            a.attribute and a.attribute.dimension and a.attribute.dimension.search(dimension)
            for _, _, a in found
        )
        place = _place_of(dimension, heard.text)
        if place is not None and not covered:
            found.append((*place, Aspect(Intent.LOOKUP, dimensions=(dimension,))))
    found.sort(key=lambda item: item[:2])
    kept: list[tuple[int, int, Aspect]] = []
    for start, end, aspect in found:
        if not kept or (start >= kept[-1][1] and _JOINED.search(heard.text[kept[-1][1] : start])):
            kept.append((start, end, aspect))
    said = {stem for start, end, _ in kept for stem in stems(heard.text[start:end])}
    telling = [w for w in heard.content if w not in said and w not in LIGHT_STEMS]
    # More words than name the things asked for tell of a duty in which these words stand.
    return tuple(aspect for _, _, aspect in kept) if len(kept) > 1 and len(telling) < _LEFT else ()


def _place_of(dimension: str, text: str) -> tuple[int, int] | None:
    words = set(stems(dimension))
    return next(((t.start, t.end) for t in tokens(text) if t.stem in words), None)
