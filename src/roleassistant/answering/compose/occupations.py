"""What O*NET adds where the profiles say nothing: always by the code that a page names or by a
title, always said to be O*NET's, with its release."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from roleassistant.answering.adjacency import Band, apart
from roleassistant.answering.draft import (
    Draft,
    DraftBlock,
    DraftFact,
    DraftFacts,
    abstain,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import counted, level_range, listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.indexing.occupations.schema import TITLES
from roleassistant.indexing.occupations.store import OccupationFact, Occupations
from roleassistant.indexing.occupations.titles import folded_title
from roleassistant.reading.onet_facts import FactKind
from roleassistant.retrieval.plan import Intent, Plan

# Of an occupation's titles, so many are shown; most have some fifty.
_MOST_TITLES = 15
_MOST_ROLES = 4
_SOC = re.compile(r"(?<!\d)\d{2}-\d{4}(?:\.\d{2})?(?!\d)")


def titles(role: Role, evidence: Evidence) -> tuple[DraftBlock, ...]:
    """The titles of the occupations that a role's pages name, and where the role's own title
    stands in O*NET; nothing where O*NET was not imported or knows neither."""
    store = evidence.occupations
    if store is None:
        return ()
    blocks: list[DraftBlock] = []
    mapped = _mapped(role, evidence, store)
    for code, page in mapped.items():
        named = store.title(code)
        if named is None:
            continue
        listed = _once(store.facts(code, FactKind.REPORTED_TITLE, FactKind.ALTERNATE_TITLE))
        blocks += [
            Heading(f"Not on the page: titles that O*NET {named.release} lists for {code}"),
            DraftFacts(
                (
                    quoted(page, "Code on the page"),
                    quoted(named.chunk, f"O*NET-SOC {code}"),
                    *(quoted(f.chunk, f"O*NET {f.kind}") for f in listed[:_MOST_TITLES]),
                )
            ),
        ]
        if (more := len(listed) - _MOST_TITLES) > 0:
            blocks.append(Remark(f"O*NET lists {counted(more, 'more title')} for {code}."))
    elsewhere = [
        fact
        for name in dict.fromkeys((role.title, role.title.partition(" / ")[0]))
        for fact in store.titled(name)
        if fact.code not in mapped
    ]
    if elsewhere:
        why = "it also has the title itself" if mapped else "the page names no code of it"
        blocks += [
            Heading(f"O*NET {elsewhere[0].release} by the title alone: {why}"),
            DraftFacts(tuple(_under(fact) for fact in elsewhere[:_MOST_ROLES])),
        ]
    return (*blocks, Remark(store.attribution)) if blocks else ()


def asked_of(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    """What O*NET says of the occupations that a role's pages name, to a question put to it."""
    kinds = next(
        (kinds for cue, kinds in _CUES if cue.search(plan.question.casefold())), _WHAT_IT_IS
    )
    store = evidence.occupations
    if store is None:
        reason = "O*NET was not imported here (roleassistant onet import DIR)"
        return abstain(reason, suggestions_for(role, evidence, plan))
    blocks = _said(kinds, role, evidence, store)
    if not blocks:
        reason = (
            f"O*NET {store.release} has no {kinds[0]} for the codes on the pages of {role.title}"
        )
        return abstain(reason, suggestions_for(role, evidence, plan))
    return Draft(blocks, suggestions=suggestions_for(role, evidence, plan))


def filled(plan: Plan, draft: Draft, evidence: Evidence) -> Draft:
    """A refusal for want of a degree, of years or of tools, and beside it what O*NET says of the
    occupation; the refusal alone where that says nothing."""
    kinds = _FILLS.get(plan.attribute.name if plan.attribute else "")
    keys = {mention.role.key for mention in plan.roles}
    store = evidence.occupations if kinds and len(keys) == 1 else None
    if store is None or kinds is None or draft.reason is None:
        return draft
    blocks = _said(kinds, plan.roles[0].role, evidence, store)
    if not blocks:
        return draft
    why = Remark(f"{draft.reason[:1].upper()}{draft.reason[1:]}.")
    return Draft((why, *blocks), suggestions=draft.suggestions)


