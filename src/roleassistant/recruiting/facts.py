"""What a recruiter gives because no profile holds it: pay, place, benefits, how to apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is done. `country` and `region` are names or codes as people write them."""

    city: str | None = None
    region: str | None = None
    country: str | None = None
    remote: str | None = None

    @property
    def text(self) -> str:
        """ "Denver, Colorado, US (hybrid)"."""
        place = ", ".join(part for part in (self.city, self.region, self.country) if part)
        if self.remote and place:
            return f"{place} ({self.remote})"
        return place or self.remote or ""


@dataclass(frozen=True, slots=True)
class Pay:
    """An amount or a range; `unit` is HOUR, DAY, WEEK, MONTH or YEAR."""

    currency: str
    minimum: float | None = None
    maximum: float | None = None
    unit: str = "YEAR"
    note: str | None = None

    @property
    def text(self) -> str:
        """ "EUR 60,000 to 75,000 a year"."""
        amounts = [f"{one:,.0f}" if one == int(one) else f"{one:,.2f}" for one in self._amounts()]
        words = f"{self.currency} {' to '.join(dict.fromkeys(amounts))} a {self.unit.lower()}"
        return f"{words}, {self.note}" if self.note else words

    def _amounts(self) -> list[float]:
        return [one for one in (self.minimum, self.maximum) if one is not None]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is given, as plain text; None where it is not."""

    title: str | None = None
    company: str | None = None
    company_url: str | None = None
    about_company: str | None = None
    location: tuple[Place, ...] = ()
    pay: Pay | None = None
    benefits: tuple[str, ...] = ()
    employment_type: str | None = None
    equal_opportunity: str | None = None
    apply: str | None = None
    apply_url: str | None = None
    date_posted: str | None = None
    valid_through: str | None = None
    reference: str | None = None


NO_FACTS = Facts()


def load_facts(file: Path) -> Facts:
    """The facts of a YAML file.

    Raises:
        UsageError: the file cannot be read, or holds something that is no fact of a post.
    """
    from roleassistant.recruiting.facts_file import read

    return read(file)


def facts_from(values: Mapping[str, object]) -> Facts:
    """Facts from values as a form or a file has them.

    Raises:
        UsageError: a name that no post has, or a value of the wrong kind.
    """
    from roleassistant.recruiting.facts_file import checked

    return checked(values, "the facts")
