"""A question → what was understood of it: roles, levels, sections, dimensions, intent."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from rapidfuzz import fuzz, process

from roleassistant.domain import ALL_ROLES, Level, SectionKind, StatementKind
from roleassistant.domain.level import rung_key
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.aspects import aspects_of, farewell, preamble, questions_in
from roleassistant.retrieval.attributes import asked_for
from roleassistant.retrieval.forms import Form, form_of
from roleassistant.retrieval.heard import Heard, is_of_a_role, is_seniority
from roleassistant.retrieval.intents import (
    asks_for_a_level_or_roles,
    beyond_quoting,
    compares,
    end_of_ladder,
    intent_of,
)
from roleassistant.retrieval.languages import in_english, language_of
from roleassistant.retrieval.levels import (
    Span,
    bears_name,
    called_levels,
    is_level_beside,
    is_noun,
    levels_said,
    on_ladder,
    said_as,
)
from roleassistant.retrieval.names import PART, SURE, SURE_ALONE, WHOLE, RoleNames
from roleassistant.retrieval.notions import dimensions_meant
from roleassistant.retrieval.pairing import placed
from roleassistant.retrieval.plan import Intent, Plan, RoleMention
from roleassistant.retrieval.ranges import stretch
from roleassistant.retrieval.spelling import corrected
from roleassistant.retrieval.topic import (
    VERB_PHRASES,
    asides,
    is_of_a_dimension,
    masked,
    noun_asked_for,
    outside_names,
    qualifiers,
    within,
)
from roleassistant.retrieval.values import value_wanted
from roleassistant.retrieval.words import (
    FUNCTION_WORDS,
    LIGHT_STEMS,
    Token,
    fold,
    stem,
    stems,
    tokens,
)

# Longer than any question a person types; what follows is not read.
MAX_QUESTION = 2000

_MAX_TERM_WORDS = 8
_SEVERAL = 2
_ARTICLES = frozenset({"a", "an", "the"})
# What a word that says little weighs, as a share of what its rarity would give it.
_LIGHT = 0.3


# Kinds of answers in which the levels between two ends may stand.
_OF_A_STRETCH = frozenset({Intent.COMPARE_LEVELS, Intent.LOOKUP})
_SIDE_BY_SIDE = frozenset({Intent.COMPARE_LEVELS, Intent.COMPARE_ROLES})
# Kinds of answers that may stand one after the other; a comparison is asked in one.
_ASKED_APART = frozenset(
    {
        Intent.LOOKUP,
        Intent.FIND_LEVEL,
        Intent.LEVEL_CRITERIA,
        Intent.SKILLS,
        Intent.PROVENANCE,
        Intent.ALIASES,
        Intent.ADJACENT_ROLES,
    }
)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What is meant beside the words of a question: `role` where it names none, the others in any
    case."""

    role: str | None
    roles: tuple[str, ...]
    levels: tuple[Level, ...]


