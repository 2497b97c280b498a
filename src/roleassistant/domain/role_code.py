"""The code of a role profile: FAMILY.FOCUS.LEVEL."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from roleassistant.domain.level import InvalidLevel, Level

# The family of a role that a document names without saying to which it belongs.
NO_FAMILY = "ROLE"
# The focus of what holds for every role of a house, and is of none.
ALL_ROLES = "ALL_ROLES"
_PART = re.compile(r"[A-Z][A-Z0-9_\-&]*")
_RUNG = re.compile(r"\d{1,2}|[A-Z][A-Z0-9_\-]{0,29}\+?")


class InvalidRoleCode(ValueError):
    """The text is no role code."""


@dataclass(frozen=True, slots=True)
class RoleCode:
    """`DIRECT.ACCOUNTEA038.P5`: family, focus and level. Ordered by family, focus, level.

    `rung` is the level as the code writes it, where that is not its label: CHARGE_HAND. The code of
    a page that is of no level (`NO_LEVEL`) has two parts.
    """

    family: str
    focus: str
    level: Level
    rung: str = field(default="", compare=False)

    @classmethod
    def parse(cls, text: str) -> RoleCode:
        """Read a code; case is folded up. Its last part may be any name of a level.

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
        if not _RUNG.fullmatch(rung):
            raise InvalidRoleCode(
                f"{text!r} is not a role code: its level {rung!r} is not letters and digits."
            )
        try:
            level = Level.parse(rung)
        except InvalidLevel:
            name = f"Level {rung}" if rung.isdigit() else re.sub(r"[_\-]+", " ", rung).strip()
            level = Level.called(name.title())
        return cls(family, focus, level, "" if str(level) == rung else rung)

    def of(self, level: Level) -> RoleCode:
        """The same code with its level under the name that the page gives it."""
        return replace(self, level=level, rung=self.rung or str(self.level))

    @property
    def role(self) -> str:
        """The code without its level: what sibling pages share."""
        return f"{self.family}.{self.focus}"

    def __lt__(self, other: RoleCode) -> bool:
        return (self.family, self.focus, self.level) < (other.family, other.focus, other.level)

    def __str__(self) -> str:
        rung = self.rung or str(self.level)
        return f"{self.role}.{rung}" if rung else self.role
