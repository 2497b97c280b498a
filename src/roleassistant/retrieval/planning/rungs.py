"""The levels that a question says: by code or number, by the name of a level, by a rung."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from roleassistant.domain import Level
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.heard import is_seniority
from roleassistant.retrieval.level_forms import without_title
from roleassistant.retrieval.level_titles import names_of_levels
from roleassistant.retrieval.levels import (
    Span,
    bears_name,
    called_levels,
    is_level_beside,
    is_noun,
    levels_said,
    said_as,
)
from roleassistant.retrieval.names import RoleNames
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.words import FUNCTION_WORDS, Token, fold, stem, tokens

_ARTICLES = frozenset({"a", "an", "the"})
# What stands behind a rung that is set against another: "is Expert higher than Advanced".
_COMPARING = frozenset("above below higher lower senior junior superior outranks ranks".split())
_ALSO_VERBS = frozenset({"lead", "staff", "partner", "associate", "coach", "mentor"})
_BEFORE_A_VERB = frozenset("to can must should will would may might they who we you i".split())


class Rungs:
    """What the levels of one index are called, ready to be looked up in questions."""

    def __init__(self, generation: Generation, names: RoleNames) -> None:
        self._names = names
        # Rungs that are called and not numbered ("Staff"), by which a question may name a level.
        self._rungs = {
            said_as(level): level
            for role in generation.roles
            for level in role.described_levels
            if not level.track and " " not in said_as(level) and not bears_name(role, level)
        }
        # What a level is called besides is heard as a rung is, where it is a word of sentences too.
        for name, level in generation.level_names():
            if " " not in (word := fold(name)) and not is_noun(word):
                self._rungs.setdefault(word, level)
        self._tracks = {level.track for role in generation.roles for level in role.described_levels}
        # A rung is heard beside the role that has it: "staff" alone is a word of a sentence.
        named = names_of_levels(generation)
        # What is left of a name may be one word, which is heard as a rung is: beside its role.
        given = {name for name, _ in generation.level_names()}
        shortened = {fold(n): x for n, x in named if " " not in n and n not in given}
        named = tuple((n, x) for n, x in named if fold(n) not in shortened)
        self._rungs = {**shortened, **self._rungs}
        called = called_levels(generation.roles, generation.names, named)
        self._called = {name: x for name, x in called.items() if name not in self._rungs}
        # A rung that one role has may be what another calls a level that has a code.
        self._also = {fold(name): x for name, x in named if fold(name) in self._rungs}
        self._shared: dict[str, set[Level]] = {}
        # "A Senior and a Principal Product Manager": what stands before the title in two names.
        titles = {fold(role.title) for role in generation.roles}
        for name, level in named:
            short = without_title(fold(name), titles)
            if short and " " not in short and is_seniority(stem(short)):
                self._shared.setdefault(short, set()).add(level)
        self._every = {x for role in generation.roles for x in role.described_levels}

    @property
    def called(self) -> Mapping[str, Level]:
        """The names that say a level wherever they stand, folded."""
        return self._called

    def heard(self, question: str) -> tuple[tuple[Level, ...], list[Span]]:
        """The levels that are said by code, number or name, and where."""
        return levels_said(question, self._tracks, self._called)

    def named_by(self, word: str) -> Level | None:
        """The rung that a word alone may name."""
        return self._rungs.get(word)

    def said(
        self, spoken: Sequence[Token], question: str, roles: Sequence[RoleMention]
    ) -> list[tuple[Token, Level]]:
        """The words of `spoken` that name a rung ("Staff"), each with its level.

        Where no role is named, "a Junior" names a rung, and "junior staff" does not.
        """
        found: list[tuple[Token, Level]] = []
        for position, token in enumerate(spoken):
            level = self._rungs.get(token.text) or self._shared_by(token.text, roles)
            if level is None and roles:
                # "Juniors" are people, and where one role is talked about, those on its rung.
                several = self._rungs.get(token.text.removesuffix("s"))
                before = spoken[position - 1].text if position else ""
                level = several if before in FUNCTION_WORDS else None
            if level is None:
                continue
            if token.text == "lead" and _is_a_verb(position, spoken, found):
                continue  # "expected to lead work"
            within = any(_is_of_mention(token, m) for m in roles)
            before = spoken[position - 1].text if position else ""
            behind = spoken[position + 1].text if position + 1 < len(spoken) else ""
            if behind:
                rest = question[spoken[position + 1].start :].casefold()
                if any(m.matched and rest.startswith(m.matched.casefold()) for m in roles):
                    behind = ""  # "a senior People Partner"
            named = question[token.start].isupper()
            ends = not behind or behind in FUNCTION_WORDS or behind in _COMPARING
            # Of "what separates Professional from Principal" each names a rung.
            alone = ends and (before in FUNCTION_WORDS or (named and position > 0))
            # "Can a Senior audit suppliers" names a rung, and "a Senior Clerk" another title.
            called = named or is_noun(token.text)
            acting = called and before in _ARTICLES and not self._names.knows(behind)
            if within or not (named or is_level_beside(token.text, before, behind)):
                continue
            if found and found[-1][0].end + 1 == token.start and _is_of_a_title(token, roles):
                continue  # "Senior Counsel" of the Legal Counsel, of whom one level is Counsel
            if roles or acting or (alone and (named or before in _ARTICLES)):
                found.append((token, level))
        return _joined(found, question, roles)

    def _shared_by(self, word: str, roles: Sequence[RoleMention]) -> Level | None:
        """The level whose name is this word and the title: of these roles, or of any."""
        held = self._shared.get(word, set())
        own = {x for x in held if any(x in m.role.described_levels for m in roles)}
        fitting = own or held
        return next(iter(fitting)) if len(fitting) == 1 else None

    def of_roles(
        self, rungs: Sequence[tuple[Token, Level]], roles: Sequence[RoleMention]
    ) -> list[tuple[Token, Level]]:
        """Those of `rungs` that the roles have, by this name or as another one of a level."""
        if not roles:
            return list(rungs)
        ladders = {level for m in roles for level in m.role.described_levels}
        return [
            (token, own)
            for token, level in rungs
            if (own := self._own(token, level, ladders)) in ladders or own not in self._every
        ]

    def _own(self, token: Token, level: Level, ladders: Collection[Level]) -> Level:
        """The level of these ladders that a word names, which names others elsewhere."""
        if level in ladders or level not in self._every:
            return level
        shared = min(self._shared.get(token.text, set()) & set(ladders), default=level)
        return self._also.get(token.text, shared)

    def where_said(
        self,
        question: str,
        spans: Sequence[Span],
        levels: Sequence[Level],
        rungs: Sequence[tuple[Token, Level]],
    ) -> list[tuple[Level, Span]]:
        """The levels of a question, each with every place at which it is said."""
        said = [
            (level, span) for span in spans for level in self.heard(question[span[0] : span[1]])[0]
        ]
        said += [(level, (token.start, token.end)) for token, level in rungs]
        return [one for one in said if one[0] in levels]


def _is_beside_its_plain_one(
    one: tuple[Token, Level], other: tuple[Token, Level], roles: Sequence[RoleMention]
) -> bool:
    """Whether a rung is said with the name of the rung next to it, of which it is the senior or the
    junior one: the "senior technician" of a ladder with Technician and then Senior."""
    if not is_seniority(one[0].stem) or is_seniority(other[0].stem):
        return False
    ladders = [m.role.described_levels for m in roles]
    return any(
        abs(ladder.index(one[1]) - ladder.index(other[1])) == 1
        for ladder in ladders
        if one[1] in ladder and other[1] in ladder
    )


def _is_a_verb(
    position: int, spoken: Sequence[Token], found: Sequence[tuple[Token, Level]]
) -> bool:
    """Whether a word is said to be done, and does not follow another rung and "to": "from Senior to
    Lead"."""
    reached = position > 1 and bool(found) and spoken[position - 2] == found[-1][0]
    return position > 0 and spoken[position - 1].text in _BEFORE_A_VERB and not reached


