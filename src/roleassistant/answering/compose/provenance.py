"""Where a profile comes from: what its page says, and which files were read when."""

from __future__ import annotations

from roleassistant.answering.draft import Draft, DraftBlock, DraftFact, DraftFacts, abstain
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import at_level, listed
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import covered
from roleassistant.retrieval.words import FUNCTION_WORDS, LIGHT_STEMS, stem, tokens

# Words by which people ask for provenance as a whole.
_ASKING = frozenset(
    stem(word)
    for word in """
        review reviewed source evidence base based come from made wrote written check checked
        approve approved trust trusted profile page panel quality date validate validated create
        created content information facts data where process pass mark score provenance behind
        last look old age update updated revise revised own owner ladder maintain status current
    """.split()
)

_MAX_ENTRIES = 6
# "How is it scored" asks for the way, and not for the score.
_HOW_IT_IS_DONE = Pattern(
    r"^\W*how(?:['’]?s| is| are| was| were| does| do)\b.*\b(?:scored|rated)\b"
)

# Who did it, or when, is told by an entry, and by no sentence that leads to the entries.
_OF_AN_ENTRY = Pattern(
    r"\bwho(?:m|se)?\b(?: \w+){0,2}? (?:\w+ed|wrote|made)\b|\bby whom\b|"
    r"\b(?:when|(?:what|which) (?:date|day|month|year))\b"
)
_WHEN = Pattern(r"\b(?:when|(?:what|which) (?:date|day|month|year))\b")
_DATED = Pattern(r"\d{4}|\d[./]\d")
# "Background.", "Notes on origin.": a heading in the form of a sentence, and no evidence.
_HEADING_WORDS = _ASKING | frozenset(map(stem, "background note notes origin basis".split()))
_LEAST_SAID = 3


def _is_an_entry(chunk: Chunk, plan: Plan) -> bool:
    """Whether a line of the section records something, and does not only lead to what does."""
    statement = chunk.statement
    if statement.kind is not StatementKind.NOTE:
        return True
    said = {
        t.stem
        for t in tokens(statement.text)
        if t.text not in FUNCTION_WORDS and t.stem not in _HEADING_WORDS
    }
    return len(said) >= _LEAST_SAID and not _OF_AN_ENTRY.search(plan.question.casefold())


def compose(plan: Plan, role: Role, evidence: Evidence) -> Draft:
    everything = evidence.of(
        role,
        SectionKind.PROVENANCE,
        kinds=(StatementKind.FACT, StatementKind.NOTE, StatementKind.ABSENCE),
    )
    chosen = [
        chunk
        for chunk in everything
        if not plan.levels or any(level in chunk.page_levels for level in plan.levels)
        if _is_an_entry(chunk, plan)
    ]
    where = at_level(role, plan.levels[0] if len(plan.levels) == 1 else None)
    if plan.attribute is not None and plan.attribute.name == "review score":
        how = _HOW_IT_IS_DONE.search(plan.question.casefold())
        chosen = [
            c
            for c in chosen
            if plan.attribute.recorded_by(c.statement)
            or (how and plan.attribute.cues.search(c.statement.text))
        ]
        if not chosen:
            return abstain(
                f"the profiles record no review score for {where}",
                suggestions_for(role, evidence, plan),
            )
    narrowing = [
        w
        for w in plan.words
        if w not in _ASKING and w not in LIGHT_STEMS and evidence.generation.holds(w)
    ]
    if narrowing:
        fitting = [c for c in chosen if covered(plan, narrowing, c)[0] > 0]
        # Where entries have no labels, one that fits may be the label of the next.
        labelled = all(c.statement.dimension for c in fitting)
        pages = {level for c in fitting for level in c.page_levels}
        chosen = fitting if labelled else [c for c in chosen if pages & set(c.page_levels)]
    if not chosen and narrowing:
        return abstain(
            f"the provenance of {where} says nothing of “{plan.said(narrowing)}”",
            suggestions_for(role, evidence, plan),
        )
    if not chosen:
        asks = _OF_AN_ENTRY.search(plan.question.casefold())
        lacking = "reviewer, author or date in the provenance" if asks else "provenance"
        return abstain(
            f"the profiles record no {lacking} for {where}", suggestions_for(role, evidence, plan)
        )
    undated = not any(_DATED.search(c.statement.text) for c in chosen)
    if undated and _WHEN.search(plan.question.casefold()):
        return abstain(
            f"the provenance of {where} gives no date", suggestions_for(role, evidence, plan)
        )
    all_pages = set(role.levels) if not plan.levels else set(plan.levels)
    facts = tuple(DraftFact(c.statement.text, (c,), _label(c, all_pages)) for c in chosen)
    blocks: list[DraftBlock] = [Heading(f"Provenance of {where}"), DraftFacts(facts)]
    files = sorted(
        {
            (source.path, source.sha256[:12], source.ingested_at)
            for chunk in chosen
            for source in chunk.sources
            if not plan.levels or source.level in plan.levels
        }
    )
    blocks.append(
        Remark(
            "Read from "
            + "; ".join(f"{path} (SHA-256 {digest}…, {when})" for path, digest, when in files)
            + "."
        )
    )
    return Draft(tuple(blocks), suggestions=suggestions_for(role, evidence, plan))


def anywhere(plan: Plan, evidence: Evidence) -> Draft | None:
    """What the provenance of any page says with the words of a question that names no role."""
    narrowing = [w for w in plan.words if w not in _ASKING and w not in LIGHT_STEMS]
    entries = evidence.generation.select(sections={SectionKind.PROVENANCE}) if narrowing else []
    shares = {c.row: covered(plan, narrowing, c)[0] for c in entries}
    best = max(shares.values(), default=0.0)
    chosen = [c for c in entries if shares[c.row] == best > 0][:_MAX_ENTRIES]
    if not chosen:
        return None
    facts = tuple(
        DraftFact(
            c.statement.text,
            (c,),
            " · ".join(
                (
                    f"{c.title} — {listed([str(x) for x in c.page_levels])}",
                    c.statement.dimension or "",
                )
            ).rstrip(" ·"),
        )
        for c in chosen
    )
    return Draft((DraftFacts(facts),), suggestions=suggestions_for_index(evidence))


def _label(chunk: Chunk, pages: set[Level]) -> str | None:
    levels = (
        None if set(chunk.page_levels) >= pages else listed([str(x) for x in chunk.page_levels])
    )
    return " · ".join(filter(None, (levels, chunk.statement.dimension))) or None
