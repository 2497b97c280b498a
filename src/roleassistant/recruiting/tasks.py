"""What the holder of a role does at a level, and what the next level adds.

Frameworks of some houses list no responsibilities: there, those of their criteria that say what is
done stand in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.address.sentence import turned
from roleassistant.recruiting.address.voice import Manner, Voice
from roleassistant.recruiting.address.written import ended, raised, tokens_of
from roleassistant.recruiting.cells import noted, shortened, there
from roleassistant.recruiting.dimensions import Purpose
from roleassistant.recruiting.hand import Hand, said_to_reader
from roleassistant.recruiting.inferred import doubt, reads_like
from roleassistant.recruiting.options import Audience
from roleassistant.recruiting.post import Line
from roleassistant.recruiting.strength import repeats, strength

_OF_TASKS = (Purpose.SUCCESS, Purpose.KNOWLEDGE, Purpose.TEAM)
# What these say is no task.
_STATES = frozenset(
    """are be have know understand learn feel believe want need can may embrace remain seek value
    think show demonstrate possess enjoy like keep""".split()
)


def duties(hand: Hand) -> tuple[Line, ...]:
    """The duties of the level, the strongest first."""
    listed = _of_the_level(hand) or _done(hand, hand.material.criteria)
    said = [(chunk, said_to_reader(chunk.statement.text, hand.listed)) for chunk in listed]
    # What could not be turned comes last: it reads as a list of its own.
    said.sort(key=lambda one: (one[1] is None, strength(one[0].statement.text)))
    found = []
    for chunk, text in said:
        wordings = [raised(ended(one)) for one in (text, chunk.statement.text) if one]
        line = noted(hand.sheet.line(wordings, (chunk,)), hand)
        if line is not None and (why := doubt(hand.material, chunk)):
            line = replace(line, notes=(*line.notes, why))
        found.append(line)
    return shortened(hand, there(found), hand.limits.duties)


def _of_the_level(hand: Hand) -> list[Chunk]:
    """The duties of the level; in a post for everybody, without those that read like another's."""
    if hand.options.audience is not Audience.EXTERNAL:
        return list(hand.material.duties)
    kept = []
    for chunk in hand.material.duties:
        other = reads_like(hand.material, chunk)
        if other is None:
            kept.append(chunk)
        else:
            hand.sheet.drop(chunk.statement.text, f"{LIKE_ANOTHER} {other}", (chunk,))
    return kept


LIKE_ANOTHER = "its level was worked out, and it reads like"


def growth(hand: Hand) -> tuple[Line, ...]:
    """What only the next level does, the strongest first."""
    material = hand.material
    own = [chunk.statement.text for chunk in material.duties or material.criteria]
    later = material.next_duties or _done(hand, material.next_criteria)
    added = [
        chunk
        for chunk in later
        if reads_like(material, chunk, material.next_level) is None
        and not any(repeats(chunk.statement.text, text) for text in own)
    ]
    manner = replace(hand.listed, voice=Voice.BARE)
    found: list[Line] = []
    for chunk in sorted(added, key=lambda one: strength(one.statement.text)):
        if len(found) == hand.limits.growth:
            break
        said = turned(chunk.statement.text, manner)
        if said is not None and not hand.sheet.says_the_same(said):
            line = hand.sheet.line([ended(said)], (chunk,), fresh=False)
            if line is not None and (why := doubt(material, chunk, material.next_level)):
                line = replace(line, notes=(*line.notes, why))
            found += there([line])
    return tuple(found)


def _done(hand: Hand, criteria: Sequence[Chunk]) -> list[Chunk]:
    """The criteria that say what is done, of dimensions on the work."""
    return [
        chunk
        for chunk in criteria
        if chunk.statement.dimension
        and hand.material.purpose(chunk) in _OF_TASKS
        and _says_what_is_done(chunk.statement.text, hand.cell)
    ]


def _says_what_is_done(text: str, manner: Manner) -> bool:
    said = turned(text, replace(manner, voice=Voice.YOU))
    words = [word.folded for word in tokens_of(said or "")[:4]]
    if words[:1] != ["you"]:
        return False
    verb = next((word for word in words[1:] if not word.endswith("ly")), "")
    return verb not in _STATES
