"""What the profiles record of a role: an attribute or a dimension, found by look-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose.searching import next_to, search
from roleassistant.answering.compose.statements import (
    MAX_FACTS,
    at_levels,
    each_text_once,
    found,
    said_whole,
    where,
)
from roleassistant.answering.draft import (
    Draft,
    DraftFacts,
    abstain,
    quoted,
)
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import counted, listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.level import rung_key
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.attributes import EXPERIENCE, TOOLS
from roleassistant.retrieval.cues import DEFINE
from roleassistant.retrieval.forms import Form
from roleassistant.retrieval.notions import cues_said, is_cue
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import covered
from roleassistant.retrieval.terms_of_work import TERMS_OF_WORK
from roleassistant.retrieval.values import MONEY, SUM
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stems

_HALF = 0.5
# So many letters in common make one root.
_ROOT = 6
# What a sentence says wherever it stands, where no place is kept for it.
_TOLD_ANYWHERE = frozenset({"experience", "education"})
# Words that are hardly said of anything else: it takes two more beside them to tell of a duty.
_PLAINLY_ASKED = frozenset({"experience", "education"})
# What is asked for by its amount: a sentence that only speaks of it is no answer.
_AMOUNTS = frozenset({"pay", "quota", "benefits", "hours"})
# More than a team: its size is not that of a team, and has to be said with it.
_MEASURED = frozenset(
    stems("division company department organisation organization firm house office business group")
)
# A value too: "Budget: none".
_NONE = re.compile(r"\W*(?:none|no|nil|nothing)\W*$", re.I)
# What no number of years or of people is.
_OTHER_SORTS = frozenset({"percentage", "amount of money", "date"})
_WANTS_A_VALUE = re.compile(r"\b(?:what|which|how (?:much|many|high|big|large|long))\b")


def attribute_of(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    attribute = plan.attribute
    assert attribute is not None
    # "Plans a territory for the year" is work, and no years of experience.
    more = 1 if attribute.name in _PLAINLY_ASKED else 0
    said = said_whole(plan, evidence) if _tells_of_a_duty(plan, more) else []
    typed = attribute in TERMS_OF_WORK and any(
        attribute.recorded_by(c.statement) for c in at_levels(plan, evidence.all_of(role))
    )
    tells_of_a_duty = not all(attribute.recorded_by(c.statement) for c in said)
    if attribute is not TOOLS and not typed and tells_of_a_duty:
        return found(plan, role, said, evidence)
    held = [
        chunk
        for chunk in evidence.all_of(role)
        if attribute.recorded_by(chunk.statement)
        and chunk.statement.kind in (StatementKind.FACT, StatementKind.TERM)
    ]
    if not at_levels(plan, held):
        held = _in_a_column_of_years(plan, role, evidence)
    if attribute is TOOLS:
        held = _headed_as_tools(role, evidence) or held
    if attribute.name in _TOLD_ANYWHERE and not at_levels(plan, held):
        held = [
            chunk
            for chunk in evidence.all_of(role)
            if chunk.statement.kind in (StatementKind.FACT, StatementKind.TERM)
            and attribute.is_told_by(chunk.statement)
            and _says_so(chunk, plan)
        ]
    if attribute is TOOLS and said and held:
        # A level's "monitoring tools" are told by name in what it does.
        return found(plan, role, each_text_once([*said, *at_levels(plan, held)]), evidence)
    own = at_levels(plan, held) or [chunk for chunk in held if next_to(plan, chunk)]
    return _by_level(plan, role, own, attribute.label, evidence)


def _in_a_column_of_years(plan: Plan, role: Role, evidence: Evidence) -> list[Chunk]:
    """What a column of the guidelines that gives years for most levels says, whatever the house
    calls it ("Path"): of experience all of it, of education the cells that speak of one."""
    if plan.attribute is None or plan.attribute.name not in _PLAINLY_ASKED:
        return []
    cells: dict[str, list[Chunk]] = {}
    for chunk in evidence.of(role, SectionKind.GUIDELINES):
        cells.setdefault(chunk.statement.dimension or "", []).append(chunk)
    of_years = [
        column
        for name, column in cells.items()
        if name
        and sum(bool(_SOME_YEARS.search(c.statement.text)) for c in column) * 2 > len(column)
    ]
    fits = None if plan.attribute is EXPERIENCE else plan.attribute.text
    held = [chunk for column in of_years for chunk in column]
    return [c for c in held if fits is None or fits.search(c.statement.text)]


# A stretch of years, as experience is asked for: "2–4 years", "10+ years".
_SOME_YEARS = re.compile(r"\d\s*(?:\+|(?:[–-]|to)\s*\d+\s*\+?)\s*(?:years?|yrs?)\b", re.I)


def _says_so(chunk: Chunk, plan: Plan) -> bool:
    """Whether it says the word by which the attribute is asked for: a licence is no degree."""
    cues = plan.attribute.cues if plan.attribute else None
    asked = cues.search(fold(plan.question)) if cues else None
    said = set(stems(chunk.statement.text))
    return asked is None or bool(set(stems(asked.group())) & said)


def _headed_as_tools(role: Role, evidence: Evidence) -> list[Chunk]:
    """What stands under a heading of a house's own that speaks of tools: "Tools we use"."""
    return [
        chunk
        for chunk in evidence.of(
            role, SectionKind.OTHER, kinds=(StatementKind.FACT, StatementKind.TERM)
        )
        if TOOLS.cues.search(fold(chunk.statement.heading))
        or TOOLS.cues.search(fold(chunk.statement.dimension or ""))
    ]


