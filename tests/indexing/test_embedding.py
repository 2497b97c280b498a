"""The real model: found, checked, converted, and equal to sentence-transformers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import pytest

from roleassistant.errors import ModelUnavailable
from roleassistant.indexing.embedding import convert, opening
from roleassistant.indexing.embedding.langchain import EncoderEmbeddings
from roleassistant.indexing.embedding.model import (
    DEFAULT_IDENTITY,
    is_convertible,
    locate,
    verify,
)
from roleassistant.indexing.embedding.onnx import OnnxEncoder

TEXTS = ["Leads RFP responses.", "", "x" * 3000, "Führt Teams 🚀", "deals " * 600, "Leads deals."]


def test_vectors_have_length_one_and_the_order_of_the_texts(real_encoder):
    vectors = real_encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert float(real_encoder.encode_question(text) @ vector) == pytest.approx(1.0, abs=1e-5)


def test_the_same_texts_give_the_same_bytes(real_encoder):
    assert real_encoder.encode(TEXTS).tobytes() == real_encoder.encode(TEXTS).tobytes()


def test_meaning_decides(real_encoder):
    near, far = real_encoder.encode(["Answers requests for proposals.", "Bakes bread."])
    question = real_encoder.encode_question("who leads RFP responses")
    assert question @ near > question @ far + 0.2


def test_nothing_and_a_lone_surrogate_are_encoded(real_encoder):
    assert real_encoder.encode([]).shape == (0, 384)
    assert np.isfinite(real_encoder.encode(["a\ud800b", "\x00"])).all()


def test_the_conversion_is_proven_on_many_texts(models, real_encoder):
    record = json.loads((models / DEFAULT_IDENTITY.digest[:12] / "parity.json").read_text())
    assert record["texts"] >= 20
    assert record["least_cosine"] >= 0.9999
    assert record["source_sha256"] == DEFAULT_IDENTITY.digest


@pytest.mark.slow
def test_both_encoders_give_the_same_vectors_in_a_fresh_process(models, real_encoder):
    program = (
        "import sys, json, numpy as np; from pathlib import Path\n"
        "from roleassistant.indexing.embedding.model import locate, verify\n"
        "from roleassistant.indexing.embedding.opening import open_encoder\n"
        "from roleassistant.indexing.embedding.sentence_transformer import "
        "SentenceTransformerEncoder\n"
        "source = locate(); texts = json.loads(sys.argv[2])\n"
        "a = SentenceTransformerEncoder(source, verify(source)).encode(texts)\n"
        "b = open_encoder(models=Path(sys.argv[1])).encode(texts)\n"
        "print(float((a * b).sum(axis=1).min()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(models), json.dumps(TEXTS)],
        capture_output=True,
        text=True,
        env=dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)),
        check=False,
    )
    assert float(done.stdout or "nan") >= 0.9999, done.stderr


def test_langchain_gets_lists_of_floats(real_encoder):
    embeddings = EncoderEmbeddings(real_encoder)
    assert len(embeddings.embed_query("deals")) == 384
    assert isinstance(embeddings.embed_documents(["a", "b"])[1][0], float)


def test_the_default_model_is_the_published_one():
    assert verify(locate()) == DEFAULT_IDENTITY
    folder = locate().folder
    assert folder is not None
    assert is_convertible(folder)


def test_a_folder_that_does_not_exist_is_named():
    with pytest.raises(ModelUnavailable, match="/no/such/model does not exist"):
        locate("/no/such/model")


def test_weights_that_can_run_code_are_not_opened(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04")
    with pytest.raises(ModelUnavailable, match=r"no model\.safetensors.*can run code"):
        opening.open_encoder(str(tmp_path), models=tmp_path / "models")


@pytest.mark.parametrize("name", ["model.onnx", "model.onnx.data", "tokenizer.json"])
def test_a_converted_model_that_was_changed_is_converted_again(
    tmp_path, models, real_encoder, monkeypatch, name, caplog
):
    copy = tmp_path / "models" / DEFAULT_IDENTITY.digest[:12]
    shutil.copytree(models / DEFAULT_IDENTITY.digest[:12], copy)
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / name).write_bytes(content)
    calls = []

    def again(source, identity, folder):
        calls.append(folder)
        return convert.find(models, identity.digest)

    monkeypatch.setattr(convert, "convert", again)
    opening.open_encoder(models=tmp_path / "models")
    assert calls == [tmp_path / "models"]
    assert "not what was written" in caplog.text


def test_a_folder_is_known_by_its_weights_and_not_read_twice(tmp_path, monkeypatch):
    folder = tmp_path / "mine"
    source = locate().folder
    assert source is not None
    shutil.copytree(source, folder)
    first = opening.identify(str(folder), tmp_path / "models")
    assert first.digest == DEFAULT_IDENTITY.digest
    assert first.name == "mine"
    monkeypatch.setattr(opening, "verify", lambda source: pytest.fail("read again"))
    assert opening.identify(str(folder), tmp_path / "models") == first
    monkeypatch.undo()
    with (folder / "model.safetensors").open("r+b") as stream:
        stream.seek(1000)
        stream.write(b"\x00\x01\x02\x03")
    assert opening.identify(str(folder), tmp_path / "models").digest != first.digest


def test_a_model_with_other_pooling_is_not_converted(tmp_path):
    source = locate().folder
    assert source is not None
    shutil.copytree(source, tmp_path / "cls")
    config = tmp_path / "cls/1_Pooling/config.json"
    config.write_text(
        config.read_text()
        .replace('"pooling_mode_cls_token": false', '"pooling_mode_cls_token": true')
        .replace('"pooling_mode_mean_tokens": true', '"pooling_mode_mean_tokens": false')
    )
    assert not is_convertible(tmp_path / "cls")


def test_the_encoder_runs_in_several_threads(real_encoder):
    from concurrent.futures import ThreadPoolExecutor

    assert isinstance(real_encoder, OnnxEncoder)
    alone = real_encoder.encode(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda _: real_encoder.encode(TEXTS), range(8)))
    assert all(np.allclose(alone, vectors, atol=1e-6) for vectors in together)
