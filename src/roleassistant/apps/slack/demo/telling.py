"""How the deeds of a person become what Slack sends, and what the bot answers becomes of them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from roleassistant.apps.slack.demo import payloads
from roleassistant.apps.slack.demo.courier import Delivery
from roleassistant.apps.slack.demo.methods.calls import Refused
from roleassistant.apps.slack.demo.methods.views import named, pushed
from roleassistant.apps.slack.demo.requests import EVENT
from roleassistant.apps.slack.demo.workspace import (
    BOT_USER,
    Channel,
    Message,
    User,
    View,
    Workspace,
    direct_id,
)

if TYPE_CHECKING:
    from roleassistant.apps.slack.demo.server import FakeSlack

Json = dict[str, Any]
SUBSCRIPTIONS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


class Telling:
    """Tells the bot what one person does. Called where the server runs."""

    def __init__(self, slack: FakeSlack, team: Workspace, user: User) -> None:
        self._slack, self._team, self._user = slack, team, user
        self._direct = direct_id(user.id)

    def said(
        self, place: Channel, message: Message, viewing: str | None, sending: Mapping[str, Any]
    ) -> None:
        if BOT_USER not in place.members:
            return
        if f"<@{BOT_USER}>" in message.text and not place.direct:
            event = payloads.message_event(self._team, place, message, "app_mention")
            self.event(event, "app_mention", **sending)
        event = payloads.message_event(self._team, place, message, "message")
        if place.direct and viewing:
            event["app_context"] = {"entities": [self._entity(viewing)]}
        self.event(event, SUBSCRIPTIONS[place.kind], **sending)

    def _entity(self, channel: str) -> Json:
        return {"type": "slack#/types/channel_id", "value": channel, "team_id": self._team.id}

    def event(self, event: Json, subscription: str, **sending: Any) -> Delivery | None:
        if subscription not in self._slack.subscribed:
            return None
        payload = payloads.event_callback(self._team, event)
        return self._slack.courier.post(EVENT, payload, **sending)

    def app_home(self, tab: str, viewing: str | None) -> Delivery | None:
        event: Json = {
            "type": "app_home_opened",
            "user": self._user.id,
            "channel": self._direct,
            "tab": tab,
            "event_ts": self._team.clock.stamp(),
        }
        home = self._team.homes.get(self._user.id)
        if tab == "home" and home is not None:
            event["view"] = home.as_json(self._team.id)
        if viewing:
            event["context"] = {"entities": [self._entity(viewing)]}
        return self.event(event, "app_home_opened")

    def assistant(self, kind: str, root: str, viewing: str | None) -> Json:
        context = {"channel_id": viewing, "team_id": self._team.id, "enterprise_id": None}
        return {
            "type": kind,
            "assistant_thread": {
                "user_id": self._user.id,
                "context": context if viewing else {},
                "channel_id": self._direct,
                "thread_ts": root,
            },
            "event_ts": self._team.clock.stamp(),
        }

    def permits(self, channel: str, message: Message | None = None) -> dict[str, str]:
        trigger = f"{time.time_ns()}.{secrets.token_hex(8)}"
        self._slack.triggers.given[trigger] = (self._user.id, time.monotonic())
        url = self._slack.response_urls.give(self._team, channel, self._user.id, message)
        return {"trigger_id": trigger, "response_url": url}

    def answered_command(self, channel: str, answer: Any) -> None:
        """What a command's acknowledgement says is shown."""
        if isinstance(answer, str) and answer:
            answer = {"text": answer}
        if isinstance(answer, dict) and (answer.get("text") or answer.get("blocks")):
            with suppress(Refused):
                self._slack.response_urls.say(self._team, channel, self._user.id, None, answer)

    def answered_form(self, view: View, answer: Any) -> Json:
        """Do to a submitted modal what the bot says; nothing said closes it."""
        action = answer.get("response_action") if isinstance(answer, dict) else None
        stack = [v for v in self._team.views.values() if v.user == self._user.id and v.open]
        match action:
            case "errors":
                return dict(answer["errors"])
            case "update":
                view.content, view.hash = named(answer["view"]), self._team.clock.stamp()
            case "push":
                top = pushed(self._team, view, named(answer["view"]), len(stack))
                self._team.views[top.id] = top
            case "clear":
                for one in stack:
                    one.open = False
            case _:
                view.open = False
        return {}
