"""What viewers see of an index: made once, kept, and gone on with when rules change."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.indexing.corpus import page, siblings, write
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.domain import SectionKind
from roleassistant.domain.visibility import OWNER, PUBLIC, WHOLE, View, Viewer
from roleassistant.errors import IndexEmpty, SettingsError
from roleassistant.indexing.ingest import IngestReport, ingest
from roleassistant.indexing.library import Library
from roleassistant.indexing.stores.exact import SEEN_VECTORS_FILE, VECTORS_FILE, load_vectors

HR = Viewer.of("HR")
Build = Callable[..., IngestReport]
GROUPS = '[visibility]\ngroups = ["HR", "Board"]\n'
RULE = GROUPS + '[[visibility.restricted]]\nroles = ["ENGINEER.BACKEND"]\nvisible_to = ["HR"]\n'


class _NoChroma:
    """In place of Chroma's build: views never look there, and it takes most of an ingest."""

    def start(self, *_: object) -> None: ...
    def ready(self, *_: object) -> None: ...
    def finish(self, *_: object) -> None: ...
    def stop(self) -> None: ...


@pytest.fixture(autouse=True)
def quick_ingest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roleassistant.indexing.build.EmbeddedBuild", _NoChroma)


@pytest.fixture
def manifest(pages: Path) -> Path:
    """Of the folder of pages; the backend engineer is for HR."""
    return write(pages, "manifest.toml", RULE)


def keyed(pages: Path, name: str, groups: str = "HR") -> Path:
    """Let a page name its groups in its head."""
    path = pages / name
    lines = path.read_text("utf-8").splitlines()
    return write(pages, name, "\n".join([*lines[:2], f"Visible to: {groups}", *lines[2:]]) + "\n")


def keys(library: Library, viewer: Viewer) -> list[str]:
    return [role.key for role in library.seen_by(viewer).open().roles]


def test_an_index_without_restrictions_is_everybodys_own(library, build, pages):
    report = build(pages)
    assert report.restricted == 0
    assert library.seen_by(PUBLIC).open() is library.open()
    assert library.seen_by(PUBLIC).view() == WHOLE
    assert not (library.open().folder / "views").exists()


def test_a_rule_hides_a_role_from_all_but_its_groups(library, build, pages, manifest):
    assert build(pages).restricted == 1
    assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]
    assert keys(library, Viewer.of("Board")) == ["DIRECT.FIELDSALES"]
    assert keys(library, HR) == keys(library, OWNER) == ["DIRECT.FIELDSALES", "ENGINEER.BACKEND"]
    assert library.seen_by(HR).open() is library.open()


def test_a_line_in_its_head_hides_a_page(library, build, pages):
    write(pages, "manifest.toml", GROUPS)
    keyed(pages, "field-sales-p5.txt")
    build(pages)
    (role,) = [r for r in library.seen_by(PUBLIC).open().roles if r.key == "DIRECT.FIELDSALES"]
    assert [str(level) for level in role.levels] == ["P4"]
    assert role.codes == ("DIRECT.FIELDSALES.P4",)


def test_a_line_between_two_pages_or_two_sections_is_about_both(library, build, pages):
    write(pages, "manifest.toml", GROUPS)
    one, other = page("ONE.ROLE.P4", "One Role"), page("OTHER.ROLE.P4", "Other Role")
    write(pages, "two.txt", f"{one}Visible to: HR\n\n{other}")
    text = (pages / "backend-p4.txt").read_text("utf-8")
    write(pages, "backend-p4.txt", text.replace("Skills\n", "Visible to: HR\n\nSkills\n"))
    build(pages)
    assert "OTHER.ROLE" not in keys(library, PUBLIC)
    seen = library.seen_by(PUBLIC).open()
    sections = {one.statement.section for one in seen.select("ENGINEER.BACKEND")}
    assert not sections & {SectionKind.SKILLS, SectionKind.GUIDELINES}
    assert SectionKind.RESPONSIBILITIES in sections
    aliases = {one.statement.section for one in seen.select("ONE.ROLE")}
    assert SectionKind.TITLE_ALIASES not in aliases
    assert SectionKind.SKILLS in aliases