_WHAT_IT_IS = (FactKind.DESCRIPTION,)
_CUES: tuple[tuple[Pattern, tuple[FactKind, ...]], ...] = (
    (Pattern(r"\b(?:related|adjacent|similar|neighbou?ring)\b"), (FactKind.RELATED,)),
    (Pattern(r"\b(?:titles?|alias(?:es)?|called)\b"), TITLES[1:]),
    (Pattern(r"\b(?:technolog\w+|tools?|software|systems?)\b"), (FactKind.TECHNOLOGY,)),
    (Pattern(r"\bwork activit\w+|\bactivities\b"), (FactKind.WORK_ACTIVITY,)),
    (Pattern(r"\b(?:tasks?|duties|responsibilit\w+|do(?:es)?\b.*\bdo)\b"), (FactKind.TASK,)),
    (Pattern(r"\bknowledge\b"), (FactKind.KNOWLEDGE,)),
    (Pattern(r"\bskills?\b"), (FactKind.SKILL,)),
    (
        Pattern(r"\b(?:job zone|preparation)\b"),
        (FactKind.EXPERIENCE, FactKind.EDUCATION),
    ),
    (Pattern(r"\b(?:education|degrees?|school\w*|training)\b"), (FactKind.EDUCATION,)),
    (Pattern(r"\b(?:experience|years?)\b"), (FactKind.EXPERIENCE,)),
)
_FILLS = {
    "education": (FactKind.EDUCATION,),
    "experience": (FactKind.EXPERIENCE,),
    "tools": (FactKind.TECHNOLOGY,),
}


def _said(
    kinds: Sequence[FactKind], role: Role, evidence: Evidence, store: Occupations
) -> tuple[DraftBlock, ...]:
    """What O*NET says of these kinds, code by code; nothing where it says nothing."""
    blocks: list[DraftBlock] = []
    for code, page in _mapped(role, evidence, store).items():
        named, found = store.title(code), _once(store.facts(code, *kinds))
        if named is None or not found:
            continue
        facts = (
            quoted(page, "Code on the page"),
            quoted(named.chunk, f"O*NET-SOC {code}"),
            *(_with_note(fact, store) for fact in found[:_MOST_TITLES]),
        )
        blocks += [
            Heading(f"By way of the code on the page: {listed(kinds)}, O*NET {store.release}"),
            DraftFacts(facts),
        ]
        if (more := len(found) - _MOST_TITLES) > 0:
            blocks.append(Remark(f"O*NET lists {more} more for {code}."))
    return (*blocks, Remark(store.attribution)) if blocks else ()


def _with_note(fact: OccupationFact, store: Occupations) -> DraftFact:
    """A fact under its kind and what else its table says; a related occupation by its title."""
    kind = f"O*NET {fact.release} {fact.kind}" if fact.release != store.release else fact.kind
    label = f"{kind} · {fact.note}" if fact.note and fact.kind not in TITLES else str(kind)
    named = store.title(fact.chunk.statement.text) if fact.kind is FactKind.RELATED else None
    if named is not None:
        text = named.chunk.statement.text
        return DraftFact(text, (named.chunk, fact.chunk), f"{named.code} · {fact.note}")
    return quoted(fact.chunk, label)


def by_title(plan: Plan, evidence: Evidence) -> Draft | None:
    """The roles nearest to a title that no page has and O*NET knows: "which of our roles is closest
    to a sales development representative"."""
    store = evidence.occupations
    if store is None or not _SEEKS_ROLE.search(plan.question.casefold()):
        return None
    for sought, misspelt in _sought(plan):
        if found := store.titled(sought, misspelt=misspelt):
            return _nearest(sought, found, evidence, store)
    return None


_SEEKS_ROLE = Pattern(
    r"\b(?:which|what|any|is there an?|our|your|closest|nearest|similar)\b.*"
    r"\b(?:roles?|profiles?|jobs?|positions?|titles?)\b|\bwhat (?:is|are) (?:that|it|we) call"
)
_QUOTED = re.compile(r"[\"“„‘'«](?P<title>[^\"”“’'»]{3,60})[\"”“’'»]")
_NEAR_TO = re.compile(
    r"\b(?:closest|nearest|similar|close|near|equivalent|corresponds?|matche?s?|fits?) "
    r"(?:to |for )?(?:an?|the|our|somebody called an?)? ?(?P<title>[\w&/ -]{3,60}?)\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^\W*(?P<title>[\w&/ -]{3,60}?)\s*[,:;–-]\s*(?:which|what)\b", re.IGNORECASE)


def _sought(plan: Plan) -> list[tuple[str, bool]]:
    """The titles that a question may mean, the surest first, and whether a slip is allowed for."""
    found = [match["title"] for match in _QUOTED.finditer(plan.question)]
    if match := _NEAR_TO.search(plan.question):
        found.append(match["title"])
    if match := _BEFORE.search(plan.question):
        found.append(match["title"])
    surely = [(title, True) for title in found]
    said = plan.said(plan.words)
    return [*surely, *([(said, False)] if said and plan.intent is not Intent.OFF_TOPIC else [])]