class Planner:
    """Plans questions for one generation of an index."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._roles = {role.key: role for role in generation.roles}
        self._names = RoleNames(generation.roles, generation.names)
        self._terms: dict[str, str] = {}
        for _, term in generation.terms():
            self._terms.setdefault(" ".join(stems(term)), term)
        # What is misspelt is about as long as what was meant, and begins with the same letter.
        self._keys: dict[tuple[str, int], list[str]] = defaultdict(list)
        for key in self._terms:
            self._keys[key[:1], len(key)].append(key)
        # Rungs that are called and not numbered ("Staff"), by which a question may name a level.
        self._rungs = {
            said_as(level): level
            for role in generation.roles
            for level in role.described_levels
            if not level.track and " " not in said_as(level) and not bears_name(role, level)
        }
        self._tracks = {level.track for role in generation.roles for level in role.described_levels}
        self._many = len(self._roles) > 1
        # Looked up for every question: an index of a thousand roles is not gone through each time.
        self._with: dict[Level, dict[str, None]] = defaultdict(dict)
        for one in generation.roles:
            for level in one.described_levels:
                self._with[level][one.key] = None
        # A rung is heard beside the role that has it: "staff" alone is a word of a sentence.
        called = called_levels(generation.roles, generation.names, generation.level_names())
        self._called = {name: x for name, x in called.items() if name not in self._rungs}
        self._also = {
            fold(name): x for name, x in generation.level_names() if fold(name) in self._rungs
        }
        # "Principal Scientist", said of a level of one role alone, names the role as well.
        bearers: dict[str, set[str]] = defaultdict(set)
        for name, key in generation.level_name_bearers():
            bearers[fold(name)].add(key)
        self._naming = {
            name: min(keys)
            for name, keys in bearers.items()
            if len(keys) == 1 and name in self._called and len(tokens(name)) > 1
        }

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
        meant = _Meant(role, tuple(of_roles), tuple(at_levels))
        whole = self._read(asked, meant)
        named = whole.roles or ()
        if not named and whole.words and whole.intent is Intent.FIND_LEVEL:
            named = whole.candidates
        modified = [m for m in whole.candidates if stems(m.matched)[-1:] != stems(m.name)[-1:]]
        if whole.candidates and len(modified) == len(whole.candidates):
            named = whole.candidates
        if any(m.score < WHOLE or m.kind == "head" for m in named):
            # What was taken for part of a name may be a word like any other.
            whole = replace(whole, otherwise=self._read(asked, meant, whole_names=True))
        if whole.intent in _ASKED_APART:
            parts: list[Plan] = []
            for part in questions_in(_without_preamble(asked)):
                parts.append(self._part(part, parts[-1] if parts else None, whole, meant))
            whole = _at_each_level(replace(whole, parts=tuple(parts)))
        return whole

    def _part(self, asked: str, before: Plan | None, whole: Plan, meant: _Meant) -> Plan:
        """One of several questions in one. Where it names no role or level, those of the question
        before are meant, or of the whole: it is read again as asked of them."""
        if before is not None and before.intent is Intent.LIST_ROLES and before.roles:
            # "How many levels …, and what is the top one called": the top level.
            asked = _ONE_OF_THE_RUNGS.sub(r"\g<which> level", asked)
        part = self._read(asked, meant)
        own = [m for m in part.roles if m.start >= 0] or (part.candidates and not part.implied_role)
        source = before if before is not None and before.roles else whole
        levels = part.levels or source.levels or whole.levels
        if own and not (before and _is_bare(part)):
            return part
        if before is not None and before.roles and part.levels and _is_bare(part):
            # "… at P2, and how much at P4": the same is asked of another level.
            roles = part.roles if own else before.roles
            same = any(x in m.role.described_levels for x in part.levels for m in roles)
            if same and {m.role.key for m in roles} == {m.role.key for m in before.roles}:
                return replace(before, question=part.question, levels=part.levels)
        if own:
            return part
        if not source.roles:
            return replace(part, candidates=whole.candidates, levels=levels)
        keys = tuple(mention.role.key for mention in source.roles)
        fitting = tuple(
            x for x in levels if any(x in m.role.described_levels for m in source.roles)
        )
        return self._read(asked, _Meant(meant.role, keys, fitting or levels))

    def _read(self, asked: str, meant: _Meant, whole_names: bool = False) -> Plan:
        language = language_of(asked)
        question = in_english(asked, language) if language else asked
        question = corrected(question, self._knows, self._generation.stems_beginning)
        text = fold(question)
        levels, level_spans = levels_said(question, self._tracks, self._called)
        levels = meant.levels or levels
        spoken = [t for t in tokens(question) if not within(t, level_spans) and t.text[0].isalnum()]
        term, term_span = self._term(spoken, self._named_as_written(question, spoken))
        if term_span and self._is_of_a_name(term_span, question, spoken):
            term, term_span = None, None
        # "P5 field sales manage a team" is about a P ladder, and about no Field Sales Manager.
        on_level = {key for level in levels for key in self._with_level(level)}
        mentions = [
            m
            for m in self._mentions(question, spoken, on_level)
            if term_span is None or m.end <= term_span[0] or m.start >= term_span[1]
        ]
        untold = [t for t in spoken if term_span is None or not within(t, [term_span])]
        if whole_names:
            mentions = [m for m in mentions if m.kind != "head"]
        roles, candidates = self._settle(mentions, question, untold, levels, not whole_names)
        implied = False
        if meant.roles:
            roles = tuple(_unsaid(self._roles[key]) for key in meant.roles if key in self._roles)
            candidates = ()
        if not candidates and levels and not meant.roles:
            roles = (*roles, *self._bearing_name(question, level_spans, roles))
            roles = (*roles, *self._beside_a_level(question, untold, roles, levels))
        if not roles and not candidates:
            standing_in = self._roles.get(meant.role or "")
            fitting = self._fitting(levels)
            implied = standing_in is None and len(fitting) == 1 and bool(levels or not self._many)
            if standing_in is None and not self._many:
                standing_in, implied = next(iter(self._roles.values())), True
            elif implied:
                standing_in = self._roles[fitting[0]]
            if standing_in is not None:
                roles = (_unsaid(standing_in),)
        end = end_of_ladder(text)
        if end is not None and not levels and len({m.role.key for m in roles}) == 1:
            levels = (roles[0].role.described_levels[end[0]],)
            text = text[: end[1][0]] + " " * (end[1][1] - end[1][0]) + text[end[1][1] :]
            spoken = [t for t in spoken if not within(t, [end[1]])]
        rungs = self._rungs_said(spoken, question, roles)
        if rungs and not roles and not candidates:
            of_them = {level for _, level in rungs}
            bearers = [r for r in self._roles.values() if of_them <= set(r.described_levels)]
            if len(bearers) == 1:
                implied = True
                roles = (_unsaid(bearers[0]),)
        # A rung that one house has may be what another calls a level that has a code.
        ladders = {x for m in roles for x in m.role.described_levels}
        rungs = [
            (t, own)
            for t, x in rungs
            if (own := x if x in ladders else self._also.get(t.text)) in ladders
        ]
        levels = meant.levels or tuple(dict.fromkeys((*levels, *(level for _, level in rungs))))
        levels = _with_the_plain_one(text, roles, levels)
        named_tokens = [t for t, _ in rungs]
        spoken = [t for t in spoken if t not in named_tokens]
        keys = {m.role.key for m in (*roles, *candidates)}
        called = (*roles, *candidates, *(m for m in mentions if m.role.key in keys))
        called = (*called, *_repeated(called, question))
        told = preamble(text)
        over = farewell(text)
        phrases = [*(match.span() for match in VERB_PHRASES.finditer(text)), *asides(text)]
        outside = outside_names(spoken, called, levels)
        topical = [t for t in outside if told <= t.start < over and not within(t, phrases)]
        named = [m.role for m in roles]
        # Two codes of one role are one role and two levels.
        coded = [m.level for m in called if m.level is not None and "." in m.matched]
        levels = tuple(
            dict.fromkeys(
                on_ladder(level, named, self._generation.roles) for level in (*levels, *coded)
            )
        )
        aliased = () if levels else self._levels_of_alias(roles)
        levels = levels or aliased
        calling = {match.start("verb") for match in _CALLING.finditer(text)}
        said = [t for t in topical if t.text not in FUNCTION_WORDS and t.start not in calling]
        proper = {t.stem for t in said if t.start and question[t.start].isupper()}
        topic = " ".join(t.text for t in topical)
        kept = {t.start for t in outside}
        cut = [(t.start, t.end) for t in (*spoken, *named_tokens) if t.start not in kept]
        frame = _without(question, [*level_spans, *cut, *([end[1]] if end is not None else [])])
        spelled, text = text[told:over], masked(text, called)[told:over]
        attribute = asked_for(text)
        dimensions = self._spelt_alike(self._dimensions(topic, said, named), named)
        if (
            attribute
            and attribute.dimension is None
            and is_of_a_dimension(attribute, text, dimensions)
        ):
            attribute = None  # "application" asks for "Knowledge & Application", and no software
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
            implied,
        )
        intent, sections = intent_of(heard)
        one = len({m.role.key for m in roles}) == 1
        where = self._where_said(question, level_spans, levels, rungs) if len(levels) > 1 else []
        narrowed = dimensions or (attribute is not None and attribute.dimension is not None)
        if narrowed and one and len(levels) == _SEVERAL and intent in _OF_A_STRETCH:
            levels = stretch(fold(question), where, roles[0].role.described_levels) or levels
        places = placed(roles, where) if len(roles) > 1 else ()
        if places and intent is Intent.COMPARE_LEVELS:
            intent = Intent.COMPARE_ROLES  # each role at a level of its own
        if intent in _SIDE_BY_SIDE:
            dimensions = self._dimensions_in_part(text, heard.content, dimensions, named)
        return Plan(
            question=asked,
            intent=intent,
            roles=roles,
            candidates=candidates,
            levels=levels,
            attribute=attribute,
            dimensions=dimensions,
            headings=self._headings_over(dimensions, said, named),
            sections=sections,
            term=term,
            words=heard.content,
            weights={t.stem: self._weight(t) for t in said},
            qualifiers=qualifiers(topical, attribute, dimensions),
            proper=frozenset() if question.istitle() or question.isupper() else frozenset(proper),
            of_a_role=any(is_of_a_role(word) for word in words),
            seniority=None if levels else _seniority_before(roles, spoken),
            beyond=None if end is not None else beyond_quoting(text, intent),
            topic=topic,
            frame=frame,
            implied_role=implied,
            level_by_alias=bool(aliased),
            places=places,
            # "Analyzing data or information" is one skill, and no choice.
            form=form_of(text.replace(fold(term), "#") if term else text),
            value=value_wanted(spelled),
            noun=noun_asked_for(text, words, heard.unknown),
            aspects=aspects_of(heard, intent),
            language=language.name if language else None,
            unknown=heard.unknown,
        )

    def _mentions(
        self, question: str, spoken: Sequence[Token], on_level: Collection[str]
    ) -> list[RoleMention]:
        """The roles that are named: those that have a level that is said, where any has, and beside
        them those that stand right behind a rung of their own ("vs senior planner")."""
        every = self._names.mentions(question, spoken)
        if not on_level:
            return list(every)
        fitting = self._names.mentions(question, spoken, on_level)
        if not fitting:
            return list(every)
        keys = {m.role.key for m in fitting}
        apart = [
            m
            for m in every
            if m.role.key not in keys
            and all(m.end <= other.start or m.start >= other.end for other in fitting)
            and self._rung_before(m, spoken) in m.role.described_levels
        ]
        return sorted((*fitting, *apart), key=lambda m: m.start)

    def _rung_before(self, mention: RoleMention, spoken: Sequence[Token]) -> Level | None:
        """The rung ("Senior") whose name stands right before that of a role, if any does."""
        before = [t for t in spoken if t.end <= mention.start]
        return self._rungs.get(before[-1].text) if before else None

    def _dimensions_said(
        self, spoken: Sequence[Token], mentions: Sequence[RoleMention]
    ) -> list[Span]:
        """Where names of dimensions stand word for word and a role is only half named by them."""
        found = []
        for mention in mentions:
            if mention.score >= 1.0 or mention.start < 0:
                continue
            for dimension in self._generation.dimensions(mention.role.key):
                words = stems(dimension)
                for at in range(len(spoken) - len(words) + 1 if len(words) > 1 else 0):
                    here = spoken[at : at + len(words)]
                    if tuple(t.stem for t in here) != words:
                        continue
                    if here[0].start < mention.end and mention.start < here[-1].end:
                        found.append((here[0].start, here[-1].end))
        return found

    def _bearing_name(
        self, question: str, spans: Sequence[Span], named: Sequence[RoleMention]
    ) -> tuple[RoleMention, ...]:
        """The roles that names of levels are of, where levels were named so: none is meant beside
        a role that is named itself, unless things are set side by side."""
        keys = {mention.role.key for mention in named}
        found: dict[str, RoleMention] = {}
        for start, end in spans:
            said = question[start:end]
            key = self._naming.get(fold(said)) or self._naming.get(fold(said).removesuffix("s"))
            if key is not None and key not in keys:
                found.setdefault(key, RoleMention(self._roles[key], said, said, 1.0, start, end))
        if (named or len(found) > 1) and not compares(fold(question)):
            return ()
        return tuple(found.values())

    def _beside_a_level(
        self,
        question: str,
        spoken: Sequence[Token],
        named: Sequence[RoleMention],
        levels: Sequence[Level],
    ) -> tuple[RoleMention, ...]:
        """The role that half a name means beside a level that no role named has: the "signalling"
        of "how far is E3 signalling from a senior planner"."""
        spans = [(m.start, m.end) for m in named]
        rest = [t for t in spoken if not within(t, spans)]
        said = [*levels, *(self._rungs[t.text] for t in rest if t.text in self._rungs)]
        left = [x for x in said if not any(x in m.role.described_levels for m in named)]
        if not named or not left or not compares(fold(question)):
            return ()
        partly = _with_levels(self._names.partly(question, rest), left)
        best = max((m.score for m in partly), default=0.0)
        found = {m.role.key: m for m in partly if m.score == best}
        return tuple(found.values()) if len(found) == 1 else ()

    def _where_said(
        self,
        question: str,
        spans: Sequence[Span],
        levels: Sequence[Level],
        rungs: Sequence[tuple[Token, Level]],
    ) -> list[tuple[Level, Span]]:
        """The levels of a question, each with every place at which it is said."""
        said = [
            (level, span)
            for span in spans
            for level in levels_said(question[span[0] : span[1]], self._tracks, self._called)[0]
        ]
        said += [(level, (token.start, token.end)) for token, level in rungs]
        return [one for one in said if one[0] in levels]

    def _rungs_said(
        self, spoken: Sequence[Token], question: str, roles: Sequence[RoleMention]
    ) -> list[tuple[Token, Level]]:
        """The words of `spoken` that name a rung ("Staff"), each with its level.

        Where no role is named, "a Junior" names a rung, and "junior staff" does not.
        """
        found = []
        for position, token in enumerate(spoken):
            level = self._rungs.get(token.text)
            if level is None and roles:
                # "Juniors" are people, and where one role is talked about, those on its rung.
                several = self._rungs.get(token.text.removesuffix("s"))
                before = spoken[position - 1].text if position else ""
                level = several if before in FUNCTION_WORDS else None
            if level is None:
                continue
            if token.text == "lead" and position and spoken[position - 1].text in _BEFORE_A_VERB:
                continue  # "expected to lead work"
            within = any(_is_of_mention(token, m) for m in roles)
            before = spoken[position - 1].text if position else ""
            behind = spoken[position + 1].text if position + 1 < len(spoken) else ""
            if behind:
                rest = question[spoken[position + 1].start :].casefold()
                if any(m.matched and rest.startswith(m.matched.casefold()) for m in roles):
                    behind = ""  # "a senior People Partner"
            named = question[token.start].isupper()
            ends = not behind or behind in FUNCTION_WORDS
            # Of "what separates Professional from Principal" each names a rung.
            alone = ends and (before in FUNCTION_WORDS or (named and position > 0))
            # "Can a Senior audit suppliers" names a rung, and "a Senior Clerk" another title.
            called = named or is_noun(token.text)
            acting = called and before in _ARTICLES and not self._names.knows(behind)
            if within or not (named or is_level_beside(token.text, before, behind)):
                continue
            if roles or acting or (alone and (named or before in _ARTICLES)):
                found.append((token, level))
        return found

    def _levels_of_alias(self, roles: Sequence[RoleMention]) -> tuple[Level, ...]:
        """The level that an alias names: it stands on the page of that level alone, and is not the
        plain form of another alias.

        "Senior Recruiter" is said of one level; "recruiter" of all, wherever it is recorded.
        """
        if len(roles) != 1 or roles[0].kind != "alias" or roles[0].score < WHOLE:
            return ()
        key, said = roles[0].role.key, roles[0].name.casefold()
        if any(is_seniority(w) for w in {*stems(said)} - {*stems(roles[0].matched)}):
            return ()  # a "Planner" is no "Senior Planner"
        aliases = [
            chunk
            for chunk in self._generation.select(key, {SectionKind.TITLE_ALIASES})
            if chunk.statement.kind is StatementKind.TERM
        ]
        if not any(is_seniority(word) for word in stems(said)):
            others = [stems(c.statement.text) for c in aliases]
            plain = any(set(stems(said)) < set(words) for words in others)
            pages = {level for c in aliases for level in c.page_levels}
            if plain or len(pages) < _SEVERAL:
                return ()
        found = {
            level
            for chunk in aliases
            if chunk.statement.text.casefold() == said
            for level in chunk.page_levels
        }
        return tuple(found) if len(found) == 1 else ()

    def _weight(self, token: Token) -> float:
        rarity = self._generation.rarity(token.text)
        return rarity * _LIGHT if token.stem in LIGHT_STEMS else rarity

    def _with_level(self, level: Level) -> Collection[str]:
        """The keys of the roles that have `level`; a bare number fits them all."""
        bare = not level.track and level.label.isdigit()
        return self._roles if bare else self._with.get(level, ())

    def _fitting(self, levels: Sequence[Level]) -> list[str]:
        """The keys of the roles that have all of `levels`, in the order of the index."""
        sets = sorted((self._with_level(level) for level in levels), key=len)
        if not sets:
            return list(self._roles)
        found = [key for key in sets[0] if all(key in other for other in sets[1:])]
        # What is of no role is of all of them, and is not meant where one has the levels.
        own = [key for key in found if self._roles[key].focus != ALL_ROLES]
        return own if len(own) == 1 else found

    def _knows(self, word: str) -> bool:
        return self._names.knows(word) or self._generation.holds(word)

    def _settle(
        self,
        mentions: Sequence[RoleMention],
        question: str,
        spoken: Sequence[Token],
        levels: Sequence[Level],
        parts_too: bool = True,
    ) -> tuple[tuple[RoleMention, ...], tuple[RoleMention, ...]]:
        """The roles that are named, or else the candidates among which nothing decides.

        Roles of the same title stand for one another: the answer is given for each.
        """
        by_stretch: dict[int, list[RoleMention]] = {}
        for mention in mentions:
            by_stretch.setdefault(mention.start, []).append(mention)
        roles: dict[str, RoleMention] = {}
        alone = {rivals[0].role.key for rivals in by_stretch.values() if len(rivals) == 1}
        if any(m.kind != "head" for m in mentions) and not compares(fold(question)):
            # "Executives" names a role by its last word only where nothing else names one.
            by_stretch = {
                start: kept
                for start, rivals in by_stretch.items()
                if (kept := [m for m in rivals if m.kind != "head"])
            }
        for rivals in by_stretch.values():
            # What else the question names decides: the SE of "storage SE" is one of storage.
            named = [m for m in rivals if m.role.key in alone] or rivals
            meant = _with_levels(named, levels) or _with_one_of(named, levels) or named
            if len({m.role.title for m in meant}) > 1:
                return (), tuple(meant)
            for mention in meant:
                roles.setdefault(mention.role.key, mention)
        if roles:
            return tuple(roles.values()), ()
        if not parts_too:
            return (), ()
        surely = SURE if asks_for_a_level_or_roles(fold(question)) else PART
        partly = [m for m in self._names.partly(question, spoken) if m.score >= surely]
        if columns := self._dimensions_said(spoken, partly):
            # "Technical depth in signalling" names no Signal Technician.
            rest = [t for t in spoken if not within(t, columns)]
            partly = [m for m in self._names.partly(question, rest) if m.score >= surely]
        distinct = {m.role.key: m for m in _with_levels(partly, levels)}
        # Half of a name will do where the levels, or the index, leave no other role.
        fitting = self._fitting(levels)
        decided = len({m.role.key for m in partly}) > len(distinct) or len(fitting) == 1
        known = decided or all(
            m.score >= SURE_ALONE or self._is_head(m, spoken) for m in distinct.values()
        )
        if known and len({m.role.title for m in distinct.values()}) == 1:
            return tuple(distinct.values()), ()
        return (), tuple(distinct.values())

    def _is_head(self, mention: RoleMention, spoken: Sequence[Token]) -> bool:
        """Whether the last word of a name is said, and nothing before it that makes another name.

        "A lawyer" may well be the Commercial Lawyer; an "account plumber" is no account executive.
        """
        last = stems(mention.name)[-1:]
        if stems(mention.matched) != last or not self._names.of_one_role(last[0]):
            return False
        before = [t for t in spoken if t.end <= mention.start]
        return not before or before[-1].text in FUNCTION_WORDS or is_seniority(before[-1].stem)

    def _named_as_written(self, question: str, spoken: Sequence[Token]) -> list[Span]:
        """Where names of roles stand in the question as they are written."""
        mentions = self._names.mentions(question, spoken)
        return [(m.start, m.end) for m in mentions if _words_of(m.matched) == _words_of(m.name)]

    def _term(
        self, spoken: Sequence[Token], roles: Sequence[Span] = ()
    ) -> tuple[str | None, Span | None]:
        """The longest defined term (a skill) that stands in the question, typos allowed for.

        `roles` are where roles are named: a data engineer is no slip of "data engineering".
        """
        for length in range(min(len(spoken), _MAX_TERM_WORDS), 0, -1):
            for start in range(len(spoken) - length + 1):
                words = spoken[start : start + length]
                key = " ".join(t.stem for t in words)
                known = self._terms.get(key)
                if known is None and length > 1:
                    known = self._misspelt(key)
                if known is not None:
                    span = (words[0].start, words[-1].end)
                    as_written = [token.text for token in tokens(known)]
                    if span in roles and as_written != [token.text for token in words]:
                        continue
                    return known, span
        return None, None

    def _is_of_a_name(self, term: Span, question: str, spoken: Sequence[Token]) -> bool:
        """Whether a term stands in the longer name of a role: "HR business partners"."""
        return any(
            m.start <= term[0] and term[1] <= m.end and (m.start, m.end) != term
            for m in self._names.mentions(question, spoken)
        )

    def _misspelt(self, said: str) -> str | None:
        near = chain.from_iterable(
            self._keys.get((said[:1], length), ()) for length in range(len(said) - 2, len(said) + 3)
        )
        found = process.extractOne(said, list(near), scorer=fuzz.ratio, score_cutoff=90)
        return None if found is None else self._terms[found[0]]

    def _dimensions(
        self, topic: str, said: Sequence[Token], roles: Sequence[Role]
    ) -> tuple[str, ...]:
        """The dimensions of the roles' guidelines and level definitions that the question names."""
        named = {t.stem for t in said if not t.text.endswith("ly")}
        keys = [role.key for role in roles] or list(self._roles)
        known = dict.fromkeys(d for key in keys for d in self._generation.dimensions(key))
        # "Storytelling" is heard for "Story-telling", and "story telling" for "Storytelling".
        texts = [t.text for t in said]
        pairs = {rung_key(a + b) for a, b in pairwise(texts)}
        spelt = {*map(rung_key, texts), *pairs}
        said_whole = [d for d in known if _is_named(d, named) or rung_key(d) in spelt]
        if under := self._under_a_heading(keys, named, known, said_whole):
            return under
        meant = dimensions_meant(topic, known)
        best = max((_named_parts(d, named) for d in said_whole), default=0)
        if best > 1:
            # "What to watch out for in teamwork" is one of several columns about teamwork.
            return tuple(d for d in said_whole if _named_parts(d, named) == best)
        return tuple(d for d in known if d in meant or d in said_whole)

    def _spelt_alike(self, dimensions: tuple[str, ...], roles: Sequence[Role]) -> tuple[str, ...]:
        """The dimensions, and those of the same name in another spelling: "Story-telling"."""
        keys = {rung_key(dimension) for dimension in dimensions}
        known = (d for r in roles for d in self._generation.dimensions(r.key))
        others = [d for d in known if rung_key(d) in keys and d not in dimensions]
        return (*dimensions, *dict.fromkeys(others))

    def _headings_over(
        self, dimensions: Sequence[str], said: Sequence[Token], roles: Sequence[Role]
    ) -> tuple[str, ...]:
        """The headings over dimensions that are asked for, which the question names."""
        named = {t.stem for t in said}
        found: dict[str, None] = {}
        for key in [role.key for role in roles] or list(self._roles):
            for heading, under in self._generation.divisions(key).items():
                if set(under) & set(dimensions) and _is_named(heading, named):
                    found[heading] = None
        return tuple(found)

    def _under_a_heading(
        self, keys: Sequence[str], named: set[str], known: Iterable[str], said: Sequence[str]
    ) -> tuple[str, ...]:
        """The dimensions under a heading that the question names, as "Craft" stands over "Code
        quality" and "Testing"; those that it names themselves come before any heading."""
        found: set[str] = set()
        words: set[str] = set()
        for key in keys:
            for heading, dimensions in self._generation.divisions(key).items():
                if _is_named(heading, named):
                    found.update(dimensions)
                    words.update(stems(heading))
        if not found or any(not set(stems(d)) <= words and d not in found for d in said):
            return ()
        narrower = [d for d in said if d in found and not set(stems(d)) <= words]
        return tuple(d for d in known if d in (narrower or {*found, *said}))

    def _dimensions_in_part(
        self, text: str, words: Sequence[str], named: Sequence[str], roles: Sequence[Role]
    ) -> tuple[str, ...]:
        """The dimensions that a comparison is narrowed to, where part of a name is enough: the
        "Business Impact" beside the "Impact", the "Patient Safety" of "safety only"."""
        known = dict.fromkeys(d for r in roles for d in self._generation.dimensions(r.key))
        telling = {word for word in words if word not in LIGHT_STEMS}
        whole = {word for dimension in named for word in stems(dimension)}
        # Words that no dimension bears ask for something else than a few rows.
        parts = telling if telling <= whole.union(*map(stems, known)) else telling & whole
        listed = _LISTED_AFTER.findall(text)
        return tuple(d for d in known if d in named or parts & set(stems(d)) or fold(d) in listed)


