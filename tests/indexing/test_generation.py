"""The read side: what retrieval stands on."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.indexing.corpus import page, write

from roleassistant.domain import Level, SectionKind, StatementKind
from roleassistant.errors import IndexMissing
from roleassistant.indexing.library import Library

P4, P5 = Level.parse("P4"), Level.parse("P5")


def test_roles_are_contiguous_and_cover_every_row(generation):
    rows = [row for role in generation.roles for row in role.rows]
    assert rows == list(range(1, generation.manifest.counts.chunks + 1))
    for role in generation.roles:
        assert {chunk.role for chunk in generation.chunks(role.rows)} == {role.key}
        assert generation.role(role.key) == role


def test_a_role_knows_its_pages(generation):
    role = generation.role("DIRECT.FIELDSALES")
    assert role.title == "Account Executive / Field Sales"
    assert (role.family, role.focus) == ("DIRECT", "FIELDSALES")
    assert role.levels == (P4, P5)
    assert role.codes == ("DIRECT.FIELDSALES.P4", "DIRECT.FIELDSALES.P5")


def test_select_narrows_by_role_section_and_level(generation):
    found = generation.select("DIRECT.FIELDSALES", {SectionKind.GUIDELINES}, {P5})
    assert [chunk.statement.text for chunk in found] == ["Knows the field fully.", "12+ years"]
    assert [chunk.row for chunk in found] == sorted(chunk.row for chunk in found)
    assert generation.select("NO.SUCH") == []
    assert generation.select(sections=[]) == []
    assert len(generation.select()) == generation.manifest.counts.chunks


def test_chunks_come_in_the_order_asked_for(generation):
    assert [chunk.row for chunk in generation.chunks([3, 1, 2, 3, 99_999])] == [3, 1, 2, 3]


def test_the_parent_of_a_chunk_is_its_section_at_its_level(generation):
    (cell,) = [c for c in generation.select("DIRECT.FIELDSALES") if c.statement.text == "8+ years"]
    texts = [chunk.statement.text for chunk in generation.section(cell)]
    assert texts == ["Knows the field well.", "8+ years"]


def test_terms_are_the_names_of_skills_and_aliases(generation):
    assert ("DIRECT.FIELDSALES", "Negotiation") in generation.terms()
    kinds = {
        chunk.statement.text: chunk.statement.kind
        for chunk in generation.select("DIRECT.FIELDSALES")
    }
    assert all(
        kinds[text] is StatementKind.TERM
        for role, text in generation.terms()
        if role == "DIRECT.FIELDSALES"
    )


def test_words_find_statements_by_stem_and_without_accents(library, build, pages):
    write(pages, "cafe.txt", page("FOOD.BAR.P4", "Barista", summary="Runs the café, négociates."))
    build(pages)
    generation = library.open()
    rows = generation.role("FOOD.BAR").rows
    assert generation.search_words(["cafe"], 5, rows)
    assert generation.search_words(["negociating"], 5, rows)
    assert generation.search_words(["cafe"], 5, generation.role("DIRECT.FIELDSALES").rows) == []


def test_the_best_words_come_first_and_scores_fall(generation):
    found = generation.search_words(["leads", "largest", "deals"], 10)
    assert generation.chunks([found[0][0]])[0].statement.text == "Leads the largest deals."
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(), max_size=20), max_size=5))
def test_no_question_breaks_the_search(generation, words):
    for row, score in generation.search_words(words, 5):
        assert row >= 1
        assert score == score


def test_many_threads_may_read_one_generation(generation):
    everything = generation.select()

    def read(number):
        chunk = everything[number % len(everything)]
        assert generation.chunks([chunk.row]) == [chunk]
        assert generation.select(chunk.role)
        generation.search_words(chunk.statement.text.split(), 3)
        return generation.search_vectors([0.0] * 32, 1)

    with ThreadPoolExecutor(8) as pool:
        assert len(list(pool.map(read, range(400)))) == 400


def test_opening_again_gives_the_same_generation_while_the_pointer_stands(library, generation):
    assert library.open() is generation


def test_a_generation_in_use_survives_the_next_two(library, build, pages):
    build(pages)
    old = library.open()
    folder = old.folder
    for level in ("P3", "P2"):
        write(pages, f"more-{level}.txt", page(f"PEOPLE.HRBP.{level}", "HR Partner"))
        build(pages)
        assert library.open() is not old
    assert folder.exists()
    assert len(old.select()) == old.manifest.counts.chunks
    assert old.search_vectors([1.0] * 32, 3)
    del old
    gc.collect()
    write(pages, "more-P1.txt", page("PEOPLE.HRBP.P1", "HR Partner"))
    build(pages)
    assert not folder.exists()


def test_closing_lets_go_of_every_file(library, build, pages):
    build(pages)
    before = descriptors()
    for _ in range(5):
        library.open()
        library.close()
    assert descriptors() == before


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_no_index_names_the_command_that_makes_one(tmp_path):
    with pytest.raises(IndexMissing, match="roleassistant ingest"):
        Library(tmp_path / "nothing").open()


def test_the_question_path_imports_nothing_heavy(tmp_path, build, library, pages):
    build(pages)
    program = (
        "import sys; from pathlib import Path; "
        "from roleassistant.indexing.library import Library; "
        "g = Library(Path(sys.argv[1])).open(); "
        "assert g.search_vectors([1.0] * 32, 3) and g.search_words(['deals'], 3); "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'torch', 'chromadb', "
        "'sentence_transformers', 'transformers', 'langchain_core', 'pydantic', 'httpx'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(library.folder)],
        capture_output=True,
        text=True,
        env=dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)),
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_read_only_manifest_of_what_is_held(generation, pages):
    counts = generation.manifest.counts
    assert (counts.documents, counts.profiles, counts.roles) == (3, 3, 2)
    assert generation.manifest.store.kind == "embedded"
    named = set(generation.manifest.files)
    on_disk = {
        path.relative_to(generation.folder).as_posix()
        for path in generation.folder.rglob("*")
        if path.is_file()
    }
    assert named == on_disk - {"manifest.json"}
