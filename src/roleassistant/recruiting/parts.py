"""The parts of a post that the profile gives: what is said in each, and in which order."""

from __future__ import annotations

from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.asking import Asked, must_and_wish
from roleassistant.recruiting.cells import (
    cells_of,
    each_label_once,
    labelled,
    own_sections,
    shortened,
    there,
)
from roleassistant.recruiting.dimensions import Purpose, purpose_of_heading
from roleassistant.recruiting.hand import Hand, hand_for
from roleassistant.recruiting.material import Material
from roleassistant.recruiting.options import Audience, Options
from roleassistant.recruiting.post import Line, Part, PartKind
from roleassistant.recruiting.summary import answers_for, set_apart, summary
from roleassistant.recruiting.tasks import duties, growth
from roleassistant.recruiting.writing import Sheet
from roleassistant.retrieval.words import stems

HEADINGS = {
    PartKind.SUMMARY: "About the role",
    PartKind.DUTIES: "What you will do",
    PartKind.MUST: "What you bring",
    PartKind.NICE: "Nice to have",
    PartKind.SUCCESS: "How success looks",
    PartKind.TEAM: "Team and collaboration",
    PartKind.GROWTH: "Where you can grow",
    PartKind.CONDITIONS: "Good to know",
    PartKind.BENEFITS: "Benefits",
}


def profile_parts(
    material: Material, sheet: Sheet, options: Options, language: str = "English"
) -> tuple[Part, ...]:
    """The parts in the order in which what they say counts: of two lines that say the same, the
    later one is left out."""
    hand = hand_for(material, sheet, options, language)
    asked = must_and_wish(hand)
    found = (
        (PartKind.DUTIES, duties(hand)),
        (PartKind.SUMMARY, summary(hand)),
        (PartKind.MUST, _musts(hand, asked)),
        (PartKind.NICE, asked.wishes),
        (PartKind.SUCCESS, _success(hand)),
        (PartKind.TEAM, _team(hand)),
        (PartKind.CONDITIONS, _conditions(hand)),
        (PartKind.BENEFITS, tuple(own_sections(hand, Purpose.BENEFITS))),
        (PartKind.GROWTH, growth(hand)),
    )
    return tuple(
        Part(
            kind,
            HEADINGS[kind],
            each_label_once(lines),
            "At the next step, you would:" if kind is PartKind.GROWTH else None,
            kind is PartKind.SUMMARY,
        )
        for kind, lines in found
        if lines
    )


def _labelled(hand: Hand, cells: list[Chunk]) -> tuple[Line, ...]:
    return there(labelled(hand, chunk) for chunk in cells)


def _musts(hand: Hand, asked: Asked) -> tuple[Line, ...]:
    known = shortened(
        hand, _labelled(hand, cells_of(hand, Purpose.KNOWLEDGE)), hand.limits.knowledge
    )
    return (*asked.musts, *asked.own, *known, *asked.skills)


def _success(hand: Hand) -> tuple[Line, ...]:
    found = [*own_sections(hand, Purpose.SUCCESS), *answers_for(hand, judged=True)]
    cells = sorted(cells_of(hand, Purpose.SUCCESS), key=_near_to_success)
    return shortened(hand, [*found, *_labelled(hand, cells)], hand.limits.success)


def _team(hand: Hand) -> tuple[Line, ...]:
    found = _labelled(hand, cells_of(hand, Purpose.TEAM))
    apart = set_apart(hand) if hand.options.audience is Audience.INTERNAL else ()
    return (
        *shortened(hand, found, hand.limits.team),
        *own_sections(hand, Purpose.TEAM),
        *apart,
    )


def _conditions(hand: Hand) -> tuple[Line, ...]:
    own = hand.material.own_sections
    for heading in dict.fromkeys(c.statement.heading for c in own):
        if purpose_of_heading(heading) is None:
            said = [c for c in own if c.statement.heading == heading]
            hand.sheet.drop(
                f"{heading}: {said[0].statement.text}",
                "a section that a post need not have; add it if it belongs there",
                said[:1],
            )
    cells = _labelled(hand, cells_of(hand, Purpose.CONDITIONS))
    return (*own_sections(hand, Purpose.CONDITIONS), *cells)


def _near_to_success(chunk: Chunk) -> int:
    """What comes of the work before how far it reaches, and that before how hard it is."""
    said = set(stems(chunk.statement.dimension or ""))
    return next((at for at, words in enumerate(_RESULTS) if said & words), len(_RESULTS))


_RESULTS = (
    frozenset(
        stems("success impact result results outcome outcomes value quality delivery performance")
    ),
    frozenset(stems("scope reach breadth remit ownership accountability responsibility")),
)
