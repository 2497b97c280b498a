"""`roleassistant slack`: the bot, and what belongs to running it."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from roleassistant.apps.cli import diagnostics, options, slack_check, slack_manifest, slack_report
from roleassistant.errors import SlackUnavailable, UsageError

HELP = "Answer questions in Slack."
EXAMPLE = "roleassistant slack --demo"

_PORT, _DEMO_PORT = 3000, 8765

app = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
    epilog=f"Example: {EXAMPLE}",
)


@app.callback()
def run(
    context: typer.Context,
    demo: Annotated[
        bool,
        typer.Option("--demo", help="Try the bot on a local page, without a workspace."),
    ] = False,
    http: Annotated[
        bool,
        typer.Option("--http", help="Take requests over HTTP, in place of Socket Mode."),
    ] = False,
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="The address to listen on, with --http.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            metavar="PORT",
            min=0,
            max=65535,
            help=f"The port, with --http (default: {_PORT}) or --demo (default: {_DEMO_PORT}).",
        ),
    ] = None,
    answerer: options.Answerer = None,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Answer questions in Slack, until a signal ends it.

    Socket Mode by default: SLACK_BOT_TOKEN and SLACK_APP_TOKEN are read from the environment. With
    --http: SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET. With SLACK_CLIENT_ID and SLACK_CLIENT_SECRET
    many workspaces can install the app. What was acknowledged is answered, also after a restart.
    """
    del debug
    if context.invoked_subcommand is not None:
        return 0
    if demo and http:
        raise UsageError("--demo runs a Slack of its own, so it goes without --http.")
    import asyncio

    from roleassistant.apps.cli.opening import assistant_for, settings_for, writer_for

    settings = settings_for(index, answerer)
    _needs_its_libraries()
    if demo:
        from roleassistant.apps.slack.demo.running import run_demo

        run_demo(settings, diagnostics.say, _DEMO_PORT if port is None else port)
        return 0

    from roleassistant.apps.slack.credentials import take_credentials
    from roleassistant.apps.slack.logs import set_up_logs
    from roleassistant.apps.slack.running import require, serve_http, serve_socket

    credentials = take_credentials()
    require(credentials, http=http)
    assistant = assistant_for(settings, writer_for(settings))
    set_up_logs(debug=logging.getLogger("roleassistant").isEnabledFor(logging.DEBUG))
    if http:
        asyncio.run(
            serve_http(settings, credentials, assistant, host, _PORT if port is None else port)
        )
    else:
        asyncio.run(serve_socket(settings, credentials, assistant))
    return 0


def _needs_its_libraries() -> None:
    from importlib.util import find_spec

    missing = [name for name in ("slack_bolt", "aiohttp") if find_spec(name) is None]
    if missing:
        raise SlackUnavailable(
            f"The Slack bot needs {' and '.join(missing)}, which are not installed. "
            f"Run: pip install slack-bolt aiohttp uvicorn prometheus-client"
        )


for command in (slack_manifest, slack_check, slack_report):
    app.command(
        name=command.__name__.rpartition("slack_")[2],
        epilog=f"Example: {command.EXAMPLE}",
        short_help=(command.run.__doc__ or "").partition("\n")[0],
    )(command.run)
