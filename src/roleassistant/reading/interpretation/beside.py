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
    return re.sub(r"^[a-z]{1,4}\d{1,2}\b", lambda code: code[0].upper(), words)


def ladder_of_files(document: Document, title: str) -> tuple[Level, ...]:
    """The levels, lowest first, of which a document called `title`, without a rung, is one:
    "Engineer" beside files called "associate-engineer" and "senior-engineer". Else none."""
    rungs: dict[Level, int] = {}
    for path in files_beside(document):
        one = named(_spoken(path))
        if one.sureness >= Sureness.RUNG and one.role.casefold() == title.casefold():
            rungs |= {level: usual_rank(level) for level in one.levels}
    if not rungs:
        return ()
    rungs[Level.called(title)] = _PLAIN
    return tuple(sorted(rungs, key=lambda level: (rungs[level] < 0, rungs[level], level.label)))
