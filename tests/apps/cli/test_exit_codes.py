from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.apps.cli.conftest import Cli

BUNDLED = Path(__file__).resolve().parents[3] / "ingest" / "profiles"
ONE_PAGE = BUNDLED / "direct" / "field-sales-p5.txt"


@pytest.fixture
def own_index(bundled_index: Path, place: Path) -> Path:
    """A copy of the bundled index that a test may damage."""
    return Path(shutil.copytree(bundled_index, place / "copy"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "what separates P4 from P5"],
        ["compare", "field sales", "P4", "P5"],
        ["roles"],
        ["show", "field sales"],
        ["audit"],
    ],
)
def test_without_an_index_every_command_says_how_to_make_one(cli: Cli, arguments):
    asked = cli(*arguments)
    assert asked.code == 3
    assert asked.out == ""
    assert "roleassistant ingest" in asked.err


def test_asking_does_not_make_an_index(cli: Cli, place: Path):
    cli("ask", "what separates P4 from P5")
    assert not (place / "index").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["ask"],
        ["ask", "one", "two"],
        ["ask", "x", "--nonsense"],
        ["compare"],
        ["show"],
        ["roles", "extra"],
    ],
)
def test_wrong_usage_ends_with_2_and_says_how_it_is_used(cli: Cli, arguments):
    used = cli(*arguments)
    assert used.code == 2
    assert used.out == ""
    assert "Usage: roleassistant" in used.err


def test_a_setting_that_cannot_be_used_ends_with_2(cli: Cli, place: Path):
    (place / "roleassistant.toml").write_text('[vector_store]\nsearch = "fast"\n')
    used = cli("roles")
    assert used.code == 2
    assert "vector_store.search" in used.err


def test_an_index_of_another_model_ends_with_3_and_names_both(cli: Cli, own_index: Path, place):
    model = place / "other-model"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"other weights")
    (model / "config.json").write_text(json.dumps({"hidden_size": 384}))
    (place / "roleassistant.toml").write_text('[embedding]\nmodel = "./other-model"\n')
    for command in (["ask", "what separates P4 from P5"], ["compare", "field sales", "P4", "P5"]):
        asked = cli(*command, "--index", own_index)
        assert asked.code == 3
        assert "all-MiniLM-L6-v2" in asked.err
        assert "other-model" in asked.err
        assert "--rebuild" in asked.err
    assert cli("roles", "--index", own_index).code == 0


def test_a_damaged_index_ends_with_3_and_names_the_mend(cli: Cli, own_index: Path):
    (own_index / "gen-1" / "catalogue.sqlite").write_bytes(b"\0" * 4096)
    asked = cli("ask", "what separates P4 from P5", "--index", own_index)
    assert asked.code == 3
    assert "roleassistant ingest --rebuild" in asked.err


def test_an_index_of_another_format_ends_with_3(cli: Cli, own_index: Path):
    from dataclasses import replace

    from roleassistant.indexing.manifest import Manifest

    folder = own_index / "gen-1"
    replace(Manifest.read(folder), format_version=999).write(folder)
    asked = cli("roles", "--index", own_index)
    assert asked.code == 3
    assert "999" in asked.err


def test_a_missing_model_ends_with_4_and_downloads_nothing(cli: Cli, own_index: Path, monkeypatch):
    monkeypatch.setenv("ROLEASSISTANT_EMBEDDING_MODEL", "/nowhere/model")
    asked = cli("ask", "what separates P4 from P5", "--index", own_index)
    assert asked.code == 4
    assert "/nowhere/model" in asked.err


def test_a_chroma_server_that_is_down_ends_with_4(cli: Cli, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://user:hunter2@127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("ROLEASSISTANT_VECTOR_STORE_URL", url)
        done = cli("ingest", ONE_PAGE)
    assert done.code == 4
    assert "Chroma server" in done.err
    assert "hunter2" not in done.err


def test_a_file_that_cannot_be_read_ends_with_1_and_the_others_are_in(cli: Cli, place: Path):
    folder = place / "profiles"
    folder.mkdir()
    shutil.copy(ONE_PAGE, folder)
    (folder / "notes.txt").write_text("Minutes of a meeting.\n")
    done = cli("ingest", folder, "--json")
    assert done.code == 1
    assert done.json["documents"] == 1
    assert [failed["path"] for failed in done.json["failed"]] == ["profiles/notes.txt"]
    assert "notes.txt" in done.err


def test_strict_audit_ends_with_1_where_there_are_findings(cli: Cli, bundled_index: Path):
    assert cli("audit", "--index", bundled_index).code == 0
    assert cli("audit", "--strict", "--index", bundled_index).code == 1


def test_a_traceback_is_shown_with_debug_and_only_then(cli: Cli):
    assert "Traceback" not in cli("ask", "anything").err
    debugged = cli("ask", "anything", "--debug")
    assert debugged.code == 3
    assert "Traceback" in debugged.err
    assert "roleassistant ingest" in debugged.err
    assert "Traceback" not in cli("ask", "anything").err


def test_what_nobody_foresaw_is_reported_without_a_traceback(cli: Cli, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("roleassistant.apps.cli.opening.settings_for", broken)
    asked = cli("ask", "anything")
    assert asked.code == 1
    assert "Traceback" not in asked.err
    assert "KeyError" in asked.err
    assert "--debug" in asked.err


@pytest.mark.parametrize(
    "command", ["ask", "ingest", "compare", "roles", "show", "audit", "doctor"]
)
def test_every_command_has_help_with_an_example_and_the_common_options(cli: Cli, command):
    helped = cli(command, "--help")
    assert helped.code == 0
    assert f"Example: roleassistant {command}" in helped.out
    options = [line.split()[0] for line in helped.out.splitlines() if line.startswith("  --")]
    assert {"--index", "--json", "--debug"} <= set(options)


def test_a_reader_that_goes_away_is_no_error_to_tell(place: Path, bundled_index: Path):
    command = f"{sys.executable} -m roleassistant ask --index {bundled_index} 'which roles?'"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | true"], capture_output=True, text=True
    )
    assert done.returncode == 141
    assert done.stderr == ""


def test_a_full_disk_is_told(place: Path, bundled_index: Path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "roleassistant", "roles", "--index", str(bundled_index)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("error: No space left")
    assert "Traceback" not in done.stderr


def test_interrupting_an_ingest_ends_with_130_and_leaves_no_index(place: Path):
    process = subprocess.Popen(
        [sys.executable, "-m", "roleassistant", "ingest", str(BUNDLED)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"ROLEASSISTANT_TEST": "1"},
    )
    # Once the writer holds its lock the build is under way.
    deadline = time.monotonic() + 60
    while not list((place / "index").glob("cache*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.endswith("Interrupted.\n")
    assert "Traceback" not in said
    assert not (place / "index" / "CURRENT").exists()
