"""What a sealed generation is made of: `gen-N/manifest.json`, written last."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from roleassistant.indexing.durable import replace_text
from roleassistant.indexing.embedding.encoder import ModelIdentity
from roleassistant.indexing.embedding.model import digest_of

# Raised whenever an index that was built before would answer otherwise than one built now: with
# the catalogue's tables, with what makes two statements one, with `chunks.embedded_text`.
FORMAT_VERSION = 6
MANIFEST_FILE = "manifest.json"
# Hashing lets go of the interpreter's lock; more threads than this gain nothing on a disk.
_HASHERS = 4
# Less than this is hashed in some 10 ms: loading and starting threads takes what they save.
_WORTH_THREADS = 16 << 20


class ManifestDamaged(Exception):
    """A generation is not what its manifest says. Never leaves `indexing`: the library falls
    back to another generation, or raises `IndexDamaged`."""


@dataclass(frozen=True, slots=True)
class FileSeal:
    """SHA-256 and size in bytes of one file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What a generation holds. `statements` counts every statement on every page, `chunks` the
    distinct ones that are stored; lines are the non-blank lines of all documents. `restricted`
    are documents of which not everyone may see everything."""

    documents: int
    profiles: int
    roles: int
    statements: int
    chunks: int
    lines_placed: int
    lines_boilerplate: int
    lines_unplaced: int
    restricted: int = 0


@dataclass(frozen=True, slots=True)
class StoreRecord:
    """Where the vectors are beside vectors.npy: kind "embedded" or "server"."""

    kind: str
    version: str
    url: str | None = None
    collection: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything needed to tell that a generation is whole and may be used here."""

    generation: int
    created_at: str
    index_id: str
    counts: Counts
    texts_sha256: str
    model: ModelIdentity
    readers: str
    store: StoreRecord
    files: dict[str, FileSeal] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # that may be named where something is restricted
    policies: tuple[str, ...] = ()  # the manifests that say who may see what
    format_version: int = FORMAT_VERSION

    def write(self, folder: Path) -> None:
        plain = asdict(self)
        plain["sha256"] = _own_digest(plain)
        text = json.dumps(plain, indent=2, sort_keys=True, ensure_ascii=True)
        replace_text(folder / MANIFEST_FILE, f"{text}\n")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Raises ManifestDamaged where it is missing, unreadable or changed."""
        path = folder / MANIFEST_FILE
        try:
            plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
            if plain.pop("sha256") != _own_digest(plain):
                raise ManifestDamaged(f"{path} does not match its own digest")
            return cls(
                generation=int(plain["generation"]),
                created_at=plain["created_at"],
                index_id=plain["index_id"],
                counts=Counts(**plain["counts"]),
                texts_sha256=plain["texts_sha256"],
                model=ModelIdentity(**plain["model"]),
                readers=plain["readers"],
                store=StoreRecord(**plain["store"]),
                files={name: FileSeal(**seal) for name, seal in plain["files"].items()},
                warnings=tuple(plain["warnings"]),
                groups=tuple(plain.get("groups", ())),
                policies=tuple(plain.get("policies", ())),
                format_version=int(plain["format_version"]),
            )
        except FileNotFoundError as problem:
            raise ManifestDamaged(f"{path} is missing") from problem
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as problem:
            raise ManifestDamaged(f"{path} cannot be read ({problem})") from problem

    def verify(self, folder: Path) -> None:
        """Hash every file of the generation.

        Raises:
            ManifestDamaged: a file is missing, of another size, or changed.
        """
        for name, seal in self.files.items():
            try:
                size = (folder / name).stat().st_size
            except OSError as problem:
                raise ManifestDamaged(f"{folder / name} is missing") from problem
            if size != seal.size:
                raise ManifestDamaged(f"{folder / name} has {size} bytes and had {seal.size}")
        largest_first = sorted(self.files, key=lambda name: -self.files[name].size)
        size = sum(seal.size for seal in self.files.values())
        digests = _hashed([folder / name for name in largest_first], size)
        try:
            for name, digest in zip(largest_first, digests, strict=True):
                if digest != self.files[name].sha256:
                    raise ManifestDamaged(f"{folder / name} is not what was written")
        except OSError as problem:
            raise ManifestDamaged(f"{problem.filename} cannot be read ({problem})") from problem


def seal_files(folder: Path) -> dict[str, FileSeal]:
    """The seal of every file below `folder`, by its path there with forward slashes."""
    names = sorted(
        Path(current, name).relative_to(folder).as_posix()
        for current, _, files in os.walk(folder)
        for name in files
        if not name.startswith(MANIFEST_FILE)
    )
    sizes = [(folder / name).stat().st_size for name in names]
    digests = _hashed([folder / name for name in names], sum(sizes))
    return {
        name: FileSeal(digest, size)
        for name, size, digest in zip(names, sizes, digests, strict=True)
    }


def _hashed(paths: Sequence[Path], size: int) -> Iterator[str]:
    """The digest of each of `paths`, which have `size` bytes together."""
    if size < _WORTH_THREADS:
        yield from map(digest_of, paths)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_HASHERS) as pool:
        yield from pool.map(digest_of, paths)


def _own_digest(plain: dict[str, Any]) -> str:
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
