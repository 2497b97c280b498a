"""What roles and levels are called, as statements: so that it can be cited that there is such a
one, and a question may call a level by its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from roleassistant.domain import NO_LEVEL, Level, SectionKind, StatementKind
from roleassistant.reading.blocks import Blocks, Words
from roleassistant.reading.interpretation.jobs import AGENT, names_role, plain
from roleassistant.reading.interpretation.naming import Sureness, named
from roleassistant.reading.interpretation.placing import Placed, RoleName
from roleassistant.reading.interpretation.role_sections import owners
from roleassistant.reading.interpretation.subject import field_of, role_field_of, role_named
from roleassistant.reading.interpretation.tree import Tree
from roleassistant.reading.interpretation.understanding import Understanding
from roleassistant.reading.showing import stands
from roleassistant.reading.table_statements import LEVEL_NAME

_MAX_NAME = 4


def titles(blocks: Blocks, known: Understanding) -> Iterator[Placed]:
    """What each role, and each level of it, is called where it is described, so that it can be
    cited that there is such a one."""
    text = blocks.document.text
    tree, axes, subject = known.tree, known.axes, known.subject
    done: set[tuple[str, Level]] = set()
    heads = [_title_words(blocks, tree)] if subject.role is not None else []
    for head in filter(None, heads):
        yield _title_of(head, subject.role, subject.levels)
        done |= {("", level) for level in subject.levels}
    for leaf in tree.leaves:
        role, name = subject.role, ""
        for label in leaf.labels:
            if label.number in axes.roles:
                name = axes.roles[label.number]
                role = role_named(name)
                if (name, NO_LEVEL) not in done:
                    done.add((name, NO_LEVEL))
                    yield _title_of(label.words, role, axes.levels.get(label.number, ()))
            for level in axes.levels.get(label.number, ()):
                if role is None or (name, level) in done:
                    continue
                if stands(label.words.text, text[label.words.start : label.words.end]):
                    done.add((name, level))
                    yield _title_of(label.words, role, (level,))


def _title_words(blocks: Blocks, tree: Tree) -> Words | None:
    titled = field_of(tree.fields, frozenset({"title", "name"})) or role_field_of(tree)
    if tree.top is not None and tree.top.text == tree.top.words.text:
        return tree.top.words
    return titled.value if titled is not None else blocks.title


def _title_of(words: Words, role: RoleName | None, levels: tuple[Level, ...]) -> Placed:
    return Placed(words, role, levels, SectionKind.SUMMARY, "Title", "Title", StatementKind.TERM)


def level_names(text: str, known: Understanding) -> Iterator[Placed]:
    """What levels are called beside their codes, so that a question may call them so."""
    tree, axes, subject = known.tree, known.axes, known.subject
    seen: set[tuple[Level, str, RoleName | None]] = set()
    above = owners(tree, axes.roles.keys() - axes.levels.keys())
    found = [
        (axes.levels[number], title, tree.labels[number])
        for number, title in axes.titles.items()
        if number in axes.levels
    ]
    if subject.title and subject.levels and tree.top is not None:
        found.append((subject.levels, subject.title, tree.top))
    found += [(axes.levels[n], name, tree.labels[n]) for n, name in axes.also.items()]
    found += [(axes.levels[n], one, tree.labels[n]) for n, ns in axes.names.items() for one in ns]
    for levels, title, label in found:
        at = text.find(title, label.words.start, label.words.end)
        if at < 0 and title == label.id:  # by which the data refers to it, from elsewhere
            referred = re.search(rf"(?<![\w-]){re.escape(title)}(?![\w-])", text)
            at = referred.start() if referred else -1
        owner = label.number if label.number in axes.roles else above.get(label.number)
        role = role_named(axes.roles[owner]) if owner is not None else subject.role
        if len(levels) != 1 or (levels[0], title, role) in seen or at < 0:
            continue
        seen.add((levels[0], title, role))
        if role is not None and plain(title).casefold() == role.title.casefold():
            continue
        behind = at > label.words.start and len(title.split()) <= _MAX_NAME
        if (
            label.number not in axes.also
            and label.number not in axes.names
            and not (names_role(re.sub(r" \w{1,4}$", "", title)) or names_role(title))
            and not AGENT.search(title)
            and not named(title).role
            and not (behind and named(title).sureness < Sureness.CODE)
        ):
            continue
        words = Words(title, at, at + len(title))
        yield named_so(Placed(words, role, levels, SectionKind.LEVEL_DEFINITION, "Level"))


def named_so(place: Placed) -> Placed:
    """A text as what its level is called; of no level, it is a remark."""
    if len(place.levels) != 1:
        return replace(place, kind=StatementKind.NOTE)
    return replace(
        place,
        section=SectionKind.LEVEL_DEFINITION,
        heading="Level",
        dimension=LEVEL_NAME,
        kind=StatementKind.TERM,
    )
