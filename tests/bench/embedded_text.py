"""Which text of a statement to embed: its words alone, under its label, or in its whole context.

    python -m tests.bench.embedded_text [FOLDER OF CONVERTED MODELS]

For each development question with known facts, all statements of the role that is meant are ranked
by likeness to the question alone. Given are the mean reciprocal rank of the first statement that
holds a fact, and the share of questions that have one among the first five. The last figures are
how far apart the best likeness of answerable and of unanswerable questions lie (AUROC).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tests.scenarios.cases import cases

from roleassistant import resources
from roleassistant.domain import Statement
from roleassistant.indexing.chunks import Chunk, context_of, embedded_text
from roleassistant.indexing.embedding.encoder import Vectors
from roleassistant.indexing.embedding.opening import open_encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.retrieval.planner import Planner

_FORMS: dict[str, Callable[[Chunk], str]] = {
    "words alone": lambda chunk: chunk.statement.text,
    "under its label (used)": lambda chunk: embedded_text(chunk.statement),
    "label everywhere": lambda chunk: _labelled(chunk.statement),
    "whole context": lambda chunk: context_of(chunk.title, chunk.statement),
}


@dataclass
class _Result:
    ranks: list[int] = field(default_factory=list)
    answerable: list[float] = field(default_factory=list)
    unanswerable: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        mrr = np.mean([1 / rank for rank in self.ranks])
        recall = np.mean([rank <= 5 for rank in self.ranks])
        apart = np.mean([a > u for a in self.answerable for u in self.unanswerable])
        return (
            f"MRR {mrr:.2f}  in five {recall:.2f}  apart {apart:.2f}  "
            f"n={len(self.ranks)}, {len(self.unanswerable)}"
        )


def _labelled(statement: Statement) -> str:
    return f"{statement.dimension}: {statement.text}" if statement.dimension else statement.text


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        models = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch) / "models"
        encoder = open_encoder(models=models)
        library = Library(Path(scratch) / "index", model=encoder.identity)
        profiles = resources.folder("ingest", None) / "profiles"
        ingest([profiles], library=library, encoder=encoder)
        generation = library.open()
        planner = Planner(generation)
        vectors: dict[tuple[str, str], Vectors] = {}
        results = {form: _Result() for form in _FORMS}
        for case in cases("bundled"):
            plan = planner.plan(case.question)
            if len(plan.roles) != 1 or not plan.topic.strip():
                continue
            chunks = generation.select(plan.roles[0].role.key)
            question = encoder.encode_question(plan.topic)
            held = [any(_in(f, c) for facts in case.turns[0].facts for f in facts) for c in chunks]
            for form, text in _FORMS.items():
                role = plan.roles[0].role.key
                if (role, form) not in vectors:
                    vectors[role, form] = encoder.encode([text(c) for c in chunks])
                likeness = vectors[role, form] @ question
                of_form = results[form]
                peaks = of_form.answerable if case.turns[0].answerable else of_form.unanswerable
                peaks.append(float(likeness.max()))
                if case.turns[0].answerable and any(held):
                    order = np.argsort(-likeness, kind="stable")
                    of_form.ranks.append(1 + next(i for i, row in enumerate(order) if held[row]))
        for form, result in results.items():
            sys.stdout.write(f"{form:24} {result}\n")
        library.close()


def _in(fact: str, chunk: Chunk) -> bool:
    return fact.casefold() in chunk.statement.text.casefold()


if __name__ == "__main__":
    main()
