"""`ingest --explain FILE` and `--suggest-mapping`: what is understood, before it is indexed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleassistant.apps.cli import diagnostics

if TYPE_CHECKING:
    from rich.tree import Tree

    from roleassistant.domain import Statement
    from roleassistant.indexing.embedding.encoder import Encoder
    from roleassistant.reading.explaining import Explanation

_UNPLACED_SHOWN = 40


def explain(path: Path, encoder: Encoder, as_json: bool) -> int:
    """Print the tree of what is understood of a file. 1 where it cannot be read."""
    from roleassistant.apps.cli.terminal import console, print_json, print_result

    found = _read([path], encoder)
    if as_json:
        print_json({"documents": [_as_json(one) for one in found]})
    else:
        for one in found:
            print_result(console(), *_shown(one))
    return 0 if found else 1


def suggest(paths: Sequence[Path], encoder: Encoder) -> int:
    """Print a first mapping for the files. 1 where none can be read."""
    from roleassistant.reading.suggesting import suggestion

    found = _read(paths, encoder)
    if found:
        # Not folded to the terminal: it is TOML, to be saved.
        sys.stdout.write(suggestion(found))
    return 0 if found else 1


def _read(paths: Sequence[Path], encoder: Encoder) -> list[Explanation]:
    from roleassistant.errors import DocumentError
    from roleassistant.indexing.embedding.encoder import likeness
    from roleassistant.indexing.sources import scan
    from roleassistant.reading import registry
    from roleassistant.reading.document import load
    from roleassistant.reading.explaining import explained

    sources = scan(paths, registry.SUFFIXES)
    for failed in sources.failed:
        diagnostics.error(failed.error)
    found = []
    for source in sources.files:
        try:
            document = load(source.file, source.shown)
            found.append(explained(registry.read(document, partial(likeness, encoder))))
        except DocumentError as problem:
            diagnostics.error(str(problem))
    return found


def _shown(one: Explanation) -> list[Any]:
    from rich.text import Text
    from rich.tree import Tree

    from roleassistant.apps.cli.terminal import one_line
    from roleassistant.reading.reading import LineUse

    document = one.reading.document
    parts: list[Any] = [
        Text(
            f"{one_line(document.path)}: {one.count(LineUse.PLACED)} lines placed, "
            f"{one.count(LineUse.BOILERPLATE)} boilerplate, "
            f"{one.count(LineUse.UNPLACED)} unplaced; read by {one.reading.reader}"
        )
    ]
    for role in one.roles:
        tree = Tree(Text(f"{one_line(role.title)}  {role.key}", style="bold"))
        for rung in role.rungs:
            branch = tree.add(Text(rung.name, style="bold"))
            for group in rung.groups:
                inner = branch.add(Text(f"{one_line(group.name)} ({len(group.statements)})"))
                for statement in group.statements:
                    _add(inner, statement)
        parts.append(tree)
    if one.unplaced:
        parts.append(Text(f"Unplaced ({len(one.unplaced)})", style="bold"))
        for line in one.unplaced[:_UNPLACED_SHOWN]:
            parts.append(Text(f"  {line.number}: {one_line(line.text.strip())}"))
        if len(one.unplaced) > _UNPLACED_SHOWN:
            parts.append(Text(f"  … and {len(one.unplaced) - _UNPLACED_SHOWN} more"))
    parts += [Text(f"Note: {one_line(note)}") for note in one.reading.notes]
    return parts


def _add(tree: Tree, statement: Statement) -> None:
    from rich.text import Text

    from roleassistant.apps.cli.terminal import one_line

    text = Text(one_line(statement.text))
    text.append(f"  :{statement.span.line_start}", style="dim")
    if statement.attribution.how != "stated":
        text.append(f"  {statement.attribution.how}: {statement.attribution.method}", style="dim")
    tree.add(text)


def _as_json(one: Explanation) -> dict[str, Any]:
    from roleassistant.reading.reading import LineUse

    return {
        "path": one.reading.document.path,
        "reader": one.reading.reader,
        "lines": {use.value: one.count(use) for use in LineUse},
        "roles": [
            {
                "role": role.key,
                "title": role.title,
                "levels": [
                    {
                        "level": None if rung.level is None else str(rung.level),
                        "groups": [
                            {
                                "name": group.name,
                                "statements": [_statement(s) for s in group.statements],
                            }
                            for group in rung.groups
                        ],
                    }
                    for rung in role.rungs
                ],
            }
            for role in one.roles
        ],
        "unplaced": [{"line": line.number, "text": line.text.strip()} for line in one.unplaced],
        "notes": list(one.reading.notes),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "text": statement.text,
        "line_start": statement.span.line_start,
        "line_end": statement.span.line_end,
        "kind": statement.kind.value,
        "attribution": statement.attribution.how,
        "method": statement.attribution.method,
    }