def test_who_may_see_it_has_to_pass_the_list_of_the_page_and_that_of_the_section(
    library, build, pages
):
    write(pages, "manifest.toml", GROUPS)
    text = keyed(pages, "backend-p4.txt").read_text("utf-8")
    write(pages, "backend-p4.txt", text.replace("Skills\n", "Skills\nVisible to: Board\n"))
    build(pages)

    def skills(viewer: Viewer) -> int:
        generation = library.seen_by(viewer).open()
        return sum(1 for role, _ in generation.terms() if role == "ENGINEER.BACKEND")

    assert skills(Viewer.of("HR", "Board")) == 1
    assert skills(HR) == skills(Viewer.of("Board")) == skills(PUBLIC) == 0
    assert "ENGINEER.BACKEND" in keys(library, HR)
    assert "ENGINEER.BACKEND" not in keys(library, Viewer.of("Board"))


def test_levels_that_were_inferred_from_a_hidden_section_are_not_seen(library, build, pages):
    lost = page(
        "ENGINEER.BACKEND.P4",
        bullets={
            "": [
                "Keeps the books in order and files them.",
                "Files the books of every month.",
                "Designs distributed systems that others build on.",
                "Reviews the designs of distributed systems.",
            ]
        },
        guidelines={
            "P3": ["Keeps the books in order and files them.", "2 years"],
            "P4": ["Designs distributed systems and reviews them.", "8+ years"],
        },
    )
    write(pages, "backend-p4.txt", lost)
    section = '[[visibility.restricted]]\nsections = ["Level guidelines"]\nvisible_to = ["HR"]\n'
    write(pages, "manifest.toml", GROUPS + section)
    build(pages)

    def inferred(viewer: Viewer) -> int:
        generation = library.seen_by(viewer).open()
        chunks = generation.select("ENGINEER.BACKEND")
        return sum(1 for one in chunks if one.statement.attribution.how == "inferred")

    assert inferred(OWNER) > 0
    assert inferred(PUBLIC) == 0


def test_vectors_of_a_view_are_those_of_its_own_statements(library, build, pages, manifest):
    build(pages)
    _vectors_fit(library)


def test_what_reads_otherwise_without_the_hidden_lines_has_its_own_vectors(library, build, pages):
    # Lines as wide as a paragraph tell that a page was not wrapped by hand: once they are
    # hidden, a wrapped bullet is read as one.
    wrapped = "Designs services that others build on and\n  keeps them running for years to come\n"
    text = (pages / "backend-p4.txt").read_text("utf-8")
    text = text.replace("Designs services that others build on.\n", wrapped * 3)
    wide = "Provenance\nVisible to: HR\n" + "- Wide words that fill a line " * 12 + "\n"
    write(pages, "backend-p4.txt", text.replace("Title aliases", wide + "Title aliases", 1))
    write(pages, "manifest.toml", GROUPS)
    build(pages)
    assert (library.open().folder / SEEN_VECTORS_FILE).exists()
    _vectors_fit(library)


def _vectors_fit(library: Library) -> None:
    from roleassistant.indexing.chunks import embedded_text

    seen = library.seen_by(PUBLIC).open()
    assert seen is not library.open()
    chunks = seen.chunks(row for role in seen.roles for row in role.rows)
    due = FakeEncoder().encode([embedded_text(chunk.statement) for chunk in chunks])
    assert np.array_equal(load_vectors(seen.folder / VECTORS_FILE), due)


def test_a_view_is_made_once_and_goes_with_its_generation(library, build, pages, manifest, fake):
    build(pages)
    first = library.seen_by(PUBLIC).open()
    made = (first.folder / "catalogue.sqlite").stat().st_ino
    again = Library(library.folder, model=fake.identity)
    assert (again.seen_by(PUBLIC).open().folder / "catalogue.sqlite").stat().st_ino == made
    again.close()
    write(pages, "backend-p4.txt", page("ENGINEER.BACKEND.P4", summary="Builds other services."))
    build(pages)
    second = library.seen_by(PUBLIC).open()
    assert second.number == first.number + 1
    assert second.folder != first.folder
    assert library.seen_by(PUBLIC).open() is second


