"""Building a generation: in a folder of its own, verified, synced, sealed, then switched to.

A crash at any point leaves the old pointer or the new one, and what it points to is whole.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata

import numpy as np

from roleassistant.errors import IngestRefused
from roleassistant.indexing import durable
from roleassistant.indexing.catalogue_reader import Catalogue
from roleassistant.indexing.catalogue_schema import CATALOGUE_FILE
from roleassistant.indexing.catalogue_writer import CatalogueWriter
from roleassistant.indexing.chunks import Chunk, embedded_text, spaced
from roleassistant.indexing.embedding.encoder import Encoder, Vectors
from roleassistant.indexing.failpoint import Step, reached
from roleassistant.indexing.library import CURRENT_FILE, Library
from roleassistant.indexing.locking import LEASE_FILE
from roleassistant.indexing.manifest import Counts, Manifest, StoreRecord, seal_files
from roleassistant.indexing.merging import joined, merge
from roleassistant.indexing.policy import Policy
from roleassistant.indexing.progress import Progress
from roleassistant.indexing.stored_document import StoredDocument
from roleassistant.indexing.stores.embedded import EmbeddedBuild
from roleassistant.indexing.stores.exact import (
    SEEN_VECTORS_FILE,
    VECTORS_FILE,
    VectorWriter,
    load_vectors,
)
from roleassistant.indexing.stores.records import StoreDiffers, TextsDigest, document_of
from roleassistant.indexing.tidying import remove_all_but, remove_unfinished

ID_FILE = "ID"
Disputed = Callable[[Sequence[Chunk]], Collection[int]]
"""The statements of one role → the rows of those that another opposes."""
# Texts per round of embedding: enough to sort by length within, and Chroma soon has some to store.
_TEXTS_PER_ROUND = 256


@dataclass(slots=True)
class _Tally:
    documents: int = 0
    profiles: int = 0
    statements: int = 0
    placed: int = 0
    boilerplate: int = 0
    unplaced: int = 0
    restricted: int = 0


class GenerationBuild:
    """One build, under the writer's lock. Give it documents, `merge` them, then `publish`."""

    def __init__(
        self, library: Library, progress: Progress, disputed: Disputed | None = None
    ) -> None:
        self._library = library
        self._progress = progress
        self._disputed = disputed
        remove_unfinished(library)
        self.number = max([0, library.pointed() or 0, *library.numbers()]) + 1
        self.folder = library.generation_folder(self.number)
        self.folder.mkdir()
        (self.folder / LEASE_FILE).touch()
        self.warnings: list[str] = []
        self.chunks = 0
        self._switching = False
        self._roles = 0
        self._tally = _Tally()
        # Texts that only some viewers' readings of restricted documents have: see `views`.
        self._seen_texts: dict[str, str] = {}
        self._chroma = EmbeddedBuild() if library.store.url is None else None
        self._catalogue = CatalogueWriter(self.folder / CATALOGUE_FILE)
        reached(Step.FOLDER_MADE)

    def add(self, document: StoredDocument) -> None:
        self._catalogue.add_document(document)
        tally = self._tally
        tally.documents += 1
        tally.profiles += document.profiles
        tally.statements += document.statements
        tally.placed += document.placed
        tally.boilerplate += document.boilerplate
        tally.unplaced += document.unplaced
        tally.restricted += bool(document.lists)
        for seen in document.seen:
            for profile in seen.document.decoded:
                texts = (embedded_text(statement) for statement in profile.statements)
                self._seen_texts.update((spaced(text), text) for text in texts)

    def merge(self) -> None:
        """Store every statement once, role by role; memory holds one role at a time."""
        reached(Step.DOCUMENTS_STORED)
        roles = joined(self._catalogue.role_keys())
        self._progress.stage("merging", len(roles))
        for key, keys in roles.items():
            pages = [page for one in keys for page in self._catalogue.pages(one)]
            merged = merge(key, pages, self.chunks + 1)
            disputed = None if self._disputed is None else self._disputed(merged.chunks)
            self._catalogue.add_role(merged, disputed)
            for chunk in merged.chunks if self._seen_texts else ():
                self._seen_texts.pop(spaced(embedded_text(chunk.statement)), None)
            self.warnings += merged.warnings
            self.chunks += len(merged.chunks)
            self._roles += 1
            self._progress.advance(1)
        self.warnings += self._catalogue.paths_shown_alike()
        self._catalogue.add_seen_texts(sorted(self._seen_texts.values()))
        self._catalogue.finish()
        reached(Step.CATALOGUE_WRITTEN)

    def publish(
        self,
        encoder: Encoder,
        readers: str,
        created_at: str,
        previous: int | None,
        policy: Policy,
    ) -> Manifest:
        """Embed, store, verify, sync, seal, switch; then remove what nobody needs any more.

        `previous` is the generation that answered until now, which is kept; `policy` says who may
        see what of the documents.
        """
        texts_sha256 = self._embed(encoder)
        self._embed_seen_texts(encoder)
        store = self._store(texts_sha256)
        reached(Step.STORE_VERIFIED)
        self._progress.stage("sealing", 1)
        durable.sync_tree(self.folder)
        reached(Step.FILES_SYNCED)
        tally = self._tally
        manifest = Manifest(
            generation=self.number,
            created_at=created_at,
            index_id=self._index_id(),
            counts=Counts(
                documents=tally.documents,
                profiles=tally.profiles,
                roles=self._roles,
                statements=tally.statements,
                chunks=self.chunks,
                lines_placed=tally.placed,
                lines_boilerplate=tally.boilerplate,
                lines_unplaced=tally.unplaced,
                restricted=tally.restricted,
            ),
            texts_sha256=texts_sha256,
            model=encoder.identity,
            readers=readers,
            store=store,
            files=seal_files(self.folder),
            warnings=tuple(self.warnings),
            groups=tuple(policy.groups.values()),
            policies=policy.manifests,
        )
        manifest.write(self.folder)
        durable.sync_folder(self._library.folder)
        reached(Step.MANIFEST_WRITTEN)
        durable.replace_text(
            self._library.folder / CURRENT_FILE,
            f"{self.folder.name}\n",
            prepared=self._about_to_switch,
        )
        reached(Step.SWITCHED)
        self._remove_old(previous)
        reached(Step.OLD_REMOVED)
        self._progress.advance(1)
        return manifest

    def _about_to_switch(self) -> None:
        reached(Step.POINTER_PREPARED)
        self._switching = True

    def stop(self) -> None:
        """End the worker process, if it still runs."""
        if self._chroma is not None:
            self._chroma.stop()

    def abandon(self) -> None:
        """Remove what was built, unless the pointer may already name it."""
        self.stop()
        self._catalogue.close()
        if self._switching:
            return
        shutil.rmtree(self.folder, ignore_errors=True)

    def _embed(self, encoder: Encoder) -> str:
        digest = TextsDigest()
        self._progress.stage("embedding", self.chunks)
        dimension = encoder.identity.dimension
        catalogue, file = self.folder / CATALOGUE_FILE, self.folder / VECTORS_FILE
        written = 0
        with VectorWriter(file, self.chunks, dimension) as writer:
            if self._chroma is not None:
                self._chroma.start(self.folder, catalogue, file)
            for chunks in self._in_rounds():
                vectors = encoder.encode([embedded_text(chunk.statement) for chunk in chunks])
                _refuse_bad_vectors(chunks, vectors, dimension)
                writer.write(vectors)
                written += len(chunks)
                if self._chroma is not None:
                    writer.flush()
                    self._chroma.ready(written)
                for chunk in chunks:
                    digest.add(chunk.id, document_of(chunk))
                self._progress.advance(len(chunks))
        reached(Step.VECTORS_WRITTEN)
        return digest.hexdigest()

    def _embed_seen_texts(self, encoder: Encoder) -> None:
        texts = sorted(self._seen_texts.values())
        if not texts:
            return
        dimension = encoder.identity.dimension
        with VectorWriter(self.folder / SEEN_VECTORS_FILE, len(texts), dimension) as writer:
            for start in range(0, len(texts), _TEXTS_PER_ROUND):
                vectors = encoder.encode(texts[start : start + _TEXTS_PER_ROUND])
                if not np.isfinite(vectors).all():
                    raise IngestRefused(
                        "The embedding model gave a vector that holds no numbers (NaN or "
                        "infinity). Check the model; the index is as it was."
                    )
                writer.write(vectors)

    def _in_rounds(self) -> Iterator[list[Chunk]]:
        catalogue = Catalogue(self.folder / CATALOGUE_FILE)
        try:
            for start in range(1, self.chunks + 1, _TEXTS_PER_ROUND):
                end = min(start + _TEXTS_PER_ROUND, self.chunks + 1)
                yield catalogue.chunks(range(start, end))
        finally:
            catalogue.close()

    def _store(self, texts_sha256: str) -> StoreRecord:
        self._progress.stage("storing", self.chunks)

        def advance(count: int) -> None:
            self._progress.advance(count)
            reached(Step.STORE_HALF_FILLED)

        catalogue, vectors = self.folder / CATALOGUE_FILE, self.folder / VECTORS_FILE
        if self._chroma is not None:
            self._chroma.finish(texts_sha256, advance)
            self._chroma.stop()
            return StoreRecord("embedded", metadata.version("chromadb"))
        from roleassistant.indexing.stores import server

        url = self._library.store.url
        assert url is not None
        name = f"{self._collection_prefix()}{self.number}"
        try:
            server.build(url, name, catalogue, load_vectors(vectors), texts_sha256, advance)
        except StoreDiffers as problem:
            raise IngestRefused(
                f"The Chroma server at {self._library.server_url()} does not hold what was "
                f"written to {name}: {problem}. "
                f"The index is as it was. Run the command again, and check the server's disk."
            ) from problem
        version = server.ChromaServer(url).version()
        return StoreRecord("server", version, self._library.server_url(), name)

    def _index_id(self) -> str:
        """What tells the collections of this index from others on one server."""
        path = self._library.folder / ID_FILE
        try:
            known = path.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            known = ""
        if re.fullmatch(r"[0-9a-f]{12}", known):
            return known
        fresh = secrets.token_hex(6)
        durable.replace_text(path, f"{fresh}\n")
        return fresh

    def _collection_prefix(self) -> str:
        return f"roleassistant-{self._index_id()}-"

    def _remove_old(self, previous: int | None) -> None:
        library = self._library
        remove_all_but(library, {self.number} if previous is None else {self.number, previous})
        url = library.store.url
        if url is not None:
            from roleassistant.indexing.stores import server

            prefix = self._collection_prefix()
            server.remove_others(url, prefix, [f"{prefix}{one}" for one in library.numbers()])


def _refuse_bad_vectors(chunks: list[Chunk], vectors: Vectors, dimension: int) -> None:
    if vectors.shape != (len(chunks), dimension):
        raise IngestRefused(
            f"The embedding model gave vectors of shape {vectors.shape} for {len(chunks)} texts, "
            f"and ({len(chunks)}, {dimension}) is due. Check embedding.model."
        )
    good = np.isfinite(vectors).all(axis=1)
    if not good.all():
        chunk = chunks[int(np.flatnonzero(~good)[0])]
        source = chunk.sources[0]
        raise IngestRefused(
            f"The embedding model gave a vector that holds no numbers (NaN or infinity) for the "
            f"statement at {source.path}:{source.line_start}, {chunk.statement.text[:80]!r}. "
            f"Check the model; the index is as it was."
        )
