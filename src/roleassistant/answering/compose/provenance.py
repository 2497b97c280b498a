"""Where a profile comes from: what its page says, and which files were read when."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from roleassistant.answering.draft import Draft, DraftBlock, DraftFact, DraftFacts, abstain
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import at_level, listed
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading, Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.forms import Form
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
        sign signed vet vetted audit audited touch touched responsible author authored draft drafted
        prepare prepared compile compiled produce produced edit edited confirm confirmed endorse
        endorsed verify verified accept accepted modify modified refresh refreshed keep charge
        steward missing lacking absent covered described
        write rely reliable final valid name person team group charged behind
    """.split()
)

# What may be asked of provenance: by which words, and which entries record it.
_ASKED = (
    (
        "reviewer",
        Pattern(
            r"\bwho\b.{0,30}\b(?:review\w*|check\w*|vet(?:s|ted)?|validat\w*|verif\w*|"
            r"audit\w*|approv\w*|"
            r"sign(?:s|ed)?[ -]?off|sign(?:s|ed)?\b|look(?:s|ed) (?:it |this |that )?over|"
            r"endors\w*|accept\w*)|"
            r"\b(?:reviewed|checked|vetted|validated|verified|audited|approved|signed off|"
            r"endorsed)\b.{0,12}\b(?:by whom|by who)\b|\breviewers?\b|"
            r"\b(?:has|have|had|was|were|is|are|did)\b.{0,50}\b(?:reviewed|checked|vetted|validated|"
            r"verified|audited|approved|signed off|endorsed)\b"
        ),
        Pattern(
            r"^(?!next\b)(?:.*\b(?:review(?:ed|ers?)?|approv\w+|sign(?:ed)?[ -]?off|vetted|checked|"
            r"validated|verified|audited|panel|endorsed|status)\b)"
        ),
    ),
    (
        "owner",
        Pattern(
            r"\bowners?\b|\bwho\b.{0,25}\b(?:owns?|maintains?|looks after|keeps? up|"
            r"is responsible|is in charge|stewards?)\b|\bmaintained\b"
        ),
        Pattern(r"\b(?:owners?|owned|maintain\w*|steward\w*|custodian|kept by|responsible)\b"),
    ),
    (
        "author",
        Pattern(
            r"\bauthors?\b|\bwho\b.{0,20}\b(?:wrote|written|writes|drafted|prepared|compiled|produced|"
            r"made|created|edited|designed)\b"
        ),
        Pattern(
            r"\b(?:authors?|written|wrote|drafted|draft|prepared|compiled|produced|made|created)\b"
        ),
    ),
    (
        "gap",
        Pattern(r"\b(?:missing|lacking|left out|absent)\b|\bnot (?:yet )?(?:covered|described)\b"),
        Pattern(
            r"\b(?:gaps?|missing|limits?|limitations?|omitted|open|to ?do|outstanding)\b|"
            r"\bnot (?:yet )?(?:covered|described|written|included)\b"
        ),
    ),
)
_MAX_ENTRIES = 6
# "How is it scored" asks for the way, and not for the score.
_HOW_IT_IS_DONE = Pattern(
    r"^\W*how(?:['’]?s| is| are| was| were| does| do)\b.*\b(?:scored|rated)\b"
)

# Who did it, or when, is told by an entry, and by no sentence that leads to the entries.
_OF_AN_ENTRY = Pattern(
    r"\bwho(?:m|se)?\b(?: \w+){0,2}? (?:\w+ed|wrote|made|owns|maintains)\b|\bby whom\b|"
    r"\b(?:when|(?:what|which) (?:date|day|month|year))\b"
)
_WHEN = Pattern(r"\b(?:how (?:old|recent\w*)|when|(?:what|which) (?:date|day|month|year))\b")
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


def words_beside(plan: Plan) -> list[str]:
    """The words that say more than that it is asked where something comes from."""
    return [w for w in plan.words if w not in _ASKING and w not in LIGHT_STEMS]


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
    narrowing = [w for w in words_beside(plan) if evidence.generation.holds(w)]
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
    if (of_kind := _of_the_kind(chosen, plan)) is not None:
        kind, chosen = of_kind
        if not chosen:
            return abstain(
                f"the provenance of {where} names no {kind}", suggestions_for(role, evidence, plan)
            )
    undated = not any(_DATED.search(c.statement.text) for c in chosen)
    if undated and _WHEN.search(plan.question.casefold()):
        return abstain(
            f"the provenance of {where} gives no date", suggestions_for(role, evidence, plan)
        )
    if _WHEN.search(plan.question.casefold()):
        chosen = [c for c in chosen if _DATED.search(c.statement.text)]
        past = [c for c in chosen if not _TO_COME.search(_entry(c))]
        if not past and _WHEN_LAST.search(plan.question.casefold()):
            return abstain(
                f"the provenance of {where} gives no date of the past",
                suggestions_for(role, evidence, plan),
            )
        chosen = past if past and _WHEN_LAST.search(plan.question.casefold()) else chosen
    all_pages = set(role.levels) if not plan.levels else set(plan.levels)
    facts = tuple(DraftFact(c.statement.text, (c,), _label(c, all_pages)) for c in chosen)
    blocks: list[DraftBlock] = [Heading(f"Provenance of {where}"), DraftFacts(facts)]
    if plan.form is Form.YES_NO and of_kind is not None:
        not_yet = all(_NOT_YET.search(c.statement.text.casefold()) for c in chosen)
        blocks.insert(0, Remark("No." if not_yet else "What the profile records of it:"))
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


_TO_COME = Pattern(r"\b(?:next|due|planned|until|not yet)\b")
_WHEN_LAST = Pattern(r"\b(?:last|latest|previous|recent\w*)\b|\bwhen (?:was|were|did|has|have)\b")
_NOT_YET = Pattern(r"^(?:not yet|no\b|none\b|never|pending|unreviewed|not )")


def _entry(chunk: Chunk) -> str:
    return f"{chunk.statement.dimension or ''} {chunk.statement.text}".strip().casefold()


def _of_the_kind(chunks: Sequence[Chunk], plan: Plan) -> tuple[str, list[Chunk]] | None:
    """What is asked of the provenance (who reviewed, who owns, who wrote) and the entries that
    record it; None where it is asked for as a whole."""
    asked = plan.question.casefold()
    for kind, cues, recorded in _ASKED:
        if cues.search(asked):
            # A label says what its entry records; without labels, the words of the entry do.
            labelled = [c for c in chunks if c.statement.dimension]
            by_label = [
                c for c in labelled if recorded.search((c.statement.dimension or "").casefold())
            ]
            return kind, by_label or _with_values(chunks, recorded)
    return None


def _with_values(chunks: Sequence[Chunk], recorded: Pattern) -> list[Chunk]:
    """The entries that record it; where an entry is but a label, the one behind it is its value."""
    found: list[Chunk] = []
    for chunk, behind in zip_longest(chunks, chunks[1:]):
        if not recorded.search(_entry(chunk)):
            continue
        found.append(chunk)
        label = (
            chunk.statement.dimension is None and len(tokens(chunk.statement.text)) < _LEAST_SAID
        )
        if label and behind is not None:
            found.append(behind)
    return list({chunk.row: chunk for chunk in found}.values())


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
