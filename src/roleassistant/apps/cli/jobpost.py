"""`roleassistant jobpost`: drafts job posts, reviews them, and measures the drafts."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from roleassistant.apps.cli import jobpost_draft, jobpost_lint, jobpost_table

HELP = "Draft a job post from a profile, each line traced; or review one."
_DRAFT = "draft"


class _DraftsByDefault(TyperGroup):
    """`jobpost "field sales" --level P4` is `jobpost draft "field sales" --level P4`: what comes
    first is a role unless it is the name of a command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "--help", "-h"}:
            args = [_DRAFT, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_DraftsByDefault,
    help=f"{HELP}\n\nWithout a command, a role is drafted: jobpost ROLE --level L; all options of "
    f"that are in: jobpost draft --help.",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=f"Example: {jobpost_draft.EXAMPLE}",
    subcommand_metavar="ROLE --level L [OPTIONS] | COMMAND [ARGS]...",
)
for command in (jobpost_draft, jobpost_lint, jobpost_table):
    app.command(
        name=command.__name__.rpartition("jobpost_")[2], epilog=f"Example: {command.EXAMPLE}"
    )(command.run)