def _joined(
    found: list[tuple[Token, Level]], question: str, roles: Sequence[RoleMention]
) -> list[tuple[Token, Level]]:
    """Two rungs side by side are a level that is called by both, and no level of either name: "a
    Senior Director" is neither the Senior nor the Director."""
    joined = list(found)
    for at, ((one, _), (other, _)) in enumerate(pairwise(found)):
        if question[one.end : other.start] != " " or other.text in _ALSO_VERBS:
            continue
        if _is_beside_its_plain_one(found[at], found[at + 1], roles):
            joined[at + 1] = (other, found[at][1])
        else:
            both = Level.called(question[one.start : other.end])
            joined[at], joined[at + 1] = (one, both), (other, both)
    return joined


def _is_of_a_title(token: Token, roles: Sequence[RoleMention]) -> bool:
    return any(token.text == tokens(m.role.title)[-1].text for m in roles)


def _is_of_mention(token: Token, mention: RoleMention) -> bool:
    """Whether a word stands in the name of a role as a part of it: the "Fitter" of "rolling stock
    fitter" is no level, and "fitter" alone may well be one."""
    if not mention.start <= token.start < mention.end:
        return False
    title = {word.text for word in tokens(mention.role.title)}
    several = len(title) == 1 or len(tokens(mention.matched)) > 1
    return mention.level is not None or (several and token.text in title)
