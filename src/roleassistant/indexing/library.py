"""The index folder: which generation answers, and whether it may.

<index>/CURRENT            "gen-7": the one pointer, replaced in one step
<index>/gen-7/             manifest.json, catalogue.sqlite, vectors.npy, chroma/, .reader
<index>/gen-7/views/       what viewers see who may not see all of it
<index>/gen-6/             the one before, kept in case gen-7 is damaged
<index>/models/            converted embedding models
<index>/cache/             vectors that were worked out before
<index>/LOCK               held by the one writer
"""

from __future__ import annotations

import logging
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from roleassistant.domain.visibility import WHOLE, View, Viewer
from roleassistant.errors import IndexDamaged, IndexEmpty, IndexMismatch, IndexMissing
from roleassistant.indexing.catalogue_reader import Catalogue
from roleassistant.indexing.catalogue_schema import CATALOGUE_FILE
from roleassistant.indexing.embedding.encoder import ModelIdentity
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.locking import Lease
from roleassistant.indexing.manifest import (
    FORMAT_VERSION,
    MANIFEST_FILE,
    Manifest,
    ManifestDamaged,
)
from roleassistant.indexing.seen_library import OpenViews, SeenLibrary
from roleassistant.indexing.stores.exact import VECTORS_FILE, ExactVectors
from roleassistant.indexing.stores.store import VectorStore, without_credentials
from roleassistant.settings import VectorStoreSettings

_log = logging.getLogger(__name__)
CURRENT_FILE = "CURRENT"
_GENERATION = re.compile(r"gen-([1-9]\d{0,8})")
# A writer can remove a generation between our look at the pointer and our lease on it; it then
# has switched, so looking again succeeds. More rounds than this mean something else is wrong.
_LOOKS = 5


