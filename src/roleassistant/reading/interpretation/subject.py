"""Whose document it is: the role, the level and the dimension that hold for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from roleassistant.domain import Level
from roleassistant.reading.blocks import Blocks, Field
from roleassistant.reading.interpretation.axes import Axes
from roleassistant.reading.interpretation.beside import files_beside, ladder_of_files, role_of_files
from roleassistant.reading.interpretation.dimensions import surely_dimension
from roleassistant.reading.interpretation.document_titles import names_nothing, role_of_title
from roleassistant.reading.interpretation.jobs import names_role, plain
from roleassistant.reading.interpretation.naming import Named, Sureness, named
from roleassistant.reading.interpretation.placing import TELLS_NOTHING, RoleName
from roleassistant.reading.interpretation.roles_among import TRACK
from roleassistant.reading.interpretation.tree import Origin, Tree

_ROLE_KEYS = frozenset("role role_name job job_title position discipline jobtitle".split())
# Keys that may name the role, or what it is a part of: "job_family: Engineering".
_ROLE_LIKE_KEYS = frozenset(
    "track career_path career_track career_ladder job_family job_profile profession occupation "
    "ladder".split()
)
_LEVEL_KEYS = frozenset("level grade band job_level career_level rank tier".split())
# Initials that names of files have in small letters.
_INITIALS = frozenset("sre qa hr it ux ui pm tpm swe sdet dba csm ae sdr bdr cnc".split())
_DIMENSION_KEYS = frozenset("competency skill dimension pillar area capability attribute".split())
# Labels that say no more than that something follows.
GENERIC_LABEL = re.compile(
    r"(?:levels?|criteria|expectations?|level expectations?|career levels?|examples?|details"
    r"|competenc\w+|content|overview|description|summary|the levels?|(?:core )?responsibilit\w+"
    r"|(?:job|skill|competency|proficiency) levels?|ladder|framework|matrix|level descriptions?"
    r"|tracks?|expects?|expected|(?:skills |expectations )?by (?:level|grade|band))",
    re.IGNORECASE,
)
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about, apart from what its labels say: whose it is, of which level, and
    of which dimension where it is one of several that divide a role by dimensions."""

    role: RoleName | None
    levels: tuple[Level, ...] = ()
    dimension: str | None = None
    title: str = ""  # of the level: "Staff Engineer" of IC5
    order: tuple[Level, ...] = ()  # of the levels that the files beside it are of, lowest first


def subject_of(blocks: Blocks, tree: Tree, axes: Axes) -> Subject:
    """Whose document it is. The head of the document says so, else its title, else the names of its
    levels, else the folder or the file."""
    role_field = role_field_of(tree)
    level_field = field_of(tree.fields, _LEVEL_KEYS)
    dimension_field = field_of(tree.fields, _DIMENSION_KEYS)
    title = _title(blocks, tree)
    inside = bool(axes.levels.keys() - ({tree.top.number} if tree.top else set()))
    says = named(title)
    levels: tuple[Level, ...] = ()
    if level_field is not None and not inside:
        levels = named(f"level: {level_field.value.text}").levels
    elif not inside and says.sureness >= Sureness.RUNG:
        levels = says.levels
    group = role_of_title(blocks.group.text) if blocks.group is not None else ""
    role: RoleName | None = None
    own = role_of_title(title)
    order: tuple[Level, ...] = ()
    if not levels and not inside and (one := _titled_level(says, own)):
        order = ladder_of_files(blocks.document, own, one)
        levels = (one,) if order else ()
    dimension = dimension_field.value.text if dimension_field is not None else None
    aliases = _other_names(title, own)
    if role_field is not None:
        role = role_named(role_field.value.text)
    elif levels and not axes.role and (found := role_of_files(blocks.document)):
        role = role_named(found)
    elif axes.sectioned or (axes.roles and not own):
        role = None
    elif group:
        role = role_named(blocks.group.text if blocks.group else group, (own,))
    elif axes.role and _calls_it(axes, own):
        role = role_named(axes.role, aliases)
        if inside and own and dimension is None and not _has_dimensions(tree, axes):
            dimension = own
    elif dimension is not None and (levels or inside):
        found = own if own and own.casefold() != dimension.casefold() else _of_folder(blocks)
        role = role_named(found) if found else None
    elif own and (levels or inside):
        if inside and dimension is None and _is_competency(blocks, tree, axes, own):
            found = _of_folder(blocks)
            dimension, role = own, role_named(found) if found else None
        else:
            role = role_named(own, () if levels else aliases)
    elif (levels or inside) and (found := _of_file(blocks) or _of_folder(blocks)):
        if inside and dimension is None and _is_competency(blocks, tree, axes, found):
            dimension, found = found[:1].upper() + found[1:], _of_folder(blocks)
        role = role_named(found) if found else None
    called = says.title if levels else ""
    if levels and not called and role is not None and names_role(own) and not order:
        called = plain(title) if own.casefold() != role.title.casefold() else ""
    return Subject(role, levels, dimension, called, order)


