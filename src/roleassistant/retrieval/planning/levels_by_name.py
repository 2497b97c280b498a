"""The levels that a question says with nothing but a name that a role bears there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.cues import compares
from roleassistant.retrieval.heard import is_seniority
from roleassistant.retrieval.levels import bears_name, said_as
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.words import fold, stems

_SIDES = Pattern(
    r"\b(?:and|or|vs\.?|versus|from|to|than|with|between|into|differs?|compared?)\b|[,;/]"
)


def with_the_plain_one(
    generation: Generation, text: str, roles: Sequence[RoleMention], levels: tuple[Level, ...]
) -> tuple[Level, ...]:
    """`levels` with the one that is called as the role is, where a level is set against the name
    alone ("a data engineer and a senior one"), or the name is said to be one ("engineer level")."""
    if len({m.role.key for m in roles}) != 1 or len(levels) > 1:
        return levels
    role = roles[0].role
    labelled = next((x for x in role.described_levels if bears_name(role, x)), None)
    plain = labelled or _unnamed(generation, role)
    if plain is None or plain in levels:
        return levels
    names = {fold(plain.label), fold(role.title)}
    if not levels:
        names = names if labelled else {fold(plain.label)}
        called = any(
            re.search(rf"\b{re.escape(name)} (?:role )?(?:level|grade)\b", text) for name in names
        )
        return (plain,) if called else levels
    if not compares(text):
        return levels
    said = {said_as(levels[0]), *(fold(n) for n, x in generation.level_names() if x == levels[0])}
    said |= {name.removesuffix(f" {fold(role.title)}") for name in said}
    sides = [side for side in _SIDES.split(text) if side.strip()]
    other = [s for s in sides if any(_says(name, s) for name in said)]
    alone = [s for s in sides if any(n in s for n in names) and s not in other]
    return (plain, *levels) if alone and other else levels


def _unnamed(generation: Generation, role: Role) -> Level | None:
    """The one level without a name of its own, where the names of the others are the title with a
    word before it: the plain Product Manager between the Junior and the Senior one."""
    title = f" {fold(role.title)}"
    named = {x for name, x in generation.level_names() if fold(name).endswith(title)}
    left = [level for level in role.described_levels if level not in named]
    return left[0] if len(left) == 1 and len(named) > 1 else None


def _says(level: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(level)}s?\b", text) is not None


def levels_of_alias(generation: Generation, roles: Sequence[RoleMention]) -> tuple[Level, ...]:
    """The level that an alias names: it stands on the page of that level alone, and is not the
    plain form of another alias.

    "Senior Recruiter" is said of one level; "recruiter" of all, wherever it is recorded.
    """
    if len(roles) != 1 or roles[0].kind != "alias" or roles[0].score < WHOLE:
        return ()
    key, said = roles[0].role.key, roles[0].name.casefold()
    if any(is_seniority(w) for w in {*stems(said)} - {*stems(roles[0].matched)}):
        return ()  # a "Planner" is no "Senior Planner"
    aliases = [
        chunk
        for chunk in generation.select(key, {SectionKind.TITLE_ALIASES})
        if chunk.statement.kind is StatementKind.TERM
    ]
    if not any(is_seniority(word) for word in stems(said)):
        others = [stems(c.statement.text) for c in aliases]
        plain = any(set(stems(said)) < set(words) for words in others)
        pages = {level for c in aliases for level in c.page_levels}
        if plain or len(pages) < 2:
            return ()
    found = {
        level
        for chunk in aliases
        if chunk.statement.text.casefold() == said
        for level in chunk.page_levels
    }
    return tuple(found) if len(found) == 1 else ()
