from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.apps.cli.conftest import Cli

BUNDLED = Path(__file__).resolve().parents[3] / "ingest" / "profiles"


@pytest.fixture
def own(place: Path) -> Path:
    """A folder of two profiles."""
    folder = place / "profiles"
    folder.mkdir()
    for level in ("p4", "p5"):
        shutil.copy(BUNDLED / "direct" / f"field-sales-{level}.txt", folder)
    return folder


class TestIngest:
    def test_again_skips_what_is_unchanged(self, cli: Cli, own: Path):
        first = cli("ingest", own, "--json").json
        again = cli("ingest", own, "--json").json
        assert (first["added"], first["unchanged"]) == (2, 0)
        assert (again["added"], again["unchanged"]) == (0, 2)
        assert again["generation"] == first["generation"]

    def test_json_accounts_for_every_line(self, cli: Cli, own: Path):
        report = cli("ingest", own, "--json").json
        filled = [
            line for page in own.iterdir() for line in page.read_text("utf-8").splitlines() if line
        ]
        lines = report["lines"]
        assert lines["total"] == len(filled)
        assert lines["placed"] + lines["boilerplate"] + lines["unplaced"] == lines["total"]
        assert {"documents", "updated", "removed", "failed", "profiles", "statements", "chunks",
                "seconds"} <= report.keys()  # fmt: skip

    def test_prune_drops_what_is_gone(self, cli: Cli, own: Path):
        cli("ingest", own)
        (own / "field-sales-p4.txt").unlink()
        assert cli("ingest", own, "--json").json["removed"] == 0
        assert cli("ingest", own, "--prune", "--json").json["removed"] == 1

    def test_an_index_that_would_shrink_much_is_refused_without_force(self, cli: Cli, place: Path):
        folder = place / "profiles"
        shutil.copytree(BUNDLED / "direct", folder)
        cli("ingest", folder)
        for page in list(folder.glob("*.txt"))[1:]:
            page.unlink()
        refused = cli("ingest", folder, "--prune")
        assert refused.code == 1
        assert "--force" in refused.err
        assert cli("ingest", folder, "--prune", "--force").code == 0

    def test_the_summary_counts_and_nothing_else_is_on_stdout(self, cli: Cli, own: Path):
        done = cli("ingest", own)
        assert done.out.startswith("2 documents: 2 added\n2 profiles, ")
        progress = re.compile(r"[a-z]+: [\d,]+ of [\d,]+")
        assert all(progress.fullmatch(line) for line in done.err.splitlines())

    def test_the_bar_is_shown_on_a_terminal_only(self, terminal: Cli, program: Cli, own: Path):
        assert "━" in terminal("ingest", own).out
        assert "━" not in program("ingest", own, "--rebuild").err

    def test_a_path_that_is_not_there_is_named(self, cli: Cli, own: Path):
        done = cli("ingest", own, own / "absent")
        assert done.code == 1
        assert "absent does not exist" in done.err

    def test_a_manifest_of_ones_own_is_read(self, cli: Cli, own: Path, place: Path, monkeypatch):
        (place / "manifest.toml").write_text('paths = ["profiles"]\n')
        monkeypatch.setenv("ROLEASSISTANT_FOLDERS_INGEST", str(place))
        assert cli("ingest", "--json").json["documents"] == 2


