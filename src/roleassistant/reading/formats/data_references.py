"""Data that names a thing once and refers to it by an id everywhere else: "level: l2", where the
list of levels says that l2 is the Duty Manager."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roleassistant.reading.formats.data_nodes import Listing, Mapping, Node, Scalar
from roleassistant.reading.interpretation.naming import Sureness, named

_IDS = ("id", "key", "slug", "code", "ref", "handle", "identifier")
_NAMES = ("name", "title", "label", "display_name", "displayname")
_LONGEST = 80
_FEWEST = 2
_CODES = (Sureness.CODE, Sureness.NUMBERED)


@dataclass(frozen=True, slots=True)
class _Register:
    """A list of things that have an id and a name. `kind` is the key that it stands under."""

    kind: str
    names: dict[str, Scalar]

    def is_of(self, key: str) -> bool:
        """Whether a key says that its value is one of these: "level", "levelId" of "levels"."""
        said = key.replace("_", "").removesuffix("id").removesuffix("ref")
        own = self.kind.replace("_", "")
        return said in (own, own.removesuffix("s"), re.sub("ies$", "y", own))

    def refers(self, key: Scalar, value: Node) -> bool:
        """Whether a pair refers to one of these."""
        return isinstance(value, Scalar) and value.text in self.names and self.is_of(_key(key))


def resolved(node: Node) -> Node:
    """The same tree, in which what refers to something by its id says its name; codes of levels
    are names themselves."""
    registers = [one for one in _registers(node, "") if _referred_to(node, one)]
    return _named(node, registers) if registers else node


def _referred_to(node: Node, register: _Register) -> bool:
    if isinstance(node, Listing):
        return any(_referred_to(one, register) for one in node.items)
    if not isinstance(node, Mapping):
        return False
    return _by_key(node, register) or any(
        register.refers(key, value) or _referred_to(value, register) for key, value in node.pairs
    )


def _by_key(node: Mapping, register: _Register) -> bool:
    """Whether its keys are ids of the register."""
    keys = {key.text for key, _ in node.pairs}
    return len(keys) > 1 and register.names.keys() >= keys


def _registers(node: Node, under: str) -> Iterator[_Register]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from _registers(value, _key(key))
    elif isinstance(node, Listing):
        things = [one for one in node.items if isinstance(one, Mapping)]
        names = {
            own.text: name
            for one in things
            if (own := _of(one, _IDS)) is not None and (name := _of(one, _NAMES)) is not None
        }
        whole = len(names) == len(things) == len(node.items) >= _FEWEST
        if under and whole and not any(named(own).sureness in _CODES for own in names):
            yield _Register(under, names)
        for one in things:
            yield from _registers(one, under)


def _named(node: Node, registers: list[_Register]) -> Node:
    if isinstance(node, Listing):
        return Listing([_named(one, registers) for one in node.items])
    if not isinstance(node, Mapping):
        return node
    own = _of(node, _IDS)
    registered = own is not None and any(
        one.names.get(own.text) is _of(node, _NAMES) for one in registers
    )
    by_key = next((one.names for one in registers if _by_key(node, one)), {})
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        if key.text in by_key:
            pairs.append((_called(by_key[key.text], key), _named(value, registers)))
        elif not isinstance(value, Scalar):
            pairs.append((key, _named(value, registers)))
        elif registered and value is own:
            pairs.append((key, Scalar(())))  # it is called by its name
        else:
            name = next((r.names[value.text] for r in registers if r.refers(key, value)), None)
            pairs.append((key, value if name is None else _called(name, value)))
    return Mapping(pairs)


def _called(name: Scalar, instead: Scalar) -> Scalar:
    """The name of a thing, where `instead` refers to it."""
    return Scalar(name.parts, instead.parts[0]) if instead.parts else name


def _of(node: Mapping, keys: tuple[str, ...]) -> Scalar | None:
    """The first short text under one of the keys."""
    found = {
        _key(key): value
        for key, value in node.pairs
        if isinstance(value, Scalar) and len(value.parts) == 1 and len(value.text) <= _LONGEST
    }
    return next((found[key] for key in keys if key in found), None)


def _key(key: Scalar) -> str:
    return re.sub(r"[\s\-]+", "_", key.text.strip().casefold())
