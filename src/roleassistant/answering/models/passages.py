"""What a model is given: the statements of the draft, numbered, as data that stays data."""

from __future__ import annotations

import json
from collections.abc import Mapping

from roleassistant.answering.draft import Draft, facts_of
from roleassistant.answering.models.orders import is_order
from roleassistant.indexing.chunks import Chunk

Passages = Mapping[str, Chunk]

# Some 6,000 tokens. What is beyond is not sent; it is quoted below what the model says.
_MOST_CHARACTERS = 24_000


def passages_of(draft: Draft) -> Passages:
    """The statements that a draft rests on as p1, p2, …, each once, without those that are orders
    to a model."""
    chunks = {chunk.row: chunk for fact in facts_of(draft) for chunk in fact.chunks}
    found: dict[str, Chunk] = {}
    room = _MOST_CHARACTERS
    for chunk in chunks.values():
        if is_order(chunk.statement.text):
            continue
        room -= len(chunk.statement.text)
        if room < 0 and found:
            break
        found[f"p{len(found) + 1}"] = chunk
    return found


def as_data(value: object) -> str:
    """JSON in which no text can close a tag that stands around it."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e")


def described(passages: Passages) -> list[dict[str, object]]:
    """What the model sees of each passage."""
    return [_described(name, chunk) for name, chunk in passages.items()]


def _described(name: str, chunk: Chunk) -> dict[str, object]:
    statement = chunk.statement
    seen: dict[str, object] = {
        "id": name,
        "role": chunk.title,
        "level": ", ".join(str(level) for level in statement.levels),
        "section": statement.heading,
        "dimension": statement.dimension,
        "attribution": statement.attribution.how,
        "text": statement.text,
    }
    return {key: value for key, value in seen.items() if value}
