"""Statements that cannot both hold, found by type: of a role, between roles, between versions.

docs/conflicts.md says which kinds there are, what makes two statements comparable, and the limits.
"""

from roleassistant.answering.conflicts.between_roles import BetweenRoles
from roleassistant.answering.conflicts.disagreement import Disagreement, Kind, Severity, Side
from roleassistant.answering.conflicts.within_role import (
    disagreements,
    disputed_rows,
    is_typed,
)

__all__ = [
    "BetweenRoles",
    "Disagreement",
    "Kind",
    "Severity",
    "Side",
    "disagreements",
    "disputed_rows",
    "is_typed",
]
