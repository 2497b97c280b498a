"""Which roles a question names: titles, aliases, codes and abbreviations, with typos.

A name is found when its words stand in the question, each as written, by its stem, by a prefix
("exec"), or within a typo ("feild"). Words that many names share weigh little, so "sales" alone
names nothing and "field sales" one role.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from roleassistant.domain import Level
from roleassistant.domain.level import rung_key
from roleassistant.indexing.chunks import Name, Role
from roleassistant.retrieval.name_forms import forms_of, telling, words_of
from roleassistant.retrieval.name_matches import Entry, Found, best_per_stretch, mentions_of
from roleassistant.retrieval.name_words import NameWords, in_capitals
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.words import FUNCTION_WORDS, SHORT_FORMS, Token

# A name counts as named when its words found weigh at least WHOLE of the whole name, and as named
# in part from PART on; parts only serve where no name is found whole. Half of a name is enough to
# ask back with; to answer for it takes SURE_ALONE. Where a question seeks a level or a role, its
# words tell of work, and only what is SURE counts as a name.
WHOLE = 0.85
PART = 0.49  # half of a name of two words, its plural allowed for
SURE_ALONE = 0.54
SURE = 0.7
_ROUNDING = 1e-9

_VERSUS = frozenset({"vs", "v", "versus", "than", "from", "to"})
# Between two words that follow each other: a level that was taken out, or the end of a sentence.
_STOP = re.compile(r"\d|[;!?:]")
_AND = re.compile(r"\band\b|[&,/]", re.IGNORECASE)
_CODE = re.compile(r"\b[A-Za-z][\w&-]*\.[A-Za-z][\w&-]*(?:\.[A-Za-z][\w-]*)?\b\+?")


class RoleNames:
    """The names of all roles of one index, ready to be looked up in questions."""

    def __init__(self, roles: Sequence[Role], names: Iterable[Name]) -> None:
        self._roles = {role.key: role for role in roles}
        spoken = [(n, words_of(n.text)) for n in forms_of(names)]
        holders: dict[str, set[str]] = defaultdict(set)
        for name, words in spoken:
            for word in words:
                holders[word.stem].add(name.role)
        total = max(2, len(self._roles))
        self._weight = {word: math.log(1 + total / len(found)) for word, found in holders.items()}
        self._entries: list[Entry] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._whole: list[float] = []
        for name, words in spoken:
            if not words or name.role not in self._roles:
                continue
            weight = sum(self._weight[w.stem] for w in words)
            distinct = {w.stem for w in words}
            for word_stem in distinct:
                self._by_word[word_stem].append(len(self._entries))
            self._whole.append(sum(self._weight[w] for w in distinct))
            own_and = bool(_AND.search(name.text))
            self._entries.append(Entry(name, self._roles[name.role], words, weight, own_and))
        self._words = NameWords([entry.words for entry in self._entries])

    def knows(self, word: str) -> bool:
        """Whether a folded word is part of a name, as written."""
        return word in self._words

    def of_one_role(self, stem: str) -> bool:
        """Whether the names of one role alone hold a stem."""
        holders = {self._entries[index].role.key for index in self._by_word.get(stem, ())}
        return len(holders) == 1

    def mentions(
        self, question: str, said: Sequence[Token], among: Collection[str] | None = None
    ) -> tuple[RoleMention, ...]:
        """The roles that the question names whole, best name for each stretch of words.

        `among` are the keys of the roles that may be meant; None for all.

        Two names for the same stretch are both given when they fit equally well. A code comes
        first and decides: beside it only what else the question calls the same role is given.
        """
        coded = self._by_code(question)
        said = telling(said)
        found = self._look_up(said, question, WHOLE)
        whole = [
            f for f in found if f.score >= WHOLE and (among is None or f.entry.role.key in among)
        ]
        named = mentions_of(best_per_stretch(whole), question, said)
        if not coded:
            return named
        decided = {m.role.key for m in coded}
        apart = [m for m in named if all(m.end <= c.start or m.start >= c.end for c in coded)]
        return (*coded, *(m for m in apart if m.role.key in decided))

    def partly(self, question: str, said: Sequence[Token]) -> tuple[RoleMention, ...]:
        """The roles that the question may mean: names of which a weighty part is said."""
        said = telling(said)
        found = [
            f
            for f in self._look_up(said, question, PART)
            # "How many people" names no People Partner.
            if f.score >= PART
            and any(t.text not in FUNCTION_WORDS for t in said[f.first : f.last + 1])
        ]
        best = max((f.score for f in found), default=0.0)
        return mentions_of(
            best_per_stretch([f for f in found if f.score >= best - 0.1]), question, said
        )

    def _by_code(self, question: str) -> tuple[RoleMention, ...]:
        mentions = []
        for match in _CODE.finditer(question):
            parts = match.group().upper().split(".")
            role = self._roles.get(".".join(parts[:2]))
            if role is not None:
                level = _level_of(role, parts[2]) if len(parts) > 2 else None
                mentions.append(
                    RoleMention(role, match.group(), role.key, 1.0, *match.span(), level)
                )
        return tuple(mentions)

    def _look_up(self, said: Sequence[Token], question: str, least: float) -> list[Found]:
        """Names that may reach the score `least`: many share a word, and few share enough."""
        alike = [self._words.alike(token, question) for token in said]
        loose = _stretches(said, question)
        # "Field sales and account management" are two names, unless a name has an "and" of its own.
        strict = _stretches(said, question, and_ends=True)
        best: dict[str, float] = {}
        for words in alike:
            for word, likeness in words.items():
                best[word] = max(likeness, best.get(word, 0.0))
        reached: dict[int, float] = defaultdict(float)
        for word, likeness in best.items():
            for index in self._by_word.get(word, ()):
                reached[index] += self._weight[word] * likeness
        reachable = sorted(
            index for index, got in reached.items() if got >= least * self._whole[index] - _ROUNDING
        )
        found = []
        # A hundred roles may bear one name: where it stands in the question is looked for once.
        places: dict[tuple[tuple[str, ...], bool], Found | None] = {}
        for index in reachable:
            entry = self._entries[index]
            name = (tuple(word.stem for word in entry.words), entry.joined)
            if name not in places:
                places[name] = self._match(entry, alike, loose if entry.joined else strict)
            place = places[name]
            match = None if place is None else replace(place, entry=entry)
            if match is not None and self._is_meant(match, said, question):
                found.append(match)
        return found

    def _is_meant(self, match: Found, said: Sequence[Token], question: str) -> bool:
        """A name of one word has to be said as it is: "sources" are no Sourcer, and who asks what
        nurses do asks of no Dredge Operator (DO)."""
        words = match.entry.words
        if len(words) > 1:
            return True
        if (token := said[match.first]).text in FUNCTION_WORDS:
            return in_capitals(question[token.start : token.end], question)
        spoken, name = said[match.first].text, words[0].text
        if spoken in (name, f"{name}s") or SHORT_FORMS.get(spoken) == name:
            return True
        # A slip, and no other form of the word: who closes is no Closer.
        same_end = spoken.removesuffix("s")[-2:] == name[-2:]
        return len(name) > 5 and same_end and said[match.first].stem != words[0].stem

    def _match(
        self, entry: Entry, alike: Sequence[dict[str, float]], stretches: Sequence[int]
    ) -> Found | None:
        """The tightest place where the words of a name stand together in the question.

        Words may stand in another order, and with up to two other words between them, but on one
        side of a level or a "versus": "field sales P4 and sales manager" are two names.
        """
        wanted = [word.stem for word in entry.words]
        best: Found | None = None
        for begin, here in enumerate(alike):
            if not any(word in here for word in wanted):
                continue
            left = dict.fromkeys(wanted, 0.0)
            order: list[int] = []
            last = begin
            for at in range(begin, min(len(alike), begin + len(wanted) + 2)):
                if stretches[at] != stretches[begin]:
                    break
                gained = [w for w in left if left[w] == 0.0 and w in alike[at]]
                if gained:
                    word = max(gained, key=lambda w: alike[at][w])
                    left[word] = alike[at][word]
                    order.append(wanted.index(word))
                    last = at
            got = sum(self._weight[word] * value for word, value in left.items())
            total = sum(self._weight[word] for word in left)
            gap = (last - begin + 1) - sum(1 for value in left.values() if value)
            turned = order != sorted(order)
            score = got / total - 0.03 * max(0, gap) - 0.05 * turned
            if best is None or score > best.score:
                best = Found(entry, begin, last, score, got)
        return best


def _level_of(role: Role, written: str) -> Level:
    """The level that the last part of a code names: one of the role's, or one that it has not."""
    key = rung_key(written)
    own = (level for level in role.described_levels if level.key == key)
    return next(own, None) or Level.called(written)


def _stretches(said: Sequence[Token], question: str, and_ends: bool = False) -> list[int]:
    """The stretch that each word belongs to; a level, a "versus" or a full stop ends one."""
    stretches: list[int] = []
    for position, token in enumerate(said):
        before = question[said[position - 1].end : token.start] if position else ""
        ends = token.text in _VERSUS or bool(_STOP.search(before))
        ends = ends or (and_ends and bool(_AND.search(before)))
        stretches.append((stretches[-1] if stretches else 0) + ends)
    return stretches
