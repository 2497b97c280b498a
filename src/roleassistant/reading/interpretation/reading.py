"""Blocks → a reading: what holds the role, the level, the section and the dimension of each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roleassistant.domain import NO_LEVEL, STATED, Attribution, Level, SectionKind, StatementKind
from roleassistant.reading.blocks import Blocks, Field, Words
from roleassistant.reading.interpretation.axes import Axes, axes_of
from roleassistant.reading.interpretation.inheritance import inherited
from roleassistant.reading.interpretation.naming import (
    Sureness,
    named,
    names_nothing,
    names_role,
    plain,
    role_of_title,
)
from roleassistant.reading.interpretation.placing import (
    TELLS_NOTHING,
    Placed,
    RoleName,
    compiled,
    house_of,
    value_kind,
)
from roleassistant.reading.interpretation.tree import (
    Label,
    Leaf,
    Origin,
    Tree,
    split_sentences,
    tree_of,
)
from roleassistant.reading.reading import Reading
from roleassistant.reading.showing import stands
from roleassistant.reading.table_statements import LEVEL_NAME
from roleassistant.reading.wording import ends_as_sentence

_BY_PLACE = Attribution("inferred", "the order of a list of levels", 0.8)
_UNHEARD = Attribution("inferred", "of the axes of the document, the one that names no dimensions", 0.7)
_ROLE_KEYS = frozenset("role role_name job job_title position discipline jobtitle".split())
_LEVEL_KEYS = frozenset("level grade band job_level career_level rank tier".split())
_DIMENSION_KEYS = frozenset("competency skill dimension pillar area capability attribute".split())
_MAX_NAME = 4
_GENERIC_LABEL = re.compile(
    r"(?:levels?|criteria|expectations?|level expectations?|career levels?|examples?|details"
    r"|competenc\w+|content|overview|description|summary|the levels?|(?:core )?responsibilit\w+"
    r"|job levels?|ladder|framework|matrix|level descriptions?|tracks?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about, apart from what its labels say: whose it is, of which level, and
    of which dimension where it is one of several that divide a role by dimensions."""

    role: RoleName | None
    levels: tuple[Level, ...] = ()
    dimension: str | None = None
    title: str = ""  # of the level: "Staff Engineer" of IC5


def interpret(blocks: Blocks, reader: str, mapping: object = None) -> Reading:
    """The profiles that the blocks of a document describe, with every line accounted for."""
    tree = tree_of(blocks)
    axes = axes_of(tree)
    subject = subject_of(blocks, tree, axes)
    placed = list(_placed(blocks, tree, axes, subject))
    ladder = list(dict.fromkeys(level for one in placed for level in one.levels))
    tracks = {level.track for level in ladder}
    if len(tracks) == 1 and "" not in tracks:
        ladder.sort()
    placed += inherited(placed, ladder)
    placed += _titles(blocks, tree, axes, subject)
    placed += _level_names(blocks.document.text, tree, axes, subject)
    labels = [label.words for label in tree.labels]
    labels += [words for one in tree.fields for words in (one.key, one.value)]
    labels += [words for words in (blocks.title, blocks.group) if words is not None]
    ladders = {"": axes.order} if axes.order else {}
    return compiled(blocks, placed, reader, labels=labels, ladders=ladders)


def subject_of(blocks: Blocks, tree: Tree, axes: Axes) -> Subject:
    """Whose document it is. The head of the document says so, else its title, else the names of its
    levels, else the folder or the file."""
    role_field = _field(tree.fields, _ROLE_KEYS)
    level_field = _field(tree.fields, _LEVEL_KEYS)
    dimension_field = _field(tree.fields, _DIMENSION_KEYS)
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
    dimension = dimension_field.value.text if dimension_field is not None else None
    aliases = (plain(title),) if title else ()
    if role_field is not None:
        role = _role(role_field.value.text)
    elif axes.roles and not own:
        role = None
    elif group:
        role = _role(blocks.group.text if blocks.group else group, (own,))
    elif axes.role and (not names_role(own) or _is_plural(own, axes.role)):
        role = _role(axes.role, aliases)
        if inside and own and dimension is None and not _has_dimensions(tree, axes):
            dimension = own
    elif dimension is not None and (levels or inside):
        found = own if own and own.casefold() != dimension.casefold() else _of_folder(blocks)
        role = _role(found) if found else None
    elif own and (levels or inside):
        if inside and dimension is None and _is_competency(blocks, tree, axes, own):
            found = _of_folder(blocks)
            dimension, role = own, _role(found) if found else None
        else:
            role = _role(own, () if levels else aliases)
    elif (levels or inside) and (found := _of_file(blocks) or _of_folder(blocks)):
        role = _role(found)
    return Subject(role, levels, dimension, says.title if levels else "")


