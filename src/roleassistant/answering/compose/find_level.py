"""Which level does it: by title, by the words of its statements, or near in meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose import (
    level_criteria,
    list_roles,
    own_sections,
    recorded,
    searching,
)
from roleassistant.answering.compose.searching import answering
from roleassistant.answering.compose.statements import left_out, where
from roleassistant.answering.draft import Draft, DraftBlock, DraftFact, DraftFacts, abstain, note_of
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import listed
from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.domain.answer import Heading
from roleassistant.domain.pattern import Pattern
from roleassistant.domain.quantity import amounts_in
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.retrieval.attributes import EXPERIENCE
from roleassistant.retrieval.cues import done_to
from roleassistant.retrieval.heard import is_seniority
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.retriever import Passage
from roleassistant.retrieval.synonyms import standing_for
from roleassistant.retrieval.words import (
    FUNCTION_WORDS,
    LIGHT_STEMS,
    fold,
    in_order,
    stem,
    stems,
    tokens,
)

# A level is named on the strongest statements only; a tie of two levels is shown as such.
_WEAKER = 0.15
_PER_LEVEL = 2
_MAX_LEVELS = 5
_MAX_CELLS = 24


# What has to stand in a statement as it was said: an extreme, a denial.
_TO_THE_LETTER = re.compile(
    r"\b(?:most|least) \w{4,}|\b(?!(?:interest|request|test|invest|rest|best|latest)\b)\w{3,}est\b|"
    r"\b(?:without|not|never|no|nobody|cannot)\b"
)


def in_these_words(plan: Plan, evidence: Evidence) -> Draft | None:
    """Statements that say the very superlative or denial that is asked: "the largest accounts"."""
    letters = _TO_THE_LETTER.findall(plan.question.casefold())
    if plan.intent is not Intent.FIND_LEVEL or not letters or not plan.words:
        return None
    whole = [
        c
        for c in evidence.retriever.holding_all(plan)
        if c.statement.levels and all(said in c.statement.text.casefold() for said in letters)
    ]
    if not whole:
        return None
    facts = tuple(
        DraftFact(c.statement.text, (c,), where(c, with_role=True), note_of(c))
        for c in whole[:_MAX_LEVELS]
    )
    return Draft(
        (DraftFacts(facts),), suggestions=suggestions_for(_role(whole[0].role, evidence), evidence)
    )


def compose(plan: Plan, evidence: Evidence) -> Draft:
    by_title = _titled(plan, evidence)
    if not by_title and (every := _of_every_level(plan, evidence)):
        return every
    draft = _by_statements(plan, by_title, evidence)
    if by_title or plan.levels:
        return draft
    sections = own_sections.holding(plan, evidence)
    if not sections:
        return draft
    rest = draft.blocks if draft.reason is None else ()
    return replace(
        draft if draft.reason is None else Draft((), suggestions=draft.suggestions),
        blocks=(*sections, *rest),
    )


def _of_every_level(plan: Plan, evidence: Evidence) -> Draft | None:
    """A dimension that the question names and nothing besides: what it says of every level."""
    named = {word for dimension in plan.dimensions for word in stems(dimension)}
    telling = [word for word in plan.words if word not in LIGHT_STEMS]
    whole = [d for d in plan.dimensions if set(stems(d)) <= set(telling)]
    if plan.levels or plan.attribute or not whole or not set(telling) <= named:
        return None
    chunks = [
        chunk
        for role in _roles(plan, evidence)
        for chunk in evidence.of(role, SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION)
        if chunk.statement.dimension in whole and chunk.statement.levels
    ]
    if not chunks:
        return None
    several = len({chunk.role for chunk in chunks}) > 1
    facts = tuple(
        DraftFact(c.statement.text, (c,), where(c, with_role=several), note_of(c))
        for c in chunks[:_MAX_CELLS]
    )
    titles = listed(list(dict.fromkeys(chunk.title for chunk in chunks)))
    return Draft(
        (
            Heading(f"{listed(whole)} at every level that states it: {titles}"),
            DraftFacts(facts),
            *left_out(len(chunks) - _MAX_CELLS),
        ),
        suggestions=suggestions_for(_role(chunks[0].role, evidence), evidence, plan),
    )


def _by_statements(plan: Plan, by_title: list[Passage], evidence: Evidence) -> Draft:
    """The levels whose titles or statements hold what is asked."""
    found = by_title or _by_years(plan, evidence) or _by_evidence(plan, evidence)
    passages = _of_those_asked(found, plan, evidence)
    if found and not passages and not _is_done_to_levels(plan):
        return _of_other_levels(plan, found, evidence)
    if not passages and (nowhere := recorded.recorded_nowhere(plan, evidence)):
        return nowhere
    anywhere = not plan.roles and not plan.levels
    if not passages and anywhere and (elsewhere := list_roles.said_of(plan, evidence)):
        return elsewhere
    others = _is_done_to_levels(plan)
    if not passages and not others and (said := _said_otherwise(plan, evidence)):
        return said
    if not passages:
        role = plan.roles[0].role if len(plan.roles) == 1 else None
        topic = plan.said(plan.words)
        place = f" of {role.title}" if role else ""
        if others:
            topic = f"{topic} {listed([str(level) for level in plan.levels])}".strip()
        return abstain(
            f"no level{place} is described with “{topic or plan.question}”",
            suggestions_for(role, evidence, plan) if role else suggestions_for_index(evidence),
        )
    groups: dict[tuple[str, Level], list[Chunk]] = {}
    for passage in passages:
        chunk = passage.chunk
        for level in _levels(chunk):
            if _is_done_to_levels(plan) or _at_asked_level(chunk, level, plan, evidence):
                groups.setdefault((chunk.role, level), []).append(chunk)
    places = sorted(groups, key=lambda place: (_role_order(place[0], evidence), place[1]))
    shown = places[:_MAX_LEVELS]
    several = len({role for role, _ in shown}) > 1
    names = [f"{level} of {_title(key, evidence)}" for key, level in shown]
    blocks: list[DraftBlock] = [
        Heading(
            listed(names)
            + (f", and {len(places) - len(shown)} more" if len(places) > len(shown) else "")
        )
    ]
    facts = []
    for key, level in shown:
        for chunk in groups[key, level][:_PER_LEVEL]:
            place = chunk.statement.dimension or chunk.statement.section.shown_as
            where = f"{chunk.title} — {level}" if several else str(level)
            facts.append(
                DraftFact(chunk.statement.text, (chunk,), f"{where} · {place}", note_of(chunk))
            )
    blocks.append(DraftFacts(tuple(facts)))
    first_role, _ = shown[0]
    return Draft(
        tuple(blocks),
        suggestions=suggestions_for(_role(first_role, evidence), evidence, plan),
        about=tuple(shown) if by_title else (),
    )


def _said_otherwise(plan: Plan, evidence: Evidence) -> Draft | None:
    """Where no level is described so: what the level or the ladder is, or what has no level."""
    if not [word for word in plan.words if not is_seniority(word)]:
        if plan.roles and plan.levels:
            role = plan.roles[0].role
            return level_criteria.compose(
                replace(plan, sections=(SectionKind.LEVEL_DEFINITION,)), role, evidence
            )
        return list_roles.ladders([m.role for m in plan.roles], evidence) if plan.roles else None
    if not plan.roles:
        return None
    drafts = [searching.search(plan, mention.role, evidence) for mention in plan.roles]
    fitting = (d for d in drafts if d.reason is None and not _tells_of_others(d, plan))
    return next(fitting, None)


def _of_other_levels(plan: Plan, passages: Sequence[Passage], evidence: Evidence) -> Draft:
    """An abstention where what is asked is described, and for none of the levels asked for."""
    chunks = [passage.chunk for passage in passages]
    held = sorted({x for c in chunks for x in c.statement.levels or c.page_levels})
    asked = listed([str(level) for level in plan.levels], "or")
    named = [mention.matched for mention in plan.roles if mention.matched]
    topic = plan.said(plan.words) or " ".join(named) or plan.question
    return abstain(
        f"“{topic}” is described for {listed([str(x) for x in held])}, and not for {asked}",
        suggestions_for(_role(chunks[0].role, evidence), evidence, plan),
    )


def _titled(plan: Plan, evidence: Evidence) -> list[Passage]:
    """Aliases that the question gives in full: their pages say the level."""
    said = [t.stem for t in tokens(plan.question)]
    told = [w for w in plan.words if not is_seniority(w) and w not in LIGHT_STEMS]
    found = []
    # Names are at hand; the statements of a thousand roles are not.
    bearers = {
        name.role
        for name in evidence.generation.names
        if name.kind == "alias" and _stands_in(list(stems(name.text)), said)
    }
    for role in _roles(plan, evidence):
        for chunk in evidence.all_of(role) if role.key in bearers else ():
            statement = chunk.statement
            if statement.kind is not StatementKind.TERM or statement.section != "title_aliases":
                continue
            words = list(stems(statement.text))
            own = set(words) - set(stems(role.title))
            alone = not told or _in_quotes(statement.text, plan.question)
            if words and _stands_in(words, said) and (own & set(plan.words) or alone):
                found.append((len(words), Passage(chunk, 1.0, 1.0, None, ())))
    longest = max((length for length, _ in found), default=0)
    return [passage for length, passage in found if length == longest]


def _in_quotes(title: str, question: str) -> bool:
    return bool(re.search(rf"[\"'“”‘’]\s*{re.escape(title)}\s*[\"'“”‘’]", question, re.I))


def _by_years(plan: Plan, evidence: Evidence) -> list[Passage]:
    """Levels whose typical experience begins where the amount that is asked for begins."""
    asked = amounts_in(plan.question)
    if not asked or plan.attribute is None or plan.attribute.name != "experience":
        return []
    found = []
    for role in _roles(plan, evidence):
        for chunk in evidence.of(role, SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION):
            amounts = amounts_in(chunk.statement.text)
            if not amounts or not EXPERIENCE.recorded_by(chunk.statement):
                continue
            low, wanted = amounts[0].years.low, asked[0].years
            if low == wanted.low or (wanted.high is None and low > wanted.low):
                found.append(Passage(chunk, 1.0, 1.0, None, ()))
    return found


def _levels(chunk: Chunk) -> tuple[Level, ...]:
    return chunk.statement.levels or chunk.page_levels


def _of_those_asked(found: list[Passage], plan: Plan, evidence: Evidence) -> list[Passage]:
    """The passages of the levels asked for. Where these are the ones that something is done to,
    those that name them; else those of the levels above."""
    if not _is_done_to_levels(plan):
        return [
            p
            for p in found
            if any(_at_asked_level(p.chunk, x, plan, evidence) for x in _levels(p.chunk))
        ]
    helping = [
        Passage(chunk, 1.0, 1.0, None, ())
        for mention in plan.roles
        for chunk in (evidence.of(mention.role) if _deed(plan) in _HELPING else ())
        if chunk.statement.levels and _HELPING & set(stems(chunk.statement.text))
    ]
    told = [p for p in found if _is_told_of(p.chunk, plan, evidence)]
    told = told or [p for p in helping if _is_told_of(p.chunk, plan, evidence)]
    top = max(plan.levels)
    above = [p for p in found if all(x.track == top.track and x > top for x in _levels(p.chunk))]
    return told or [p for p in above if _is_done_to_people(p.chunk, _deed(plan))]


# One helps others to learn in many words: who "mentors P1s" is who "guides P1 and P2 colleagues".
_HELPING = frozenset(stems("teach taught train mentor coach guide instruct tutor educate show"))
# Words for those with whom somebody works.
_PEOPLE = frozenset(
    stems(
        "colleague colleagues team teams people member members junior juniors peer peers staff "
        "newcomer newcomers beginner beginners trainee trainees employee employees others"
    )
)


def _is_done_to_people(chunk: Chunk, deed: str | None) -> bool:
    """Whether `deed` is done to colleagues: who coaches a pipeline coaches nobody."""
    people = _PEOPLE | set(stems(chunk.title))
    said = stems(chunk.statement.text)
    meant = {deed, *standing_for(deed)} if deed else set()
    return any(
        people & set(said[at + 1 : at + 1 + _OBJECT])
        for at, word in enumerate(said)
        if word in meant
    )


# So many words behind a verb its object is looked for.
_OBJECT = 5


def _is_done_to_levels(plan: Plan) -> bool:
    """Whether the levels said are those of others: "who mentors P1s", "who coaches P2 and P3"."""
    asked = fold(plan.question)
    if not plan.levels or not done_to(asked):
        return False
    names = "|".join(re.escape(fold(str(level))) for level in plan.levels)
    return len(plan.levels) > 1 or bool(re.search(rf"\b(?:{names})['’]?s\b", asked))


def _at_asked_level(chunk: Chunk, level: Level, plan: Plan, evidence: Evidence) -> bool:
    if not plan.levels or level in plan.levels:
        return True
    return _is_told_of(chunk, plan, evidence)


def _is_told_of(chunk: Chunk, plan: Plan, evidence: Evidence) -> bool:
    """Whether the levels said are what the work is done to: "mentors IC2 designers", "hires team
    managers"."""
    text, asked = fold(chunk.statement.text), fold(plan.question)
    if any(str(level) in chunk.statement.text.split() for level in plan.levels):
        return True
    for name, level in evidence.called.items():
        if level in plan.levels and all(re.search(rf"\b{name}s?\b", x) for x in (text, asked)):
            return True
    said = {t.stem for t in tokens(plan.question) if t.text not in FUNCTION_WORDS}
    return len(said) > 1 and said <= set(stems(chunk.statement.text))


