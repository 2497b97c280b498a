"""A plan → passages: filter by role, search by words and by meaning, fuse, merge repeats."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.indexing.chunks import Chunk
from roleassistant.indexing.embedding.encoder import Vectors
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.fusion import fuse
from roleassistant.retrieval.phrasal import single_verbs
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.synonyms import standing_for
from roleassistant.retrieval.values import SAYING_VALUE
from roleassistant.retrieval.words import LIGHT_STEMS, stem, stems, tokens

# How many of each ranking are fused. A role has some 150 statements, of which all are ranked.
_DEPTH = 200


class QuestionEncoder(Protocol):
    """Gives the vector of a question, unit length."""

    def encode_question(self, text: str) -> Vectors: ...


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that may answer. `score` is the fused rank score, higher is better.

    `coverage` is the share of the question's words that the statement or its labels hold, 0 to 1;
    `similarity` the cosine of question and chunk, None where meaning was not searched.
    `lacks_rarest` says that the most telling word of the question is not in it, `lacks_unknown`
    that a name which no statement holds was asked for, or such words in the
    main.
    """

    chunk: Chunk
    score: float
    coverage: float
    similarity: float | None
    missing: tuple[str, ...]
    lacks_rarest: bool = False
    lacks_unknown: bool = False

    @property
    def strength(self) -> float:
        """How well it fits: words held plus likeness of meaning, up to 2."""
        return self.coverage + (self.similarity or 0.0)

    @property
    def answers(self) -> bool:
        """Whether it is near enough to the question to be an answer to it.

        The fewer of the question's words it holds, the nearer in meaning it has to be. Chosen on
        the development questions.
        """
        near = self.similarity or 0.0
        if not self.missing and near >= _NOT_FAR:
            return True
        if self.lacks_rarest and near < (_VERY_NEAR if self.lacks_unknown else _PLAINLY_NEAR):
            return False
        return any(self.coverage >= words and near >= meaning for words, meaning in _NEAR_ENOUGH)


