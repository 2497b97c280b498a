"""The likeness of meaning that the program itself uses, where a test needs it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from roleassistant.reading.segmentation import Likeness


@pytest.fixture(scope="session")
def encode(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[str]], Any]:
    from roleassistant.indexing.embedding import open_encoder

    models = Path(tmp_path_factory.getbasetemp()).parent / "models"
    return open_encoder(models=models).encode


@pytest.fixture(scope="session")
def likeness(encode: Callable[[Sequence[str]], Any]) -> Likeness:
    def compare(left: Sequence[str], right: Sequence[str]) -> Any:
        return np.asarray(encode(list(left))) @ np.asarray(encode(list(right))).T

    return compare