class Library:
    """An index folder. `open` for every question; safe from several threads and after a fork."""

    def __init__(
        self,
        folder: Path,
        *,
        model: ModelIdentity | None = None,
        store: VectorStoreSettings | None = None,
    ) -> None:
        """`model` is the one that questions are embedded with: an index built by another is
        refused. None leaves that unchecked, for commands that only list what is there."""
        self.folder = folder.absolute()
        self.model = model
        self.store = store or VectorStoreSettings(url=None, search="exact")
        self.views = OpenViews()
        self._lock = Lock()
        self._process = os.getpid()
        self._opened: tuple[int, str | None, Generation] | None = None

    def open(self) -> Generation:
        """The generation that answers now. Cheap while the pointer has not moved.

        A damaged generation is passed over for the newest good one before it, which the log and
        `Generation.warnings` say.

        Raises:
            IndexMissing: nothing was ingested here.
            IndexEmpty: the index holds no profile.
            IndexDamaged: no generation is whole.
            IndexMismatch: built with another model, format or vector store.
            VectorStoreUnavailable: the Chroma server does not answer.
        """
        if self._process != os.getpid():
            # After a fork: another thread of the parent may have held the lock at that moment.
            self._lock, self._process = Lock(), os.getpid()
        pointer = self.pointer()
        opened = self._opened
        if opened and opened[:2] == (os.getpid(), pointer):
            return opened[2]
        with self._lock:
            opened = self._opened
            if opened and opened[:2] == (os.getpid(), pointer):
                return opened[2]
            generation = self.load()
            if generation.manifest.counts.profiles == 0:
                generation.close()
                raise self.empty()
            # What was open before closes itself when the last thread lets go of it.
            self._opened = (os.getpid(), pointer, generation)
            return generation

    def seen_by(self, viewer: Viewer) -> SeenLibrary:
        """The library as `viewer` sees it: opened in the same way, and nothing else to be had."""
        return SeenLibrary(self, viewer)

    def view(self) -> View:
        """What whoever opens the library itself sees: all of it."""
        return WHOLE

    def empty(self) -> IndexEmpty:
        """The error for an index that holds nothing, or nothing for who asks."""
        return IndexEmpty(
            f"The index in {self.folder} holds no profile. "
            f"Run `roleassistant ingest` with the path of your profiles."
        )

    def close(self) -> None:
        """Close what `open` gave last. The library can be opened again."""
        self.views.close()
        with self._lock:
            opened, self._opened = self._opened, None
        if opened:
            opened[2].close()

    def pointer(self) -> str | None:
        """The text of CURRENT, None where there is none or it cannot be read as text."""
        try:
            return (self.folder / CURRENT_FILE).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None

    def pointed(self) -> int | None:
        """The generation that CURRENT names; None where it is missing or damaged."""
        match = _GENERATION.fullmatch(self.pointer() or "")
        return int(match[1]) if match else None

    def numbers(self) -> list[int]:
        """The numbers of all generation folders, finished or not, ascending."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except (FileNotFoundError, NotADirectoryError):
            return []
        except PermissionError as problem:
            raise IndexDamaged(
                f"The index folder {self.folder} may not be read by this user. "
                f"Give read access, or choose another folder with --index."
            ) from problem
        return sorted(int(match[1]) for name in names if (match := _GENERATION.fullmatch(name)))

    def server_url(self) -> str | None:
        """The Chroma server as it may be shown and stored: without a password."""
        return None if self.store.url is None else without_credentials(self.store.url)

    def generation_folder(self, number: int) -> Path:
        return self.folder / f"gen-{number}"

    def load(self, *, for_writing: bool = False, any_origin: bool = False) -> Generation:
        """Open the newest good generation anew, whatever is open already.

        `for_writing` leaves the vector database alone, which is built anew anyway; `any_origin`
        accepts what another model built, for a rebuild. Raises as `open` does, but for IndexEmpty.
        """
        problems: list[str] = []
        for _ in range(_LOOKS):
            pointer, problems = self.pointer(), []
            for number in self._candidates():
                try:
                    return self._open_one(number, problems, for_writing, any_origin)
                except FileNotFoundError as problem:
                    problems.append(f"generation {number} was removed ({problem})")
                except ManifestDamaged as problem:
                    problems.append(f"generation {number} is damaged: {problem}")
                    _log.debug("%s", problems[-1])
            if self.pointer() == pointer:
                break
        if not problems and not (self.folder / CURRENT_FILE).exists():
            raise IndexMissing(
                f"There is no index in {self.folder} yet. "
                f"Run `roleassistant ingest` to make one from the bundled profiles, or "
                f"`roleassistant ingest PATH` from yours."
            )
        found = "; ".join(problems) or "the pointer is there, and no generation"
        raise IndexDamaged(
            f"No generation of the index in {self.folder} is whole ({found}). "
            f"Run `roleassistant ingest --rebuild` to make it again from the source files."
        )

    def _candidates(self) -> Iterator[int]:
        """Finished generations: the one pointed to, then older ones, then newer ones."""
        pointed = self.pointed()
        finished = [
            number
            for number in reversed(self.numbers())
            if _has_manifest(self.generation_folder(number)) or number == pointed
        ]
        if pointed is None:
            yield from finished
            return
        if pointed not in finished:
            finished.append(pointed)  # so that its absence is told
        yield pointed
        yield from (number for number in finished if number < pointed)
        yield from (number for number in finished if number > pointed)

    def _open_one(
        self, number: int, problems: list[str], for_writing: bool, any_origin: bool
    ) -> Generation:
        folder = self.generation_folder(number)
        if not folder.is_dir():
            raise ManifestDamaged(f"{folder} is missing")
        try:
            lease = Lease(folder)
        except PermissionError as problem:
            raise ManifestDamaged(f"{folder} may not be read by this user") from problem
        try:
            manifest = Manifest.read(folder)
            self._check_format(manifest)
            if not any_origin:
                self._check_model(manifest)
            if not for_writing:
                self._check_store(manifest)
            manifest.verify(folder)
            catalogue = Catalogue(folder / CATALOGUE_FILE)
            try:
                vectors = self._vectors(folder, manifest, for_writing)
            except BaseException:
                catalogue.close()
                raise
        except FileNotFoundError:
            lease.close()
            raise
        except (IndexDamaged, sqlite3.Error, ValueError, OSError) as problem:
            lease.close()
            raise ManifestDamaged(str(problem)) from problem
        except BaseException:
            lease.close()
            raise
        warnings = tuple(self._told(number, manifest, problems))
        for warning in warnings:
            _log.warning(warning)
        return Generation(folder, manifest, catalogue, vectors, lease, warnings)

    def _vectors(self, folder: Path, manifest: Manifest, for_writing: bool) -> VectorStore:
        if for_writing or (self.store.url is None and self.store.search == "exact"):
            return ExactVectors(folder / VECTORS_FILE)
        if self.store.url is not None:
            from roleassistant.indexing.stores.server import ServerSearch

            return ServerSearch(self.store.url, manifest.store.collection or "")
        from roleassistant.indexing.stores.embedded import EmbeddedSearch

        return EmbeddedSearch(folder, manifest.counts.chunks, manifest.model.dimension)

    def _told(self, number: int, manifest: Manifest, problems: list[str]) -> Iterator[str]:
        mend = "Run `roleassistant ingest --rebuild` to make it again."
        if problems:
            yield (
                f"The index in {self.folder} is damaged ({'; '.join(problems)}). Answers come "
                f"from generation {number} of {manifest.created_at}. {mend}"
            )
        elif self.pointed() is None:
            yield (
                f"The pointer {self.folder / CURRENT_FILE} is missing or damaged. Answers come "
                f"from the newest whole generation, {number} of {manifest.created_at}. {mend}"
            )

    def _check_format(self, manifest: Manifest) -> None:
        if manifest.format_version != FORMAT_VERSION:
            raise IndexMismatch(
                f"The index in {self.folder} has format {manifest.format_version}, and this "
                f"version of roleassistant reads format {FORMAT_VERSION}. "
                f"Run `roleassistant ingest --rebuild`, or use the version that built it."
            )

    def _check_model(self, manifest: Manifest) -> None:
        built, wanted = manifest.model, self.model
        if wanted is not None and wanted.digest != built.digest:
            raise IndexMismatch(
                f"The index in {self.folder} was built with {built}, but {wanted} is configured. "
                f"Run `roleassistant ingest --rebuild` or set embedding.model back."
            )

    def _check_store(self, manifest: Manifest) -> None:
        store, url = manifest.store, self.server_url()
        if url is not None and (store.kind, store.url) != ("server", url):
            where = store.url or "embedded Chroma"
            raise IndexMismatch(
                f"The index in {self.folder} keeps its vectors in {where}, but the Chroma server "
                f"{url} is configured. Run `roleassistant ingest` to move them there, or set "
                f"vector_store.url back."
            )
        if self.store.url is None and self.store.search == "chroma":
            self._check_embedded(manifest)

    def _check_embedded(self, manifest: Manifest) -> None:
        """Only where Chroma's files are opened at all: exact search never reads them, so there
        another chromadb does no harm, and the next ingest builds them anew."""
        from importlib import metadata  # 40 ms, and no question by exact search needs it

        store, installed = manifest.store, metadata.version("chromadb")
        if store.kind != "embedded":
            raise IndexMismatch(
                f"The index in {self.folder} keeps its vectors in {store.url}, but "
                f"vector_store.search is chroma without a vector_store.url. Set the URL back, or "
                f"run `roleassistant ingest`."
            )
        if store.version != installed:
            raise IndexMismatch(
                f"The Chroma store of the index in {self.folder} was built by chromadb "
                f"{store.version}, and {installed} is installed. Run `roleassistant ingest` to "
                f"build it anew, install chromadb {store.version}, or set vector_store.search "
                f"to exact."
            )


def _has_manifest(folder: Path) -> bool:
    try:
        (folder / MANIFEST_FILE).stat()
    except FileNotFoundError:
        return False
    except OSError:
        return True  # it is there and may not be read: opening it says so
    return True
