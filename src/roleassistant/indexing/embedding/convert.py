"""A sentence-transformers model → a folder that the question path can open, made once.

`<models>/<digest[:12]>/` holds model.onnx, model.onnx.data, tokenizer.json and parity.json, which
records the digests of the other files and the proof that both give the same vectors.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from roleassistant.errors import ModelUnavailable
from roleassistant.indexing.durable import sync_folder, sync_tree, told_plainly
from roleassistant.indexing.embedding.encoder import ModelIdentity
from roleassistant.indexing.embedding.model import ModelSource, digest_of

LEAST_COSINE = 0.9999
_FILES = ("model.onnx", "model.onnx.data", "tokenizer.json")
_RECORD = "parity.json"
# Importing torch and converting took 10 s on 2 cores; a busy or small machine is far slower.
_TIME_LIMIT_S = 600


@dataclass(frozen=True, slots=True)
class ConvertedModel:
    """A converted model on disk. `digests` are of its files, by name."""

    folder: Path
    identity: ModelIdentity
    max_tokens: int
    least_cosine: float
    digests: dict[str, str]

    def verify(self) -> None:
        """Hash the files, side by side.

        Raises:
            ModelUnavailable: a file is missing or is not what was written.
        """
        with ThreadPoolExecutor(len(_FILES)) as pool:
            found = pool.map(lambda name: _digest_or_none(self.folder / name), _FILES)
            for name, digest in zip(_FILES, found, strict=True):
                if digest != self.digests[name]:
                    state = "missing" if digest is None else "not what was written"
                    raise ModelUnavailable(
                        f"{self.folder / name} is {state}. Delete {self.folder} and run "
                        f"`roleassistant ingest`: the model is then converted again."
                    )


def find(models: Path, digest: str) -> ConvertedModel | None:
    """The converted model with these weights, or None where it was not converted yet."""
    folder = models / digest[:12]
    try:
        record = json.loads((folder / _RECORD).read_text("utf-8"))
        converted = ConvertedModel(
            folder,
            ModelIdentity(record["name"], record["source_sha256"], int(record["dimension"])),
            int(record["max_tokens"]),
            float(record["least_cosine"]),
            {name: str(record["files"][name]) for name in _FILES},
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError) as problem:
        raise ModelUnavailable(
            f"{folder / _RECORD} cannot be read ({problem}). Delete {folder} and run "
            f"`roleassistant ingest`: the model is then converted again."
        ) from problem
    return converted if converted.identity.digest == digest else None


def convert(source: ModelSource, identity: ModelIdentity, models: Path) -> ConvertedModel:
    """Convert `source`, prove it, and put it below `models` in one step.

    Takes some 10 s and 1 GB in a process of its own.

    Raises:
        ModelUnavailable: the conversion failed, or its vectors differ from the original's.
        IndexNotWritable: `models` cannot be written.
    """
    assert source.folder is not None
    final = models / identity.digest[:12]
    with told_plainly(models):
        models.mkdir(parents=True, exist_ok=True)
        _remove_abandoned(models)
        building = Path(tempfile.mkdtemp(prefix=f"{final.name}.building-", dir=models))
        try:
            _run_worker(source, building)
            _record(source, identity, building)
            sync_tree(building)
            _put(building, final)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    converted = find(models, identity.digest)
    if converted is None:
        raise ModelUnavailable(f"The converted model in {final} vanished while it was written.")
    return converted


def _run_worker(source: ModelSource, building: Path) -> None:
    environment = dict(os.environ, PYTHONPATH=os.pathsep.join(entry for entry in sys.path if entry))
    module = "roleassistant.indexing.embedding.convert_worker"
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, str(source.folder), str(building)],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TIME_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as problem:
        raise ModelUnavailable(
            f"Converting the embedding model {source.name} took over {_TIME_LIMIT_S} s and was "
            f"stopped. Try again on a machine with more free memory."
        ) from problem
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise ModelUnavailable(
            f"The embedding model {source.name} in {source.folder} could not be converted: "
            f"{said[-1]}. Check that torch and sentence-transformers are installed, and that "
            f"there is free disk space and memory."
        )


def _record(source: ModelSource, identity: ModelIdentity, building: Path) -> None:
    path = building / _RECORD
    result = json.loads(path.read_text("utf-8"))
    if not result["least_cosine"] >= LEAST_COSINE:
        raise ModelUnavailable(
            f"The converted {source.name} differs from the original: cosine "
            f"{result['least_cosine']:.6f} for {result['least_alike_text']!r}, and at least "
            f"{LEAST_COSINE} is asked for. Please report this, with your onnxruntime version."
        )
    result["name"] = source.name
    result["source_sha256"] = identity.digest
    result["files"] = {name: digest_of(building / name) for name in _FILES}
    path.write_text(json.dumps(result, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def _put(building: Path, final: Path) -> None:
    try:
        building.rename(final)
    except OSError:
        if not final.exists():
            raise
        # A damaged one is in the way, or another process was first, whose copy is the same:
        # rename cannot replace a folder that is not empty, so that one steps aside.
        aside = building.with_name(f"{building.name}.old")
        final.rename(aside)
        building.rename(final)
        shutil.rmtree(aside, ignore_errors=True)
    sync_folder(final.parent)


def _remove_abandoned(models: Path) -> None:
    """Folders of conversions that were killed; one that is younger may still be at work."""
    for folder in models.glob("*.building-*"):
        if time.time() - folder.stat().st_mtime > 2 * _TIME_LIMIT_S:
            shutil.rmtree(folder, ignore_errors=True)


def _digest_or_none(path: Path) -> str | None:
    try:
        return digest_of(path)
    except OSError:
        return None
