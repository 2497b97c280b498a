"""Ask the assistant, and print what it says: for `ask`, `chat` and `compare`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from roleassistant.apps.cli import diagnostics
from roleassistant.apps.cli.terminal import print_json

if TYPE_CHECKING:
    from rich.console import RenderableType

    from roleassistant.answering.assistant import Answered, Assistant
    from roleassistant.apps.cli.conversing import Conversation


def show_answer(
    assistant: Assistant,
    question: str,
    *,
    as_json: bool,
    explain: bool = False,
    typed: str | None = None,
    conversation: Conversation | None = None,
) -> int:
    """Answer `question` and print it. `typed` is shown as the question in its place.

    With a `conversation` the question is its next turn.
    """
    from roleassistant.apps.cli import explanation

    found = explanation.record(assistant) if explain else None
    answered = conversation.answer(question) if conversation else assistant.answer(question)
    if typed is not None:
        answered = replace(answered, answer=replace(answered.answer, question=typed))
    _warn(answered)
    thread = conversation.thread if conversation else None
    if as_json:
        from roleassistant.apps.cli.answer_json import answer_as_json

        result = answer_as_json(answered, thread)
        if found is not None:
            in_words = result["understood"]
            result |= explanation.explanation_as_json(answered.plan, found)
            result["understood"]["text"] = in_words
        print_json(result)
        return 0
    explained = explanation.explanation(answered.plan, found) if found is not None else []
    _print(answered, explained)
    return 0


def show_turn(answered: Answered, thread: str, *, as_json: bool) -> None:
    """Print one turn of a chat; JSON as one line."""
    _warn(answered)
    if as_json:
        from roleassistant.apps.cli.answer_json import answer_as_json

        print_json(answer_as_json(answered, thread), lines=False)
    else:
        _print(answered, [])


def _warn(answered: Answered) -> None:
    for warning in answered.answer.warnings:
        diagnostics.warn(warning)


def _print(answered: Answered, explained: Sequence[RenderableType]) -> None:
    from roleassistant.apps.cli.answer_text import answer_text
    from roleassistant.apps.cli.terminal import console, print_result

    to = console()
    print_result(to, answer_text(answered.answer, to), *explained)
