"""How long questions take on an index of O*NET's occupations, beside one of the bundled profiles.

    python -m tests.bench.occupations ONET_INDEX BUNDLED_INDEX

Each question is asked once, and then five times that count; milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.cli.opening import encoder_for, settings_for
from roleassistant.indexing.library import Library

OCCUPATIONS = (
    "What are the tasks of chief executives?",
    "What skills do registered nurses need?",
    "What other titles do web developers have?",
    "Which roles are adjacent to financial managers?",
    "What education do civil engineers need?",
    "How much experience do electricians need?",
    "Which technology do accountants and auditors use?",
    "What is the provenance of chief executives?",
    "Which role negotiates labor contracts?",
    "Who inspects aircraft engines for cracks?",
)
BUNDLED = (
    "What separates P4 from P5 for field sales?",
    "What skills does the field sales account executive need?",
    "What other titles does field sales have?",
    "Which roles are adjacent to field sales?",
    "What education does field sales need?",
    "How much experience does a P4 in field sales need?",
    "Which tools does field sales use?",
    "What is the provenance of field sales?",
    "Which level leads negotiations of large deals?",
    "Who mentors junior sellers?",
)
_TIMES = 5


def timed(index: Path, questions: tuple[str, ...]) -> list[float]:
    """Milliseconds of every answer that counts."""
    settings = settings_for(index)
    encoder = encoder_for(settings)
    library = Library(settings.index, model=encoder.identity, store=settings.vector_store)
    assistant = Assistant(library, lambda: encoder)
    times = []
    for question in questions:
        assistant.answer(question)
        for _ in range(_TIMES):
            start = time.perf_counter()
            assistant.answer(question)
            times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    for name, questions in zip(sys.argv[1:3], (OCCUPATIONS, BUNDLED), strict=True):
        times = timed(Path(name), questions)
        print(f"{name}: p50 {statistics.median(times):.1f} ms, most {max(times):.1f} ms")
