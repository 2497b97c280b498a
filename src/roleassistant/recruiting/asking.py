"""What a post asks for: what the level itself needs is a must, all else is a wish.

What only a level above needs is never a must: a skill that the pages tie to the duties of those
levels alone goes to the wishes, and no experience of another level is read at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roleassistant.domain.quantity import amounts_in
from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.address.sentence import begins_with_a_verb, turned
from roleassistant.recruiting.address.voice import Manner
from roleassistant.recruiting.address.written import raised
from roleassistant.recruiting.cells import shortened, under_one_label
from roleassistant.recruiting.dimensions import Purpose, purpose_of_heading
from roleassistant.recruiting.hand import Hand
from roleassistant.recruiting.material import Material, Skill
from roleassistant.recruiting.post import Line, LineKind
from roleassistant.recruiting.requirements import Asks, is_wished, requirements_in, years_of
from roleassistant.recruiting.strength import telling
from roleassistant.recruiting.writing import Sheet
from roleassistant.retrieval.words import stems

_ABOVE_ONLY = "the profile ties it to the duties of a level above only"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the post asks for: degree, experience and the like, what sections of the house's own
    ask for, skills, and what is no must."""

    musts: tuple[Line, ...]
    own: tuple[Line, ...]
    skills: tuple[Line, ...]
    wishes: tuple[Line, ...]


def must_and_wish(hand: Hand) -> Asked:
    """The requirements of the level, the musts and the wishes told apart."""
    material, sheet, limits = hand.material, hand.sheet, hand.limits
    asked, wished = _asked(material, sheet)
    own, welcome = _own(hand)
    need = _by_need(material)
    names = frozenset(stems(material.role.title))

    def lines(skills: Sequence[Skill]) -> list[Line]:
        return [line for one in skills if (line := _skill(one, sheet, names)) is not None]

    named = lines(need.named)
    skills = [*named, *lines(need.needed)]
    most = max(limits.skills, len(named))
    wishes = [*wished, *welcome, *skills[most:]]
    for skill in need.later:
        line = _skill(skill, sheet, names, _ABOVE_ONLY)
        wishes += [line] if line else []
    wishes += lines(need.unsaid)
    kept = shortened(hand, wishes, limits.wishes)
    return Asked(tuple(asked), tuple(own), tuple(skills[:most]), kept)


def _asked(material: Material, sheet: Sheet) -> tuple[list[Line], list[Line]]:
    names = frozenset(stems(material.role.title))
    cells = [c for c in material.guidelines if material.purpose(c) is Purpose.REQUIREMENT]
    defined = [c for c in material.definition if material.purpose(c) is Purpose.REQUIREMENT]
    asked: list[Line] = []
    wished: list[Line] = []
    for chunk in cells:
        for one in requirements_in(chunk.statement.text, names):
            if one.asks is Asks.TITLE or one.wordings[0] in {line.text for line in asked}:
                continue
            sources = [chunk]
            if one.asks is Asks.EXPERIENCE:
                sources += _agreeing(one.wordings[-1], defined)
            line = sheet.line(one.wordings, sources, original=one.wordings[-1], fresh=False)
            if line is not None and line.text not in {other.text for other in asked}:
                (wished if one.asks is Asks.WISH else asked).append(line)
    for chunk in defined:
        text = chunk.statement.text
        if amounts_in(text):
            if _has_these_years(asked, text):
                continue
            if not _has_years(asked) or sheet.is_disputed(text, (chunk,)):
                line = sheet.line(years_of(text), (chunk,), original=text, fresh=False)
                if line and not _has_these_years(asked, line.text):
                    asked.append(line)
        else:
            line = sheet.line([text.rstrip(".")], (chunk,), label=chunk.statement.dimension)
            asked += [line] if line else []
    return asked, wished


def _own(hand: Hand) -> tuple[list[Line], list[Line]]:
    """What sections of the house's own ask for, and what they call welcome: "A radio certificate is
    required; a truck licence is an advantage." is both."""
    musts: list[Line] = []
    welcome: list[Line] = []
    for chunk in hand.material.own_sections:
        if purpose_of_heading(chunk.statement.heading) is not Purpose.REQUIREMENT:
            continue
        parts = " ".join(chunk.statement.text.split()).split("; ")
        label = chunk.statement.dimension or chunk.statement.heading
        if is_wished(chunk.statement.heading):
            line = hand.sheet.line([raised(" ".join(chunk.statement.text.split()))], (chunk,))
            welcome += [line] if line else []
            continue
        asked = "; ".join(one for one in parts if not is_wished(one))
        for said, lines in ((asked, musts), *((one, welcome) for one in parts if is_wished(one))):
            if said and (line := hand.sheet.line([raised(said)], (chunk,), label=label)):
                lines.append(line)
    return under_one_label(musts), welcome


def _has_years(lines: Sequence[Line]) -> bool:
    return any(amounts_in(line.text) for line in lines)


def _has_these_years(lines: Sequence[Line], text: str) -> bool:
    """Whether a line asks for the same years already."""
    mine = amounts_in(text)[0].years
    found = [amounts_in(line.text) for line in lines if line.kind is LineKind.PROFILE]
    return any(one and one[0].years == mine for one in found)