def _is_plural(text: str, role: str) -> bool:
    return text.casefold() in (f"{role.casefold()}s", f"{role.casefold()}es")


def _title(blocks: Blocks, tree: Tree) -> str:
    """What the document calls itself: its first heading says more than the name of its site."""
    names = [tree.top.text] if tree.top is not None else []
    titled = _field(tree.fields, frozenset({"title", "name"}))
    names += [titled.value.text] if titled is not None else []
    names += [blocks.title.text] if blocks.title is not None else []
    telling = [name for name in names if not names_nothing(name)]
    return telling[0] if telling else ""


def _role(text: str, aliases: Sequence[str] = ()) -> RoleName:
    """A role by its name; what stands in brackets is a short form of it."""
    label = plain(text.replace("-", " ") if " " not in text and text.islower() else text)
    short = re.findall(r"\(([^()]{1,20})\)", label)
    title = re.sub(r"\s*\([^()]{1,20}\)", "", label).strip()
    title = title[:1].upper() + title[1:] if title.islower() else title
    names = [*short, *aliases]
    return RoleName(title, tuple(n for n in dict.fromkeys(names) if n and n != title))


def _field(fields: Iterable[Field], keys: frozenset[str]) -> Field | None:
    for one in fields:
        key = re.sub(r"[\s\-]+", "_", one.key.text.strip().casefold())
        if key in keys and one.value is not one.key and one.value.text.strip():
            return one
    return None


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
            and not _GENERIC_LABEL.fullmatch(plain(label.text))
        ]
        if others and any(label.number in axes.levels for label in leaf.labels):
            return True
    return False


def _is_competency(blocks: Blocks, tree: Tree, axes: Axes, title: str) -> bool:
    """Whether the document is one of several, each of which is of one dimension of a role."""
    if names_role(title) or _has_dimensions(tree, axes):
        return False
    file = blocks.document.file
    if file is None:
        return False
    try:
        beside = [p for p in file.parent.iterdir() if p.suffix == file.suffix and p != file]
    except OSError:
        return False
    return len([p for p in beside if not names_nothing(p.stem)]) >= 2


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


def _placed(blocks: Blocks, tree: Tree, axes: Axes, subject: Subject) -> Iterator[Placed]:
    text = blocks.document.text
    for leaf in tree.leaves:
        where = _Where.of(leaf, tree, axes, subject)
        stretches: Iterable[Words] = [leaf.words]
        if not leaf.item:
            stretches = split_sentences(leaf, text[leaf.words.start : leaf.words.end])
        for words in stretches:
            kind = value_kind(words.text, cell=leaf.cell)
            if leaf.intro and not ends_as_sentence(words.text):
                kind = StatementKind.NOTE
            yield replace(where.placed, words=words, kind=kind)


@dataclass(frozen=True, slots=True)
class _Where:
    """The place of a leaf, with a text yet to be put in."""

    placed: Placed

    @classmethod
    def of(cls, leaf: Leaf, tree: Tree, axes: Axes, subject: Subject) -> _Where:
        levels: tuple[Level, ...] = subject.levels
        role = subject.role
        attribution = STATED
        names: list[Label] = []
        graded = ""
        column: object = None
        for label in leaf.labels:
            if label.number in axes.roles:
                role = _role(axes.roles[label.number])
            if label.number in axes.levels:
                own = axes.levels[label.number]
                # A cell that spans the columns of several levels is of all of them.
                spans = label.origin is Origin.COLUMN and label.group == column
                levels = (*levels, *own) if spans else own
                column = label.group if label.origin is Origin.COLUMN else None
                attribution = (
                    _UNHEARD
                    if label.number in axes.inferred
                    else _BY_PLACE
                    if label.text != label.words.text
                    else STATED
                )
            elif label.number in axes.proficiency:
                graded = plain(label.text)
            elif label is not tree.top and label.number not in axes.roles:
                names.append(label)
        return cls(_at(leaf, names, graded, role, levels, attribution, tree, subject))


