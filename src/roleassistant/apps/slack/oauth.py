"""Many workspaces: who installed the app, with which token, kept in the bot's database.

slack_sdk's stores do the keeping. Its columns are of 200 characters, which rotated tokens outgrow
and PostgreSQL refuses, so the tables are made here with room for them. Its own rotation talks to
slack.com whatever client it is given, so it is given ours.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy as sql
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError

from roleassistant.apps.slack.credentials import Credentials
from roleassistant.apps.slack.manifest import scopes
from roleassistant.apps.slack.workspaces import Workspace, who_is
from roleassistant.errors import SlackUnavailable
from roleassistant.settings import Settings

_log = logging.getLogger(__name__)

FILE = "slack-installations.sqlite"
_TOKEN_LETTERS = 2000
_STATE_SECONDS = 600
# A token is refreshed when it has less than this left.
_REFRESHED_MINUTES = 120

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Installed:
    """What OAuth needs, from one database."""

    settings: AsyncOAuthSettings
    store: AsyncInstallationStore
    rotator_of: Callable[[AsyncWebClient], AsyncTokenRotator]

    def workspaces(self, client: AsyncWebClient) -> ManyWorkspaces:
        """The workspaces that installed the app."""
        return ManyWorkspaces(client, self.store, self.rotator_of(client))


def installations(settings: Settings, credentials: Credentials) -> Installed:
    """The stores of installations and of OAuth's states, made where there are none."""
    assert credentials.client_id is not None
    assert credentials.client_secret is not None
    client_id, client_secret = credentials.client_id, credentials.client_secret
    engine = _engine(settings)
    store = SQLAlchemyInstallationStore(client_id=client_id, engine=engine)
    states = SQLAlchemyOAuthStateStore(expiration_seconds=_STATE_SECONDS, engine=engine)
    for table in (store.installations, store.bots):
        for column in table.columns:
            if "token" in column.name and isinstance(column.type, sql.String):
                column.type = sql.String(_TOKEN_LETTERS)
    try:
        store.metadata.create_all(engine)
        states.metadata.create_all(engine)
    except SQLAlchemyError as problem:
        place = engine.url.set(query={}).render_as_string()  # a password may stand in the query
        raise SlackUnavailable(
            f"The installations cannot be kept in {place} "
            f"({type(problem).__name__}). Check `slack.database`."
        ) from problem
    kept = _Installations(store)
    return Installed(
        settings=AsyncOAuthSettings(
            client_id=client_id,
            client_secret=client_secret,
            scopes=list(scopes(settings)),
            installation_store=kept,
            installation_store_bot_only=True,
            state_store=_States(states),
            install_path="/slack/install",
            redirect_uri_path="/slack/oauth_redirect",
        ),
        store=kept,
        rotator_of=lambda client: AsyncTokenRotator(
            client_id=client_id, client_secret=client_secret, client=client
        ),
    )


class ManyWorkspaces:
    """Each with its own token, refreshed before it expires."""

    def __init__(
        self, client: AsyncWebClient, store: AsyncInstallationStore, rotator: AsyncTokenRotator
    ) -> None:
        self._client = client
        self._store = store
        self._rotator = rotator
        self._refreshing: dict[tuple[str, str], asyncio.Lock] = {}

    async def find(
        self, team: str | None, enterprise: str | None, is_enterprise_install: bool
    ) -> Workspace | None:
        """The workspace, as `Workspaces` has it."""
        lock = self._refreshing.setdefault((enterprise or "", team or ""), asyncio.Lock())
        async with lock:
            # A refresh token serves once: two refreshes at a time would lose the installation.
            bot = await self._bot(team, enterprise, is_enterprise_install)
            if bot is not None and bot.bot_refresh_token is not None:
                bot = await self._refreshed(bot)
        if bot is None:
            return None
        if not bot.bot_user_id:
            return await who_is(self._client, bot.bot_token)
        return Workspace(
            team=bot.team_id or team or "",
            token=bot.bot_token,
            bot_user=bot.bot_user_id,
            bot=bot.bot_id,
            enterprise=bot.enterprise_id,
        )

    async def _bot(
        self, team: str | None, enterprise: str | None, is_enterprise_install: bool
    ) -> Bot | None:
        try:
            return await self._store.async_find_bot(
                enterprise_id=enterprise,
                team_id=team,
                is_enterprise_install=is_enterprise_install,
            )
        except SQLAlchemyError as problem:
            raise SlackUnavailable(
                f"The installations cannot be read now ({type(problem).__name__})."
            ) from problem

    async def _refreshed(self, bot: Bot) -> Bot:
        try:
            fresh = await self._rotator.perform_bot_token_rotation(
                bot=bot, minutes_before_expiration=_REFRESHED_MINUTES
            )
        except SlackTokenRotationError as problem:
            raise SlackUnavailable(
                f"The token of workspace {bot.team_id} could not be refreshed. If it stays so, "
                f"install the app there again."
            ) from problem
        if fresh is None:
            return bot
        await self._store.async_save_bot(fresh)
        return fresh


class _Installations(AsyncInstallationStore):
    """slack_sdk's store, called in threads: its asynchronous twin needs a driver of its own."""

    def __init__(self, store: SQLAlchemyInstallationStore) -> None:
        self._store = store

    @property
    def logger(self) -> logging.Logger:
        return _log

    async def async_save(self, installation: Installation) -> None:
        await asyncio.to_thread(self._store.save, installation)

    async def async_save_bot(self, bot: Bot) -> None:
        await asyncio.to_thread(self._store.save_bot, bot)

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        return await asyncio.to_thread(
            lambda: self._store.find_bot(
                enterprise_id=enterprise_id,
                team_id=team_id,
                is_enterprise_install=is_enterprise_install,
            )
        )

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        return await asyncio.to_thread(
            lambda: self._store.find_installation(
                enterprise_id=enterprise_id,
                team_id=team_id,
                user_id=user_id,
                is_enterprise_install=is_enterprise_install,
            )
        )

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        await asyncio.to_thread(
            lambda: self._store.delete_bot(enterprise_id=enterprise_id, team_id=team_id)
        )

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        await asyncio.to_thread(
            lambda: self._store.delete_installation(
                enterprise_id=enterprise_id, team_id=team_id, user_id=user_id
            )
        )


class _States(AsyncOAuthStateStore):
    """slack_sdk's store of states, likewise."""

    def __init__(self, store: SQLAlchemyOAuthStateStore) -> None:
        self._store = store

    @property
    def logger(self) -> logging.Logger:
        return _log

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        return await asyncio.to_thread(self._store.issue)

    async def async_consume(self, state: str) -> bool:
        return await asyncio.to_thread(self._store.consume, state)


def _engine(settings: Settings) -> sql.Engine:
    if settings.slack.database is not None:
        try:
            return sql.create_engine(settings.slack.database, pool_pre_ping=True)
        except ModuleNotFoundError as problem:
            raise SlackUnavailable(
                f"The installations cannot be kept: `slack.database` needs the package "
                f"{problem.name}. Install it: pip install 'roleassistant[postgres]'."
            ) from problem
    file = settings.index / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    # Tokens are in it: for nobody else on the machine.
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    return sql.create_engine(f"sqlite:///{file}", connect_args={"check_same_thread": False})
