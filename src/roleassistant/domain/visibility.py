"""For whom something is answered, and what of it that person may see.

A viewer is in groups. A part of a page, or all of it, may be visible to some groups only; a part
under several such lists is visible to whoever is in one group of each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

GroupList = frozenset[str]
"""Groups, folded, of which a viewer has to be in one."""


def folded(group: str) -> str:
    """The name of a group as it is compared: case and white space do not matter."""
    return " ".join(group.split()).casefold()


@dataclass(frozen=True, slots=True)
class Viewer:
    """`groups` are folded names; None sees everything, whatever lists there are."""

    groups: frozenset[str] | None

    @classmethod
    def of(cls, *groups: str) -> Viewer:
        """A viewer who is in `groups`, in any spelling of case and white space."""
        return cls(frozenset(name for group in groups if (name := folded(group))))

    def passes(self, groups: GroupList) -> bool:
        """Whether something under the list `groups` may be seen. Nobody is in no group at all."""
        return self.groups is None or not self.groups.isdisjoint(groups)

    def narrowed(self, other: Viewer) -> Viewer:
        """Who passes only what both pass."""
        if self.groups is None or other.groups is None:
            return other if self.groups is None else self
        return Viewer(self.groups & other.groups)


# Who owns the index can read its files anyway; and who is in no group sees what everyone may.
OWNER = Viewer(None)
PUBLIC = Viewer(frozenset())


@dataclass(frozen=True, slots=True)
class View:
    """What a viewer sees of one index: two viewers who see the same have equal views.

    `passed` are the lists of the index that the viewer passes, None where nothing is hidden.
    `restrictions` is the digest of all that is hidden from somebody: after a change of it, no
    earlier view is this one.
    """

    restrictions: str
    passed: frozenset[GroupList] | None

    def within(self, other: View) -> bool:
        """Whether `other` sees all that this one sees."""
        if other.passed is None:
            return True
        same = self.restrictions == other.restrictions
        return same and self.passed is not None and self.passed <= other.passed

    def __str__(self) -> str:
        if self.passed is None:
            return "all"
        lists = sorted(sorted(groups) for groups in self.passed)
        return f"{self.restrictions}:{json.dumps(lists, separators=(',', ':'))}"

    @classmethod
    def parse(cls, text: str) -> View:
        """The view that was written as `text`.

        Raises:
            ValueError: nothing writes it so.
        """
        if text == "all":
            return WHOLE
        restrictions, mark, lists = text.partition(":")
        if not mark:
            raise ValueError(f"{text!r} is no view")
        plain: Iterable[Iterable[str]] = json.loads(lists)
        return cls(restrictions, frozenset(frozenset(groups) for groups in plain))


WHOLE = View("", None)
