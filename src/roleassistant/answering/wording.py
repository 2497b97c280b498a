"""How the program words what it says of itself: levels, roles, lists."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Role


def level_range(levels: Sequence[Level]) -> str:
    """ "P1 to P5" for an unbroken run, "P1, P2 and P4" else."""
    ordered = sorted(levels)
    runs: list[list[Level]] = []
    for level in ordered:
        if runs and runs[-1][-1].track == level.track and runs[-1][-1].grade + 1 == level.grade:
            runs[-1].append(level)
        else:
            runs.append([level])
    parts: list[str] = []
    for run in runs:
        if len(run) > 2:
            parts.append(f"{run[0]} to {run[-1]}")
        else:
            parts.extend(str(level) for level in run)
    return listed(parts)


def listed(parts: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def counted(number: int, noun: str) -> str:
    """ "1 role", "2 roles"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def at_level(role: Role, level: Level | None) -> str:
    """ "Title — P4", or the title alone."""
    return f"{role.title} — {level}" if level else role.title


def track_of(level: Level) -> str:
    """ "P-track", or the name of a level that stands on no lettered track."""
    return f"{level.track}-track" if level.track else str(level)
