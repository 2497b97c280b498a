"""What a recruiter may choose for a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from roleassistant.recruiting.facts import NO_FACTS, Facts


class Length(StrEnum):
    """How much of the profile the post takes."""

    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"


class Tone(StrEnum):
    """DIRECT: "You run deals." FORMAL: "You will run deals." CONCISE: "Run deals." """

    DIRECT = "direct"
    FORMAL = "formal"
    CONCISE = "concise"


class Audience(StrEnum):
    """INTERNAL: colleagues, who know levels and neighbouring roles. EXTERNAL: everybody."""

    EXTERNAL = "external"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Options:
    """`choices` are the sides that the recruiter takes where the profile disagrees: id → key."""

    length: Length = Length.STANDARD
    tone: Tone = Tone.DIRECT
    audience: Audience = Audience.EXTERNAL
    facts: Facts = NO_FACTS
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Limits:
    """The most lines of each part."""

    summary: int
    duties: int
    knowledge: int
    skills: int
    wishes: int
    success: int
    team: int
    growth: int


LIMITS = MappingProxyType(
    {
        Length.SHORT: Limits(3, 4, 1, 3, 2, 2, 2, 1),
        Length.STANDARD: Limits(4, 7, 2, 4, 3, 4, 4, 2),
        Length.LONG: Limits(8, 20, 6, 8, 8, 8, 8, 5),
    }
)
