"""`roleassistant doctor`: what is installed, configured, reachable and broken, and the mend."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from roleassistant.apps.cli import options
from roleassistant.errors import IndexEmpty, IndexMissing, RoleAssistantError

if TYPE_CHECKING:
    from roleassistant.indexing.embedding.encoder import ModelIdentity
    from roleassistant.settings import Settings

EXAMPLE = "roleassistant doctor"

Status = Literal["ok", "look", "broken"]

# What runs a question, and what builds an index; pyproject.toml has the whole list.
_PACKAGES = {
    "chromadb": "chromadb",
    "langchain-core": "langchain_core",
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "rapidfuzz": "rapidfuzz",
    "rich": "rich",
    "sentence-transformers": "sentence_transformers",
    "pystemmer": "Stemmer",
    "tokenizers": "tokenizers",
    "torch": "torch",
    "typer": "typer",
}
# Of extras: what each is for, by the module that is imported, and the extra that brings it.
_EXTRAS = {
    "openpyxl": ("openpyxl", "XLSX", "documents"),
    "python-docx": ("docx", "DOCX", "documents"),
    "pdfplumber": ("pdfplumber", "PDF", "documents"),
}
# A rebuild of a small library takes some 200 MB, most of it the converted model.
_LITTLE_SPACE = 1 << 30
_NO_SPACE = 200 << 20


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `mend` says what to do where it is not ok."""

    area: str
    status: Status
    text: str
    mend: str | None = None


