"""One sealed generation, open for questions. Whatever changes on disk, it stays as it was."""

from __future__ import annotations

import hashlib
import math
import weakref
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from roleassistant.domain import Level, SectionKind
from roleassistant.domain.visibility import GroupList
from roleassistant.indexing.catalogue_reader import Catalogue, decode_lists
from roleassistant.indexing.chunks import Chunk, Name, Role
from roleassistant.indexing.locking import Lease
from roleassistant.indexing.manifest import Manifest
from roleassistant.indexing.stores.store import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Words of questions of which it is remembered how rare they are.
_KEPT_WORDS = 20_000


class Generation:
    """Roles, statements, words and vectors of one build. Safe to use from several threads.

    It holds a lease on its folder until `close`, or until nothing refers to it any more.
    """

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        catalogue: Catalogue,
        vectors: VectorStore,
        lease: Lease,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self.warnings = warnings
        self.catalogue = catalogue
        self.roles: tuple[Role, ...] = catalogue.roles
        self.names: tuple[Name, ...] = tuple(catalogue.names())
        self._by_key = {role.key: role for role in self.roles}
        self._titles = Counter(role.title for role in self.roles)
        self._vectors = vectors
        self._rarity: dict[str, float] = {}
        self._held: dict[str, bool] = {}
        self._of_level: dict[Level, NDArray[np.bool_]] = {}
        # A thread may still be answering from this generation when the library opens the next:
        # so the last one to let go of it closes it.
        self._closing = weakref.finalize(self, _close, catalogue, vectors, lease)

    @property
    def number(self) -> int:
        return self.manifest.generation

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups that a page of it may name; none where it is somebody's view."""
        return self.manifest.groups

    @cached_property
    def restrictions(self) -> tuple[str, frozenset[GroupList]]:
        """The lists of groups under which anything of it stands, and a digest that is another
        after any change of what is hidden from whom."""
        restricted = self.catalogue.restricted()
        lists = {groups for *_, lists in restricted for groups in decode_lists(lists)}
        digest = hashlib.sha256(repr(restricted).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:32], frozenset(lists)

    def is_sole_bearer(self, role: Role) -> bool:
        """Whether no other role bears the title of `role`."""
        return self._titles[role.title] == 1

    def role(self, key: str) -> Role:
        """Raises KeyError for a key that is no role of this generation."""
        return self._by_key[key]

    def chunks(self, rows: Iterable[int]) -> list[Chunk]:
        """The chunks of `rows`, in the order asked for; rows that do not exist are left out."""
        return self.catalogue.chunks(rows)

    def statement(self, identifier: str) -> Chunk | None:
        """The chunk with that `id`; None alike where there is none and where it is not seen."""
        return self.catalogue.of_id(identifier)

    def disputed(self, role: str) -> frozenset[int] | None:
        """The rows of `role` that another of it opposes, as found when the index was built; None
        where that was not looked for."""
        return self.catalogue.disputed.get(role)

    def defining(self, terms: Collection[str]) -> list[Chunk]:
        """What any role says that one of `terms`, written like this, means; in row order."""
        return self.catalogue.defining(terms)

    def select(
        self,
        role: str | None = None,
        sections: Collection[SectionKind] | None = None,
        levels: Collection[Level] | None = None,
    ) -> list[Chunk]:
        """Chunks of `role`, in one of `sections`, that name one of `levels`; in row order."""
        return self.catalogue.select(role, sections, levels)

    def search_words(
        self, words: Sequence[str], k: int, rows: range | None = None
    ) -> list[tuple[int, float]]:
        """The `k` rows that hold any of `words`, best first: (row, bm25, higher is better).

        No input is an error: words are searched as they are, never read as a query language.
        """
        return self.catalogue.search_words(words, k, rows)

    def holds(self, word: str) -> bool:
        """Whether any statement holds `word` (its stem)."""
        if word not in self._held:
            if len(self._held) >= _KEPT_WORDS:
                self._held.clear()
            # One is enough: counting those of a common word reads through half of the index.
            self._held[word] = self.catalogue.holds_word(word)
        return self._held[word]

    def stems_beginning(self, letters: str) -> list[str]:
        """The stems of all statements that begin with `letters`, sorted."""
        return self.catalogue.stems_beginning(letters)

    def rarity(self, word: str) -> float:
        """Inverse document frequency of `word`: log(1 + N / (1 + n)), from about 0.7.

        n of the N statements hold the word; one that no statement holds weighs most.
        """
        if word not in self._rarity:
            if len(self._rarity) >= _KEPT_WORDS:
                self._rarity.clear()
            held = self.catalogue.count_word(word)
            self._rarity[word] = math.log(1 + self._size / (1 + held))
        return self._rarity[word]

    @cached_property
    def _size(self) -> int:
        return self.catalogue.size()

    def search_vectors(
        self,
        vector: NDArray[np.floating],
        k: int,
        rows: range | None = None,
        levels: Collection[Level] = (),
    ) -> list[tuple[int, float]]:
        """The `k` rows most like `vector` (dimension,), best first: (row, cosine).

        With `levels`, of the rows that name one of them, or no level at all.

        Raises:
            VectorStoreUnavailable: a Chroma server was asked and does not answer.
        """
        return self._vectors.search(vector, k, rows, self._passing(levels) if levels else None)

    def _passing(self, levels: Collection[Level]) -> NDArray[np.bool_]:
        """(n + 1,): whether row r names one of `levels`, or none."""
        passing = self._without_level.copy()
        for level in levels:
            if level not in self._of_level:
                self._of_level[level] = self._mask(self.catalogue.rows_of_level(level))
            passing |= self._of_level[level]
        return passing

    @cached_property
    def _without_level(self) -> NDArray[np.bool_]:
        return self._mask(self.catalogue.rows_without_level())

    def _mask(self, rows: Sequence[int]) -> NDArray[np.bool_]:
        import numpy as np

        mask = np.zeros(self._size + 1, dtype=np.bool_)
        mask[np.asarray(rows, dtype=np.intp)] = True
        return mask

    @cached_property
    def _terms(self) -> tuple[tuple[str, str], ...]:
        return self.catalogue.terms()

    def terms(self) -> tuple[tuple[str, str], ...]:
        """Distinct (role, text) of the names of skills."""
        return self._terms

    @cached_property
    def _steps(self) -> tuple[str, ...]:
        return self.catalogue.steps()

    def steps(self) -> tuple[str, ...]:
        """The steps of proficiency that skills have; none where no profile grades them."""
        return self._steps

    def meaning_of(self, skill: str) -> list[Chunk]:
        """What any role says that the steps of proficiency of a skill mean."""
        return self.catalogue.meaning_of(skill)

    @cached_property
    def _dimensions(self) -> dict[str, tuple[str, ...]]:
        return self.catalogue.dimensions()

    def dimensions(self, role: str) -> tuple[str, ...]:
        """The dimensions of a role's guidelines and level definitions, in page order."""
        return self._dimensions.get(role, ())

    @cached_property
    def _divisions(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return self.catalogue.divisions()

    def divisions(self, role: str) -> dict[str, tuple[str, ...]]:
        """Heading → the dimensions of a role's guidelines under it, where there are several."""
        return self._divisions.get(role, {})

    def level_names(self) -> tuple[tuple[str, Level], ...]:
        """What levels are called on their definition, where the name is of one level only."""
        return self.catalogue.level_names()

    def level_name_bearers(self) -> tuple[tuple[str, str], ...]:
        """What levels are called, each with the key of a role that calls one of its levels so."""
        return self.catalogue.level_name_bearers()

    def section(self, chunk: Chunk) -> list[Chunk]:
        """The parent of `chunk`: its section for its role, and for its levels where it has any."""
        statement = chunk.statement
        return self.select(chunk.role, {statement.section}, statement.levels or None)

    def close(self) -> None:
        """Let go of files and lease; asking afterwards is an error. Twice is fine."""
        self._closing()


def _close(catalogue: Catalogue, vectors: VectorStore, lease: Lease) -> None:
    catalogue.close()
    vectors.close()
    lease.close()
