"""Many workspaces: each with its own token, and what is wrong with one is nothing to the others."""

from __future__ import annotations

import asyncio
import stat
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sql
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.oauth.installation_store.models.bot import Bot as Installed
from tests.apps.slack.spoken_for import bot_of

from roleassistant.apps.slack.app import Bot
from roleassistant.apps.slack.credentials import Credentials, credentials_from
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.demo.workspace import BOT_USER
from roleassistant.apps.slack.http import asgi_of
from roleassistant.apps.slack.oauth import FILE, ManyWorkspaces, installations
from roleassistant.apps.slack.storage.tables import tables
from roleassistant.errors import SlackUnavailable
from roleassistant.settings import load_settings

CREDENTIALS = Credentials(
    signing_secret="s", client_id="111.222", client_secret="the client secret"
)
Work = Callable[[Bot, ManyWorkspaces], Coroutine[Any, Any, Any]]


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack() as fake:
        fake.add_team("T0OTHER", "Other", "other")
        yield fake


@pytest.fixture
def with_bot(slack: FakeSlack, tmp_path: Path) -> Callable[[Work], Any]:
    def run(work: Work) -> Any:
        bot = bot_of(tmp_path, slack.api_url, credentials=CREDENTIALS)
        many = bot.runtime.workspaces
        assert isinstance(many, ManyWorkspaces)
        return asyncio.run(work(bot, many))

    return run


async def install(many: ManyWorkspaces, team: str, token: str, **changed: Any) -> None:
    given: dict[str, Any] = {
        "app_id": "A1",
        "team_id": team,
        "bot_token": token,
        "bot_id": "B1",
        "bot_user_id": BOT_USER,
        "bot_scopes": ["chat:write"],
        "installed_at": time.time(),
    }
    await many._store.async_save_bot(Installed(**given | changed))


def mention(team: str) -> AsyncBoltRequest:
    event = {
        "type": "app_mention",
        "user": "U0ALICE",
        "text": f"<@{BOT_USER}> hello",
        "ts": "1.1",
        "channel": "C0GENERAL",
    }
    body = {"type": "event_callback", "team_id": team, "event_id": f"Ev{team}", "event": event}
    return AsyncBoltRequest(mode="socket_mode", body=body)


def test_each_workspace_is_answered_with_its_own_token(with_bot, slack):
    tokens = {team: slack.installations.token_of(team) for team in ("T0ACME", "T0OTHER")}

    async def work(bot: Bot, many: ManyWorkspaces) -> None:
        for team, token in tokens.items():
            await install(many, team, token)
        for team, token in tokens.items():
            found = await many.find(team, None, False)
            assert found is not None
            assert (found.team, found.token) == (team, token)
            assert (await bot.app.async_dispatch(mention(team))).status == 200
        assert bot.runtime.queue.depth() == 2

    with_bot(work)


def test_a_workspace_that_never_installed_it_is_not_answered_others_are(with_bot, slack, caplog):
    async def work(bot: Bot, many: ManyWorkspaces) -> None:
        await install(many, "T0ACME", slack.bot_token)
        assert (await bot.app.async_dispatch(mention("T0NOBODY"))).status == 200
        assert bot.runtime.queue.depth() == 0
        assert (await bot.app.async_dispatch(mention("T0ACME"))).status == 200
        assert bot.runtime.queue.depth() == 1

    with_bot(work)
    assert "T0NOBODY" in caplog.text


def test_a_token_is_refreshed_before_it_expires_at_the_slack_that_is_configured(with_bot, slack):
    slack.installations.rotates = True
    slack.installations.refreshing["xoxe-1-first"] = "T0ACME"
    long = "xoxe.xoxb-1-" + "x" * 300  # as long as rotated tokens are

    async def work(bot: Bot, many: ManyWorkspaces) -> None:
        await install(
            many,
            "T0ACME",
            long,
            bot_refresh_token="xoxe-1-first",
            bot_token_expires_at=int(time.time()) + 60,
        )
        # Several at once: the refresh token serves once.
        found = await asyncio.gather(*(many.find("T0ACME", None, False) for _ in range(5)))
        tokens = {workspace.token for workspace in found if workspace is not None}
        assert tokens == {slack.installations.token_of("T0ACME")}

    with_bot(work)


