"""Whatever is restricted in whatever library: a view is the index of what is left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
from tests.indexing.fake_encoder import FakeEncoder
from tests.scenarios.restricted import Page, Part
from tests.scenarios.test_outsiders import _NOW, _bare

from roleassistant.domain.visibility import Viewer
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.indexing.stores.exact import VECTORS_FILE, load_vectors

GROUPS = ("HR", "Board", "Sales leads")
_WORDS = (
    "plans audits budgets tools crews ledgers harbours engines treaties forecasts contracts desks"
).split()
# Houses call their levels as they like.
_LADDERS = (("P1", "P2", "P3", "P4"), ("IC2", "IC3", "IC4"), ("Junior", "Senior", "Principal"))


class _NoChroma:
    """In place of Chroma's build, which a view has no use for."""

    def start(self, *_: object) -> None: ...
    def ready(self, *_: object) -> None: ...
    def finish(self, *_: object) -> None: ...
    def stop(self) -> None: ...


def _said(random: Random) -> str:
    return f"Keeps {' and '.join(random.sample(_WORDS, 3))} in order."


def _some_groups(random: Random, share: float) -> tuple[str, ...] | None:
    if random.random() > share:
        return None
    return tuple(random.sample(GROUPS, random.randint(1, 2)))


def _library(random: Random) -> list[Page]:
    pages = []
    for number, ladder in enumerate(_LADDERS):
        family, title = f"FAMILY{number}", f"Keeper {number} / {_WORDS[number].title()}"
        shared = [_said(random) for _ in range(4)]
        for level in ladder:
            code = f"{family}.KEEPER.{level.upper()}"
            sections = [
                [f"House rules {number}", f"- {_said(random)}", f"- {_said(random)}"],
                [
                    "Responsibilities by level",
                    *(f"- {text}" for text in (*shared, _said(random))),
                ],
                [
                    "Level guidelines",
                    f"| Level | Knowledge | {random.choice(('Scope', 'Reach'))} |",
                    "|---|---|---|",
                    *(f"| {one} | {_said(random)} | {_said(random)} |" for one in ladder),
                ],
                ["Skills", f"- {random.choice(_WORDS).title()} Care", f"- {_said(random)}"],
                ["Provenance", f"- {_said(random)}"],
                ["Title aliases", f"- {level} {random.choice(_WORDS).title()} Hand"],
            ]
            parts = [Part(lines, _some_groups(random, 0.25)) for lines in sections]
            # At most five lists in a file: the last ones are open where there are more.
            while len({part.groups for part in parts if part.groups}) > 4:
                parts[parts.index(next(p for p in parts if p.groups))] = replace(
                    next(p for p in parts if p.groups), groups=None
                )
            head = [f"{title} — {level}", code, _said(random)]
            file = f"{family.lower()}/{level.lower()}.txt"
            pages.append(Page(file, head, parts, _some_groups(random, 0.3)))
    return pages


def _indexed(pages: dict[str, str], folder: Path, manifest: str = "") -> Library:
    for name, text in pages.items():
        path = folder / "library" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if manifest:
        (folder / "library" / "manifest.toml").write_text(manifest, encoding="utf-8")
    encoder = FakeEncoder()
    library = Library(folder / "index", model=encoder.identity)
    report = ingest([folder / "library"], library=library, encoder=encoder, now=lambda: _NOW)
    assert not report.failed
    return library


def _listed(generation: Generation) -> list[object]:
    rows = range(1, sum(len(role.rows) for role in generation.roles) + 1)
    words = sorted(set(_WORDS) | {"keeper", "hand", "rules"})
    return [
        generation.roles,
        generation.names,
        [_bare(chunk) for chunk in generation.chunks(rows)],
        [(word, generation.rarity(word), generation.holds(word)) for word in words],
        generation.search_words(words, 50),
        generation.terms(),
        generation.level_names(),
        [generation.dimensions(role.key) for role in generation.roles],
        [one.notes for one in generation.catalogue.documents()],
        generation.manifest.warnings,
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_view_is_the_index_of_what_is_left(seed, tmp_path, monkeypatch):
    monkeypatch.setattr("roleassistant.indexing.build.EmbeddedBuild", _NoChroma)
    random = Random(seed)
    pages = _library(random)
    names = ", ".join(f'"{name}"' for name in GROUPS)
    manifest = f"[visibility]\ngroups = [{names}]\n"
    whole = _indexed({page.file: page.whole() for page in pages}, tmp_path / "whole", manifest)
    for number, groups in enumerate(([], ["HR"], ["Board", "Sales leads"])):
        viewer = Viewer.of(*groups)
        left = {page.file: text for page in pages if (text := page.left_for(viewer))}
        without = _indexed(left, tmp_path / f"without-{number}")
        seen, due = whole.seen_by(viewer).open(), without.open()
        for got, expected in zip(_listed(seen), _listed(due), strict=True):
            assert got == expected
        assert np.array_equal(
            load_vectors(seen.folder / VECTORS_FILE), load_vectors(due.folder / VECTORS_FILE)
        )
        without.close()
    whole.close()
