"""The dimensions of guidelines and level definitions that a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from roleassistant.domain.level import rung_key
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.derived import is_made_of
from roleassistant.retrieval.notions import dimensions_meant, is_sentence
from roleassistant.retrieval.words import (
    FUNCTION_WORDS,
    LIGHT_STEMS,
    Token,
    fold,
    stem,
    stems,
    tokens,
)

# "Sixty thousand a year" is no experience.
_A_YEAR = Pattern(r"\b(?:a|per|each|every|this|next|last) year\b")
# "How do they differ in people": a name of a dimension that is a word like any other.
_LISTED_AFTER = Pattern(r"\b(?:in|on|by|regarding|about) ([a-z]+(?: (?:and|&) [a-z]+)?)\W*$")


_PEOPLE = Pattern(r"(?:ers|ors|leader)$")
# "Expected impact", "Typical experience": the first word says only that it is asked for.
_FUNCTION = frozenset(map(stem, FUNCTION_WORDS))


class Dimensions:
    """The dimensions of one index. `roles` are those of a question, none for all of the index."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._every = list(dict.fromkeys(role.key for role in generation.roles))

    def says_one(self, question: str) -> bool:
        """Whether a name of several words stands whole in `question`."""
        said = f" {' '.join(t.text for t in tokens(question))} "
        known = {d for key in self._every for d in self._generation.dimensions(key)}
        names = (" ".join(t.text for t in tokens(name)) for name in known)
        return any(" " in name and f" {name} " in said for name in names)

    def named(self, topic: str, said: Sequence[Token], roles: Sequence[Role]) -> tuple[str, ...]:
        """The dimensions that the question names, and those of the same name in another spelling:
        "Story-telling"."""
        return self._spelt_alike(self._named_or_meant(topic, said, roles), roles)

    def headings_over(
        self, dimensions: Sequence[str], said: Sequence[Token], roles: Sequence[Role]
    ) -> tuple[str, ...]:
        """The headings over dimensions that are asked for, which the question names."""
        named = {t.stem for t in said}
        found: dict[str, None] = {}
        for key in self._keys(roles):
            for heading, under in self._generation.divisions(key).items():
                if set(under) & set(dimensions) and _is_named(heading, named):
                    found[heading] = None
        return tuple(found)

    def named_in_part(
        self, text: str, words: Sequence[str], named: Sequence[str], roles: Sequence[Role]
    ) -> tuple[str, ...]:
        """The dimensions that a comparison is narrowed to, where part of a name is enough: the
        "Business Impact" beside the "Impact", the "Patient Safety" of "safety only"."""
        if not roles:
            return tuple(named)
        known = dict.fromkeys(d for r in roles for d in self._generation.dimensions(r.key))
        telling = {word for word in words if word not in LIGHT_STEMS}
        whole = {word for dimension in named for word in stems(dimension)}
        # Words that no dimension bears ask for something else than a few rows.
        parts = telling if telling <= whole.union(*map(stems, known)) else telling & whole
        # Of "validation track skills", said whole, no word means "Build track skills" as well.
        parts -= {w for d in named if len(set(stems(d)) & telling) > 1 for w in stems(d)}
        listed = _LISTED_AFTER.findall(text)
        return tuple(d for d in known if d in named or parts & set(stems(d)) or fold(d) in listed)

    def _keys(self, roles: Sequence[Role]) -> list[str]:
        return [role.key for role in roles] or self._every

    def _named_or_meant(
        self, topic: str, said: Sequence[Token], roles: Sequence[Role]
    ) -> tuple[str, ...]:
        named = {t.stem for t in said if not t.text.endswith("ly")}
        if _A_YEAR.search(topic):
            named.discard(stem("year"))
        keys = self._keys(roles)
        known = dict.fromkeys(d for key in keys for d in self._generation.dimensions(key))
        # "Storytelling" is heard for "Story-telling", and "story telling" for "Storytelling".
        texts = [t.text for t in said]
        pairs = {rung_key(a + b) for a, b in pairwise(texts)}
        spelt = {*map(rung_key, texts), *pairs}
        said_whole = [d for d in known if _is_named(d, named) or rung_key(d) in spelt]
        if under := self._under_a_heading(keys, named, known, said_whole):
            return under
        meant = dimensions_meant(topic, known)
        if not said_whole and not meant:
            return _in_other_forms(known, said) or _named_by_all(known, said)
        best = max((_named_parts(d, named) for d in said_whole), default=0)
        if best > 1:
            # "What to watch out for in teamwork" is one of several columns about teamwork.
            return tuple(d for d in said_whole if _named_parts(d, named) == best)
        return tuple(d for d in known if d in meant or d in said_whole)

    def _spelt_alike(self, dimensions: tuple[str, ...], roles: Sequence[Role]) -> tuple[str, ...]:
        keys = {rung_key(dimension) for dimension in dimensions}
        known = (d for r in roles for d in self._generation.dimensions(r.key))
        others = [d for d in known if rung_key(d) in keys and d not in dimensions]
        return (*dimensions, *dict.fromkeys(others))

    def _under_a_heading(
        self, keys: Sequence[str], named: set[str], known: Iterable[str], said: Sequence[str]
    ) -> tuple[str, ...]:
        """The dimensions under a heading that the question names, as "Craft" stands over "Code
        quality" and "Testing"; those that it names themselves come before any heading."""
        found: set[str] = set()
        words: set[str] = set()
        for key in keys:
            for heading, dimensions in self._generation.divisions(key).items():
                if _is_named(heading, named):
                    found.update(dimensions)
                    words.update(stems(heading))
        if not found or any(not set(stems(d)) <= words and d not in found for d in said):
            return ()
        narrower = [d for d in said if d in found and not set(stems(d)) <= words]
        return tuple(d for d in known if d in (narrower or {*found, *said}))


