"""What a question is about: its words beside names, levels and ways of asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.aspects import farewell, preamble
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.planning.bearing import says_no_more, who_has
from roleassistant.retrieval.planning.clauses import surrounding
from roleassistant.retrieval.planning.naming import Named
from roleassistant.retrieval.topic import VERB_PHRASES, asides, masked, outside_names, within
from roleassistant.retrieval.words import FUNCTION_WORDS, Token

# "Who should I call", "what do you call them": no call is asked about.
_CALLING = Pattern(r"\b(?:i|you|we|they|one|u|to) (?P<verb>call)\b")


# "Level 3", "band 8a", "grade 12": no titles.
_LONGEST_CODE = 9


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked of what is named.

    `topical` are the words of it in their order, `said` those that are no function words, `proper`
    the stems written as names. `spelled` is the folded question without what leads up to it and
    what follows; `text` is the same with a sign for each name. `lesser`, `frame` and `bearer` are
    as in the plan.
    """

    topical: tuple[Token, ...]
    said: tuple[Token, ...]
    proper: frozenset[str]
    lesser: frozenset[str]
    spelled: str
    text: str
    frame: str
    bearer: str

    @property
    def topic(self) -> str:
        return " ".join(token.text for token in self.topical)

    @property
    def words(self) -> tuple[str, ...]:
        """The stems, each once."""
        return tuple(dict.fromkeys(token.stem for token in self.said))


def subject_of(question: str, named: Named) -> Subject:
    """What `question` is about besides what it names."""
    text = named.text
    told, over = preamble(text), farewell(text)
    phrases = [*(match.span() for match in VERB_PHRASES.finditer(text)), *asides(text)]
    outside = outside_names(named.spoken, named.called, named.said)
    outside = [t for t in outside if not says_no_more(t, text, named.spans)]
    topical = [t for t in outside if told <= t.start < over and not within(t, phrases)]
    calling = {match.start("verb") for match in _CALLING.finditer(text)}
    said = [t for t in topical if t.text not in FUNCTION_WORDS and t.start not in calling]
    kept = {t.start for t in outside}
    rungs = [token for token, _ in named.rungs]
    cut = [(t.start, t.end) for t in (*named.spoken, *rungs) if t.start not in kept]
    end = [named.end] if named.end is not None else []
    return Subject(
        topical=tuple(topical),
        said=tuple(said),
        proper=_proper(question, said),
        lesser=surrounding(text, said),
        spelled=text[told:over],
        text=_without_titles(masked(text, named.called), named.spans)[told:over],
        frame=_without(question, [*named.spans, *cut, *end]),
        bearer=_bearer(text, named),
    )


def _without_titles(text: str, levels: Sequence[tuple[int, int]]) -> str:
    """`text` with a sign for each title of a level: the software of "Software Engineer II"."""
    for start, end in levels:
        if len(text[start:end].split()) > 1 and len(text[start:end]) > _LONGEST_CODE:
            text = text[:start] + "#" * (end - start) + text[end:]
    return text


def _bearer(text: str, named: Named) -> str:
    behind = who_has(text, named.spoken, named.spans)
    # "Product" alone is of many names; the last word says whether one of them is meant.
    called = [(m.start, m.end) for m in named.called]
    whole = [(m.start, m.end) for m in named.called if m.score >= WHOLE]
    if behind and (within(behind[-1], called) or any(within(t, whole) for t in behind)):
        return ""
    return " ".join(t.text for t in behind)


def _proper(question: str, said: Sequence[Token]) -> frozenset[str]:
    """The stems that are written as names, in a question that does not write all its words so."""
    if question.istitle() or question.isupper():
        return frozenset()
    return frozenset(t.stem for t in said if t.start and question[t.start].isupper())


def _without(question: str, spans: Sequence[tuple[int, int]]) -> str:
    """`question` with what stands in `spans` taken out, and the punctuation that stood there."""
    left = list(question)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    pieces = "".join(left).split()
    return " ".join(piece for piece in pieces if any(c.isalnum() for c in piece))
