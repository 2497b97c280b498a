"""A question → what was understood of it: roles, levels, sections, dimensions, intent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain

from rapidfuzz import fuzz, process

from roleassistant.domain import Level, SectionKind
from roleassistant.domain.quantity import NUMBER_WORDS
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.attributes import Attribute, asked_for
from roleassistant.retrieval.intents import (
    Heard,
    asks_for_a_level_or_roles,
    beyond_quoting,
    intent_of,
    is_seniority,
)
from roleassistant.retrieval.levels import Span, called_levels, levels_said, on_ladder
from roleassistant.retrieval.names import PART, SURE, SURE_ALONE, WHOLE, RoleNames
from roleassistant.retrieval.plan import Plan, RoleMention
from roleassistant.retrieval.spelling import corrected
from roleassistant.retrieval.words import FUNCTION_WORDS, Token, fold, stem, stems, tokens

# Longer than any question a person types; what follows is not read.
MAX_QUESTION = 2000

# How people say what the usual dimensions of a guideline or level definition are called.
_DIMENSION_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{cue})\b"), stem(target))
    for cue, target in (
        (r"independen\w+|autonom\w+|supervis\w+|supervision|guidance", "autonomy"),
        (r"decid\w*|decisions?|authority|sign.?off|approv\w+|empower\w+", "decision"),
        (r"problems?|problem.solving|ambigu\w+|complex\w*|difficult\w*", "complexity"),
        (r"collaborat\w*|interact\w*|teamwork|cooperat\w*", "collaboration"),
        (r"impact\w*|outcomes?|influence", "impact"),
        (r"scope|breadth|remit|span", "scope"),
        (r"lead(?:ership)?", "leadership"),
        (r"knowledge|expertise", "knowledge"),
    )
)
_DIMENSION_TARGETS = frozenset(target for _, target in _DIMENSION_WORDS)
_MAX_TERM_WORDS = 8


class Planner:
    """Plans questions for one generation of an index."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._roles = {role.key: role for role in generation.roles}
        self._names = RoleNames(generation.roles, generation.names)
        self._terms: dict[str, str] = {}
        for _, term in generation.terms():
            self._terms.setdefault(" ".join(stems(term)), term)
        # By length: what is misspelt is about as long as what was meant.
        self._keys: dict[int, list[str]] = defaultdict(list)
        for key in self._terms:
            self._keys[len(key)].append(key)
        self._tracks = {level.track for role in generation.roles for level in role.described_levels}
        self._many = len(self._roles) > 1
        # Looked up for every question: an index of a thousand roles is not gone through each time.
        self._with: dict[Level, dict[str, None]] = defaultdict(dict)
        for one in generation.roles:
            for level in one.described_levels:
                self._with[level][one.key] = None
        self._called = called_levels(generation.roles, generation.names, generation.level_names())

    def plan(
        self,
        question: str,
        role: str | None = None,
        *,
        of_roles: Sequence[str] = (),
        at_levels: Sequence[Level] = (),
    ) -> Plan:
        """Understand `question`. `role` (a role key) stands in where the question names none.

        `of_roles` (keys) and `at_levels`, where given, are what is meant, whatever the question
        names: in a conversation that was said before.
        """
        asked = " ".join(question.split())[:MAX_QUESTION]
        question = corrected(asked, self._knows, self._generation.stems_beginning)
        text = fold(question)
        levels, level_spans = levels_said(question, self._tracks, self._called)
        levels = tuple(at_levels) or levels
        spoken = [
            t for t in tokens(question) if not _within(t, level_spans) and t.text[0].isalnum()
        ]
        term, term_span = self._term(spoken)
        # "P5 field sales manage a team" is about a P ladder, and about no Field Sales Manager.
        on_level = {key for level in levels for key in self._with_level(level)}
        mentions = [
            m
            for m in self._names.mentions(question, spoken, on_level or None)
            or self._names.mentions(question, spoken)
            if term_span is None or m.end <= term_span[0] or m.start >= term_span[1]
        ]
        untold = [t for t in spoken if term_span is None or not _within(t, [term_span])]
        roles, candidates = self._settle(mentions, question, untold, levels)
        implied = False
        if of_roles:
            roles = tuple(_unsaid(self._roles[key]) for key in of_roles if key in self._roles)
            candidates = ()
        if not roles and not candidates:
            standing_in = self._roles.get(role or "")
            fitting = self._fitting(levels)
            implied = standing_in is None and len(fitting) == 1 and bool(levels or not self._many)
            if standing_in is None and not self._many:
                standing_in, implied = next(iter(self._roles.values())), True
            elif implied:
                standing_in = self._roles[fitting[0]]
            if standing_in is not None:
                roles = (_unsaid(standing_in),)
        meant = {m.role.key for m in (*roles, *candidates)}
        called = (*roles, *candidates, *(m for m in mentions if m.role.key in meant))
        called = (*called, *_repeated(called, question))
        topical = _outside_names(spoken, called, levels)
        named = [m.role for m in roles]
        # Two codes of one role are one role and two levels.
        coded = [m.level for m in called if m.level is not None and "." in m.matched]
        levels = tuple(
            on_ladder(level, named, self._generation.roles)
            for level in dict.fromkeys((*levels, *coded))
        )
        levels = levels or self._levels_of_alias(roles)
        said = [t for t in topical if t.text not in FUNCTION_WORDS]
        proper = {t.stem for t in said if t.start and question[t.start].isupper()}
        topic = " ".join(t.text for t in topical)
        kept = {t.start for t in topical}
        names = [(t.start, t.end) for t in spoken if t.start not in kept]
        frame = _without(question, [*level_spans, *names])
        text = _masked(text, called)
        attribute = asked_for(text)
        dimensions = self._dimensions(topic, said, named)
        words = tuple(dict.fromkeys(t.stem for t in said))
        heard = Heard(
            text,
            roles or candidates,
            bool(roles),
            levels,
            attribute,
            dimensions,
            term,
            words,
            tuple(t.stem for t in said if not self._generation.holds(t.text)),
        )
        intent, sections = intent_of(heard)
        return Plan(
            question=asked,
            intent=intent,
            roles=roles,
            candidates=candidates,
            levels=levels,
            attribute=attribute,
            dimensions=dimensions,
            sections=sections,
            term=term,
            words=heard.content,
            weights={t.stem: self._generation.rarity(t.text) for t in said},
            qualifiers=_qualifiers(topical, attribute, dimensions),
            proper=frozenset() if question.istitle() or question.isupper() else frozenset(proper),
            of_a_role=len(heard.content) < len(words),
            seniority=None if levels else _seniority_before(roles, spoken),
            beyond=beyond_quoting(text, intent),
            topic=topic,
            frame=frame,
            implied_role=implied,
        )

    def _levels_of_alias(self, roles: Sequence[RoleMention]) -> tuple[Level, ...]:
        """The level that an alias names, where it says how senior and is of one level alone.

        "Senior Recruiter" is said of one level; "recruiter" of all, wherever it is recorded.
        """
        if len(roles) != 1 or roles[0].kind != "alias" or roles[0].score < WHOLE:
            return ()
        if not any(is_seniority(word) for word in stems(roles[0].name)):
            return ()
        key, said = roles[0].role.key, roles[0].name.casefold()
        aliases = self._generation.select(key, {SectionKind.TITLE_ALIASES})
        found = {
            level
            for chunk in aliases
            if chunk.statement.text.casefold() == said
            for level in chunk.page_levels
        }
        return tuple(found) if len(found) == 1 else ()

    def _with_level(self, level: Level) -> Collection[str]:
        """The keys of the roles that have `level`; one that is only a name fits them all."""
        return self._with.get(level, ()) if level.track else self._roles

    def _fitting(self, levels: Sequence[Level]) -> list[str]:
        """The keys of the roles that have all of `levels`, in the order of the index."""
        sets = sorted((self._with_level(level) for level in levels), key=len)
        if not sets:
            return list(self._roles)
        return [key for key in sets[0] if all(key in other for other in sets[1:])]

    def _knows(self, word: str) -> bool:
        return self._names.knows(word) or self._generation.holds(word)

    def _settle(
        self,
        mentions: Sequence[RoleMention],
        question: str,
        spoken: Sequence[Token],
        levels: Sequence[Level],
    ) -> tuple[tuple[RoleMention, ...], tuple[RoleMention, ...]]:
        """The roles that are named, or else the candidates among which nothing decides.

        Roles of the same title stand for one another: the answer is given for each.
        """
        by_stretch: dict[int, list[RoleMention]] = {}
        for mention in mentions:
            by_stretch.setdefault(mention.start, []).append(mention)
        roles: dict[str, RoleMention] = {}
        alone = {rivals[0].role.key for rivals in by_stretch.values() if len(rivals) == 1}
        for rivals in by_stretch.values():
            # What else the question names decides: the SE of "storage SE" is one of storage.
            named = [m for m in rivals if m.role.key in alone] or rivals
            meant = _with_levels(named, levels) or named
            if len({m.role.title for m in meant}) > 1:
                return (), tuple(meant)
            for mention in meant:
                roles.setdefault(mention.role.key, mention)
        if roles:
            return tuple(roles.values()), ()
        surely = SURE if asks_for_a_level_or_roles(fold(question)) else PART
        partly = [m for m in self._names.partly(question, spoken) if m.score >= surely]
        distinct = {m.role.key: m for m in _with_levels(partly, levels)}
        # Half of a name will do where the levels, or the index, leave no other role.
        fitting = self._fitting(levels)
        decided = len({m.role.key for m in partly}) > len(distinct) or len(fitting) == 1
        known = decided or all(m.score >= SURE_ALONE for m in distinct.values())
        if known and len({m.role.title for m in distinct.values()}) == 1:
            return tuple(distinct.values()), ()
        return (), tuple(distinct.values())

    def _term(self, spoken: Sequence[Token]) -> tuple[str | None, Span | None]:
        """The longest defined term (a skill) that stands in the question, typos allowed for."""
        for length in range(min(len(spoken), _MAX_TERM_WORDS), 0, -1):
            for start in range(len(spoken) - length + 1):
                words = spoken[start : start + length]
                key = " ".join(t.stem for t in words)
                known = self._terms.get(key)
                if known is None and length > 1:
                    known = self._misspelt(key)
                if known is not None:
                    return known, (words[0].start, words[-1].end)
        return None, None

    def _misspelt(self, said: str) -> str | None:
        near = chain.from_iterable(
            self._keys.get(length, ()) for length in range(len(said) - 2, len(said) + 3)
        )
        found = process.extractOne(said, list(near), scorer=fuzz.ratio, score_cutoff=90)
        return None if found is None else self._terms[found[0]]

    def _dimensions(
        self, topic: str, said: Sequence[Token], roles: Sequence[Role]
    ) -> tuple[str, ...]:
        """The dimensions of the roles' guidelines and level definitions that the question names."""
        named = {t.stem for t in said}
        named |= {target for cue, target in _DIMENSION_WORDS if cue.search(topic)}
        keys = [role.key for role in roles] or list(self._roles)
        known = dict.fromkeys(d for key in keys for d in self._generation.dimensions(key))
        return tuple(dimension for dimension in known if _is_named(dimension, named))


