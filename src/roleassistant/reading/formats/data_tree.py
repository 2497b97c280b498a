"""YAML and JSON as a tree of scalars with their places. Nothing is built from tags.

A strict parser (PyYAML's composer, whose nodes know where they stand) is asked first; what it
refuses, as tabs or an unquoted colon, is read by its lines (`data_lines`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from roleassistant.errors import DocumentError
from roleassistant.reading.blocks import Words
from roleassistant.reading.formats.data_lines import outline_of
from roleassistant.reading.formats.data_nodes import Listing, Mapping, Node, Scalar
from roleassistant.reading.showing import of_scalar

# A framework has some thousand values. An alias may stand for a tree of aliases, and a list be
# nested a thousand deep: both end here.
MAX_NODES = 60_000
MAX_DEPTH = 40
_BLOCK_SIGN = re.compile(r"[|>][-+0-9]*[^\n]*\n?")
_BULLETED = re.compile(r"[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+")


@dataclass
class _Count:
    nodes: int = 0


def parse(text: str, shown_as: str, start: int = 0) -> tuple[Node | None, list[str]]:
    """The tree of `text`, which begins at offset `start` of its document, and what was odd of it.

    Raises:
        DocumentError: it is nested too deep, or its aliases stand for too much.
    """
    _refuse_depth(text, shown_as)
    try:
        documents = list(yaml.compose_all(_without_tabs(text), Loader=yaml.SafeLoader))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = "" if mark is None else f" at line {mark.line + 1} of it"
        what = getattr(problem, "problem", None) or "it cannot be read"
        note = f"the data is no valid YAML or JSON{where} ({what}); it was read by its lines."
        return outline_of(text, start), [note]
    except (RecursionError, ValueError) as problem:
        raise DocumentError(
            f"{shown_as} is nested too deep or has a value that cannot be read ({problem}). "
            f"Flatten it, or leave it out."
        ) from problem
    count = _Count()
    found = [_node(one, text, start, count, 0, shown_as) for one in documents if one is not None]
    trees = [one for one in found if one is not None]
    if len(trees) == 1:
        return trees[0], []
    return (Listing(trees) if trees else None), []


def _without_tabs(text: str) -> str:
    """Tabs as spaces where white space means nothing: within flow style, that is in JSON."""
    return text.replace("\t", " ") if text.lstrip()[:1] in ("{", "[") else text


def _refuse_depth(text: str, shown_as: str) -> None:
    depth = deepest = 0
    for match in re.finditer(r"[\[{]|[\]}]", text):
        depth += 1 if match[0] in "[{" else -1
        deepest = max(deepest, depth)
    dashes = max((m[0].count("-") for m in re.finditer(r"(?m)^[ ]*(?:- ){9,}", text)), default=0)
    if max(deepest, dashes) > MAX_DEPTH:
        raise DocumentError(
            f"{shown_as} is nested {max(deepest, dashes)} deep; data of a framework is nested at "
            f"most {MAX_DEPTH} deep. Flatten it, or leave it out."
        )


def _node(
    node: yaml.Node, text: str, start: int, count: _Count, depth: int, shown_as: str
) -> Node | None:
    count.nodes += 1
    if count.nodes > MAX_NODES or depth > MAX_DEPTH:
        raise DocumentError(
            f"{shown_as} stands for more than {MAX_NODES:,} values or is nested more than "
            f"{MAX_DEPTH} deep, by its aliases. Write it out, or leave it out."
        )
    if isinstance(node, yaml.ScalarNode):
        return Scalar(tuple(_parts(node, text, start)))
    if isinstance(node, yaml.SequenceNode):
        inner = [_node(one, text, start, count, depth + 1, shown_as) for one in node.value]
        return Listing([one for one in inner if one is not None])
    pairs = []
    for key, value in node.value:
        name = _node(key, text, start, count, depth + 1, shown_as)
        inner_node = _node(value, text, start, count, depth + 1, shown_as)
        if isinstance(name, Scalar) and inner_node is not None:
            pairs.append((name, inner_node))
        elif name is not None:
            pairs.append((Scalar(()), name))
            if inner_node is not None:
                pairs.append((Scalar(()), inner_node))
    return Mapping(pairs)


def _parts(node: yaml.ScalarNode, text: str, start: int) -> Iterator[Words]:
    """The paragraphs of a scalar; a null, and an empty one, has none."""
    first, last = node.start_mark.index, node.end_mark.index
    if first == last or node.tag == "tag:yaml.org,2002:null":
        return
    if node.style not in ("|", ">"):
        if shown := of_scalar(text[first:last]):
            yield Words(shown, start + first, start + last)
        return
    sign = _BLOCK_SIGN.match(text, first)
    first = sign.end() if sign else first
    # In a literal each line stands for itself where it is an item; paragraphs end at blank lines.
    for part in re.finditer(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*", text[first:last]):
        lines = list(re.finditer(r"[^\n]+", part[0]))
        each = node.style == "|" and any(_BULLETED.match(line[0]) for line in lines)
        stretches = [line.span() for line in lines] if each else [(0, len(part[0]))]
        for begin, end in stretches:
            mark = _BULLETED.match(part[0], begin)
            raw = part[0][mark.end() if mark else begin : end]
            shown = of_scalar(raw)
            if shown:
                at = start + first + part.start() + end - len(raw)
                lead = len(raw) - len(raw.lstrip())
                yield Words(shown, at + lead, at + len(raw.rstrip()))
