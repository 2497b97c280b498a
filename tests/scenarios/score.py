"""Asks every question of a file over freshly ingested folders, and counts what came out right.

    python -m tests.scenarios.score evals/held-out.jsonl \
        --corpus held-out=evals/profiles/held-out --corpus bundled=ingest/profiles --split A --show

Unlike the tests it says how many, not only whether: it is for questions that nothing is tuned to.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.scenarios.cases import misquotes, shortcomings

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer
from roleassistant.evaluation.suites.case import Case, Turn
from roleassistant.evaluation.suites.reading import read_suites
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.embedding.opening import open_encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library


@dataclass(frozen=True)
class Asked:
    """One question, its answer, and what is wrong with it."""

    case: Case
    answer: Answer
    wrong: list[str]
    misquoted: list[str]

    @property
    def expected(self) -> Turn:
        return self.case.turns[0]

    @property
    def wrong_intent(self) -> bool:
        wanted = self.expected.intent
        return bool(wanted) and self.answer.intent not in wanted

    @property
    def facts_given(self) -> int:
        lacking = sum(text.startswith("does not say ") for text in self.wrong)
        refused = any(text.startswith("refuses") for text in self.wrong)
        return 0 if refused else len(self.expected.facts) - lacking


@dataclass
class Tally:
    """How many of which. Cases where either outcome is right count only in `asked` and `right`."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, asked: Asked) -> None:
        case, answer = asked.expected, asked.answer
        self.counts["asked"] += 1
        self.counts["right"] += not asked.wrong
        self.counts["misquotes"] += len(asked.misquoted)
        self.counts["wrong_intents"] += asked.wrong_intent
        if case.either_ok:
            return
        if not case.answerable:
            self.counts["unanswerable"] += 1
            self.counts["rightly_refused"] += answer.abstained
            return
        self.counts["answerable"] += 1
        self.counts["rightly_answered"] += not asked.wrong
        self.counts["wrongly_refused"] += answer.abstained
        self.counts["facts"] += len(case.facts)
        self.counts["facts_given"] += asked.facts_given

    def line(self) -> str:
        of = self.counts
        return (
            f"{of['right']:4}/{of['asked']:<4}"
            f"{_share(of['rightly_answered'], of['answerable'])}"
            f"{_share(of['facts_given'], of['facts'])}"
            f"{_share(of['rightly_refused'], of['unanswerable'])}"
            f"{of['wrongly_refused']:9}{of['misquotes']:11}{of['wrong_intents']:8}"
        )


HEADER = (
    f"{'':20}{'right':>9} {'answered':>15}{'facts':>16}{'refused':>16}"
    f"{'wrongly refused':>9}{'misquotes':>11}{'intent':>8}"
)


def assistant_over(folder: Path, index: Path, encoder: Encoder) -> Assistant:
    library = Library(index, model=encoder.identity)
    ingest([folder], library=library, encoder=encoder)
    return Assistant(library, lambda: encoder)


def cases_of(file: Path, split: str | None) -> list[Case]:
    (suite,) = read_suites([file.resolve()])
    return [case for case in suite.cases if split is None or case.split == split]


def ask(cases: list[Case], answer: Callable[[str], Answer], assistant: Assistant) -> list[Asked]:
    results = []
    for case in cases:
        given = answer(case.question)
        results.append(Asked(case, given, shortcomings(case, given), misquotes(given, assistant)))
    return results


def report(results: list[Asked]) -> str:
    groups: dict[str, Tally] = defaultdict(Tally)
    for asked in results:
        for name in ("all", asked.case.corpus or "", *(f"#{tag}" for tag in asked.case.tags)):
            groups[name].add(asked)
    order = sorted(groups, key=lambda name: (name != "all", name.startswith("#"), name))
    return "\n".join([HEADER, *(f"{name:20}{groups[name].line()}" for name in order)])


def shown(asked: Asked) -> str:
    return "\n".join(
        [
            f"=== {asked.case.id} ({asked.case.corpus}; {' '.join(asked.case.tags)})",
            f"Q: {asked.case.question}",
            *(f"!  {text}" for text in asked.wrong + asked.misquoted),
            *([f"!  intent {asked.answer.intent}"] if asked.wrong_intent else []),
            markdown(asked.answer),
            "",
        ]
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="score", description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--split", help="only cases of this half")
    parser.add_argument("--show", action="store_true", help="print each failing case")
    parser.add_argument("--show-all", action="store_true", help="print every case")
    chosen = parser.parse_args(arguments)
    folders = dict(text.split("=", 1) for text in chosen.corpus)

    every = cases_of(chosen.file, chosen.split)
    for name in sorted({case.corpus or "" for case in every} - folders.keys()):
        print(f"no --corpus {name}=FOLDER: its questions are not asked", file=sys.stderr)
    models = Path(tempfile.gettempdir()) / "roleassistant-score-models"
    encoder = open_encoder(models=models)
    results: list[Asked] = []
    for name, folder in folders.items():
        with tempfile.TemporaryDirectory() as index:
            assistant = assistant_over(Path(folder), Path(index) / "index", encoder)
            results += ask(
                [case for case in every if case.corpus == name],
                lambda text, over=assistant: over.answer(text).answer,  # type: ignore[misc]
                assistant,
            )
    for asked in results:
        if chosen.show_all or (
            chosen.show and (asked.wrong or asked.misquoted or asked.wrong_intent)
        ):
            print(shown(asked))
    print(report(results))
    return 0


def _share(part: int, whole: int) -> str:
    return f"{part:5}/{whole:<4} {part / whole:5.1%}" if whole else f"{'–':>16}"


if __name__ == "__main__":
    sys.exit(main())