def _is_named(dimension: str, named: set[str]) -> bool:
    for part in re.split(r"\s*(?:&|/|,|\band\b)\s*", dimension):
        words = [word for word in stems(part) if word != stem("typical")]
        if words and (set(words) <= named or words[0] in named & _DIMENSION_TARGETS):
            return True
    return False


def _qualifiers(
    topical: Sequence[Token], attribute: Attribute | None, dimensions: Sequence[str]
) -> tuple[str, ...]:
    """What narrows the attribute or dimension that is asked for: the Java of "Java experience".

    A qualifier stands right before the words of the attribute, or behind them after "in", "of",
    "with" or "for". Words elsewhere are ways of asking.
    """
    if attribute is None and not dimensions:
        return ()
    cues = [_is_cue(t, attribute, dimensions) for t in topical]
    found = []
    for position, token in enumerate(topical):
        if cues[position] or token.text in FUNCTION_WORDS or token.stem in _VAGUE:
            continue
        if token.text in NUMBER_WORDS or token.text.isdigit():
            continue
        before_cue = position + 1 < len(topical) and cues[position + 1]
        behind_cue = (
            position > 1
            and topical[position - 1].text in ("in", "of", "with", "for")
            and any(cues[max(0, position - 4) : position])
        )
        if before_cue or behind_cue:
            found.append(token.stem)
    return tuple(dict.fromkeys(found))


