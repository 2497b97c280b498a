"""The shape of the house, held by its source: who may import whom, and what is never imported."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "roleassistant"

# From the top of the house down. Parts of one floor do not know each other.
FLOORS = (
    ("apps",),
    ("evaluation", "recruiting"),
    ("answering",),
    ("retrieval",),
    ("indexing",),
    ("reading",),
    ("domain",),
)
HEIGHT = {part: len(FLOORS) - floor for floor, parts in enumerate(FLOORS) for part in parts}
# What any part but the domain may use; what each of them may use itself.
COMMON_GROUND = {"errors": set(), "settings": {"errors", "settings"}, "resources": {"errors"}}
ENTRANCES = {"__init__": set(), "__main__": {"apps"}}

# Importing these costs a question more than answering it (docs/decisions/0002 and 0003).
HEAVY = (
    "torch", "sentence_transformers", "transformers", "chromadb", "langchain_core", "sqlalchemy",
)  # fmt: skip

VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base", "types"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def dotted(file: Path) -> str:
    parts = file.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """(line, full dotted name) of everything imported, also inside functions and for types."""
    package = file.relative_to(SOURCE).parent.parts
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"


def part_of(name: str) -> str:
    """`roleassistant.domain.level` is of `domain`; the package itself is of `__init__`."""
    pieces = name.split(".")
    return pieces[1] if len(pieces) > 1 else "__init__"


def allowed(importer: str) -> set[str]:
    if importer in ENTRANCES:
        return ENTRANCES[importer]
    if importer in COMMON_GROUND:
        return COMMON_GROUND[importer]
    below = {part for part, height in HEIGHT.items() if height < HEIGHT[importer]}
    # The package itself gives nothing but its version.
    return {importer} | below | (set() if importer == "domain" else {*COMMON_GROUND, "__version__"})


def test_every_part_of_the_package_has_its_place_in_the_order():
    parts = {
        path.name.removesuffix(".py")
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path.is_dir() and any(path.rglob("*.py")))
    }
    assert parts <= HEIGHT.keys() | COMMON_GROUND.keys() | ENTRANCES.keys()


@pytest.mark.parametrize("file", modules(), ids=dotted)
def test_imports_run_one_way(file):
    name = dotted(file)
    importer = "__init__" if name == "roleassistant" else part_of(name)
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {imported}"
        for line, imported in imports(file)
        if imported.split(".")[0] == "roleassistant" and part_of(imported) not in allowed(importer)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", modules(), ids=dotted)
def test_no_module_has_a_name_that_says_nothing(file):
    assert not VAGUE & set(file.relative_to(PACKAGE).with_suffix("").parts)


# What a hostile document, index or history could turn into code or a connection.
BANNED = {
    r"langchain(_core)?\.load(\..*)?": "revives objects from data (CVE-2025-68664)",
    r"langchain(_core)?\.prompts\.load_prompt.*": "reads files that data names",
    r"langchain(_core)?\.prompts\.loading(\..*)?": "reads files that data names",
    r"langgraph\.checkpoint(\..*)?": "revives objects from a database; history is JSON of our own",
    r"(pickle|cPickle|dill|cloudpickle|joblib|shelve|marshal)(\..*)?": "runs what it reads",
    r"yaml\.(load|unsafe_load|full_load|Loader|UnsafeLoader|FullLoader)": "builds any object",
    r"xml\.(etree|dom|sax).*": "expands entities; defusedxml does not",
    r"chromadb\.(server|app)(\..*)?": "the Python server runs code before it asks who is there",
    r"langchain_community(\..*)?": "a thousand integrations that nobody here reads",
}


@pytest.mark.parametrize("file", modules(), ids=dotted)
def test_nothing_is_imported_that_turns_data_into_code(file):
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {imported}: {why}"
        for line, imported in imports(file)
        for pattern, why in BANNED.items()
        if re.fullmatch(pattern, imported)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "name",
    [
        "langchain_core.load",
        "langchain_core.load.load",
        "langchain_core.load.loads",
        "langchain_core.prompts.load_prompt",
        "langchain_core.prompts.loading.load_prompt",
        "langgraph.checkpoint.sqlite.SqliteSaver",
        "pickle",
        "pickle.loads",
        "yaml.load",
        "xml.etree.ElementTree",
    ],
)
def test_the_ban_knows_what_it_is_for(name):
    assert any(re.fullmatch(pattern, name) for pattern in BANNED)


@pytest.mark.parametrize("file", modules(), ids=dotted)
def test_nothing_evaluates_text_or_runs_a_shell_or_trusts_remote_code(file):
    wrong = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        keywords = {word.arg: ast.unparse(word.value) for word in node.keywords}
        if (
            called in {"eval", "exec", "os.system", "os.popen", "__import__"}
            or keywords.get("shell") == "True"
            or keywords.get("trust_remote_code") == "True"
            or keywords.get("allow_pickle") == "True"
        ):
            wrong.append(f"{file.relative_to(ROOT)}:{node.lineno} {called}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "entrance",
    ["roleassistant.settings", "roleassistant.resources", "roleassistant.domain"],
)
def test_the_ground_that_all_stand_on_loads_no_third_party_library(entrance):
    assert not set(loaded_by(f"import {entrance}")) & {*HEAVY, "numpy", "pydantic", "onnxruntime"}


def test_starting_the_command_line_loads_nothing_that_a_question_does_not_need():
    assert not set(loaded_by("import roleassistant.apps.cli.main")) & set(HEAVY)


def loaded_by(statement: str) -> list[str]:
    """Top-level modules that a fresh process holds after `statement`."""
    script = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


# A public project points at no place on somebody's machine: not at a home, not at this checkout.
HOMES = r"(?<![\w./-])/(?:home|root|Users)/\w"
PRIVATE_PLACES = re.compile("|".join([HOMES, re.escape(f"{ROOT}/"), re.escape(f"{Path.home()}/")]))


def test_no_file_names_a_place_on_the_machine_where_it_was_written():
    files = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if files.returncode != 0:
        pytest.skip("not in a git checkout")
    wrong = [
        f"{name}: {found[0]}"
        for name in files.stdout.splitlines()
        if (ROOT / name).is_file()
        if (found := PRIVATE_PLACES.search((ROOT / name).read_text("utf-8", errors="replace")))
    ]
    assert not wrong, "\n".join(wrong)
