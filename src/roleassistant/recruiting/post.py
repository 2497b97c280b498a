"""What a job post is: parts of lines, each line with what it rests on. Pure values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from roleassistant.domain.answer import Citation
from roleassistant.recruiting.options import Options


class PartKind(StrEnum):
    """The parts of a post, in the order in which it shows them."""

    SUMMARY = "summary"
    DUTIES = "duties"
    MUST = "must_have"
    NICE = "nice_to_have"
    SUCCESS = "success"
    TEAM = "team"
    GROWTH = "growth"
    CONDITIONS = "conditions"
    LOCATION = "location"
    PAY = "pay"
    BENEFITS = "benefits"
    COMPANY = "company"
    APPLY = "apply"
    EQUAL = "equal_opportunity"


class LineKind(StrEnum):
    """Where a line is from: the profile, the recruiter's facts, or nobody yet."""

    PROFILE = "profile"
    GIVEN = "given"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or bullet as a reader of the post sees it.

    `marks` are the ids of its citations, empty where it is not from the profile. `label` stands
    before the text. `notes` are for the recruiter and in no published form: that a level was
    inferred, that a source disagrees. `support` is what the scorer gives, None for what was given.
    """

    text: str
    kind: LineKind = LineKind.PROFILE
    marks: tuple[str, ...] = ()
    label: str | None = None
    notes: tuple[str, ...] = ()
    support: float | None = None
    worded_by: str | None = None

    @property
    def shown(self) -> str:
        """The line with its label."""
        return f"{self.label}: {self.text}" if self.label else self.text


@dataclass(frozen=True, slots=True)
class Part:
    """A part under its heading. `is_prose` says that its lines are one paragraph."""

    kind: PartKind
    heading: str
    lines: tuple[Line, ...]
    lead: str | None = None
    is_prose: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that a profile gives; `key` is by which it is chosen: a, b, …"""

    key: str
    text: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Statements of the profile that cannot both hold: the recruiter decides. `chosen` is the key
    of a side, None as long as nobody has."""

    id: str
    about: str
    sides: tuple[Side, ...]
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is not in the post, and why: unsupported, repeated, an internal code, length."""

    text: str
    reason: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the recruiter has to know, with where it is from: never part of the post."""

    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class JobPost:
    """A draft for one role at one level.

    `title` is what the market calls the role; `other_titles` are the names that the profile has
    besides. `facts` are what the recruiter gave, as (name, value).
    """

    role: str
    role_code: str
    profile_title: str
    level: str
    level_name: str | None
    title: Line
    other_titles: tuple[Line, ...]
    parts: tuple[Part, ...]
    choices: tuple[Choice, ...]
    dropped: tuple[Dropped, ...]
    notices: tuple[Notice, ...]
    citations: tuple[Citation, ...]
    options: Options
    worded_by: str = "extractive"

    def part(self, kind: PartKind) -> Part | None:
        """The part of that kind, where the post has it."""
        return next((part for part in self.parts if part.kind is kind), None)

    def lines(self) -> Iterator[tuple[Part | None, Line]]:
        """Every line in the order of the post, the title first, each with its part."""
        yield None, self.title
        for part in self.parts:
            for line in part.lines:
                yield part, line

    def cited(self, line: Line) -> tuple[Citation, ...]:
        """The citations of a line."""
        return tuple(one for one in self.citations if one.id in line.marks)

    @property
    def missing(self) -> tuple[Line, ...]:
        """The placeholders: what nobody has given yet."""
        return tuple(line for _, line in self.lines() if line.kind is LineKind.PLACEHOLDER)

    @property
    def undecided(self) -> tuple[Choice, ...]:
        """The choices that nobody has made yet."""
        return tuple(choice for choice in self.choices if choice.chosen is None)
