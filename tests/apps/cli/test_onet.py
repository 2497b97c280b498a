"""`onet import` from the command line."""

from __future__ import annotations

import json

from tests.indexing.onet import RELEASE, folder_of


def test_an_import_says_what_was_read_and_prints_the_attribution_that_the_licence_asks_for(
    cli, tmp_path
):
    index = tmp_path / "index"
    done = cli("onet", "import", folder_of(tmp_path), "--index", index)
    assert done.code == 0
    assert f"O*NET {RELEASE}: 4 occupations" in done.out
    assert "CC BY 4.0" in " ".join(done.out.split())
    done = cli("onet", "import", folder_of(tmp_path), "--index", index, "--json")
    assert json.loads(done.out)["facts"]["alternate title"] == 3


def test_what_is_no_database_ends_with_1_and_the_mend(cli, tmp_path):
    (tmp_path / "empty").mkdir()
    done = cli("onet", "import", tmp_path / "empty", "--index", tmp_path / "index")
    assert done.code == 1
    assert "onetcenter.org" in cli("onet", "import", tmp_path / "none").err
    assert "no O*NET database" in done.err
