"""The cases of evals/ as the tests ask them, by corpus, and the check of an answer."""

from __future__ import annotations

from functools import cache

from roleassistant import resources
from roleassistant.answering.assistant import Assistant
from roleassistant.domain.answer import Answer
from roleassistant.evaluation import judging
from roleassistant.evaluation.run.corpora import OpenCorpus, open_own_index
from roleassistant.evaluation.suites.case import Case
from roleassistant.evaluation.suites.reading import read_suites
from roleassistant.evaluation.suites.suite import Suite

_opened: dict[int, OpenCorpus] = {}


@cache
def suites() -> dict[str, Suite]:
    """The bundled suites by their names."""
    return {suite.name: suite for suite in read_suites([resources.folder("evals", None)])}


def cases(corpus: str, suite: str = "development") -> list[Case]:
    """The cases of a suite over one corpus."""
    return [case for case in suites()[suite].cases if case.corpus == corpus]


def shortcomings(case: Case, answer: Answer) -> list[str]:
    """What is wrong with the answer to a question; nothing when it is right."""
    return judging.shortcomings(case.turns[0], answer)


def misquotes(answer: Answer, assistant: Assistant) -> list[str]:
    """Citations that are not in the page as they say, by the page read anew."""
    if id(assistant) not in _opened:
        _opened[id(assistant)] = open_own_index(assistant, assistant.encoder)  # type: ignore[arg-type]
    pages = _opened[id(assistant)].pages
    return [f"[{c.id}] {p}" for c in answer.citations if (p := pages.problem(c))]
