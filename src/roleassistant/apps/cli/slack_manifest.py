"""`roleassistant slack manifest`: the app to create, with the least that it needs."""

from __future__ import annotations

from typing import Annotated

import typer

from roleassistant.apps.cli import options
from roleassistant.errors import UsageError

EXAMPLE = "roleassistant slack manifest > manifest.json"


def run(
    url: Annotated[
        str | None,
        typer.Option(
            "--url",
            metavar="URL",
            help="Where Slack reaches `slack --http`, as in https://bot.example.com; without it "
            "the app uses Socket Mode.",
        ),
    ] = None,
    oauth: Annotated[
        bool,
        typer.Option("--oauth", help="For many workspaces, with tokens that are rotated."),
    ] = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Print the manifest of the Slack app, as JSON.

    Paste it at api.slack.com/apps, Create New App, From a manifest. Features that the settings
    switch off (`slack.follow_ups`, `slack.groups`) ask for no scopes.
    """
    del debug
    from roleassistant.apps.cli.opening import settings_for
    from roleassistant.apps.cli.terminal import print_json
    from roleassistant.apps.slack.manifest import manifest

    if url is not None and not url.startswith("https://"):
        raise UsageError("Slack sends requests to https:// addresses alone. Give --url as one.")
    if oauth and url is None:
        raise UsageError("OAuth needs an address that browsers reach. Give --url as well.")
    print_json(manifest(settings_for(index), url=url, oauth=oauth))
    return 0