def _agreeing(text: str, defined: Sequence[Chunk]) -> list[Chunk]:
    """The statements of the level definition that ask for the same years."""
    mine = amounts_in(text)
    return [
        chunk
        for chunk in defined
        if mine
        and (theirs := amounts_in(chunk.statement.text))
        and not mine[0].years.disagrees_with(theirs[0].years)
    ]


@dataclass(frozen=True, slots=True)
class _Need:
    """Skills that a duty of the level names; others of the level, those first that its statements
    speak of most; at the two lowest levels, those of which none speaks by name; those of levels
    above only."""

    named: tuple[Skill, ...]
    needed: tuple[Skill, ...]
    unsaid: tuple[Skill, ...]
    later: tuple[Skill, ...]


def _by_need(material: Material) -> _Need:
    # "Apprenticeship in coopering" calls for no "Apprentice Teaching".
    duties, cells, here, above = (
        [
            telling(c.statement.text)
            for c in chunks
            if material.purpose(c) is not Purpose.REQUIREMENT
        ]
        for chunks in (material.duties, material.guidelines, material.up_to_here, material.above)
    )
    own = [*duties, *cells]
    title = telling(material.role.title)
    is_low = material.next_level is not None and len(material.levels_below) < _LOW
    named: list[Skill] = []
    needed: list[tuple[int, Skill]] = []
    unsaid: list[Skill] = []
    later: list[Skill] = []
    for skill in material.skills:
        name, words = telling(skill.name.statement.text), telling(_text(skill))
        named_above = any(name <= text for text in above) and not any(name <= t for t in here)
        # "Configures user accounts" is product configuration, whatever levels above call so.
        named_above = named_above and not _touches(name - _GENERIC - title, duties)
        touched_above = _touches(words, above) > 1 and not _touches(words, here)
        meant = name - _GENERIC
        meant_above = bool(meant) and any(meant <= text for text in above)
        # Or its words are spoken of above, here and there, and of what it is nothing is said here.
        meant_above = meant_above or (
            len(meant & frozenset().union(*above)) > 1 and _touches(words, own) < _MENTIONED
        )
        meant_above = meant_above and not any(meant & text for text in here)
        # In the post of an account manager "account" alone names no "Account Planning".
        telling_name = meant - title
        if any(name <= text or (telling_name and meant <= text) for text in duties):
            named.append(skill)
        elif named_above or touched_above or meant_above:
            later.append(skill)
        elif is_low and not _touches(telling_name, own):
            unsaid.append(skill)
        else:
            needed.append((_touches(words, own), skill))
    needed.sort(key=lambda one: -one[0])
    return _Need(tuple(named), tuple(one for _, one in needed), tuple(unsaid), tuple(later))


# One word of a skill and of what it is stands in a statement by chance.
_MENTIONED = 2
# At so many of the lowest levels a skill of which no statement speaks by name is no must.
_LOW = 2
# What many skills are called by says nothing of one: "Tender Management" is about tenders.
_GENERIC = frozenset(
    stems(
        """management managing planning analysis analytics skills development handling control
        building making thinking design knowledge process working coordination communication
        leadership tools systems writing reading reasoning modelling modeling tracking problem
        problems solving decision decisions judgment judgement information complex business
        customer customers team data work service services sales"""
    )
)


def _touches(words: frozenset[str], texts: Sequence[frozenset[str]]) -> int:
    """The most words that a skill shares with one statement."""
    return max((len(words & text) for text in texts), default=0)


def _text(skill: Skill) -> str:
    meaning = skill.meaning.statement.text if skill.meaning else ""
    return f"{skill.name.statement.text} {meaning}"


_OF_ROLE = re.compile(r" \((?P<role>[^()]+)\)$")
# "Troubleshooting involves finding causes": the name stands before it already.
_INVOLVES = re.compile(r"^[A-Z][\w ,/&()-]{2,60}? (?:involves|means|is about) (?=\w+ing\b)")


def _skill(
    skill: Skill, sheet: Sheet, names: frozenset[str], note: str | None = None
) -> Line | None:
    """A skill under its name. `names` are the stems of what the role is called: "Systems design
    (frontend developer)" is systems design in the post of a frontend developer."""
    name = " ".join(skill.name.statement.text.split())
    name = _OF_ROLE.sub(lambda m: "" if set(stems(m["role"])) <= names else m.group(), name)
    if skill.meaning is None:
        line = sheet.line([name], (skill.name,), fresh=False)
    else:
        text = " ".join(skill.meaning.statement.text.split()).rstrip(".")
        text = _INVOLVES.sub("", text)
        if begins_with_a_verb(text):
            text = turned(text, Manner()) or text
        text = raised(text)
        if sheet.has_said(text):
            return sheet.line([name], (skill.name,), fresh=False)
        line = sheet.line([text], (skill.meaning, skill.name), label=name, fresh=False)
    if line is None or note is None:
        return line
    return Line(line.text, line.kind, line.marks, line.label, (*line.notes, note), line.support)
