"""What a reader sees of an answer that a model worded."""

from __future__ import annotations

import json
from collections.abc import Iterator

from roleassistant.answering.assistant import Answered
from roleassistant.apps.cli.answer_json import answer_as_json
from roleassistant.domain.answer import Answer, Fact, Facts
from roleassistant.retrieval.plan import Intent, Plan


def worded_facts(answer: Answer) -> list[Fact]:
    """The claims of the model: they stand first, each alone, without a label."""
    found = []
    for block in answer.blocks if answer.answered_by != "extractive" else ():
        if not isinstance(block, Facts) or len(block.items) != 1 or block.items[0].label:
            break
        found.append(block.items[0])
    return found


def everything(answer: Answer) -> str:
    """Every text of an answer that any front end shows, and all that its JSON holds."""
    plan = Plan(answer.question, Intent.LOOKUP)
    return "\n".join(_texts(answer_as_json(Answered(answer, plan, {})))) + json.dumps(
        answer_as_json(Answered(answer, plan, {}))
    )


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "question":
                yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
