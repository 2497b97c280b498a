"""Files and folders → the next generation of an index, incrementally."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from roleassistant.errors import (
    CorpusShrank,
    DocumentError,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    SettingsError,
)
from roleassistant.indexing.build import Disputed, GenerationBuild
from roleassistant.indexing.durable import told_plainly
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.embedding.model import digest_of
from roleassistant.indexing.enforcing import Enforcement
from roleassistant.indexing.failpoint import Step, reached
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.library import Library
from roleassistant.indexing.locking import writer_lock
from roleassistant.indexing.manifest import Counts, Manifest
from roleassistant.indexing.policy import Policy, policy_for
from roleassistant.indexing.progress import NoProgress, Progress
from roleassistant.indexing.sources import FailedFile, Scan, SourceFile, scan
from roleassistant.indexing.stored_document import StoredDocument
from roleassistant.indexing.tidying import remove_all_but, to_keep
from roleassistant.indexing.vectors_cache import CACHE_FILE, CachedEncoder
from roleassistant.reading import registry
from roleassistant.reading.document import Document, load
from roleassistant.reading.reading import Reading

_log = logging.getLogger(__name__)
# Fewer than half of the statements that there were is more likely a wrong path than an intent.
_LEAST_SHARE = 0.5
_NOTHING = Counts(0, 0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class LineCounts:
    """Non-blank lines of all documents of the index; `total` is the sum of the others."""

    total: int
    placed: int
    boilerplate: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did, and what the index holds now.

    `documents`, `profiles`, `statements`, `chunks` and `lines` are of the index after this run,
    and `documents` = `added` + `updated` + `unchanged`; a file that could not be read and has an
    earlier reading counts as unchanged, and as failed. `skipped` counts files of a folder that
    no reader takes. `generation` is None where there is no index yet, and `switched` tells
    whether this run made it. `restricted` counts documents of which not everyone may see
    everything.
    """

    documents: int
    added: int
    updated: int
    unchanged: int
    removed: int
    failed: tuple[FailedFile, ...]
    profiles: int
    statements: int
    chunks: int
    lines: LineCounts
    seconds: float
    generation: int | None
    switched: bool
    skipped: int
    restricted: int
    warnings: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The object of `ingest --json`."""
        lines = self.lines
        return {
            "documents": self.documents,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "removed": self.removed,
            "failed": [{"path": one.path, "error": one.error} for one in self.failed],
            "profiles": self.profiles,
            "statements": self.statements,
            "chunks": self.chunks,
            "lines": {
                "total": lines.total,
                "placed": lines.placed,
                "boilerplate": lines.boilerplate,
                "unplaced": lines.unplaced,
            },
            "seconds": round(self.seconds, 3),
            "generation": self.generation,
            "skipped": self.skipped,
            "restricted": self.restricted,
            "warnings": list(self.warnings),
        }


def ingest(
    paths: Sequence[Path],
    *,
    library: Library,
    encoder: Encoder,
    prune: bool = False,
    force: bool = False,
    rebuild: bool = False,
    progress: Progress | None = None,
    disputed: Disputed | None = None,
    manifests: Sequence[Path] = (),
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> IngestReport:
    """Bring the index up to date with `paths` and switch to the new generation.

    Unchanged files are not read again, and where nothing changed nothing is written. Documents
    outside `paths` stay; `prune` drops those below `paths` that are gone from disk. `rebuild`
    reads and embeds everything again, and accepts an index that is damaged or was built by
    another model. `force` switches even to an empty or far smaller index. `disputed` finds the
    statements of a role that oppose each other; what it finds is kept, so that a question need not
    look for it. `manifests` say who may see what, beside those that stand beside or above the
    files and those that the index was built with: see `policy`.

    Raises:
        SettingsError: what a manifest says of who may see what cannot be followed.
        IndexBusy: another process is writing this index.
        IndexNotWritable: the folder or the disk does not take it.
        CorpusShrank: empty, or under half of the statements there were, without `force`.
        IndexDamaged, IndexMismatch: the old index cannot be built on, without `rebuild`.
        IngestRefused: a vector was no number, or Chroma does not hold what it was given.
        VectorStoreUnavailable: the Chroma server failed.
    """
    started = time.monotonic()
    with told_plainly(library.folder):
        library.folder.mkdir(parents=True, exist_ok=True)
        with writer_lock(library.folder):
            reached(Step.LOCKED)
            base = _base(library, encoder, rebuild)
            run = _Run(
                library,
                encoder,
                base,
                progress or NoProgress(),
                force,
                rebuild,
                disputed,
                manifests,
                now,
            )
            try:
                report = run.run(paths, prune)
            finally:
                run.close()
    return replace(report, seconds=time.monotonic() - started)


def _base(library: Library, encoder: Encoder, rebuild: bool) -> Generation | None:
    """The generation to build on."""
    try:
        base = library.load(for_writing=True, any_origin=rebuild)
    except IndexMissing:
        return None
    except (IndexDamaged, IndexMismatch) as problem:
        if not rebuild:
            raise
        _log.warning("Rebuilding without what the old index held: %s", problem)
        return None
    built = base.manifest.model
    if not rebuild and built.digest != encoder.identity.digest:
        base.close()
        raise IndexMismatch(
            f"The index in {library.folder} was built with {built}, but {encoder.identity} is "
            f"configured. Run `roleassistant ingest --rebuild` or set embedding.model back."
        )
    return base


@dataclass
class _Plan:
    """What is to be done with each document. `kept` and `removed` are absolute files of the
    base; `to_read` are files with whether the base has a reading of them."""

    to_read: list[tuple[SourceFile, bool]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class _Run:
    def __init__(
        self,
        library: Library,
        encoder: Encoder,
        base: Generation | None,
        progress: Progress,
        force: bool,
        rebuild: bool,
        disputed: Disputed | None,
        manifests: Sequence[Path],
        now: Callable[[], datetime],
    ) -> None:
        self._library = library
        self._base = base
        self._progress = progress
        self._force = force
        self._rebuild = rebuild
        self._disputed = disputed
        self._manifests = manifests
        self._enforced = Enforcement(Policy({}, (), ()))
        self._now = now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._plain_encoder = encoder
        self._cached: CachedEncoder | None = None
        self._build: GenerationBuild | None = None
        self._failed: list[FailedFile] = []
        self._warnings: list[str] = list(base.warnings) if base else []

    def run(self, paths: Sequence[Path], prune: bool) -> IngestReport:
        found = scan(paths, registry.SUFFIXES)
        self._failed += found.failed
        before = self._base.manifest.policies if self._base else ()
        files = [source.file for source in found.files]
        self._enforced = Enforcement(policy_for(files, self._manifests, before))
        plan = self._plan(found, prune)
        added = updated = 0
        self._progress.stage("reading", len(plan.to_read))
        for source, known in plan.to_read:
            document = self._read(source)
            self._progress.advance(1)
            if document is None:
                if known:
                    self._keep_or_drop(str(source.file), plan)
                continue
            self._building().add(document)
            added, updated = added + (not known), updated + known
        if self._build is None and self._base is None and not self._force:
            return self._nothing(found)
        if self._build is None and self._base and not plan.removed and not self._stale():
            # A reader may have held an old generation, or a build may have been killed.
            remove_all_but(self._library, to_keep(self._library, self._base.number))
            return self._report(found, 0, 0, len(plan.kept), 0)
        build = self._building()
        for file in plan.kept:
            assert self._base is not None
            kept_document = self._base.catalogue.document(file)
            self._enforced.keep(kept_document)
            build.add(kept_document)
        self._refuse_slip()
        build.merge()
        self._refuse_shrinking(build)
        encoder = self._encoder()
        previous = self._base.number if self._base else None
        manifest = build.publish(
            encoder, registry.READER_VERSION, self._now, previous, self._enforced.policy
        )
        self._build = None
        build.stop()
        self._warnings += manifest.warnings
        kept, removed = len(plan.kept), len(plan.removed)
        return self._report(found, added, updated, kept, removed, manifest)

    def close(self) -> None:
        if self._build is not None:
            self._build.abandon()
        if self._cached is not None:
            self._cached.close()
        if self._base is not None:
            self._base.close()

    def _plan(self, found: Scan, prune: bool) -> _Plan:
        states = self._base.catalogue.document_states() if self._base else {}
        plan = _Plan()
        scanned = set()
        for source in found.files:
            file = str(source.file)
            scanned.add(file)
            if self._rebuild or states.get(file) != self._state(source):
                plan.to_read.append((source, file in states))
            else:
                plan.kept.append(file)
        for file in states:
            if file in scanned:
                continue
            if prune and found.covers(Path(file)) and not os.path.lexists(file):
                plan.removed.append(file)
            elif (self._rebuild or self._enforced.reads_otherwise(states[file][1])) and Path(
                file
            ).is_file():
                assert self._base is not None
                shown = self._base.catalogue.document(file).path
                plan.to_read.append((SourceFile(Path(file), shown), True))
            else:
                self._keep_or_drop(file, plan)
        if plan.removed:
            # A path that is gone because its documents are to be dropped is no failure.
            gone = {str(root) for root in found.roots} & set(plan.removed)
            self._failed = [one for one in self._failed if os.path.realpath(one.path) not in gone]
        return plan

    def _state(self, source: SourceFile) -> tuple[str, str] | None:
        try:
            return (digest_of(source.file), self._readers_of(source))
        except OSError:
            return None  # reading it says why

    def _readers_of(self, source: SourceFile) -> str:
        """What reads a file: the readers, a mapping beside it, and who may see what."""
        return self._enforced.readers(registry.version_for(source.file, source.shown))

    def _keep_or_drop(self, file: str, plan: _Plan) -> None:
        """Keep the reading that there is of `file`, unless it may be seen by others by now."""
        assert self._base is not None
        if self._enforced.may_keep(Path(file), self._base.catalogue.document_state(file)[1]):
            plan.kept.append(file)
            return
        plan.removed.append(file)
        self._warnings.append(
            f"{file} was dropped from the index: who may see it has changed or is not clear, and "
            f"it could not be read again. Mend or put back the file, and ingest it."
        )

    def _refuse_slip(self) -> None:
        """Where a file could not be read, a rule about nothing may be about that one."""
        said = self._enforced.slip()
        if said and not self._failed:
            raise SettingsError(f"{said} The index is as it was.")
        self._warnings += [said] if said else []

    def _read(self, source: SourceFile) -> StoredDocument | None:
        try:
            return self._stored(load(source.file, source.shown), source)
        except DocumentError as problem:
            self._failed.append(FailedFile(source.shown, str(problem)))
            return None
        # Not a fallback: one page that trips a reader must not keep the others out, and it is
        # reported as failed.
        except (ValueError, LookupError, TypeError, RecursionError, AssertionError) as problem:
            _log.exception("Reading %s failed", source.file)
            what = f"{type(problem).__name__}: {problem}"
            self._failed.append(
                FailedFile(source.shown, f"{source.shown} broke its reader ({what}). Report it.")
            )
            return None

    def _stored(self, document: Document, source: SourceFile) -> StoredDocument:
        ingested_at = self._now
        if self._base is not None:
            try:
                before = self._base.catalogue.document(str(source.file))
            except KeyError:
                pass
            else:
                if before.sha256 == document.sha256:
                    ingested_at = before.ingested_at

        def read(text: Document) -> Reading:
            return registry.read(text, self._encoder().likeness)

        readers = self._readers_of(source)
        return self._enforced.read(document, source.file, read, readers, ingested_at)

    def _building(self) -> GenerationBuild:
        if self._build is None:
            self._build = GenerationBuild(self._library, self._progress, self._disputed)
        return self._build

    def _encoder(self) -> CachedEncoder:
        if self._cached is None:
            if self._rebuild:
                (self._library.folder / CACHE_FILE).unlink(missing_ok=True)
            self._cached = CachedEncoder(self._plain_encoder, self._library.folder)
        return self._cached

    def _stale(self) -> bool:
        """Whether what answers now has to be built again although no document changed."""
        if self._base is None:
            return False
        store, url = self._base.manifest.store, self._library.server_url()
        same_store = (
            (store.kind, store.url) == ("server", url)
            if url is not None
            else (store.kind, store.version) == ("embedded", metadata.version("chromadb"))
        )
        return self._rebuild or not same_store or self._base.number != self._library.pointed()

    def _refuse_shrinking(self, build: GenerationBuild) -> None:
        before = self._base.manifest.counts.chunks if self._base else 0
        if self._force or (build.chunks > 0 and build.chunks >= before * _LEAST_SHARE):
            return
        raise CorpusShrank(
            f"The new index would hold {build.chunks} statements, and the one in "
            f"{self._library.folder} holds {before}. Nothing was changed. Check the paths; "
            f"`--force` switches all the same."
        )

    def _nothing(self, found: Scan) -> IngestReport:
        """Nothing to index and no index yet: the report names what failed, where anything did."""
        if not self._failed:
            raise CorpusShrank(
                f"There is no profile in the paths given ({found.skipped} file(s) of other kinds "
                f"were skipped), so no index was made. Check the paths."
            )
        return self._report(found, 0, 0, 0, 0)

    def _report(
        self,
        found: Scan,
        added: int,
        updated: int,
        unchanged: int,
        removed: int,
        manifest: Manifest | None = None,
    ) -> IngestReport:
        held = manifest or (self._base.manifest if self._base else None)
        counts = held.counts if held else _NOTHING
        lines = (counts.lines_placed, counts.lines_boilerplate, counts.lines_unplaced)
        cached = self._cached.warnings if self._cached else []
        return IngestReport(
            documents=counts.documents,
            added=added,
            updated=updated,
            unchanged=unchanged,
            removed=removed,
            failed=tuple(self._failed),
            profiles=counts.profiles,
            statements=counts.statements,
            chunks=counts.chunks,
            lines=LineCounts(sum(lines), *lines),
            seconds=0.0,
            generation=held.generation if held else None,
            switched=manifest is not None,
            skipped=found.skipped,
            restricted=counts.restricted,
            warnings=tuple(dict.fromkeys([*self._warnings, *cached])),
        )