def test_where_a_refresh_fails_the_event_is_not_acknowledged(with_bot, slack):
    async def work(bot: Bot, many: ManyWorkspaces) -> None:
        await install(
            many,
            "T0ACME",
            "xoxe.xoxb-1-old",
            bot_refresh_token="xoxe-1-used",
            bot_token_expires_at=int(time.time()) - 60,
        )
        await install(many, "T0OTHER", slack.installations.token_of("T0OTHER"))
        assert (await bot.app.async_dispatch(mention("T0ACME"))).status == 500
        assert (await bot.app.async_dispatch(mention("T0OTHER"))).status == 200
        assert bot.runtime.queue.depth() == 1

    with_bot(work)


@pytest.mark.parametrize("event", ["app_uninstalled", "tokens_revoked"])
def test_who_uninstalls_it_is_forgotten(with_bot, slack, event):
    async def work(bot: Bot, many: ManyWorkspaces) -> None:
        await install(many, "T0ACME", slack.bot_token)
        gone = {"type": event, "tokens": {"oauth": [], "bot": [BOT_USER]}}
        body = {"type": "event_callback", "team_id": "T0ACME", "event_id": "Ev", "event": gone}
        await bot.app.async_dispatch(AsyncBoltRequest(mode="socket_mode", body=body))
        assert await many.find("T0ACME", None, False) is None

    with_bot(work)


def test_somebody_installs_it_in_a_browser(with_bot, slack):
    async def work(bot: Bot, many: ManyWorkspaces) -> None:
        transport = httpx.ASGITransport(asgi_of(bot))
        async with httpx.AsyncClient(transport=transport, base_url="https://bot") as browser:
            page = await browser.get("/slack/install")
            assert page.status_code == 200
            state = page.headers["set-cookie"].partition("=")[2].partition(";")[0]
            code = slack.installations.code_for("T0OTHER")
            forged = await browser.get(f"/slack/oauth_redirect?code={code}&state=another")
            assert forged.status_code == 400
            page = await browser.get("/slack/install")
            state = page.headers["set-cookie"].partition("=")[2].partition(";")[0]
            done = await browser.get(f"/slack/oauth_redirect?code={code}&state={state}")
            assert done.status_code == 200
        found = await many.find("T0OTHER", None, False)
        assert found is not None
        assert found.token == slack.installations.token_of("T0OTHER")

    with_bot(work)


def test_the_tokens_are_for_nobody_else_on_the_machine(with_bot, tmp_path):
    async def work(bot: Bot, many: ManyWorkspaces) -> None: ...

    with_bot(work)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_password_of_the_database_is_in_no_message(tmp_path):
    url = "postgresql+psycopg://me:hidden1@/db?host=/nowhere&password=hidden2"
    settings = load_settings({"index": tmp_path, "slack.database": url}, environment={})
    with pytest.raises(SlackUnavailable) as told:
        installations(settings, Credentials(client_id="1.2", client_secret="of the tests"))
    assert "hidden" not in str(told.value)


def test_secrets_are_not_in_what_is_printed_of_them():
    told = credentials_from({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_CLIENT_SECRET": "hush"})
    assert "xoxb" not in repr(told)
    assert "hush" not in repr(told)
    assert told.missing(http=True) == ("SLACK_CLIENT_ID", "SLACK_SIGNING_SECRET")


def test_tokens_of_any_length_are_kept_in_postgresql(slack, tmp_path, postgresql):
    engine = sql.create_engine(postgresql)
    tables.drop_all(engine)
    engine.dispose()
    bot = bot_of(tmp_path, slack.api_url, credentials=CREDENTIALS, database=postgresql)
    many = bot.runtime.workspaces
    assert isinstance(many, ManyWorkspaces)
    token = "xoxe.xoxb-1-" + "x" * 600

    async def work() -> None:
        await install(many, "T0LONG", token)
        found = await many.find("T0LONG", None, False)
        assert found is not None
        assert found.token == token
        assert (await bot.app.async_dispatch(mention("T0LONG"))).status == 200

    asyncio.run(work())
    assert bot.runtime.queue.depth() == 1
    assert not list(tmp_path.glob("*.sqlite"))
    bot.database.close()
