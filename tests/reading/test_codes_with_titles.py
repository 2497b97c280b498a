"""A code with a title beside it, over several tables, is one level by two names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from roleassistant.reading import registry
from roleassistant.reading.document import load

HEAD = "| Area | K2 Parish Clerk | K3 Deputy Verger | K4 Parish Steward |\n|---|---|---|---|\n"
PAGE = (
    f"# Parish matrix\n\n## Services\n\n{HEAD}"
    "| Music | Copies hymn sheets | Books the organist | Plans the year |\n"
    f"\n## Buildings\n\n{HEAD}| Repairs | Reports leaks | Calls the roofer | Keeps a fund |\n"
)


def _no_likeness(texts: Sequence[str], others: Sequence[str]) -> NDArray[np.float32]:
    return np.zeros((len(texts), len(others)), dtype=np.float32)


def test_titles_that_come_again_over_each_table_make_no_role_of_their_own(tmp_path):
    page = tmp_path / "parish" / "matrix.md"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    reading = registry.read(load(page, "parish/matrix.md"), _no_likeness)
    assert len({profile.code.role for profile in reading.profiles}) == 1
    assert {str(profile.level) for profile in reading.profiles} == {"K2", "K3", "K4"}
