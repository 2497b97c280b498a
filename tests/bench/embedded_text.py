"""Which text of a statement to embed: its words alone, under its label, or in its whole context.

    python -m tests.bench.embedded_text

For each development question with known facts, all statements of the role that is meant are ranked
by likeness to the question alone. Given are the mean reciprocal rank of the first statement that
holds a fact, and the share of questions that have one among the first five. The last figures are
how far apart the best likeness of answerable and of unanswerable questions lie (AUROC).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from tests.scenarios.cases import cases

from roleassistant import resources
from roleassistant.domain import Statement
from roleassistant.indexing.chunks import Chunk, context_of, embedded_text
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


def _labelled(statement: Statement) -> str:
    return f"{statement.dimension}: {statement.text}" if statement.dimension else statement.text


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        encoder = open_encoder(models=Path(scratch) / "models")
        library = Library(Path(scratch) / "index", model=encoder.identity)
        profiles = resources.folder("ingest", None) / "profiles"
        ingest([profiles], library=library, encoder=encoder)
        generation = library.open()
        planner = Planner(generation)
        results = {form: ([], [], []) for form in _FORMS}  # type: dict[str, tuple[list, list, list]]
        for case in cases("bundled"):
            plan = planner.plan(case.question)
            if len(plan.roles) != 1 or not plan.topic.strip():
                continue
            chunks = generation.select(plan.roles[0].role.key)
            question = encoder.encode_question(plan.topic)
            held = [any(_in(f, c) for facts in case.facts for f in facts) for c in chunks]
            for form, text in _FORMS.items():
                likeness = encoder.encode([text(c) for c in chunks]) @ question
                ranks, best, worst = results[form]
                (best if case.answerable else worst).append(float(likeness.max()))
                if case.answerable and any(held):
                    order = np.argsort(-likeness, kind="stable")
                    ranks.append(1 + next(i for i, row in enumerate(order) if held[row]))
        for form, (ranks, best, worst) in results.items():
            mrr = np.mean([1 / r for r in ranks])
            recall = np.mean([r <= 5 for r in ranks])
            apart = np.mean([b > w for b in best for w in worst])
            line = (
                f"{form:24} MRR {mrr:.2f}  in five {recall:.2f}  apart {apart:.2f}  n={len(ranks)}"
            )
            sys.stdout.write(line + "\n")
        library.close()


def _in(fact: str, chunk: Chunk) -> bool:
    return fact.casefold() in chunk.statement.text.casefold()


if __name__ == "__main__":
    main()