def _calls_it(axes: Axes, own: str) -> bool:
    """Whether the titles of the levels say better whose document it is than its own title does:
    those of a few levels are no more than titles."""
    if _is_part(own, axes.role):
        return True
    return not names_role(own) and (not own or axes.carried > _HALF)


def _titled_level(says: Named, role: str) -> Level | None:
    """The level that a title without a rung may be of: "Engineer II", or "Engineer" alone."""
    if says.sureness is Sureness.TITLE and len(says.levels) == 1 and says.role == role:
        return says.levels[0]
    return Level.called(role) if names_role(role) and not says.levels else None


def _other_names(title: str, own: str) -> tuple[str, ...]:
    """What else a document calls its role: its title, without what says what a document it is."""
    whole = plain(title)
    if not whole or names_nothing(own):
        return (whole,) if whole and whole == own else ()
    return (own,) if names_role(own) or " " in own or whole == own else ()


def _is_part(text: str, role: str) -> bool:
    """Whether it says no more than a role: in the plural, or a word of its name."""
    short, whole = text.casefold(), role.casefold()
    return short in (f"{whole}s", f"{whole}es") or short in whole.split()


def _title(blocks: Blocks, tree: Tree) -> str:
    """What the document calls itself: its first heading says more than the name of its site."""
    names = [tree.top.text] if tree.top is not None else []
    titled = field_of(tree.fields, frozenset({"title", "name"}))
    names += [titled.value.text] if titled is not None else []
    names += [blocks.title.text] if blocks.title is not None else []
    telling = [name for name in names if not names_nothing(name)]
    return telling[0] if telling else ""


def role_named(text: str, aliases: Sequence[str] = ()) -> RoleName:
    """A role by its name; what stands in brackets is a short form of it."""
    label = plain(text.replace("-", " ") if " " not in text and text.islower() else text)
    short = re.findall(r"\(([^()]{1,20})\)", label)
    title = re.sub(r"\s*\([^()]{1,20}\)", "", label).strip()
    if title.islower():
        first, *rest = title.split()
        first = first.upper() if first in _INITIALS else first[:1].upper() + first[1:]
        title = " ".join([first, *(word.upper() if word in _INITIALS else word for word in rest)])
    names = [*short, *aliases]
    return RoleName(title, tuple(n for n in dict.fromkeys(names) if n and n != title))


def field_of(fields: Iterable[Field], keys: frozenset[str]) -> Field | None:
    """The first field under one of `keys` that says anything."""
    for one in fields:
        key = re.sub(r"[\s\-]+", "_", one.key.text.strip().casefold())
        if key in keys and one.value is not one.key and one.value.text.strip():
            return one
    return None


def role_field_of(tree: Tree) -> Field | None:
    """The field at the head that says whose document it is."""
    return field_of(tree.fields, _ROLE_KEYS) or _role_like(tree)


def _role_like(tree: Tree) -> Field | None:
    """A field beside which the title of the document names no job, or that names one itself."""
    found = field_of(tree.fields, _ROLE_LIKE_KEYS)
    if found is None or TRACK.fullmatch(plain(found.value.text)):
        return None
    titled = field_of(tree.fields, frozenset({"title", "name"}))
    own = role_of_title(tree.top.text if tree.top else titled.value.text if titled else "")
    return found if names_role(found.value.text) or not names_role(own) else None


def _has_dimensions(tree: Tree, axes: Axes) -> bool:
    """Whether labels beside those of levels stand over its texts."""
    for leaf in tree.leaves:
        others = [
            label
            for label in leaf.labels
            if label.number not in axes.levels
            and label.number not in axes.roles
            and label is not tree.top
            and label.origin is not Origin.ITEM
            and not GENERIC_LABEL.fullmatch(plain(label.text))
        ]
        if others and any(label.number in axes.levels for label in leaf.labels):
            return True
    return False


def _is_competency(blocks: Blocks, tree: Tree, axes: Axes, title: str) -> bool:
    """Whether the document is one of several, each of which is of one dimension of a role: those
    beside it are called as dimensions are, or nothing divides it further."""
    beside = files_beside(blocks.document)
    names = [title, *(re.sub(r"[-_]+", " ", path.stem) for path in beside)]
    if len(beside) < 2 or any(map(names_role, names)):
        return False
    surely = sum(map(surely_dimension, names))
    return surely * 2 >= len(names) or not _has_dimensions(tree, axes)


def _of_folder(blocks: Blocks) -> str:
    """What the folder of a document says of its role."""
    for part in reversed(blocks.document.path.split("/")[1:-1]):
        if part.casefold() in TELLS_NOTHING:
            continue
        if found := role_of_title(part.replace("_", " ").replace("-", " ")):
            return found
    return ""


def _of_file(blocks: Blocks) -> str:
    stem = Path(blocks.document.path).stem.replace("_", " ").replace("-", " ")
    says = named(stem)
    return says.role or role_of_title(stem)