# "Asks for approval": who does so approves nothing.
_UNDERGONE = Pattern(
    r"\b(?:(?:asks?|asking|waits?|waiting) for|seeks?|needs?|requires?|awaits?|receives?|gets?|"
    r"requests?|obtains?|assigned|(?:subject|submits? .{1,30}) (?:to|for))\s+"
    r"(?:(?:an?|the|their|own|prior|final|[a-z]+['’]s)\s+){0,2}(?P<deed>[a-z]+)"
)


# Asked for a right, the very thing has to be said: who works within discounts approves none.
_RIGHT = Pattern(
    r"\b(?:may|allowed|permitted|entitled|empowered|authori[sz]ed|power|authority|right|mandate)\b"
)


def _is_of_others(passage: Passage, plan: Plan) -> bool:
    """Whether what is asked, "who approves …", is done by somebody else, or a right to it is asked
    for and the statement does not say it."""
    deed = _deed(plan)
    if deed is None or _undergone(plan.question, deed):
        return False
    if deed in passage.missing and _RIGHT.search(fold(plan.question)):
        return True
    return _undergone(passage.chunk.statement.text, deed)


def _undergone(text: str, deed: str) -> bool:
    return any(stem(found["deed"]) == deed for found in _UNDERGONE.finditer(fold(text)))


