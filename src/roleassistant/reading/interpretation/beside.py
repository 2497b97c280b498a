"""What the files beside a document tell of it: that it is one of several levels, or dimensions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from roleassistant.domain import Level
from roleassistant.domain.level import usual_rank
from roleassistant.reading.document import Document
from roleassistant.reading.interpretation.document_titles import names_nothing
from roleassistant.reading.interpretation.naming import Sureness, named

# A house that calls a level as its role has juniors below it, and seniors above.
_PLAIN = usual_rank(Level.called("Mid"))


def files_beside(document: Document) -> Sequence[Path]:
    """The other files of the same kind in its folder that say by their names what they are of."""
    file = document.file
    if file is None:
        return ()
    try:
        beside = sorted(p for p in file.parent.iterdir() if p.suffix == file.suffix and p != file)
    except OSError:
        return ()
    return tuple(p for p in beside if not names_nothing(p.stem))


def role_of_files(document: Document) -> str:
    """The role that its name and those of files beside it have in common, each with another level:
    "l2-support-agent.md" beside "l1-support-agent.md"."""
    own = named(_spoken(Path(document.path)))
    if not own.levels or not own.role:
        return ""
    for path in files_beside(document):
        one = named(_spoken(path))
        if one.levels and one.levels != own.levels and one.role.casefold() == own.role.casefold():
            return own.role
    return ""


def _spoken(path: Path) -> str:
    """The name of a file as a person says it: "l2-support-agent" is L2 support agent."""
    words = re.sub(r"^\d+[\s._-]+", "", path.stem).replace("_", " ").replace("-", " ")
    return re.sub(r"^[a-z]{1,4}\d{1,2}\b|\b[ivx]{1,4}$", lambda code: code[0].upper(), words)


def ladder_of_files(document: Document, role: str, own: Level) -> tuple[Level, ...]:
    """The levels of `role`, lowest first, where a document of the level `own` stands beside files
    of others: "Engineer" or "Engineer II" beside "associate-engineer" and "senior-engineer". Else
    none."""
    found: dict[Level, tuple[int, int]] = {}
    for path in files_beside(document):
        one = named(_spoken(path))
        if one.sureness >= Sureness.RUNG and one.role.casefold() == role.casefold():
            found |= {level: _height(level, role) for level in one.levels}
        elif one.sureness is Sureness.TITLE and one.role.casefold() == role.casefold():
            # As its page writes it, whatever the case of the name of the file.
            found |= {level: _height(level, role) for level in map(_titled, one.levels)}
        elif not one.levels and _spoken(path).casefold() == role.casefold():
            found[Level.called(role)] = _height(Level.called(role), role)
    if not found or set(found) == {own}:
        return ()
    found[own] = _height(own, role)
    return tuple(sorted(found, key=lambda level: (found[level][0] < 0, found[level], level.label)))


def _titled(level: Level) -> Level:
    return Level.called(level.label[:1].upper() + level.label[1:])


def _height(level: Level, role: str) -> tuple[int, int]:
    """How high a level stands among those of its role: by its rung, and then by its number."""
    if level.label.casefold() == role.casefold():
        return _PLAIN, 0
    rung = re.sub(r"\s+(?:\d{1,2}|[IVX]{1,4})$", "", level.label)
    if rung.casefold() == role.casefold():
        return _PLAIN, level.grade
    return usual_rank(Level.called(rung)), max(level.grade, 0) if level.track else 0
