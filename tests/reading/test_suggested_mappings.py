"""A suggested mapping, laid down as it is written, changes nothing: the same roles, levels in the
same order, dimensions and names."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.reading.pages import words_in_common

from roleassistant.indexing.chunks import Chunk
from roleassistant.indexing.merging import Page, merge
from roleassistant.reading import registry
from roleassistant.reading.document import load
from roleassistant.reading.explaining import explained
from roleassistant.reading.interpretation.mapping import NAME
from roleassistant.reading.reading import Reading
from roleassistant.reading.suggesting import suggestion

FRAMEWORKS = Path(__file__).parent / "frameworks"
HOUSES = [
    pytest.param(house, id=str(house.relative_to(FRAMEWORKS)))
    for folder in sorted(FRAMEWORKS.iterdir())
    for house in sorted(folder.iterdir())
    if house.is_dir()
]


def readings(folder: Path) -> list[Reading]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != NAME]
    shown = [f"{folder.name}/{path.relative_to(folder).as_posix()}" for path in files]
    found = [load(path, name) for path, name in zip(files, shown, strict=True)]
    return [registry.read(one, words_in_common) for one in found]


def said(reading: Reading) -> dict[str, object]:
    return {
        str(profile.code): (
            profile.title,
            Counter(profile.aliases),
            Counter(
                (s.text, s.levels, s.section, s.heading, s.dimension, s.kind)
                for s in profile.statements
            ),
        )
        for profile in reading.profiles
    }


@pytest.mark.parametrize("house", HOUSES)
def test_a_suggestion_laid_down_as_it_is_changes_nothing(house, tmp_path):
    folder = tmp_path / house.name
    shutil.copytree(house, folder)
    before = readings(folder)
    (folder / NAME).write_text(suggestion([explained(one) for one in before]), "utf-8")
    after = readings(folder)
    for plain, mapped in zip(before, after, strict=True):
        assert said(mapped) == said(plain)
        assert mapped.lines == plain.lines
        assert mapped.notes == plain.notes
    assert indexed(after) == indexed(before)


def indexed(found: list[Reading]) -> dict[str, object]:
    """What questions are answered from: the roles with their ladders, their names, what is said."""
    pages: dict[str, list[Page]] = {}
    for reading in found:
        for profile in reading.profiles:
            page = Page(profile, reading.document.path, "", "")
            pages.setdefault(profile.code.role, []).append(page)
    merged = {key: merge(key, here, 0) for key, here in pages.items()}
    return {
        key: (one.role, set(one.names), Counter(map(shown, one.chunks)))
        for key, one in merged.items()
    }


def shown(chunk: Chunk) -> tuple[object, ...]:
    return chunk.statement.text, chunk.statement.dimension, chunk.page_levels