def dimensions_of(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    """What the dimensions say that a question names, or means by what it says of a level.

    What a level decides may also be asked by the thing decided: then a statement says it whole, or
    nearly, and the dimension in general is no answer.
    """
    beside = [w for w in plan.words if not _names_it(w, plan) and w not in LIGHT_STEMS]
    if beside and (whole := said_whole(plan, evidence)):
        return found(plan, role, whole, evidence)
    sections = (SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)
    held = [c for c in evidence.of(role, *sections) if c.statement.dimension in plan.dimensions]
    held = at_levels(plan, held)
    if not plan.levels and DEFINE.search(fold(plan.question)):
        # What it means is told before the levels, where it is told.
        general = evidence.of(role, SectionKind.OTHER, SectionKind.SUMMARY)
        held = [c for c in general if c.statement.dimension in plan.dimensions] + held
    nearest = max((covered(plan, beside, c)[0] for c in held), default=0.0)
    if beside and not _are_named(plan) and nearest < _HALF:
        searched = search(plan, role, evidence)
        # What may be spent on one thing is not what may be spent on another.
        of_another = plan.value in (MONEY, SUM) and nearest == 0.0
        # Nor is a framework that is asked for by name what a level knows in general.
        of_another = of_another or (plan.noun in beside and plan.noun in plan.unknown)
        if searched.reason is None or len(beside) > 1 or not held or of_another:
            return searched
        if plan.form is Form.YES_NO and nearest == 0.0:
            # Whether somebody hires on their own is told by what is said of hiring.
            from roleassistant.answering.compose import second_look

            if (
                likely := second_look.nearest_holding(beside, plan, searched, evidence)
            ) is not None:
                return likely
    if not beside:
        held += _said_by_the_word(plan, role, evidence)
    return _by_level(plan, role, held, listed(list(plan.dimensions)), evidence)


def recorded_by_one(plan: Plan, evidence: Evidence) -> Draft | None:
    """An attribute, or a dimension of a level, that one role alone records, for a question that
    names no role."""
    attribute = plan.attribute
    roles = evidence.generation.roles
    beside = [w for w in plan.words if not _names_it(w, plan) and w not in LIGHT_STEMS]
    if beside or len(roles) < 2:
        return None
    if attribute is None:
        return _dimension_of_one(plan, evidence) if plan.levels and plan.dimensions else None
    bearing = [
        role
        for role in roles
        if any(attribute.recorded_by(chunk.statement) for chunk in evidence.all_of(role))
    ]
    if len(bearing) != 1:
        return None
    draft = attribute_of(plan, bearing[0], evidence)
    heading = Heading(f"Recorded for {bearing[0].title} alone")
    return None if draft.reason else replace(draft, blocks=(heading, *draft.blocks))


def _dimension_of_one(plan: Plan, evidence: Evidence) -> Draft | None:
    sections = (SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)
    bearing = [
        role
        for role in evidence.generation.roles
        if any(c.statement.dimension in plan.dimensions for c in evidence.of(role, *sections))
    ]
    if len(bearing) != 1:
        return None
    draft = dimensions_of(plan, bearing[0], evidence)
    heading = Heading(f"Described for {bearing[0].title} alone")
    return None if draft.reason else replace(draft, blocks=(heading, *draft.blocks))


def recorded_nowhere(plan: Plan, evidence: Evidence) -> Draft | None:
    """An abstention where no role's profiles record the attribute that is asked for."""
    attribute = plan.attribute
    if attribute is None or any(
        attribute.recorded_by(chunk.statement)
        or (attribute.name in _TOLD_ANYWHERE and attribute.is_told_by(chunk.statement))
        for role in evidence.generation.roles
        for chunk in evidence.all_of(role)
    ):
        return None
    return abstain(f"the profiles record no {attribute.label}", suggestions_for_index(evidence))


def of_every_role(plan: Plan, evidence: Evidence) -> Draft | None:
    """A dimension of a level where the question names no role and all pages say the same."""
    if not plan.dimensions or not plan.levels or plan.attribute is not None:
        return None
    said: dict[tuple[str, str], list[Chunk]] = {}
    for role in evidence.generation.roles:
        for level in plan.levels:
            for chunk in evidence.of(role, SectionKind.LEVEL_DEFINITION, level=level):
                if chunk.statement.dimension in plan.dimensions:
                    said.setdefault((where(chunk), chunk.statement.text), []).append(chunk)
    if not said or len(said) > len(plan.levels) * len(plan.dimensions):
        return None
    roles = {chunk.role for chunks in said.values() for chunk in chunks}
    facts = tuple(quoted(chunks[0], label) for (label, _), chunks in said.items())
    heading = Heading(f"The same for {counted(len(roles), 'role')}")
    return Draft((heading, DraftFacts(facts)), suggestions=suggestions_for_index(evidence))


def recorded_with(plan: Plan, evidence: Evidence) -> Draft | None:
    """An attribute without a role, with words that say where: "certificates in finance"."""
    attribute = plan.attribute
    beside = [w for w in plan.words if not _names_it(w, plan) and w not in LIGHT_STEMS]
    if attribute is None or not beside:
        return None
    chunks = [
        chunk
        for chunk in evidence.retriever.holding_all(plan.about(beside), levels=plan.levels)
        if attribute.recorded_by(chunk.statement)
    ]
    if plan.value is not None and attribute is not EXPERIENCE:
        # How long a course takes is not told by the years of work that are asked for beside it.
        chunks = [c for c in chunks if not EXPERIENCE.recorded_by(c.statement)]
    if not chunks:
        return None
    facts = tuple(quoted(chunk, where(chunk, with_role=True)) for chunk in chunks[:MAX_FACTS])
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))


