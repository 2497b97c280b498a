"""The words of claims and statements, and whether one word stands for another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from roleassistant.answering.support.alike import SAME
from roleassistant.answering.support.lexicon import FRAME
from roleassistant.answering.support.roots import root
from roleassistant.retrieval.words import tokens

_MARKS = re.compile(r"\[\^?\d+(?:\s*[,–-]\s*\d+)*\]|【[^】]*】")
_MARKDOWN = re.compile(
    r"\*\*|__|`|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|^\s*(?:[-*+•>]|#+|\d+[.)])\s+", re.M
)


_GLUE = frozenset("of and for on in".split())
_LONGEST_NAME = 5


def plain(text: str) -> str:
    """`text` without citation marks and markdown; white space folded, dashes and quotes kept.

    Letters of another width and ligatures become plain ones, so that no level hides in them.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(_MARKDOWN.sub("", _MARKS.sub("", text)).split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, folded, with its stem and its root, and where it stands."""

    written: str
    text: str
    stem: str
    root: str
    start: int
    end: int

    @property
    def is_content(self) -> bool:
        """Whether it states something by itself."""
        return self.text not in FRAME and (len(self.text) > 1 or self.text.isdigit())

    @property
    def is_name(self) -> bool:
        """Whether it is written as names are, wherever it stands: ZoomInfo, CRM, S3."""
        return any(letter.isupper() or letter.isdigit() for letter in self.written[1:])


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text` in order; signs are none."""
    return tuple(
        Word(text[t.start : t.end], t.text, t.stem, root(t.stem), t.start, t.end)
        for t in tokens(text)
        if t.text[0].isalnum()
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a text holds, ready to be asked."""

    texts: frozenset[str]
    roots: frozenset[str]
    meanings: frozenset[str]
    joined: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[Word]) -> Vocabulary:
        """`meanings` are the roots with all that says the same."""
        words = tuple(words)
        roots = frozenset(word.root for word in words)
        meanings = roots.union(*(SAME.get(one, frozenset()) for one in roots))
        joined = frozenset(a.text + b.text for a, b in pairwise(words))
        initials = frozenset(_initials(words))
        return cls(frozenset(word.text for word in words), roots, meanings, joined | initials)

    def holds(self, word: Word) -> bool:
        """Whether the text has the word, a form of it, or another word for it.

        A name has to stand there itself; its plural counts.
        """
        if word.text in self.texts or word.text in self.joined:
            return True
        if word.is_name:
            return word.root in self.roots or word.text.removesuffix("s") in self.joined
        return word.root in self.meanings

    def says(self, word: Word) -> bool:
        """Whether the text has the word or a form of it: other words do not count."""
        return word.text in self.texts or word.root in self.roots


def _initials(words: tuple[Word, ...]) -> Iterable[str]:
    """What stretches of words are abbreviated to: three or four words, two where both are written
    as names ("Chief Financial Officer", "net present value", "Account Executive")."""
    for start in range(len(words)):
        letters, names = "", True
        for word in words[start : start + _LONGEST_NAME]:
            if word.text in _GLUE:
                if not letters:
                    break
                continue
            if word.text in FRAME:
                break
            letters += word.text[0]
            names = names and word.written[0].isupper()
            if len(letters) > 2 or (len(letters) == 2 and names):
                yield letters
