"""Files and folders → suites. What is wrong in a file is told with its line, case and mend."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from roleassistant import resources
from roleassistant.errors import DocumentError, UsageError
from roleassistant.evaluation.metrics.catalogue import METRICS
from roleassistant.evaluation.suites.case import Case, Place, Turn
from roleassistant.evaluation.suites.suite import Corpus, Header, Settings, Suite, Threshold, Whole

_Model = TypeVar("_Model", bound=BaseModel)

# Latencies are of a whole run, and of no suite.
_GATED = tuple(metric.name for metric in METRICS)
HEADER = "suites.yaml"
_YAML = {".yaml", ".yml"}
# Of so many errors in one file the first are told: the rest often follow from these.
_TOLD = 10
_FIELDS: Mapping[str, type[BaseModel]] = {
    "case": Case,
    "turn": Turn,
    "place": Place,
    "suite": Settings,
    "corpus": Corpus,
    "threshold": Threshold,
}
_OF_A_CASE = {"id", "corpus", "tags", "weight", "split", "draft", "note", "turns"}


def suites_named(names: Sequence[str], own: Path | None = None) -> list[Suite]:
    """The suites that a person means: files and folders, or names among the bundled evals.

    `own` is the person's folder of evals in place of the bundled one. `evals/x.jsonl` is found
    there too where no such path exists.

    Raises:
        UsageError: nothing of this name.
        DocumentError: as `read_suites`.
    """
    return _each_once(suite for name in names for suite in _named(name, own))


def _named(name: str, own: Path | None) -> Iterator[Suite]:
    path = Path(name).expanduser()
    if path.exists():
        yield from _suites(path.resolve())
        return
    bundled = resources.folder("evals", own)
    header = _header(bundled)
    inner = Path(*path.parts[1:]) if path.parts[:1] == ("evals",) else path
    listed = next((suite for suite in header.suites if suite.name == str(inner)), None)
    if listed is not None:
        yield _of_header(bundled, header, listed)
    elif not inner.is_absolute() and (bundled / inner).exists():
        yield from _suites(bundled / inner)
    else:
        known = ", ".join(suite.name for suite in header.suites)
        raise UsageError(
            f"There is no suite {name}: neither a file or folder of that name, nor one among the "
            f"bundled ones in {bundled} ({known})."
        )


def read_suites(paths: Iterable[Path]) -> list[Suite]:
    """The suites in `paths`, each once, in order.

    A folder has those that its suites.yaml lists, or else one for each JSONL or YAML file in it.

    Raises:
        DocumentError: a file cannot be read or holds something that no suite has; the message
            names file, line, case and field, and the mend.
    """
    return _each_once(suite for path in paths for suite in _suites(path))


def _each_once(suites: Iterable[Suite]) -> list[Suite]:
    found: dict[tuple[str, tuple[Path, ...]], Suite] = {}
    for suite in suites:
        found.setdefault((suite.name, suite.files), suite)
    names = [suite.name for suite in found.values()]
    for name in names:
        if names.count(name) > 1:
            files = " and ".join(
                ", ".join(map(str, suite.files)) for suite in found.values() if suite.name == name
            )
            raise DocumentError(f"Two suites are called {name}: {files}. Give one another name.")
    return list(found.values())


def _suites(path: Path) -> Iterator[Suite]:
    if path.is_dir():
        header = _header(path)
        if header.suites:
            for settings in header.suites:
                yield _of_header(path, header, settings)
            return
        files = [f for f in sorted(path.iterdir()) if f.suffix in {".jsonl", *_YAML}]
        if not files:
            raise DocumentError(
                f"{path} holds no suite: no {HEADER}, no JSONL and no YAML file. Name the folder "
                f"of your suites, or write one: see `roleassistant eval new --help`."
            )
        for file in files:
            yield from _suites(file)
    elif path.name == HEADER:
        yield from _suites(path.parent)
    elif path.suffix in _YAML:
        yield _whole(path)
    else:
        yield _of_lines(path)


def _of_header(folder: Path, header: Header, settings: Settings) -> Suite:
    files = [file for pattern in settings.files for file in sorted(folder.glob(pattern))]
    if not files:
        raise DocumentError(
            f"{folder / HEADER}: suite {settings.name}: no file fits {', '.join(settings.files)}. "
            f"Mend the names, or remove the suite."
        )
    cases = [case for file in dict.fromkeys(files) for case in _cases_of_lines(file)]
    return _suite(
        settings.name,
        settings.about,
        list(dict.fromkeys(files)),
        header.corpora,
        settings.corpus,
        settings.gate,
        cases,
    )


def _of_lines(file: Path) -> Suite:
    """One JSONL file: with the corpora and the gate of the suite that a header puts it in."""
    header = _header(file.parent)
    for settings in header.suites:
        if any(file in file.parent.glob(pattern) for pattern in settings.files):
            whole = _of_header(file.parent, header, settings)
            if len(whole.files) == 1:
                return whole
            own = _cases_of_lines(file)
            return replace(
                _suite(file.stem, whole.about, [file], header.corpora, settings.corpus, {}, own),
                gate=dict(settings.gate),
            )
    return _suite(file.stem, "", [file], header.corpora, None, {}, _cases_of_lines(file))


def _whole(file: Path) -> Suite:
    tree, content = _yaml(file)
    if isinstance(content, dict) and isinstance(content.get("cases"), list):
        content["cases"] = [_nested(case) for case in content["cases"]]
    whole = _valid(Whole, content, _At(file, tree))
    corpora = _placed(file.parent, whole.corpora)
    return _suite(whole.name, whole.about, [file], corpora, whole.corpus, whole.gate, whole.cases)


def _suite(
    name: str,
    about: str,
    files: Sequence[Path],
    corpora: Mapping[str, Corpus],
    default: str | None,
    gate: Mapping[str, Threshold],
    cases: Sequence[Case],
) -> Suite:
    for metric in gate:
        if metric not in _GATED:
            raise DocumentError(
                f"{files[0].parent}: the gate of suite {name} names {metric}, which is no metric "
                f"of a suite{_meant(metric, _GATED)}. Metrics: {', '.join(_GATED)}."
            )
    seen: set[str] = set()
    placed = []
    for given in cases:
        case = (
            given if given.corpus or not default else given.model_copy(update={"corpus": default})
        )
        if case.id in seen:
            raise DocumentError(
                f"{files[0].parent}: suite {name} has two cases {case.id}. Give one another id."
            )
        if case.corpus is not None and case.corpus not in corpora:
            raise DocumentError(
                f"Suite {name}, case {case.id}: no corpus is called {case.corpus}. Name its "
                f"sources under corpora in {files[0].parent / HEADER}"
                f"{_meant(case.corpus, corpora)}."
            )
        seen.add(case.id)
        placed.append(case)
    used = {case.corpus for case in placed}
    return Suite(
        name,
        about,
        tuple(files),
        {key: corpus for key, corpus in corpora.items() if key in used},
        dict(gate),
        tuple(placed),
    )


def _header(folder: Path) -> Header:
    file = folder / HEADER
    if not file.is_file():
        return Header()
    tree, content = _yaml(file)
    header = _valid(Header, content, _At(file, tree))
    return header.model_copy(update={"corpora": _placed(folder, header.corpora)})


def _placed(folder: Path, corpora: Mapping[str, Corpus]) -> dict[str, Corpus]:
    return {
        name: corpus.model_copy(
            update={"sources": tuple((folder / path).resolve() for path in corpus.sources)}
        )
        for name, corpus in corpora.items()
    }


def _cases_of_lines(file: Path) -> list[Case]:
    found = []
    for number, line in enumerate(_text(file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            raise DocumentError(
                f"{file}, line {number}: no JSON ({problem.msg}, column {problem.colno}). "
                f"Each line is one case, an object in {{}}."
            ) from problem
        found.append(_valid(Case, _nested(row), _At(file, line=number)))
    if not found:
        raise DocumentError(f"{file} holds no case. Write one a line: see docs/evals.md.")
    return found


def _nested(row: Any) -> Any:
    """A question is a conversation of one turn: what is not of the case is of that turn."""
    if not isinstance(row, dict) or "turns" in row:
        return row
    case = {key: value for key, value in row.items() if key in _OF_A_CASE}
    turn = {key: value for key, value in row.items() if key not in _OF_A_CASE}
    return {**case, "turns": [turn]}


# What is wrong, and where ------------------------------------------------------------------------


class _At:
    """Where in a file something is: in a line of its own, or under a node of a YAML tree."""

    def __init__(self, file: Path, tree: yaml.Node | None = None, line: int = 0) -> None:
        self.file, self._tree, self._line = file, tree, line

    def line(self, loc: Sequence[int | str]) -> int:
        node, line = self._tree, self._line
        for step in loc:
            if node is None:
                break
            line = node.start_mark.line + 1
            node = _below(node, step)
        return node.start_mark.line + 1 if node is not None else line


def _below(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _valid(model: type[_Model], content: Any, at: _At) -> _Model:
    try:
        return model.model_validate(content)
    except ValidationError as problem:
        every = problem.errors(include_url=False)
        # A list of which the one item is wrong counts as empty too, which helps nobody.
        wrong = [error["loc"] for error in every]
        errors = [
            error
            for error in every
            if error["type"] != "too_short"
            or not any(loc[:-1][: len(error["loc"])] == error["loc"] for loc in wrong)
        ]
        told = [_told(error["loc"], error, content, at) for error in errors[:_TOLD]]
        more = len(errors) - len(told)
        told += [f"… and {more} more"] if more > 0 else []
        raise DocumentError("\n".join(told)) from problem


def _told(loc: Sequence[int | str], error: Mapping[str, Any], content: Any, at: _At) -> str:
    written = _written(loc, content)
    field = ".".join(str(step) for step in written)
    where = f"{at.file}, line {at.line(written)}"
    if case := _case_at(content, loc):
        where += f", case {case}"
    return f"{where}: {field + ': ' if field else ''}{_problem(error, loc)}"


def _written(loc: Sequence[int | str], content: Any) -> list[int | str]:
    """The path to a field as it is written: a question's fields stand in the case itself."""
    path = list(loc)
    for position, step in enumerate(path):
        if step == "turns" and isinstance(content, dict) and len(content.get("turns", ())) == 1:
            return path[:position] + path[position + 2 :]
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            break
    return path


