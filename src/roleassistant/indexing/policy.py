"""Who may see what, as manifests say it: the table [visibility] of `manifest.toml`.

    [visibility]
    groups = ["HR", "Sales leads"]

    [[visibility.restricted]]
    files = ["profiles/executive/*"]
    roles = ["DIRECT.SALESMGMT"]
    sections = ["Provenance"]
    visible_to = ["HR"]

`groups` are all that there are: a page or a rule may name no other. A rule is about what all of its
keys name: files by patterns relative to the manifest, roles by code (with or without a level) or
title, sections by heading; without `sections`, about whole pages.

Every manifest beside or above a file that is read counts, and so do those that the index was built
with before: a rule ends when it is taken out of its manifest, not when a command leaves it out.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from roleassistant.domain import RoleProfile, Section
from roleassistant.domain.visibility import GroupList, folded
from roleassistant.errors import SettingsError, VisibilityUnclear
from roleassistant.resources import MANIFEST, VISIBILITY, read_manifest

_SELECTORS = ("files", "roles", "sections")
# What a person might write for "all", where leaving the rule out says it; `public` names a viewer.
_NO_GROUPS = frozenset({"all", "anyone", "everybody", "everyone", "nobody", "none", "public"})
_SEPARATORS = frozenset(",;|")


@dataclass(frozen=True, slots=True)
class Rule:
    """Pages, or sections of pages, that are visible to some groups only. `places` are the real
    paths that `files` name now."""

    manifest: str
    files: tuple[str, ...]
    places: frozenset[Path]
    roles: tuple[str, ...]
    sections: tuple[str, ...]
    groups: GroupList

    def names_page(self, file: Path, profile: RoleProfile) -> bool:
        """Whether the page of `profile`, in `file`, is one that the rule is about."""
        return self._names_file(file) and self._names_role(profile)

    def names_section(self, section: Section) -> bool:
        """Whether the rule is about `section` of a page that it is about."""
        called = (section.heading, section.kind.shown_as, section.kind.value)
        return _any_matches(called, self.sections)

    def _names_file(self, file: Path) -> bool:
        return not self.files or not self.places.isdisjoint((file, *file.parents))

    def _names_role(self, profile: RoleProfile) -> bool:
        called = (profile.code.role, str(profile.code), profile.title)
        return not self.roles or _any_matches(called, self.roles)

    def __str__(self) -> str:
        parts = [f"{key} = {list(getattr(self, key))}" for key in _SELECTORS if getattr(self, key)]
        return f"the rule with {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Policy:
    """The groups that are known, by their folded names, and the rules; of `manifests`."""

    groups: dict[str, str]
    rules: tuple[Rule, ...]
    manifests: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What changes with every rule; empty where there is nothing to follow."""
        if not self.groups and not self.rules:
            return ""
        plain: list[Any] = [sorted(self.groups)]
        plain += [
            [one.manifest, one.files, one.roles, one.sections, sorted(one.groups)]
            for one in self.rules
        ]
        return hashlib.sha256(json.dumps(plain).encode("ascii")).hexdigest()[:16]

    def known(self, groups: Iterable[str], where: str) -> GroupList:
        """The groups that are named at `where`, folded.

        Raises:
            VisibilityUnclear: one of them is not declared.
        """
        names = list(groups)
        for name in names:
            if folded(name) not in self.groups:
                have = ", ".join(self.groups.values()) or "none"
                raise VisibilityUnclear(
                    f"{where} is visible to “{name}”, which is no group that is declared "
                    f"(there are: {have}). Add it to groups under [{VISIBILITY}] in a {MANIFEST} "
                    f"beside or above the profiles, or mend its spelling. Until then nobody sees "
                    f"the page."
                )
        return frozenset(map(folded, names))


