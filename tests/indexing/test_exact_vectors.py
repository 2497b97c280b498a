from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.indexing.stores.exact import ExactVectors, VectorWriter, load_vectors


def store(folder: Path, matrix: np.ndarray) -> ExactVectors:
    path = folder / "vectors.npy"
    with VectorWriter(path, len(matrix), matrix.shape[1]) as writer:
        half = len(matrix) // 2
        writer.write(matrix[:half])
        writer.write(matrix[half:])
    return ExactVectors(path)


@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.integers(1, 40),
    k=st.integers(0, 50),
    first=st.integers(0, 45),
    length=st.integers(0, 45),
)
def test_search_gives_what_sorting_everything_gives(tmp_path_factory, seed, size, k, first, length):
    generator = np.random.default_rng(seed)
    # Small integers make many ties, which must fall in row order.
    matrix = generator.integers(-1, 2, (size, 3)).astype(np.float32)
    vector = generator.integers(-1, 2, 3).astype(np.float32)
    vectors = store(tmp_path_factory.mktemp("v"), matrix)
    rows = range(first, first + length)
    expected = sorted((-float(matrix[r - 1] @ vector), r) for r in rows if 1 <= r <= size)[:k]
    assert vectors.search(vector, k, rows) == [(row, -score) for score, row in expected]


def test_without_rows_everything_is_searched(tmp_path):
    vectors = store(tmp_path, np.eye(4, dtype=np.float32))
    assert vectors.search(np.eye(4)[2], 1) == [(3, 1.0)]


def test_rows_that_are_not_contiguous_are_refused(tmp_path):
    vectors = store(tmp_path, np.eye(4, dtype=np.float32))
    with pytest.raises(ValueError, match="contiguous"):
        vectors.search(np.eye(4)[2], 1, range(1, 4, 2))


def test_an_empty_index_finds_nothing(tmp_path):
    assert store(tmp_path, np.empty((0, 4), np.float32)).search(np.ones(4), 3) == []


def test_a_writer_that_was_given_too_few_vectors_says_so(tmp_path):
    writer = VectorWriter(tmp_path / "v.npy", 3, 2)
    with pytest.raises(ValueError, match="2 vectors"), writer:
        writer.write(np.zeros((1, 2), np.float32))


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", b"nonsense" * 20])
def test_a_file_that_holds_no_vectors_is_refused_in_words(tmp_path, content):
    path = tmp_path / "v.npy"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"empty|header|magic|EOF|version"):
        load_vectors(path)


def test_objects_are_never_unpickled(tmp_path):
    path = tmp_path / "v.npy"
    np.save(path, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="float32 vectors are wanted"):
        load_vectors(path)