def _is_cue(token: Token, attribute: Attribute | None, dimensions: Sequence[str]) -> bool:
    if attribute is not None and attribute.cues.search(token.text):
        return True
    if not dimensions:
        return False
    return any(cue.search(token.text) for cue, _ in _DIMENSION_WORDS) or any(
        token.stem in stems(dimension) for dimension in dimensions
    )


# Words around an attribute that name no further thing.
_VAGUE = frozenset(
    stem(word)
    for word in (
        "minimum maximum number amount total current background average sort good right best call "
        "name area field range code title define description day long deep high low base basic"
    ).split()
)


def _outside_names(
    spoken: Sequence[Token], mentions: Sequence[RoleMention], levels: Sequence[Level]
) -> list[Token]:
    """The tokens outside of names, without title words that stand next to the name of a role.

    In "backend engineer" only "backend" is a name, and "engineer" belongs to it all the same; so
    does "senior" where the level is named as well.
    """
    spans = [(m.start, m.end) for m in mentions]
    titles = {s for m in mentions for s in stems(m.role.title)}
    inside = [_within(t, spans) for t in spoken]
    kept = []
    for position, token in enumerate(spoken):
        if inside[position]:
            continue
        beside = any(inside[max(0, position - 1) : position + 2])
        if not (beside and (token.stem in titles or (levels and is_seniority(token.stem)))):
            kept.append(token)
    return kept


