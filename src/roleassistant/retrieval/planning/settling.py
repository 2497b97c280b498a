"""Which of the roles mentioned are meant, and where nothing decides: the candidates."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.domain import Level
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.cues import asks_for_a_level_or_roles, compares
from roleassistant.retrieval.heard import is_seniority
from roleassistant.retrieval.levels import Span
from roleassistant.retrieval.names import PART, SURE, SURE_ALONE, RoleNames
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.planning.bearers import Bearers, with_levels, with_one_of
from roleassistant.retrieval.topic import within
from roleassistant.retrieval.words import FUNCTION_WORDS, Token, fold, stems

Settled = tuple[tuple[RoleMention, ...], tuple[RoleMention, ...]]


class Settling:
    """Decides between the roles of one index."""

    def __init__(self, generation: Generation, names: RoleNames, bearers: Bearers) -> None:
        self._generation, self._names, self._bearers = generation, names, bearers

    def of(
        self,
        mentions: Sequence[RoleMention],
        question: str,
        spoken: Sequence[Token],
        levels: Sequence[Level],
        parts_too: bool = True,
    ) -> Settled:
        """The roles that are named, or else the candidates among which nothing decides.

        Roles of the same title stand for one another: the answer is given for each. With
        `parts_too`, half a name is heard where no role is named whole.
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
            meant = with_levels(named, levels) or with_one_of(named, levels) or named
            if len({m.role.title for m in meant}) > 1:
                return (), tuple(meant)
            for mention in meant:
                roles.setdefault(mention.role.key, mention)
        if roles:
            return tuple(roles.values()), ()
        return self._named_in_part(question, spoken, levels) if parts_too else ((), ())

    def _named_in_part(
        self, question: str, spoken: Sequence[Token], levels: Sequence[Level]
    ) -> Settled:
        surely = SURE if asks_for_a_level_or_roles(fold(question)) else PART
        partly = [m for m in self._names.partly(question, spoken) if m.score >= surely]
        if columns := self._dimensions_said(spoken, partly):
            # "Technical depth in signalling" names no Signal Technician.
            rest = [t for t in spoken if not within(t, columns)]
            partly = [m for m in self._names.partly(question, rest) if m.score >= surely]
        distinct = {m.role.key: m for m in with_levels(partly, levels)}
        # Half of a name will do where the levels, or the index, leave no other role.
        fitting = self._bearers.of_all(levels)
        decided = len({m.role.key for m in partly}) > len(distinct) or len(fitting) == 1
        known = decided or all(
            m.score >= SURE_ALONE or self._is_head(m, spoken) for m in distinct.values()
        )
        if known and len({m.role.title for m in distinct.values()}) == 1:
            return tuple(distinct.values()), ()
        return (), tuple(distinct.values())

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

    def _is_head(self, mention: RoleMention, spoken: Sequence[Token]) -> bool:
        """Whether the last word of a name is said, and nothing before it that makes another name.

        "A lawyer" may well be the Commercial Lawyer; an "account plumber" is no account executive.
        """
        last = stems(mention.name)[-1:]
        if stems(mention.matched) != last or not self._names.of_one_role(last[0]):
            return False
        before = [t for t in spoken if t.end <= mention.start]
        return not before or before[-1].text in FUNCTION_WORDS or is_seniority(before[-1].stem)