def run(
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Say what is installed, configured, reachable and broken, and the mend for each.

    Changes nothing. Ends with 1 where something is broken.
    """
    del debug
    from roleassistant.apps.cli.terminal import print_json

    checks = list(_examine(index))
    if as_json:
        print_json(
            {
                "broken": sum(check.status == "broken" for check in checks),
                "checks": [
                    {"area": c.area, "status": c.status, "text": c.text, "mend": c.mend}
                    for c in checks
                ],
            }
        )
    else:
        print_checks(checks)
    return 1 if any(check.status == "broken" for check in checks) else 0


def _examine(index: Path | None) -> Iterator[Check]:
    yield from _python()
    yield from _packages()
    yield from _readers()
    from roleassistant.apps.cli.opening import settings_for

    try:
        settings = settings_for(index)
    except RoleAssistantError as problem:
        yield Check("settings", "broken", *_parted(problem))
        return
    yield from _settings(settings)
    identity = yield from _model(settings)
    yield from _index(settings, identity)
    yield from _server(settings)
    yield from _answerer(settings)
    yield from _disk(settings)


def program_version() -> str:
    """The version of roleassistant, also where it runs from source."""
    from importlib import metadata

    try:
        return metadata.version("roleassistant")
    except metadata.PackageNotFoundError:
        return "from source, not installed"


def _python() -> Iterator[Check]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Check("program", "ok", f"roleassistant {program_version()}, Python {version}")


def _packages() -> Iterator[Check]:
    from importlib import metadata
    from importlib.util import find_spec

    for distribution, module in _PACKAGES.items():
        try:
            version = metadata.version(distribution)
        except metadata.PackageNotFoundError:
            version = None
        if version is None or find_spec(module) is None:
            yield Check(
                "package",
                "broken",
                f"{distribution} is not installed",
                "Install roleassistant again: it brings what it needs.",
            )
        else:
            yield Check("package", "ok", f"{distribution} {version}")


def _readers() -> Iterator[Check]:
    """Whether the formats are read that take libraries of their own."""
    from importlib import metadata
    from importlib.util import find_spec

    for distribution, (module, what, extra) in _EXTRAS.items():
        if find_spec(module) is None:
            yield Check(
                "reader",
                "look",
                f"{what} files are not read: {distribution} is not installed",
                f"pip install 'roleassistant[{extra}]'",
            )
        else:
            yield Check(
                "reader", "ok", f"{what} by {distribution} {metadata.version(distribution)}"
            )


def _settings(settings: Settings) -> Iterator[Check]:
    for key, origin in settings.origins.items():
        value: object = settings
        for part in key.split("."):
            value = getattr(value, part)
        if isinstance(value, tuple):
            value = ", ".join(value) or None
        shown = "not set" if value is None else _without_secrets(str(value))
        yield Check("setting", "ok", f"{key} = {shown} ({origin[:1].lower()}{origin[1:]})")


def _without_secrets(text: str) -> str:
    from roleassistant.indexing.stores.store import without_credentials

    return without_credentials(text) if "://" in text else text


def _model(settings: Settings) -> Generator[Check, None, ModelIdentity | None]:
    from roleassistant.apps.cli.opening import models_folder
    from roleassistant.indexing.embedding import convert
    from roleassistant.indexing.embedding.model import locate, verify
    from roleassistant.indexing.embedding.opening import identify

    identity = None
    try:
        source = locate(settings.embedding.model)
        if source.is_hub_name:
            yield Check("model", "look", f"{source.name} is a model of the hub, not looked into")
            return None
        identity = verify(source)
        yield Check("model", "ok", f"{identity}, in {source.folder}, is whole")
    except RoleAssistantError as problem:
        yield Check("model", "broken", *_parted(problem))
        try:
            identity = identify(settings.embedding.model, models_folder(settings))
        except RoleAssistantError:
            return None
    folder = models_folder(settings)
    try:
        converted = convert.find(folder, identity.digest)
        if converted is None:
            yield Check(
                "model",
                "look",
                f"not converted yet in {folder}",
                "Run `roleassistant ingest`: it converts the model, once.",
            )
        else:
            converted.verify()
            yield Check(
                "model",
                "ok",
                f"converted in {converted.folder}, least cosine to the original "
                f"{converted.least_cosine:.7f}",
            )
    except RoleAssistantError as problem:
        yield Check("model", "broken", *_parted(problem))
    return identity


def _index(settings: Settings, identity: ModelIdentity | None) -> Iterator[Check]:
    from roleassistant.indexing.library import Library
    from roleassistant.indexing.manifest import Manifest, ManifestDamaged

    library = Library(settings.index, model=identity, store=settings.vector_store)
    for number in library.numbers():
        folder = library.generation_folder(number)
        current = " (the one that answers)" if number == library.pointed() else ""
        try:
            manifest = Manifest.read(folder)
            manifest.verify(folder)
        except ManifestDamaged as problem:
            yield Check(
                "index",
                "broken",
                f"generation {number}{current} is damaged: {problem}",
                "Run `roleassistant ingest --rebuild` to make it again.",
            )
        else:
            yield Check(
                "index",
                "ok",
                f"generation {number}{current} of {manifest.created_at} is whole: "
                f"{manifest.counts.profiles} profiles, {manifest.counts.chunks} statements, "
                f"{manifest.model}",
            )
    try:
        generation = library.open()
    except (IndexMissing, IndexEmpty) as problem:
        yield Check("index", "look", *_parted(problem))
    except RoleAssistantError as problem:
        yield Check("index", "broken", *_parted(problem))
    else:
        for warning in generation.warnings:
            yield Check("index", "broken", *_parted(warning))
        text = f"generation {generation.number} in {settings.index} answers"
        yield Check("index", "ok", text)
        library.close()


def _server(settings: Settings) -> Iterator[Check]:
    if settings.vector_store.url is None:
        return
    from roleassistant.indexing.stores.server import ChromaServer

    try:
        server = ChromaServer(settings.vector_store.url)
        try:
            version = server.version()
        finally:
            server.close()
    except RoleAssistantError as problem:
        yield Check("server", "broken", *_parted(problem))
    else:
        yield Check("server", "ok", f"{server.url} answers, Chroma {version}")


def _answerer(settings: Settings) -> Iterator[Check]:
    """Asks each chat model that is configured for one word."""
    if settings.answerer == "extractive":
        return
    from roleassistant.answering.models.opening import open_chat_model
    from roleassistant.answering.models.prompts import load_prompts
    from roleassistant.answering.models.reaching import reach

    try:
        prompts = load_prompts(settings.folders.prompts)
    except RoleAssistantError as problem:
        yield Check("answerer", "broken", *_parted(problem))
        return
    for name in (settings.answerer, *settings.models.fallbacks):
        try:
            model = open_chat_model(
                name, schema=prompts.schema, budget_seconds=settings.models.budget_seconds
            )
        except RoleAssistantError as problem:
            yield Check("answerer", "broken", *_parted(problem))
            continue
        wrong = reach(model, prompts)
        if wrong is None:
            yield Check("answerer", "ok", f"{name} answers")
        else:
            fault, mend = wrong
            yield Check("answerer", "broken", f"{name} {fault.text}", mend)


def _disk(settings: Settings) -> Iterator[Check]:
    import shutil

    folder = settings.index.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    text = f"{free / (1 << 30):,.1f} GiB free in {folder}"
    mend = "Free some space, or set the index to another disk with --index."
    if free < _NO_SPACE:
        yield Check("disk", "broken", text, mend)
    elif free < _LITTLE_SPACE:
        yield Check("disk", "look", text, mend)
    else:
        yield Check("disk", "ok", text)
    if not os.access(folder, os.W_OK):
        yield Check(
            "disk",
            "look",
            f"{folder} cannot be written: questions are answered, nothing can be ingested",
            "Make it writable, or set the index to another folder with --index.",
        )


def _parted(problem: RoleAssistantError | str) -> tuple[str, str | None]:
    """What happened, and the mend: our messages end with it, from the first sentence on that
    tells what to do."""
    text = str(problem)
    for start in (". Run ", ". Install ", ". Start ", ". Set ", ". Delete ", ". Save ", ". Mend "):
        at = text.find(start)
        if at >= 0:
            return text[:at], text[at + 2 :]
    return text, None


def print_checks(checks: list[Check]) -> None:
    """Print what was looked at, with the mend for what is not ok."""
    from rich.table import Table
    from rich.text import Text

    from roleassistant.apps.cli.terminal import clean, console, print_result

    styles = {"ok": "green", "look": "yellow", "broken": "bold red"}
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for check in checks:
        text = Text(clean(check.text))
        if check.mend:
            text.append(f"\n{clean(check.mend)}", style="bold")
        grid.add_row(Text(check.status, style=styles[check.status]), check.area, text)
    broken = sum(check.status == "broken" for check in checks)
    verdict = f"{broken} broken" if broken else "Nothing is broken."
    print_result(console(), grid, Text(f"\n{verdict}", style="bold"))
