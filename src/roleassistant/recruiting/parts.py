"""The parts of a post that the profile gives: what is said in each, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from roleassistant.indexing.chunks import Chunk
from roleassistant.reading.sentences import sentences
from roleassistant.recruiting.address.sentence import (
    Manner,
    Voice,
    begins_with_a_verb,
    is_gerund,
    is_imperative,
    turned,
    with_your_own,
)
from roleassistant.recruiting.address.written import ended, lowered, raised
from roleassistant.recruiting.asking import must_and_wish
from roleassistant.recruiting.dimensions import Purpose, purpose_of, purpose_of_heading
from roleassistant.recruiting.material import Material
from roleassistant.recruiting.options import LIMITS, Audience, Limits, Options, Tone
from roleassistant.recruiting.post import Dropped, Line, Part, PartKind
from roleassistant.recruiting.strength import does, main_act, repeats, strength
from roleassistant.recruiting.writing import Sheet
from roleassistant.retrieval.words import stems, tokens

VOICES = {Tone.DIRECT: Voice.YOU, Tone.FORMAL: Voice.WILL, Tone.CONCISE: Voice.BARE}
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
_NOTHING = re.compile(r"^(?:none|n/?a|not applicable|nothing|–|—|-)\b|^[–—-]$", re.I)
# Sentences that tell the role from its neighbours: for colleagues, who know them.
_APART = re.compile(
    r"\b(?:distinct from|separate from|differs? from|unlike|different focus|other focus|focuses|"
    r"neighbou?rs?|are separate|does not|is not|not to be confused)\b|\bthis focus\b|"
    r"\bladder\b",
    re.I,
)
# Such sentences can be turned, and are still of the neighbours.
_NOT_OF_IT = re.compile(
    r"(?:(?:it|the role|this role|the focus) )?(?:does not|is not|is distinct|is separate|differs|"
    r"distinct|separate|unlike)\b",
    re.I,
)
_JUDGED = re.compile(
    r"\b(?:measured|judged|answers?|accountable|rewarded|assessed) (?:by|on|for)\b", re.I
)
_MEASURED = re.compile(r"(?<=; )(?:[Tt]h(?:is|e) |an? ).+$")


def profile_parts(
    material: Material, sheet: Sheet, options: Options, language: str = "English"
) -> tuple[Part, ...]:
    """The parts in the order in which what they say counts: of two lines that say the same, the
    later one is left out."""
    writer = _Writer(material, sheet, options, language)
    found = (
        (PartKind.DUTIES, writer.duties()),
        (PartKind.SUMMARY, writer.summary()),
        (PartKind.MUST, writer.musts()),
        (PartKind.NICE, writer.wishes()),
        (PartKind.SUCCESS, writer.success()),
        (PartKind.TEAM, writer.team()),
        (PartKind.CONDITIONS, writer.conditions()),
        (PartKind.BENEFITS, writer.benefits()),
        (PartKind.GROWTH, writer.growth()),
    )
    return tuple(
        Part(
            kind,
            HEADINGS[kind],
            _each_label_once(lines),
            "At the next step, you would:" if kind is PartKind.GROWTH else None,
            kind is PartKind.SUMMARY,
        )
        for kind, lines in found
        if lines
    )


class _Writer:
    def __init__(self, material: Material, sheet: Sheet, options: Options, language: str) -> None:
        self._of = material
        self._sheet = sheet
        self._audience = options.audience
        self._limits: Limits = LIMITS[options.length]
        names = frozenset(stems(material.role.title))
        listed = [chunk.statement.text for chunk in material.duties]
        bare = sum(map(is_imperative, listed)) > sum(map(begins_with_a_verb, listed))
        gerunds = sum(map(is_gerund, listed)) > 1
        english = language == "English"
        self._manner = Manner(
            VOICES[options.tone], names, bare, gerunds, fragments=True, is_english=english
        )
        # In running text a bare verb is an order.
        prose = Voice.YOU if options.tone is Tone.CONCISE else self._manner.voice
        self._prose = Manner(prose, names, fragments=True, is_english=english)
        # A cell that begins with a bare verb may as well be a noun: "Open questions".
        self._cell = Manner(self._manner.voice, names, is_english=english)
        self._common = _common_words(material)
        self._musts, self._wishes = must_and_wish(material, sheet, self._limits)

    def summary(self) -> tuple[Line, ...]:
        found = []
        told = [c for c in self._of.definition if c.statement.dimension is None]
        for chunk in (*self._of.summary, *told):
            for text in _sentences(chunk.statement.text):
                said = turned(text, self._prose)
                if _NOT_OF_IT.match(text):
                    continue
                if said is None and (self._is_apart(text) or _has_a_verb_first(text)):
                    continue
                if chunk not in told and self._is_of_above(text):
                    self._sheet.drop(text, "a level above does it, and this one does not", (chunk,))
                    continue
                wordings = [ended(one) for one in (said, text) if one]
                found.append(self._sheet.line(wordings, (chunk,), original=text))
        return self._shortened([*_there(found), *self._answers_for(False)], self._limits.summary)

    def duties(self) -> tuple[Line, ...]:
        said = [(chunk, turned(chunk.statement.text, self._manner)) for chunk in self._of.duties]
        # What could not be turned comes last: it reads as a list of its own.
        said.sort(key=lambda one: (one[1] is None, strength(one[0].statement.text)))
        found: list[Line] = []
        for chunk, text in said:
            wordings = [ended(one) for one in (text, chunk.statement.text) if one]
            line = self._sheet.line(wordings, (chunk,))
            found += [line] if line else []
        return self._shortened(found, self._limits.duties)

    def musts(self) -> tuple[Line, ...]:
        cells = self._cells(Purpose.KNOWLEDGE)
        known = self._shortened(_there(map(self._labelled, cells)), self._limits.knowledge)
        own = self._own(Purpose.REQUIREMENT)
        asked, skills = self._musts
        return (*asked, *own, *known, *skills)

    def wishes(self) -> tuple[Line, ...]:
        return self._wishes

    def success(self) -> tuple[Line, ...]:
        found = [*self._own(Purpose.SUCCESS), *self._answers_for(True)]
        cells = sorted(self._cells(Purpose.SUCCESS), key=_near_to_success)
        found += _there(map(self._labelled, cells))
        return self._shortened(found, self._limits.success)

    def team(self) -> tuple[Line, ...]:
        found = [*_there(map(self._labelled, self._cells(Purpose.TEAM)))]
        found = [*self._shortened(found, self._limits.team), *self._own(Purpose.TEAM)]
        if self._audience is Audience.INTERNAL:
            for chunk in self._of.summary:
                apart = [t for t in _sentences(chunk.statement.text) if self._is_apart(t)]
                found += _there(self._sheet.line([t], (chunk,), original=t) for t in apart)
        return tuple(found)

    def conditions(self) -> tuple[Line, ...]:
        for heading in dict.fromkeys(c.statement.heading for c in self._of.own_sections):
            if purpose_of_heading(heading) is None:
                said = [c for c in self._of.own_sections if c.statement.heading == heading]
                self._sheet.drop(
                    f"{heading}: {said[0].statement.text}",
                    "a section that a post need not have; add it if it belongs there",
                    said[:1],
                )
        cells = _there(map(self._labelled, self._cells(Purpose.CONDITIONS)))
        return (*self._own(Purpose.CONDITIONS), *cells)

    def benefits(self) -> tuple[Line, ...]:
        return self._own(Purpose.BENEFITS)

    def growth(self) -> tuple[Line, ...]:
        """What only the next level does, the strongest first."""
        own = [chunk.statement.text for chunk in self._of.duties]
        added = [
            chunk
            for chunk in self._of.next_duties
            if not any(repeats(chunk.statement.text, text) for text in own)
        ]
        manner = replace(self._manner, voice=Voice.BARE)
        found: list[Line] = []
        for chunk in sorted(added, key=lambda one: strength(one.statement.text)):
            if len(found) == self._limits.growth:
                break
            said = turned(chunk.statement.text, manner)
            if said is not None:
                found += _there([self._sheet.line([ended(said)], (chunk,), fresh=False)])
        return tuple(found)

    # --- lines ---------------------------------------------------------------------------------

    def _labelled(self, chunk: Chunk) -> Line | None:
        """A cell under its label, each part of it turned where that is certain."""
        text = " ".join(chunk.statement.text.split()).rstrip(".")
        if _NOTHING.match(text):
            return None
        wordings = [*self._spoken(text), with_your_own(self._small(text)), self._small(text)]
        plain = "; ".join(p for p in text.split("; ") if not self._sheet.codes.found_in(p))
        if plain and plain != text:
            wordings += [*self._spoken(plain), self._small(plain)]
        label = chunk.statement.dimension
        return self._sheet.line(wordings, (chunk,), label=raised(label) if label else None)

    def _spoken(self, text: str) -> list[str]:
        """The cell turned as a whole, or part by part where what is left cannot be a sentence of
        somebody else's: "independent in daily work; monthly review"."""
        if (said := turned(text, self._cell)) is not None:
            return [lowered(said)]
        first, *rest = [(piece, turned(piece, self._cell)) for piece in text.split("; ")]
        left = [piece for piece, said in (first, *rest) if said is None]
        if not rest or any(map(begins_with_a_verb, left)):
            return []
        opening = with_your_own(self._small(first[0]))
        pieces = [lowered(first[1]) if first[1] else opening]
        return ["; ".join([*pieces, *(lowered(said) if said else piece for piece, said in rest)])]

    def _answers_for(self, judged: bool) -> Iterator[Line]:
        """ "…; this focus is measured by adoption": what the holder of the role answers for."""
        for chunk in self._of.summary:
            for text in _sentences(chunk.statement.text):
                clause = _MEASURED.search(text)
                if clause is None or not self._is_apart(text):
                    continue
                if (_JUDGED.search(clause.group()) is not None) is not judged:
                    continue
                said = turned(raised(clause.group()), self._prose)
                if said is not None:
                    line = self._sheet.line([ended(said)], (chunk,), original=clause.group())
                    yield from _there([line])

    def _own(self, purpose: Purpose) -> tuple[Line, ...]:
        """Sections of the house's own with that purpose, each line under its heading."""
        found = []
        for chunk in self._of.own_sections:
            if purpose_of_heading(chunk.statement.heading) is not purpose:
                continue
            heading = None if purpose is Purpose.BENEFITS else chunk.statement.heading
            label = chunk.statement.dimension or heading
            text = " ".join(chunk.statement.text.split())
            found.append(self._sheet.line([text], (chunk,), label=label))
        return tuple(_under_one_label(_there(found)))

    def _cells(self, purpose: Purpose) -> list[Chunk]:
        """Cells of the level, those of its definition first for what it is to do, and those of
        the guidelines first for what it is to know."""
        cells = [c for c in self._of.definition if c.statement.dimension]
        both = (
            [*self._of.guidelines, *cells]
            if purpose in (Purpose.KNOWLEDGE, Purpose.TEAM)
            else [*cells, *self._of.guidelines]
        )
        return [c for c in both if c.statement.dimension and _purpose(c) is purpose]

    def _shortened(self, lines: Sequence[Line], limit: int) -> tuple[Line, ...]:
        for line in lines[limit:]:
            self._sheet.dropped.append(_for_length(line))
        return tuple(lines[:limit])

    def _is_of_above(self, text: str) -> bool:
        """Whether only duties of levels above say what the sentence says first."""
        done = main_act(text)
        here = [c.statement.text for c in (*self._of.up_to_here, *self._of.definition)]
        above = [c.statement.text for c in self._of.above]
        return done is not None and does(above, done) and not does(here, done)

    def _is_apart(self, text: str) -> bool:
        return _APART.search(text) is not None or " / " in text

    def _small(self, text: str) -> str:
        """With a small first letter, where the word is written so elsewhere on the pages."""
        first = tokens(text)[:1]
        word = text.split(" ", 1)[0].strip(",.;:").casefold()
        return lowered(text) if first and word in self._common else text


