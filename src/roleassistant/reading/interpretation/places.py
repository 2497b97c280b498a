"""Where in a framework a text belongs: its role, levels, section and dimension, by its labels."""

from __future__ import annotations

from roleassistant.domain import STATED, Attribution, Level, SectionKind
from roleassistant.reading.interpretation.jobs import plain
from roleassistant.reading.interpretation.placing import Placed
from roleassistant.reading.interpretation.subject import GENERIC_LABEL, role_named
from roleassistant.reading.interpretation.tree import Label, Leaf, Origin
from roleassistant.reading.interpretation.understanding import Understanding

_BY_PLACE = Attribution("inferred", "the order of a list of levels", 0.8)
_UNHEARD = Attribution(
    "inferred", "of the axes of the document, the one that names no dimensions", 0.7
)


def place_of(leaf: Leaf, known: Understanding) -> Placed:
    """The place of a text: the innermost label that names a level is its level, the innermost of
    the others its dimension."""
    tree, axes, subject = known.tree, known.axes, known.subject
    levels: tuple[Level, ...] = subject.levels
    role = subject.role
    attribution = STATED
    names: list[Label] = []
    graded = ""
    column: object = None
    for label in leaf.labels:
        if label.number in axes.roles:
            role = role_named(axes.roles[label.number])
        if label.number in axes.levels:
            own = axes.levels[label.number]
            # A cell that spans the columns of several levels is of all of them.
            spans = label.origin is Origin.COLUMN and label.group == column
            levels = (*levels, *own) if spans else own
            column = label.group if label.origin is Origin.COLUMN else None
            attribution = _how(label, label.number in axes.inferred)
        elif label.number in axes.proficiency:
            graded = plain(label.text)
        elif label is not tree.top and label.number not in axes.roles:
            names.append(label)
    dimension, shown = _dimension(names, graded, known)
    titled = shown_as(tree.top.text) if tree.top else "Summary"
    heading = shown[0] if shown else subject.dimension or titled
    if not levels:
        kind = SectionKind.OTHER if shown or subject.dimension else SectionKind.SUMMARY
        dimension = dimension if len(shown) > 1 else None
    elif dimension is not None:
        kind = SectionKind.GUIDELINES
    else:
        kind = SectionKind.RESPONSIBILITIES if leaf.item else SectionKind.LEVEL_DEFINITION
    return Placed(leaf.words, role, levels, kind, heading, dimension, attribution=attribution)


def _how(label: Label, unheard: bool) -> Attribution:
    if unheard:
        return _UNHEARD
    return _BY_PLACE if label.by_place else STATED


def _dimension(
    names: list[Label], graded: str, known: Understanding
) -> tuple[str | None, list[str]]:
    """The dimension that labels name, with the proficiency that it is graded by; and what they are
    called, outermost first."""
    telling = [one for one in names if not GENERIC_LABEL.fullmatch(plain(one.text))]
    if len(telling) > 1 and telling[-1].number in known.lone_columns:
        telling.pop()  # the only column says no more than that it is described
    of_document = known.subject.dimension
    shown = [name for one in (telling or names) if (name := shown_as(one.text))]
    dimension = shown[-1] if shown else None
    inner = telling[-1] if len(telling) > 1 else None
    if inner is not None and (
        inner.origin is Origin.ITEM
        or inner.number in known.recurring_columns
        # What stands between the first label and a lead would be told by neither.
        or (inner.origin is Origin.LEAD and len(telling) > 2)
    ):
        dimension = f"{shown[-2]}: {shown[-1]}"
    if of_document is not None:
        dimension = f"{of_document}: {dimension}" if telling else of_document
    if graded:
        dimension = f"{dimension} ({graded})" if dimension else graded
    return dimension, shown


def shown_as(text: str) -> str:
    """A label as a person writes it: without emoji, the first letter of a key of data large."""
    label = plain(text)
    return label[:1].upper() + label[1:] if label.islower() else label
