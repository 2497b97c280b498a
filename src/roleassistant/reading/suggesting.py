"""A first mapping for documents: what was understood of each, for a person to set right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from os.path import commonpath
from pathlib import PurePosixPath

from roleassistant.domain import ALL_ROLES, Level, Statement
from roleassistant.domain.ladder import ladder
from roleassistant.reading.explaining import Explanation, in_order

_HEAD = """\
# What was understood of these documents. Set right what is wrong, leave the rest out, and save it
# as mapping.toml in their folder, or in the one above all of theirs. Labels are compared without
# case, spaces and punctuation.
#
#   role        whose the documents are; "" is for all roles
#   aliases     other names of the role
#   level       the level of the whole document
#   dimension   the dimension of the whole document, where there is a document for each
#   levels      the labels that name levels, lowest first; no others do
#   roles       the labels that name roles
#   dimensions  labels that are neither, whatever they look like
#   called      what a label means: called = { "Sr." = "Senior" }
"""


def suggestion(explanations: Iterable[Explanation]) -> str:
    """The text of a mapping, one entry for each document that describes any role."""
    every = tuple(explanations)
    entries = [entry for one in every for entry in _entry(one, every)]
    return "\n".join([_HEAD, *entries])


def _entry(one: Explanation, every: Sequence[Explanation]) -> Iterator[str]:
    lines = ["[[documents]]", f"files = {_text(_pattern(one, every))}"]
    of_all = [role for role in one.roles if role.key.endswith(f".{ALL_ROLES}")]
    roles = [role for role in one.roles if role not in of_all]
    statements = [
        s for role in one.roles for rung in role.rungs for g in rung.groups for s in g.statements
    ]
    levels = _in_order(one, every)
    if len(roles) == 1 and not of_all:
        lines.append(f"role = {_text(roles[0].title)}")
    elif roles:
        lines.append(f"roles = {_list([role.title for role in roles])}")
    else:
        lines.append('role = ""  # of no one role')
    if len(levels) == 1 and all(s.levels for s in statements):
        lines.append(f"level = {_text(str(levels[0]))}")
    elif levels:
        guessed = any(_is_guess(s) for s in statements if s.levels)
        note = "  # worked out: check their order" if guessed else ""
        lines.append(f"levels = {_list([str(level) for level in levels])}{note}")
    dimensions = list(
        dict.fromkeys(
            s.dimension
            for s in statements
            if s.levels and s.dimension and s.dimension not in ("Title", "Level name")
        )
    )
    if dimensions:
        lines.append(f"# dimensions understood: {', '.join(dimensions[:12])}")
    if one.unplaced:
        numbers = ", ".join(str(line.number) for line in one.unplaced[:10])
        lines.append(f"# {len(one.unplaced)} line(s) have no place: {numbers}")
    yield "\n".join([*lines, ""])


def _pattern(one: Explanation, every: Sequence[Explanation]) -> str:
    """The name of a document; its path below all of them, where another has the same name."""
    paths = [PurePosixPath(other.reading.document.path) for other in every]
    path = PurePosixPath(one.reading.document.path)
    shown = path.name
    if sum(other.name == shown for other in paths) > 1:
        shown = path.relative_to(commonpath([other.parent for other in paths])).as_posix()
    return re.sub(r"([*?[])", r"[\1]", shown)


def _in_order(one: Explanation, every: Sequence[Explanation]) -> tuple[Level, ...]:
    """The levels of a document from the lowest, as all documents of its roles have them."""
    keys = {profile.code.role for profile in one.reading.profiles}
    profiles = [p for other in every for p in other.reading.profiles if p.code.role in keys]
    own = in_order(one.reading.profiles)
    if len(profiles) == len(one.reading.profiles):
        return own
    said = [statement for profile in profiles for statement in profile.statements]
    levels = {level for statement in said for level in statement.levels}
    told = [profile.ladder for profile in profiles if profile.ladder]
    return tuple(level for level in ladder(levels, said, told) if level in own)


def _is_guess(statement: Statement) -> bool:
    method = statement.attribution.method or ""
    return statement.attribution.how == "inferred" and not method.startswith("inherited")


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _list(texts: Sequence[str]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"
