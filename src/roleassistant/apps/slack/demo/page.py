"""The local page: a small Slack in the browser, over the same model that the protocol writes.

Only pages of its own server may tell it anything: the host of a request is checked, and deeds need
a header that no other site can send.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from aiohttp import web

from roleassistant.apps.slack.demo.workspace import Message, View, Workspace

if TYPE_CHECKING:
    from roleassistant.apps.slack.demo.person import Person
    from roleassistant.apps.slack.demo.server import FakeSlack

Json = dict[str, Any]
_FILES = {"slack.css": "text/css", "markup.js": "text/javascript", "blocks.js": "text/javascript",
          "page.js": "text/javascript"}  # fmt: skip
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
_LONGEST_WAIT_S = 20.0
_LOOKS_EVERY_S = 0.05
_LINES_OF_WIRE = 60


def static(name: str) -> str:
    """A file of the page."""
    return (resources.files(__package__) / "static" / name).read_text(encoding="utf-8")


class Page:
    """Serves the page, what it shows, and takes what a person does there.

    shortcuts: (callback id, name) of those that the app has in the menu of a message. `starters`
    are questions for somebody who sees an empty channel.
    """

    def __init__(self, slack: FakeSlack, shortcuts: Sequence[tuple[str, str]] = ()) -> None:
        self._slack = slack
        self._shortcuts = [{"callback": callback, "name": name} for callback, name in shortcuts]
        self.starters: Sequence[str] = ()
        slack.also.append(self._routes)

    def _routes(self, application: web.Application) -> None:
        application.router.add_get("/", self._index)
        application.router.add_get("/page/state", self._state)
        application.router.add_post("/page/do", self._do)
        application.router.add_get("/page/{name}", self._file)

    def _is_ours(self, request: web.Request) -> bool:
        return request.host in (f"127.0.0.1:{self._slack.port}", f"localhost:{self._slack.port}")

    async def _index(self, request: web.Request) -> web.Response:
        if not self._is_ours(request):
            return web.Response(status=403)
        return _file(static("index.html"), "text/html")

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in _FILES or not self._is_ours(request):
            return web.Response(status=404)
        return _file(static(name), _FILES[name])

    async def _state(self, request: web.Request) -> web.Response:
        """What there is to see, as soon as it is newer than what the page has."""
        if not self._is_ours(request):
            return web.Response(status=403)
        since = int(request.query.get("since", 0))
        deadline = time.monotonic() + _LONGEST_WAIT_S
        while self._slack.version <= since and time.monotonic() < deadline:
            await asyncio.sleep(_LOOKS_EVERY_S)
        shown = self._shown(self._slack.team, request.query.get("me", "U0ALICE"))
        return web.json_response(shown | {"version": self._slack.version})

    def _shown(self, team: Workspace, me: str) -> Json:
        modal = self._slack.modal(me)
        home = team.homes.get(me)
        seen = [channel for channel in team.channels.values() if me in channel.members]
        ids = {channel.id for channel in seen}
        threads = {*team.statuses, *team.sessions}
        return {
            "team": team.name,
            "people": [user.id for user in team.users.values() if not user.is_bot],
            "users": {user.id: user.real_name for user in team.users.values()},
            "channels": [
                {"id": channel.id, "name": channel.name} for channel in seen if not channel.direct
            ],
            "messages": [
                _message(team, message)
                for message in team.messages.values()
                if message.channel in ids
                and not message.deleted
                and message.only_for in (None, me)
            ],
            "statuses": [
                {
                    "channel": channel,
                    "thread": thread,
                    "status": team.statuses.get((channel, thread), ""),
                    "session": team.sessions.get((channel, thread), ""),
                }
                for channel, thread in sorted(threads)
                if channel in ids
            ],
            "titles": [
                {"channel": channel, "thread": thread, "title": title}
                for (channel, thread), title in team.titles.items()
            ],
            "prompts": [
                {"thread": thread, **prompts}
                for (channel, thread), prompts in team.prompts.items()
                if channel == f"D{me[1:]}"
            ],
            "modal": modal and {"id": modal.id, "hash": modal.hash, "content": modal.content},
            "home": home and {"hash": home.hash, "content": home.content},
            "shortcuts": self._shortcuts,
            "starters": list(self.starters),
            "wire": self._wire(),
        }  # fmt: skip

    def _wire(self) -> list[Json]:
        """What went over the wire of late, latest first."""
        lines: list[tuple[float, Json]] = []
        for sent in self._slack.deliveries[-_LINES_OF_WIRE:]:
            event = sent.payload.get("event", sent.payload)
            what = event.get("type") or event.get("command")
            waited = "not yet" if sent.waited is None else f"in {sent.waited * 1000:.0f} ms"
            lines.append(
                (sent.sent, {"kind": "in", "text": f"{sent.kind} {what}: acknowledged {waited}"})
            )
        for call in self._slack.calls[-_LINES_OF_WIRE:]:
            error = "" if call.ok else f" {(call.answer or {}).get('error', call.status)}"
            kind = "out" if call.ok else "no"
            lines.append((call.at, {"kind": kind, "text": f"{call.method}{error}"}))
        lines.sort(key=lambda line: -line[0])
        return [line for _, line in lines[:_LINES_OF_WIRE]]

    async def _do(self, request: web.Request) -> web.Response:
        """One deed of a person. What they do waits for the bot, so it waits in a thread."""
        if not self._is_ours(request) or request.headers.get("X-Demo") != "page":
            return web.Response(status=403)
        deed = await request.json()
        deed_of = _DEEDS.get(deed.get("deed"))
        if deed_of is None or deed.get("me") not in self._slack.team.users:
            return web.Response(status=400, text="This page cannot do that.")
        person = self._slack.person(deed["me"])
        try:
            done = await asyncio.to_thread(deed_of, person, deed)
        except LookupError as problem:
            return web.Response(status=400, text=str(problem).strip("'\""))
        self._slack.changed()
        return web.json_response(done or {})


def _file(text: str, kind: str) -> web.Response:
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-store"}
    return web.Response(text=text, content_type=kind, headers=headers)


def _message(team: Workspace, message: Message) -> Json:
    files = [
        {**file, "content": team.files.get(file["id"], {}).get("content")}
        for file in message.files
    ]  # fmt: skip
    return {
        "channel": message.channel,
        "ts": message.ts,
        "user": message.user,
        "text": message.text,
        "blocks": message.blocks,
        "markdown": message.markdown,
        "thread_ts": message.thread_ts,
        "only_for": message.only_for,
        "streaming": message.streaming,
        "tasks": message.tasks,
        "plan": message.plan,
        "edited": message.edited,
        "files": files,
    }


def _said(person: Person, deed: Json) -> Json:
    said = person.says(
        deed["channel"], deed["text"], deed.get("thread"), viewing=deed.get("viewing")
    )  # fmt: skip
    return {"ts": said.ts}


def _about(person: Person, deed: Json) -> Message:
    return person.team.messages[deed["channel"], deed["ts"]]


def _view(person: Person, name: str) -> View:
    return person.team.views[name]


def _clicked(person: Person, deed: Json) -> None:
    place: Message | View
    if deed.get("home"):
        place = person.team.homes[person.id]
    elif deed.get("modal"):
        place = _view(person, deed["modal"])
    else:
        place = _about(person, deed)
    person.clicks(
        place, deed["action"], deed.get("chosen"), deed.get("value"), deed.get("filled")
    )  # fmt: skip


def _submitted(person: Person, deed: Json) -> Json:
    return {"errors": person.submits(_view(person, deed["view"]), deed.get("filled"))}


def _without(work: Callable[[Person, Json], object]) -> Callable[[Person, Json], None]:
    def done(person: Person, deed: Json) -> None:
        work(person, deed)

    return done


_DEEDS: Mapping[str, Callable[[Person, Json], Json | None]] = {
    "say": _said,
    "submit": _submitted,
    "click": _clicked,
    "home": _without(lambda person, deed: person.opens_home()),
    "pane": _without(lambda person, deed: person.opens_pane(deed.get("viewing"))),
    "stop": _without(lambda person, deed: person.stops(deed["channel"], deed["ts"])),
    "edit": _without(lambda person, deed: person.edits(_about(person, deed), deed["text"])),
    "delete": _without(lambda person, deed: person.deletes(_about(person, deed))),
    "close": _without(lambda person, deed: person.closes(_view(person, deed["view"]))),
    "shortcut": _without(
        lambda person, deed: person.shortcut(deed["callback"], _about(person, deed))
    ),
    "command": _without(
        lambda person, deed: person.command(deed["name"], deed.get("text", ""), deed["channel"])
    ),
}
