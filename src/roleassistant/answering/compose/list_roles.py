"""Which roles and levels the index holds, all of them or those that something is said of."""

from __future__ import annotations

from roleassistant.answering.draft import Draft, DraftBlock, DraftFact, DraftFacts, abstain, note_of
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import counted, level_range, listed
from roleassistant.domain.answer import Heading, Remark
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import stem

_ASKING = frozenset(
    stem(word)
    for word in (
        "role profile job position family families focus function index hold contain cover know "
        "available exist count total number company library catalogue catalog different "
        "ladder track career path"
    ).split()
)
_MAX_SHOWN = 60


def compose(plan: Plan, evidence: Evidence) -> Draft:
    about = [word for word in plan.words if word not in _ASKING]
    of_levels = "level" in plan.question.casefold()
    if plan.roles and (of_levels or not plan.implied_role) and not about:
        return _ladders([m.role for m in plan.roles], evidence)
    if about:
        return said_of(plan.about(about), evidence) or abstain(
            f"no profile says anything of “{plan.said(about)}”", suggestions_for_index(evidence)
        )
    return _all(evidence)


def _all(evidence: Evidence) -> Draft:
    roles = evidence.generation.roles
    pages = sum(len(role.codes) for role in roles)
    facts = [fact for role in roles[:_MAX_SHOWN] if (fact := _titled(role, evidence))]
    blocks: list[DraftBlock] = [
        Heading(f"{counted(len(roles), 'role')}, {counted(pages, 'page')}"),
        DraftFacts(tuple(facts)),
    ]
    if len(roles) > _MAX_SHOWN:
        blocks.append(Remark(f"{len(roles) - _MAX_SHOWN} more: `roleassistant roles` lists all."))
    return Draft(tuple(blocks), suggestions=suggestions_for_index(evidence)[1:])


def _ladders(roles: list[Role], evidence: Evidence) -> Draft:
    facts = [fact for role in roles if (fact := _titled(role, evidence))]
    levels = [
        Remark(f"{role.title} describes {level_range(role.described_levels)}.") for role in roles
    ]
    return Draft(
        (*levels, DraftFacts(tuple(facts))), suggestions=suggestions_for(roles[0], evidence)
    )


def said_of(plan: Plan, evidence: Evidence) -> Draft | None:
    """Roles of which a statement holds what is asked, the best statement of each; None if none."""
    passages = [
        p for p in evidence.retriever.search(plan, limit=200) if p.answers and not p.lacks_rarest
    ]
    best: dict[str, Chunk] = {}
    for passage in passages:
        best.setdefault(passage.chunk.role, passage.chunk)
    if not best:
        return None
    order = {role.key: i for i, role in enumerate(evidence.generation.roles)}
    facts = tuple(
        DraftFact(chunk.statement.text, (chunk,), _label(chunk.title, chunk), note_of(chunk))
        for key, chunk in sorted(best.items(), key=lambda item: order[item[0]])
    )
    return Draft(
        (Heading(f"{len(facts)} of {len(order)} roles"), DraftFacts(facts)),
        suggestions=suggestions_for_index(evidence),
    )


def _label(title: str, chunk: Chunk) -> str:
    levels = listed([str(x) for x in chunk.statement.levels])
    return f"{title} — {levels}" if levels else title


def _titled(role: Role, evidence: Evidence) -> DraftFact | None:
    page = evidence.title_of(role)
    if page is None:
        return None
    described = level_range(role.described_levels)
    pages = level_range(role.levels)
    note = described if pages == described else f"{described}; pages for {pages}"
    return DraftFact(role.title, (page,), role.key, note)
