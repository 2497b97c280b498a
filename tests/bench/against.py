"""Cold questions of this checkout against those of another: did a change make them slower?

    git worktree add ../before COMMIT
    python -m tests.bench.against ../before

Each builds its own index of the bundled profiles. Then both are asked in turn, in processes of
their own; compared is pair by pair, so that a machine which others use slows both. CPU time says
more than time on the clock there.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.figures import Sample
from tests.bench.process import ROOT, Run, RunFailed, Workplace

# Looked up and disputed, compared, searched by meaning, answered with that it is not recorded.
QUESTIONS = (
    "how many years of experience does a P5 in field sales need?",
    "how does autonomy differ between P4 and P5 in field sales?",
    "what separates P4 from P5 for field sales",
    "What skills does a sales engineer need?",
    "who decides whether to bid on a tender?",
    "what is the base salary of a P5 sales engineer?",
)
_HEAD = ("question", "CPU here", "CPU there", "CPU here / there", "clock here / there")


def main() -> int:
    """Print a table in Markdown; whether the figures are good is not judged."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.against",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("checkout", type=Path, help="the folder of the other commit")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--models", type=Path, help="reuse converted models in this folder")
    parser.add_argument("--ask", action="append", metavar="QUESTION", help="in place of ours")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="roleassistant-bench-") as folder:
        models = given.models.absolute() if given.models else Path(folder, "models")
        here = Workplace(Path(folder, "here"), models)
        there = Workplace(Path(folder, "there"), models, given.checkout.absolute())
        try:
            for place in (here, there):
                profiles = str(ROOT / "ingest" / "profiles")
                place.run("roleassistant", "ingest", profiles, "--index", str(_index(place)))
            print(f"| {' | '.join(_HEAD)} |\n|{'---|' * len(_HEAD)}")
            for question in given.ask or QUESTIONS:
                print(f"| {' | '.join(_compared(question, here, there, given.rounds))} |")
        except RunFailed as problem:
            print(problem, file=sys.stderr)
            return 1
    print(f"\nMedian and range of {given.rounds} rounds, in turn.")
    return 0


def _index(place: Workplace) -> Path:
    return place.folder / "index"


def _compared(question: str, here: Workplace, there: Workplace, rounds: int) -> tuple[str, ...]:
    pairs = [(_ask(question, here), _ask(question, there)) for _ in range(rounds + 1)]
    del pairs[0]  # it only fills the disk cache and writes bytecode
    ours, theirs = [one for one, _ in pairs], [other for _, other in pairs]
    return (
        f"“{question}”",
        Sample(tuple(one.cpu for one in ours)).shown(3, "s"),
        Sample(tuple(one.cpu for one in theirs)).shown(3, "s"),
        Sample(tuple(one.cpu / other.cpu for one, other in pairs)).shown(2, "×"),
        Sample(tuple(one.seconds / other.seconds for one, other in pairs)).shown(2, "×"),
    )


def _ask(question: str, place: Workplace) -> Run:
    return place.run("roleassistant", "ask", question, "--index", str(_index(place)))


if __name__ == "__main__":
    sys.exit(main())