def _each_label_once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Sentences under the label of the line before stand without it."""
    found: list[Line] = []
    label = None
    for line in lines:
        again = line.label is not None and line.label == label
        label = line.label
        if again and line.text.startswith(("you ", "You ")):
            found.append(replace(line, label=None, text=ended(raised(line.text))))
        else:
            found.append(line)
    return tuple(found)


def _under_one_label(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines under the same label as one of several sentences: the label stands once."""
    for label, group in groupby(lines, key=lambda line: line.label):
        same = list(group)
        if len(same) == 1 or label is None:
            yield from same
            continue
        yield Line(
            " ".join(ended(line.text) for line in same),
            marks=tuple(dict.fromkeys(mark for line in same for mark in line.marks)),
            label=label,
            notes=tuple(dict.fromkeys(note for line in same for note in line.notes)),
            support=min(line.support or 0.0 for line in same),
        )


def _for_length(line: Line) -> Dropped:
    return Dropped(line.shown, "left out for length", line.marks)


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


def _purpose(chunk: Chunk) -> Purpose:
    return purpose_of(chunk.statement.dimension or "")


def _has_a_verb_first(text: str) -> bool:
    """Whether it, or a part behind a semicolon, would be left in the third person."""
    return any(map(begins_with_a_verb, text.split("; ")))


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def _there(lines: Iterable[Line | None]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line is not None)


_SMALL = frozenset(
    "a an the one two three four five six several many all any no each every".split()
)


def _common_words(material: Material) -> frozenset[str]:
    """Words that the pages write small: those are no names."""
    texts = [c.statement.text for c in (*material.up_to_here, *material.above, *material.summary)]
    texts += [c.statement.text for c in material.definition]
    texts += [s.meaning.statement.text for s in material.skills if s.meaning]
    words = (word for text in texts for word in re.findall(r"\b[a-z]+\b", text))
    return frozenset(words) | _SMALL
