"""An organisation's own form of a post: a Jinja file, rendered where it can do nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from roleassistant.errors import UsageError
from roleassistant.recruiting.post import JobPost, Line, Part

_LARGEST = 1 << 20
_SECONDS = 20


def rendered(post: JobPost, file: Path, *, published: bool = False) -> str:
    """The post by the template in `file`.

    A template sees `title`, `level` (internal posts only), `parts` (each with `kind`, `heading`,
    `lead`, `is_prose` and `lines`; each line with `text`, `label`, `shown`, `kind`, `marks`),
    `part` by kind, `facts`, `sources` and `published`. In an .html file, texts are escaped.

    Raises:
        UsageError: the file cannot be read, is no template, asks for what is not there, or takes
            too long or too much.
    """
    try:
        content = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UsageError(f"{file} cannot be read: {reason}.") from problem
    if len(content) > _LARGEST:
        raise UsageError(f"{file} has {len(content):,} characters: that is no template of a post.")
    is_page = any(end.casefold() in {".html", ".htm"} for end in file.suffixes)
    given = {"template": content, "is_page": is_page, "seen": _seen(post, published)}
    try:
        # In a process of its own, which can be ended: a template may count to a billion.
        done = subprocess.run(
            [sys.executable, "-m", "roleassistant.recruiting.rendering"],
            input=json.dumps(given),
            capture_output=True,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PYTHONIOENCODING": "utf-8",
            },
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise UsageError(
            f"{file} takes longer than {_SECONDS} seconds: make its loops shorter."
        ) from problem
    try:
        found = json.loads(done.stdout)
    except ValueError as problem:
        raise UsageError(
            f"{file} cannot be rendered: it needs more memory than a post does."
        ) from problem
    if "problem" in found:
        raise UsageError(f"{file}{found['problem']}")
    return str(found["text"])


def _seen(post: JobPost, published: bool) -> dict[str, Any]:
    from dataclasses import asdict

    parts = [_part(part, published) for part in post.parts]
    return {
        "title": post.title.text,
        "level": post.level if post.options.audience.value == "internal" else None,
        "parts": parts,
        "part": {part["kind"]: part for part in parts},
        "facts": asdict(post.options.facts),
        "sources": []
        if published
        else [
            {
                "id": one.id,
                "path": one.source.document,
                "line": one.source.line_start,
                "section": one.section,
                "quote": one.quote,
            }
            for one in post.citations
        ],
        "published": published,
    }


def _part(part: Part, published: bool) -> dict[str, Any]:
    return {
        "kind": part.kind.value,
        "heading": part.heading,
        "lead": part.lead,
        "is_prose": part.is_prose,
        "lines": [_line(line, published) for line in part.lines],
    }


def _line(line: Line, published: bool) -> dict[str, Any]:
    return {
        "text": line.text,
        "label": line.label,
        "shown": line.shown,
        "kind": line.kind.value,
        "marks": [] if published else list(line.marks),
        "notes": [] if published else list(line.notes),
    }
