"""This project as the bench runs it in processes of its own.

    python -m tests.bench.ours convert --models DIR
    python -m tests.bench.ours serve --index DIR --models DIR      one JSON line in, one out

`ask` and `ingest` are measured through the command line, as a person runs them.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from tests.bench.process import serve

from roleassistant.answering.assistant import Assistant
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.embedding.model import DEFAULT_IDENTITY
from roleassistant.indexing.embedding.opening import open_encoder
from roleassistant.indexing.library import Library


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=("convert", "serve"))
    parser.add_argument("--index", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    given = parser.parse_args()
    if given.do == "convert":
        there = given.models.is_dir() and any(given.models.iterdir())
        started = time.perf_counter()
        open_encoder(models=given.models)
        print(json.dumps({"seconds": time.perf_counter() - started, "reused": there}))
        return
    opened: list[Encoder] = []

    def encoder() -> Encoder:
        if not opened:
            opened.append(open_encoder(models=given.models))
        return opened[0]

    assistant = Assistant(Library(given.index, model=DEFAULT_IDENTITY), encoder)

    def answer(question: str) -> dict[str, object]:
        started = time.perf_counter()
        answered = assistant.answer(question)
        return {
            "ms": (time.perf_counter() - started) * 1000,
            "plan_ms": answered.timings_ms["plan"],
            "intent": str(answered.plan.intent),
            "abstained": answered.answer.abstained,
            "model_loaded": bool(opened),
        }

    serve(answer)


if __name__ == "__main__":
    main()
