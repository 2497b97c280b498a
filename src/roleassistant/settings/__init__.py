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

from roleassistant.settings.every import ReviewSettings, Settings
from roleassistant.settings.loading import load_settings, user_configuration_folder
from roleassistant.settings.models import EmbeddingSettings, JudgeSettings, ModelSettings
from roleassistant.settings.names import FILE_NAME, PREFIX, environment_name
from roleassistant.settings.places import FolderSettings, Search, VectorStoreSettings
from roleassistant.settings.slack import SlackSettings

__all__ = [
    "FILE_NAME",
    "PREFIX",
    "EmbeddingSettings",
    "FolderSettings",
    "JudgeSettings",
    "ModelSettings",
    "ReviewSettings",
    "Search",
    "Settings",
    "SlackSettings",
    "VectorStoreSettings",
    "environment_name",
    "load_settings",
    "user_configuration_folder",
]
