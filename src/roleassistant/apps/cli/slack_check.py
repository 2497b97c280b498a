"""`roleassistant slack check`: what is missing before the first message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from roleassistant.apps.cli import options

if TYPE_CHECKING:
    from roleassistant.apps.cli.doctor import Check
    from roleassistant.settings import Settings

EXAMPLE = "roleassistant slack check"


def run(
    http: Annotated[
        bool, typer.Option("--http", help="Check what --http needs, in place of Socket Mode.")
    ] = False,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Say what is missing before the first message: secrets, scopes, connection, store, index.

    Asks Slack whose the tokens are and what they may do. Ends with 1 where something is broken.
    """
    del debug
    import asyncio

    from roleassistant.apps.cli.doctor import Check, print_checks
    from roleassistant.apps.cli.opening import settings_for
    from roleassistant.apps.cli.terminal import print_json
    from roleassistant.apps.slack.checking import check
    from roleassistant.apps.slack.credentials import credentials_from

    settings = settings_for(index)

    async def look() -> list[Check]:
        found = check(settings, credentials_from(), http=http)
        return [Check(f.area, f.status, f.text, f.mend) async for f in found]

    checks = [*asyncio.run(look()), *_index(settings)]
    broken = sum(one.status == "broken" for one in checks)
    if as_json:
        shown = [
            {"area": c.area, "status": c.status, "text": c.text, "mend": c.mend} for c in checks
        ]
        print_json({"broken": broken, "checks": shown})
    else:
        print_checks(checks)
    return 1 if broken else 0


def _index(settings: Settings) -> Iterator[Check]:
    from roleassistant.apps.cli.doctor import Check
    from roleassistant.apps.cli.opening import assistant_for
    from roleassistant.domain.visibility import folded
    from roleassistant.errors import RoleAssistantError

    try:
        generation = assistant_for(settings).evidence.generation
    except RoleAssistantError as problem:
        yield Check("index", "broken", str(problem), "`roleassistant doctor` says more.")
        return
    yield Check("index", "ok", f"{len(generation.roles)} roles can be asked about")
    known = {folded(name): name for name in generation.groups}
    mapped = {folded(name): name for _, name in settings.slack.groups}
    for group, name in known.items():
        if group not in mapped:
            mend = "Name its Slack user group in `slack.groups`, or leave it so."
            yield Check("groups", "look", f"Nobody in Slack is of the group {name}", mend)
    for group, name in mapped.items():
        if group not in known:
            mend = "Correct `slack.groups`, or declare the group in manifest.toml and ingest."
            yield Check("groups", "look", f"The index knows no group {name}", mend)
