"""What every test stands on: nothing of the person's own settings, home or network is touched."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tests.postgresql import postgresql  # noqa: F401 - a fixture for all

from roleassistant.indexing.embedding.encoder import Encoder

# The same examples on every run: a failure that one person sees, everybody sees.
settings.register_profile(
    "deterministic",
    derandomize=True,
    deadline=None,  # two cores shared with other work make any deadline a coin toss
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("deterministic")

ROOT = Path(__file__).resolve().parent.parent
_HOME = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    """Before any test module is imported; processes that tests start inherit it."""
    for name in [name for name in os.environ if name.startswith("ROLEASSISTANT_")]:
        del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="roleassistant-tests-"))
    config.stash[_HOME] = home
    os.environ |= {
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        # No test may reach a hub, even by mistake.
        "HF_HUB_OFFLINE": "1",
        "TRANSFORMERS_OFFLINE": "1",
        "NO_COLOR": "1",
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    home = config.stash.get(_HOME, None)
    if home is not None:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def models(request: pytest.FixtureRequest) -> Path:
    """Converted models, kept between runs: converting takes 10 s."""
    assert request.config.cache is not None
    return Path(request.config.cache.mkdir("roleassistant-models"))


@pytest.fixture(scope="session")
def real_encoder(models: Path) -> Encoder:
    """The real model, converted once."""
    from roleassistant.indexing.embedding.opening import open_encoder

    return open_encoder(models=models)


@pytest.fixture(scope="session")
def bundled_index(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """An index of all bundled profiles with the real model. Shared by all tests and workers, so
    never written: a test that changes an index copies it, or makes its own."""
    from roleassistant.indexing.embedding.opening import open_encoder
    from roleassistant.indexing.ingest import ingest
    from roleassistant.indexing.library import Library

    base = tmp_path_factory.getbasetemp()
    # Under xdist each worker has a folder of its own in one that all share.
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / "bundled-index"
    with (shared / "bundled-index.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "CURRENT").exists():
            encoder = open_encoder(models=models)
            library = Library(folder, model=encoder.identity)
            ingest([ROOT / "ingest" / "profiles"], library=library, encoder=encoder)
    return folder
