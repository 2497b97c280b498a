"""Which roles a question names: titles, aliases, codes and abbreviations, with typos.

A name is found when its words stand in the question, each as written, by its stem, by a prefix
("exec"), or within a typo ("feild"). Words that many names share weigh little, so "sales" alone
names nothing and "field sales" one role.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from roleassistant.domain import Level
from roleassistant.domain.level import rung_key
from roleassistant.indexing.chunks import Name, Role
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.words import FUNCTION_WORDS, SHORT_FORMS, Token, fold, tokens

# A name counts as named when its words found weigh at least WHOLE of the whole name, and as named
# in part from PART on; parts only serve where no name is found whole. Half of a name is enough to
# ask back with; to answer for it takes SURE_ALONE. Where a question seeks a level or a role, its
# words tell of work, and only what is SURE counts as a name.
WHOLE = 0.85
PART = 0.49  # half of a name of two words, its plural allowed for
SURE_ALONE = 0.54
SURE = 0.7
# Words of questions of which it is remembered what they may stand for.
_KEPT_WORDS = 4096
_ROUNDING = 1e-9

_VERSUS = frozenset({"vs", "v", "versus", "than", "from", "to"})
# Between two words that follow each other: a level that was taken out, or the end of a sentence.
_STOP = re.compile(r"\d|[;!?:]")
_AND = re.compile(r"\band\b|[&,/]", re.IGNORECASE)
_GLUE = frozenset({"and", "of", "the", "for", "&", "a", "in"})
_CODE = re.compile(r"\b[A-Za-z][\w&-]*\.[A-Za-z][\w&-]*(?:\.[A-Za-z][\w-]*)?\b\+?")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name with its words; `whole` names outrank abbreviations and parts of equal length."""

    name: Name
    role: Role
    words: tuple[Token, ...]
    weight: float
    joined: bool


@dataclass(frozen=True, slots=True)
class _Found:
    entry: _Entry
    first: int
    last: int
    score: float
    weight: float


