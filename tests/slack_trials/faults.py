"""Everything around the bot failing, one thing at a time, and what became of the questions."""

from __future__ import annotations

import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.apps.slack.scenarios.bot import Bot, Ended
from tests.apps.slack.scenarios.sessions import GENERAL, of_the_inside
from tests.slack_trials.outcomes import Outcomes, by_response_url
from tests.slack_trials.setting_up import QUESTIONS
from tests.slack_trials.writing import rows

from roleassistant.apps.slack.demo.courier import Delivery
from roleassistant.apps.slack.demo.replies import (
    Reply,
    broken,
    dropped,
    not_json,
    rate_limited,
    refused,
)
from roleassistant.apps.slack.demo.server import FakeSlack
from roleassistant.apps.slack.demo.workspace import Message, direct_id
from roleassistant.apps.slack.storage.database import SlackDatabase
from roleassistant.apps.slack.storage.queue import Queue

PEOPLE = 4
_STARTS = 5
_QUIET_S = 1.5
_ENDS_WITHIN_S = 120.0
# Where the model that words answers would be: nobody listens there.
_NO_MODEL = {
    "ROLEASSISTANT_ANSWERER": "openai:small",
    "OPENAI_API_KEY": "none",
    "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
    "ROLEASSISTANT_MODELS_BUDGET_SECONDS": "3",
}

FAILURES: Mapping[str, Reply] = {
    "429, come back in 1 s": rate_limited(1),
    "500": broken(500),
    "503 after it was done": broken(503, applied=True),
    "connection lost": dropped(),
    "connection lost after it was done": dropped(applied=True),
    "200, no JSON": not_json(),
    "internal_error": refused("internal_error"),
    "fatal_error": refused("fatal_error"),
    "invalid_auth": refused("invalid_auth"),
}
# Of a message in a channel; the answer then goes to the asker directly.
ELSEWHERE = ("not_in_channel", "channel_not_found", "is_archived", "restricted_action")
# Of a message that Slack finds too long or wrong.
PLAINER = ("invalid_blocks", "msg_blocks_too_long", "msg_too_long")
METHODS = (
    "chat.postMessage",
    "assistant.threads.setStatus",
    "assistant.threads.setTitle",
    "auth.test",
    "conversations.replies",
)
# With a language model, which is down: the answer is quoted, and streamed all the same.
STREAMING = ("chat.startStream", "chat.appendStream", "chat.stopStream")
# What a response_url answers; it takes no token, and whether it took an answer cannot be asked.
OF_A_URL: Mapping[str, Reply] = {
    "429, come back in 1 s": rate_limited(1),
    "500": broken(500),
    "404, expired": Reply(status=404, body="expired_url"),
    "connection lost": dropped(),
    "connection lost after it was done": dropped(applied=True),
}

During = Callable[[FakeSlack, Bot], object]


@dataclass(frozen=True)
class Fault:
    """`script` is set before the questions, `during` runs while they are asked. `known`: that one
    answer comes twice is known, and said in the page."""

    name: str
    script: Callable[[FakeSlack], object] = lambda slack: None
    during: During = lambda slack, bot: None
    environment: Mapping[str, str] = field(default_factory=dict)
    known: bool = False


def faults() -> Iterator[Fault]:
    """Each of them, in the order of the table."""
    for method in METHODS:
        for name, reply in FAILURES.items():
            yield Fault(f"`{method}`: {name}", _scripted(method, reply))
    for name, reply in OF_A_URL.items():
        # Once: a second time would be a third copy of the same.
        times = 1 if reply.applied else 2
        yield Fault(
            f"`response_url`: {name}", _scripted("response_url", reply, times), known=reply.applied
        )
    for method in STREAMING:
        for name, reply in FAILURES.items():
            # Which message a start made that is not answered, nobody can know.
            known = method == "chat.startStream" and reply.applied
            yield Fault(f"`{method}`: {name}", _scripted(method, reply), _nothing, _NO_MODEL, known)
    for error in (*ELSEWHERE, *PLAINER):
        yield Fault(f"`chat.postMessage`: {error}", _in_channel(error))
    for method in ("views.publish", "assistant.threads.setSuggestedPrompts", "views.open"):
        yield Fault(f"`{method}`: 500", _scripted(method, broken(500)), _everything_opened)
    for how in ("refresh", "close", "abort"):
        yield Fault(f"websocket ended every 5 s ({how})", during=_dropping(how, 5.0, 4))
    yield Fault("every event delivered three times", during=_thrice)
    yield Fault("store locked for 1 s, then again", during=_locking(1.0, 3))
    yield Fault("store locked for 12 s", during=_locking(12.0, 1))
    yield Fault("model provider down", environment=_NO_MODEL)
    yield Fault("process killed and started again", during=_killing)


def _nothing(slack: FakeSlack, bot: Bot) -> None:
    del slack, bot


def _scripted(method: str, reply: Reply, times: int = 2) -> Callable[[FakeSlack], object]:
    return lambda slack: slack.script.add(method, reply, times)


def _in_channel(error: str) -> Callable[[FakeSlack], object]:
    return lambda slack: slack.script.add(
        "chat.postMessage", refused(error), 2, lambda call: call.get("channel") == GENERAL
    )


def _everything_opened(slack: FakeSlack, bot: Bot) -> None:
    del bot
    asker = slack.person("U0F1")
    asker.opens_home()
    asker.opens_pane()
    answers = slack.wait(lambda: [m for m in slack.answers(asker.direct) if m.blocks], 60)
    for _ in range(3):
        asker.clicks(answers[-1], "feedback", chosen="negative")


