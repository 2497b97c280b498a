"""What a person may set, read once into one frozen value.

Where a setting comes from, the first that names it wins:

1. the command line,
2. the environment: `ROLEASSISTANT_` and the key, upper case, `.` as `_`
   (`embedding.model` is ROLEASSISTANT_EMBEDDING_MODEL),
3. `roleassistant.toml` in the working folder,
4. `roleassistant.toml` in the user's configuration folder,
5. the default.

Secrets come from the environment alone; a file that holds one is refused.

Plain dataclasses, not pydantic models: a question reads its settings before anything else, and the
messages are ours either way (docs/decisions/0004).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NoReturn, cast

from roleassistant.errors import SettingsError

FILE_NAME = "roleassistant.toml"
PREFIX = "ROLEASSISTANT_"

Search = Literal["exact", "chroma"]


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """`model`: a name or a folder. `models_folder`: of converted models (None: in the index)."""

    model: str
    models_folder: Path | None


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """How chat models are used. `fallbacks` are asked where the answerer fails.

    `budget_seconds` bounds everything that is done with models for one question. Prices are of
    the answerer, for a million tokens, in whatever currency the person counts in.
    """

    budget_seconds: float
    fallbacks: tuple[str, ...]
    price_input: float | None
    price_output: float | None


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """How a chat model scores claims in evals. `replies` is the file that keeps what it said
    (None: in the user's cache folder); prices are of the judge, for a million tokens."""

    votes: int
    budget_seconds: float
    price_input: float | None
    price_output: float | None
    replies: Path | None


@dataclass(frozen=True, slots=True)
class VectorStoreSettings:
    """`url` is a Chroma server, None for embedded Chroma in the index folder.

    `search` decides how embedded vectors are searched: an exact product, or Chroma's own index.
    """

    # A URL may carry a password, which must not reach a log through repr().
    url: str | None = field(repr=False)
    search: Search


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How the bot runs; its tokens come from SLACK_* variables alone.

    `database` keeps the queue, the traces and the installations (None: SQLite in the index folder).
    `groups` maps ids of Slack user groups to the names by which profiles restrict themselves.
    `streaming` is "auto" (where a language model words the answers) or "never".
    """

    api_url: str
    database: str | None = field(repr=False)
    workers: int
    queue: int
    follow_ups: bool
    groups: tuple[tuple[str, str], ...]
    streaming: str
    keep_days: int
    log_text: bool


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """A person's own data in place of what is bundled; None for the bundled."""

    ingest: Path | None
    prompts: Path | None
    evals: Path | None


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How job posts are reviewed: the table `[jobpost.lint]` as a file has it. `place` is the
    file. What may stand in it, `recruiting/lint/configuration.py` knows."""

    place: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, validated. `origins` says for each key who set it, for `doctor`."""

    index: Path
    embedding: EmbeddingSettings
    answerer: str
    models: ModelSettings
    judge: JudgeSettings
    vector_store: VectorStoreSettings
    conversations: str | None = field(repr=False)  # None: SQLite in the index folder
    conversations_keep_days: int
    slack: SlackSettings
    folders: FolderSettings
    review: tuple[ReviewSettings, ...]  # the user's, then that of the working folder, which wins
    origins: Mapping[str, str]


def load_settings(
    overrides: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    working_folder: Path | None = None,
    user_folder: Path | None = None,
) -> Settings:
    """Read the settings.

    Args:
        overrides: what the command line said, by key ("index", "embedding.model"); None values
            are options that were not given.
        environment, working_folder, user_folder: in place of those of the process.

    Raises:
        SettingsError: an unknown key, a value that cannot be used, a secret in a file, or a file
            that is no TOML. The message names the place, the key and what is allowed.
    """
    environment = os.environ if environment is None else environment
    here = _working_folder() if working_folder is None else working_folder
    home = user_configuration_folder() if user_folder is None else user_folder

    given: dict[str, _Given] = {}
    review = []
    for folder in (home, here):
        file = folder / FILE_NAME
        table = _table_of(file)
        if (found := _review_in(table, file)) is not None:
            review.append(found)
        given |= _from_file(table, file)
    given |= _from_environment(environment, here)
    given |= _from_overrides(overrides or {}, here)

    values = {
        key: given[key].read(key, setting) if key in given else setting.default()
        for key, setting in _SETTINGS.items()
    }
    origins = {key: given[key].place if key in given else "default" for key in _SETTINGS}
    return Settings(
        index=cast(Path, values["index"]),
        embedding=EmbeddingSettings(
            model=cast(str, values["embedding.model"]),
            models_folder=cast("Path | None", values["embedding.models_folder"]),
        ),
        answerer=cast(str, values["answerer"]),
        models=ModelSettings(
            budget_seconds=cast(float, values["models.budget_seconds"]),
            fallbacks=cast("tuple[str, ...]", values["models.fallbacks"]),
            price_input=cast("float | None", values["models.price_input"]),
            price_output=cast("float | None", values["models.price_output"]),
        ),
        judge=JudgeSettings(
            votes=cast(int, values["judge.votes"]),
            budget_seconds=cast(float, values["judge.budget_seconds"]),
            price_input=cast("float | None", values["judge.price_input"]),
            price_output=cast("float | None", values["judge.price_output"]),
            replies=cast("Path | None", values["judge.replies"]),
        ),
        vector_store=VectorStoreSettings(
            url=cast("str | None", values["vector_store.url"]),
            search=cast(Search, values["vector_store.search"]),
        ),
        conversations=cast("str | None", values["conversations"]),
        conversations_keep_days=cast(int, values["conversations_keep_days"]),
        slack=SlackSettings(
            api_url=cast(str, values["slack.api_url"]),
            database=cast("str | None", values["slack.database"]),
            workers=cast(int, values["slack.workers"]),
            queue=cast(int, values["slack.queue"]),
            follow_ups=cast(bool, values["slack.follow_ups"]),
            groups=cast("tuple[tuple[str, str], ...]", values["slack.groups"]),
            streaming=cast(str, values["slack.streaming"]),
            keep_days=cast(int, values["slack.keep_days"]),
            log_text=cast(bool, values["slack.log_text"]),
        ),
        folders=FolderSettings(
            ingest=cast("Path | None", values["folders.ingest"]),
            prompts=cast("Path | None", values["folders.prompts"]),
            evals=cast("Path | None", values["folders.evals"]),
        ),
        review=tuple(review),
        origins=MappingProxyType(origins),
    )


def user_configuration_folder() -> Path:
    """The platform's folder for a person's own roleassistant.toml."""
    from platformdirs import user_config_path

    return user_config_path("roleassistant", appauthor=False)


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as problem:
        raise SettingsError(
            "The working folder was removed. Change to one that exists and run the command again."
        ) from problem


def environment_name(key: str) -> str:
    """The variable that sets `key`."""
    return PREFIX + key.replace(".", "_").upper()


# --- one setting: its default, and how a value becomes what the program uses ------------------


class _Refused(ValueError):
    """What is allowed instead; the caller adds the place and the key."""


@dataclass(frozen=True, slots=True)
class _Setting:
    default: Callable[[], object]
    parse: Callable[[str, Path], object]
    number: bool = False  # a file may give it without quotes
    boolean: bool = False  # as well


def _default_index() -> Path:
    from platformdirs import user_data_path

    return user_data_path("roleassistant", appauthor=False) / "index"


def _path(text: str, base: Path) -> Path:
    """Relative to where it was written: a file's folder, or the working folder."""
    try:
        path = Path(text).expanduser()
    except RuntimeError as problem:
        raise _Refused("a path whose ~user exists") from problem
    return path if path.is_absolute() else base / path


def _model(text: str, base: Path) -> str:
    # "./minilm" and "~/minilm" are folders, "all-MiniLM-L6-v2" and "org/name" are names.
    return str(_path(text, base)) if text.startswith((".", "~")) else text


def _answerer(text: str, base: Path) -> str:
    del base
    if text == "extractive" or _CHAT_MODEL.fullmatch(text):
        return text
    raise _Refused('"extractive" or a chat model as provider:model')


_CHAT_MODEL = re.compile(r"[a-z][a-z0-9_\-]*:[^\s,]+")


def _chat_models(text: str, base: Path) -> tuple[str, ...]:
    del base
    names = tuple(name.strip() for name in text.split(","))
    if all(_CHAT_MODEL.fullmatch(name) for name in names):
        return names
    raise _Refused("chat models as provider:model, with commas between them")


def _seconds(text: str, base: Path) -> float:
    del base
    if (seconds := _number(text)) is not None and 1 <= seconds <= 600:
        return seconds
    raise _Refused("a number of seconds from 1 to 600")


def _votes(text: str, base: Path) -> int:
    del base
    if text.isdecimal() and 1 <= int(text) <= 15:
        return int(text)
    raise _Refused("a whole number of votes from 1 to 15")


def _price(text: str, base: Path) -> float:
    del base
    if (price := _number(text)) is not None and 0 <= price < float("inf"):
        return price
    raise _Refused("the price of a million tokens, as in 0.25")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _search(text: str, base: Path) -> str:
    del base
    if text in {"exact", "chroma"}:
        return text
    raise _Refused('"exact" or "chroma"')


def _server_url(text: str, base: Path) -> str:
    del base
    if re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        return text
    raise _Refused("the URL of a Chroma server, as in http://localhost:8000")


def _database_url(text: str, base: Path) -> str:
    del base
    if re.fullmatch(r"[a-z][a-z0-9+]*://\S+", text):
        return text
    raise _Refused("the URL of a database, as in sqlite:///conversations.db")


def _days(text: str, base: Path) -> int:
    del base
    if text.isdecimal() and 1 <= int(text) <= 3650:
        return int(text)
    raise _Refused("a whole number of days from 1 to 3650")


def _api_url(text: str, base: Path) -> str:
    del base
    if re.fullmatch(r"https?://[^\s/@]+(/\S*)?", text):
        return text if text.endswith("/") else f"{text}/"
    raise _Refused("the URL of Slack's Web API, as in https://slack.com/api/")


def _workers(text: str, base: Path) -> int:
    del base
    if text.isdecimal() and 1 <= int(text) <= 64:
        return int(text)
    raise _Refused("a whole number of workers from 1 to 64")


def _places(text: str, base: Path) -> int:
    del base
    if text.isdecimal() and 1 <= int(text) <= 100_000:
        return int(text)
    raise _Refused("a whole number of questions from 1 to 100000")


def _yes_or_no(text: str, base: Path) -> bool:
    del base
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    raise _Refused('"true" or "false"')


def _streaming(text: str, base: Path) -> str:
    del base
    if text in {"auto", "never"}:
        return text
    raise _Refused('"auto" or "never"')


def _groups(text: str, base: Path) -> tuple[tuple[str, str], ...]:
    del base
    pairs = [[side.strip() for side in pair.split(":", 1)] for pair in text.split(",")]
    if all(len(pair) == 2 and all(pair) for pair in pairs):
        return tuple((pair[0], pair[1]) for pair in pairs)
    raise _Refused("Slack user groups and their names, as in S0614TZR7:people-managers, S0…:hr")


def _none() -> None:
    return None


_SETTINGS: Mapping[str, _Setting] = MappingProxyType(
    {
        "index": _Setting(_default_index, _path),
        "embedding.model": _Setting(lambda: "all-MiniLM-L6-v2", _model),
        "embedding.models_folder": _Setting(_none, _path),
        "answerer": _Setting(lambda: "extractive", _answerer),
        "models.budget_seconds": _Setting(lambda: 20.0, _seconds, number=True),
        "models.fallbacks": _Setting(lambda: (), _chat_models),
        "models.price_input": _Setting(_none, _price, number=True),
        "models.price_output": _Setting(_none, _price, number=True),
        "judge.votes": _Setting(lambda: 3, _votes, number=True),
        "judge.budget_seconds": _Setting(lambda: 60.0, _seconds, number=True),
        "judge.price_input": _Setting(_none, _price, number=True),
        "judge.price_output": _Setting(_none, _price, number=True),
        "judge.replies": _Setting(_none, _path),
        "vector_store.url": _Setting(_none, _server_url),
        "vector_store.search": _Setting(lambda: "exact", _search),
        "conversations": _Setting(_none, _database_url),
        "conversations_keep_days": _Setting(lambda: 30, _days, number=True),
        "slack.api_url": _Setting(lambda: "https://slack.com/api/", _api_url),
        "slack.database": _Setting(_none, _database_url),
        "slack.workers": _Setting(lambda: 4, _workers, number=True),
        "slack.queue": _Setting(lambda: 200, _places, number=True),
        "slack.follow_ups": _Setting(lambda: True, _yes_or_no, boolean=True),
        "slack.groups": _Setting(lambda: (), _groups),
        "slack.streaming": _Setting(lambda: "auto", _streaming),
        "slack.keep_days": _Setting(lambda: 30, _days, number=True),
        "slack.log_text": _Setting(lambda: False, _yes_or_no, boolean=True),
        "folders.ingest": _Setting(_none, _path),
        "folders.prompts": _Setting(_none, _path),
        "folders.evals": _Setting(_none, _path),
    }
)


# --- where values come from -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Given:
    value: object
    place: str  # as a message names it
    base: Path  # what a relative path is relative to

    def read(self, key: str, setting: _Setting) -> object:
        value = self.value
        if setting.number and isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if setting.boolean and isinstance(value, bool):
            value = str(value).lower()
        if not isinstance(value, str) or not value.strip():
            found = "is empty" if isinstance(value, str) else f"is {_kind(value)}"
            _refuse(self.place, f"{key} {found}", "a text in quotes that is not empty")
        try:
            return setting.parse(value.strip(), self.base)
        except _Refused as allowed:
            _refuse(self.place, f"{key} is {_without_password(value)!r}", str(allowed))


def _from_overrides(overrides: Mapping[str, object], here: Path) -> dict[str, _Given]:
    unknown = sorted(overrides.keys() - _SETTINGS.keys())
    if unknown:
        _refuse("The command line", f"{unknown[0]} is no setting", _known(_SETTINGS))
    return {
        key: _Given(str(value) if isinstance(value, Path) else value, "The command line", here)
        for key, value in overrides.items()
        if value is not None
    }


def _from_environment(environment: Mapping[str, str], here: Path) -> dict[str, _Given]:
    """An empty variable counts as not set, as shells have it; other ROLEASSISTANT_* are ignored."""
    return {
        key: _Given(environment[name], f"The environment variable {name}", here)
        for key in _SETTINGS
        if environment.get(name := environment_name(key), "").strip()
    }


def _table_of(file: Path) -> dict[str, object]:
    """What a file holds; nothing where it is not there."""
    import tomllib

    try:
        return tomllib.loads(file.read_bytes().decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as problem:
        raise SettingsError(
            f"{file} cannot be read: {problem.strerror or problem}. "
            f"Make it readable or move it away."
        ) from problem
    except RecursionError:
        raise SettingsError(f"{file} is nested too deeply. Mend it there.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        # The message of tomllib names line and column and never the text, which may be a secret.
        raise SettingsError(f"{file} is no valid TOML: {problem}. Mend it there.") from None


def _review_in(table: dict[str, object], file: Path) -> ReviewSettings | None:
    """Takes `[jobpost.lint]` out of the table: its keys are no settings of one value each."""
    posts = table.get("jobpost")
    values = posts.pop("lint", None) if isinstance(posts, dict) else None
    if values is None:
        return None
    if not isinstance(values, dict):
        _refuse(str(file), f"jobpost.lint is {_kind(values)}", "a table, [jobpost.lint]")
    for key, value in _leaves(values, "jobpost.lint."):
        _refuse_secret(file, key, value)
    return ReviewSettings(str(file), MappingProxyType(values))


def _from_file(table: Mapping[str, object], file: Path) -> dict[str, _Given]:
    given = {}
    for key, value in _leaves(table):
        _refuse_secret(file, key, value)
        if key not in _SETTINGS:
            _refuse(str(file), f"{key} is no setting", _known(_SETTINGS))
        given[key] = _Given(value, str(file), file.parent)
    return given


def _leaves(table: Mapping[str, object], above: str = "") -> list[tuple[str, object]]:
    """`{"embedding": {"model": …}}` as `embedding.model`; an empty table sets nothing."""
    leaves: list[tuple[str, object]] = []
    for name, value in table.items():
        key = above + name
        leaves += _leaves(value, f"{key}.") if isinstance(value, dict) else [(key, value)]
    return leaves


# --- secrets ----------------------------------------------------------------------------------

_SECRET_KEY = re.compile(
    r"(^|[._\-])(key|apikey|token|secrets?|password|passwd|pwd|credentials?)($|[._\-])",
    re.IGNORECASE,
)
_PASSWORD_IN_URL = re.compile(
    r"://[^/@\s]*:[^/\s]*@|[?&](password|passwd|pwd|token|api_?key|secret)=", re.IGNORECASE
)


def _refuse_secret(file: Path, key: str, value: object) -> None:
    """Raises without ever repeating the value."""
    if key not in _SETTINGS and _SECRET_KEY.search(key):
        raise SettingsError(
            f"{file}: {key} looks like a secret, and secrets are not kept in files. Remove it "
            f"(and change it, if others could read the file) and set it in the environment, "
            f"for a model provider under the name that the provider documents."
        )
    if isinstance(value, str) and _PASSWORD_IN_URL.search(value):
        variable = f" as {environment_name(key)}" if key in _SETTINGS else ""
        raise SettingsError(
            f"{file}: the URL in {key} holds a password, and secrets are not kept in files. "
            f"Remove it and set the whole URL in the environment{variable}."
        )


def _without_password(text: str) -> str:
    """Cuts generously, since a password may hold any character: up to the last @, and the query."""
    text = re.sub(r"(?<=://).*@", "…@", text, flags=re.DOTALL)
    return re.sub(r"\?.*", "?…", text, flags=re.DOTALL) if "://" in text else text


# --- messages ---------------------------------------------------------------------------------


def _refuse(place: str, problem: str, allowed: str) -> NoReturn:
    raise SettingsError(f"{place}: {problem}. Allowed: {allowed}.")


def _known(settings: Mapping[str, _Setting]) -> str:
    return ", ".join(settings)


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "a date or time")
