"""The sheet on which a draft is written: it lets a line stand only if its sources say it.

It numbers citations, takes internal codes out, asks the recruiter where sources oppose each other,
and keeps what was left out and why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from roleassistant.answering.conflicts.disagreement import Disagreement, Kind, Severity
from roleassistant.answering.draft import note_of
from roleassistant.answering.finish import section_of
from roleassistant.answering.models.orders import is_order
from roleassistant.answering.support.scorer import Support, SupportScorer, Verdict
from roleassistant.domain import Level
from roleassistant.domain.answer import Citation
from roleassistant.domain.span import SourceSpan
from roleassistant.errors import UsageError
from roleassistant.indexing.chunks import Chunk
from roleassistant.reading.sentences import sentences
from roleassistant.recruiting.codes import Codes
from roleassistant.recruiting.figures import Figures
from roleassistant.recruiting.material import Material
from roleassistant.recruiting.post import Choice, Dropped, Line, LineKind, Side
from roleassistant.recruiting.quoted import stands_in
from roleassistant.recruiting.strength import repeats

# Markup leaves "a group , or".
_BEFORE_A_MARK = re.compile(r"(?<=\w) +(?=[,;.:](?:\s|$))")
# What the sides of a disagreement of another kind differ in is in no line of a post.
_CHOSEN = frozenset({Kind.VALUE, Kind.REPORTING, Kind.NEGATION, Kind.VERSION, Kind.LEVEL})


@dataclass
class Sheet:
    """One draft in the making."""

    material: Material
    disagreements: Sequence[Disagreement]
    scorer: SupportScorer
    codes: Codes
    chosen: Mapping[str, str]
    level: Level
    citations: list[Citation] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    _said: list[str] = field(default_factory=list)
    # Without what skills are: that "setting goals" is one does not say whose goals are set.
    _told: list[str] = field(default_factory=list)
    _numbers: dict[int, str] = field(default_factory=dict)

    def line(
        self,
        wordings: Sequence[str],
        sources: Sequence[Chunk],
        *,
        original: str | None = None,
        label: str | None = None,
        fresh: bool = True,
    ) -> Line | None:
        """The first of `wordings` that its sources support, as a line; None where none is, and
        where it must not stand: that is kept in `dropped`.

        `original` are the words of the source that the line is of, where it is not of all of them.
        With `fresh`, what an earlier line says already is left out.
        """
        if any(is_order(chunk.statement.text) for chunk in sources):
            self.drop(wordings[0], "reads like an order to a program", sources)
            return None
        said = original or sources[0].statement.text
        disputed = self._disputed(said, sources)
        figures = Figures()
        if disputed is not None:
            asked = self._asked(disputed, said, sources)
            if asked is not None or disputed.subject in {c.about for c in self.choices}:
                if asked is not None:
                    return asked
                taken = self._figures(disputed, sources)
                if taken is None:
                    return None
                figures = taken
        best: tuple[Support, str, tuple[Chunk, ...]] | None = None
        for wording in wordings:
            plain = self.codes.without(wording, self.material.names_of_levels)
            if plain is None:
                continue
            evidence = tuple(dict.fromkeys((*sources, *plain.sources)))
            support = self._support(plain.text, evidence)
            if support.verdict is not Verdict.SUPPORTED and stands_in(plain.text, sources):
                support = Support(1.0, Verdict.SUPPORTED)
            if support.verdict is Verdict.SUPPORTED:
                best = (support, plain.text, evidence)
                break
        if best is None:
            self._drop_unsupported(wordings, sources)
            return None
        support, text, evidence = best
        other = figures.put_into(text)
        if other is None:
            self.drop(text, "the other side of what the profile disagrees on is taken", sources)
            return None
        if other != text and label and any(figures.is_in(one) for one in self._said):
            self.drop(f"{label}: {other}", "another line has the figure", sources)
            return None
        text, evidence = (
            _BEFORE_A_MARK.sub("", other),
            tuple(dict.fromkeys((*evidence, *figures.sources))),
        )
        shown = f"{label}: {text}" if label else text
        if fresh and (twin := next((one for one in self._told if repeats(text, one)), None)):
            self.drop(shown, f"says again: “{twin}”", sources)
            return None
        if label is None and self.has_said(text):
            self.drop(shown, "the same words stand in another line", sources)
            return None
        self._said.append(text)
        if fresh or label is None:
            self._told.append(text)
        notes = tuple(dict.fromkeys(note for chunk in evidence if (note := note_of(chunk))))
        return Line(
            text, marks=self.marks(evidence), label=label, notes=notes, support=support.score
        )

    def _support(self, text: str, evidence: Sequence[Chunk]) -> Support:
        """What the scorer gives for the weakest sentence of `text`."""
        spans = sentences(text) or [(0, len(text))]
        found = [self.scorer.support(text[start:end], evidence) for start, end in spans]
        return min(found, key=lambda one: (one.verdict is Verdict.SUPPORTED, one.score))

    def has_said(self, text: str) -> bool:
        """Whether a line says just this already."""
        return _plain(text) in map(_plain, self._said)

    def says_the_same(self, text: str) -> bool:
        """Whether a line says no more and no less than this."""
        return any(repeats(text, one) and repeats(one, text) for one in self._said)

    def is_disputed(self, said: str, sources: Sequence[Chunk]) -> bool:
        """Whether other statements of the profile oppose what `said` says."""
        return self._disputed(said, sources) is not None

    def drop(self, text: str, reason: str, sources: Sequence[Chunk] = ()) -> None:
        """Keep in mind what is left out."""
        self.dropped.append(Dropped(text, reason, self.marks(sources)))

    def marks(self, chunks: Sequence[Chunk]) -> tuple[str, ...]:
        """The ids of the citations of `chunks`, numbered as they come."""
        return tuple(dict.fromkeys(self._mark(chunk) for chunk in chunks))

    def refuse_unknown_choices(self) -> None:
        """Raises UsageError for a choice that this draft does not offer."""
        known = {choice.id: choice for choice in self.choices}
        for name, key in self.chosen.items():
            if name not in known:
                offered = ", ".join(sorted(known)) or "nothing to choose"
                raise UsageError(f"There is no choice {name!r} in this draft. It has: {offered}.")
            del key

    # --- codes, support ------------------------------------------------------------------------

    def _drop_unsupported(self, wordings: Sequence[str], sources: Sequence[Chunk]) -> None:
        text = wordings[0]
        plain = self.codes.without(wordings[-1], self.material.names_of_levels)
        if plain is None:
            codes = ", ".join(self.codes.found_in(text))
            self.drop(text, f"holds an internal code that has no name: {codes}", sources)
            return
        reasons = [reason.text for reason in self._support(plain.text, sources).reasons]
        self.drop(text, f"not supported: {'; '.join(reasons) or 'its source'}", sources)

    # --- choices -------------------------------------------------------------------------------

    def _disputed(self, said: str, sources: Sequence[Chunk]) -> Disagreement | None:
        rows = {chunk.row for chunk in sources}
        for one in self.disagreements:
            if one.severity is Severity.NOTE or one.kind not in _CHOSEN:
                continue
            if one.level is not None and one.level != self.level:
                continue
            words = [text for side in one.sides for text, chunk in side.said if chunk.row in rows]
            if any(_holds(said, text) for text in words):
                return one
        return None

    def _asked(self, disputed: Disagreement, said: str, sources: Sequence[Chunk]) -> Line | None:
        """The line that puts the choice to the recruiter, where nobody has made it, the first time
        that it comes up."""
        if disputed.subject in {choice.about for choice in self.choices}:
            return None
        sides = tuple(
            Side(chr(ord("a") + at), side.text, self.marks([chunk for _, chunk in side.said]))
            for at, side in enumerate(disputed.sides)
        )
        name = slug(disputed.about)
        key = _key(self.chosen.get(name), name, sides)
        self.choices.append(Choice(name, disputed.subject, sides, key))
        if key is not None:
            return None
        either = " or ".join(side.text for side in sides)
        return Line(
            f"[To decide: {disputed.about} – {either}]",
            LineKind.PLACEHOLDER,
            marks=tuple(dict.fromkeys(mark for side in sides for mark in side.marks)),
            notes=(f"the profile disagrees; take a side with --choose {name}=a",),
        )

    def _figures(self, disputed: Disagreement, sources: Sequence[Chunk]) -> Figures | None:
        """What the choice makes of a line that rests on `sources`: nothing where they are of the
        side that is taken, else its figure in place of theirs. None where nobody has chosen."""
        choice = next(one for one in self.choices if one.about == disputed.subject)
        if choice.chosen is None:
            return None
        rows = {chunk.row for chunk in sources}
        taken = disputed.sides[ord(choice.chosen) - ord("a")]
        if any(chunk.row in rows for _, chunk in taken.said):
            return Figures()
        mine = next(s for s in disputed.sides if any(c.row in rows for _, c in s.said))
        return Figures(mine.text, taken.text, tuple(chunk for _, chunk in taken.said))

    # --- citations -----------------------------------------------------------------------------

    def _mark(self, chunk: Chunk) -> str:
        if chunk.row not in self._numbers:
            number = str(len(self._numbers) + 1)
            self._numbers[chunk.row] = number
            self.citations.append(citation_of(number, chunk, self.level))
        return self._numbers[chunk.row]


def citation_of(number: str, chunk: Chunk, level: Level) -> Citation:
    """The chunk as a citation; of sibling pages that say the same, that of `level` is cited."""
    first = next((s for s in chunk.sources if s.level == level), chunk.sources[0])
    statement = chunk.statement
    spans = {
        (s.path, s.line_start): SourceSpan(
            s.path, s.sha256, s.line_start, s.line_end, s.start, s.end
        )
        for s in chunk.sources
    }
    source = spans.pop((first.path, first.line_start))
    return Citation(
        id=number,
        role_code=first.code,
        title=chunk.title,
        section=section_of(statement),
        heading=statement.heading,
        level=str(statement.levels[0]) if len(statement.levels) == 1 else None,
        dimension=statement.dimension,
        quote=statement.text,
        attribution=statement.attribution,
        source=source,
        ingested_at=first.ingested_at,
        also_at=tuple(spans.values()),
    )


def slug(text: str) -> str:
    """ "typical experience" → "typical-experience"."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".;,")


def _holds(said: str, words: str) -> bool:
    return " ".join(words.split()).casefold() in " ".join(said.split()).casefold()


def _key(wanted: str | None, name: str, sides: Sequence[Side]) -> str | None:
    """The key of the side that is wanted: by its letter, or by its words."""
    if wanted is None:
        return None
    for side in sides:
        if wanted.strip().casefold() in (side.key, side.text.casefold()):
            return side.key
    offered = ", ".join(f"{side.key} ({side.text})" for side in sides)
    raise UsageError(f"{wanted!r} is no side of {name}. Take one of: {offered}.")
