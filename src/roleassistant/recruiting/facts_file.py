"""Facts as people write them, in YAML or a form: checked, and turned into values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from roleassistant.errors import UsageError
from roleassistant.recruiting.facts import Facts, Pay, Place

EMPLOYMENT = Literal[
    "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"
]
UNIT = Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]
_LARGEST = 1 << 20


def _upper(value: object) -> object:
    return (
        value.strip().upper().replace("-", "_").replace(" ", "_")
        if isinstance(value, str)
        else value
    )


def _dated(value: object) -> object:
    """A date as ISO 8601 writes it; YAML makes a date of it by itself."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        try:
            datetime.datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("a date has to be written as 2026-07-31") from None
    return value


def _address(value: object) -> object:
    """A web address, or one for mail: a page that is published must not run a script."""
    if isinstance(value, str) and not _ADDRESS.match(value.strip()):
        raise ValueError("an address begins with https://, http:// or mailto:")
    return value


_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+$", re.IGNORECASE)


def _several(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


Day = Annotated[str, BeforeValidator(_dated)]
Text = Annotated[str, Field(min_length=1, max_length=10_000)]
Address = Annotated[Text, BeforeValidator(_address)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class _PlaceFile(_Strict):
    city: Text | None = None
    region: Text | None = None
    country: Text | None = None
    remote: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        """ "Denver, Colorado, US" is a city, a region and a country; "Remote" is what it says."""
        if not isinstance(value, str):
            return value
        if value.strip().casefold() in {"remote", "hybrid", "on-site"}:
            return {"remote": value}
        names = [name.strip() for name in value.split(",") if name.strip()]
        keys = {1: ["city"], 2: ["city", "country"], 3: ["city", "region", "country"]}
        if len(names) not in keys:
            raise ValueError("a place is written as city, region, country")
        return dict(zip(keys[len(names)], names, strict=True))


def _amount(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("an amount is a number, as in 60000")
    return value


Amount = Annotated[float, BeforeValidator(_amount), Field(ge=0, le=1e12, allow_inf_nan=False)]


class _PayFile(_Strict):
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    min: Amount | None = None
    max: Amount | None = None
    unit: Annotated[UNIT, BeforeValidator(_upper)] = "YEAR"
    note: Text | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> _PayFile:
        if self.min is None and self.max is None:
            raise ValueError("pay needs min, max or both")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("its min is above its max")
        return self


class _File(_Strict):
    title: Text | None = None
    company: Text | None = None
    company_url: Address | None = None
    about_company: Text | None = None
    location: Annotated[list[_PlaceFile], BeforeValidator(_several)] = []
    pay: _PayFile | None = None
    benefits: Annotated[list[Text], BeforeValidator(_several)] = []
    employment_type: Annotated[EMPLOYMENT, BeforeValidator(_upper)] | None = None
    equal_opportunity: Text | None = None
    apply: Text | None = None
    apply_url: Address | None = None
    date_posted: Day | None = None
    valid_through: Day | None = None
    reference: Text | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> _File:
        begins, ends = _day(self.date_posted), _day(self.valid_through)
        if begins and ends and ends < begins:
            raise ValueError("valid_through is before date_posted")
        return self


def _day(text: str | None) -> datetime.date | None:
    return datetime.datetime.fromisoformat(text).date() if text else None


class _Once(yaml.SafeLoader):  # type: ignore[misc]  # PyYAML has no types
    """Loads YAML, and refuses a name that stands twice: one of the two would be lost."""


def _mapping(loader: _Once, node: yaml.MappingNode) -> dict[object, object]:
    names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if twice is not None:
        raise yaml.constructor.ConstructorError(
            None, None, f"{twice} is given twice", node.start_mark
        )
    found: dict[object, object] = loader.construct_mapping(node, deep=True)
    return found


_Once.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(file: Path) -> Facts:
    """See `facts.load_facts`."""
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise UsageError(f"{file} cannot be read: {problem.strerror or problem}.") from problem
    if len(content) > _LARGEST:
        raise UsageError(f"{file} has {len(content):,} bytes: that is no file of facts.")
    try:
        values = yaml.load(content.decode("utf-8-sig"), Loader=_Once)  # noqa: S506 – a safe one
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        told = " ".join(str(problem).split())
        raise UsageError(f"{file} is no valid YAML: {told}. Mend it there.") from problem
    return checked({} if values is None else values, str(file))


def checked(values: object, where: str) -> Facts:
    """See `facts.facts_from`. `where` is what a message names."""
    if not isinstance(values, Mapping):
        raise UsageError(f"{where} has to be names with values, as in: company: Example Ltd.")
    try:
        given = _File.model_validate(dict(values))
    except ValidationError as problem:
        raise UsageError(f"{where}: {_first(problem)}") from problem
    pay = given.pay
    return Facts(
        title=given.title,
        company=given.company,
        company_url=given.company_url,
        about_company=given.about_company,
        location=tuple(Place(p.city, p.region, p.country, p.remote) for p in given.location),
        pay=Pay(pay.currency, pay.min, pay.max, pay.unit, pay.note) if pay else None,
        benefits=tuple(given.benefits),
        employment_type=given.employment_type,
        equal_opportunity=given.equal_opportunity,
        apply=given.apply,
        apply_url=given.apply_url,
        date_posted=given.date_posted,
        valid_through=given.valid_through,
        reference=given.reference,
    )


def _first(problem: ValidationError) -> str:
    """The first thing that is wrong: where, and what is wanted there."""
    error = problem.errors()[0]
    place = ".".join(str(step) for step in error["loc"]) or "it"
    if error["type"] == "extra_forbidden":
        return f"{place} is no fact of a post. Known: {', '.join(_File.model_fields)}."
    told = error["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{place}: {told[:1].lower()}{told[1:]}."