def _repeated(mentions: Sequence[RoleMention], question: str) -> list[RoleMention]:
    """The other places at which the words of `mentions` stand: "a P4 engineer … a P3 engineer"."""
    known = {mention.start for mention in mentions}
    return [
        replace(mention, start=match.start(), end=match.end())
        for mention in mentions
        if mention.matched
        for match in re.finditer(rf"(?<!\w){re.escape(mention.matched)}(?!\w)", question, re.I)
        if match.start() not in known
    ]


def _masked(text: str, mentions: Sequence[RoleMention]) -> str:
    """`text` with a sign for each name: the software of "Software Engineer" is no tool."""
    for mention in mentions:
        if mention.start >= 0:
            sign = "#" * (mention.end - mention.start)
            text = text[: mention.start] + sign + text[mention.end :]
    return text


def _unsaid(role: Role) -> RoleMention:
    return RoleMention(role, "", role.title, 1.0, -1, -1)


def _without(question: str, spans: Sequence[Span]) -> str:
    """`question` with what stands in `spans` taken out, and the punctuation that stood there."""
    left = list(question)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    pieces = "".join(left).split()
    return " ".join(piece for piece in pieces if any(c.isalnum() for c in piece))


def _with_levels(
    mentions: Sequence[RoleMention], levels: Sequence[Level]
) -> tuple[RoleMention, ...]:
    """The mentions whose role has the levels asked for: with "M4 sales" no P ladder is meant."""
    return tuple(m for m in mentions if _has(m.role, levels))


def _seniority_before(roles: Sequence[RoleMention], spoken: Sequence[Token]) -> str | None:
    """The word of seniority right before the name of the one role that is meant; a code is none."""
    if len(roles) != 1 or "." in roles[0].matched:
        return None
    before = [t for t in spoken if t.end <= roles[0].start]
    return before[-1].text if before and is_seniority(before[-1].stem) else None


def _has(role: Role, levels: Sequence[Level]) -> bool:
    return all(level in role.described_levels for level in levels if level.track)


def _within(token: Token, spans: Sequence[Span]) -> bool:
    return any(start <= token.start and token.end <= end for start, end in spans)
