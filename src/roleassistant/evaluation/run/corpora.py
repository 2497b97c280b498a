"""What suites are asked of: profiles ingested for them, or the index that a person uses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from roleassistant.answering.assistant import Assistant
from roleassistant.answering.writer import Writer
from roleassistant.errors import DocumentError
from roleassistant.evaluation.run.pages import Pages, read_pages
from roleassistant.evaluation.run.result import CorpusInfo
from roleassistant.evaluation.suites.suite import Corpus, Suite
from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library
from roleassistant.indexing.progress import Progress
from roleassistant.indexing.sources import SourceFile, scan
from roleassistant.reading import registry

# What the person's own index is called among corpora.
OWN_INDEX = "index"
# Answers about provenance say when a page was ingested, and two runs have to say the same.
_INGESTED_AT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class OpenCorpus:
    """An index that can be asked, and the pages that it was made from."""

    name: str
    files: tuple[SourceFile, ...]
    assistant: Assistant
    encoder: Callable[[], Encoder]
    unread: tuple[str, ...] = ()

    @property
    def generation(self) -> Generation:
        """What is asked; it stays the same for a whole run."""
        return self.assistant.evidence.generation

    @cached_property
    def pages(self) -> Pages:
        """The pages, read anew."""

        return read_pages(self.files, _Likeness(self.encoder))

    @property
    def info(self) -> CorpusInfo:
        """What a run records of it."""
        manifest = self.generation.manifest
        return CorpusInfo(
            name=self.name,
            documents=manifest.counts.documents,
            profiles=manifest.counts.profiles,
            statements=manifest.counts.statements,
            texts_sha256=manifest.texts_sha256,
            model=str(manifest.model),
        )


@dataclass
class _Likeness:
    """Texts and texts → cosine, as readers ask for it. Pages of one role repeat each other, so each
    text is encoded once."""

    encoder: Callable[[], Encoder]
    _known: dict[str, NDArray[np.floating]] = field(default_factory=dict)

    def __call__(self, some: Sequence[str], others: Sequence[str]) -> NDArray[np.floating]:
        fresh = [t for t in dict.fromkeys((*some, *others)) if t not in self._known]
        if fresh:
            self._known.update(zip(fresh, self.encoder().encode(fresh), strict=True))
        left, right = (np.stack([self._known[t] for t in texts]) for texts in (some, others))
        return left @ right.T


def corpora_of(suites: Iterable[Suite]) -> dict[str, Corpus]:
    """The corpora that the cases of suites name.

    Raises:
        DocumentError: two suites mean different profiles by one name, or profiles are not there.
    """
    found: dict[str, Corpus] = {}
    for suite in suites:
        for name, corpus in suite.corpora.items():
            if found.setdefault(name, corpus).sources != corpus.sources:
                raise DocumentError(
                    f"Suite {suite.name} and one before it mean different profiles by the corpus "
                    f"{name}. Give one of them another name, or run them apart."
                )
            missing = [path for path in corpus.sources if not path.exists()]
            if missing and not corpus.optional:
                raise DocumentError(
                    f"Suite {suite.name} is asked of profiles that are not there: {missing[0]}. "
                    f"Mend the sources of the corpus {name}, or set optional: true to skip its "
                    f"cases where it is missing."
                )
    return found


def is_there(corpus: Corpus) -> bool:
    """Whether all of its sources exist."""
    return all(path.exists() for path in corpus.sources)


def sources_digest(corpora: Iterable[Corpus]) -> str:
    """SHA-256 of all files of these corpora, with their names."""
    digest = hashlib.sha256()
    for corpus in corpora:
        for found in scan(corpus.sources, registry.SUFFIXES).files:
            digest.update(found.shown.encode() + b"\0" + found.file.read_bytes() + b"\0")
    return digest.hexdigest()


def open_ingested(
    name: str,
    corpus: Corpus,
    folder: Path,
    encoder: Callable[[], Encoder],
    writer: Writer | None,
    progress: Progress,
) -> OpenCorpus:
    """The corpus, ingested into `folder`. Pages that cannot be read are `unread`: what is asked of
    them will come out wrong, as it does for whoever ingests them."""
    opened = encoder()
    library = Library(folder, model=opened.identity)
    report = ingest(
        list(corpus.sources),
        library=library,
        encoder=opened,
        progress=progress,
        now=lambda: _INGESTED_AT,
    )
    files = scan(corpus.sources, registry.SUFFIXES).files
    assistant = Assistant(library, encoder, writer)
    unread = tuple(failed.error for failed in report.failed)
    return OpenCorpus(name, tuple(files), assistant, encoder, unread)


def open_own_index(assistant: Assistant, encoder: Callable[[], Encoder]) -> OpenCorpus:
    """The index that a person uses, with the files that it says it was made from."""
    documents = assistant.evidence.generation.catalogue.documents()
    files: Sequence[SourceFile] = [SourceFile(Path(d.file), d.path) for d in documents]
    return OpenCorpus(OWN_INDEX, tuple(files), assistant, encoder)
