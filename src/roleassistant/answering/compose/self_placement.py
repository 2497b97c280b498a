"""Where somebody may stand: what they tell of themselves, held against each level's statements.

What is told of work and what is told of years are weighed apart: where they point to different
levels both are named. No score is given: the evidence is, for and against, and that it is guidance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from roleassistant.answering.compose.dimensions import in_ladder_order, is_inferred, label_of
from roleassistant.answering.compose.told import (
    GUIDANCE,
    Match,
    Told,
    YearsAsked,
    matches,
    quoted_back,
    things_told,
    years_asked,
    years_told,
)
from roleassistant.answering.compose.unclear import ask_which_role
from roleassistant.answering.draft import Draft, DraftBlock, DraftFact, DraftFacts, abstain
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import listed
from roleassistant.domain import Level, SectionKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.quantity import Amount
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.words import stems

# Levels whose evidence comes to this share of the best are named beside it.
_ALSO = 0.85
# A role that was not named is taken to be meant when its evidence is this many times the next.
_CLEARLY = 1.3
# Statements shown for one thing told, at one level.
_PER_THING = 2


def compose(plan: Plan, evidence: Evidence) -> Draft:
    if len(plan.roles) == 1:
        return _of_role(plan, plan.roles[0].role, things_told(plan), evidence)
    if plan.candidates:
        return ask_which_role(plan, evidence)
    return _of_any_role(plan, evidence)


def _of_any_role(plan: Plan, evidence: Evidence) -> Draft:
    """The role that most of what is told points to, of those that are named where some are; where
    several do, the question goes back."""
    weight: dict[str, float] = defaultdict(float)
    for thing in things_told(plan):
        best: dict[str, float] = {}
        for match in matches(plan, [thing], evidence):
            key = match.chunk.role
            best[key] = max(best.get(key, 0.0), match.strength)
        for key, strength in best.items():
            weight[key] += strength
    ranked = sorted(weight, key=lambda key: (-weight[key], key))
    if not ranked or (len(ranked) > 1 and weight[ranked[0]] < _CLEARLY * weight[ranked[1]]):
        return ask_which_role(plan, evidence)
    # "Searches for executives" is told of work, once no account executive is meant.
    others = [m for m in plan.roles if m.role.key != ranked[0]]
    told = things_told(plan, {word for mention in others for word in stems(mention.matched)})
    return _of_role(plan, evidence.generation.role(ranked[0]), told, evidence)


def _of_role(plan: Plan, role: Role, things: Sequence[Told], evidence: Evidence) -> Draft:
    found = [m for m in matches(plan, things, evidence) if m.chunk.role == role.key]
    asked = years_asked(role, evidence)
    of_years = {one.chunk.row for one in asked}
    found = [match for match in found if match.chunk.row not in of_years]
    told = years_told(plan.question)
    by_work = _nearest(role, _weights(found))
    by_years = _by_years(role, asked, told.years.low) if told else []
    if not by_work and not by_years:
        return abstain(
            f"nothing of what you tell is described for a level of {role.title}",
            suggestions_for(role, evidence, plan),
        )
    both = [level for level in by_work if level in by_years]
    nearest = both or by_work or by_years
    meant = both or [*by_work, *by_years]
    blocks: list[DraftBlock] = [Heading(_heading(role, both, by_work, by_years))]
    speaking = _of_work(found, nearest)
    against = _of_work(found, [x for x in role.described_levels if x not in nearest], but=speaking)
    if told:
        named = [level for level in plan.levels if level in role.described_levels]
        fits, fails = _of_years(asked, told, meant, [*meant, *named], role)
        speaking, against = [*speaking, *fits], [*against, *fails]
    if speaking:
        blocks += [Heading("What speaks for it"), DraftFacts(tuple(speaking))]
    if against:
        blocks += [Heading("What points elsewhere"), DraftFacts(tuple(against))]
    known = {match.chunk.statement.dimension for match in found}
    if told:
        known |= {one.chunk.statement.dimension for one in asked}
    if missing := _not_told(known, role, nearest[-1], evidence):
        blocks.append(missing)
    return Draft((*blocks, GUIDANCE), suggestions=suggestions_for(role, evidence, plan))


def _heading(
    role: Role, both: Sequence[Level], by_work: Sequence[Level], by_years: Sequence[Level]
) -> str:
    if both or not by_work or not by_years:
        return f"Nearest in {role.title}: {_either(both or by_work or by_years)}"
    return (
        f"Nearest in {role.title}: {_either(by_work)} by what you do, "
        f"{_either(by_years)} by your years"
    )


def _either(levels: Iterable[Level]) -> str:
    return listed([str(level) for level in levels], "or")


def _weights(found: Sequence[Match]) -> dict[Level, float]:
    """Level → the strength of what is told for it; each thing told counts once at a level."""
    best: dict[tuple[Level, str], float] = {}
    for match in found:
        for level in match.chunk.statement.levels:
            place = (level, match.told.clause)
            best[place] = max(best.get(place, 0.0), match.strength)
    weights: dict[Level, float] = defaultdict(float)
    for (level, _), strength in best.items():
        weights[level] += strength
    return weights


def _nearest(role: Role, weights: Mapping[Level, float]) -> list[Level]:
    top = max(weights.values(), default=0.0)
    return in_ladder_order(role, [x for x, value in weights.items() if value >= _ALSO * top])


def _of_work(
    found: Sequence[Match], levels: Sequence[Level], but: Sequence[DraftFact] = ()
) -> list[DraftFact]:
    """What is told, beside the statements of `levels` that it is near to; each statement once."""
    shown = {fact.text for fact in but}
    places: dict[tuple[Level, str], int] = defaultdict(int)
    facts: dict[int, DraftFact] = {}
    for level in levels:
        for match in found:
            chunk, place = match.chunk, (level, match.told.clause)
            if level not in chunk.statement.levels or chunk.row in facts:
                continue
            if chunk.statement.text in shown or places[place] >= _PER_THING:
                continue
            places[place] += 1
            facts[chunk.row] = _fact(level, chunk, match.told.clause)
    return list(facts.values())


def _fact(level: Level, chunk: Chunk, told: str) -> DraftFact:
    note = quoted_back(told) + ("; inferred" if is_inferred(chunk) else "")
    return DraftFact(chunk.statement.text, (chunk,), f"{level} · {label_of(chunk)}", note)


# Years ------------------------------------------------------------------------------------------


def _by_years(role: Role, asked: Sequence[YearsAsked], years: float) -> list[Level]:
    """The levels whose years hold the years told. Of those without an upper end ("2+", "8+") only
    the one that asks for most counts, and so does it where the years lie between two levels."""
    within = {one.level for one in asked if one.span.high is not None and one.holds(years)}
    unended = [one for one in asked if one.span.high is None and one.holds(years)]
    if not within and not unended:
        unended = [one for one in asked if one.span.low <= years]
    most = max((one.span.low for one in unended), default=0.0)
    return in_ladder_order(role, within | {x.level for x in unended if x.span.low == most})


def _of_years(
    asked: Sequence[YearsAsked],
    told: Amount,
    meant: Collection[Level],
    shown: Iterable[Level],
    role: Role,
) -> tuple[list[DraftFact], list[DraftFact]]:
    """The years that the levels `shown` and the next one ask for: what speaks for the levels that
    are `meant`, and what does not."""
    levels = in_ladder_order(role, set(shown))
    ladder = [level for level in role.described_levels if level.track == levels[-1].track]
    above = ladder[ladder.index(levels[-1]) + 1 :][:1]
    fits: dict[int, DraftFact] = {}
    fails: dict[int, DraftFact] = {}
    for level in [*levels, *above]:
        for one in asked:
            if one.level == level:
                speaks = level in meant and one.holds(told.years.low)
                side = fits if speaks else fails
                side.setdefault(one.chunk.row, _fact(level, one.chunk, told.text))
    return list(fits.values()), list(fails.values())


def _not_told(
    known: Collection[str | None], role: Role, level: Level, evidence: Evidence
) -> Remark | None:
    """What the guidelines of a level speak of and nothing that was told comes near to."""
    dimensions = (
        chunk.statement.dimension
        for chunk in evidence.of(role, SectionKind.GUIDELINES, level=level)
    )
    silent = [dimension for dimension in dict.fromkeys(dimensions) if dimension]
    silent = [dimension for dimension in silent if dimension not in known]
    if not silent:
        return None
    return Remark(
        f"Nothing that you tell comes near to what the guidelines say of {listed(silent)} at "
        f"{level}: tell more of that."
    )