def _dropping(how: str, seconds: float, times: int) -> During:
    def during(slack: FakeSlack, bot: Bot) -> None:
        del bot
        for number in range(times):
            _ask(slack, f"-{number}")
            slack.end_connections(how)
            time.sleep(seconds)

    return during


def _thrice(slack: FakeSlack, bot: Bot) -> None:
    del bot
    for number in range(PEOPLE):
        slack.person(f"U0T{number}").asks(QUESTIONS[number], copies=3)


def _locking(seconds: float, times: int) -> During:
    def during(slack: FakeSlack, bot: Bot) -> None:
        for number in range(times):
            with _locked(bot.folder / "slack.sqlite"):
                _ask(slack, f"-{number}")
                time.sleep(seconds)
            time.sleep(0.5)

    return during


@contextmanager
def _locked(database: Path) -> Iterator[None]:
    """Another program writes, and does not come to an end."""
    connection = sqlite3.connect(database, isolation_level=None, timeout=10)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def _killing(slack: FakeSlack, bot: Bot) -> None:
    slack.wait(lambda: any(one.acknowledged for one in slack.deliveries), 30)
    bot.kill()
    bot.start()


def _ask(slack: FakeSlack, suffix: str = "") -> None:
    for number in range(PEOPLE):
        person = slack.person(f"U0F{number}{suffix}")
        question = QUESTIONS[number % len(QUESTIONS)]
        match number % 3:
            case 0:
                person.mentions(GENERAL, question)
            case 1:
                person.asks(question)
            case _:
                person.command("/role", question, GENERAL)


def run_faults(index: Path, folder: Path, only: str) -> tuple[str, bool]:
    """The table, and whether nothing was lost, doubled or told of the inside."""
    lines: list[tuple[object, ...]] = [
        ("what fails", "asked", "answered", "told", "lost", "doubled", "inside shown")
    ]
    passed = True
    for number, fault in enumerate(faults()):
        if only not in fault.name:
            continue
        place = folder / f"fault-{number}"
        place.mkdir()
        outcomes, shown = _tried(fault, index, place)
        told = outcomes.told + outcomes.busy
        lines.append(
            (fault.name, outcomes.asked, outcomes.answered, told, outcomes.lost,
             outcomes.doubled, shown)
        )  # fmt: skip
        doubled = outcomes.doubled and not fault.known
        bad = bool(outcomes.lost or doubled or shown)
        passed = passed and not bad
        print(f"{'FAILED' if bad else 'ok':6} {fault.name} {outcomes}", file=sys.stderr, flush=True)
    return rows(*lines), passed


def _tried(fault: Fault, index: Path, folder: Path) -> tuple[Outcomes, int]:
    with FakeSlack() as slack:
        slack.courier.retry_after = (0.0, 2.0, 5.0, 10.0)
        fault.script(slack)
        bot = Bot(slack, index, folder, fault.environment)
        try:
            _started(bot)
            _ask(slack)
            _wait_at_most(lambda: fault.during(slack, bot))
            _until_done(slack, bot)
        finally:
            bot.kill()
        return _judge(slack), len(of_the_inside(slack))


def _started(bot: Bot) -> None:
    """Started again where it ends because Slack cannot be reached, as a service manager does."""
    for _ in range(_STARTS):
        with suppress(Ended):
            bot.start()
            return
    raise Ended(bot.said()[-2000:])


def _wait_at_most(work: Callable[[], object]) -> None:
    doing = threading.Thread(target=work, daemon=True)
    doing.start()
    doing.join(_ENDS_WITHIN_S)


def _until_done(slack: FakeSlack, bot: Bot) -> None:
    """Until nothing is queued, and the bot has called nothing for a moment."""
    deadline = time.monotonic() + _ENDS_WITHIN_S
    database = SlackDatabase(f"sqlite:///{bot.folder / 'slack.sqlite'}", bot.folder)
    queue = Queue(database, capacity=1)
    while time.monotonic() < deadline:
        waiting = queue.depth()
        last = max((call.at for call in slack.calls[-20:]), default=0.0)
        settled = all(one.settled for one in slack.deliveries)
        if not waiting and settled and time.monotonic() - last > _QUIET_S:
            break
        time.sleep(0.1)
    database.close()


def _judge(slack: FakeSlack) -> Outcomes:
    outcomes = Outcomes()
    told = by_response_url(slack)
    for delivery in slack.deliveries:
        event = delivery.payload.get("event", {})
        if delivery.kind == "slash_commands":
            _judge_command(slack, outcomes, delivery, told)
        elif event.get("type") == "app_mention" or event.get("channel_type") == "im":
            said = slack.answers(event["channel"], event["ts"])
            outcomes.add(said or _directly(slack, event["user"]))
    return outcomes


def _judge_command(
    slack: FakeSlack, outcomes: Outcomes, delivery: Delivery, told: Mapping[str, list[str]]
) -> None:
    name = delivery.payload["response_url"].rsplit("/", 1)[-1]
    direct = [message.text for message in _directly(slack, delivery.payload["user_id"])]
    answer = delivery.response if isinstance(delivery.response, dict) else {}
    acknowledgement = str(answer.get("text", ""))
    if delivery.acknowledged is None:
        acknowledgement = "could not be reached, as Slack itself tells who typed it"
    outcomes.add_private([*told.get(name, []), *direct], acknowledgement)


def _directly(slack: FakeSlack, user: str) -> list[Message]:
    """What the bot said to a person where it could not answer in the channel."""
    return [m for m in slack.answers(direct_id(user)) if m.metadata]