def test_a_damaged_view_is_made_again(library, build, pages, manifest, caplog):
    build(pages)
    folder = library.seen_by(PUBLIC).open().folder
    library.close()
    (folder / "catalogue.sqlite").write_bytes(b"nothing")
    assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]
    assert "is damaged" in caplog.text
    assert folder.is_dir()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_view_of_an_index_that_may_not_be_written_is_made_for_the_moment(
    library, build, pages, manifest
):
    build(pages)
    folder = library.open().folder
    folder.chmod(0o555)
    try:
        assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]
    finally:
        folder.chmod(0o755)


def test_a_view_that_cannot_be_kept_is_made_for_the_moment(library, build, pages, manifest, caplog):
    build(pages)
    (library.open().folder / "views").write_text("in the way", encoding="utf-8")
    assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]
    assert library.seen_by(PUBLIC).open().select("DIRECT.FIELDSALES")
    assert "No view can be kept" in caplog.text


def test_many_threads_that_ask_at_once_get_one_view(library, build, pages, manifest):
    build(pages)
    got, start = [], threading.Barrier(6)

    def ask() -> None:
        start.wait()
        got.append(library.seen_by(PUBLIC).open())

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, got))) == 1
    assert len(list((library.open().folder / "views").iterdir())) == 1


def test_a_viewer_who_may_see_nothing_is_told_of_an_empty_index(library, build, pages):
    write(pages, "manifest.toml", GROUPS + '[[visibility.restricted]]\nfiles = ["."]\n'
          'visible_to = ["HR"]\n')  # fmt: skip
    build(pages)
    with pytest.raises(IndexEmpty, match="holds no profile"):
        library.seen_by(PUBLIC).open()
    assert keys(library, HR) == keys(library, OWNER)


def test_a_view_of_a_view_is_never_wider(library, build, pages, manifest):
    build(pages)
    narrow = library.seen_by(PUBLIC)
    assert narrow.seen_by(OWNER).open() is narrow.open()
    assert narrow.seen_by(HR).open() is narrow.open()
    assert library.seen_by(HR).seen_by(OWNER).open() is library.open()


def test_a_change_of_rules_alone_changes_what_is_seen(library, build, pages):
    build(pages)
    assert len(keys(library, PUBLIC)) == 2
    before = library.seen_by(PUBLIC).view()
    write(pages, "manifest.toml", RULE)
    report = build(pages)
    assert report.switched
    assert report.updated == 3
    assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]
    assert not before.within(library.seen_by(PUBLIC).view())
    assert not build(pages).switched
    write(pages, "manifest.toml", GROUPS)
    build(pages)
    assert len(keys(library, PUBLIC)) == 2


def test_rules_stay_in_force_for_a_file_that_is_ingested_by_itself(library, build, pages, manifest):
    build(pages)
    write(pages, "backend-p4.txt", page("ENGINEER.BACKEND.P4", summary="Builds other services."))
    build(pages / "backend-p4.txt")
    assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]


def test_rules_stay_in_force_for_pages_outside_the_folder_of_their_manifest(
    library, build, pages, tmp_path
):
    elsewhere = write(tmp_path / "rules", "manifest.toml", RULE)
    build(pages, manifests=[elsewhere])
    assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]
    build(pages, rebuild=True)
    assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]
    elsewhere.unlink()
    with pytest.raises(SettingsError, match="Put it back"):
        build(pages)
    assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]


def test_a_page_that_names_an_unknown_group_is_not_read_and_what_was_read_before_is_dropped(
    library, build, pages
):
    write(pages, "manifest.toml", GROUPS)
    build(pages)
    keyed(pages, "backend-p4.txt", "HRR")
    report = build(pages)
    (failed,) = report.failed
    assert "“HRR”" in failed.error
    assert report.removed == 1
    assert any("dropped" in warning for warning in report.warnings)
    assert keys(library, OWNER) == ["DIRECT.FIELDSALES"]


