"""The levels that a question names: by code, by number, by what the level is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from roleassistant.domain import Level
from roleassistant.indexing.chunks import Name, Role
from roleassistant.retrieval.words import Token, fold, tokens

_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine)"
_CODED = re.compile(
    r"(?<![\w.])(?P<track>[a-z]{1,2})\s?-?(?P<grade>\d{1,2})(?=(?:['’]?s)?(?!\w|\.\w|\s?%))(?:['’]?s)?",
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
        if track in own or (track in _KNOWN_TRACKS and " " not in match.group()):
            level = Level.parse(track + match["grade"])
            found.append((match.start(), level, match.end()))
    for match in _NUMBERED.finditer(question):
        for number in re.findall(r"\d{1,2}|[a-z]+", match["list"].casefold()):
            grade = _VALUES.get(number) or (int(number) if number.isdigit() else None)
            if grade is not None:
                found.append((match.start(), Level(f"{grade}", "", grade), match.end()))
    said = tokens(question) if called else []
    for name, level in called.items():
        if span := _stretch(said, tokens(name)):
            found.append((span[0], level, span[1]))
    found.sort(key=lambda item: (item[0], item[1].sort_key))
    levels = tuple(dict.fromkeys(level for _, level, _ in found))
    return levels, [(start, end) for start, _, end in found]


def called_levels(
    roles: Iterable[Role], names: Sequence[Name], level_names: Iterable[tuple[str, Level]]
) -> dict[str, Level]:
    """What levels are called, folded: by the names that pages give them, and by rungs that have no
    letters ("Staff").

    A name that is one of a role's as well ("Product Designer") is the role; a rung that is a word
    of a title ("Lead Generation") names no level. "Staff Platform Engineer" names a rung and a
    role, and each is found on its own.
    """
    every = "\n".join(fold(name.text) for name in names)
    titles = [fold(name.text) for name in names if name.kind == "title"]
    words = {token.text for title in titles for token in tokens(title)}
    called = {
        label: level
        for role in roles
        for level in role.described_levels
        if not level.track and not words & {*(label := fold(level.label)).split()}
    }
    for name, level in level_names:
        folded = fold(name)
        both = not level.track and any(folded.endswith(f" {title}") for title in titles)
        if folded not in every and not both:
            called[folded] = level
    return called


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
    """A bare number becomes that grade of the role's own ladder, or of the first that has it."""
    if level.track or not level.label.isdigit():
        return level
    ladders = [role.described_levels for role in named or every]
    for ladder in ladders:
        for rung in ladder:
            if rung.grade == level.grade:
                return rung
    track = ladders[0][0].track if ladders and ladders[0] else "P"
    return Level.parse(f"{track}{level.grade}")
