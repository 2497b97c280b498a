"""The likeness of meaning that the program itself uses, where a test needs it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.reading.segmentation import Likeness


@pytest.fixture(scope="session")
def likeness(real_encoder: Encoder) -> Likeness:
    def compare(left: Sequence[str], right: Sequence[str]) -> NDArray[np.floating]:
        return real_encoder.encode(list(left)) @ real_encoder.encode(list(right)).T

    return compare