def _is_a_number(plan: Plan) -> bool:
    """Whether the attribute is itself the number that "how many" asks for."""
    return plan.attribute is not None and plan.attribute.name in ("experience", "team size")


def _by_level(
    plan: Plan, role: Role, chunks: Sequence[Chunk], label: str, evidence: Evidence
) -> Draft:
    """Chunks that record what is asked, narrowed by what else the question says.

    Where none does, the question may be about a duty in which the same words stand ("reviews
    compensation"): that is searched for, and only a statement with all of the words will do.
    """
    rest = [w for w in plan.words if not _names_it(w, plan)]
    shares = {c.row: covered(plan, rest, c)[0] for c in chunks} if rest else {}
    best = max(shares.values(), default=0.0)
    name = plan.attribute.name if plan.attribute else ""
    measured = [w for w in rest if w in _MEASURED] if name == "team size" else []
    named = (*plan.dimensions, *plan.headings)
    qualifiers = [w for w in plan.qualifiers if not any(w in stems(name) for name in named)]
    narrowing = qualifiers or measured
    narrowed = narrowing and name != "tools"
    # A number of things is counted by a statement; a percentage has to be in the value.
    valued = plan.value is None or any(
        plan.value.given_in(c.statement.text) or _NONE.match(c.statement.text) for c in chunks
    )
    number = _is_a_number(plan) and plan.value and plan.value.label not in _OTHER_SORTS
    if chunks and plan.value and not valued and not number:
        return abstain(
            f"the profiles of {role.title} give {label}, and no {plan.value.label}",
            suggestions_for(role, evidence, plan),
            by_words=True,
        )
    blank = None if chunks or plan.attribute else _said_to_be_blank(plan, role, evidence)
    if blank is not None:
        return blank
    if not chunks or (narrowed and best == 0.0):
        whole = said_whole(plan, evidence) if _tells_of_a_duty(plan) else []
        if whole:
            return found(plan, role, whole, evidence)
        if plan.attribute is None and (searched := search(plan, role, evidence)).reason is None:
            return searched
        if chunks:
            return abstain(
                f"the profiles of {role.title} give {label}, "
                f"but say nothing of “{plan.said(narrowing)}”",
                suggestions_for(role, evidence, plan),
            )
        return _absent(plan, role, label, evidence)
    chosen = list(chunks)
    strangers = [w for w in rest if w in plan.proper and not evidence.generation.holds(w)]
    if strangers:
        return abstain(
            f"the profiles of {role.title} say nothing of “{plan.said(strangers)}”",
            suggestions_for(role, evidence, plan),
        )
    if best > 0:
        levels = {x for c in chosen if shares[c.row] == best for x in c.statement.levels}
        chosen = [c for c in chosen if shares[c.row] == best or set(c.statement.levels) & levels]
    chosen = each_text_once(chosen)
    return Draft(
        (DraftFacts(tuple(quoted(chunk, where(chunk)) for chunk in chosen)),),
        suggestions=suggestions_for(role, evidence, plan),
    )


