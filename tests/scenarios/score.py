"""Asks every question of a file over freshly ingested folders, and counts what came out right.

    python -m tests.scenarios.score evals/held-out.jsonl \
        --corpus held-out=evals/profiles/held-out --corpus bundled=ingest/profiles --split A --show

Unlike the tests it says how many, not only whether: it is for questions that nothing is tuned to.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.scenarios.cases import Case, misquotes, shortcomings

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.embedding.opening import open_encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library


@dataclass(frozen=True)
class Asked:
    """One question, its answer, and what is wrong with it."""

    case: Case
    tags: tuple[str, ...]
    answer: Answer
    wrong: list[str]
    misquoted: list[str]

    @property
    def wrong_intent(self) -> bool:
        wanted = self.case.intent
        return bool(wanted) and self.answer.intent not in (
            [wanted] if isinstance(wanted, str) else wanted or []
        )

    @property
    def facts_given(self) -> int:
        lacking = sum(text.startswith("lacks ") for text in self.wrong)
        refused = any(text.startswith("refuses") for text in self.wrong)
        return 0 if refused else len(self.case.facts) - lacking


@dataclass
class Tally:
    """How many of which. Cases where either outcome is right count only in `asked` and `right`."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, asked: Asked) -> None:
        case, answer = asked.case, asked.answer
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


def rows_of(file: Path, split: str | None) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if split is None or row.get("split") == split:
            yield row


def ask(rows: list[dict[str, Any]], answer: Callable[[str], Answer], root: Path) -> list[Asked]:
    known = set(Case.__dataclass_fields__)
    results = []
    for row in rows:
        case = Case(**{key: value for key, value in row.items() if key in known})
        given = answer(case.question)
        results.append(
            Asked(
                case,
                tuple(row.get("tags", ())),
                given,
                shortcomings(case, given),
                misquotes(given, root),
            )
        )
    return results


def report(results: list[Asked]) -> str:
    groups: dict[str, Tally] = defaultdict(Tally)
    for asked in results:
        for name in ("all", asked.case.corpus, *(f"#{tag}" for tag in asked.tags)):
            groups[name].add(asked)
    order = sorted(groups, key=lambda name: (name != "all", name.startswith("#"), name))
    return "\n".join([HEADER, *(f"{name:20}{groups[name].line()}" for name in order)])


def shown(asked: Asked) -> str:
    return "\n".join(
        [
            f"=== {asked.case.id} ({asked.case.corpus}; {' '.join(asked.tags)})",
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

    rows = list(rows_of(chosen.file, chosen.split))
    for name in sorted({row["corpus"] for row in rows} - folders.keys()):
        print(f"no --corpus {name}=FOLDER: its questions are not asked", file=sys.stderr)
    models = Path(tempfile.gettempdir()) / "roleassistant-score-models"
    encoder = open_encoder(models=models)
    results: list[Asked] = []
    for name, folder in folders.items():
        with tempfile.TemporaryDirectory() as index:
            assistant = assistant_over(Path(folder), Path(index) / "index", encoder)
            results += ask(
                [row for row in rows if row["corpus"] == name],
                lambda text, over=assistant: over.answer(text).answer,  # type: ignore[misc]
                Path(folder).resolve().parent,
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
