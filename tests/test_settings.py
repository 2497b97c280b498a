"""Settings: where they come from, what is refused, and what is never shown."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.errors import SettingsError
from roleassistant.settings import Settings, environment_name, load_settings


class Places:
    """A working folder, a user folder and an environment of a test's own."""

    def __init__(self, folder: Path) -> None:
        self.working_folder = folder / "work"
        self.user_folder = folder / "user"
        self.working_folder.mkdir()
        self.user_folder.mkdir()

    def here(self, toml: str) -> Path:
        return self._write(self.working_folder, toml)

    def home(self, toml: str) -> Path:
        return self._write(self.user_folder, toml)

    def load(self, overrides: dict[str, object] | None = None, **environment: str) -> Settings:
        return load_settings(
            overrides,
            environment=environment,
            working_folder=self.working_folder,
            user_folder=self.user_folder,
        )

    @staticmethod
    def _write(folder: Path, toml: str) -> Path:
        file = folder / "roleassistant.toml"
        file.write_text(toml, encoding="utf-8")
        return file


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def test_without_any_setting_the_defaults_of_the_contract_hold(places):
    settings = places.load()
    assert settings.embedding.model == "all-MiniLM-L6-v2"
    assert settings.embedding.models_folder is None
    assert settings.answerer == "extractive"
    assert settings.models.budget_seconds == 20
    assert settings.models.fallbacks == ()
    assert settings.models.price_input is settings.models.price_output is None
    assert settings.vector_store.url is None
    assert settings.vector_store.search == "exact"
    assert settings.conversations is None
    assert settings.index.is_absolute()
    assert "roleassistant" in settings.index.parts
    assert set(settings.origins.values()) == {"default"}


def test_the_nearer_place_wins(places):
    places.home(
        'answerer = "far:away"\nconversations = "sqlite:///far"\n[embedding]\nmodel = "far"'
    )
    assert places.load().embedding.model == "far"
    file = places.here('answerer = "near:by"\n[embedding]\nmodel = "near"')
    assert places.load().embedding.model == "near"
    environment = {"ROLEASSISTANT_EMBEDDING_MODEL": "nearer"}
    assert places.load(**environment).embedding.model == "nearer"
    settings = places.load({"embedding.model": "nearest", "answerer": None}, **environment)
    assert settings.embedding.model == "nearest"
    assert settings.answerer == "near:by"  # an option that was not given hides nothing
    assert settings.conversations == "sqlite:///far"
    assert settings.origins["embedding.model"] == "The command line"
    assert settings.origins["answerer"] == str(file)


def test_the_index_is_set_by_the_variable_that_the_contract_names(places, tmp_path):
    assert places.load(ROLEASSISTANT_INDEX=str(tmp_path / "i")).index == tmp_path / "i"


def test_an_empty_variable_counts_as_not_set(places):
    assert places.load(ROLEASSISTANT_ANSWERER="").origins["answerer"] == "default"


def test_a_relative_path_is_relative_to_where_it_was_written(places):
    places.home('index = "library"')
    assert places.load().index == places.user_folder / "library"
    assert places.load(ROLEASSISTANT_INDEX="x").index == places.working_folder / "x"
    assert places.load({"index": Path("y")}).index == places.working_folder / "y"


def test_a_tilde_is_the_home_folder(places):
    assert places.load(ROLEASSISTANT_INDEX="~/roles").index == Path.home() / "roles"


def test_a_model_that_begins_with_a_dot_is_a_folder_and_any_other_is_a_name(places):
    places.home('[embedding]\nmodel = "./minilm"')
    assert places.load().embedding.model == str(places.user_folder / "minilm")
    assert places.load({"embedding.model": "org/name"}).embedding.model == "org/name"


