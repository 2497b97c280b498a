"""The encoder of the question path: ONNX Runtime and tokenizers, no torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from roleassistant.indexing.embedding.encoder import ModelIdentity, Vectors

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# Sentences of a profile have some 25 tokens. Sorted by length, 8 to 16 a batch run alike; 32 and
# 64 take 3 and 11 % longer, for padding and for the end, when one core waits for the other.
BATCH = 8
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"


class OnnxEncoder:
    """Encodes with a model that `convert` has written. Safe to use from several threads."""

    def __init__(
        self, folder: Path, identity: ModelIdentity, max_tokens: int = 256, threads: int = 0
    ) -> None:
        """`folder` holds model.onnx and tokenizer.json; `threads` 0 takes up to 8 cores.

        Each batch runs on one thread, and batches beside each other: threads that share one batch
        wait for each other at every operator (944 sentences on two cores took 2.1 s, not 1.8,
        and a question 2.8 ms, not 2.5).
        """
        import onnxruntime as ort
        from tokenizers import Tokenizer

        self._identity = identity
        self._threads = threads or min(_cores(), 8)
        self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.no_padding()
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # The file was optimised when it was written: doing it again costs start time only.
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.log_severity_level = 3
        self._session = ort.InferenceSession(
            str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )

    @property
    def identity(self) -> ModelIdentity:
        return self._identity

    def encode(self, texts: Sequence[str]) -> Vectors:
        """n texts → (n, dimension) float32 of length 1, in the order of `texts`.

        Texts run sorted by length, so that a batch is hardly padded; equal input gives equal
        output. Only the first `max_tokens` tokens of a text count.
        """
        vectors = np.empty((len(texts), self._identity.dimension), dtype=np.float32)
        encodings = self._tokenizer.encode_batch_fast([_encodable(text) for text in texts])
        ids = [encoding.ids for encoding in encodings]
        order = sorted(range(len(ids)), key=lambda index: (len(ids[index]), index))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]

        def run(members: list[int]) -> None:
            vectors[members] = self._run([ids[index] for index in members])

        if self._threads == 1 or len(batches) < 2:
            for members in batches:
                run(members)
            return vectors
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(self._threads) as pool:
            # The longest first: what is left for the end, when cores fall idle, is short.
            list(pool.map(run, reversed(batches)))
        return vectors

    def encode_question(self, text: str) -> Vectors:
        vector: Vectors = self._run([self._tokenizer.encode(_encodable(text)).ids])[0]
        return vector

    def _run(self, ids: Sequence[Sequence[int]]) -> Vectors:
        width = max(len(row) for row in ids)
        tokens = np.zeros((len(ids), width), dtype=np.int64)
        mask = np.zeros((len(ids), width), dtype=np.int64)
        for number, row in enumerate(ids):
            tokens[number, : len(row)] = row
            mask[number, : len(row)] = 1
        feed = {"input_ids": tokens, "attention_mask": mask}
        output: Vectors = self._session.run(None, feed)[0]
        return output


def _encodable(text: str) -> str:
    """`text` without lone surrogates, which the tokenizer refuses with a panic."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _cores() -> int:
    # Python 3.13 has os.process_cpu_count; a container may be given fewer than it sees.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
