"""What a model proposes: claims, read strictly from one JSON object, each as soon as it is whole.

    {"claims": [{"text": "One sentence.", "passages": ["p1", "p2"]}, …]}

LangChain's JSON parsers are not used: they complete by themselves what was cut off.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

# Far more than eight sentences; a model that runs on is not read to its end.
_MOST_CHARACTERS = 1 << 16
_MOST_CLAIMS = 20
_OPENING = ("{", '"claims"', ":", "[")
_SPACE = frozenset(" \t\r\n")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sentence, and the ids of the passages that it is said to rest on."""

    text: str
    passages: tuple[str, ...]


@dataclass
class ClaimReader:
    """Fed with the words as they come.

    `whole` says whether the object was closed; `problem` where the words stray from the form.
    Nothing is read beyond that.
    """

    whole: bool = False
    problem: str | None = None
    _text: str = ""
    _at: int = 0
    _opened: int = 0  # how many of the pieces of _OPENING are read
    _claims: list[Proposed] = field(default_factory=list)
    _closed: bool = False  # the list is, the object may not be
    _decoder: json.JSONDecoder = field(default_factory=json.JSONDecoder, repr=False)

    @property
    def full(self) -> bool:
        """Whether it has had far more than any answer takes."""
        return len(self._text) > _MOST_CHARACTERS

    def feed(self, words: str) -> list[Proposed]:
        """The claims that are whole now and were not before."""
        known = len(self._claims)
        self._text += words
        if self.full:
            self.problem = "it is far too long"
        try:
            while self.problem is None and self._step():
                pass
        except RecursionError:
            self.problem = "it is nested too deeply"
        return self._claims[known:]

    def _step(self) -> bool:
        """Read one piece on; False where more has to come first."""
        self._at = self._after_space(self._at)
        if self._at == len(self._text):
            return False
        if self.whole:
            return self._stray("something follows the object")
        if self._opened < len(_OPENING):
            read = self._read(_OPENING[self._opened])
            self._opened += read
            return read
        if self._closed:
            self.whole = self._read("}")
            return self.whole
        if self._text[self._at] == "]":
            self._closed = self._read("]")
            return True
        at = self._at
        if self._claims:
            if self._text[at] != ",":
                return self._stray("no comma stands between its claims")
            at = self._after_space(at + 1)
        return at < len(self._text) and self._claim(at)

    def _read(self, piece: str) -> bool:
        here = self._text[self._at : self._at + len(piece)]
        if not piece.startswith(here):
            return self._stray(f"{piece} has to stand where {here!a} does")
        if len(here) < len(piece):
            return False
        self._at += len(piece)
        return True

    def _claim(self, at: int) -> bool:
        if self._text[at] != "{":
            return self._stray("a claim is no object")
        # An object cannot be whole before its last brace is here.
        if "}" not in self._text[at:]:
            return False
        try:
            value, self._at = self._decoder.raw_decode(self._text, at)
        except json.JSONDecodeError:
            return False  # more may come; where none does, the object is never closed
        claim = _proposed(value)
        if claim is None:
            return self._stray("a claim is not a text with a list of passages")
        if len(self._claims) == _MOST_CLAIMS:
            return self._stray("it has far too many claims")
        self._claims.append(claim)
        return True

    def _stray(self, problem: str) -> bool:
        self.problem = problem
        return False

    def _after_space(self, at: int) -> int:
        while at < len(self._text) and self._text[at] in _SPACE:
            at += 1
        return at


def _proposed(value: object) -> Proposed | None:
    if not isinstance(value, dict) or set(value) != {"text", "passages"}:
        return None
    text, passages = value["text"], value["passages"]
    if not isinstance(text, str) or not isinstance(passages, list):
        return None
    if not all(isinstance(passage, str) for passage in passages):
        return None
    return Proposed(text, tuple(passages))
