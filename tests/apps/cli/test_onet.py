"""`onet import` and `onet ingest` from the command line."""

from __future__ import annotations

import json

from tests.indexing.onet import RELEASE, folder_of, zip_of


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


def test_occupations_are_ingested_from_a_zip_that_may_be_gone_afterwards(cli, tmp_path):
    index = tmp_path / "index"
    archive = zip_of(tmp_path)
    done = cli("onet", "ingest", archive, "--index", index)
    assert done.code == 0
    assert "CC BY 4.0" in " ".join(done.out.split())
    archive.unlink()
    done = cli("ask", "What skills do ferry merchants need?", "--index", index, "--json")
    source = json.loads(done.out)["citations"][0]["source"]
    assert source["path"] == "onet/Skills.txt"
    assert (index / source["path"]).is_file()


def test_an_ingest_of_occupations_reports_as_any_other_ingest_does(cli, tmp_path):
    index = tmp_path / "index"
    done = cli("onet", "ingest", folder_of(tmp_path), "--index", index, "--json")
    assert done.code == 0
    report = json.loads(done.out)
    assert (report["documents"], report["failed"], report["lines"]["unplaced"]) == (11, [], 0)
    assert "CC BY 4.0" in " ".join(done.err.split())
    again = cli("onet", "ingest", folder_of(tmp_path), "--index", index, "--json")
    assert json.loads(again.out)["unchanged"] == 11


def test_what_is_no_database_is_not_ingested(cli, tmp_path):
    (tmp_path / "empty").mkdir()
    done = cli("onet", "ingest", tmp_path / "empty", "--index", tmp_path / "index")
    assert done.code == 1
    assert "no O*NET database" in done.err
