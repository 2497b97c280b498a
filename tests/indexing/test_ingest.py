"""Incremental ingest over real files with the real readers and a quick encoder."""

from __future__ import annotations

import datetime

import pytest
from tests.indexing.corpus import of_version, page, write
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.domain import SectionKind
from roleassistant.errors import CorpusShrank, IndexMismatch
from roleassistant.indexing.chunks import context_of


def snapshot(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_the_report_has_the_fields_of_the_contract(build, pages):
    report = build(pages).as_json()
    assert {
        *("documents", "added", "updated", "unchanged", "removed", "failed", "profiles"),
        *("statements", "chunks", "lines", "seconds"),
    } <= set(report)
    assert (report["documents"], report["added"], report["profiles"]) == (3, 3, 3)
    lines = report["lines"]
    assert lines["total"] == lines["placed"] + lines["boilerplate"] + lines["unplaced"]
    files = [path.read_text("utf-8").splitlines() for path in pages.iterdir()]
    assert lines["total"] == sum(bool(line.strip()) for lines in files for line in lines)
    assert report["chunks"] < report["statements"]  # siblings share theirs


def test_a_second_run_over_the_same_files_writes_nothing(library, build, pages):
    build(pages)
    before = snapshot(library.folder)
    report = build(pages)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 3)
    assert report.generation == 1
    assert not report.switched
    after = snapshot(library.folder)
    assert {path for path in after if path.name != "LOCK"} == {
        path for path in before if path.name != "LOCK"
    }
    assert all(after[path] == before[path] for path in after if path.name != "LOCK")


def test_a_changed_page_replaces_its_old_statements(library, build, pages):
    build(pages)
    write(pages, "backend-p4.txt", page("ENGINEER.BACKEND.P4", "Software Engineer / Backend"))
    report = build(pages)
    assert (report.added, report.updated, report.unchanged) == (0, 1, 2)
    texts = [chunk.statement.text for chunk in library.open().select("ENGINEER.BACKEND")]
    assert "Leads large deals." in texts
    assert "Designs services that others build on." not in texts


def test_a_small_change_embeds_only_what_is_new(build, pages):
    build(pages)
    text = page("ENGINEER.BACKEND.P5", "Software Engineer / Backend", summary="Owns the pager.")
    write(pages, "backend-p5.txt", text)
    later = FakeEncoder()
    build(pages, encoder=later)
    assert "Owns the pager." in later.encoded
    assert "Leads large deals." not in later.encoded
    assert len(later.encoded) < 10


def test_documents_outside_the_given_paths_stay(library, build, pages):
    build(pages)
    alone = write(pages.parent, "more/alone.txt", page("PEOPLE.HRBP.P4", "HR Business Partner"))
    report = build(alone)
    assert (report.documents, report.added, report.unchanged) == (4, 1, 3)
    assert len(library.open().roles) == 3


def test_a_file_that_is_gone_stays_until_prune(library, build, pages):
    build(pages)
    (pages / "backend-p4.txt").unlink()
    assert build(pages).removed == 0
    assert len(library.open().roles) == 2
    report = build(pages, prune=True)
    assert (report.removed, report.documents) == (1, 2)
    assert [role.key for role in library.open().roles] == ["DIRECT.FIELDSALES"]


def test_prune_drops_a_single_file_that_was_given_and_is_gone(build, pages):
    build(pages)
    gone = pages / "backend-p4.txt"
    gone.unlink()
    report = build(gone, prune=True)
    assert (report.removed, report.failed) == (1, ())


def test_prune_leaves_documents_of_other_folders(build, pages):
    other = write(pages.parent, "other/alone.txt", page("PEOPLE.HRBP.P4", "HR Business Partner"))
    build(pages, other)
    other.unlink()
    assert build(pages, prune=True).removed == 0


def test_a_pruned_text_is_nowhere_in_the_index_once_the_generation_before_is_gone(
    library, build, pages
):
    write(pages, "secret.txt", page("PEOPLE.HRBP.P4", "HR Partner", summary="Knows zebrafish."))
    build(pages)
    (pages / "secret.txt").unlink()
    build(pages, prune=True)
    build(pages, rebuild=True)
    for path in library.folder.rglob("*"):
        assert path.is_dir() or b"zebrafish" not in path.read_bytes()


def test_paths_are_shown_from_the_folder_that_was_given(library, build, pages):
    build(pages)
    shown = {source.path for chunk in library.open().select() for source in chunk.sources}
    assert shown == {
        "profiles/field-sales-p4.txt",
        "profiles/field-sales-p5.txt",
        "profiles/backend-p4.txt",
    }


def test_a_single_file_is_shown_by_its_name(library, build, pages):
    build(pages / "backend-p4.txt")
    (chunk, *_) = library.open().select()
    assert chunk.sources[0].path == "backend-p4.txt"


def test_every_quote_stands_verbatim_in_every_source(library, build, pages):
    build(pages)
    for chunk in library.open().select():
        for source in chunk.sources:
            text = (pages.parent / source.path).read_text("utf-8")
            quote = text[source.start : source.end]
            assert " ".join(quote.split()) == " ".join(chunk.statement.text.split())
            lines = text.splitlines()[source.line_start - 1 : source.line_end]
            assert quote.splitlines()[0] in lines[0]
        first = chunk.sources[0]
        text = (pages.parent / first.path).read_text("utf-8")
        assert chunk.statement.text == chunk.statement.span.recover(text)


