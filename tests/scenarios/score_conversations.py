"""Holds every conversation of a file over freshly ingested folders, and counts the right turns.

    python -m tests.scenarios.score_conversations evals/held-out-conversations.jsonl \
        --corpus held-out=evals/profiles/held-out --split A --show
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.scenarios.cases import misquotes
from tests.scenarios.score import assistant_over, cases_of

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.conversation.thread import Thread
from roleassistant.answering.markdown import markdown
from roleassistant.evaluation.judging import shortcomings
from roleassistant.evaluation.suites.case import Case
from roleassistant.indexing.embedding.opening import open_encoder


def held(cases: list[Case], over: Assistant, show: bool) -> tuple[int, int]:
    """How many turns came out right, of how many."""
    right = turns = 0
    for case in cases:
        thread = Thread()
        for number, turn in enumerate(case.turns, 1):
            answered, thread = over.answer_in(thread, turn.question)
            wrong = shortcomings(turn, answered.answer, answered.understood or "")
            wrong += misquotes(answered.answer, over)
            turns += 1
            right += not wrong
            if show and wrong:
                print(f"=== {case.id} turn {number}: {turn.question}")
                print(f"understood: {answered.understood}")
                print("\n".join(f"!  {text}" for text in wrong))
                print(markdown(answered.answer), end="\n\n")
    return right, turns


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="score_conversations", description="Counts right turns.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--split", help="only conversations of this half")
    parser.add_argument("--show", action="store_true", help="print each turn that went wrong")
    chosen = parser.parse_args(arguments)
    cases = cases_of(chosen.file, chosen.split)
    encoder = open_encoder(models=Path(tempfile.gettempdir()) / "roleassistant-score-models")
    for name, _, folder in (text.partition("=") for text in chosen.corpus):
        with tempfile.TemporaryDirectory() as index:
            over = assistant_over(Path(folder), Path(index) / "index", encoder)
            mine = [case for case in cases if case.corpus == name]
            right, turns = held(mine, over, chosen.show)
        print(f"{name:12} {right}/{turns} turns of {len(mine)} conversations right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
