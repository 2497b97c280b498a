"""The statements that may answer which level it is: by title, by years, by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose.find_level.deeds import is_of_others, lacks_the_deed
from roleassistant.answering.compose.searching import answering
from roleassistant.answering.evidence import Evidence
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.quantity import amounts_in
from roleassistant.indexing.chunks import Role
from roleassistant.retrieval.attributes import EXPERIENCE
from roleassistant.retrieval.heard import is_seniority
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage
from roleassistant.retrieval.words import FUNCTION_WORDS, LIGHT_STEMS, in_order, stems, tokens

# A level is named on the strongest statements only; a tie of two levels is shown as such.
_WEAKER = 0.15


def titled(plan: Plan, evidence: Evidence) -> list[Passage]:
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
    for role in roles_asked(plan, evidence):
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


def by_years(plan: Plan, evidence: Evidence) -> list[Passage]:
    """Levels whose typical experience begins where the amount that is asked for begins."""
    asked = amounts_in(plan.question)
    if not asked or plan.attribute is None or plan.attribute.name != "experience":
        return []
    cues = plan.attribute.cues
    if any(w not in LIGHT_STEMS and not cues.search(plan.said((w,))) for w in plan.words):
        return []  # "a three year contract" tells of no experience
    found = []
    for role in roles_asked(plan, evidence):
        for chunk in evidence.of(role, SectionKind.GUIDELINES, SectionKind.LEVEL_DEFINITION):
            amounts = amounts_in(chunk.statement.text)
            if not amounts or not EXPERIENCE.recorded_by(chunk.statement):
                continue
            low, wanted = amounts[0].years.low, asked[0].years
            if low == wanted.low or (wanted.high is None and low > wanted.low):
                found.append(Passage(chunk, 1.0, 1.0, None, ()))
    return found


def by_evidence(plan: Plan, evidence: Evidence) -> list[Passage]:
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
    done = [p for p in of_levels if not (is_of_others(p, plan) or lacks_the_deed(p, plan))]
    fitting = answering(done, plan)
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


def roles_asked(plan: Plan, evidence: Evidence) -> Sequence[Role]:
    """The roles among which the level is looked for: those named, or all."""
    named = [m.role for m in (*plan.roles, *plan.candidates)]
    return named or evidence.generation.roles


def _stands_in(words: list[str], said: list[str]) -> bool:
    return any(said[i : i + len(words)] == words for i in range(len(said) - len(words) + 1))


def role_of(key: str, evidence: Evidence) -> Role:
    """The role of a key."""
    return next(role for role in evidence.generation.roles if role.key == key)
