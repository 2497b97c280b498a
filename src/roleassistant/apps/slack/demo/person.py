"""A person of the workspace: what they do becomes the events that Slack would send."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from roleassistant.apps.slack.demo import elements_in, payloads
from roleassistant.apps.slack.demo.courier import COMMAND, EVENT, INTERACTION, Delivery
from roleassistant.apps.slack.demo.methods.calls import Refused
from roleassistant.apps.slack.demo.methods.views import named, pushed
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
_SUBSCRIPTION = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


class Person:
    """Somebody who says, clicks, chooses and fills in."""

    def __init__(self, slack: FakeSlack, team: Workspace, user: User) -> None:
        self._slack, self.team, self.user = slack, team, user
        self.direct = direct_id(user.id)

    @property
    def id(self) -> str:
        return self.user.id

    # Saying.

    def says(
        self,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        files: list[Json] | None = None,
        viewing: str | None = None,
        **sending: Any,
    ) -> Message:
        """Write in a channel, a thread or directly; a mention is `<@U0ROLEBOT>` in the text.

        viewing: the channel that is open beside the pane. sending: `copies`, `first_lost`.
        """

        def work() -> Message:
            place = self._place(channel)
            message = Message(
                place.id, self.team.clock.stamp(), self.id, text, thread_ts=thread_ts,
                files=files or [], by_app=self.user.is_bot,
            )  # fmt: skip
            self.team.say(message)
            self._tell(place, message, viewing, sending)
            return message

        return self._slack.do(work)

    def mentions(
        self, channel: str, text: str, thread_ts: str | None = None, **sending: Any
    ) -> Message:
        """Ask the bot in a channel."""
        return self.says(channel, f"<@{BOT_USER}> {text}", thread_ts, **sending)

    def asks(self, text: str, thread_ts: str | None = None, **sending: Any) -> Message:
        """Ask the bot directly."""
        return self.says(self.direct, text, thread_ts, **sending)

    def edits(self, message: Message, text: str) -> Delivery | None:
        """Change what was said."""

        def work() -> Delivery | None:
            before = message.as_json()
            message.text, message.edited = text, True
            ts = self.team.clock.stamp()
            place = self.team.channels[message.channel]
            event = payloads.changed_event(place, before, message.as_json(), ts)
            return self._event(event, _SUBSCRIPTION[place.kind])

        return self._slack.do(work)

    def deletes(self, message: Message) -> Delivery | None:
        """Take back what was said."""

        def work() -> Delivery | None:
            message.deleted = True
            place = self.team.channels[message.channel]
            ts = self.team.clock.stamp()
            event = payloads.changed_event(place, message.as_json(), None, ts)
            return self._event(event, _SUBSCRIPTION[place.kind])

        return self._slack.do(work)

    # Opening.

    def opens_home(self) -> Delivery | None:
        """Look at the Home of the app."""
        return self._slack.do(lambda: self._app_home("home", None))

    def opens_pane(self, viewing: str | None = None) -> Delivery | None:
        """Open the messages of the app (`agent_view`), next to a channel where one is named."""
        return self._slack.do(lambda: self._app_home("messages", viewing))

    def opens_assistant(self, viewing: str | None = None) -> str:
        """Open the assistant's pane of older apps (`assistant_view`); gives its thread."""

        def work() -> str:
            root = Message(self.direct, self.team.clock.stamp(), BOT_USER, "New Assistant Thread")
            self.team.say(root)
            self._event(
                self._assistant("assistant_thread_started", root.ts, viewing),
                "assistant_thread_started",
            )
            return root.ts

        return self._slack.do(work)

    def looks_at(self, channel: str, thread_ts: str) -> None:
        """Turn to another channel while the assistant's pane is open."""
        kind = "assistant_thread_context_changed"
        self._slack.do(lambda: self._event(self._assistant(kind, thread_ts, channel), kind))

    def stops(self, channel: str, thread_ts: str) -> Delivery | None:
        """Press the button that stops the agent."""

        def work() -> Delivery | None:
            growing = [m for m in self.team.in_thread(channel, thread_ts) if m.streaming]
            for message in growing:
                message.streaming, message.stream_ended = False, "stopped by a person"
            event = {
                "type": "agent_session_stopped",
                "channel": channel,
                "thread_ts": thread_ts,
                "user": self.id,
                "streaming_message_ts": [message.ts for message in growing],
                "event_ts": self.team.clock.stamp(),
            }
            return self._event(event, "agent_session_stopped")

        return self._slack.do(work)

    # Commands, shortcuts, clicks and forms.

    def command(self, name: str, text: str = "", channel: str | None = None) -> Delivery:
        """Type a slash command."""

        def work() -> Delivery:
            place = self._place(channel or self.direct)
            payload = payloads.command(
                self.team, self.user, place, name, text, self._permits(place.id)
            )  # fmt: skip
            delivery = self._slack.courier.post(COMMAND, payload)
            delivery.then = lambda done: self._said_in_answer(place.id, done.response)
            return delivery

        return self._slack.do(work)

    def shortcut(self, callback: str, message: Message | None = None) -> Delivery:
        """Choose a shortcut of the app, from the menu of a message where one is given."""

        def work() -> Delivery:
            about = None if message is None else (self.team.channels[message.channel], message)
            permits = self._permits(message.channel if message else self.direct, message)
            payload = payloads.shortcut(self.team, self.user, callback, permits, about)
            return self._slack.courier.post(INTERACTION, payload)

        return self._slack.do(work)

    def clicks(
        self,
        place: Message | View,
        action_id: str,
        chosen: Any = None,
        value: str | None = None,
        filled: Mapping[str, Any] | None = None,
        **sending: Any,
    ) -> Delivery:
        """Click a button, or choose in a select, of a message, a modal or the Home.

        chosen: the option, by value or text; for feedback "positive" or "negative".
        Raises LookupError where there is no such thing.
        """

        def work() -> Delivery:
            blocks = place.content["blocks"] if isinstance(place, View) else place.blocks
            block, part = elements_in.element(blocks, action_id, value)
            action = elements_in.action(block, part, chosen)
            state = elements_in.state(blocks, dict(filled or {}))
            where: tuple[Channel, Message] | View
            if isinstance(place, View):
                where, permits = place, self._permits(self.direct)
            else:
                where = (self.team.channels[place.channel], place)
                permits = self._permits(place.channel, place)
            payload = payloads.block_action(self.team, self.user, action, where, state, permits)
            return self._slack.courier.post(INTERACTION, payload, **sending)

        return self._slack.do(work)

    def submits(
        self, view: View, filled: Mapping[str, Any] | None = None, seconds: float = 5.0
    ) -> Json:
        """Fill in a modal and submit it; gives the errors that the bot shows at its inputs."""

        def work() -> Delivery:
            blocks = view.content["blocks"]
            values = elements_in.state(blocks, dict(filled or {}))
            lacking = elements_in.missing(blocks, values)
            if lacking:
                raise LookupError(f"Slack does not submit it without: {', '.join(lacking)}")
            trigger = self._permits(self.direct)["trigger_id"]
            payload = payloads.view_event(self.team, self.user, view, values, trigger)
            return self._slack.courier.post(INTERACTION, payload)

        delivery = self._slack.do(work)
        with suppress(TimeoutError):
            self._slack.wait(lambda: delivery.settled, seconds)
        if delivery.acknowledged is None:
            return {"": "We had some trouble connecting. Try again?"}
        return self._slack.do(lambda: self._answered(view, delivery.response))

    def closes(self, view: View) -> Delivery | None:
        """Close a modal."""

        def work() -> Delivery | None:
            view.open = False
            if not view.content.get("notify_on_close"):
                return None
            payload = payloads.view_event(self.team, self.user, view, {}, None)
            return self._slack.courier.post(INTERACTION, payload)

        return self._slack.do(work)

    # How it becomes events.

    def _place(self, channel: str) -> Channel:
        return self.team.channels[channel]

    def _tell(
        self, place: Channel, message: Message, viewing: str | None, sending: Mapping[str, Any]
    ) -> None:
        if BOT_USER not in place.members:
            return
        if f"<@{BOT_USER}>" in message.text and not place.direct:
            event = payloads.message_event(self.team, place, message, "app_mention")
            self._event(event, "app_mention", **sending)
        event = payloads.message_event(self.team, place, message, "message")
        if place.direct and viewing:
            event["app_context"] = {"entities": [self._entity(viewing)]}
        self._event(event, _SUBSCRIPTION[place.kind], **sending)

    def _entity(self, channel: str) -> Json:
        return {"type": "slack#/types/channel_id", "value": channel, "team_id": self.team.id}

    def _event(self, event: Json, subscription: str, **sending: Any) -> Delivery | None:
        if subscription not in self._slack.subscribed:
            return None
        payload = payloads.event_callback(self.team, event)
        return self._slack.courier.post(EVENT, payload, **sending)

    def _app_home(self, tab: str, viewing: str | None) -> Delivery | None:
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.direct,
            "tab": tab,
            "event_ts": self.team.clock.stamp(),
        }
        home = self.team.homes.get(self.id)
        if tab == "home" and home is not None:
            event["view"] = home.as_json(self.team.id)
        if viewing:
            event["context"] = {"entities": [self._entity(viewing)]}
        return self._event(event, "app_home_opened")

    def _assistant(self, kind: str, root: str, viewing: str | None) -> Json:
        context = {"channel_id": viewing, "team_id": self.team.id, "enterprise_id": None}
        return {
            "type": kind,
            "assistant_thread": {
                "user_id": self.id,
                "context": context if viewing else {},
                "channel_id": self.direct,
                "thread_ts": root,
            },
            "event_ts": self.team.clock.stamp(),
        }

    def _permits(self, channel: str, message: Message | None = None) -> dict[str, str]:
        trigger = f"{time.time_ns()}.{secrets.token_hex(8)}"
        self._slack.triggers.given[trigger] = (self.id, time.monotonic())
        url = self._slack.response_urls.give(self.team, channel, self.id, message)
        return {"trigger_id": trigger, "response_url": url}

    def _said_in_answer(self, channel: str, answer: Any) -> None:
        """What a command's acknowledgement says is shown."""
        if isinstance(answer, str) and answer:
            answer = {"text": answer}
        if isinstance(answer, dict) and (answer.get("text") or answer.get("blocks")):
            with suppress(Refused):
                self._slack.response_urls.say(self.team, channel, self.id, None, answer)

    def _answered(self, view: View, answer: Any) -> Json:
        """Do to a submitted modal what the bot says; nothing said closes it."""
        action = answer.get("response_action") if isinstance(answer, dict) else None
        stack = [v for v in self.team.views.values() if v.user == self.id and v.open]
        match action:
            case "errors":
                return dict(answer["errors"])
            case "update":
                view.content, view.hash = named(answer["view"]), self.team.clock.stamp()
            case "push":
                top = pushed(self.team, view, named(answer["view"]), len(stack))
                self.team.views[top.id] = top
            case "clear":
                for one in stack:
                    one.open = False
            case _:
                view.open = False
        return {}
