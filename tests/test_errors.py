"""The drawing on top of errors.py is the tree that the code has."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from roleassistant import errors
from roleassistant.errors import RoleAssistantError

_LINE = re.compile(r"(?P<branch>[│├└─ ]*)(?P<name>[A-Z]\w+)(?:\s+(?P<code>\d))?(?:\s.*)?")


@dataclass(frozen=True)
class Drawn:
    name: str
    parent: str | None
    exit_code: int | None  # None: that of the parent


def drawing() -> list[Drawn]:
    drawn: list[Drawn] = []
    path: list[tuple[int, str]] = []  # (column, name) from the root down to the current line
    docstring = inspect.getdoc(errors) or ""
    block = docstring[docstring.index("RoleAssistantError") :].split("\n\n")[0]
    for line in block.splitlines():
        match = _LINE.fullmatch(line)
        assert match, f"not a line of the drawing: {line!r}"
        column = len(match["branch"])
        while path and path[-1][0] >= column:
            path.pop()
        parent = path[-1][1] if path else None
        code = int(match["code"]) if match["code"] else None
        drawn.append(Drawn(match["name"], parent, code))
        path.append((column, match["name"]))
    return drawn


def classes() -> dict[str, type[RoleAssistantError]]:
    return {
        name: value
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, RoleAssistantError)
    }


def test_every_error_stands_in_the_drawing_and_nothing_else_does():
    assert sorted(line.name for line in drawing()) == sorted(classes())


def test_each_error_descends_from_the_one_that_it_hangs_from():
    for line in drawing():
        expected = Exception if line.parent is None else classes()[line.parent]
        assert classes()[line.name].__bases__ == (expected,), line.name


def test_each_error_ends_the_program_with_the_exit_code_that_is_drawn():
    codes: dict[str, int] = {}
    for line in drawing():
        if line.exit_code is not None:
            codes[line.name] = line.exit_code
        else:
            # The root's column is a heading, not a number; it ends with 1.
            codes[line.name] = codes[line.parent] if line.parent else 1
        assert classes()[line.name].exit_code == codes[line.name], line.name


def test_exit_codes_are_those_of_the_contract():
    assert {error.exit_code for error in classes().values()} == {1, 2, 3, 4}


def test_every_error_says_what_it_means():
    assert all(error.__doc__ for error in classes().values())
