"""How hard a text is to read, by the formulas of Flesch and of Kincaid.

Own code: textstat reads bullets without full stops as one sentence, and looks a dictionary of
pronunciations up for its syllables, which takes longer than all rules together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleassistant.recruiting.lint.post import WORD, Post

_VOWELS = re.compile(r"[aeiouyäöüéèêáàâíóôúû]+")
# A written e that is not spoken, but in "le" behind a consonant: "use", "handled", "invoices".
_SILENT = re.compile(
    r"(?:[^laeiouy]|[aeiouy]l|ll)e$|(?:[^aeioutdyl]|[aeiouyl]l)ed$|"
    r"(?:[^aeiouyscxzghl]|[aeiouy]l)es$"
)
_HIATUS = re.compile(r"i[ao](?!u)|[aeiou]ing$|eo(?!u|p)|ua|uo|[ou]e[rl]$|ia|ie[rt]$")
_TWO = re.compile(r"ti[ao]|ci[ao]|si[ao]|gi[ao]|qua|quo|gua|eou|iou|xio")


@dataclass(frozen=True, slots=True)
class Readability:
    """`ease` is Flesch's reading ease, higher is easier (60 is plain English); `grade` the
    Flesch-Kincaid grade, in years of US school. `words` are those that were counted."""

    ease: float
    grade: float
    words: int


def syllables(word: str) -> int:
    """About how many syllables an English word is spoken with: its groups of vowels, mended."""
    text = re.sub(r"[^a-zäöüéèêáàâíóôúû]", "", word.casefold())
    if not text:
        return 1
    count = len(_VOWELS.findall(text))
    count += len(_HIATUS.findall(text)) - len(_TWO.findall(text))
    if _SILENT.search(text):
        count -= 1
    return max(1, count)


def readability(post: Post) -> Readability:
    """Of bullets and paragraphs; each bullet ends a sentence, as readers have it.

    206.835 − 1.015 · words/sentences − 84.6 · syllables/words (Flesch, 1948), and
    0.39 · words/sentences + 11.8 · syllables/words − 15.59 (Kincaid and others, 1975).
    """
    words = 0
    spoken = 0
    sentences = 0
    for block in post.prose():
        for start, end in block.sentences():
            found = [w for w in WORD.findall(block.text[start:end]) if any(c.isalpha() for c in w)]
            if found:
                sentences += 1
                words += len(found)
                spoken += sum(syllables(part) for word in found for part in re.split(r"[-/]", word))
    if not words:
        return Readability(100.0, 0.0, 0)
    length, weight = words / sentences, spoken / words
    return Readability(
        206.835 - 1.015 * length - 84.6 * weight, 0.39 * length + 11.8 * weight - 15.59, words
    )
