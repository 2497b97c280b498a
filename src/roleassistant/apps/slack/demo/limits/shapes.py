"""What a piece of JSON has to look like, said in small parts; each part names what is wrong where.

A shape takes a value and the place where it stands and gives complaints worded as Slack words
them: `must be less than 3001 characters [json-pointer:/blocks/0/text/text]`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

Shape = Callable[[Any, str], Iterator[str]]


def complaint(what: str, where: str) -> str:
    """One sentence about one place."""
    return f"{what} [json-pointer:{where or '/'}]"


def string(most: int, least: int = 1) -> Shape:
    """Text of `least` to `most` characters."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield complaint("must be a string", where)
        elif len(value) > most:
            yield complaint(f"must be less than {most + 1} characters", where)
        elif len(value) < least:
            yield complaint(f"must be more than {least - 1} characters", where)

    return check


def one_of(*values: Any) -> Shape:
    """One of a few values."""

    def check(value: Any, where: str) -> Iterator[str]:
        if value not in values:
            yield complaint(f"must be one of {', '.join(map(str, values))}", where)

    return check


def boolean(value: Any, where: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield complaint("must be a boolean", where)


def number(value: Any, where: str) -> Iterator[str]:
    """A number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield complaint("must be a number", where)


def array(item: Shape, most: int, least: int = 1) -> Shape:
    """A list of `least` to `most` items that have all the same shape."""

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield complaint("must be an array", where)
            return
        if len(value) > most:
            yield complaint(f"no more than {most} items allowed", where)
        if len(value) < least:
            yield complaint(f"no fewer than {least} items allowed", where)
        for place, part in enumerate(value):
            yield from item(part, f"{where}/{place}")

    return check


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these properties and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, where: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield complaint("must be an object", where)
            return
        for name in required:
            if value.get(name) is None:
                yield complaint(f"missing required field: {name}", where)
        for name, part in value.items():
            if name not in known:
                yield complaint(f"invalid additional property: {name}", where)
            elif part is not None:
                yield from known[name](part, f"{where}/{name}")

    return check


def tagged(shapes: Mapping[str, Shape], allowed: Collection[str] | None = None) -> Shape:
    """An object whose `type` says which of the shapes it has to have."""

    def check(value: Any, where: str) -> Iterator[str]:
        kind = str(value.get("type")) if isinstance(value, dict) else "nothing"
        if kind not in shapes or (allowed is not None and kind not in allowed):
            yield complaint(f"unsupported type: {kind}", where)
            return
        yield from shapes[kind](value, where)

    return check
