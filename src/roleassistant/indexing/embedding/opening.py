"""From the setting `embedding.model` to an encoder that is ready to use."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from roleassistant.errors import ModelUnavailable
from roleassistant.indexing.durable import replace_text
from roleassistant.indexing.embedding.encoder import Encoder, ModelIdentity
from roleassistant.indexing.embedding.model import (
    DEFAULT_IDENTITY,
    DEFAULT_MODEL,
    WEIGHTS,
    ModelSource,
    is_convertible,
    locate,
    verify,
)

if TYPE_CHECKING:
    from roleassistant.indexing.embedding.convert import ConvertedModel

_log = logging.getLogger(__name__)
_SEEN = "sources.json"


def identify(setting: str, models: Path) -> ModelIdentity:
    """Which weights the setting means, without reading 90 MB where they were read before.

    The default model's digest is known; a folder's is remembered beside the converted models,
    with size and time of its weights, and worked out again when these change.

    Raises:
        ModelUnavailable: there is no such model on this machine.
    """
    return _identify(locate(setting), models)


def open_encoder(setting: str = DEFAULT_MODEL, *, models: Path) -> Encoder:
    """The encoder that the setting `embedding.model` names, offline.

    `models` is the folder of converted models (`<index>/models` unless set otherwise). The first
    call for a model converts it there, which takes some 10 s; later ones open it in 0.3 s. A
    model that cannot be converted runs through sentence-transformers, with a log line.

    Raises:
        ModelUnavailable: missing, damaged, in an unsafe format, or not the published one.
        IndexNotWritable: the model has to be converted and `models` cannot be written.
    """
    from roleassistant.indexing.embedding import convert
    from roleassistant.indexing.embedding.onnx import OnnxEncoder

    source = locate(setting)
    if source.is_hub_name:
        source = _from_hub(source)
    identity = _identify(source, models)
    try:
        converted = convert.find(models, identity.digest)
        if converted is not None:
            _verify_while_importing(converted)
    except ModelUnavailable as problem:
        if source.folder is None:
            raise
        _log.warning("%s It is converted again now.", problem)
        converted = None
    if converted is None:
        identity = verify(source)  # the weights themselves, before anything is made of them
        assert source.folder is not None
        if not is_convertible(source.folder):
            from roleassistant.indexing.embedding.sentence_transformer import (
                SentenceTransformerEncoder,
            )

            _log.warning(
                "The embedding model %s is not BERT with mean pooling, so it runs through "
                "sentence-transformers: a question then takes seconds to start.",
                source.name,
            )
            return SentenceTransformerEncoder(source, identity)
        _log.info("Converting the embedding model %s, once, into %s", source.name, models)
        converted = convert.convert(source, identity, models)
    return OnnxEncoder(converted.folder, identity, converted.max_tokens)


def _verify_while_importing(converted: ConvertedModel) -> None:
    """Hashing 90 MB and importing ONNX Runtime take some 0.15 s each: at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        verified = pool.submit(converted.verify)
        import onnxruntime  # noqa: F401
        import tokenizers  # noqa: F401

        verified.result()


def _identify(source: ModelSource, models: Path) -> ModelIdentity:
    if source.is_default:
        return DEFAULT_IDENTITY
    if source.folder is None:
        source = _from_hub(source)
    assert source.folder is not None
    weights = source.folder / WEIGHTS
    try:
        status = weights.stat()
    except OSError:
        return verify(source)  # which says what is missing
    stamp = [str(weights), status.st_size, status.st_mtime_ns, status.st_ino]
    seen_file = models / _SEEN
    try:
        seen = json.loads(seen_file.read_text("utf-8"))
        for entry in seen:
            if entry["stamp"] == stamp:
                return ModelIdentity(source.name, entry["digest"], int(entry["dimension"]))
    except (OSError, ValueError, LookupError, TypeError):
        seen = []
    identity = verify(source)
    entry = {"stamp": stamp, "digest": identity.digest, "dimension": identity.dimension}
    others = [known for known in seen if known["stamp"][0] != stamp[0]]
    try:
        models.mkdir(parents=True, exist_ok=True)
        replace_text(seen_file, json.dumps([*others, entry], indent=2) + "\n")
    except OSError as problem:
        # Only a memory of work done: without it the weights are read again next time.
        _log.info("%s was not written: %s", seen_file, problem)
    return identity


def _from_hub(source: ModelSource) -> ModelSource:
    """A model of the hub that the user named; the one place that may use the network."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    name = source.name if "/" in source.name else f"sentence-transformers/{source.name}"
    patterns = ["*.json", "*.safetensors", "*.txt", "*/config.json"]
    try:
        folder = snapshot_download(name, allow_patterns=patterns)
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as problem:
        raise ModelUnavailable(
            f"The embedding model {source.name} is neither a folder here nor could it be had "
            f"from the hub ({type(problem).__name__}). Set embedding.model to a folder that holds "
            f"it, or leave it out to use {DEFAULT_MODEL}."
        ) from problem
    return ModelSource(source.name, Path(folder), is_default=False)
