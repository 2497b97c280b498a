"""An organisation's own form of a post: a Jinja file, rendered where it can do nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from roleassistant.errors import UsageError
from roleassistant.recruiting.post import JobPost, Line, Part

_LARGEST = 1 << 20


def rendered(post: JobPost, file: Path, *, published: bool = False) -> str:
    """The post by the template in `file`.

    A template sees `title`, `level` (internal posts only), `parts` (each with `kind`, `heading`,
    `lead`, `is_prose` and `lines`; each line with `text`, `label`, `shown`, `kind`, `marks`),
    `part` by kind, `facts`, `sources` and `published`. In an .html file, texts are escaped.

    Raises:
        UsageError: the file cannot be read, is no template, or asks for what is not there.
    """
    import jinja2
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    try:
        content = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UsageError(f"{file} cannot be read: {reason}.") from problem
    if len(content) > _LARGEST:
        raise UsageError(f"{file} has {len(content):,} characters: that is no template of a post.")
    is_page = any(end.casefold() in {".html", ".htm"} for end in file.suffixes)
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=is_page,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    try:
        return environment.from_string(content).render(**_seen(post, published))
    except jinja2.TemplateSyntaxError as problem:
        raise UsageError(f"{file}, line {problem.lineno}: {problem.message}.") from problem
    except (jinja2.TemplateError, SecurityError) as problem:
        raise UsageError(f"{file}: {problem.message or problem}.") from problem
    except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as problem:
        raise UsageError(f"{file} cannot be rendered ({problem}).") from problem


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
