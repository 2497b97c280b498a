"""Levels that are called by a number: bare numbers over columns or beside rows, and headings that
say the same but for their number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from roleassistant.domain import Level
from roleassistant.reading.interpretation.jobs import names_role, plain
from roleassistant.reading.interpretation.naming import Named, Sureness, named
from roleassistant.reading.interpretation.tree import CORNER, Label, Tree

_GRADE = re.compile(r"\d{1,2}[a-e]?")
# "SFIA 3 Role Guidance: Software Engineer".
_TEMPLATE = re.compile(
    r"(?P<word>[^\W\d_][\w&.-]*(?: [^\W\d_][\w&.-]*){0,2}) (?P<number>\d{1,2})\b(?P<rest>.*)"
)
_MOST = 0.6


def bare_numbers(labels: Sequence[Label], tree: Tree) -> dict[int, tuple[Level, ...]]:
    """Levels that are called by their number alone: "1", "2", "3", over columns or as keys."""
    texts = [plain(label.text) for label in labels]
    if len(labels) < 2 or not all(_GRADE.fullmatch(text) for text in texts):
        return {}
    if coded := _coded_beside(labels, tree):
        return coded
    word = _word_over(labels[0], tree)
    if not word:
        # Nothing but their order says that these numbers are levels.
        if not all(text.isdecimal() for text in texts):
            return {}
        grades = {int(text) for text in texts}
        if sorted(grades) != list(range(min(grades), min(grades) + len(labels))):
            return {}
        word = _word_elsewhere(grades, tree) or "Level"
    return {
        label.number: (Level.called(f"{word} {text}"),)
        for label, text in zip(labels, texts, strict=True)
    }


def _coded_beside(labels: Sequence[Label], tree: Tree) -> dict[int, tuple[Level, ...]]:
    """The codes that stand in the rows of these numbers, where each has one and all are of one
    track: "3 | No | D3 - Developer 3"."""
    found: dict[int, tuple[Level, ...]] = {}
    numbers = {label.number: plain(label.text) for label in labels}
    for leaf in tree.leaves:
        own = next((one.number for one in leaf.labels if one.number in numbers), None)
        inner = named(leaf.words.text) if own is not None and leaf.cell else None
        if own is None or inner is None or inner.sureness is not Sureness.NUMBERED:
            continue
        if len(inner.levels) == 1 and str(inner.levels[0].grade) == numbers[own]:
            if own in found and found[own] != inner.levels:
                return {}
            found[own] = inner.levels
    tracks = {levels[0].track for levels in found.values()}
    return found if len(found) == len(labels) and len(tracks) == 1 else {}


def _word_over(label: Label, tree: Tree) -> str:
    """What the corner of a table calls the numbers beside it or under it: "Band", "Grade"."""
    for corner in tree.labels:
        if CORNER in corner.group and corner.group[:3] == label.group[:3]:
            word = plain(corner.text).removesuffix("s").title()
            if word != "Level" and named(f"{word} 1").sureness is Sureness.NUMBERED:
                return word
    return ""


def _word_elsewhere(grades: set[int], tree: Tree) -> str:
    """The word before these numbers where other labels of the document are written with it."""
    found: dict[str, set[int]] = {}
    for label in tree.labels:
        one = named(label.text)
        if one.sureness is Sureness.NUMBERED and not one.title:
            for level in one.levels:
                if level.track and " " in level.label:
                    found.setdefault(level.track, set()).add(level.grade)
    return next((word for word, numbers in found.items() if grades <= numbers), "")


def by_template(labels: Sequence[Label]) -> dict[int, Named]:
    """Labels that begin with the same word and a number that counts up, and name jobs."""
    if any(named(label.text).sureness is Sureness.NUMBERED for label in labels):
        return {}
    found = {
        label.number: match
        for label in labels
        if (match := _TEMPLATE.fullmatch(plain(label.text))) is not None
    }
    words = Counter(match["word"].casefold() for match in found.values())
    for word, count in words.most_common(1):
        here = {n: match for n, match in found.items() if match["word"].casefold() == word}
        grades = [int(match["number"]) for match in here.values()]
        counts_up = grades == list(range(grades[0], grades[0] + count))
        titles = {n: _title_in(match["rest"]) for n, match in here.items()}
        jobs = sum(bool(title) for title in titles.values())
        if count > 1 and counts_up and count >= len(labels) * _MOST and jobs * 2 > count:
            return {
                n: Named(
                    (_level(match["word"], int(match["number"])),),
                    Sureness.NUMBERED,
                    role=named(titles[n]).role or titles[n],
                    title=titles[n],
                )
                for n, match in here.items()
            }
    return {}


def _level(word: str, grade: int) -> Level:
    """As the house writes the word: "SFIA 3"."""
    return Level(f"{word} {grade}", word, grade)


def _title_in(rest: str) -> str:
    """The name of a job that a heading ends with."""
    title = plain(re.split(r"[:–—]|\s-\s", rest)[-1])
    return title if names_role(title) else ""