def _in_other_forms(known: Iterable[str], said: Sequence[Token]) -> tuple[str, ...]:
    """The dimensions of one word that a question says in another form: "how does an expert
    deliver", of Delivery. People name none: "reviews held for leaders" is not of Leadership."""
    words = {t.text for t in said if t.stem not in LIGHT_STEMS and not _PEOPLE.search(t.text)}
    single = [(d, fold(d)) for d in known if d.isalpha()]
    return tuple(d for d, name in single if any(is_made_of(name, word) for word in words))


def _named_by_all(known: Iterable[str], said: Sequence[Token]) -> tuple[str, ...]:
    """The one dimension in whose name all stand that a question tells, two words or more: the
    "Working with the shop floor" of "what does a G4 do on the shop floor"."""
    telling = {t.stem for t in said if t.stem not in LIGHT_STEMS and t.stem not in _OVERALL}
    if len(telling) < _SEVERAL:
        return ()
    fitting = [d for d in known if telling <= set(stems(d)) and not is_sentence(d)]
    return tuple(fitting) if len(fitting) == 1 else ()


_SEVERAL = 2
# What says only that the whole of something is wanted.
_OVERALL = frozenset(map(stem, "difference compare differ change responsibility duty".split()))


def _is_named(dimension: str, named: set[str]) -> bool:
    if is_sentence(dimension):  # no part of it is its name
        return set(stems(dimension)) <= named
    for part in re.split(r"\s*(?:[&/,;]|:\s|\s[-–—]\s|\band\b)\s*", dimension):
        words = [word for word in stems(part) if word not in _FUNCTION] or list(stems(part))
        if words and set(words) <= named:
            return True
    return False


def _named_parts(dimension: str, named: set[str]) -> int:
    """How many parts of "Teamwork: Watch out for" are named, parts that are all function words
    aside."""
    return sum(_is_named(part, named) for part in re.split(r":\s|\s[-–—]\s", dimension))
