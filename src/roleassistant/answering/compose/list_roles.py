"""Which roles and levels the index holds, all of them or those that something is said of."""

from __future__ import annotations

from roleassistant.answering.compose.lookup import answering
from roleassistant.answering.draft import Draft, DraftFact, DraftFacts, abstain, note_of
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import level_range, listed
from roleassistant.domain.answer import Heading, Remark
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import stem, tokens

_ASKING = frozenset(
    stem(word)
    for word in (
        "role profile job position family families focus function index hold contain cover know "
        "available exist count total number company library catalogue catalog different there"
    ).split()
)
_MAX_SHOWN = 60


def compose(plan: Plan, evidence: Evidence) -> Draft:
    about = [word for word in plan.words if word not in _ASKING]
    if plan.roles and not about:
        return _ladders([m.role for m in plan.roles], evidence)
    if about:
        return _said_of(plan, evidence)
    return _all(evidence)


def _all(evidence: Evidence) -> Draft:
    roles = evidence.generation.roles
    facts = [fact for role in roles[:_MAX_SHOWN] if (fact := _titled(role, evidence))]
    blocks = [
        Heading(f"{len(roles)} roles, {sum(len(role.codes) for role in roles)} pages"),
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


def _said_of(plan: Plan, evidence: Evidence) -> Draft:
    """Roles of which a statement holds what is asked, the best statement of each."""
    passages = answering(evidence.retriever.search(plan, limit=200))
    best = {}
    for passage in passages:
        best.setdefault(passage.chunk.role, passage.chunk)
    if not best:
        topic = " ".join(t.text for t in tokens(plan.topic) if t.stem in plan.words)
        return abstain(f"no profile says anything of “{topic}”", suggestions_for_index(evidence))
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
    return DraftFact(role.title, (page,), role.key, f"pages for {level_range(role.levels)}")
