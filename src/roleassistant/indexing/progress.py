"""How a build tells how far it is. Whoever calls it shows it, or not."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """A stage begins with the number of its units; `advance` follows, until the next stage."""

    def stage(self, name: str, total: int) -> None: ...

    def advance(self, count: int) -> None: ...


class NoProgress:
    """Says nothing."""

    def stage(self, name: str, total: int) -> None:
        """Nothing to show."""

    def advance(self, count: int) -> None:
        """Nothing to show."""
