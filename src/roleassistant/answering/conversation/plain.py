"""Frozen values ⇄ plain JSON. Only what the types of the fields allow is ever read back.

History is data that somebody may have changed: nothing in it names a class to build or code to
run. Which class stands where is decided by the type of the field; where a field may hold several
classes, by a name from among these.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_KIND = "is"  # a word of Python, and so the name of no field


class NotPlain(ValueError):
    """What was read is not what was written."""


def to_plain(value: Any) -> Any:
    """`value` as what `json` writes: dataclasses as objects, tuples as lists."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
        return {_KIND: type(value).__name__, **held}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: Any, value: Any) -> Any:
    """A value of type `kind` from what `to_plain` gave.

    Raises:
        NotPlain: the value is not of that type.
    """
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _one_of(arguments, value)
    if origin is tuple:
        if not isinstance(value, list) or arguments[1:] != (Ellipsis,):
            raise NotPlain(f"a list was expected, and there is {type(value).__name__}")
        return tuple(from_plain(arguments[0], item) for item in value)
    if isinstance(kind, type) and is_dataclass(kind):
        return _object(kind, value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError as problem:
            raise NotPlain(str(problem)) from problem
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(kind, type) and type(value) is kind:
        return value
    raise NotPlain(f"{kind} was expected, and there is {type(value).__name__}")


def _one_of(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and NoneType in kinds:
        return None
    if isinstance(value, dict):
        for kind in kinds:
            if is_dataclass(kind) and getattr(kind, "__name__", None) == value.get(_KIND):
                return from_plain(kind, value)
        raise NotPlain(f"{value.get(_KIND)!r} has no place here")
    for kind in kinds:
        if kind is not NoneType and not is_dataclass(kind):
            return from_plain(kind, value)
    raise NotPlain(f"{type(value).__name__} has no place here")


def _object(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    if not isinstance(value, dict) or value.get(_KIND) != kind.__name__:
        raise NotPlain(f"{kind.__name__} was expected")
    given = {name: held for name, held in value.items() if name != _KIND}
    if given.keys() - hints.keys():
        raise NotPlain(f"{kind.__name__} has no {sorted(given.keys() - hints.keys())[0]!r}")
    try:
        return kind(**{name: from_plain(hints[name], held) for name, held in given.items()})
    except TypeError as problem:
        raise NotPlain(f"{kind.__name__} lacks a field") from problem


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