def _said_to_be_blank(plan: Plan, role: Role, evidence: Evidence) -> Draft | None:
    """What stands where the dimensions of a level are left open: "N/A", "TODO"."""
    sections = (SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)
    blanks = [
        chunk
        for chunk in evidence.of(role, *sections, kinds=(StatementKind.ABSENCE,))
        if chunk.statement.dimension in plan.dimensions
        and set(chunk.statement.levels) & set(plan.levels)
    ]
    if not blanks:
        return None
    levels = listed([str(level) for level in plan.levels])
    return Draft(
        (
            Remark(f"Nothing is stated of it for {levels} but this:"),
            DraftFacts(tuple(quoted(chunk, where(chunk)) for chunk in blanks)),
        ),
        suggestions=suggestions_for(role, evidence, plan),
    )


def _said_by_the_word(plan: Plan, role: Role, evidence: Evidence) -> list[Chunk]:
    """What a level does in the very word by which a dimension was asked for: "decides on …"."""
    words = [w for w in plan.words if w not in LIGHT_STEMS]
    if _are_named(plan) or not plan.levels or not words:
        return []
    saying = evidence.of(role, SectionKind.GUIDELINES, SectionKind.RESPONSIBILITIES)
    return [c for c in at_levels(plan, saying) if not covered(plan, words, c)[1]][:MAX_FACTS]


def _tells_of_a_duty(plan: Plan, more: int = 0) -> bool:
    """Whether more is said than the attribute: "reviews compensation", and not "what salary".

    `more` is how many words beside it are not enough. Who asks "what" or "how much" of an amount
    wants its value: then it takes one word more.
    """
    if plan.attribute is None:
        return True
    cues = plan.attribute.cues
    named = _within(cues, plan)
    telling = [
        w
        for w in plan.words
        if w not in LIGHT_STEMS and w not in named and not cues.search(plan.said((w,)))
    ]
    wants_a_value = plan.attribute.name in _AMOUNTS and _WANTS_A_VALUE.search(
        plan.question.casefold()
    )
    return len(telling) > max(more, bool(wants_a_value))


def _names_it(word: str, plan: Plan) -> bool:
    """Whether a word of the question is one by which the attribute or dimension was named."""
    cues = plan.attribute.cues if plan.attribute else None
    typed = plan.said((word,))
    if cues is not None and (cues.search(typed) or word in _within(cues, plan)):
        return True
    said = is_cue(typed) or word in cues_said(fold(plan.question))
    names = (*plan.dimensions, *plan.headings)
    return said or any(word in stems(n) or rung_key(typed) == rung_key(n) for n in names)


def _within(cues: Pattern, plan: Plan) -> set[str]:
    """The stems of a phrase by which an attribute was named: "span of control"."""
    said = cues.search(fold(plan.question))
    return set(stems(said.group())) if said and len(said.group()) <= _PHRASE else set()


# A cue that spans more than this is a whole question, in which other things are said.
_PHRASE = 30


def _are_named(plan: Plan) -> bool:
    """Whether the question says the name of a dimension, and not only what it is about."""
    spoken = {rung_key(plan.said((word,))) for word in plan.words}
    return any(
        set(stems(name)) & set(plan.words)
        or rung_key(name) in spoken
        or any(_is_of_one_root(name, word) for word in spoken)
        for name in (*plan.dimensions, *plan.headings)
    )


def _is_of_one_root(name: str, word: str) -> bool:
    """Whether a word is another form of a name of one word: "communicate", of Communication."""
    key = rung_key(name)
    same = next(
        (at for at, (a, b) in enumerate(zip(key, word, strict=False)) if a != b),
        min(len(key), len(word)),
    )
    return len(name.split()) == 1 and same >= _ROOT and same * 5 >= len(key) * 3


def _absent(plan: Plan, role: Role, label: str, evidence: Evidence) -> Draft:
    levels = f" — {listed([str(x) for x in plan.levels])}" if plan.levels else ""
    return abstain(
        f"the profiles record no {label} for {role.title}{levels}",
        suggestions_for(role, evidence, plan),
        by_words=plan.attribute is None and not _are_named(plan),
    )
