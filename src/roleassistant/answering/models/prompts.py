"""The texts that a model sees: files with a version and variables, checked when they are read."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate

from roleassistant import resources
from roleassistant.errors import SettingsError

_FENCE = "+++"
_ROLES = {"# system": "system", "# user": "human"}
_KEYS = {"name", "version", "variables"}


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt. `digest` is the start of the SHA-256 of its file and of the schema beside it."""

    name: str
    version: int
    digest: str
    template: ChatPromptTemplate

    @property
    def trace(self) -> str:
        """What an answer records of the prompt behind it: "answer v1 (0123456789ab)"."""
        return f"{self.name} v{self.version} ({self.digest})"

    def messages(self, **values: str) -> list[BaseMessage]:
        """The messages with `values` in them. Braces in a value are never read as a variable."""
        return self.template.format_messages(**values)


@dataclass(frozen=True, slots=True)
class Prompts:
    """Every prompt, and the schema of the claims that two of them ask for."""

    answer: Prompt
    repair: Prompt
    judge: Prompt
    ready: Prompt
    schema: dict[str, Any]


def load_prompts(own: Path | None = None) -> Prompts:
    """The bundled prompts, or those in the folder `own`.

    Raises:
        SettingsError: a file is missing or cannot be used; the message says which and why.
    """
    folder = resources.folder("prompts", own)
    schema_file = folder / "claims.json"
    schema_bytes = _read(schema_file)
    try:
        schema = json.loads(schema_bytes)
    except ValueError as problem:
        raise SettingsError(f"{schema_file} is no valid JSON: {problem}. Mend it there.") from None
    if not isinstance(schema, dict) or not isinstance(schema.get("title"), str):
        raise SettingsError(f"{schema_file} is no JSON Schema with a title. Mend it there.")
    return Prompts(
        answer=_load(folder, "answer", schema_bytes),
        repair=_load(folder, "repair", schema_bytes),
        judge=_load(folder, "judge", b""),
        ready=_load(folder, "ready", b""),
        schema=schema,
    )


def load_prompt(name: str, own: Path | None = None) -> Prompt:
    """One prompt that asks for claims, beside those of answers: of the folder `own`, or of the
    bundled one where that has none of this name.

    Raises:
        SettingsError: the file cannot be used.
    """
    folder = resources.folder("prompts", own)
    if not (folder / f"{name}.md").is_file():
        folder = resources.folder("prompts")
    return _load(folder, name, _read(folder / "claims.json"))


def _load(folder: Path, name: str, beside: bytes) -> Prompt:
    file = folder / f"{name}.md"
    content = _read(file)
    try:
        head, text = _parted(content.decode("utf-8"))
        declared = tomllib.loads(head)
    except (ValueError, tomllib.TOMLDecodeError) as problem:
        raise SettingsError(f"{file} is no prompt: {problem}. Mend it there.") from None
    version, variables = _declared(file, name, declared)
    try:
        template = ChatPromptTemplate.from_messages(_messages(text))
    except ValueError as problem:
        raise SettingsError(
            f"{file}: its text is no template: {problem}. A brace that is meant is doubled."
        ) from None
    used = set(template.input_variables)
    if used != variables:
        raise SettingsError(
            f"{file} declares the variables {_names(variables)} and uses {_names(used)}. "
            f"Make them the same."
        )
    digest = hashlib.sha256(content + beside).hexdigest()[:12]
    return Prompt(name, version, digest, template)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise SettingsError(
            f"{file}, a prompt, cannot be read: {problem.strerror or problem}. Put it there, "
            f"or remove the setting folders.prompts to use what is bundled."
        ) from None


def _parted(text: str) -> tuple[str, str]:
    """The front matter and what follows it."""
    lines = text.splitlines()
    if not lines or lines[0] != _FENCE or _FENCE not in lines[1:]:
        raise ValueError(f"it does not begin with front matter between two lines of {_FENCE}")
    end = lines.index(_FENCE, 1)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])


def _declared(file: Path, name: str, declared: dict[str, Any]) -> tuple[int, set[str]]:
    version, variables = declared.get("version"), declared.get("variables")
    if (
        set(declared) == _KEYS
        and declared["name"] == name
        and isinstance(version, int)
        and isinstance(variables, list)
        and all(isinstance(variable, str) for variable in variables)
    ):
        return version, set(variables)
    raise SettingsError(
        f"{file}: its front matter has to be name ({name!r}), version (a whole number) and "
        f"variables (a list of names), and nothing else."
    )


def _messages(text: str) -> list[tuple[str, str]]:
    """(role, text) of each message, in order."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line in _ROLES:
            found.append((_ROLES[line], []))
        elif found:
            found[-1][1].append(line)
        elif line.strip():
            raise ValueError(f"{line!r} stands before the first # system or # user")
    if not found:
        raise ValueError("it has no # system and no # user")
    return [(role, "\n".join(lines).strip()) for role, lines in found]


def _names(variables: set[str]) -> str:
    return ", ".join(sorted(variables)) or "none"