def _tells_of_others(draft: Draft, plan: Plan) -> bool:
    """Whether what is asked for is done by somebody else in all that a draft cites."""
    deed = _deed(plan)
    facts = [f for b in draft.blocks if isinstance(b, DraftFacts) for f in b.items]
    chunks = [chunk for fact in facts for chunk in fact.chunks]
    if deed is None or not chunks or _undergone(plan.question, deed):
        return False
    return all(_undergone(chunk.statement.text, deed) for chunk in chunks)


def _deed(plan: Plan) -> str | None:
    """The stem of what is done, "who approves …": the first telling word."""
    telling = [t.stem for t in tokens(plan.topic) if t.stem in plan.words]
    return next((word for word in telling if word not in LIGHT_STEMS), None)


def _by_evidence(plan: Plan, evidence: Evidence) -> list[Passage]:
    """Statements of levels that hold what is asked: all of the best, and nothing weaker."""
    named = [t for m in (*plan.roles, *plan.candidates) for t in tokens(m.matched)]
    extra = tuple(t.stem for t in named if t.text not in FUNCTION_WORDS)
    wide = replace(
        plan,
        words=tuple(dict.fromkeys((*plan.words, *extra))),
        weights={**dict.fromkeys(extra, 1.0), **plan.weights},
        topic=" ".join([plan.topic, *(t.text for t in named)]),
    )
    telling = [word for word in plan.words if word not in LIGHT_STEMS]
    if not plan.words or not (telling or plan.roles):
        return []
    results = evidence.retriever.search(plan, limit=60)
    full = evidence.retriever.search(wide, limit=60) if extra else results
    if plan.attribute is not None:
        # Who pays for training is not said by who trains.
        cues = plan.attribute.cues
        results = [
            p for p in results if not any(cues.search(plan.said((word,))) for word in p.missing)
        ]
    by_row = {p.chunk.row: p for p in results}
    fuller = {p.chunk.row: p.coverage for p in full}
    of_levels = [p for p in by_row.values() if p.chunk.statement.levels]
    fitting = answering([p for p in of_levels if not _is_of_others(p, plan)], plan)
    if not fitting:
        return []
    best = fitting[0].strength
    fitting = [p for p in fitting if p.strength >= best - _WEAKER]
    # Among equals, those that also hold the words by which the role was named: "senior account
    # executive" is a title of one level, and "senior staff" words of another.
    whole = [p for p in fitting if fuller.get(p.chunk.row, 0.0) >= 0.99]
    phrase = [t.stem for t in tokens(plan.question) if t.stem in wide.words]
    phrased = [p for p in whole if in_order(phrase, stems(p.chunk.statement.text))]
    return phrased or whole or fitting


def _roles(plan: Plan, evidence: Evidence) -> Sequence[Role]:
    named = [m.role for m in (*plan.roles, *plan.candidates)]
    return named or evidence.generation.roles


def _stands_in(words: list[str], said: list[str]) -> bool:
    return any(said[i : i + len(words)] == words for i in range(len(said) - len(words) + 1))


def _role(key: str, evidence: Evidence) -> Role:
    return next(role for role in evidence.generation.roles if role.key == key)


def _title(key: str, evidence: Evidence) -> str:
    return _role(key, evidence).title


def _role_order(key: str, evidence: Evidence) -> int:
    return next(i for i, role in enumerate(evidence.generation.roles) if role.key == key)