def _nearest(
    sought: str, found: Sequence[OccupationFact], evidence: Evidence, store: Occupations
) -> Draft | None:
    ranked = sorted(
        (
            (near.value, role.key, fact, near)
            for role in evidence.generation.roles
            if (near := _near(role, found, evidence, store)) is not None
            and (fact := _fact(role, near, evidence)) is not None
        ),
        key=lambda one: one[:2],
    )
    if not ranked:
        return None
    release = found[0].release
    occupations = tuple(_under(fact) for fact in found[:_MOST_ROLES])
    near_ones = [one for one in ranked if one[3].band is not Band.FAR]
    shown = (near_ones or ranked[:1])[:_MOST_ROLES]
    heading = (
        f"Nearest to “{sought}” among these roles, computed"
        if shown[0][3].band is not Band.FAR
        else f"Nothing here is near to “{sought}”; the nearest, computed"
    )
    return Draft(
        (
            Remark(f"No page has the title “{sought}”; O*NET {release} does:"),
            DraftFacts(occupations),
            Heading(heading),
            DraftFacts(tuple(fact for _, _, fact, _ in shown)),
            Remark(_HOW),
            Remark(store.attribution),
        ),
        suggestions=suggestions_for_index(evidence),
    )


_HOW = (
    "Computed from the codes alone: 0 is the same occupation; else a half where O*NET lists the "
    "occupations as related, or the share of the code that they do not have in common, whichever "
    "is less."
)


@dataclass(frozen=True, slots=True)
class ByCode:
    """How far a page's code is from an occupation's. `related` is the row of O*NET that lists the
    two as related, or None."""

    page: Chunk
    occupation: OccupationFact
    related: OccupationFact | None
    value: Fraction

    @property
    def band(self) -> Band:
        return Band.of(self.value)

    @property
    def says(self) -> str:
        """The two codes, the distance and its band."""
        how = ", related" if self.related else ""
        return (
            f"{_code_in(self.page)} on the page, {self.occupation.code} in O*NET{how}: "
            f"distance {float(self.value):.2f}, {self.band}"
        )

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """What it was worked out from."""
        rows = (self.page, self.occupation.chunk)
        return (*rows, self.related.chunk) if self.related else rows

    def again(self, chunks: Sequence[Chunk]) -> ByCode | None:
        """The same from what is cited alone."""
        if not set(self.chunks) <= set(chunks):
            return None
        page, occupation, *rest = self.chunks
        code, its = _code_in(page), occupation.sources[0].code
        related = bool(rest) and _same(code, rest[0].statement.text)
        return ByCode(self.page, self.occupation, self.related, _value(code, its, related))


def _value(code: str, its: str, related: bool) -> Fraction:
    if _same(code, its):
        return Fraction(0)
    return min(apart(code, its), Fraction(1, 2)) if related else apart(code, its)


def _near(
    role: Role, found: Sequence[OccupationFact], evidence: Evidence, store: Occupations
) -> ByCode | None:
    """The nearest of the occupations to the codes that the pages of a role name."""
    near = []
    for page in _classified(role, evidence):
        code = _code_in(page)
        for fact in found:
            rows = [
                row
                for row in store.facts(fact.code, FactKind.RELATED)
                if _same(code, row.chunk.statement.text)
            ]
            value = _value(code, fact.code, bool(rows))
            near.append(ByCode(page, fact, rows[0] if rows else None, value))
    return min(near, key=lambda one: (one.value, one.occupation.code), default=None)


def _fact(role: Role, near: ByCode, evidence: Evidence) -> DraftFact | None:
    title = evidence.title_of(role)
    if title is None:
        return None
    label = f"{role.key}, {level_range(role.described_levels)}"
    return DraftFact(role.title, (title, *near.chunks), label, near.says, near)


def _under(fact: OccupationFact) -> DraftFact:
    return quoted(fact.chunk, f"{fact.code} {fact.chunk.title}")


def _classified(role: Role, evidence: Evidence) -> list[Chunk]:
    kinds = (StatementKind.FACT, StatementKind.TERM)
    return [
        chunk
        for chunk in evidence.of(role, SectionKind.CLASSIFICATION, kinds=kinds)
        if _SOC.search(chunk.statement.text)
    ]


def _code_in(chunk: Chunk) -> str:
    match = _SOC.search(chunk.statement.text)
    return match.group() if match else ""


def _same(one: str, other: str) -> bool:
    """Whether one code is the other, or the other's occupation undivided: 41-4012 is 41-4012.00."""
    return one.removesuffix(".00") == other.removesuffix(".00")


def _mapped(role: Role, evidence: Evidence, store: Occupations) -> dict[str, Chunk]:
    """O*NET-SOC code → the statement of a page that names it, or the group that it is of."""
    found: dict[str, Chunk] = {}
    for chunk in _classified(role, evidence):
        for code in store.within(_code_in(chunk)):
            found.setdefault(code, chunk)
    return found


def _once(facts: Sequence[OccupationFact]) -> list[OccupationFact]:
    """Each title once, whatever table has it."""
    by_title: dict[str, OccupationFact] = {}
    for fact in facts:
        by_title.setdefault(folded_title(fact.chunk.statement.text), fact)
    return list(by_title.values())