class TestCompare:
    def test_levels_of_a_role_are_set_side_by_side(self, cli: Cli, bundled_index: Path):
        answer = cli("compare", "filed sales", "P4", "P5", "--json", "--index", bundled_index).json
        assert answer["question"] == "compare filed sales P4 P5"
        assert answer["intent"] == "compare_levels"
        assert {"P4", "P5"} == {c["level"] for c in answer["citations"]}

    def test_three_levels_can_be_compared(self, cli: Cli, bundled_index: Path):
        shown = cli("compare", "backend", "P2", "P3", "P4", "--index", bundled_index)
        assert re.search(r"P2 +P3 +P4", shown.out)

    def test_a_role_of_several_words_needs_no_quotes(self, cli: Cli, bundled_index: Path):
        quoted = cli("compare", "field sales", "p4", "P5", "--index", bundled_index)
        bare = cli("compare", "field", "sales", "P4", "p5", "--index", bundled_index)
        assert bare.code == 0
        assert bare.out == quoted.out

    def test_two_roles_each_at_its_level_are_compared(self, cli: Cli, bundled_index: Path):
        answer = cli(
            "compare", "sales engineer P3", "backend P4", "--json", "--index", bundled_index
        ).json
        assert answer["intent"] == "compare_roles"
        levels = {(c["role_code"].rpartition(".")[0], c["level"]) for c in answer["citations"]}
        assert {("PRESALES.SALESENG", "P3"), ("ENGINEER.BACKEND", "P4")} <= levels

    def test_one_role_named_twice_is_a_comparison_of_its_levels(self, cli: Cli, bundled_index):
        once = cli("compare", "field sales", "P4", "P5", "--index", bundled_index)
        twice = cli("compare", "field sales P4", "AE P5", "--index", bundled_index)
        assert twice.out == once.out

    def test_codes_can_be_compared(self, cli: Cli, bundled_index: Path):
        codes = ("DIRECT.FIELDSALES.P4", "DIRECT.FIELDSALES.P5")
        assert cli("compare", *codes, "--index", bundled_index).code == 0

    def test_an_unknown_role_is_answered_with_those_that_exist(self, cli: Cli, bundled_index):
        refused = cli("compare", "florist", "P4", "P5", "--index", bundled_index)
        assert refused.code == 2
        assert "florist" in refused.err
        assert "Software Engineer / Backend (ENGINEER.BACKEND)" in refused.err

    @pytest.mark.parametrize(
        "sides", [("field sales", "P4", "P9"), ("field sales P9", "backend P4")]
    )
    def test_an_unknown_level_is_answered_with_those_that_exist(self, cli, bundled_index, sides):
        refused = cli("compare", *sides, "--index", bundled_index)
        assert refused.code == 2
        assert "P9" in refused.err
        assert "P1, P2, P3, P4, P5" in refused.err

    @pytest.mark.parametrize(
        "sides", [("field sales",), ("P4", "P5"), ("field sales", "P4"), ("a", "P4", "b")]
    )
    def test_too_little_to_compare_is_wrong_usage(self, cli: Cli, bundled_index: Path, sides):
        assert cli("compare", *sides, "--index", bundled_index).code == 2

    def test_a_name_that_fits_several_roles_is_answered_with_them(self, cli: Cli, bundled_index):
        refused = cli("compare", "sales", "P4", "P5", "--index", bundled_index)
        assert refused.code == 2
        assert "several roles" in refused.err
        assert "PRESALES.SALESENG" in refused.err


class TestRoles:
    def test_every_role_is_listed_with_its_levels(self, cli: Cli, bundled_index: Path):
        roles = cli("roles", "--json", "--index", bundled_index).json["roles"]
        field_sales = next(role for role in roles if role["role"] == "DIRECT.FIELDSALES")
        assert field_sales["title"] == "Account Executive / Field Sales"
        assert field_sales["levels"] == ["P2", "P3", "P4", "P5"]
        assert field_sales["described_levels"] == ["P1", "P2", "P3", "P4", "P5"]
        assert sum(len(role["pages"]) for role in roles) == len(list(BUNDLED.rglob("*.txt")))

    def test_a_level_without_a_page_stands_in_brackets(self, cli: Cli, bundled_index: Path):
        shown = cli("roles", "--index", bundled_index).out
        assert re.search(r"DIRECT\.FIELDSALES +Account Executive / Field Sales +\(P1\) P2", shown)


class TestShow:
    def test_every_statement_is_shown_where_it_stands(self, cli: Cli, bundled_index: Path):
        shown = cli("show", "backend", "--json", "--index", bundled_index).json
        for section in shown["sections"]:
            for statement in section["statements"]:
                source = statement["sources"][0]
                lines = (BUNDLED.parent / source["path"]).read_text("utf-8").splitlines()
                there = " ".join(lines[source["line_start"] - 1 : source["line_end"]])
                assert " ".join(statement["text"].split()) in " ".join(there.split())

    def test_a_level_confines_it(self, cli: Cli, bundled_index: Path):
        shown = cli("show", "backend", "--level", "p3", "--json", "--index", bundled_index).json
        levels = [s["levels"] for x in shown["sections"] for s in x["statements"] if s["levels"]]
        assert levels
        assert all("P3" in levels_of for levels_of in levels)

    def test_a_code_with_a_level_confines_it_too(self, cli: Cli, bundled_index: Path):
        by_code = cli("show", "ENGINEER.BACKEND.P3", "--json", "--index", bundled_index)
        by_option = cli("show", "backend", "--level", "P3", "--json", "--index", bundled_index)
        assert by_code.out == by_option.out

    @pytest.mark.parametrize("section", ["skills", "Skill", "level_definition", "title aliases"])
    def test_a_section_confines_it(self, cli: Cli, bundled_index: Path, section):
        shown = cli("show", "backend", "--section", section, "--json", "--index", bundled_index)
        kinds = {found["section"] for found in shown.json["sections"]}
        assert len(kinds) == 1
        assert kinds.pop().startswith(section.lower().replace(" ", "_"))

    def test_an_unknown_section_is_answered_with_those_that_exist(self, cli: Cli, bundled_index):
        refused = cli("show", "backend", "--section", "pay", "--index", bundled_index)
        assert refused.code == 2
        assert "guidelines" in refused.err

    def test_text_shows_file_and_line_of_each_statement(self, cli: Cli, bundled_index: Path):
        shown = cli("show", "backend", "--section", "responsibilities", "--index", bundled_index)
        assert "profiles/engineer/backend-p3.txt:" in shown.out
        assert "inferred" in shown.out


