from __future__ import annotations

import sqlite3

import numpy as np
import pytest
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.indexing.vectors_cache import CACHE_FILE, CachedEncoder


@pytest.fixture
def cached(tmp_path, fake):
    cached = CachedEncoder(fake, tmp_path)
    yield cached
    cached.close()


def test_a_text_is_worked_out_once(cached, fake):
    first = cached.encode(["one", "two", "one"])
    again = cached.encode(["two", "one"])
    assert fake.encoded == ["one", "two"]
    assert np.array_equal(first[[1, 0]], again)


def test_vectors_outlive_the_process(tmp_path, fake):
    CachedEncoder(fake, tmp_path).encode(["one"])
    later = FakeEncoder()
    CachedEncoder(later, tmp_path).encode(["one"])
    assert later.encoded == []


def test_another_model_does_not_get_these_vectors(tmp_path, fake):
    CachedEncoder(fake, tmp_path).encode(["one"])
    other = FakeEncoder("other")
    assert np.array_equal(CachedEncoder(other, tmp_path).encode(["one"]), other.encode(["one"]))


def test_no_text_can_be_read_from_the_cache(tmp_path, cached):
    cached.encode(["a private sentence"])
    cached.close()
    assert b"private" not in (tmp_path / CACHE_FILE).read_bytes()


def test_more_texts_than_one_query_takes(cached, fake):
    texts = [f"text {number}" for number in range(1300)]
    assert np.array_equal(cached.encode(texts), cached.encode(texts))
    assert len(fake.encoded) == 1300


def flip_a_vector(path) -> None:
    connection = sqlite3.connect(path)
    with connection:
        blob = connection.execute("SELECT vector FROM vectors LIMIT 1").fetchone()[0]
        wrong = bytes([blob[0] ^ 1]) + blob[1:]
        connection.execute("UPDATE vectors SET vector = ? WHERE vector = ?", (wrong, blob))
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"this is no database, " * 400),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        flip_a_vector,
    ],
    ids=["garbage", "cut off", "one flipped byte"],
)
def test_a_damaged_cache_is_put_aside_said_and_made_again(tmp_path, fake, damage):
    texts = [f"text {number}" for number in range(200)]
    before = CachedEncoder(fake, tmp_path)
    right = before.encode(texts)
    before.close()
    damage(tmp_path / CACHE_FILE)
    cached = CachedEncoder(FakeEncoder(), tmp_path)
    assert np.array_equal(cached.encode(texts), right)
    assert len(cached.warnings) == 1
    assert "damaged" in cached.warnings[0]
    assert (tmp_path / f"{CACHE_FILE}.damaged").exists()