def test_a_page_that_is_gone_is_dropped_when_the_rules_have_changed_since_it_was_read(
    library, build, pages, tmp_path
):
    build(pages)
    (pages / "field-sales-p5.txt").unlink()
    assert build(pages).documents == 3
    write(pages, "manifest.toml", RULE)
    report = build(pages)
    assert report.documents == 2
    assert report.removed == 1


def test_a_page_outside_the_paths_is_read_again_when_the_rules_change(
    library, build, pages, tmp_path
):
    other = write(tmp_path / "other", "one.txt", page("OTHER.ROLE.P4", "Other Role"))
    build(pages, other)
    write(pages, "manifest.toml", RULE.replace("ENGINEER.BACKEND", "OTHER.*"))
    build(pages)
    assert "OTHER.ROLE" not in keys(library, PUBLIC)
    assert "OTHER.ROLE" in keys(library, OWNER)


@pytest.mark.parametrize("wrong", ['roles = ["ENGINEER.BACKEND.P9"]', 'sections = ["Skils"]'])
def test_a_rule_about_nothing_is_refused_and_the_index_stays(library, build, pages, wrong):
    build(pages)
    write(pages, "manifest.toml", f'{GROUPS}[[visibility.restricted]]\n{wrong}\nvisible_to=["HR"]')
    with pytest.raises(SettingsError, match=r"about no page .* visible to all"):
        build(pages)
    assert len(keys(library, PUBLIC)) == 2


def test_a_page_with_too_many_lists_to_keep_apart_is_refused(library, build, pages):
    names = [f"G{number}" for number in range(7)]
    write(pages, "manifest.toml", f"[visibility]\ngroups = {names}\n")
    path = pages / "backend-p4.txt"
    text = path.read_text("utf-8")
    for number, heading in enumerate(
        ("Focus — Software Engineer / Backend", "Responsibilities by level", "Level guidelines",
         "Skills", "Title aliasesshow ▾")
    ):  # fmt: skip
        text = text.replace(f"{heading}\n", f"{heading}\nVisible to: G{number}\n", 1)
    write(pages, "backend-p4.txt", text)
    keyed(pages, "backend-p4.txt", "G6")
    report = build(pages)
    assert "at most 5" in report.failed[0].error


def test_an_index_is_the_same_whether_a_view_of_it_was_made_or_not(library, build, pages, manifest):
    build(pages)
    library.seen_by(PUBLIC).open()
    library.close()
    library.open().manifest.verify(library.open().folder)
    assert library.open().warnings == ()


def test_a_view_tells_apart_those_who_see_different_parts(library, build, pages):
    write(pages, "manifest.toml", GROUPS)
    keyed(pages, "backend-p4.txt", "HR")
    keyed(pages, "field-sales-p5.txt", "Board")
    build(pages)
    of = {name: library.seen_by(Viewer.of(name)).view() for name in ("hr", "board", "cook", "x")}
    assert of["cook"] == of["x"] == library.seen_by(PUBLIC).view()
    assert of["hr"] != of["board"]
    assert of["x"].within(of["hr"])
    assert not of["hr"].within(of["board"])
    assert library.seen_by(Viewer.of("hr", "board")).view() == WHOLE
    assert View.parse(str(of["hr"])) == of["hr"]


def test_an_index_that_is_moved_is_seen_by_the_same(
    library, build, pages, manifest, fake, tmp_path
):
    build(pages)
    shutil.copytree(library.folder, tmp_path / "moved")
    moved = Library(tmp_path / "moved", model=fake.identity)
    assert keys(moved, PUBLIC) == ["DIRECT.FIELDSALES"]
    moved.close()


def test_rules_are_followed_by_an_ingest_of_everything_anew(library, fake, tmp_path):
    pages = siblings(tmp_path / "profiles")
    write(pages, "manifest.toml", RULE)
    for rebuild in (False, True):
        ingest([pages], library=library, encoder=fake, rebuild=rebuild)
        assert keys(library, PUBLIC) == ["DIRECT.FIELDSALES"]
