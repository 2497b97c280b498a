"""Questions offered at a steady rate to one bot: acknowledged, answered or refused, and memory."""

from __future__ import annotations

import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from tests.apps.slack.scenarios.bot import Bot
from tests.bench.machine import machine
from tests.slack_trials.outcomes import Outcomes, by_response_url
from tests.slack_trials.setting_up import QUESTIONS
from tests.slack_trials.writing import rows

from roleassistant.apps.slack.demo.courier import Delivery
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.demo.workspace import BOT_USER, Channel, Message

PEOPLE, CHANNELS = 200, 20
_DONE_AFTER_S = 5.0
_DRAINED_WITHIN_S = 600.0
_ACKNOWLEDGED_WITHIN_S = 3.0
_MIB = 1 << 20


@dataclass
class Offered:
    """What was asked, and how."""

    messages: list[Message] = field(default_factory=list)
    commands: list[Delivery] = field(default_factory=list)
    took: float = 0.0

    @property
    def count(self) -> int:
        return len(self.messages) + len(self.commands)


class Memory(threading.Thread):
    """Samples what the bot has resident, twice a second."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = psutil.Process(process)
        self.samples: list[tuple[float, int]] = []
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.5):
            self.samples.append((time.monotonic(), self._process.memory_info().rss))

    def at(self, when: float) -> float:
        """MiB at the first sample after that time."""
        return next((size for at, size in self.samples if at >= when), self.samples[-1][1]) / _MIB

    @property
    def most(self) -> float:
        return max(size for _, size in self.samples) / _MIB


def run_load(index: Path, folder: Path, seconds: float, rate: float) -> tuple[str, bool]:
    """The table of one run, and whether every promise was kept."""
    with FakeSlack() as slack:
        _populate(slack)
        with Bot(slack, index, folder) as bot:
            assert bot.process is not None
            _warm(slack)
            memory = Memory(bot.process.pid)
            memory.start()
            began = time.monotonic()
            offered = _offer(slack, seconds, rate)
            ended = time.monotonic()
            drained = _drain(slack) - ended
            memory.ended.set()
        outcomes = _judge(slack, offered)
        waits = sorted(one.waited or 1e9 for one in slack.deliveries)
        late = sum(wait > _ACKNOWLEDGED_WITHIN_S for wait in waits)
        table = rows(
            ("", "measured"),
            ("questions offered", f"{offered.count:,} in {offered.took:.0f} s"),
            ("of which in channels, directly, by command", _kinds(offered)),
            ("events and commands sent to the bot", f"{len(waits):,}"),
            ("acknowledged after, median", _ms(waits, 0.5)),
            ("acknowledged after, 99th percentile", _ms(waits, 0.99)),
            ("acknowledged after, slowest", _ms(waits, 1.0)),
            ("acknowledged later than 3 s, or never", late),
            ("answered", f"{outcomes.answered:,}"),
            ("told that it is busy", f"{outcomes.busy:,}"),
            ("told that it failed", outcomes.told),
            ("answered or told twice", outcomes.doubled),
            ("lost", outcomes.lost),
            ("all were answered or told, after the last question", f"{max(drained, 0):.0f} s"),
            (
                "memory of the bot after 10 s, at the end, at most",
                f"{memory.at(began + 10):.0f}, {memory.at(ended):.0f}, {memory.most:.0f} MiB",
            ),
            ("measured on", f"{machine()}; the fake Slack and the people run there too"),
        )
        for example in outcomes.examples[:5]:
            print(f"doubled: {example}", file=sys.stderr)
        print(bot.said()[-1500:], file=sys.stderr)
    return table, not (late or outcomes.doubled or outcomes.lost)


def _populate(slack: FakeSlack) -> None:
    for number in range(PEOPLE):
        slack.person(f"U0L{number:03d}")
    everybody = set(slack.team.users)
    for number in range(CHANNELS):
        name = f"C0L{number:02d}"
        slack.team.channels[name] = Channel(name, f"load-{number}", everybody | {BOT_USER})


def _warm(slack: FakeSlack) -> None:
    """One question of each kind, so that models are loaded: the first waits for that."""
    for question in QUESTIONS:
        asked = slack.person().asks(question)
        slack.wait(lambda one=asked: slack.answers(one.channel, one.ts), 60)  # type: ignore[misc]


def _offer(slack: FakeSlack, seconds: float, rate: float) -> Offered:
    offered = Offered()
    began = time.monotonic()
    for number in range(round(seconds * rate)):
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
        person = slack.person(f"U0L{number % PEOPLE:03d}")
        question = QUESTIONS[number * 7 % len(QUESTIONS)]
        match number % 5:
            case 0 | 1:
                offered.messages.append(person.asks(question))
            case 2 | 3:
                channel = f"C0L{number % CHANNELS:02d}"
                offered.messages.append(person.mentions(channel, question))
            case _:
                channel = f"C0L{number % CHANNELS:02d}"
                offered.commands.append(person.command("/role", question, channel))
    offered.took = time.monotonic() - began
    return offered


def _drain(slack: FakeSlack) -> float:
    """Wait until the bot does nothing any more; gives when it did the last."""
    deadline = time.monotonic() + _DRAINED_WITHIN_S
    while time.monotonic() < deadline:
        last = max((call.at for call in slack.calls[-20:]), default=0.0)
        settled = all(one.settled for one in slack.deliveries)
        if settled and time.monotonic() - last > _DONE_AFTER_S:
            return last
        time.sleep(0.2)
    return time.monotonic()


def _judge(slack: FakeSlack, offered: Offered) -> Outcomes:
    outcomes = Outcomes()
    said: dict[tuple[str, str], list[Message]] = defaultdict(list)
    for message in slack.team.messages.values():
        if message.by_app and message.user == BOT_USER and message.thread_ts:
            said[message.channel, message.thread_ts].append(message)
    for asked in offered.messages:
        outcomes.add(said[asked.channel, asked.ts])
    told = by_response_url(slack)
    for command in offered.commands:
        name = command.payload["response_url"].rsplit("/", 1)[-1]
        direct = [m.text for m in said.get((command.payload["channel_id"], name), [])]
        acknowledgement = str((command.response or {}).get("text", ""))
        outcomes.add_private([*told.get(name, []), *direct], acknowledgement)
    return outcomes


def _kinds(offered: Offered) -> str:
    direct = sum(message.channel.startswith("D") for message in offered.messages)
    mentions = len(offered.messages) - direct
    return f"{mentions:,}, {direct:,}, {len(offered.commands):,}"


def _ms(waits: list[float], share: float) -> str:
    value = waits[min(len(waits) - 1, int(share * len(waits)))]
    return "never" if value >= 1e9 else f"{value * 1000:.0f} ms"
