"""Ask the assistant, and print what it says: for `ask` and `compare`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roleassistant.apps.cli import diagnostics
from roleassistant.apps.cli.terminal import print_json

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant


def show_answer(
    assistant: Assistant,
    question: str,
    *,
    as_json: bool,
    explain: bool = False,
    typed: str | None = None,
) -> int:
    """Answer `question` and print it. `typed` is shown as the question in its place."""
    from roleassistant.apps.cli import explanation

    found = explanation.record(assistant) if explain else None
    answered = assistant.answer(question)
    if typed is not None:
        answered = replace(answered, answer=replace(answered.answer, question=typed))
    for warning in answered.answer.warnings:
        diagnostics.warn(warning)
    if as_json:
        from roleassistant.apps.cli.answer_json import answer_as_json

        result = answer_as_json(answered)
        if found is not None:
            result |= explanation.explanation_as_json(answered.plan, found)
        print_json(result)
        return 0

    from roleassistant.apps.cli.answer_text import answer_text
    from roleassistant.apps.cli.terminal import console, print_result

    to = console()
    explained = explanation.explanation(answered.plan, found) if found is not None else []
    print_result(to, answer_text(answered.answer, to), *explained)
    return 0
