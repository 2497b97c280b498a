"""Sections of a document that are each of another role: headings over ladders of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from roleassistant.domain import Level
from roleassistant.reading.interpretation.dimensions import surely_dimension
from roleassistant.reading.interpretation.document_titles import names_nothing, role_of_title
from roleassistant.reading.interpretation.jobs import names_role, plain
from roleassistant.reading.interpretation.roles_among import TRACK
from roleassistant.reading.interpretation.several import WORDS_FOR_LEVELS
from roleassistant.reading.interpretation.tabular import names_dimensions
from roleassistant.reading.interpretation.tree import Group, Label, Origin, Tree

# What a section is called that is the ladder of a role, behind whose it is.
_FRAMED = re.compile(
    r"(?:\s+(?:career|job|role|skills?|core|professional|competenc(?:y|ies)|capability|level))*"
    r"\s+(?:competenc(?:y|ies)|skills|ladders?|levels?|(?:career )?(?:path|pathway|progression)s?"
    r"|tracks?|framework|matrix|expectations|grades|bands|roles|team|department)$",
    re.IGNORECASE,
)
_MAX_WORDS = 4


def sections_of_roles(
    tree: Tree,
    groups: Mapping[Group, Sequence[Label]],
    levels: Mapping[int, Sequence[Level]],
) -> dict[int, str]:
    """Headings side by side over ladders of which some have no level in common ("Engineering
    competencies" over IC1 to IC5, "Sales competencies" over others), and the roles that they
    name. A track of management beside one of experts is of the same role."""
    below = _levels_below(tree, levels)
    found: dict[int, str] = {}
    for labels in groups.values():
        here = {
            one.number: whose
            for one in labels
            if one.origin is Origin.HEADING
            and one.number in below
            and one.number not in levels
            and (whose := _whose(one.text))
        }
        apart = {
            number
            for pair in combinations(here, 2)
            if below[pair[0]].isdisjoint(below[pair[1]])
            for number in pair
        }
        tracks = sum(TRACK.fullmatch(name) is not None for name in here.values())
        if apart and tracks * 2 < len(here) and len(set(here.values())) == len(here):
            found |= here
    top = tree.top.text if tree.top is not None else ""
    return found or ({} if role_of_title(top) else _ladder_of_one(tree, below, levels))


def _ladder_of_one(
    tree: Tree, below: Mapping[int, set[str]], levels: Mapping[int, Sequence[Level]]
) -> dict[int, str]:
    """The heading of a ladder that names its job, on a page that is of no job itself: "Example:
    Baker competency matrix"."""
    return {
        one.number: whose
        for one in tree.labels
        if one.origin is Origin.HEADING
        and one.number in below
        and one.number not in levels
        and _FRAMED.search(plain(one.text))
        and names_role(whose := _whose(one.text))
    }


def owners(tree: Tree, roles: Collection[int]) -> dict[int, int]:
    """Label → the innermost label of `roles` that it stands under, if any."""
    return {
        label.number: over[-1]
        for leaf in tree.leaves
        for at, label in enumerate(leaf.labels)
        if (over := [one.number for one in leaf.labels[:at] if one.number in roles])
    }


def _levels_below(tree: Tree, levels: Mapping[int, Sequence[Level]]) -> dict[int, set[str]]:
    """The ladders under each label: the tracks of its levels, and the names of those of none."""
    below: dict[int, set[str]] = {}
    for leaf in tree.leaves:
        inner = [one for label in leaf.labels for one in levels.get(label.number, ())]
        for label in leaf.labels if inner else ():
            below.setdefault(label.number, set()).update(map(_ladder, inner))
    return below


def _ladder(level: Level) -> str:
    """What levels of one ladder have in common: "L3" and "Level 3" may be of the same."""
    worded = level.track.casefold() in WORDS_FOR_LEVELS
    return level.track[:1].upper() if worded else level.track or level.key


def _whose(text: str) -> str:
    """Whose ladder a heading says that it is, unless it is a dimension or a part of the page."""
    label = plain(re.split(r":\s+", plain(text))[-1])
    cut = _FRAMED.sub("", label)
    whose = plain(cut) if cut != label else role_of_title(label)
    short = 0 < len(whose.split()) <= _MAX_WORDS
    nothing = names_nothing(whose) or names_dimensions(whose)
    return whose if short and not nothing and not surely_dimension(whose) else ""
