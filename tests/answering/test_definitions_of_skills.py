"""A definition is of the role whose page gives it; only one entry in two wordings is disputed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.indexing.fake_encoder import FakeEncoder
from tests.reading.houses import DEPOT, INSTITUTE, House

from roleassistant.answering.audit import audit
from roleassistant.answering.conflicts.disagreement import Kind
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

MEANINGS = (
    "Reaching a settlement that both sides will stand by.",
    "Trading premium and terms until a risk is worth taking.",
)
REWORDED = "Reaching a settlement that both sides will later stand by."


def disputed(folder: Path, *pages: tuple[House, str, str]) -> list[str]:
    (folder / "pages").mkdir()
    for at, (house, code, meaning) in enumerate(pages):
        text = house.page(house.rungs[1]).replace(house.code, code)
        text = text.replace("- Lifting\n- Moving loads without harm.", f"- Bargaining\n- {meaning}")
        (folder / "pages" / f"{at}.txt").write_text(text)
    encoder = FakeEncoder()
    library = Library(folder / "index", model=encoder.identity)
    ingest([folder / "pages"], library=library, encoder=encoder)
    found = audit(library.load()).contradictions
    library.close()
    return [one.about for one in found if one.kind is Kind.DEFINITION]


@pytest.mark.parametrize(
    ("codes", "meanings", "expected"),
    [
        (("DEPOT.FITTING", "INST.SOIL"), MEANINGS, []),
        (("DEPOT.FITTING", "INST.SOIL"), (MEANINGS[0], REWORDED), ["definition of “Bargaining”"]),
        (("DEPOT.FITTING", "DEPOT.SOIL"), MEANINGS, ["definition of “Bargaining”"]),
        (("DEPOT.FITTING", "DEPOT.SOIL"), (MEANINGS[0], MEANINGS[0]), []),
    ],
    ids=["of two families", "one entry reworded", "of one family", "the same"],
)
def test_what_a_skill_means_in_two_roles(tmp_path, codes, meanings, expected):
    pages = zip((DEPOT, INSTITUTE), codes, meanings, strict=True)
    assert disputed(tmp_path, *pages) == expected
