"""`roleassistant ask`: one question, one answer."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from roleassistant.apps.cli import options
from roleassistant.errors import UsageError

EXAMPLE = 'roleassistant ask "what separates P4 from P5 for field sales"'

# Far more than any question; a pipe may never end.
_MOST_BYTES = 1 << 16


def run(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="The question; - reads it from stdin.")
    ],
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show what was understood and retrieved, with scores."),
    ] = False,
    thread: options.Thread = None,
    answerer: options.Answerer = None,
    seen_as: options.SeenAs = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Answer a question from the profiles, each statement cited by file and line.

    Where the profiles do not answer, it says so and what they do hold. Nothing is indexed.
    With --thread the question may follow up on the one before ("and P3?"): conversations are kept
    in the index folder.
    """
    del debug
    asked = _from_stdin() if question == "-" else options.words(question)
    if not asked.strip():
        raise UsageError(f"The question is empty. Try: {EXAMPLE}")

    from roleassistant.apps.cli.opening import assistant_for, settings_for, writer_for
    from roleassistant.apps.cli.showing import show_answer

    settings = settings_for(index, answerer)
    assistant = assistant_for(settings, writer_for(settings), seen_as)
    conversation = None
    if thread is not None:
        from roleassistant.apps.cli.conversing import conversation_for

        conversation = conversation_for(settings, assistant, options.words(thread))
    return show_answer(
        assistant, asked, as_json=as_json, explain=explain, conversation=conversation
    )


def _from_stdin() -> str:
    if sys.stdin is None:
        raise UsageError("There is no stdin to read the question from.")
    return sys.stdin.buffer.read(_MOST_BYTES).decode("utf-8", "replace")
