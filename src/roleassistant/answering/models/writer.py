"""A draft in a model's words, verified claim by claim; what it leaves unsaid is quoted below.

What the profiles answer is settled before: the draft comes from the composers, and where they
abstain no model is asked. The model words; it decides nothing. Tables, conflicts and notes stay
quoted, and so does every fact that no verified claim says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from roleassistant.answering.draft import Draft
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.finish import Numbering, finish
from roleassistant.answering.models.asking import Asked, Terms
from roleassistant.answering.models.calling import Call, Deadline
from roleassistant.answering.models.checking import Held
from roleassistant.answering.models.opening import ChatModel, open_chat_model
from roleassistant.answering.models.passages import passages_of
from roleassistant.answering.models.prompts import load_prompts
from roleassistant.answering.models.remainder import remainder
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import SupportScorer
from roleassistant.answering.writer import History
from roleassistant.domain.answer import Answer, Facts, Usage
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.plan import Plan
from roleassistant.settings import Settings

_QUOTED = "The answer is quoted from the profiles."


@dataclass(frozen=True, slots=True)
class Price:
    """Of a million tokens, in the currency in which the person counts."""

    input: float
    output: float


@dataclass
class ModelWriter:
    """A `Writer`: asks the first of `models`, and the next where nothing that one said is shown.

    `scorer` gives what verifies claims against one generation of the index; `price` is that of the
    first model.
    """

    models: Sequence[ChatModel]
    terms: Terms
    scorer: Callable[[Generation], SupportScorer] = OfflineScorer
    price: Price | None = None
    _kept: tuple[Generation, SupportScorer] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The model that is asked first, as provider:model."""
        return self.models[0].name

    def pieces(
        self, plan: Plan, draft: Draft, evidence: Evidence, history: History = ()
    ) -> Iterator[Answer]:
        """The answer: claim by claim as each is verified, then what is quoted."""
        passages = passages_of(draft)
        numbering = Numbering(plan)
        deadline = Deadline.after(self.terms.budget_seconds)
        scorer = self._scorer_of(evidence.generation)
        asked: list[Asked] = []
        for model in self.models if passages else ():
            one = Asked(self.terms, model, scorer, plan.question, passages, history, deadline)
            asked.append(one)
            for held in one.claims():
                yield _worded(plan, numbering, held, model.name)
            if one.held or self.terms.too_late(deadline):
                break
        claims = [held.fact for held in asked[-1].held] if asked else []
        known, numbered = len(numbering.claims), set(numbering.citations)
        rest = finish(plan, remainder(draft, claims) if claims else draft, evidence, numbering)
        fresh = {c.id for row, c in numbering.citations.items() if row not in numbered}
        rest = replace(
            rest,
            claims=rest.claims[known:],
            citations=tuple(citation for citation in rest.citations if citation.id in fresh),
            usage=self._usage(asked),
        )
        yield _labelled(rest, asked)

    def _scorer_of(self, generation: Generation) -> SupportScorer:
        """Made once per generation: it learns what roles and levels are called."""
        kept = self._kept
        if kept is None or kept[0] is not generation:
            self._kept = kept = (generation, self.scorer(generation))
        return kept[1]

    def _usage(self, asked: Sequence[Asked]) -> Usage | None:
        calls = [call for one in asked for call in one.calls]
        if not calls:
            return None
        tokens_in, tokens_out = _total(calls)
        cost = None
        # Other models have other prices.
        if self.price and len(asked) == 1 and tokens_in is not None and tokens_out is not None:
            cost = (tokens_in * self.price.input + tokens_out * self.price.output) / 1_000_000
        return Usage(
            asked[-1].model.name,
            len(calls),
            tokens_in,
            tokens_out,
            cost,
            self.terms.prompts.answer.trace,
        )


def open_writer(settings: Settings) -> ModelWriter:
    """The writer that the settings ask for: the answerer, then the fallbacks.

    Raises:
        SettingsError: a prompt that cannot be used, or a provider that LangChain does not know.
        ModelUnavailable: the answerer cannot be opened. A fallback that cannot is an error too: it
            would be missed only when it is needed.
    """
    prompts = load_prompts(settings.folders.prompts)
    budget = settings.models.budget_seconds
    models = [
        open_chat_model(name, schema=prompts.schema, budget_seconds=budget)
        for name in (settings.answerer, *settings.models.fallbacks)
    ]
    price = None
    if settings.models.price_input is not None and settings.models.price_output is not None:
        price = Price(settings.models.price_input, settings.models.price_output)
    return ModelWriter(models, Terms(prompts, budget), price=price)


def _worded(plan: Plan, numbering: Numbering, held: Held, name: str) -> Answer:
    """One claim as a piece of the answer, with the citations that were not there before."""
    known = len(numbering.citations)
    fact = numbering.fact(held.fact, held.support)
    return Answer(
        plan.question,
        plan.intent.value,
        blocks=(Facts((fact,)),),
        claims=(numbering.claims[-1],),
        citations=tuple(numbering.citations.values())[known:],
        answered_by=name,
    )


def _labelled(rest: Answer, asked: Sequence[Asked]) -> Answer:
    """The rest, with who answered and what a reader has to know of how it went."""
    if not asked:
        return rest
    notes = [f"{one.outcome()}." for one in asked[:-1]] + asked[-1].notes()
    if asked[-1].held:
        return replace(rest, answered_by=asked[-1].model.name, warnings=(*rest.warnings, *notes))
    fallback = "; ".join(one.outcome() for one in asked)
    return replace(rest, fallback=fallback, warnings=(*rest.warnings, f"{fallback}. {_QUOTED}"))


def _total(calls: Sequence[Call]) -> tuple[int | None, int | None]:
    """Tokens in and out of all calls; None where one gave words and did not report them."""
    reported = [call for call in calls if call.input_tokens is not None]
    if not reported or any(call.unreported for call in calls):
        return None, None
    return (
        sum(call.input_tokens or 0 for call in reported),
        sum(call.output_tokens or 0 for call in reported),
    )
