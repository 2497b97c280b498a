"""A tree of data → blocks: names of things become headings, and lists of texts items.

Data says of what it lists what it is by its keys. Keys that only hold others ("topics", "criteria")
show nothing; a thing is called by its title or name, or by its level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roleassistant.reading.blocks import Block, Field, Heading, Item, Paragraph, Words
from roleassistant.reading.formats.data_nodes import Listing, Mapping, Node, Scalar
from roleassistant.reading.formats.data_references import resolved
from roleassistant.reading.interpretation.jobs import AGENT, ROLE_NOUN, names_role
from roleassistant.reading.interpretation.naming import Sureness, named

# A thing is called by the first of these that it has.
_NAMES = (
    "title displayname display_name label heading name competency skill dimension topic area "
    "category attribute pillar theme capability role id key slug"
).split()
_ROLES = ("role", "job", "position", "discipline", "job_family")
_LEVELS = frozenset(
    "level grade band rank tier stage step milestone level_id levelid level_name levelname "
    "seniority lvl rung".split()
)
# They hold what there is, and say nothing of it.
_HOLDERS = frozenset(
    """
    topics topic content contents items criteria levels level competencies competences dimensions
    areas children sections section categories data values list bullets points entries attributes
    skills pillars themes capabilities groups group body rows nodes elements statements behaviours
    behaviors expectations expectation details tracks milestones stages grades bands steps tiers
    ranks roles framework frameworks ladder ladders matrix examplecriteria examples_criteria
    descriptions description text summary definition progression career by_level bylevel
    """.split()
)
# Lists of things that are levels by their place, where they have no name of their own.
_POSITIONAL = {
    "levels": "level",
    "milestones": "milestone",
    "stages": "stage",
    "grades": "grade",
    "bands": "band",
    "steps": "step",
    "tiers": "tier",
    "ranks": "rank",
}
_LADDERS = frozenset("levels ladder grades bands stages ranks titles rungs".split())
_TEXT = frozenset(
    "description summary text definition body content detail details overview expectation "
    "criteria statement blurb".split()
)
# What a thing is called otherwise.
_ALSO = frozenset("also aka alias aliases also_known_as also_called known_as other_name".split())
# Of the site that shows the data, and not of the framework.
_OF_THE_SITE = frozenset(
    """
    path yaml homepage layout weight order date draft permalink slug url lang language version type
    template sidebartitle sidebargroup sidebar_position sidebar_label toc author authors tags id key
    color colour icon created updated last_updated published hidden index uuid sort nav_order parent
    image images thumbnail cover logo linktitle keywords robots
    """.split()
)
_SKILLS = ("skill", "competency", "competence", "capability")
_GRADES = ("level", "proficiency", "rating", "target", "required", "required_level", "mastery")
_MAX_DEPTH = 40
_SHORT = 60


def blocks_of(node: Node | None) -> list[Block]:
    """The blocks of a whole document, or of its head."""
    return [] if node is None else list(_root(_by_ladder(resolved(node))))


def _by_ladder(node: Node) -> Node:
    """The same tree, in which lists that have one text for each level of a ladder that is listed
    apart are keyed by these levels; and the ladder itself is a field."""
    if not isinstance(node, Mapping):
        return node
    rungs: list[Scalar] = []
    pairs: list[tuple[Scalar, Node]] = []
    for key, value in node.pairs:
        if _key(key) in _LADDERS and not rungs and (found := _names_of_levels(value)):
            rungs = found
            pairs += [(key, rung) for rung in found]
        else:
            pairs.append((key, value))
    if not rungs:
        return node
    return Mapping([(key, _keyed(value, rungs)) for key, value in pairs])


def _names_of_levels(value: Node) -> list[Scalar]:
    """The scalars of a list of short names, most of which name levels."""
    items = value.items if isinstance(value, Listing) else []
    names = [one for one in items if isinstance(one, Scalar) and 0 < len(one.text) <= _SHORT]
    telling = [one for one in names if named(one.text).sureness >= Sureness.TITLE]
    if len(names) < 2 or len(names) != len(items) or len(telling) * 2 < len(names):
        return []
    return names


def _keyed(value: Node, rungs: list[Scalar]) -> Node:
    if isinstance(value, Mapping):
        return Mapping([(key, _keyed(inner, rungs)) for key, inner in value.pairs])
    if isinstance(value, Listing):
        if len(value.items) == len(rungs) and not any(
            isinstance(one, Mapping) for one in value.items
        ):
            return Mapping(list(zip(rungs, value.items, strict=True)))
        return Listing([_keyed(one, rungs) for one in value.items])
    return value


def _root(node: Node) -> Iterator[Block]:
    if not isinstance(node, Mapping):
        yield from _walk(node, 1, "")
        return
    title = _first_of(node, ("title", "role", "name"))
    if title is not None:
        yield Heading(title, 1)
    depth = 2 if title is not None else 1
    for key, value in node.pairs:
        if isinstance(value, Scalar) and not (_key(key) in _TEXT or len(value.text) > _SHORT):
            if value.parts and value.parts[0] is not title:
                yield Field(_key_words(key, value), value.parts[0])
            elif not value.parts and key.parts:
                yield Field(key.parts[0], key.parts[0])
        else:
            yield from _pair(key, value, depth)


def _key_words(key: Scalar, value: Scalar) -> Words:
    return key.parts[0] if key.parts else value.parts[0]


def _pair(key: Scalar, value: Node, depth: int) -> Iterator[Block]:
    """A key with what it holds. A key that names anything is a heading."""
    name = _key(key)
    if key.refers is not None:
        yield Field(key.refers, key.refers)
    silent = not key.parts or name in _HOLDERS or name in _OF_THE_SITE
    if isinstance(value, Scalar) and not value.parts:
        if key.parts:
            yield Field(key.parts[0], key.parts[0])
        return
    if not silent:
        yield Heading(key.parts[0], depth, id=_id_of(key))
        depth += 1
    elif key.parts:
        yield Field(key.parts[0], key.parts[0])
    if isinstance(value, Mapping) and (key.text.isdigit() or _names_level(key.text)):
        yield from _thing(value, depth, name, 0, of_level=True)
        return
    yield from _walk(value, depth, name)


def _walk(node: Node, depth: int, under: str, item: int = 0) -> Iterator[Block]:
    depth = min(depth, _MAX_DEPTH)
    if isinstance(node, Scalar):
        for part in node.parts:
            yield Item(part, item) if item else Paragraph(part)
    elif isinstance(node, Listing):
        among_texts = any(isinstance(one, Scalar) for one in node.items)
        for number, one in enumerate(node.items, 1):
            if among_texts and (text := _with_a_colon(one)) is not None:
                yield Item(text, max(1, item))
                continue
            place = number if _is_level_by_place(one, under, node) else None
            if place is not None:
                shown = next(_texts(one), None)
                if shown is not None:
                    label = f"{_POSITIONAL[under].title()} {place}"
                    yield Heading(shown, depth, stands_for=label, by_place=True)
                yield from _walk(one, depth + 1, "", item)
            elif isinstance(one, Scalar):
                for part in one.parts:
                    yield Item(part, max(1, item))
            else:
                yield from _walk(one, depth, under, item)
    else:
        yield from _thing(node, depth, under, item)


def _with_a_colon(one: Node) -> Words | None:
    """A text among texts that a parser takes for a key with its value: "Works fast: but well"."""
    if not isinstance(one, Mapping) or len(one.pairs) != 1:
        return None
    ((key, value),) = one.pairs
    if not isinstance(value, Scalar) or len(key.parts) != 1 or len(value.parts) != 1:
        return None
    first, last = key.parts[0], value.parts[0]
    text = f"{first.text}: {last.text}"
    return Words(text, first.start, last.end) if last.end - first.start == len(text) else None


def _is_level_by_place(one: Node, under: str, among: Listing) -> bool:
    if under not in _POSITIONAL or len(among.items) < 2:
        return False
    if isinstance(one, Mapping):
        keys = {_key(key) for key, _ in one.pairs}
        if keys & _LEVELS:
            return False
        name = _first_of(one, _NAMES)
        return name is None or len(name.text) > _SHORT
    return isinstance(one, Listing) or len(one.text) > _SHORT


def _thing(
    node: Mapping, depth: int, under: str, item: int, *, of_level: bool = False
) -> Iterator[Block]:
    """Something with a name, or a level, or both; `of_level`: its key says of which level it is."""
    if (graded := _graded_skill(node)) is not None:
        skill, grade = graded
        yield Heading(skill, depth)
        yield Paragraph(grade)
        for key, value in node.pairs:
            if isinstance(value, Scalar) and value.parts and value.parts[0] not in graded:
                yield Field(_key_words(key, value), value.parts[0])
        return
    level = _level_of(node, under)
    name = _first_of(node, _NAMES)
    if name is not None and level is not None and name is level[1].parts[0]:
        name = None
    spoken: list[Words] = []
    role = _first_of(node, _ROLES)
    if role is not None and level is not None and role is not level[1].parts[0]:
        yield Heading(role, depth)
        spoken.append(role)
        depth += 1
        name = None if name is role else name
    if level is not None:
        yield _level_heading(*level, depth)
        spoken += [level[1].parts[0]]
        depth += 1
    if name is not None and (level is not None or of_level) and _is_title_of_level(node, name):
        # The title of the level, and nothing below it.
        yield Field(_key_of(node, name), _key_of(node, name))
        yield Paragraph(name, called=True)
        spoken.append(name)
        name = None
    if name is not None:
        leaf = _leaf_text(node, name)
        if leaf:
            # {criteria: "…", examples: […]}: the text, and what belongs to it.
            yield Item(name, max(1, item))
            item = max(1, item) + 1
        else:
            refers = (value for _, value in node.pairs if isinstance(value, Scalar))
            own = next((one for one in refers if one.parts and one.parts[0] is name), None)
            yield Heading(name, depth, id=_id_of(own) if own is not None else "")
            depth += 1
        spoken.append(name)
    titled = _titles_of_levels(node)
    for key, value in node.pairs:
        if isinstance(value, Scalar):
            if value.refers is not None:
                yield Field(value.refers, value.refers)
            if titled:
                yield Heading(key.parts[0], depth)
                yield Paragraph(value.parts[0], called=True)
                continue
            if not value.parts:
                if key.parts:
                    yield Field(key.parts[0], key.parts[0])
                continue
            if value.parts[0] in spoken:
                continue
            yield from _attribute(key, value, depth, item)
        elif item and _key(key) not in _LEVELS:
            if key.parts:
                yield Field(key.parts[0], key.parts[0])
            yield from _walk(value, depth, _key(key), item)
        else:
            yield from _pair(key, value, depth)


def _titles_of_levels(node: Mapping) -> bool:
    """Whether it says of each level what who is there is called: {band_5: Staff Nurse}."""
    values = [value for _, value in node.pairs if isinstance(value, Scalar)]
    if len(values) < 2 or len(values) < len(node.pairs):
        return False
    if not all(key.parts and _names_level(key.text) for key, _ in node.pairs):
        return False
    short = all(len(one.parts) == 1 and len(one.text) <= _SHORT for one in values)
    jobs = sum(names_role(one.text) or AGENT.search(one.text) is not None for one in values)
    return short and jobs * 2 >= len(values)


def _graded_skill(node: Mapping) -> tuple[Words, Words] | None:
    """A skill and how well it has to be mastered, where something says no more than that:
    {skill: SQL, level: good}."""
    scalars = {_key(key): value for key, value in node.pairs if isinstance(value, Scalar)}
    skill = next((scalars[key] for key in _SKILLS if key in scalars), None)
    grade = next((scalars[key] for key in _GRADES if key in scalars), None)
    if skill is None or grade is None or len(scalars) < len(node.pairs):
        return None
    if not skill.parts or not grade.parts or any(len(v.text) > _SHORT for v in scalars.values()):
        return None
    return skill.parts[0], grade.parts[0]


def _names_level(text: str) -> bool:
    return named(text).sureness >= Sureness.CODE


def _is_title_of_level(node: Mapping, name: Words) -> bool:
    """Whether the name of something of a level is the title of who is at that level, and not what
    is described: "Account Executive, Mid-market"."""
    if named(name.text).sureness >= Sureness.TITLE or names_role(name.text):
        return True
    key = _key(_key_scalar(node, name))
    return key.endswith("title") and ROLE_NOUN.search(name.text) is not None


def _level_of(node: Mapping, under: str) -> tuple[Scalar, Scalar] | None:
    """The key and the value that say of which level a thing is: an id may say it as well, and what
    stands under the key of a ladder is called by its id where it has no other name."""
    scalars = [(k, v) for k, v in node.pairs if isinstance(v, Scalar) and v.parts and k.parts]
    for key, value in scalars:
        if _key(key) in _LEVELS:
            return key, value
    for key, value in scalars:
        if (
            _key(key) in ("id", "key", "code", "short")
            and named(value.text).sureness >= Sureness.RUNG
        ):
            return key, value
    if under in _LADDERS and _first_of(node, ("name", "title", "label")) is None:
        return next((one for one in scalars if _key(one[0]) in ("id", "key", "code")), None)
    return None


def _attribute(key: Scalar, value: Scalar, depth: int, item: int) -> Iterator[Block]:
    """A key with a text, of a thing."""
    name = _key(key)
    first = value.parts[0]
    called = name.endswith("title") or name in _ALSO
    if called and len(value.parts) == 1 and len(value.text) <= _SHORT:
        yield Field(key.parts[0], key.parts[0])
        yield Paragraph(first, called=True)
        return
    short = len(value.text) <= _SHORT and not value.text.endswith((".", "!"))
    if name in _OF_THE_SITE or (name in _NAMES and short):
        yield Field(key.parts[0] if key.parts else first, first)
        return
    if name in _TEXT or name in _HOLDERS or not key.parts:
        if key.parts:
            yield Field(key.parts[0], key.parts[0])
    else:
        yield Heading(key.parts[0], depth)
    for part in value.parts:
        yield Item(part, max(1, item)) if item or len(value.parts) > 1 else Paragraph(part)


def _leaf_text(node: Mapping, name: Words) -> bool:
    """Whether the name of a thing is itself a statement that others belong to."""
    key = _key(_key_scalar(node, name))
    return key in ("criteria", "statement", "text") or (
        len(name.text) > _SHORT and not any(_holds_things(value) for _, value in node.pairs)
    )


def _holds_things(node: Node) -> bool:
    if isinstance(node, Listing):
        return any(isinstance(one, Mapping) for one in node.items)
    return isinstance(node, Mapping)


def _first_of(node: Mapping, names: Sequence[str]) -> Words | None:
    found: dict[str, Words] = {}
    for key, value in node.pairs:
        if isinstance(value, Scalar) and value.parts:
            found.setdefault(_key(key), value.parts[0])
    texts = ("criteria", "statement", "text")
    if (
        names is _NAMES
        and not any(name in found for name in names)
        and any(isinstance(v, Listing) for _, v in node.pairs)
    ):
        names = [*names, *texts]
    return next((found[name] for name in names if name in found), None)


def _key_scalar(node: Mapping, words: Words) -> Scalar:
    return next(
        k for k, v in node.pairs if isinstance(v, Scalar) and v.parts and v.parts[0] is words
    )


def _key_of(node: Mapping, words: Words) -> Words:
    key = _key_scalar(node, words)
    return key.parts[0] if key.parts else words


def _level_heading(key: Scalar, value: Scalar, depth: int) -> Heading:
    """A level that shows by itself that it is one, or "level: 3", with its key."""
    first, named_by = value.parts[0], key.parts[0]
    if named(value.text).sureness >= Sureness.RUNG:
        return Heading(first, depth, id=_id_of(value))
    text = f"{named_by.text}: {value.text}"
    if value.refers is not None or _key(key) not in _LEVELS:
        return Heading(first, depth, stands_for=f"level: {value.text}", id=_id_of(value))
    return Heading(Words(text, min(named_by.start, first.start), first.end), depth)


def _id_of(value: Scalar) -> str:
    return value.refers.text if value.refers is not None else ""


def _key(key: Scalar) -> str:
    return re.sub(r"[\s\-]+", "_", key.text.strip().casefold()) if key.parts else ""


def _texts(node: Node) -> Iterator[Words]:
    if isinstance(node, Scalar):
        yield from node.parts
    elif isinstance(node, Listing):
        for one in node.items:
            yield from _texts(one)
    else:
        for _, value in node.pairs:
            yield from _texts(value)