_ONE_OF_THE_RUNGS = Pattern(
    r"\b(?P<which>top|highest|bottom|lowest|first|last|final)(?:most)? one\b"
)
# "Who should I call", "what do you call them": no call is asked about.
_CALLING = Pattern(r"\b(?:i|you|we|they|one|u|to) (?P<verb>call)\b")
_BEFORE_A_VERB = frozenset("to can must should will would may might they who we you i".split())
# "How do they differ in people": a name of a dimension that is a word like any other.
_LISTED_AFTER = Pattern(r"\b(?:in|on|by|regarding|about) ([a-z]+(?: (?:and|&) [a-z]+)?)\W*$")


def _is_named(dimension: str, named: set[str]) -> bool:
    for part in re.split(r"\s*(?:[&/,;]|:\s|\band\b)\s*", dimension):
        words = [word for word in stems(part) if word != stem("typical")]
        if words and set(words) <= named:
            return True
    return False


def _named_parts(dimension: str, named: set[str]) -> int:
    """How many parts of "Teamwork: Watch out for" are named, parts that are all function words
    aside."""
    return sum(_is_named(part, named) for part in re.split(r":\s", dimension))


def _is_of_mention(token: Token, mention: RoleMention) -> bool:
    """Whether a word stands in the name of a role as a part of it: the "Fitter" of "rolling stock
    fitter" is no level, and "fitter" alone may well be one."""
    if not mention.start <= token.start < mention.end:
        return False
    title = {word.text for word in tokens(mention.role.title)}
    several = len(title) == 1 or len(tokens(mention.matched)) > 1
    return mention.level is not None or (several and token.text in title)


