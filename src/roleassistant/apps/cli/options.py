"""Options that several commands have."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from roleassistant.apps.cli import diagnostics

Index = Annotated[
    Path | None,
    typer.Option(
        "--index",
        metavar="DIR",
        help="The index folder (environment: ROLEASSISTANT_INDEX; default: your data folder).",
    ),
]
Answerer = Annotated[
    str | None,
    typer.Option(
        "--answerer",
        metavar="NAME",
        help="Who words the answer: extractive (quoted, offline), or a chat model as "
        "provider:model.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
AsLines = Annotated[
    bool, typer.Option("--json", help="Print one JSON object a line, for each answer.")
]
Thread = Annotated[
    str | None,
    typer.Option("--thread", metavar="ID", help="Go on with the conversation ID, or begin it."),
]
SeenAs = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="GROUP[,GROUP]",
        help="Show what somebody sees who is in these groups and no other; public: in none. "
        "Without it, everything is shown: see docs/visibility.md.",
    ),
]
Debug = Annotated[
    bool,
    typer.Option(
        "--debug",
        callback=diagnostics.debug,
        is_eager=True,
        help="Log each step to stderr, and show a traceback where something fails.",
    ),
]


def words(text: str) -> str:
    """An argument as text: bytes that are no UTF-8 become U+FFFD rather than lone surrogates."""
    return os.fsencode(text).decode("utf-8", "replace")