def test_when_a_content_was_first_ingested_is_kept(library, build, pages):
    def at(day):
        return lambda: datetime.datetime(2026, 1, day, 9, tzinfo=datetime.UTC)

    build(pages, now=at(1))
    write(pages, "backend-p4.txt", page("ENGINEER.BACKEND.P4", "Software Engineer / Backend"))
    build(pages, now=at(2))
    build(pages, now=at(3), rebuild=True)
    when = {
        source.path: source.ingested_at
        for chunk in library.open().select()
        for source in chunk.sources
    }
    assert when == {
        "profiles/field-sales-p4.txt": "2026-01-01T09:00:00Z",
        "profiles/field-sales-p5.txt": "2026-01-01T09:00:00Z",
        "profiles/backend-p4.txt": "2026-01-02T09:00:00Z",
    }


def test_the_order_of_ingest_does_not_change_the_index(tmp_path, pages, fake):
    from roleassistant.indexing.ingest import ingest
    from roleassistant.indexing.library import Library

    one, two = Library(tmp_path / "one"), Library(tmp_path / "two")
    ingest([pages], library=one, encoder=fake)
    for path in sorted(pages.iterdir(), reverse=True):
        report = ingest([path], library=two, encoder=fake, force=True)
        assert report.added == 1
    rows = [
        [(chunk.row, chunk.id, chunk.statement.text) for chunk in library.open().select()]
        for library in (one, two)
    ]
    assert rows[0] == rows[1]
    assert one.open().manifest.texts_sha256 == two.open().manifest.texts_sha256


def test_hidden_files_and_other_kinds_are_passed_over_and_counted(build, pages):
    write(pages, ".hidden.txt", "x")
    write(pages, ".git/config.txt", "x")
    write(pages, "picture.png", "x")
    report = build(pages)
    assert (report.documents, report.failed, report.skipped) == (3, (), 1)


def test_a_link_that_leads_out_of_the_folder_is_refused_and_named(tmp_path, build, pages):
    outside = write(tmp_path / "outside", "secret.txt", page("PEOPLE.HRBP.P4", "HR Partner"))
    (pages / "link.txt").symlink_to(outside)
    (pages / "folder").symlink_to(outside.parent)
    (pages / "inside.txt").symlink_to(pages / "backend-p4.txt")
    (pages / "nowhere.txt").symlink_to(pages / "nothing")
    report = build(pages)
    assert report.documents == 3
    assert {one.path for one in report.failed} == {
        "profiles/link.txt",
        "profiles/folder",
        "profiles/nowhere.txt",
    }


def test_a_path_that_does_not_exist_is_named(build, pages):
    report = build(pages, pages / "nope")
    assert report.documents == 3
    assert "does not exist" in report.failed[0].error


def test_a_file_that_is_no_profile_and_was_given_by_name_is_a_failure(build, pages):
    report = build(pages, write(pages.parent, "notes.txt", "# Notes\n\nNothing.\n"))
    assert report.documents == 3
    assert [one.path for one in report.failed] == ["notes.txt"]


def test_paths_without_a_profile_and_no_index_say_so(build, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(CorpusShrank, match="no profile"):
        build(tmp_path / "empty")


def test_another_model_is_refused_until_rebuild(library, build, pages):
    build(pages)
    other = FakeEncoder("other-model")
    with pytest.raises(IndexMismatch, match=r"fake.*other-model.*ingest --rebuild"):
        build(pages, encoder=other)
    report = build(pages, encoder=other, rebuild=True)
    assert report.switched
    assert report.updated == 3
    library.model = other.identity
    assert library.open().manifest.model == other.identity


def test_two_files_that_are_shown_alike_are_warned_about(build, tmp_path):
    first = write(tmp_path / "a/profiles", "x.txt", page("PEOPLE.HRBP.P4", "HR Partner"))
    second = write(tmp_path / "b/profiles", "x.txt", page("PEOPLE.HRBP.P5", "HR Partner"))
    report = build(first.parent, second.parent)
    assert any(str(first) in warning and str(second) in warning for warning in report.warnings)


def test_progress_is_told_by_stage_and_adds_up(build, pages):
    class Recorder:
        def __init__(self):
            self.stages = []

        def stage(self, name, total):
            self.stages.append([name, total, 0])

        def advance(self, count):
            self.stages[-1][2] += count

    recorder = Recorder()
    build(pages, progress=recorder)
    assert [name for name, _, _ in recorder.stages] == [
        "reading",
        "merging",
        "embedding",
        "storing",
        "sealing",
    ]
    assert all(total == done for _, total, done in recorder.stages)


def test_a_statement_reads_under_its_role_section_level_and_dimension(library, build, pages):
    build(pages)
    (chunk,) = [
        chunk
        for chunk in library.open().select(sections=[SectionKind.GUIDELINES])
        if chunk.statement.text == "12+ years"
    ]
    assert context_of(chunk.title, chunk.statement) == (
        "Account Executive / Field Sales · Level guidelines · P5 · "
        "Typical Degree & Years: 12+ years"
    )


def test_each_distinct_text_is_embedded_once(build, tmp_path, fake):
    build(of_version(tmp_path / "pages", 1))
    assert len(fake.encoded) == len(set(fake.encoded))
