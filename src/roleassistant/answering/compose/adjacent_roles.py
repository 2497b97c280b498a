"""The roles next to a role: those that its pages list; where they list none, computed ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.answering.adjacency import Band, Distance, distance, nearest_codes
from roleassistant.answering.compose.compare_roles import Pair, pairs_of
from roleassistant.answering.draft import Draft, DraftBlock, DraftFact, DraftFacts, abstain
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import at_level, counted, listed
from roleassistant.domain import NO_LEVEL, Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import fold

# Neighbours shown where they are computed: pages list three or four.
_MOST = 4

_HOW = (
    "Computed from family (weighs 2), classification (1) and level (1), each from 0 to 1: 0 is the "
    "same place, 1 the farthest. Near up to 0.33, related up to 0.67, far beyond."
)


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    chosen = _listed_on_pages(role, plan.levels, evidence)
    if not chosen:
        return _computed(plan, role, evidence)
    where = f" at {listed([str(x) for x in plan.levels], 'or')}" if plan.levels else ""
    return Draft(
        (Heading(f"Adjacent roles of {role.title}{where}"), DraftFacts(_stated(chosen))),
        suggestions=suggestions_for(role, evidence, plan),
    )


def between(plan: Plan, evidence: Evidence) -> Draft:
    """How far the roles that a question names are from each other: as stated, else computed."""
    pairs = pairs_of(plan, plan.roles)
    (role, level), others = pairs[0], pairs[1:]
    blocks: list[DraftBlock] = [Heading(f"Between {listed([at_level(*pair) for pair in pairs])}")]
    computed: list[DraftFact] = []
    for other, its_level in others:
        if stated := _stated_of((role, level), (other, its_level), evidence):
            blocks.append(DraftFacts(_stated(stated)))
        elif fact := _neighbour(role, level, other, its_level, evidence):
            computed.append(fact)
    if computed:
        blocks += [DraftFacts(tuple(computed)), Remark(_HOW)]
    if len(blocks) == 1:
        return abstain(
            f"the pages of {role.title} list no adjacent roles, and state nothing to compute a "
            f"distance from",
            suggestions_for(role, evidence, plan),
        )
    return Draft(tuple(blocks), suggestions=suggestions_for(role, evidence, plan))


# Stated -----------------------------------------------------------------------------------------


def _listed_on_pages(role: Role, levels: Sequence[Level], evidence: Evidence) -> list[Chunk]:
    return [
        chunk
        for chunk in evidence.of(role, SectionKind.ADJACENT_ROLES)
        if not levels or any(level in chunk.page_levels for level in levels)
    ]


def _stated_of(pair: Pair, other: Pair, evidence: Evidence) -> list[Chunk]:
    """What the pages of either role list of the other, at the levels asked for."""
    return [
        chunk
        for (role, level), its in ((pair, other), (other, pair))
        for chunk in _listed_on_pages(role, [level] if level else [], evidence)
        if _names(chunk, *its)
    ]


def _stated(chunks: Sequence[Chunk]) -> tuple[DraftFact, ...]:
    return tuple(DraftFact(c.statement.text, (c,), _label(c)) for c in chunks)


def _label(chunk: Chunk) -> str | None:
    """What the entry is called, where the page lists it by its code, or whose page lists it."""
    levels = listed([str(level) for level in chunk.page_levels if level])
    return chunk.statement.dimension or (f"for {levels}" if levels else None)


def _names(chunk: Chunk, role: Role, level: Level | None) -> bool:
    """Whether an entry of a page's list is about `role`, and about `level` if it names one."""
    text = fold(chunk.statement.text)
    name = "|".join(re.escape(fold(name)) for name in (role.key, role.title))
    found = re.search(
        rf"(?<![\w.])(?:{name})(?P<level>(?:\.|\s*[—–-]\s*)[a-z]{{1,3}}\d{{1,2}})?", text
    )
    if found is None:
        return False
    named = (found["level"] or "").strip(" .—–-")
    return level is None or not named or named == fold(str(level))


# Computed ---------------------------------------------------------------------------------------


def _computed(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    asked = [level for level in plan.levels if level in role.described_levels]
    level = asked[0] if len(asked) == 1 else None
    name = at_level(role, level)
    ranked = sorted(
        (
            (found, other.key, fact)
            for other in evidence.generation.roles
            if other.key != role.key
            and (fact := _neighbour(role, level, other, None, evidence))
            and isinstance(found := fact.computed, Distance)
        ),
        key=lambda one: (one[0].value, one[1]),
    )
    if not ranked:
        return abstain(
            f"the pages of {name} list no adjacent roles, and there is no other role here",
            suggestions_for(role, evidence, plan),
        )
    facts = tuple(fact for _, _, fact in ranked[:_MOST])
    none_near = ranked[0][0].band is Band.FAR
    heading = f"Nothing here is near to {name}" if none_near else f"Nearest to {name}, computed"
    more = f" {counted(len(ranked) - _MOST, 'more role')} lie farther." if ranked[_MOST:] else ""
    return Draft(
        (
            Heading(heading),
            DraftFacts(facts),
            Remark(f"The pages of {name} list no adjacent roles. {_HOW}{more}"),
        ),
        suggestions=suggestions_for(role, evidence, plan),
    )


def _neighbour(
    role: Role, level: Level | None, other: Role, its_level: Level | None, evidence: Evidence
) -> DraftFact | None:
    """`other` with its distance from `role`; None where a page has no title to cite."""
    page, its_page = _page_near(level, role), _page_near(its_level or level, other)
    title = evidence.title_of(role, page or None)
    its_title = evidence.title_of(other, its_page or None)
    if title is None or its_title is None:
        return None
    own, its = [title], [its_title]
    if codes := nearest_codes(
        _classification(other, its_page, evidence), _classification(role, page, evidence)
    ):
        its.append(codes[0])
        own.append(codes[1])
    # Levels count where both are those that were asked for, or where none was asked of the other.
    exact = page == level and its_level in (None, its_page)
    found = distance(its, own, by_level=exact)
    whole = exact and its_page.track == page.track
    name = its_title.statement.text if whole else other.title
    return DraftFact(name, (*its, *own), None, found.says, found)


def _page_near(level: Level | None, role: Role) -> Level:
    """The page of `role` at `level`, or the nearest to it on the same track, or the first; no
    level where the role has none."""
    same = [page for page in role.levels if level is not None and page.track == level.track]
    if level is None or not same:
        return next(iter(role.levels), NO_LEVEL)
    return min(same, key=lambda page: (abs(page.grade - level.grade), page))


def _classification(role: Role, page: Level, evidence: Evidence) -> list[Chunk]:
    kinds = (StatementKind.FACT, StatementKind.TERM)
    chunks = evidence.of(role, SectionKind.CLASSIFICATION, kinds=kinds)
    return [chunk for chunk in chunks if not page or page in chunk.page_levels]