@pytest.mark.parametrize(
    ("toml", "key", "allowed"),
    [
        ('colour = "red"', "colour", "embedding.model"),
        ('[embedding]\nmodell = "x"', "embedding.modell", "embedding.model"),
        ('embedding = "x"', "embedding", "embedding.model"),
        ('[vector_store]\nsearch = "fast"', "vector_store.search", '"exact" or "chroma"'),
        ('[vector_store]\nurl = "localhost"', "vector_store.url", "http://localhost:8000"),
        ('answerer = "gpt"', "answerer", "provider:model"),
        ("answerer = 3", "answerer", "a text in quotes"),
        ("answerer = true", "answerer", "a text in quotes"),
        ('answerer = " "', "answerer", "not empty"),
        ('conversations = "file.db"', "conversations", "sqlite:///conversations.db"),
        ('index = ["a"]', "index", "a text in quotes"),
        ("index = 2020-01-01", "index", "a text in quotes"),
        ('[index]\na = "b"', "index.a", "index"),
        ('index = "~nobody-of-that-name/x"', "index", "a path"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_with_file_key_and_what_is_allowed(
    places, toml, key, allowed
):
    file = places.here(toml)
    with pytest.raises(SettingsError) as refusal:
        places.load()
    message = str(refusal.value)
    assert str(file) in message
    assert key in message
    assert allowed in message


def test_a_wrong_value_in_the_environment_names_its_variable(places):
    with pytest.raises(SettingsError, match="ROLEASSISTANT_VECTOR_STORE_SEARCH"):
        places.load(ROLEASSISTANT_VECTOR_STORE_SEARCH="fast")


def test_a_variable_that_is_not_a_setting_is_left_alone(places):
    assert places.load(ROLEASSISTANT_SOMETHING_ELSE="x").answerer == "extractive"


@pytest.mark.parametrize("broken", [b"index = ", b"\xff\xfe\x00", b"a = 1\na = 2", b"\x00"])
def test_a_file_that_is_no_toml_is_named(places, broken):
    file = places.working_folder / "roleassistant.toml"
    file.write_bytes(broken)
    with pytest.raises(SettingsError, match="no valid TOML") as refusal:
        places.load()
    assert str(file) in str(refusal.value)


def test_a_file_nested_beyond_reason_is_refused_without_a_crash(places):
    places.here("a = " + "[" * 100_000)
    with pytest.raises(SettingsError, match=r"roleassistant\.toml"):
        places.load()


def test_a_folder_in_the_place_of_the_file_is_named(places):
    (places.working_folder / "roleassistant.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        places.load()


@pytest.mark.parametrize(
    "toml",
    [
        'api_key = "hunter2"',
        '[openai]\napi_key = "hunter2"',
        '[slack]\nbot-token = "hunter2"',
        'OPENAI_API_KEY = "hunter2"',
        '[a.b.c]\npassword = "hunter2"',
        'conversations = "postgresql://me:hunter2@db/roles"',
        'conversations = "postgresql://db/roles?password=hunter2"',
        '[vector_store]\nurl = "https://me:hunter2@chroma:8000"',
    ],
)
def test_a_secret_in_a_file_is_refused_with_the_mend_and_never_repeated(places, toml):
    places.here(toml)
    with pytest.raises(SettingsError, match="environment") as refusal:
        places.load()
    assert "hunter2" not in str(refusal.value)
    assert "hunter2" not in repr(refusal.value.__cause__)


def test_a_password_in_a_url_may_come_from_the_environment_and_is_not_shown(places):
    settings = places.load(
        ROLEASSISTANT_CONVERSATIONS="postgresql://me:hunter2@db/roles",
        ROLEASSISTANT_VECTOR_STORE_URL="https://me:hunter2@chroma:8000",
    )
    assert settings.conversations == "postgresql://me:hunter2@db/roles"
    assert "hunter2" not in repr(settings)


@given(password=st.text(st.characters(codec="ascii", exclude_characters="\x00"), min_size=4))
def test_a_refused_url_never_shows_its_password(password, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    with pytest.raises(SettingsError) as refusal:
        load_settings(
            environment={"ROLEASSISTANT_VECTOR_STORE_URL": f"ftp://me:hunter2{password}@host"},
            working_folder=folder,
            user_folder=folder,
        )
    assert "hunter2" not in str(refusal.value)


def test_settings_cannot_be_changed(places):
    settings = places.load()
    with pytest.raises(FrozenInstanceError):
        settings.answerer = "other"
    with pytest.raises(FrozenInstanceError):
        settings.embedding.model = "other"
    with pytest.raises(TypeError):
        settings.origins["answerer"] = "me"


def test_each_setting_has_a_variable_of_its_own(places):
    names = [environment_name(key) for key in places.load().origins]
    assert len(names) == len(set(names))
    assert environment_name("embedding.models_folder") == "ROLEASSISTANT_EMBEDDING_MODELS_FOLDER"


def test_a_working_folder_that_was_removed_is_told_plainly(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    script = (
        "import os, roleassistant.settings as s, roleassistant.errors as e\n"
        f"os.rmdir({str(gone)!r})\n"
        "try: s.load_settings()\n"
        "except e.SettingsError as problem: print(problem)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=gone, capture_output=True, text=True, check=True
    )
    assert "working folder was removed" in done.stdout


def test_reading_the_settings_loads_no_heavy_library():
    script = (
        "import sys, roleassistant.settings as s; s.load_settings()\n"
        "print([m for m in ('pydantic', 'importlib.metadata', 'typing_extensions') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_numbers_may_stand_in_a_file_without_quotes_and_in_the_environment(places):
    places.here('[models]\nbudget_seconds = 12.5\nprice_input = 2\nprice_output = "0.5"')
    models = places.load(ROLEASSISTANT_MODELS_PRICE_INPUT="3").models
    assert (models.budget_seconds, models.price_input, models.price_output) == (12.5, 3.0, 0.5)


def test_fallbacks_are_models_with_commas_between_them(places):
    places.here('models.fallbacks = "openai:a, anthropic:b:1"')
    assert places.load().models.fallbacks == ("openai:a", "anthropic:b:1")


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("models.budget_seconds = 0", "from 1 to 600"),
        ("models.budget_seconds = true", "text in quotes"),
        ('models.budget_seconds = "soon"', "from 1 to 600"),
        ('models.budget_seconds = "nan"', "from 1 to 600"),
        ("models.price_input = -1", "million tokens"),
        ("models.price_output = inf", "million tokens"),
        ('models.fallbacks = "openai:a,, b"', "provider:model"),
        ('models.fallbacks = ["openai:a"]', "text in quotes"),
        ("answerer = 3", "text in quotes"),
    ],
)
def test_values_for_models_that_cannot_be_used_are_refused(places, line, allowed):
    places.here(line)
    with pytest.raises(SettingsError, match=allowed):
        places.load()
