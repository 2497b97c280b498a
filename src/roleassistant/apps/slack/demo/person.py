"""A person of the workspace: what they do becomes the events that Slack would send."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from roleassistant.apps.slack.demo import elements_in, payloads
from roleassistant.apps.slack.demo.courier import Delivery
from roleassistant.apps.slack.demo.requests import COMMAND, INTERACTION
from roleassistant.apps.slack.demo.telling import SUBSCRIPTIONS, Telling
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


class Person:
    """Somebody who says, clicks, chooses and fills in."""

    def __init__(self, slack: FakeSlack, team: Workspace, user: User) -> None:
        self._slack, self.team, self.user = slack, team, user
        self.direct = direct_id(user.id)
        self._telling = Telling(slack, team, user)

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
            place = self.team.channels[channel]
            message = Message(
                place.id, self.team.clock.stamp(), self.id, text, thread_ts=thread_ts,
                files=files or [], by_app=self.user.is_bot,
            )  # fmt: skip
            self.team.say(message)
            self._telling.said(place, message, viewing, sending)
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
            return self._telling.event(event, SUBSCRIPTIONS[place.kind])

        return self._slack.do(work)

    def deletes(self, message: Message) -> Delivery | None:
        """Take back what was said."""

        def work() -> Delivery | None:
            place, before = self.team.channels[message.channel], message.as_json()
            replies = self.team.in_thread(message.channel, message.ts)[1:]
            message.deleted = True
            ts = self.team.clock.stamp()
            after = payloads.tombstone(message) if any(not m.only_for for m in replies) else None
            event = payloads.changed_event(place, before, after, ts)
            return self._telling.event(event, SUBSCRIPTIONS[place.kind])

        return self._slack.do(work)

    # Opening.

    def opens_home(self) -> Delivery | None:
        """Look at the Home of the app."""
        return self._slack.do(lambda: self._telling.app_home("home", None))

    def opens_pane(self, viewing: str | None = None) -> Delivery | None:
        """Open the messages of the app (`agent_view`), next to a channel where one is named."""
        return self._slack.do(lambda: self._telling.app_home("messages", viewing))

    def opens_assistant(self, viewing: str | None = None) -> str:
        """Open the assistant's pane of older apps (`assistant_view`); gives its thread."""

        def work() -> str:
            root = Message(self.direct, self.team.clock.stamp(), BOT_USER, "New Assistant Thread")
            self.team.say(root)
            self._telling.event(
                self._telling.assistant("assistant_thread_started", root.ts, viewing),
                "assistant_thread_started",
            )
            return root.ts

        return self._slack.do(work)

    def looks_at(self, channel: str, thread_ts: str) -> None:
        """Turn to another channel while the assistant's pane is open."""
        kind = "assistant_thread_context_changed"
        self._slack.do(
            lambda: self._telling.event(self._telling.assistant(kind, thread_ts, channel), kind)
        )

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
            return self._telling.event(event, "agent_session_stopped")

        return self._slack.do(work)

    # Commands, shortcuts, clicks and forms.

    def command(self, name: str, text: str = "", channel: str | None = None) -> Delivery:
        """Type a slash command."""

        def work() -> Delivery:
            place = self.team.channels[channel or self.direct]
            payload = payloads.command(
                self.team, self.user, place, name, text, self._telling.permits(place.id)
            )  # fmt: skip
            delivery = self._slack.courier.post(COMMAND, payload)
            delivery.then = lambda done: self._telling.answered_command(place.id, done.response)
            return delivery

        return self._slack.do(work)

    def shortcut(self, callback: str, message: Message | None = None) -> Delivery:
        """Choose a shortcut of the app, from the menu of a message where one is given."""

        def work() -> Delivery:
            about = None if message is None else (self.team.channels[message.channel], message)
            permits = self._telling.permits(message.channel if message else self.direct, message)
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
                where, permits = place, self._telling.permits(self.direct)
            else:
                where = (self.team.channels[place.channel], place)
                permits = self._telling.permits(place.channel, place)
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
            trigger = self._telling.permits(self.direct)["trigger_id"]
            payload = payloads.view_event(self.team, self.user, view, values, trigger)
            return self._slack.courier.post(INTERACTION, payload)

        delivery = self._slack.do(work)
        with suppress(TimeoutError):
            self._slack.wait(lambda: delivery.settled, seconds)
        if delivery.acknowledged is None:
            return {"": "We had some trouble connecting. Try again?"}
        return self._slack.do(lambda: self._telling.answered_form(view, delivery.response))

    def closes(self, view: View) -> Delivery | None:
        """Close a modal."""

        def work() -> Delivery | None:
            view.open = False
            if not view.content.get("notify_on_close"):
                return None
            payload = payloads.view_event(self.team, self.user, view, {}, None)
            return self._slack.courier.post(INTERACTION, payload)

        return self._slack.do(work)
