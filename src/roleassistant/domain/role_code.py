"""The code of a role profile: FAMILY.FOCUS.LEVEL."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleassistant.domain.level import InvalidLevel, Level

_PART = re.compile(r"[A-Z][A-Z0-9_\-&]*")


class InvalidRoleCode(ValueError):
    """The text is no role code."""


@dataclass(frozen=True, slots=True)
class RoleCode:
    """`DIRECT.ACCOUNTEA038.P5`: family, focus and level. Ordered by family, focus, level."""

    family: str
    focus: str
    level: Level

    @classmethod
    def parse(cls, text: str) -> RoleCode:
        """Read a code; case is folded up.

        Raises:
            InvalidRoleCode: not three parts, or a part that cannot be one.
        """
        parts = text.strip().upper().split(".")
        if len(parts) != 3:
            raise InvalidRoleCode(
                f"{text!r} is not a role code: it has {len(parts)} part(s) between dots, "
                f"and a code has three, FAMILY.FOCUS.LEVEL, as in DIRECT.ACCOUNTEA038.P5."
            )
        family, focus, rung = parts
        for name, part in (("family", family), ("focus", focus)):
            if not _PART.fullmatch(part):
                raise InvalidRoleCode(
                    f"{text!r} is not a role code: its {name} {part!r} is not letters and digits "
                    f"that begin with a letter."
                )
        try:
            level = Level.parse(rung)
        except InvalidLevel as problem:
            raise InvalidRoleCode(f"{text!r} is not a role code: {problem}") from problem
        return cls(family, focus, level)

    @property
    def role(self) -> str:
        """The code without its level: what sibling pages share."""
        return f"{self.family}.{self.focus}"

    def __lt__(self, other: RoleCode) -> bool:
        return (self.family, self.focus, self.level) < (other.family, other.focus, other.level)

    def __str__(self) -> str:
        return f"{self.role}.{self.level}"
