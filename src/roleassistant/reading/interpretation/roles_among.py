"""Which labels of a document name roles: headings over levels, and columns of tables of records."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from roleassistant.reading.interpretation.dimensions import dimensional
from roleassistant.reading.interpretation.document_titles import role_of_title
from roleassistant.reading.interpretation.jobs import AGENT, names_role, plain
from roleassistant.reading.interpretation.tabular import NAMES_ROLES
from roleassistant.reading.interpretation.tree import CORNER, Group, Label, Origin, Tree

# Parts of a ladder that divide it by the kind of work.
TRACK = re.compile(
    r"(?:(?:people |engineering |the )?(?:managers?|management|individual contributors?|ics?"
    r"|leaders?|leadership|technical|specialists?|experts?))(?: (?:track|path|ladder|levels?|stream"
    r"|career))?s?|.*\b(?:track|stream)",
    re.IGNORECASE,
)


def _in_column_of_roles(
    group: Group, labels: Sequence[Label], groups: dict[Group, list[Label]], beside: set[int]
) -> dict[int, str]:
    """Row labels of a column that is headed as roles are, where another column has their levels."""
    corners = [one for g, ls in groups.items() if g[:3] == group[:3] and CORNER in g for one in ls]
    column = group[-1]
    if not isinstance(column, int) or column >= len(corners):
        return {}
    headed = NAMES_ROLES.fullmatch(plain(corners[column].text)) is not None
    return {one.number: plain(one.text) for one in labels if headed and one.number in beside}


def roles_among(
    tree: Tree, groups: dict[Group, list[Label]], levels: Container[int]
) -> dict[int, str]:
    """Headings over levels, or over dimensions with levels, that read as the names of jobs."""
    found: dict[int, str] = {}
    over_levels = {
        label.number
        for leaf in tree.leaves
        for at, label in enumerate(leaf.labels)
        if any(after.number in levels for after in leaf.labels[at + 1 :])
    }
    for group, labels in groups.items():
        if labels[0].origin is Origin.ROW and not any(one.number in levels for one in labels):
            found |= _in_column_of_roles(group, labels, groups, over_levels)
        here = [
            one
            for one in labels
            if one.origin is Origin.HEADING
            and one.number in over_levels
            and one.number not in levels
        ]
        if len(here) < 2:
            continue
        jobs = [
            one
            for one in here
            if (names_role(one.text) or AGENT.search(plain(one.text)))
            and not TRACK.fullmatch(plain(one.text))
        ]
        # "People Partner" is a job, whatever its first word is a word for otherwise.
        unclear = [one for one in here if not names_role(one.text)]
        if len(jobs) * 2 > len(here) and dimensional(unclear) * len(unclear) * 2 < len(here):
            for one in here:
                found[one.number] = role_of_title(one.text) or plain(one.text)
    return found