def _is_bare(part: Plan) -> bool:
    """Whether a question names levels and says nothing of what is asked of them."""
    telling = [w for w in part.words if w not in LIGHT_STEMS and not is_of_a_role(w)]
    asks = part.attribute or part.dimensions or part.term or part.sections or telling
    return not asks and part.form is not Form.YES_NO


def _at_each_level(plan: Plan) -> Plan:
    """A plan of parts that ask the same of several levels, as the one comparison that they are."""
    first = plan.parts[0] if plan.parts else None
    if first is None or len(plan.parts) < _SEVERAL or not first.levels:
        return plan
    alike = all(
        replace(part, question=first.question, levels=first.levels) == first
        for part in plan.parts[1:]
    )
    levels = tuple(dict.fromkeys(level for part in plan.parts for level in part.levels))
    if not alike or len(levels) < _SEVERAL:
        return plan
    narrowed = first.dimensions or (first.attribute and first.attribute.dimension)
    if narrowed and not [w for w in first.qualifiers if w not in LIGHT_STEMS]:
        whole = replace(first, question=plan.question, form=Form.OPEN)
        return replace(whole, intent=Intent.COMPARE_LEVELS, levels=levels, parts=())
    return replace(plan, intent=Intent.COMPARE_LEVELS, levels=levels)


