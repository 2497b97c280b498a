"""What an answer is: blocks to show, claims with their citations, conflicts, what to ask next."""

from __future__ import annotations

from dataclasses import dataclass

from roleassistant.domain.span import SourceSpan
from roleassistant.domain.statement import Attribution


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and where it stands. `id` is its number in the answer, from "1".

    `section` is what the section is called everywhere, `heading` what the page calls it.
    `role_code` is of the page that is cited; `level` is the level that the quote is about, None
    where it is about the role. `also_at` are the other pages on which the same statement stands.
    """

    id: str
    role_code: str
    title: str
    section: str
    heading: str
    level: str | None
    dimension: str | None
    quote: str
    attribution: Attribution
    source: SourceSpan
    ingested_at: str
    also_at: tuple[SourceSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One factual sentence of an answer, verified. `support` is from 0 to 1."""

    text: str
    citations: tuple[str, ...]
    verdict: str
    support: float


@dataclass(frozen=True, slots=True)
class ConflictSide:
    """One of the values that are stated, and the number of its citation."""

    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot both hold, each with its citation."""

    about: str
    sides: tuple[ConflictSide, ...]


@dataclass(frozen=True, slots=True)
class DifferenceSide:
    """What one level or the other says of a matter: the number of the citation and its words.

    Where it says nothing, both are None and `looked_in` are the lines that were looked through.
    """

    level: str
    text: str | None = None
    citation: str | None = None
    looked_in: SourceSpan | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One matter at two levels. `kind` is added, removed, changed or unchanged."""

    kind: str
    section: str
    dimension: str | None
    before: DifferenceSide
    after: DifferenceSide


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim as shown: under a label, with the numbers of its citations.

    `note` says what a reader must know of it, such as that its level was worked out.
    """

    text: str
    marks: tuple[str, ...]
    label: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What the next block is about. States no fact of a role."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of the program about the answer: what was understood, what is missing."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts one under the other."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A label and one cell per column; an empty cell says that nothing is stated."""

    label: str
    cells: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` names the cells of each row; the rows' labels have no column name."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


Block = Heading | Remark | Facts | Table


@dataclass(frozen=True, slots=True)
class Usage:
    """What asking a language model took. Tokens are None where the provider reports none; `cost`
    is None where no price is configured. `prompt` is the name, version and digest of the prompt."""

    model: str
    calls: int
    input_tokens: int | None
    output_tokens: int | None
    cost: float | None
    prompt: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question. Abstained answers say why in `reason`.

    `answered_by` is "extractive", or the language model that worded claims, as provider:model.
    Where a model was asked and its words are not shown, `fallback` says why; `usage` is what
    asking took. Answers add up: the pieces of a stream give the whole.
    """

    question: str
    intent: str
    blocks: tuple[Block, ...] = ()
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    suggestions: tuple[str, ...] = ()
    abstained: bool = False
    reason: str | None = None
    warnings: tuple[str, ...] = ()
    answered_by: str = "extractive"
    differences: tuple[Difference, ...] = ()
    fallback: str | None = None
    usage: Usage | None = None

    def __add__(self, other: Answer) -> Answer:
        known = {citation.id for citation in self.citations}
        fresh = tuple(c for c in other.citations if c.id not in known)
        return Answer(
            question=self.question,
            intent=self.intent,
            blocks=self.blocks + other.blocks,
            claims=self.claims + other.claims,
            citations=self.citations + fresh,
            conflicts=self.conflicts + other.conflicts,
            suggestions=self.suggestions + other.suggestions,
            abstained=self.abstained or other.abstained,
            reason=self.reason or other.reason,
            warnings=tuple(dict.fromkeys(self.warnings + other.warnings)),
            answered_by=self.answered_by,
            differences=self.differences + other.differences,
            fallback=self.fallback or other.fallback,
            usage=self.usage or other.usage,
        )
