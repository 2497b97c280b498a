"""`roleassistant eval`: measures answers, and the scorer that answers are verified with."""

from __future__ import annotations

import typer

from roleassistant.apps.cli import (
    eval_calibrate,
    eval_compare,
    eval_export,
    eval_generate,
    eval_import,
    eval_new,
    eval_report,
    eval_run,
    eval_train,
)

HELP = "Measure answers, and the scorer that verifies them."

app = typer.Typer(
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog="Start with: roleassistant eval run evals",
)
for command in (
    eval_run,
    eval_report,
    eval_compare,
    eval_new,
    eval_generate,
    eval_calibrate,
    eval_train,
    eval_export,
    eval_import,
):
    app.command(name=command.__name__.rpartition("eval_")[2], epilog=f"Example: {command.EXAMPLE}")(
        command.run
    )
