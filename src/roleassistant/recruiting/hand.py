"""What all parts of a draft are written with: material, sheet, and manners of speech."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roleassistant.reading.sentences import sentences
from roleassistant.recruiting.address.sentence import (
    begins_with_a_verb,
    is_gerund,
    is_imperative,
    surely_begins_with_a_verb,
    turned,
)
from roleassistant.recruiting.address.voice import Manner, Voice
from roleassistant.recruiting.material import Material
from roleassistant.recruiting.options import LIMITS, Limits, Options, Tone
from roleassistant.recruiting.writing import Sheet
from roleassistant.retrieval.words import stems

# Fewer cells do not tell what a column is made of.
_SEVERAL = 3
# "Mid" and "Jr" are what nobody is called.
_SHORTEST_NAME = 3
VOICES = {Tone.DIRECT: Voice.YOU, Tone.FORMAL: Voice.WILL, Tone.CONCISE: Voice.BARE}


@dataclass(frozen=True, slots=True)
class Hand:
    """`listed` is the manner of bullets, `prose` that of running text, where a bare verb would be
    an order, and `cell` that of a cell of a table, where it may as well be a noun."""

    material: Material
    sheet: Sheet
    options: Options
    limits: Limits
    listed: Manner
    prose: Manner
    cell: Manner

    def in_column(self, dimension: str | None) -> Manner:
        """The manner of a cell under that name: cells of other levels tell whether their column
        says what is done."""
        texts = self.material.columns.get(dimension or "", ())
        surely = sum(map(surely_begins_with_a_verb, texts))
        maybe = sum(map(begins_with_a_verb, texts))
        several = len(texts) > 1
        return replace(
            self.cell,
            third=several and surely > 0 and 2 * maybe > len(texts),
            nominal=len(texts) >= _SEVERAL and not surely and 2 * maybe <= len(texts),
        )


def hand_for(material: Material, sheet: Sheet, options: Options, language: str) -> Hand:
    """The hand that writes a draft of `material`: its bullets tell how duties are worded."""
    names = frozenset(stems(f"{material.role.title} {_calling(material)}"))
    texts = [chunk.statement.text for chunk in material.duties or material.criteria]
    third = sum(map(begins_with_a_verb, texts))
    bare = sum(map(is_imperative, texts)) > third
    english = language == "English"
    voice = VOICES[options.tone]
    listed = Manner(
        voice,
        names,
        imperative=bare,
        third=2 * third >= len(texts) > 1,
        # A duty that begins with a word in -ing says what is done.
        gerunds=bool(material.duties) or sum(map(is_gerund, texts)) > 1,
        fragments=True,
        is_english=english,
    )
    spoken = Voice.YOU if voice is Voice.BARE else voice
    return Hand(
        material,
        sheet,
        options,
        LIMITS[options.length],
        listed,
        Manner(spoken, names, fragments=True, is_english=english),
        Manner(voice, names, imperative=bare and not material.duties, is_english=english),
    )


def said_to_reader(text: str, manner: Manner) -> str | None:
    """The text turned; what cannot be said by a bare verb ("and may refuse") is said with "You"."""
    said = turned(text, manner)
    if said is None and manner.voice is Voice.BARE:
        return turned(text, replace(manner, voice=Voice.YOU))
    return said


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as they stand."""
    return [text[start:end] for start, end in sentences(text)]


def _calling(material: Material) -> str:
    """What the level is called, where that is a name by which its holder is spoken of: "The
    deputy"."""
    label = str(material.level)
    return label if label.replace(" ", "").isalpha() and len(label) > _SHORTEST_NAME else ""