class TestAudit:
    def test_the_honest_inconsistencies_of_the_library_are_found(self, cli: Cli, bundled_index):
        found = cli("audit", "--json", "--index", bundled_index).json
        years = [c for c in found["contradictions"] if c["about"] == "typical experience"]
        assert {(c["role"], c["level"]) for c in years} >= {("DIRECT.FIELDSALES", "P5")}
        assert all(len(c["sides"]) > 1 and c["severity"] == "major" for c in years)

    def test_contradictions_stand_apart_from_findings_and_notes(self, cli: Cli, bundled_index):
        shown = cli("audit", "--index", bundled_index).out
        headings = ["Contradictions: ", "Findings: ", "Notes: ", "Repeated text: "]
        places = [shown.index(heading) for heading in headings]
        assert places == sorted(places)
        assert "profiles/direct/field-sales-p5.txt:92" in shown


class TestDoctor:
    def test_a_healthy_installation_ends_with_0(self, cli: Cli, bundled_index: Path):
        looked = cli("doctor", "--index", bundled_index)
        assert looked.code == 0
        assert "Nothing is broken." in looked.out
        assert "(the one that answers)" in looked.out
        assert "least cosine to the original 0.99999" in " ".join(looked.out.split())

    def test_every_setting_comes_with_its_origin(self, cli: Cli, place: Path, models: Path):
        (place / "roleassistant.toml").write_text('[vector_store]\nsearch = "chroma"\n')
        texts = [c["text"] for c in cli("doctor", "--json").json["checks"]]
        assert any(t.startswith("vector_store.search = chroma") and ".toml" in t for t in texts)
        assert any(t.startswith("index = ") and "ROLEASSISTANT_INDEX" in t for t in texts)

    def test_no_index_yet_is_no_breakage_and_the_mend_is_named(self, cli: Cli):
        looked = cli("doctor", "--json")
        assert looked.code == 0
        (index,) = [c for c in looked.json["checks"] if c["area"] == "index"]
        assert index["status"] == "look"
        assert "roleassistant ingest" in index["mend"]

    def test_a_damaged_generation_is_broken(self, cli: Cli, bundled_index: Path, place: Path):
        copy = Path(shutil.copytree(bundled_index, place / "copy"))
        with (copy / "gen-1" / "vectors.npy").open("r+b") as vectors:
            vectors.seek(1000)
            vectors.write(b"damage")
        looked = cli("doctor", "--index", copy)
        assert looked.code == 1
        assert "generation 1 (the one that answers) is damaged" in " ".join(looked.out.split())
        assert "roleassistant ingest --rebuild" in looked.out

    def test_a_password_is_not_shown(self, cli: Cli, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setenv(
            "ROLEASSISTANT_VECTOR_STORE_URL", "http://user:hunter2@127.0.0.1:1/x?token=hunter2"
        )
        monkeypatch.setenv("ROLEASSISTANT_CONVERSATIONS", "postgresql://me:hunter2@db/x")
        for arguments in (["doctor"], ["doctor", "--json"], ["doctor", "--debug"]):
            looked = cli(*arguments)
            assert "hunter2" not in looked.out + looked.err
            assert looked.code == 1  # nobody answers there

    def test_settings_that_cannot_be_read_are_a_finding_and_no_crash(self, cli: Cli, place: Path):
        (place / "roleassistant.toml").write_text("index = \n")
        looked = cli("doctor", "--json")
        assert looked.code == 1
        assert [c["area"] for c in looked.json["checks"] if c["status"] == "broken"] == ["settings"]


def test_the_packages_that_doctor_looks_for_are_those_that_are_needed():
    import tomllib

    from roleassistant.apps.cli.doctor import _PACKAGES

    project = tomllib.loads((BUNDLED.parents[1] / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[<>=\[]", line)[0] for line in project["dependencies"]}
    assert _PACKAGES.keys() <= needed