def _case_at(content: Any, loc: Sequence[int | str]) -> str | None:
    found = None
    here = content
    for step in (None, *loc):
        if step is not None:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                break
        if isinstance(here, dict) and isinstance(here.get("id"), str):
            found = here["id"]
    return found


def _problem(error: Mapping[str, Any], loc: Sequence[int | str]) -> str:
    kind, given = error["type"], error["input"]
    if kind == "missing":
        return "is missing. Add it."
    if kind == "extra_forbidden":
        known = _known_at(loc)
        return f"is no field here{_meant(str(loc[-1]), known)}. Fields: {', '.join(known)}."
    if kind == "string_type":
        quoted = "yes" if given is True else "no" if given is False else given
        return f"has to be a text, and {given!r} is none. Put it in quotes: '{quoted}'."
    if kind in ("tuple_type", "list_type"):
        return f"has to be a list, and {_short(given)} is none. Put it in square brackets."
    if kind == "too_short":
        return "is empty. Put something in, or take it out."
    if kind == "enum":
        expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        return f"{given!r} is unknown{_meant(str(given), expected.split(', '))}. Known: {expected}."
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{message[:1].lower()}{message[1:]}, and not {_short(given)}. Mend it there."


def _known_at(loc: Sequence[int | str]) -> list[str]:
    names = [step for step in loc[:-1] if isinstance(step, str)]
    last = names[-1] if names else ""
    model = {
        "must_cite": "place",
        "must_not_cite": "place",
        "suites": "suite",
    }.get(last)
    if model is None and len(names) > 1:
        model = {"corpora": "corpus", "gate": "threshold"}.get(names[-2])
    if model is None and last == "turns":
        known = [*Turn.model_fields, "abstained"]
        return [*known, *sorted(_OF_A_CASE)] if loc[:2] == ("turns", 0) else known
    if model is None and last == "cases":
        model = "case"
    return list((_FIELDS[model] if model else Whole if last == "" else Case).model_fields)


def _meant(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), 1)
    return f" (did you mean {close[0]}?)" if close else ""


def _short(given: Any) -> str:
    text = json.dumps(given, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _yaml(file: Path) -> tuple[yaml.Node | None, Any]:
    text = _text(file)
    try:
        return yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        raise DocumentError(
            f"{file}, line {line}: no YAML ({problem.problem}). Mend it there; a text with a "
            f"colon in it has to be in quotes."
        ) from problem
    except yaml.YAMLError as problem:
        raise DocumentError(f"{file} is no YAML: {problem}. Mend it there.") from problem


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        what = problem.strerror if isinstance(problem, OSError) else "it is not UTF-8"
        raise DocumentError(
            f"{file} cannot be read: {what}. A suite is a JSONL or YAML file in UTF-8."
        ) from problem
