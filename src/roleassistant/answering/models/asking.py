"""One model asked for one answer: again where it failed, mended once, within the time there is."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from langchain_core.messages import BaseMessage

from roleassistant.answering.models.calling import Call, Deadline
from roleassistant.answering.models.checking import Failed, Held, check
from roleassistant.answering.models.claims import ClaimReader
from roleassistant.answering.models.faults import Fault, FaultKind, fault
from roleassistant.answering.models.opening import ChatModel
from roleassistant.answering.models.passages import Passages, as_data, described
from roleassistant.answering.models.prompts import Prompts
from roleassistant.answering.support.scorer import SupportScorer
from roleassistant.answering.wording import counted
from roleassistant.answering.writer import History

# How often a request is repeated, by what became of it. What is not here is not repeated: the same
# request would end in the same way.
_REPEATS = {
    FaultKind.TIMEOUT: 1,
    FaultKind.UNREACHABLE: 1,
    FaultKind.CUT: 1,
    FaultKind.SERVER: 2,
    FaultKind.RATE_LIMITED: 2,
}
# A provider that fails is given a pause; one that is slow has had it.
_AT_ONCE = {FaultKind.TIMEOUT, FaultKind.CUT}
# After these a model is still there to mend what it said; after the others it is not.
_MENDABLE = {FaultKind.LENGTH, FaultKind.STRAYED}
# A model that is silent for this share of the budget has timed out; the rest is for asking again.
_SILENCE = 0.6
# With less of the budget left than this share, nothing more is begun.
_TOO_LATE = 0.05


@dataclass(frozen=True, slots=True)
class Terms:
    """What every question is asked under. `pause` is before the first repetition, in seconds; each
    further one is twice as long."""

    prompts: Prompts
    budget_seconds: float = 20.0
    pause: float = 0.5

    def too_late(self, deadline: Deadline, wait: float = 0.0) -> bool:
        """Whether, after `wait` seconds, there is too little time left to begin anything."""
        return deadline.left - wait < _TOO_LATE * self.budget_seconds


@dataclass
class Asked:
    """Iterate `claims` for what is verified; the rest says how it went. `question` is a text, or
    what else the prompt asks to have worded, as JSON has it."""

    terms: Terms
    model: ChatModel
    scorer: SupportScorer
    question: object
    passages: Passages
    history: History
    deadline: Deadline
    calls: list[Call] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    _as_text: bool = False
    _halved: bool = False
    _problem: str | None = None  # with the form of the last answer

    def claims(self) -> Iterator[Held]:
        """The verified claims, each as soon as it is whole and verified."""
        repeats = dict(_REPEATS)
        while True:
            self.failed = []
            yield from self._ask(self._first_messages())
            ended = self.calls[-1].fault
            if ended is None or self.held or not self._once_more(ended, repeats):
                break
        if ended is not None and ended.kind not in _MENDABLE:
            return
        if (self._problem or self.failed) and not self.terms.too_late(self.deadline):
            to_mend, self.failed = self.failed, []
            shown = len(self.held)
            # A model that does not call the tool it was given may still write what it was asked.
            self._as_text |= ended is not None and ended.kind is FaultKind.STRAYED
            yield from self._ask(self._repair_messages(to_mend))
            if to_mend:  # what failed anew is what these were to be mended to
                self.failed = to_mend[len(self.held) - shown :]

    def outcome(self) -> str:
        """Why nothing that the model said is shown."""
        what_failed = self.calls[-1].fault
        if what_failed is None and self.failed:
            return f"{self.model.name} gave no verified answer"
        if what_failed is None and self._problem:
            what_failed = fault(FaultKind.STRAYED)
        if what_failed is None:
            return f"{self.model.name} found no answer in the passages"
        return f"{self.model.name} {what_failed.text}"

    def notes(self) -> list[str]:
        """What a reader has to know of how it went, where something that it said is shown."""
        found = [f"{self.model.name} {call.fault.text}." for call in self.calls if call.fault]
        if self.failed:
            found.append(
                f"{counted(len(self.failed), 'sentence')} of {self.model.name} left out: "
                f"the profiles do not say so."
            )
        return list(dict.fromkeys(found))

    # --- one request ---------------------------------------------------------------------------

    def _ask(self, messages: Sequence[BaseMessage]) -> Iterator[Held]:
        """Give what is verified; what is not is kept in `failed`."""
        structured = None if self._as_text else self.model.structured
        call = Call(
            structured or self.model.plain,
            messages,
            self.deadline,
            silence=_SILENCE * self.terms.budget_seconds,
            tool=self.model.tool if structured else None,
        )
        self.calls.append(call)
        reader = ClaimReader()
        for words in call:
            for claim in reader.feed(words):
                checked = check(claim, self.passages, self.scorer)
                if isinstance(checked, Failed):
                    self.failed.append(checked)
                elif all(checked.fact.text != other.fact.text for other in self.held):
                    self.held.append(checked)
                    yield checked
            if reader.full:
                break
        self._problem = None
        if not reader.whole:
            self._problem = reader.problem or "it ends before the object is closed"

    def _first_messages(self) -> list[BaseMessage]:
        return self.terms.prompts.answer.messages(
            question=as_data(self.question),
            passages=as_data(described(self.passages)),
            history=as_data([{"asked": q, "answered": a} for q, a in self.history]),
        )

    def _repair_messages(self, to_mend: Sequence[Failed]) -> list[BaseMessage]:
        failed = [
            {"text": f.claim.text, "passages": f.claim.passages, "why": f.reasons} for f in to_mend
        ]
        return self.terms.prompts.repair.messages(
            question=as_data(self.question),
            passages=as_data(described(self.passages)),
            problem=as_data(self._problem or "some claims failed their check"),
            failed=as_data(failed),
            kept=as_data([held.fact.text for held in self.held]),
        )

    # --- whether to ask again ------------------------------------------------------------------

    def _once_more(self, ended: Fault, repeats: dict[FaultKind, int]) -> bool:
        """Whether the same is asked again, after the pause that it takes."""
        if self.terms.too_late(self.deadline):
            return False
        if ended.kind is FaultKind.TOO_LONG:
            return self._trim()
        if ended.kind is FaultKind.BAD_REQUEST and self.model.structured and not self._as_text:
            # A server that speaks the protocol without its structured output says so only now.
            self._as_text = True
            return True
        if not repeats.get(ended.kind):
            return False
        before = _REPEATS[ended.kind] - repeats[ended.kind]
        wait = 0.0 if ended.kind in _AT_ONCE else self.terms.pause * 2**before
        wait = wait if ended.retry_after is None else ended.retry_after
        if self.terms.too_late(self.deadline, wait):
            return False
        repeats[ended.kind] -= 1
        time.sleep(wait)
        return True

    def _trim(self) -> bool:
        """Make the request shorter: first the history goes, then half of the passages, once."""
        if self.history:
            self.history = ()
            return True
        if self._halved or len(self.passages) < 2:
            return False
        self._halved = True
        self.passages = dict(list(self.passages.items())[: len(self.passages) // 2])
        return True
