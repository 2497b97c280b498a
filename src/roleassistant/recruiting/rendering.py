"""The process in which a template is rendered: with little memory, and text of a bounded size.

It reads JSON from stdin (`template`, `is_page`, `seen`), and writes JSON with `text` or `problem`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

_LARGEST = 4_000_000
_MEMORY = 1 << 30


def main() -> None:
    """Renders what stdin gives."""
    given = json.load(sys.stdin)
    import jinja2.sandbox  # before the limit: loading it is not what is bounded

    _bound_memory()
    sys.stdout.write(json.dumps(_rendered(given, jinja2.sandbox)))


def _bound_memory() -> None:
    """Where the system has no such limit, that of time and of the text hold alone."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if hard == resource.RLIM_INFINITY else min(hard, _MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _rendered(given: Mapping[str, Any], sandbox: Any) -> dict[str, str]:
    import jinja2

    environment = sandbox.ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=given["is_page"],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pieces: list[str] = []
    size = 0
    try:
        for piece in environment.from_string(given["template"]).generate(**given["seen"]):
            size += len(piece)
            if size > _LARGEST:
                return {"problem": f" gives more than {_LARGEST:,} characters: that is no post."}
            pieces.append(piece)
    except jinja2.TemplateSyntaxError as problem:
        return {"problem": f", line {problem.lineno}: {problem.message}."}
    except jinja2.TemplateError as problem:
        return {"problem": f": {problem.message or problem}."}
    except MemoryError:
        return {"problem": " cannot be rendered: it needs more memory than a post does."}
    except (
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as problem:
        return {"problem": f" cannot be rendered ({problem})."}
    return {"text": "".join(pieces)}


if __name__ == "__main__":
    main()