class RoleNames:
    """The names of all roles of one index, ready to be looked up in questions."""

    def __init__(self, roles: Sequence[Role], names: Iterable[Name]) -> None:
        self._roles = {role.key: role for role in roles}
        listed: dict[tuple[str, str, Level | None], Name] = {}
        for name in names:
            if name.kind != "code":
                listed.setdefault((name.text.casefold(), name.role, name.level), name)
        listed.update(
            {
                (short.casefold(), n.role, n.level): Name(short, n.role, n.level, "abbreviation")
                for n in list(listed.values())
                if n.kind in ("title", "title_part")
                and (short := _initials(n.text))
                and (short.casefold(), n.role, n.level) not in listed
            }
        )
        for name in [n for n in listed.values() if "-" in n.text]:
            joined = name.text.replace("-", "")  # "Mid-Market" is also typed as one word
            listed.setdefault(
                (joined.casefold(), name.role, name.level),
                Name(joined, name.role, name.level, name.kind),
            )
        for short, role in _with_ampersand(listed.values()):
            listed.setdefault(
                (short.casefold(), role, None), Name(short, role, None, "abbreviation")
            )
        for short, role in _heads(listed.values()):
            listed.setdefault((short, role, None), Name(short, role, None, "head"))
        spoken = [(n, _words(n.text)) for n in listed.values()]
        holders: dict[str, set[str]] = defaultdict(set)
        for name, words in spoken:
            for word in words:
                holders[word.stem].add(name.role)
        total = max(2, len(self._roles))
        self._weight = {word: math.log(1 + total / len(found)) for word, found in holders.items()}
        self._entries: list[_Entry] = []
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
            self._entries.append(_Entry(name, self._roles[name.role], words, weight, own_and))
        self._spoken_in_phrases = {
            w.text for e in self._entries if len(e.words) > 1 for w in e.words
        }
        self._spoken = {w.text for e in self._entries for w in e.words}
        self._stem_of = {w.text: w.stem for e in self._entries for w in e.words}
        self._texts = sorted(self._stem_of)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        for text, stem in self._stem_of.items():
            self._by_stem[stem].append(text)
        self._heard: dict[str, dict[str, float]] = {}

    def knows(self, word: str) -> bool:
        """Whether a folded word is part of a name, as written."""
        return word in self._spoken

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
        said = _telling(said)
        found = self._look_up(said, question, WHOLE)
        whole = [
            f for f in found if f.score >= WHOLE and (among is None or f.entry.role.key in among)
        ]
        named = _mentions(_best_per_stretch(whole), question, said)
        if not coded:
            return named
        decided = {m.role.key for m in coded}
        apart = [m for m in named if all(m.end <= c.start or m.start >= c.end for c in coded)]
        return (*coded, *(m for m in apart if m.role.key in decided))

    def partly(self, question: str, said: Sequence[Token]) -> tuple[RoleMention, ...]:
        """The roles that the question may mean: names of which a weighty part is said."""
        said = _telling(said)
        found = [
            f
            for f in self._look_up(said, question, PART)
            # "How many people" names no People Partner.
            if f.score >= PART
            and any(t.text not in FUNCTION_WORDS for t in said[f.first : f.last + 1])
        ]
        best = max((f.score for f in found), default=0.0)
        return _mentions(
            _best_per_stretch([f for f in found if f.score >= best - 0.1]), question, said
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

    def _look_up(self, said: Sequence[Token], question: str, least: float) -> list[_Found]:
        """Names that may reach the score `least`: many share a word, and few share enough."""
        alike = [self._alike(token, question) for token in said]
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
        places: dict[tuple[tuple[str, ...], bool], _Found | None] = {}
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

    def _is_meant(self, match: _Found, said: Sequence[Token], question: str) -> bool:
        """A name of one word has to be said as it is: "sources" are no Sourcer, and who asks what
        nurses do asks of no Dredge Operator (DO)."""
        words = match.entry.words
        if len(words) > 1:
            return True
        if (token := said[match.first]).text in FUNCTION_WORDS:
            return _in_capitals(question[token.start : token.end], question)
        spoken, name = said[match.first].text, words[0].text
        if spoken in (name, f"{name}s") or SHORT_FORMS.get(spoken) == name:
            return True
        # A slip, and no other form of the word: who closes is no Closer.
        same_end = spoken.removesuffix("s")[-2:] == name[-2:]
        return len(name) > 5 and same_end and said[match.first].stem != words[0].stem

    def _alike(self, token: Token, question: str) -> dict[str, float]:
        """Words of names that this word of the question may stand for, with how surely."""
        if token.text.isdigit():
            return {}
        if token.text in FUNCTION_WORDS:
            # "Partner for people" is asked about people; "is" is no Implementation Specialist,
            # but where not all is in capitals, "AM" is an Account Manager.
            written = question[token.start : token.end]
            initials = _in_capitals(written, question)
            spoken = self._spoken if initials else self._spoken_in_phrases
            return {token.stem: 1.0} if token.text in spoken else {}
        if token.text not in self._heard:
            if len(self._heard) >= _KEPT_WORDS:
                self._heard.clear()
            self._heard[token.text] = self._alike_of(token)
        return self._heard[token.text]

    def _alike_of(self, token: Token) -> dict[str, float]:
        """As `_alike`, which remembers it. Words that are names as they stand are looked up; only
        the others are compared with every word of every name."""
        near: set[str] = set(self._by_stem.get(token.stem, ()))
        near |= {token.text, token.text.removesuffix("s")} & self._spoken
        short = SHORT_FORMS.get(token.text, SHORT_FORMS.get(token.text.removesuffix("s")))
        near |= {short} & self._spoken if short else set()
        if not near:
            near = set(self._beginning(token.text))
            near |= {
                text
                for text, _, _ in process.extract(
                    token.text, self._texts, scorer=OSA.distance, score_cutoff=2, limit=None
                )
            }
        alike: dict[str, float] = {}
        for text in near:
            stem = self._stem_of[text]
            likeness = _likeness(token, text, stem)
            if likeness > alike.get(stem, 0.0):
                alike[stem] = likeness
        exact = {stem: value for stem, value in alike.items() if value >= 0.98}
        return exact or alike

    def _beginning(self, start: str) -> list[str]:
        first = bisect_left(self._texts, start)
        return self._texts[first : bisect_left(self._texts, start + "\U0010ffff")]

    def _match(
        self, entry: _Entry, alike: Sequence[dict[str, float]], stretches: Sequence[int]
    ) -> _Found | None:
        """The tightest place where the words of a name stand together in the question.

        Words may stand in another order, and with up to two other words between them, but on one
        side of a level or a "versus": "field sales P4 and sales manager" are two names.
        """
        wanted = [word.stem for word in entry.words]
        best: _Found | None = None
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
                best = _Found(entry, begin, last, score, got)
        return best


def _in_capitals(written: str, question: str) -> bool:
    """Whether a word is written as initials are, in a question that is not all in capitals."""
    return len(written) > 1 and written.isupper() and not question.isupper()


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


def _likeness(token: Token, text: str, stem: str) -> float:
    if token.text == text:
        return 1.0
    if SHORT_FORMS.get(token.text, SHORT_FORMS.get(token.text.removesuffix("s"))) == text:
        return 0.98
    if token.stem == stem or token.text == f"{text}s":
        return 0.99
    shorter = min(len(token.text), len(text))
    if shorter >= 4 and text.startswith(token.text) and len(token.text) <= len(text) - 2:
        return 0.9
    # Of a word of four letters, one more may have been left out ("fild"): other slips make other
    # words.
    left_out = shorter == 4 and len(text) == 5 and token.text[0] == text[0]
    if shorter < 5 and not left_out:
        return 0.0
    allowed = 1 if max(len(token.text), len(text)) <= 7 else 2
    distance = OSA.distance(token.text, text, score_cutoff=allowed)
    if distance > allowed or (token.text[0] != text[0] and distance > 1):
        return 0.0
    return 0.95 - 0.1 * distance / max(1, allowed)


def _best_per_stretch(found: Sequence[_Found]) -> list[_Found]:
    """Names that do not overlap, weightiest first; equally good names for one stretch all stay."""
    ranked = sorted(
        found,
        key=lambda f: (
            -round(f.weight, 6),
            -round(f.score, 6),
            f.entry.name.kind == "abbreviation",
            f.entry.role.key,
            f.entry.name.level is not None,
            f.entry.name.text,
        ),
    )
    kept: list[_Found] = []
    for candidate in ranked:
        rivals = [k for k in kept if k.first <= candidate.last and candidate.first <= k.last]
        if not rivals or all(
            abs(k.weight - candidate.weight) < 0.2 * k.weight
            and abs(k.score - candidate.score) < 0.06
            and k.entry.role.key != candidate.entry.role.key
            and (k.first, k.last) == (candidate.first, candidate.last)
            for k in rivals
        ):
            kept.append(candidate)
    return kept


def _mentions(
    found: Sequence[_Found], question: str, said: Sequence[Token]
) -> tuple[RoleMention, ...]:
    mentions: dict[tuple[str, int], RoleMention] = {}
    for match in found:
        name = match.entry.name
        start, end = said[match.first].start, said[match.last].end
        end = max(end, _end_as_written(name.text, question, start))
        mention = RoleMention(
            match.entry.role,
            question[start:end],
            name.text,
            round(min(1.0, match.score), 3),
            start,
            end,
            name.level,
            name.kind,
        )
        mentions.setdefault((match.entry.role.key, start), mention)
    return tuple(sorted(mentions.values(), key=lambda m: (m.start, m.role.key)))


def _end_as_written(name: str, question: str, start: int) -> int:
    """Where a name ends that stands in the question as it is written, "FP&A" with its "&A"."""
    end = start + len(name)
    whole = fold(question[start:end]) == fold(name) and not question[end : end + 1].isalnum()
    return end if whole else start


def _telling(said: Sequence[Token]) -> list[Token]:
    return [token for token in said if token.text not in _GLUE]


def _words(name: str) -> tuple[Token, ...]:
    return tuple(token for token in tokens(name) if token.text not in _GLUE)


def _heads(names: Iterable[Name]) -> list[tuple[str, str]]:
    """(word, role) for the last word of a role's title, where one role alone is called so.

    Where there is one kind of planner, "the planners" are they.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.kind == "title":
            first = re.split(r"\s*[/|(,]\s*", name.text)[0]
            for word in _words(first)[-1:]:
                holders[word.text].add(name.role)
    return [(word, min(roles)) for word, roles in holders.items() if len(roles) == 1]


def _with_ampersand(names: Iterable[Name]) -> list[tuple[str, str]]:
    """(word, role) for words such as "FP&A" that stand in the names of one role alone."""
    holders: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in re.findall(r"(?<![\w&])[^\W\d_]{1,4}&[^\W\d_]{1,4}(?![\w&])", name.text):
            holders[word].add(name.role)
    return [(word, min(roles)) for word, roles in holders.items() if len(roles) == 1]


def _initials(name: str) -> str:
    words = re.findall(r"[A-Za-z]+", fold(name))
    return "".join(word[0] for word in words).upper() if 2 <= len(words) <= 4 else ""