def _with_the_plain_one(
    text: str, roles: Sequence[RoleMention], levels: tuple[Level, ...]
) -> tuple[Level, ...]:
    """`levels` with the one that is called as the role is, where a level is set against the name
    alone ("a data engineer and a senior one"), or the name is said to be one ("engineer level")."""
    if len({m.role.key for m in roles}) != 1 or len(levels) > 1:
        return levels
    role = roles[0].role
    plain = next((x for x in role.described_levels if bears_name(role, x)), None)
    if plain is None or plain in levels:
        return levels
    names = {fold(plain.label), fold(role.title)}
    if not levels:
        called = any(
            re.search(rf"\b{re.escape(name)} (?:role )?(?:level|grade)\b", text) for name in names
        )
        return (plain,) if called else levels
    if not compares(text):
        return levels
    said = said_as(levels[0])
    sides = [side for side in _SIDES.split(text) if side.strip()]
    alone = [s for s in sides if any(n in s for n in names) and not _says(said, s)]
    other = [s for s in sides if _says(said, s)]
    return (plain, *levels) if alone and other else levels


def _words_of(name: str) -> list[str]:
    return [token.text for token in tokens(name.replace("_", " "))]


def _says(level: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(level)}s?\b", text) is not None


_SIDES = Pattern(
    r"\b(?:and|or|vs\.?|versus|from|to|than|with|between|into|differs?|compared?)\b|[,;/]"
)


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


def _without_preamble(asked: str) -> str:
    """What is asked, without what only leads up to it ("Quick question: …")."""
    text = fold(asked)
    # Folding a ligature makes two letters of one; then the place is not the same.
    return asked[preamble(text) :].lstrip(" :,–-") if len(text) == len(asked) else asked


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


def _with_one_of(
    mentions: Sequence[RoleMention], levels: Sequence[Level]
) -> tuple[RoleMention, ...]:
    """The mentions whose role has one of several levels: each role may be meant at its own."""
    return tuple(m for m in mentions if any(x in m.role.described_levels for x in levels))


def _seniority_before(roles: Sequence[RoleMention], spoken: Sequence[Token]) -> str | None:
    """The word of seniority right before the name of the one role that is meant; a code is none."""
    if len(roles) != 1 or "." in roles[0].matched:
        return None
    before = [t for t in spoken if t.end <= roles[0].start]
    return before[-1].text if before and is_seniority(before[-1].stem) else None


def _has(role: Role, levels: Sequence[Level]) -> bool:
    return all(
        level in role.described_levels
        for level in levels
        if level.track or not level.label.isdigit()
    )
