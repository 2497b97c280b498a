"""The forms in which the names of roles are said: as recorded, in initials, by their last word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Name
from roleassistant.retrieval.words import Token, fold, tokens

_GLUE = frozenset({"and", "of", "the", "for", "&", "a", "in"})


def forms_of(names: Iterable[Name]) -> list[Name]:
    """The names but for codes, and what is made of them, each once."""
    listed: dict[tuple[str, str, Level | None], Name] = {}
    for name in names:
        if name.kind != "code":
            listed.setdefault((name.text.casefold(), name.role, name.level), name)
    listed.update(
        {
            (short.casefold(), n.role, n.level): Name(short, n.role, n.level, "abbreviation")
            for n in list(listed.values())
            if n.kind in ("title", "title_part")
            and (short := _initials(n.text))
            and (short.casefold(), n.role, n.level) not in listed
        }
    )
    for name in [n for n in listed.values() if "-" in n.text]:
        joined = name.text.replace("-", "")  # "Mid-Market" is also typed as one word
        listed.setdefault(
            (joined.casefold(), name.role, name.level),
            Name(joined, name.role, name.level, name.kind),
        )
    for short, role in _with_ampersand(listed.values()):
        listed.setdefault((short.casefold(), role, None), Name(short, role, None, "abbreviation"))
    for short, role in _heads(listed.values()):
        listed.setdefault((short, role, None), Name(short, role, None, "head"))
    return list(listed.values())


def words_of(name: str) -> tuple[Token, ...]:
    """The words of a name that count."""
    return tuple(token for token in tokens(name) if token.text not in _GLUE)


def telling(said: Sequence[Token]) -> list[Token]:
    """The words of a question that may count in a name."""
    return [token for token in said if token.text not in _GLUE]


def _initials(name: str) -> str:
    words = re.findall(r"[A-Za-z]+", fold(name))
    return "".join(word[0] for word in words).upper() if 2 <= len(words) <= 4 else ""


def _with_ampersand(names: Iterable[Name]) -> list[tuple[str, str]]:
    """(word, role) for words such as "FP&A" that stand in the names of one role alone."""
    holders: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in re.findall(r"(?<![\w&])[^\W\d_]{1,4}&[^\W\d_]{1,4}(?![\w&])", name.text):
            holders[word].add(name.role)
    return [(word, min(roles)) for word, roles in holders.items() if len(roles) == 1]


def _heads(names: Iterable[Name]) -> list[tuple[str, str]]:
    """(word, role) for the last word of a role's title, where one role alone is called so.

    Where there is one kind of planner, "the planners" are they.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.kind == "title":
            first = re.split(r"\s*[/|(,]\s*", name.text)[0]
            for word in words_of(first)[-1:]:
                holders[word.text].add(name.role)
    return [(word, min(roles)) for word, roles in holders.items() if len(roles) == 1]
