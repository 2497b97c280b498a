"""The settings of a process, from everything that was given, read once into one frozen value."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from roleassistant.errors import SettingsError
from roleassistant.settings.every import EVERY, Settings, settings_of
from roleassistant.settings.given import (
    Given,
    from_environment,
    from_file,
    from_overrides,
    review_in,
    table_of,
)
from roleassistant.settings.names import FILE_NAME


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

    given: dict[str, Given] = {}
    review = []
    for folder in (home, here):
        file = folder / FILE_NAME
        table = table_of(file)
        if (found := review_in(table, file)) is not None:
            review.append(found)
        given |= from_file(table, file)
    given |= from_environment(environment, here)
    given |= from_overrides(overrides or {}, here)

    values = {
        key: given[key].read(key, setting) if key in given else setting.default()
        for key, setting in EVERY.items()
    }
    origins = {key: given[key].place if key in given else "default" for key in EVERY}
    return settings_of(values, tuple(review), MappingProxyType(origins))


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
