"""One question → its plan: from what it names and is about, the kind of answer that it wants."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.domain import Level
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.aspects import aspects_of
from roleassistant.retrieval.attributes import asked_for
from roleassistant.retrieval.beyond import beyond_quoting
from roleassistant.retrieval.cues import WHO_FIRST
from roleassistant.retrieval.forms import form_of
from roleassistant.retrieval.heard import Heard, is_of_a_role, is_seniority
from roleassistant.retrieval.intents import intent_of
from roleassistant.retrieval.languages import in_english, language_of
from roleassistant.retrieval.levels import Span
from roleassistant.retrieval.names import RoleNames
from roleassistant.retrieval.pairing import placed
from roleassistant.retrieval.phrasal import in_single_verbs
from roleassistant.retrieval.plan import LIGHT, Intent, Plan, RoleMention
from roleassistant.retrieval.planning.dimensions import Dimensions
from roleassistant.retrieval.planning.naming import Meant, Named, Naming
from roleassistant.retrieval.planning.subject import Subject, subject_of
from roleassistant.retrieval.ranges import stretch
from roleassistant.retrieval.spelling import corrected
from roleassistant.retrieval.topic import is_of_a_dimension, noun_asked_for, qualifiers
from roleassistant.retrieval.values import value_wanted
from roleassistant.retrieval.words import LIGHT_STEMS, Token, fold

# Kinds of answers in which the levels between two ends may stand.
_OF_A_STRETCH = frozenset({Intent.COMPARE_LEVELS, Intent.LOOKUP})
_SIDE_BY_SIDE = frozenset({Intent.COMPARE_LEVELS, Intent.COMPARE_ROLES})


class Reader:
    """Reads single questions for one generation of an index."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._names = RoleNames(generation.roles, generation.names)
        self._naming = Naming(generation, self._names)
        self._dimensions = Dimensions(generation)

    def read(self, asked: str, meant: Meant, whole_names: bool = False) -> Plan:
        """The plan of `asked`; with `whole_names`, part of a name is none."""
        language = language_of(asked)
        question = in_english(asked, language) if language else asked
        question = corrected(question, self._knows, self._generation.stems_beginning)
        if (single := in_single_verbs(question)) != question:
            # "Passing it on" may be the name of a dimension.
            question = question if self._dimensions.says_one(question) else single
        named = self._naming.of(question, meant, whole_names)
        subject = subject_of(question, named)
        heard = self._heard(named, subject)
        intent, sections = intent_of(heard)
        several = len(named.levels) > 1
        where = self._naming.where_said(question, named) if several else []
        levels = _stretched(question, named, heard, intent, where)
        places = placed(named.roles, where) if len(named.roles) > 1 else ()
        if places and intent is Intent.COMPARE_LEVELS:
            intent = Intent.COMPARE_ROLES  # each role at a level of its own
        roles = [mention.role for mention in named.roles]
        dimensions = heard.dimensions
        if intent in _SIDE_BY_SIDE:
            dimensions = self._dimensions.named_in_part(
                subject.text, heard.content, dimensions, roles
            )
        text, term = subject.text, named.term
        # Of "who decides which cases are taken" no cases are asked for.
        asks_who = intent is Intent.FIND_LEVEL and WHO_FIRST.search(text) is not None
        return Plan(
            question=asked,
            intent=intent,
            roles=named.roles,
            candidates=named.candidates,
            levels=levels,
            attribute=heard.attribute,
            dimensions=dimensions,
            headings=self._dimensions.headings_over(dimensions, subject.said, roles),
            sections=sections,
            term=term,
            words=heard.content,
            weights={t.stem: self._weight(t) for t in subject.said},
            lesser=subject.lesser,
            qualifiers=qualifiers(subject.topical, heard.attribute, dimensions),
            proper=subject.proper,
            of_a_role=any(is_of_a_role(word) for word in heard.words),
            seniority=None if levels else _seniority_before(named.roles, named.spoken),
            beyond=None if named.end is not None else beyond_quoting(text, intent),
            topic=subject.topic,
            frame=subject.frame,
            bearer=subject.bearer,
            implied_role=named.implied,
            level_by_alias=named.by_alias,
            places=places,
            # "Analyzing data or information" is one skill, and no choice.
            form=form_of(text.replace(fold(term), "#") if term else text),
            value=value_wanted(subject.spelled),
            noun=None if asks_who else noun_asked_for(text, heard.words, heard.unknown),
            aspects=aspects_of(heard, intent),
            language=language.name if language else None,
            unknown=heard.unknown,
        )

    def _heard(self, named: Named, subject: Subject) -> Heard:
        """What the kind of answer depends on."""
        attribute = asked_for(subject.text)
        roles = [mention.role for mention in named.roles]
        dimensions = self._dimensions.named(subject.topic, subject.said, roles)
        if (
            attribute
            and attribute.dimension is None
            and is_of_a_dimension(attribute, subject.text, dimensions)
        ):
            attribute = None  # "application" asks for "Knowledge & Application", and no software
        return Heard(
            subject.text,
            named.roles or named.candidates,
            bool(named.roles),
            named.levels,
            attribute,
            dimensions,
            named.term,
            subject.words,
            tuple(t.stem for t in subject.said if not self._generation.holds(t.text)),
            named.implied,
        )

    def _weight(self, token: Token) -> float:
        rarity = self._generation.rarity(token.text)
        return rarity * LIGHT if token.stem in LIGHT_STEMS else rarity

    def _knows(self, word: str) -> bool:
        return self._names.knows(word) or self._generation.holds(word)


def _stretched(
    question: str,
    named: Named,
    heard: Heard,
    intent: Intent,
    where: Sequence[tuple[Level, Span]],
) -> tuple[Level, ...]:
    """The levels with those between them, where one thing is asked of a stretch of one ladder."""
    attribute = heard.attribute
    narrowed = heard.dimensions or (attribute is not None and attribute.dimension is not None)
    one = len({mention.role.key for mention in named.roles}) == 1
    if not (narrowed and one and len(named.levels) == 2 and intent in _OF_A_STRETCH):
        return named.levels
    ladder = named.roles[0].role.described_levels
    return stretch(fold(question), where, ladder) or named.levels


def _seniority_before(roles: Sequence[RoleMention], spoken: Sequence[Token]) -> str | None:
    """The word of seniority right before the name of the one role that is meant; a code is none."""
    if len(roles) != 1 or "." in roles[0].matched:
        return None
    before = [t for t in spoken if t.end <= roles[0].start]
    return before[-1].text if before and is_seniority(before[-1].stem) else None
