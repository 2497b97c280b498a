"""Internal codes in a text: names of levels (P4, IC3) and of roles, which nobody outside knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roleassistant.indexing.chunks import Chunk
from roleassistant.indexing.generation import Generation

_ROLE_CODE = re.compile(r"\b[A-Z][A-Z0-9_&-]+\.[A-Z][A-Z0-9_&-]+(?:\.[A-Z0-9_+-]+)?\b")
_LETTERED = re.compile(r"[A-Z]{1,3}\d{1,2}")
_JOINED = r"(?:\s*(?:,|/|–|-|\bto\b|\band\b|\bor\b|,\s*and\b)\s*(?:the )?{code})*"
_NO_NOUNS = frozenset(
    "and for the are has can may who with from that when while into onto will must".split()
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without codes, and the statements that say what stands in place of them."""

    text: str
    sources: tuple[Chunk, ...] = ()


class Codes:
    """The codes of one house: the levels of its roles that are letters and a number."""

    def __init__(self, labels: Iterable[str]) -> None:
        known = sorted({one for one in labels if _LETTERED.fullmatch(one)}, reverse=True)
        self._code = "|".join(map(re.escape, known))
        self._any = re.compile(rf"\b(?:{self._code})s?\b") if known else None

    @classmethod
    def of(cls, generation: Generation) -> Codes:
        """The codes of every role of an index."""
        return cls(str(level) for role in generation.roles for level in role.described_levels)

    def found_in(self, text: str) -> tuple[str, ...]:
        """The codes that `text` holds, in order."""
        found = [match.group() for match in _ROLE_CODE.finditer(text)]
        if self._any is not None:
            found += [match.group() for match in self._any.finditer(text)]
        return tuple(found)

    def without(self, text: str, names: Mapping[str, tuple[str, Chunk]]) -> Plain | None:
        """`text` without codes; None where that cannot be without changing what it says.

        "Mentors IC2 and IC3 designers" says that designers are mentored: the codes go. Where a code
        stands by itself, what its level is called takes its place, if the profile says it.
        """
        if not self.found_in(text):
            return Plain(text)
        if self._any is None or _ROLE_CODE.search(text):
            return None
        code = rf"(?:{self._code})"
        before_noun = re.compile(
            rf"\b{code}{_JOINED.format(code=code)} (?=(?P<noun>[a-z][a-z-]{{2,}})\b)"
        )
        plain = before_noun.sub(
            lambda match: match.group() if match["noun"] in _NO_NOUNS else "", text
        )
        # "Coaches underwriters at P2 and P3": underwriters are coached.
        behind_noun = re.compile(
            rf" (?:at|from|of|on|in) (?:levels? |grades? )?{code}{_JOINED.format(code=code)}"
            rf"(?= and\b| or\b|[.,;)]|$)"
        )
        plain = behind_noun.sub("", plain)
        sources: list[Chunk] = []

        def named(match: re.Match[str]) -> str:
            name = names.get(match["code"])
            if name is None:
                return match.group()
            sources.append(name[1])
            said = name[0].lower()
            article = match["article"]
            if article:
                said = f"{'an' if said[0] in 'aeiou' else 'a'} {said}"
            return f"{said}s" if match["plural"] else said

        alone = re.compile(rf"\b(?P<article>an? )?(?P<code>{self._code})(?P<plural>s?)\b")
        plain = alone.sub(named, plain)
        return None if self.found_in(plain) else Plain(plain, tuple(sources))
