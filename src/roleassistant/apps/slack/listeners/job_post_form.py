"""The form of a job post: opened, and filled in anew when a role is chosen."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks.job_post_modal import job_post_modal
from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.blocks.notices import no_index, not_opened
from roleassistant.apps.slack.listeners.reception import Reception
from roleassistant.apps.slack.off_loop import in_a_thread
from roleassistant.errors import IndexUnusable

_log = logging.getLogger(__name__)


async def open_form(
    reception: Reception,
    client: AsyncWebClient,
    *,
    team: str,
    user: str,
    trigger: str,
    tell: Callable[[Message], Awaitable[object]],
    about: str = "",
    channel: str = "",
) -> None:
    """Open the form, with the role and level that `about` names. Where there is no index to draft
    from, or the form does not open, whoever asked is told by `tell`."""
    runtime = reception.runtime
    groups = await runtime.audience.groups_of(client, team, user, public=False)
    try:
        roles = await in_a_thread(lambda: runtime.service.roles(groups))
        named = await in_a_thread(lambda: runtime.service.named(about, groups)) if about else None
    except IndexUnusable as problem:
        _log.error("%s", problem)
        await runtime.courtesy("Telling that there is no index", tell(no_index()))
        return
    role, level = (named.role, named.level) if named else (None, "")
    view = job_post_modal(roles, role, level, channel, about)
    opening = client.views_open(trigger_id=trigger, view=view)
    if not await runtime.courtesy("Opening a form", opening):
        await runtime.courtesy("Telling that nothing opened", tell(not_opened()))


async def role_chosen(
    reception: Reception,
    client: AsyncWebClient,
    *,
    team: str,
    user: str,
    view_id: str,
    role: str,
    channel: str = "",
) -> None:
    """Show the levels of the role that was chosen in an open form."""
    runtime = reception.runtime
    groups = await runtime.audience.groups_of(client, team, user, public=False)
    roles = await in_a_thread(lambda: runtime.service.roles(groups))
    chosen = next((one for one in roles if one.key == role), None)
    view = job_post_modal(roles, chosen, "", channel)
    await runtime.courtesy("Updating a form", client.views_update(view_id=view_id, view=view))