def policy_for(files: Iterable[Path], named: Iterable[Path], before: Sequence[str]) -> Policy:
    """The policy by which `files` are read.

    `named` are manifests that the command names, `before` those of the index so far.

    Raises:
        SettingsError: a manifest is gone or cannot be followed.
    """
    gone = [one for one in before if not Path(one).is_file()]
    if gone:
        raise SettingsError(
            f"{gone[0]}, which says who may see profiles of this index, is gone. Put it back; to "
            f"let everyone see them, put one there with an empty table [{VISIBILITY}]."
        )
    folders = {parent for file in files for parent in file.parents}
    found = {Path(one) for one in before} | {one.resolve() for one in named}
    found |= {one for folder in folders if _is_there(one := folder / MANIFEST)}
    groups: dict[str, str] = {}
    rules: list[Rule] = []
    manifests: list[str] = []
    for manifest in sorted(found):
        table = read_manifest(manifest).get(VISIBILITY)
        if table is None and str(manifest) not in before:
            continue
        own, own_rules = _read(manifest, table or {})
        groups |= own
        rules += own_rules
        if own or own_rules:
            manifests.append(str(manifest))
    return Policy(dict(sorted(groups.items())), tuple(rules), tuple(manifests))


def _read(manifest: Path, table: object) -> tuple[dict[str, str], list[Rule]]:
    if not isinstance(table, dict):
        raise SettingsError(f"{manifest}: {VISIBILITY} has to be a table, [{VISIBILITY}].")
    _refuse_unknown(manifest, f"[{VISIBILITY}]", table, ("groups", "restricted"))
    groups = {}
    for name in _texts(manifest, "groups", table.get("groups", [])):
        if folded(name) in _NO_GROUPS or _SEPARATORS.intersection(name):
            raise SettingsError(
                f"{manifest}: {name!r} cannot be the name of a group. What everyone may see is in "
                f"no rule, and names hold no comma, semicolon or bar."
            )
        groups[folded(name)] = " ".join(name.split())
    entries = table.get("restricted", [])
    if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
        raise SettingsError(
            f"{manifest}: restricted has to be tables, [[{VISIBILITY}.restricted]]."
        )
    return groups, [_rule(manifest, entry, groups) for entry in entries]


def _rule(manifest: Path, entry: dict[str, Any], groups: dict[str, str]) -> Rule:
    _refuse_unknown(manifest, f"[[{VISIBILITY}.restricted]]", entry, (*_SELECTORS, "visible_to"))
    selected = {key: _texts(manifest, key, entry[key]) for key in _SELECTORS if key in entry}
    named = _texts(manifest, "visible_to", entry.get("visible_to", []))
    if not named or not selected or not all(selected.values()):
        raise SettingsError(
            f"{manifest}: a rule needs visible_to with at least one group, and files, roles or "
            f"sections that are not empty."
        )
    for name in named:
        if folded(name) not in groups:
            raise SettingsError(
                f"{manifest}: visible_to names “{name}”, which is not among groups. Add it there, "
                f"or mend its spelling."
            )
    files = selected.get("files", ())
    places: set[Path] = set()
    for pattern in files:
        there = set(_named_by(manifest.parent, pattern))
        places |= there
        if not there:
            raise SettingsError(
                f"{manifest}: {pattern} names nothing that is there, so that what it was to "
                f"restrict would be visible to all. Mend or remove it."
            )
    return Rule(
        str(manifest),
        files,
        frozenset(places),
        selected.get("roles", ()),
        selected.get("sections", ()),
        frozenset(map(folded, named)),
    )


def _refuse_unknown(
    manifest: Path, where: str, table: dict[str, Any], allowed: Sequence[str]
) -> None:
    for key in table:
        if key not in allowed:
            raise SettingsError(
                f"{manifest}: {key} is unknown in {where}. Allowed: {', '.join(allowed)}."
            )


def _texts(manifest: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise SettingsError(f'{manifest}: {key} has to be a list of texts, as in {key} = ["HR"].')
    return tuple(value)


def _is_there(file: Path) -> bool:
    """Whether it is a file, as far as this user may know."""
    with suppress(PermissionError):
        return file.is_file()
    return False


def _named_by(folder: Path, pattern: str) -> Iterator[Path]:
    """The real paths that `pattern` names, relative to `folder`."""
    path = Path(pattern).expanduser()
    if any(character in pattern for character in "*?[") and not path.is_absolute():
        yield from (Path(os.path.realpath(found)) for found in folder.glob(pattern))
    elif (folder / path).exists():
        yield Path(os.path.realpath(folder / path))


def _any_matches(texts: Iterable[str], patterns: Iterable[str]) -> bool:
    known = [folded(pattern) for pattern in patterns]
    return any(fnmatchcase(folded(text), pattern) for text in texts for pattern in known)
