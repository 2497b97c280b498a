"""What is missing before the first message: looked up, not guessed."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.audience import members_by_group
from roleassistant.apps.slack.credentials import VARIABLES, Credentials
from roleassistant.apps.slack.manifest import features
from roleassistant.apps.slack.runtime import CALL_FAILED, name_of
from roleassistant.apps.slack.storage.database import SlackDatabase
from roleassistant.apps.slack.storage.queue import Queue
from roleassistant.apps.slack.workspaces import web_client
from roleassistant.errors import RoleAssistantError
from roleassistant.settings import Settings

# What each begins with; pasting the wrong one of three tokens is the commonest mistake.
_SHAPES = {
    "SLACK_BOT_TOKEN": re.compile(r"xoxb-|xoxe\.xoxb-"),
    "SLACK_APP_TOKEN": re.compile(r"xapp-"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in the words of `doctor`."""

    area: str
    status: Literal["ok", "look", "broken"]
    text: str
    mend: str | None = None


async def check(
    settings: Settings, credentials: Credentials, *, http: bool
) -> AsyncIterator[Finding]:
    """Look at the secrets, the tokens' rights, the connection and the store."""
    for finding in _secrets(credentials, http=http):
        yield finding
    client = web_client(settings.slack.api_url)
    if credentials.bot_token and not credentials.by_oauth:
        async for finding in _bot_token(settings, client, credentials.bot_token):
            yield finding
    if credentials.app_token and not http:
        yield await _app_token(client, credentials.app_token)
    yield _store(settings)


def _secrets(credentials: Credentials, *, http: bool) -> list[Finding]:
    missing = credentials.missing(http=http)
    given = {
        "SLACK_BOT_TOKEN": credentials.bot_token,
        "SLACK_APP_TOKEN": credentials.app_token,
        "SLACK_SIGNING_SECRET": credentials.signing_secret,
        "SLACK_CLIENT_ID": credentials.client_id,
        "SLACK_CLIENT_SECRET": credentials.client_secret,
    }
    found = [
        Finding("secrets", "broken", f"{name} is not set", f"Set it to {VARIABLES[name]}.")
        for name in missing
    ]
    for name, value in given.items():
        shape = _SHAPES.get(name)
        if value and shape is not None and not shape.match(value):
            mend = f"Set it to {VARIABLES[name]}."
            found.append(Finding("secrets", "broken", f"{name} is another kind of token", mend))
        elif value:
            found.append(Finding("secrets", "ok", f"{name} is set"))
    if credentials.by_oauth and credentials.bot_token:
        text = "SLACK_BOT_TOKEN is not used: workspaces install the app by OAuth"
        found.append(Finding("secrets", "look", text))
    return found


async def _bot_token(
    settings: Settings, client: AsyncWebClient, token: str
) -> AsyncIterator[Finding]:
    try:
        told = await client.auth_test(token=token)
    except CALL_FAILED as problem:
        yield _refused("workspace", "The bot token", problem, "Install the app anew.")
        return
    where = f"{told.get('team')} ({told.get('team_id')}), as {told.get('user')}"
    yield Finding("workspace", "ok", f"The bot token is of {where}")
    for finding in await _groups(settings, client, token):
        yield finding
    header = next((v for k, v in told.headers.items() if k.lower() == "x-oauth-scopes"), None)
    if header is None:
        yield Finding("scopes", "look", "Slack did not say which scopes the token has")
        return
    said = header[0] if isinstance(header, list) else header
    granted = {scope.strip() for scope in str(said).split(",")}
    for feature in features(settings):
        lacking = [scope for scope in feature.scopes if scope not in granted]
        if lacking:
            mend = f"Add {', '.join(lacking)} to the app's bot token scopes and install it anew" + (
                f", or set `{feature.optional}` otherwise." if feature.optional else "."
            )
            yield Finding("scopes", "broken", f"No scopes for {feature.name}", mend)
        elif feature.scopes:
            yield Finding("scopes", "ok", f"{feature.name}: {', '.join(feature.scopes)}")


async def _groups(settings: Settings, client: AsyncWebClient, token: str) -> list[Finding]:
    if not settings.slack.groups:
        return []
    mend = "Correct `slack.groups`."
    try:
        told = members_by_group(await client.usergroups_list(token=token, include_users=True))
    except CALL_FAILED as problem:
        return [_refused("groups", "The list of user groups", problem, mend)]
    return [
        Finding("groups", "ok", f"{group} is {name}, {_people(len(told[group]))}")
        if group in told
        else Finding("groups", "broken", f"Slack has no user group {group}, for {name}", mend)
        for group, name in settings.slack.groups
    ]


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"


async def _app_token(client: AsyncWebClient, token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=token)
    except CALL_FAILED as problem:
        mend = "Create an app-level token with connections:write, and enable Socket Mode."
        return _refused("socket mode", "The app-level token", problem, mend)
    return Finding("socket mode", "ok", "Slack gives a connection to the app-level token")


def _store(settings: Settings) -> Finding:
    database = SlackDatabase.of(settings)
    try:
        depth = Queue(database, settings.slack.queue).depth()
    except RoleAssistantError as problem:
        return Finding("store", "broken", str(problem), "See `slack.database`.")
    finally:
        database.close()
    return Finding("store", "ok", f"The queue can be used; {depth} questions wait in it")


def _refused(area: str, what: str, problem: BaseException, mend: str) -> Finding:
    if isinstance(problem, SlackApiError):
        return Finding(area, "broken", f"{what} is refused: {name_of(problem)}", mend)
    mend = "Check the network, and `slack.api_url`."
    return Finding(area, "broken", f"Slack does not answer: {name_of(problem)}", mend)
