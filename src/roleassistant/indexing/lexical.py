"""Words → an FTS5 query that no input can break."""

from __future__ import annotations

from collections.abc import Sequence

# Words of the same stem match ("negotiates", "negotiation"), accents do not count.
TOKENIZER = "porter unicode61 remove_diacritics 2"
COLUMNS = ("text", "dimension", "heading")
# The statement's own words count most; the role's title is left out, because the role is
# resolved from the catalogue before words are searched.
WEIGHTS = (1.0, 0.6, 0.25)
# A question has some 20 words; a pasted page would make a query of thousands of terms.
MAX_WORDS = 64


def match_any(words: Sequence[str]) -> str:
    """An FTS5 expression for rows that hold any of `words`; "" where there is nothing to seek."""
    quoted = []
    for word in dict.fromkeys(words):
        # A quoted string has no operators; inside it a quote is doubled. FTS5 ends a query at
        # NUL, and a lone surrogate has no UTF-8.
        clean = word.replace("\x00", " ").encode("utf-8", "ignore").decode("utf-8")
        if any(character.isalnum() for character in clean):
            quoted.append('"' + clean.replace('"', '""') + '"')
        if len(quoted) == MAX_WORDS:
            break
    return " OR ".join(quoted)
