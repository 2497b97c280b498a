"""The Home tab: what the bot knows, what this user asked, how to ask, what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleassistant.apps.slack.blocks.actions import ASK, FORGET, JOB_POST, numbered
from roleassistant.apps.slack.blocks.elements import (
    actions,
    bullets,
    button,
    context,
    divider,
    header,
    plain,
    rich,
    runs,
    text,
)
from roleassistant.apps.slack.blocks.inert import line, shortened, size
from roleassistant.apps.slack.blocks.limits import BUTTON_VALUE
from roleassistant.apps.slack.blocks.message import Json
from roleassistant.apps.slack.blocks.notices import PROMISE, ways_to_ask
from roleassistant.indexing.chunks import Role

_MOST_ROLES = 30
_MOST_ASKED = 5
ALL_ROLES = "Which roles are there?"


@dataclass(frozen=True, slots=True)
class Household:
    """What the Home tab tells. `roles` are those that this user may see; `recent` is what they
    asked last; `keep_days` is how long answers and feedback are kept."""

    roles: Sequence[Role]
    first_questions: Sequence[str] = ()
    recent: Sequence[str] = ()
    keep_days: int = 30
    command: str = "/role"
    follow_ups: bool = True
    job_posts: bool = True


def home_view(household: Household) -> Json:
    """The whole tab."""
    blocks = [
        header("Ask about roles and levels"),
        rich(runs(text(PROMISE))),
        *_asking(household.first_questions, household.job_posts),
        divider(),
        *_known(household.roles),
        divider(),
        *_recent(household.recent),
        header("How to ask"),
        ways_to_ask(
            household.command,
            next(iter(household.first_questions), ""),
            household.follow_ups,
            household.job_posts,
        ),
        divider(),
        *_privacy(household),
    ]
    return {"type": "home", "blocks": blocks}


def _asking(questions: Sequence[str], job_posts: bool) -> Iterator[Json]:
    buttons = list(_ask_buttons(questions, 0))
    if job_posts:
        buttons.append(button("Draft a job post", JOB_POST, "home"))
    if buttons:
        yield actions(*buttons)


def _ask_buttons(questions: Sequence[str], first: int) -> Iterator[Json]:
    asked = [q for q in questions if 0 < size(q) <= BUTTON_VALUE]
    for position, question in enumerate(asked[:_MOST_ASKED], first):
        yield button(question, numbered(ASK, position), question)


def _known(roles: Sequence[Role]) -> Iterator[Json]:
    yield header("What I know")
    if not roles:
        yield rich(runs(text("No profile that you may see was ingested yet.")))
        return
    levels = {str(level) for role in roles for level in role.described_levels}
    pages = sum(len(role.codes) for role in roles)
    yield rich(
        runs(
            text(f"{_many(len(roles), 'role')}, {_many(len(levels), 'level')}, "),
            text(_many(pages, "page")),
        )
    )
    yield rich(
        bullets(
            runs(text(line(role.title), "bold"), text(_levels(role)))
            for role in roles[:_MOST_ROLES]
        )
    )
    left = len(roles) - _MOST_ROLES
    if left > 0:
        yield context(f"and {_many(left, 'more role')}")
        yield actions(button(ALL_ROLES, numbered(ASK, 90), ALL_ROLES))


def _levels(role: Role) -> str:
    held = [line(str(level)) for level in role.described_levels]
    if not held:
        return ""
    return f" — {held[0]}" if len(held) == 1 else f" — {held[0]} to {held[-1]}"


def _recent(recent: Sequence[str]) -> Iterator[Json]:
    if not recent:
        return
    yield header("What you asked last")
    yield actions(*_ask_buttons(recent, 100))
    yield divider()


def _privacy(household: Household) -> Iterator[Json]:
    days = _many(household.keep_days, "day")
    told = (
        f"Questions, answers and feedback are kept for {days}, so that follow-ups work and whoever "
        "looks after the profiles sees what they lack. Their reports name nobody unless asked to.",
        "In a channel everybody sees the answer; in a direct message or on a command, only you.",
        "What the profiles restrict is shown to those alone who may see it.",
        f"Forget me, or {household.command} forget me, deletes what is kept of you at once.",
    )
    yield header("Privacy")
    yield rich(bullets(runs(text(one)) for one in told))
    yield actions(
        {
            **button("Forget me", FORGET, "home", style="danger"),
            "confirm": {
                "title": plain("Forget you?"),
                "text": plain(
                    "Your questions, conversations and feedback are deleted. Messages that were "
                    "posted stay in Slack. This cannot be undone."
                ),
                "confirm": plain("Forget me"),
                "deny": plain("Keep"),
                "style": "danger",
            },
        }
    )


def _many(count: int, of: str) -> str:
    return f"{count:,} {shortened(of, 40)}{'' if count == 1 else 's'}"
