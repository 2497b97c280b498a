"""What the bot says of itself: a welcome, help, and why there is no answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleassistant.apps.slack.blocks.actions import ASK, JOB_POST, numbered
from roleassistant.apps.slack.blocks.elements import (
    actions,
    bullets,
    button,
    context,
    rich,
    runs,
    text,
)
from roleassistant.apps.slack.blocks.inert import line, shortened, size
from roleassistant.apps.slack.blocks.limits import BUTTON_VALUE, PROMPTS
from roleassistant.apps.slack.blocks.message import Json, Message
from roleassistant.apps.slack.blocks.packing import packed

PROMISE = (
    "I answer from your role profiles. Every statement names the file and the line that it is "
    "quoted from, and where the profiles do not say, I say that."
)
# Of a prompt of the agent pane; its message may be longer.
_PROMPT_TITLE = 75


def ways_to_ask(
    command: str, example: str = "", follow_ups: bool = True, job_posts: bool = True
) -> Json:
    """Every way there is. `example` is a question that the profiles answer."""

    def typed(words: str) -> Json:
        return text(f"{command} {words}", "code")

    asking = shortened(line(example), 200) or "and your question"
    again = ": no second mention is needed." if follow_ups else ", if you mention me again."
    ways: list[tuple[str, Sequence[Json]]] = [
        ("In a channel", [text("mention me with your question; the answer comes in a thread.")]),
        ("In a direct message", [text("just ask. Only you see it.")]),
        ("By command", [typed(asking), text(" Only you see it.")]),
        ("Compare", [typed("compare"), text(", then a role and two levels.")]),
        ("About a message", [text("choose “Ask about this message” from its menu.")]),
        ("Follow up", [text(f"ask on in the thread{again}")]),
    ]
    if job_posts:
        ways.append(("Job post", [typed("jobpost"), text(" opens a form.")]))
    ways.append(("Forget me", [typed("forget me"), text(" deletes what is kept of you.")]))
    return rich(bullets(runs(text(f"{name}: ", "bold"), *how) for name, how in ways))


def help_message(
    command: str = "/role", example: str = "", *, follow_ups: bool = True, job_posts: bool = True
) -> Message:
    """What `/role help` says."""
    ways = ways_to_ask(command, example, follow_ups, job_posts)
    return _one(rich(runs(text(PROMISE))), ways)


def how_to_compare(command: str = "/role") -> Message:
    """What `/role compare` says by itself."""
    usage = text(f"{command} compare ROLE LEVEL LEVEL", "code")
    return _one(
        rich(runs(text("Name a role and two of its levels: "), usage)),
        context(f"“{command} Which roles are there?” lists roles and their levels."),
    )


def welcome(questions: Sequence[str], *, job_posts: bool = True) -> Message:
    """What the agent pane and a first direct message begin with."""
    asks = list(_asks(questions))
    if job_posts:
        asks.append(button("Draft a job post", JOB_POST, "welcome"))
    return _one(rich(runs(text(PROMISE))), *([actions(*asks)] if asks else []))


def prompts(questions: Sequence[str]) -> list[Json]:
    """Suggested prompts of the agent pane, at most as many as Slack takes."""
    asked = [q for q in questions if line(q)]
    return [{"title": shortened(line(q), _PROMPT_TITLE), "message": q} for q in asked[:PROMPTS]]


def busy() -> Message:
    """The queue is full, and the question was not taken."""
    return _said("I am answering as many questions as I can. Please ask again in a minute.")


def failed(problem_id: str, question: str = "") -> Message:
    """Something broke; its id stands in the log, and nothing else of it is told."""
    return _said(
        "I could not answer this. It is not your question's fault.",
        _quoted(question),
        f"If it happens again, tell whoever runs me: {line(problem_id)}",
    )


def lost(question: str = "") -> Message:
    """A question that was taken before a restart and could not be answered since."""
    return _said(
        "I was restarted before I could answer this. Please ask again.",
        _quoted(question),
        again=question,
    )


def not_opened() -> Message:
    """Slack lets a form open for three seconds after it was asked for."""
    return _said("That took too long to open. Please try once more.")


def no_index() -> Message:
    """There is nothing to answer from."""
    return _said(
        "I have no profiles to answer from at the moment.",
        "Whoever runs me can see why with: roleassistant doctor",
    )


def not_here(question: str = "") -> Message:
    """For a direct message, where the answer could not be posted in the channel."""
    return _said("I may not post in that channel, so I answer here.", _quoted(question))


def forgotten(answers: int) -> Message:
    """A user was forgotten, as they asked."""
    held = "nothing was kept of you" if not answers else "what was kept of you is deleted"
    return _said(f"Done: {held}. Messages that were posted stay in Slack until you delete them.")


def stopped() -> Message:
    """Somebody pressed Stop."""
    return _said("Stopped.")


def _asks(questions: Sequence[str]) -> Iterator[Json]:
    asked = [q for q in questions if 0 < size(q) <= BUTTON_VALUE]
    for position, question in enumerate(asked[:PROMPTS]):
        yield button(question, numbered(ASK, position), question)


def _said(words: str, *small_print: str, again: str = "") -> Message:
    notes = [context(note) for note in small_print if note]
    retry = [actions(*_asks([again]))] if 0 < size(again) <= BUTTON_VALUE else []
    return _one(rich(runs(text(words))), *notes, *retry)


def _quoted(question: str) -> str:
    return f"Your question: {shortened(line(question), 300)}" if line(question) else ""


def _one(*blocks: Json) -> Message:
    (message,) = packed([blocks])
    return message
