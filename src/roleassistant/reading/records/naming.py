"""The role that a file, a sheet or a line above a table is named after."""

from __future__ import annotations

import re

# Words of a file's name that say what it is, and not of which role.
_TELLS_NOTHING = frozenset(
    "framework frameworks matrix matrices level levels ladder ladders role roles skill skills job "
    "jobs competency competencies competence career careers grid table data export sheet page "
    "profile profiles progression descriptors definitions definition growth family expectations "
    "rubric guide master final draft copy capability capabilities behaviours behaviors".split()
)


def role_called(name: str) -> str:
    """The role that a file or a sheet is named after: "data-engineer_levels" is Data Engineer."""
    words = re.findall(r"[^\W\d_]+(?:['’&][^\W\d_]+)*|\d+", name)
    kept = [w for w in words if w.casefold() not in _TELLS_NOTHING and not w.isdigit()]
    title = " ".join(kept)
    return title.title() if title.islower() else title
