"""What a viewer sees of a generation: the index that would have been built without the rest.

A view is made from the readings that the viewer may see (see `restricting`), by the same merging
and writing that make an index. So nothing that is worked out over all pages, such as ladders,
names, how rare a word is, or what is disputed, can tell of what is hidden; and nothing downstream
has to leave anything out. Roles of which everything is visible are copied, not merged again.

A view lies in its generation's folder, `gen-7/views/<digest>`, and goes with it. It is made when it
is first asked for. Its vectors are searched exactly, wherever those of the whole index are.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from roleassistant.domain.visibility import View
from roleassistant.errors import IndexDamaged
from roleassistant.indexing.catalogue_reader import Catalogue
from roleassistant.indexing.catalogue_schema import CATALOGUE_FILE
from roleassistant.indexing.catalogue_writer import CatalogueWriter
from roleassistant.indexing.chunks import Chunk, embedded_text, spaced
from roleassistant.indexing.embedding.encoder import Vectors
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.locking import Lease
from roleassistant.indexing.manifest import (
    Counts,
    Manifest,
    ManifestDamaged,
    StoreRecord,
    seal_files,
)
from roleassistant.indexing.merging import joined, merge
from roleassistant.indexing.stored_document import StoredDocument
from roleassistant.indexing.stores.exact import (
    SEEN_VECTORS_FILE,
    VECTORS_FILE,
    ExactVectors,
    VectorWriter,
    load_vectors,
)

_log = logging.getLogger(__name__)
_VIEWS = "views"
_ROWS_AT_ONCE = 4096


def open_view(generation: Generation, view: View) -> Generation:
    """The generation of which `view` is all; it is made where there is none yet."""
    if view.passed is None:
        return generation
    name = hashlib.sha256(str(view).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    folder = generation.folder / _VIEWS / name
    try:
        return _opened(generation, folder)
    except FileNotFoundError:
        pass
    except PermissionError as problem:
        _log.warning("The view in %s may not be read (%s). It is made for now.", folder, problem)
        return _for_now(generation, view)
    except (ManifestDamaged, IndexDamaged, ValueError, OSError) as problem:
        _log.warning("The view in %s is damaged (%s). It is made again.", folder, problem)
        shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.parent.mkdir(exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=folder.parent))
    except OSError as problem:
        _log.warning("No view can be kept in %s (%s). It is made for now.", folder, problem)
        return _for_now(generation, view)
    try:
        # Whoever may read the generation may read its views.
        made.chmod(stat.S_IMODE(generation.folder.stat().st_mode))
        _make(generation, view, made)
        try:
            made.rename(folder)
        except OSError:  # another process made it meanwhile
            _log.debug("The view in %s is there already.", folder)
        return _opened(generation, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _for_now(generation: Generation, view: View) -> Generation:
    """A view whose files have no name any more once they are open."""
    with tempfile.TemporaryDirectory(prefix="roleassistant-view-") as made:
        _make(generation, view, Path(made))
        return _opened(generation, Path(made))


def _opened(generation: Generation, folder: Path) -> Generation:
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    manifest = Manifest.read(folder)
    manifest.verify(folder)
    lease = Lease(generation.folder)
    try:
        catalogue = Catalogue(folder / CATALOGUE_FILE)
        try:
            vectors = ExactVectors(folder / VECTORS_FILE)
        except BaseException:
            catalogue.close()
            raise
    except BaseException:
        lease.close()
        raise
    return Generation(folder, manifest, catalogue, vectors, lease, generation.warnings)


def _seen(document: StoredDocument, view: View) -> StoredDocument | None:
    """What of `document` the view has."""
    passed = frozenset(document.lists) & (view.passed or frozenset())
    if len(passed) == len(document.lists):
        return document
    return next((one.document for one in document.seen if one.passed == passed), None)


def _make(generation: Generation, view: View, folder: Path) -> None:
    base = generation.catalogue
    writer = CatalogueWriter(folder / CATALOGUE_FILE)
    try:
        writer.attach(base.path)
        touched: set[str] = set()
        everywhere: set[str] = set()  # the roles of the whole index, seen or not
        shown: list[StoredDocument] = []
        for document in base.documents():
            seen = _seen(document, view)
            everywhere.update(document.roles)
            if seen is not document:
                touched.update(document.roles)
            if seen is not None:
                touched.update(seen.roles if seen is not document else ())
                writer.add_document(_without_lists(seen))
                shown.append(replace(_without_lists(seen), readings=()))
        count, warnings, roles = _fill(writer, base, touched, joined(sorted(everywhere)))
        warnings += writer.paths_shown_alike()
        writer.finish()
    except BaseException:
        writer.close()
        raise
    _copy_vectors(generation, folder, count)
    whole = generation.manifest
    manifest = Manifest(
        generation=whole.generation,
        created_at=whole.created_at,
        index_id=whole.index_id,
        counts=_counts(shown, roles, count),
        texts_sha256="",
        model=whole.model,
        readers=whole.readers,
        store=StoreRecord("exact", ""),
        files=seal_files(folder),
        warnings=tuple(warnings),
    )
    manifest.write(folder)


def _without_lists(document: StoredDocument) -> StoredDocument:
    """A view does not tell that there is more."""
    return replace(document, lists=(), seen=())


def _fill(
    writer: CatalogueWriter,
    base: Catalogue,
    touched: set[str],
    of_base: Mapping[str, Sequence[str]],
) -> tuple[int, list[str], int]:
    """Every role of the view; gives the number of statements, what looked wrong, and the number
    of roles. `of_base` are the names that documents have for each role of the whole index."""
    warnings: list[str] = []
    count = 0
    known = {role.key: role for role in base.roles}
    roles = joined(writer.role_keys())
    # A role that a hidden page joined, or is joined by fewer of, is another role to this viewer.
    same = {
        key
        for key, keys in roles.items()
        if touched.isdisjoint(keys) and list(of_base.get(key, ())) == keys
    }
    writer.copy_pages([key for key in roles if key in same])
    for key, keys in roles.items():
        if key in same:
            warnings += writer.copy_role(known[key], count + 1)
            count += len(known[key].rows)
        else:
            pages = [page for one in keys for page in writer.pages(one)]
            merged = merge(key, pages, count + 1)
            writer.add_role(merged)
            warnings += merged.warnings
            count += len(merged.chunks)
    return count, warnings, len(roles)


def _counts(shown: Iterable[StoredDocument], roles: int, chunks: int) -> Counts:
    documents = list(shown)
    return Counts(
        documents=len(documents),
        profiles=sum(one.profiles for one in documents),
        roles=roles,
        statements=sum(one.statements for one in documents),
        chunks=chunks,
        lines_placed=sum(one.placed for one in documents),
        lines_boilerplate=sum(one.boilerplate for one in documents),
        lines_unplaced=sum(one.unplaced for one in documents),
    )


def _copy_vectors(generation: Generation, folder: Path, count: int) -> None:
    """The vectors of the view's statements: by identity, or else by the text they stand for."""
    import numpy as np

    base = generation.catalogue
    vectors = load_vectors(generation.folder / VECTORS_FILE)
    known = base.rows_by_id()
    catalogue = Catalogue(folder / CATALOGUE_FILE)
    try:
        of_view = catalogue.rows_by_id()
        rows = np.zeros(count, dtype=np.intp)
        others = []  # rows of the view
        for identifier, row in of_view.items():
            if identifier in known:
                rows[row - 1] = known[identifier] - 1
            else:
                others.append(row)
        found = _vectors_by_text(generation, catalogue.chunks(others), vectors)
        with VectorWriter(folder / VECTORS_FILE, count, vectors.shape[1]) as writer:
            for start in range(0, count, _ROWS_AT_ONCE):
                part = vectors[rows[start : start + _ROWS_AT_ONCE]]
                for row in range(start + 1, start + 1 + len(part)):
                    if row in found:
                        part[row - 1 - start] = found[row]
                writer.write(part)
    finally:
        catalogue.close()


def _vectors_by_text(
    generation: Generation, chunks: Sequence[Chunk], vectors: Vectors
) -> dict[int, Vectors]:
    """Row → the vector of what each of `chunks` says, which the index knows under another
    identity, or as one of its `seen_texts`."""
    wanted = {chunk.row: spaced(embedded_text(chunk.statement)) for chunk in chunks}
    if not wanted:
        return {}
    texts = set(wanted.values())
    base = generation.catalogue
    of_text: dict[str, Vectors] = {}
    further = generation.folder / SEEN_VECTORS_FILE
    if further.exists():
        seen = load_vectors(further)
        of_text = {spaced(text): seen[row - 1] for row, text in base.seen_texts()}
    for start in range(1, base.size() + 1, _ROWS_AT_ONCE):
        for chunk in base.chunks(range(start, start + _ROWS_AT_ONCE)):
            if (text := spaced(embedded_text(chunk.statement))) in texts:
                of_text[text] = vectors[chunk.row - 1]
    return {row: of_text[text] for row, text in wanted.items()}
