"""The program `roleassistant`: its commands, and what becomes of what goes wrong."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Annotated

import typer

from roleassistant.apps.cli import diagnostics
from roleassistant.apps.cli.terminal import ReaderGone
from roleassistant.errors import RoleAssistantError

# What a shell reports of a program that a signal ended: 128 and the signal's number.
INTERRUPTED = 130
BROKEN_PIPE = 141

_OBJECTS_LOOKED_THROUGH = 50_000

# Each is the module of that name here, in the order of the help.
_COMMANDS = ("ingest", "ask", "chat", "compare", "roles", "show", "audit", "doctor")
_GROUPS = ("eval", "onet")


def _program(arguments: Sequence[str]) -> typer.Typer:
    """The program with the command that `arguments` begin with, the others not loaded; with all
    of them where they begin with none: its help lists them, and a mistyped name is likened to
    them."""
    program = typer.Typer(
        name="roleassistant",
        help="Answers questions about job roles and levels from role profiles, "
        "every statement cited by file and line.",
        epilog='Start with: roleassistant ingest, then roleassistant ask "what separates P4 from '
        'P5 for field sales".',
        no_args_is_help=True,
        add_completion=False,
        # Plain text: it can be piped, read aloud and compared, and comes up in half the time.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    )
    program.callback()(_root)
    named = [name for name in (*_COMMANDS, *_GROUPS) if name in arguments[:1]]
    for name in named or (*_COMMANDS, *_GROUPS):
        module = import_module(f"roleassistant.apps.cli.{name}")
        if name in _GROUPS:
            program.add_typer(module.app, name=name, short_help=module.HELP)
            continue
        program.command(
            name=name,
            epilog=f"Example: {module.EXAMPLE}",
            # The first sentence in full, where the list of commands would cut it.
            short_help=(module.run.__doc__ or "").partition("\n")[0],
        )(module.run)
    return program


def _version(wanted: bool) -> None:
    if wanted:
        from roleassistant.apps.cli import doctor

        typer.echo(f"roleassistant {doctor.program_version()}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    # Modules, rules and statements stay: looking for garbage among them every 700 objects finds
    # none, and takes a twentieth of the time of a question.
    gc.set_threshold(_OBJECTS_LOOKED_THROUGH)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code: see the table in docs/cli.md."""
    diagnostics.set_up()
    try:
        program = _program(arguments)
        code = program(args=list(arguments), prog_name="roleassistant", standalone_mode=False)
        # Typer makes an exit code of Ctrl-C by itself.
        if code == INTERRUPTED:
            diagnostics.say("Interrupted.")
        return code if isinstance(code, int) else 0
    except typer.TyperException as problem:
        return _wrong_usage(problem)
    except ReaderGone:
        _silence_stdout()
        return BROKEN_PIPE
    except (KeyboardInterrupt, typer.Abort):
        diagnostics.say("Interrupted.")
        return INTERRUPTED
    except RoleAssistantError as problem:
        return _failed(str(problem), problem.exit_code)
    except OSError as problem:
        _silence_stdout()
        return _failed(f"{problem.strerror or problem}: {problem.filename or 'the output'}", 1)
    except Exception as problem:  # noqa: BLE001 - the last stop: no traceback reaches a user
        return _failed(
            f"This should not have happened ({type(problem).__name__}: {problem}). Please report "
            f"it, with what the same command says when --debug is added.",
            1,
        )


def _failed(message: str, code: int) -> int:
    diagnostics.error(message)
    return code


def _wrong_usage(problem: typer.TyperException) -> int:
    context = getattr(problem, "ctx", None)
    if problem.format_message().startswith("Usage:"):  # no command given: the help is the message
        diagnostics.say(problem.format_message())
        return problem.exit_code
    if context is not None:
        diagnostics.say(context.get_usage())
        diagnostics.say(f"Try '{context.command_path} --help' for help.\n")
    diagnostics.error(problem.format_message())
    return problem.exit_code


def _silence_stdout() -> None:
    """What is left in its buffer would fail once more at exit."""
    # No stdout, or one without a file: then nothing fails at exit either.
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
