"""One question through all stages: plan → passages → draft → verified → answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING

from roleassistant.answering.compose import compose
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.finish import finish
from roleassistant.answering.verify import verified
from roleassistant.answering.writer import History, Writer
from roleassistant.domain.answer import Answer, Block, Facts, Table
from roleassistant.domain.visibility import View, Viewer
from roleassistant.errors import UsageError
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.library import Library
from roleassistant.indexing.seen_library import SeenLibrary
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.planner import Planner
from roleassistant.retrieval.retriever import QuestionEncoder, Retriever

# A planner has the names of all roles at hand; most indexes have two or three views.
_KEPT_DESKS = 16

if TYPE_CHECKING:
    from roleassistant.answering.conversation.thread import Thread


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the plan behind it and the time each stage took, in milliseconds.

    `understood` says in words what a turn of a conversation was understood to ask; it is None for
    a question by itself, of which the plan says it.
    """

    answer: Answer
    plan: Plan
    timings_ms: dict[str, float]
    understood: str | None = None


@dataclass
class _Desk:
    """What is prepared once per generation."""

    generation: Generation
    planner: Planner
    evidence: Evidence


class _Desks:
    """One desk per view that is asked, of the current generation. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._by_view: dict[Generation, _Desk] = {}

    def of(
        self, generation: Generation, encoder: Callable[[], QuestionEncoder], index: Path
    ) -> _Desk:
        with self._lock:
            desk = self._by_view.pop(generation, None)
            if desk is None:
                retriever = Retriever(generation, encoder)
                evidence = Evidence(generation, retriever, index)
                desk = _Desk(generation, Planner(generation), evidence)
                self._drop(generation)
            self._by_view[generation] = desk  # the last used stands last
            return desk

    def _drop(self, opened: Generation) -> None:
        """What is of another build, which would keep its files, and what was not used for long."""
        built = (opened.number, opened.manifest.created_at)
        kept = [
            (one, desk)
            for one, desk in self._by_view.items()
            if (one.number, one.manifest.created_at) == built
        ]
        self._by_view = dict(kept[-(_KEPT_DESKS - 1) :])


@dataclass
class Assistant:
    """Answers questions from one library, always from its current generation.

    Whoever owns the index asks it as it is; for others, `seen_by` gives the assistant to ask.

    `encoder` is called when a question first needs to be searched by meaning: comparing levels
    or looking a fact up does not, and then no model is loaded. `writer` words what was found;
    without one the answer is quoted.
    """

    library: Library | SeenLibrary
    encoder: Callable[[], QuestionEncoder]
    writer: Writer | None = None
    _desks: _Desks = field(default_factory=_Desks, repr=False)

    def seen_by(self, viewer: Viewer) -> Assistant:
        """The assistant for `viewer`: it knows of nothing that the viewer may not see.

        Cheap, so that it can be called for every question: what is prepared for a view is shared
        by all who have it.
        """
        return replace(self, library=self.library.seen_by(viewer))

    @property
    def view(self) -> View:
        """What its viewer sees: what is kept of an answer is shown to others by it alone."""
        return self.library.view()

    def answer(self, question: str, role: str | None = None, history: History = ()) -> Answered:
        """Answer one question. `role` (a key) stands in where the question names no role.

        `history` is for a writer, which may word a follow-up as one; what is answered is in
        `question` alone.

        Raises:
            UsageError: the question is empty.
            IndexUnusable: there is no index that can answer.
        """
        started = time.perf_counter()
        _refuse_empty(question)
        desk = self._at_desk()
        opened = time.perf_counter()
        plan = desk.planner.plan(question, role)
        planned = time.perf_counter()
        answer = reduce(add, self._pieces_of(plan, desk, history))
        done = time.perf_counter()
        return Answered(
            answer,
            plan,
            {
                "open": _ms(started, opened),
                "plan": _ms(opened, planned),
                "compose": _ms(planned, done),
                "total": _ms(started, done),
            },
        )

    def answer_in(self, thread: Thread, question: str) -> tuple[Answered, Thread]:
        """Answer one question as the next turn of a conversation, and give the thread after it.

        Nothing is stored: a new conversation begins with `Thread()`.

        Raises:
            UsageError: the question is empty.
            IndexUnusable: there is no index that can answer.
        """
        from roleassistant.answering.conversation.saying import in_words
        from roleassistant.answering.conversation.turn import history_of, take

        started = time.perf_counter()
        _refuse_empty(question)
        desk = self._at_desk()
        opened = time.perf_counter()
        history = history_of(thread) if self.writer is not None else ()

        def reply(plan: Plan) -> Answer:
            return reduce(add, self._pieces_of(plan, desk, history, in_words(question, plan)))

        turn = take(thread, question, desk.planner, desk.evidence, reply)
        done = time.perf_counter()
        timings = {
            "open": _ms(started, opened),
            "compose": _ms(opened, done),
            "total": _ms(started, done),
        }
        return Answered(turn.answer, turn.plan, timings, turn.understood), turn.thread

    def stream(
        self, question: str, role: str | None = None, history: History = ()
    ) -> Iterator[Answer]:
        """The same answer in pieces that add up to it, each given when it is verified."""
        _refuse_empty(question)
        desk = self._at_desk()
        plan = desk.planner.plan(question, role)
        for answer in self._pieces_of(plan, desk, history):
            yield from pieces(answer)

    def _pieces_of(
        self, plan: Plan, desk: _Desk, history: History = (), asked: str | None = None
    ) -> Iterator[Answer]:
        """The verified answer to a plan, from the composer on, as it is written. `asked` is the
        question as a writer is to read it, where the plan was completed from a conversation."""
        draft = verified(compose(plan, desk.evidence))
        if self.writer is None or draft.reason is not None:
            yield finish(plan, draft, desk.evidence)
        else:
            worded = replace(plan, question=asked or plan.question)
            yield from self.writer.pieces(worded, draft, desk.evidence, history)

    def plan(self, question: str) -> Plan:
        """What is understood of `question`, without answering it."""
        return self._at_desk().planner.plan(question)

    @property
    def evidence(self) -> Evidence:
        """The current generation, seen by role."""
        return self._at_desk().evidence

    def _at_desk(self) -> _Desk:
        return self._desks.of(self.library.open(), self.encoder, self.library.folder)


def pieces(answer: Answer) -> Iterator[Answer]:
    """The answer block by block, each with its own claims and citations; they add up to it."""
    if len(answer.blocks) < 2:
        yield answer
        return
    claims = list(answer.claims)
    shown: set[str] = set()
    for position, block in enumerate(answer.blocks):
        last = position == len(answer.blocks) - 1
        count = _facts_in(block)
        own, claims = claims[:count], claims[count:]
        used = {mark for claim in own for mark in claim.citations} - shown
        shown |= used
        yield replace(
            answer,
            blocks=(block,),
            claims=tuple(own),
            citations=tuple(c for c in answer.citations if c.id in used),
            conflicts=answer.conflicts if last else (),
            differences=answer.differences if last else (),
            suggestions=answer.suggestions if last else (),
        )


def _facts_in(block: Block) -> int:
    if isinstance(block, Facts):
        return len(block.items)
    if isinstance(block, Table):
        return sum(len(cell) for row in block.rows for cell in row.cells)
    return 0


def _refuse_empty(question: str) -> None:
    if not question.strip():
        raise UsageError("The question is empty. Ask for example: what separates P4 from P5?")


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 3)
