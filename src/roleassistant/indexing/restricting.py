"""A document as each viewer may see it: read anew without the lines that are hidden.

Leaving statements out of one reading would not do: levels, titles and notes are worked out from
the whole page, so that what is left would still tell of what is hidden.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from roleassistant.domain.visibility import GroupList
from roleassistant.errors import DocumentError, VisibilityUnclear
from roleassistant.indexing.policy import Policy, Rule
from roleassistant.indexing.stored_document import Seen, StoredDocument
from roleassistant.reading.document import Document
from roleassistant.reading.reading import Reading
from roleassistant.reading.visible_to import (
    GroupLine,
    PageLines,
    group_lines,
    pages_of,
    with_group_lines,
    without,
)

# A document is read once for every set of lists that a viewer may pass: at most 2^5 times.
_MOST_LISTS = 5


@dataclass(frozen=True, slots=True)
class _Restriction:
    """Lines that are visible to whoever is in one of `groups`."""

    lines: range
    groups: GroupList


@dataclass(frozen=True, slots=True)
class Restricted:
    """A document as it is stored, and the rules of the policy that are about it."""

    document: StoredDocument
    rules: frozenset[Rule]


def read_for_viewers(
    document: Document,
    file: Path,
    policy: Policy,
    read: Callable[[Document], Reading],
    readers: str,
    ingested_at: str,
) -> Restricted:
    """Read `document` whole, and as those see it who may not see all of it.

    Raises:
        DocumentError: no reader can read it.
        VisibilityUnclear: who may see it cannot be told.
    """
    lines = group_lines(document)
    bare = without(document, {one.number for one in lines})
    reading = read(bare)
    told = with_group_lines(reading, document, {one.number for one in lines})
    stored = StoredDocument.of(told, file, readers, ingested_at)
    if not lines and not policy.rules:
        return Restricted(stored, frozenset())
    found: list[_Restriction] = []
    rules: set[Rule] = set()
    for page in pages_of(reading):
        found += _by_lines(document, page, lines, policy)
        for rule in policy.rules:
            if rule.names_page(file, page.profile) and (ruled := list(_by_rule(page, rule))):
                rules.add(rule)
                found += ruled
    lists = sorted({one.groups for one in found}, key=sorted)
    if len(lists) > _MOST_LISTS:
        raise VisibilityUnclear(
            f"{document.path} has parts for {len(lists)} different lists of groups, and at most "
            f"{_MOST_LISTS} are kept apart in one file. Split the file, or use fewer lists."
        )
    return Restricted(
        replace(
            stored,
            lists=tuple(lists),
            seen=tuple(_seen(stored, bare, found, lists, read)),
        ),
        frozenset(rules),
    )


def _by_lines(
    document: Document, page: PageLines, lines: Sequence[GroupLine], policy: Policy
) -> Iterator[_Restriction]:
    for line in lines:
        if line.number not in page.lines and line.number not in page.head:
            continue
        groups = policy.known(line.groups, f"{document.path}, line {line.number},")
        if line.number in page.head:
            yield _Restriction(page.lines, groups)
            continue
        own = [
            one.lines
            for one in page.sections
            if line.number in one.lines or line.number in one.above
        ]
        # No section has the line: then it can only be about the page.
        for lines_of_section in own or [page.lines]:
            yield _Restriction(lines_of_section, groups)


def _by_rule(page: PageLines, rule: Rule) -> Iterator[_Restriction]:
    if not rule.sections:
        yield _Restriction(page.lines, rule.groups)
    for one in page.sections:
        if rule.sections and rule.names_section(one.section):
            yield _Restriction(one.lines, rule.groups)


def _seen(
    stored: StoredDocument,
    bare: Document,
    found: Sequence[_Restriction],
    lists: Sequence[GroupList],
    read: Callable[[Document], Reading],
) -> Iterator[Seen]:
    """The document for every set of lists that a viewer may pass, but for all of them."""
    readings: dict[frozenset[int], StoredDocument | None] = {}
    for count in range(len(lists)):
        for passed in combinations(lists, count):
            hidden = frozenset(
                number for one in found if one.groups not in passed for number in one.lines
            )
            if hidden not in readings:
                readings[hidden] = _without(stored, bare, hidden, read)
            part = readings[hidden]
            if part is not None:
                yield Seen(frozenset(passed), part)


def _without(
    stored: StoredDocument,
    bare: Document,
    hidden: frozenset[int],
    read: Callable[[Document], Reading],
) -> StoredDocument | None:
    """The document with these lines hidden; None where nothing is left that can be read."""
    left = without(bare, hidden)
    if not left.text.strip():
        return None
    try:
        reading = read(left)
    except DocumentError:
        return None  # what is left is no profile: there is nothing to see
    spans = (one.span for page in reading.profiles for one in page.statements)
    if any(not hidden.isdisjoint(range(s.line_start, s.line_end + 1)) for s in spans):
        return None  # a reader that looks past the text that it is given: then nothing is shown
    return StoredDocument.of(reading, Path(stored.file), stored.readers, stored.ingested_at)
