"""The levels that a question names: by code, by number, by what the level is called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from roleassistant.domain import Level
from roleassistant.domain.level import UNRANKED, usual_rank
from roleassistant.indexing.chunks import Name, Role
from roleassistant.retrieval.level_forms import either_name, numbered_after, without_title
from roleassistant.retrieval.words import Token, fold, tokens

_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine)"
_CODED = re.compile(
    r"(?<![\w.])(?P<track>[a-z]{1,3})\s?-?(?P<grade>\d{1,2})(?P<step>[a-d](?!\w))?"
    r"(?=(?:['’]?s)?(?!\w|\.\w|\s?%))(?:['’]?s)?",
    re.I,
)
_NUMBERED = re.compile(
    rf"\b(?:levels?|grades?)\s+(?P<list>{_NUMBER}(?:\s*(?:,|and|or|to|vs\.?|versus|/|&|-|–)\s*"
    rf"{_NUMBER})*)\b",
    re.IGNORECASE,
)
_VALUES = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine".split(), 1)
}
# Letters by which companies name tracks. A question may name a track that no profile has.
_KNOWN_TRACKS = frozenset({"P", "M", "IC", "L", "E", "G", "T", "S"})

_ANY_TRACK = frozenset({"level", "grade"})
_ANY_LETTER = "L"
# Shorter ones are letters, which stand right before their number.
_A_WORD = 4

# Named rungs that are adjectives as often as they are nouns; any other names somebody.
_ADJECTIVES = frozenset(
    "junior senior entry intermediate mid lead staff principal distinguished associate fellow "
    "professional expert experienced advanced developing foundation foundational core basic "
    "general chief executive specialist middle higher upper lower full career".split()
)
_DEGREES = frozenset("how more most less least too very as so".split())
# What is called senior or professional, and is no role.
_DESCRIBED = frozenset(
    """
    qualification qualifications certification certifications accreditation accreditations degree
    degrees body bodies standards indemnity liability services association associations membership
    ethics conduct colleague colleagues stakeholder stakeholders manager managers management leader
    leaders leadership executive executives staff team teams members people official officials
    partners clients customers audience time times costs cost school generation
    """.split()
)
# What is called professional or general, and hardly senior: that is what a senior has.
_ACQUIRED = frozenset("experience education training development skills exam exams".split())

Span = tuple[int, int]


def levels_said(
    question: str, tracks: Iterable[str], called: Mapping[str, Level]
) -> tuple[tuple[Level, ...], list[Span]]:
    """The levels in the order in which they are named, each once, and where they stand.

    `tracks` are those of the index; `called` maps the folded names of levels ("senior
    professional") to them. A bare number ("level 4") comes back as a level without a track.
    """
    found: list[tuple[int, Level, int]] = []
    own = set(tracks)
    for match in _CODED.finditer(question):
        track = match["track"].upper()
        spaced = " " in match.group() and not (len(track) > 1 and match["track"].isupper())
        if track in own or (track in _KNOWN_TRACKS and not spaced):
            level = Level.parse(track + match["grade"])
            if match["step"]:  # "IC 4a": another level than IC4, of the name that it is given
                level = Level(match.group(), track, level.grade)
            found.append((match.start(), level, match.end()))
    for match in _NUMBERED.finditer(question):
        for number in re.findall(r"\d{1,2}|[a-z]+", match["list"].casefold()):
            grade = _VALUES.get(number) or (int(number) if number.isdigit() else None)
            if grade is not None:
                found.append((match.start(), Level(f"{grade}", "", grade), match.end()))
    found += _numbered_words(question, own)
    said = tokens(question) if called else []
    coded, found = found, []
    # The longest first: "senior fellow" names no fellow beside.
    for name, level in sorted(called.items(), key=lambda item: -len(item[0])):
        if span := _stretch(said, tokens(name)):
            found.append((span[0], level, span[1]))
            said = [t for t in said if not span[0] <= t.start < span[1]]
    found += numbered_after(question, called)
    # What a house calls a level is that level, though it is written as the code of another.
    named = [(start, end) for start, _, end in found]
    found += [
        one
        for one in coded
        if not any(start <= one[0] and one[2] <= end for start, end in named) or not one[1].track
    ]
    found.sort(key=lambda item: (item[0], item[1].sort_key))
    levels = tuple(dict.fromkeys(level for _, level, _ in found))
    return levels, [(start, end) for start, _, end in found]


def _numbered_words(question: str, tracks: Iterable[str]) -> Iterator[tuple[int, Level, int]]:
    """Levels of words with numbers ("bands 5 and 7"), those that no page has among them."""
    for track in sorted(tracks):
        if len(track) < _A_WORD or fold(track) in _ANY_TRACK:
            continue
        pattern = (
            rf"\b{re.escape(track)}s?\s+"
            r"(?P<list>\d{1,2}(?:\s*(?:,|and|or|to|vs\.?|&|-|–)\s*\d{1,2})*)\b"
        )
        for match in re.finditer(pattern, question, re.IGNORECASE):
            for number in re.findall(r"\d{1,2}", match["list"]):
                # As the house writes the word: "SFIA 3".
                level = Level(f"{track} {int(number)}", track, int(number))
                yield match.start(), level, match.end()
        yield from _in_roman(question, track)


def _in_roman(question: str, track: str) -> Iterator[tuple[int, Level, int]]:
    """Several levels of a word with numerals: "Engineer I and II"."""
    pattern = (
        rf"\b{re.escape(track)}s?\s+"
        r"(?P<list>[IVX]{1,4}(?:\s*(?:,|and|or|to|vs\.?|versus|from|&|/|-|–)\s*[IVX]{1,4})+)\b"
    )
    for match in re.finditer(pattern, question, re.IGNORECASE):
        for numeral in re.findall(r"\b[IVX]{1,4}\b", match["list"], re.IGNORECASE):
            level = Level.called(f"{track} {numeral.upper()}")
            yield match.start(), Level(level.label, track, level.grade), match.end()


def called_levels(
    roles: Iterable[Role], names: Sequence[Name], level_names: Iterable[tuple[str, Level]]
) -> dict[str, Level]:
    """What levels are called, folded: by the names that pages give them, and by rungs that have no
    letters ("Staff").

    A name that is one of a role's as well ("Product Designer") is the role; a rung that is a word
    of a title ("Lead Generation") names no level. "Staff Platform Engineer" names a rung and a
    role, and each is found on its own.
    """
    # A code ends in what its level is called.
    every = "\n".join(fold(name.text) for name in names if name.kind != "code")
    titles = [fold(name.text) for name in names if name.kind == "title"]
    roles = list(roles)
    words = {token.text for title in titles for token in tokens(title)}
    called = {
        label: level
        for role in roles
        for level in role.described_levels
        if (" " in level.label or not level.track) and not _is_number(level)
        if not bears_name(role, level)
        if len((label := said_as(level)).split()) > 1 or label not in words
    }
    parts: dict[str, set[Level]] = defaultdict(set)
    for name, level in level_names:
        folded = fold(name)
        both = not level.track and any(folded == f"{said_as(level)} {title}" for title in titles)
        if folded not in every and not both:
            called[folded] = level
        for part in _parts_of_name(folded, fold(str(level))):
            parts[part].add(level)
        for either in either_name(folded):
            parts[either].add(level)
    for role in roles:
        for level in role.described_levels:
            short = without_title(said_as(level), titles)
            if short and " " in short:
                parts[short].add(level)
    for part, levels in parts.items():
        if len(levels) == 1 and part not in called and part not in titles and part not in words:
            called[part] = next(iter(levels))
    return called


def _parts_of_name(name: str, level: str) -> Iterator[str]:
    """What a level may be called for short: "Mid-market" of "Account Executive, Mid-market", "Ward
    Manager" of "Band 7 Ward Manager"."""
    if name.startswith(f"{level} "):
        rest = name.removeprefix(level).strip(" -–—:,")
        if rest and len(rest.split()) > 1 and not re.search(r"\d", rest):
            yield rest
    _, *set_off = re.split(r"\s*[,;:()|]\s*|\s[–—-]\s", name)
    for part in set_off:
        if len(part) >= _A_WORD and part not in _ADJECTIVES and not re.search(r"\d", part):
            yield part


def bears_name(role: Role, level: Level) -> bool:
    """Whether a level is called as its role is ("Data engineer" below "Senior data engineer"), so
    that saying the name alone says the role."""
    words = {token.text for token in tokens(level.label)}
    return not level.track and words == {token.text for token in tokens(role.title)}


def _is_number(level: Level) -> bool:
    """Whether it is said as a bare number is, "level 4", which may be one of any ladder."""
    return fold(level.track) in _ANY_TRACK and level.label[-1:].isdigit()


def said_as(level: Level) -> str:
    """The words by which a question names a level: "charge hand", "band 6"."""
    return " ".join(token.text for token in tokens(level.label))


def _stretch(said: Sequence[Token], name: Sequence[Token]) -> Span | None:
    """Where the words of `name` stand one after the other; the last of several may be in the
    plural. "Juniors" are people, and "Junior" is a level."""
    words = [token.text for token in name]
    plural = [*words[:-1], f"{words[-1]}s"] if len(words) > 1 else []
    for start in range(len(said) - len(words) + 1 if words else 0):
        here = said[start : start + len(words)]
        if [token.text for token in here] in (words, plural):
            return here[0].start, here[-1].end
    return None


def on_ladder(level: Level, named: Sequence[Role], every: Sequence[Role]) -> Level:
    """A bare number becomes that grade of the role's own ladder, or of the first that has it; so
    does "L4", where the house of the role writes so of levels that have other letters."""
    houses = {role.family for role in named} if level.track == _ANY_LETTER else set()
    if any(level in role.described_levels for role in every if role.family in houses):
        rungs = [rung for role in named for rung in role.described_levels if rung.track]
        if len({rung.track for rung in rungs}) == 1 and rungs[0].track != _ANY_LETTER:
            return next((rung for rung in rungs if rung.grade == level.grade), level)
    if level.track or not level.label.isdigit():
        return next((own for role in named for own in role.described_levels if own == level), level)
    ladders = [role.described_levels for role in named or every]
    for ladder in ladders:
        for rung in ladder:
            # On a ladder with rungs of other names, a grade is a height: its name has the number.
            own = rung if rung.track else Level.called(rung.label)
            if own.track and own.grade == level.grade:
                return rung
    first = next((rung for rungs in ladders[:1] for rung in rungs if rung.track), None)
    return first.at(level.grade) if first else Level.parse(f"P{level.grade}")


def is_noun(word: str) -> bool:
    """Whether the word of a rung names somebody wherever it is said, as "foreman" does; "senior"
    and "professional" also say how somebody or something is."""
    return word not in _ADJECTIVES


def is_level_beside(word: str, before: str, behind: str) -> bool:
    """Whether the word of a rung, in small letters, is a level between these two words.

    "How senior", "more senior": no level. "Professional qualifications", "senior stakeholders":
    what stands behind it is described, and it is nobody's level.
    """
    if before in _DEGREES:
        return False
    usual = usual_rank(Level.called(word)) > UNRANKED
    return is_noun(word) or not (behind in _DESCRIBED or (behind in _ACQUIRED and not usual))