# A statement that says every word in one way or another need not be near in meaning.
_NOT_FAR = 0.1
_PLAINLY_NEAR = 0.45
_VERY_NEAR = 0.55
_NEAR_ENOUGH = ((0.99, 0.0), (0.5, 0.38), (0.38, 0.42), (0.25, 0.55), (0.0, 0.62))


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches one generation. The encoder is made on first use: many plans need none."""

    generation: Generation
    encoder: Callable[[], QuestionEncoder]

    def search(
        self,
        plan: Plan,
        *,
        sections: Collection[SectionKind] = (),
        levels: Collection[Level] = (),
        limit: int = 20,
    ) -> list[Passage]:
        """The best passages for what the question is about, in falling order of score.

        Ties are broken by the order of the index, so that the same question always gives the
        same passages.
        """
        scopes: list[range | None] = [m.role.rows for m in plan.roles] or [None]
        topic = plan.topic.strip()
        if not topic:
            return []
        words = searchable(plan)
        telling = told(plan)
        rarest = max(telling, key=lambda word: plan.weights.get(word, 1.0), default="")
        vector = self.encoder().encode_question(topic)
        by_word: list[tuple[int, float]] = []
        by_meaning: list[tuple[int, float]] = []
        for rows in scopes:
            by_word += self.generation.search_words(words, _DEPTH, rows)
            by_meaning += self.generation.search_vectors(vector, _DEPTH, rows, levels)
        by_word.sort(key=lambda hit: (-hit[1], hit[0]))
        by_meaning.sort(key=lambda hit: (-hit[1], hit[0]))
        similarity = dict(by_meaning)
        fused = fuse([[row for row, _ in by_word], [row for row, _ in by_meaning]])
        ranked = sorted(fused, key=lambda row: (-fused[row], row))
        chunks = {chunk.row: chunk for chunk in self.generation.chunks(ranked)}
        passages = []
        for row in ranked:
            chunk = chunks[row]
            if not _in_scope(chunk, sections, levels):
                continue
            coverage, missing = covered(plan, telling, chunk)
            near = similarity.get(row)
            strange = set(plan.unknown) & set(missing)
            unknown = not plan.proper.isdisjoint(strange) or 2 * len(strange) > len(telling)
            passages.append(
                Passage(chunk, fused[row], coverage, near, missing, rarest in missing, unknown)
            )
        return merged(passages)[:limit]

    def holding_all(self, plan: Plan, *, levels: Collection[Level] = ()) -> list[Chunk]:
        """The chunks that hold every telling word of the question, best first. Needs no model."""
        scopes: list[range | None] = [m.role.rows for m in plan.roles] or [None]
        hits: list[tuple[int, float]] = []
        for rows in scopes:
            hits += self.generation.search_words(searchable(plan), _DEPTH, rows)
        hits.sort(key=lambda hit: (-hit[1], hit[0]))
        telling = told(plan)
        passages = [
            Passage(chunk, 0.0, 1.0, None, ())
            for chunk in self.generation.chunks([row for row, _ in hits])
            if _in_scope(chunk, (), levels) and not covered(plan, telling, chunk)[1]
        ]
        return [passage.chunk for passage in merged(passages)]


def told(plan: Plan) -> Sequence[str]:
    """The stems that tell what the question is about: light ones only where there are no others.

    "What amount" tells the sort of value that is wanted, and not what it is about.
    """
    light = LIGHT_STEMS | SAYING_VALUE if plan.value is not None else LIGHT_STEMS
    return [word for word in plan.words if word not in light] or plan.words


def searchable(plan: Plan) -> list[str]:
    """The question's words as typed, of those whose stems the plan is about, and what may stand
    for them."""
    wanted = set(plan.words)
    typed = [word for word in plan.topic.split() if stem(word) in wanted]
    return [*typed, *(other for word in typed for other in sorted(standing_for(stem(word))))]


def covered(plan: Plan, words: Sequence[str], chunk: Chunk) -> tuple[float, tuple[str, ...]]:
    """The share of `words` (stems) that the chunk's text or labels hold, and those it does not.

    Rare words weigh more: see `Generation.rarity`.
    """
    statement = chunk.statement
    held = {*stems(statement.text), *stems(statement.dimension or "")}
    held |= single_verbs(statement.text)
    if statement.section is SectionKind.OTHER:
        # Nothing else says what a section that we have no name for is about.
        held |= set(stems(statement.heading))
    if plan.proper & held:
        # "Sketch" names a tool, and no first sketch.
        named = {t.stem for t in tokens(statement.text) if statement.text[t.start].isupper()}
        held -= plan.proper - named - set(stems(statement.dimension or ""))
    missing = tuple(w for w in words if w not in held and held.isdisjoint(standing_for(w)))
    return plan.covered_by(words, held), missing


def merged(passages: Sequence[Passage]) -> list[Passage]:
    """Passages without repeats: the same words of one role, wherever they stand, count once."""
    seen: set[tuple[str, str, tuple[Level, ...]]] = set()
    kept = []
    for passage in passages:
        statement = passage.chunk.statement
        key = (passage.chunk.role, " ".join(stems(statement.text)), statement.levels)
        if key not in seen:
            seen.add(key)
            kept.append(passage)
    return kept


def _in_scope(chunk: Chunk, sections: Collection[SectionKind], levels: Collection[Level]) -> bool:
    statement = chunk.statement
    if statement.kind is StatementKind.NOTE and statement.section not in sections:
        return statement.section is SectionKind.OTHER
    if statement.section is SectionKind.ADJACENT_ROLES and statement.section not in sections:
        return False  # it names other roles, and says nothing of this one
    if statement.dimension in ("Title", "Role code") and statement.heading == "Title":
        return False
    if sections and statement.section not in sections:
        return False
    if not levels:
        return True
    if not statement.levels and statement.section in _OF_ITS_PAGE:
        pages = chunk.page_levels
        return not pages or any(x in levels for x in pages)
    return not statement.levels or any(x in levels for x in statement.levels)


# Sections that speak of their own page: what another level's page says of itself does not count.
_OF_ITS_PAGE = frozenset(
    {
        SectionKind.PROVENANCE,
        SectionKind.TITLE_ALIASES,
        SectionKind.ADJACENT_ROLES,
        SectionKind.CLASSIFICATION,
        SectionKind.OTHER,
    }
)