def _at(
    leaf: Leaf,
    names: Sequence[Label],
    graded: str,
    role: RoleName | None,
    levels: tuple[Level, ...],
    attribution: Attribution,
    tree: Tree,
    subject: Subject,
) -> Placed:
    telling = [one for one in names if not _GENERIC_LABEL.fullmatch(plain(one.text))]
    shown = [_shown(one.text) for one in (telling or names)]
    shown = [name for name in shown if name]
    dimension = shown[-1] if shown else None
    if telling and telling[-1].origin is Origin.ITEM and len(shown) > 1:
        dimension = f"{shown[-2]}: {shown[-1]}"
    if subject.dimension is not None:
        dimension = f"{subject.dimension}: {dimension}" if dimension else subject.dimension
    if graded:
        dimension = f"{dimension} ({graded})" if dimension else graded
    heading = shown[0] if shown else _shown(tree.top.text) if tree.top else "Summary"
    if not levels:
        kind = SectionKind.OTHER if shown else SectionKind.SUMMARY
        own = dimension if len(shown) > 1 else None
        return Placed(leaf.words, role, (), kind, heading, own, attribution=attribution)
    if dimension is not None:
        return Placed(
            leaf.words, role, levels, SectionKind.GUIDELINES, heading, dimension,
            attribution=attribution,
        )
    kind = SectionKind.RESPONSIBILITIES if leaf.item else SectionKind.LEVEL_DEFINITION
    return Placed(leaf.words, role, levels, kind, heading, None, attribution=attribution)


def _shown(text: str) -> str:
    """A label as a person writes it: without emoji, and a key of data with its first letter large."""
    label = plain(text)
    return label[:1].upper() + label[1:] if label.islower() else label


def _titles(blocks: Blocks, tree: Tree, axes: Axes, subject: Subject) -> Iterator[Placed]:
    """What each role, and each level of it, is called where it is described, so that it can be
    cited that there is such a one."""
    text = blocks.document.text
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
                role = _role(name)
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
    titled = _field(tree.fields, frozenset({"title", "name", "role"}))
    if tree.top is not None and tree.top.text == tree.top.words.text:
        return tree.top.words
    return titled.value if titled is not None else blocks.title


def _title_of(words: Words, role: RoleName | None, levels: tuple[Level, ...]) -> Placed:
    return Placed(
        words, role, levels, SectionKind.SUMMARY, "Title", "Title", StatementKind.TERM
    )


def _level_names(text: str, tree: Tree, axes: Axes, subject: Subject) -> Iterator[Placed]:
    """What levels are called beside their codes, so that a question may call them so."""
    seen: set[tuple[Level, str]] = set()
    found = [
        (axes.levels[number], title, tree.labels[number]) for number, title in axes.titles.items()
    ]
    if subject.title and subject.levels and tree.top is not None:
        found.append((subject.levels, subject.title, tree.top))
    for levels, title, label in found:
        at = text.find(title, label.words.start, label.words.end)
        if len(levels) != 1 or (levels[0], title) in seen or at < 0:
            continue
        seen.add((levels[0], title))
        role = subject.role
        if label.number in axes.roles:
            role = _role(axes.roles[label.number])
        if role is not None and plain(title).casefold() == role.title.casefold():
            continue
        behind = at > label.words.start and len(title.split()) <= _MAX_NAME
        if not names_role(title) and not (behind and named(title).sureness < Sureness.CODE):
            continue
        yield Placed(
            Words(title, at, at + len(title)), role, levels, SectionKind.LEVEL_DEFINITION, "Level", LEVEL_NAME,
            StatementKind.TERM,
        )
