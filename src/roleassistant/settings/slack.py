"""Settings of the Slack bot. Its tokens are none of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from roleassistant.settings.setting import Refused, Setting, database_url, days, none


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """How the bot runs; its tokens come from SLACK_* variables alone.

    `database` keeps the queue, the traces and the installations (None: SQLite in the index folder).
    `groups` maps ids of Slack user groups to the names by which profiles restrict themselves.
    `streaming` is "auto" (where a language model words the answers) or "never".
    """

    api_url: str
    database: str | None = field(repr=False)
    workers: int
    queue: int
    follow_ups: bool
    groups: tuple[tuple[str, str], ...]
    streaming: str
    keep_days: int
    log_text: bool


def _api_url(text: str, base: Path) -> str:
    del base
    if re.fullmatch(r"https?://[^\s/@]+(/\S*)?", text):
        return text if text.endswith("/") else f"{text}/"
    raise Refused("the URL of Slack's Web API, as in https://slack.com/api/")


def _workers(text: str, base: Path) -> int:
    del base
    if text.isdecimal() and 1 <= int(text) <= 64:
        return int(text)
    raise Refused("a whole number of workers from 1 to 64")


def _places(text: str, base: Path) -> int:
    del base
    if text.isdecimal() and 1 <= int(text) <= 100_000:
        return int(text)
    raise Refused("a whole number of questions from 1 to 100000")


def _yes_or_no(text: str, base: Path) -> bool:
    del base
    if text.lower() in {"true", "false"}:
        return text.lower() == "true"
    raise Refused('"true" or "false"')


def _streaming(text: str, base: Path) -> str:
    del base
    if text in {"auto", "never"}:
        return text
    raise Refused('"auto" or "never"')


def _groups(text: str, base: Path) -> tuple[tuple[str, str], ...]:
    del base
    pairs = [[side.strip() for side in pair.split(":", 1)] for pair in text.split(",")]
    if all(len(pair) == 2 and all(pair) for pair in pairs):
        return tuple((pair[0], pair[1]) for pair in pairs)
    raise Refused("Slack user groups and their names, as in S0614TZR7:people-managers, S0…:hr")


SLACK: Mapping[str, Setting] = {
    "slack.api_url": Setting(lambda: "https://slack.com/api/", _api_url),
    "slack.database": Setting(none, database_url),
    "slack.workers": Setting(lambda: 4, _workers, number=True),
    "slack.queue": Setting(lambda: 200, _places, number=True),
    "slack.follow_ups": Setting(lambda: True, _yes_or_no, boolean=True),
    "slack.groups": Setting(lambda: (), _groups),
    "slack.streaming": Setting(lambda: "auto", _streaming),
    "slack.keep_days": Setting(lambda: 30, days, number=True),
    "slack.log_text": Setting(lambda: False, _yes_or_no, boolean=True),
}


def slack_of(values: Mapping[str, object]) -> SlackSettings:
    """The section, from the values of all settings."""
    return SlackSettings(
        api_url=cast(str, values["slack.api_url"]),
        database=cast("str | None", values["slack.database"]),
        workers=cast(int, values["slack.workers"]),
        queue=cast(int, values["slack.queue"]),
        follow_ups=cast(bool, values["slack.follow_ups"]),
        groups=cast("tuple[tuple[str, str], ...]", values["slack.groups"]),
        streaming=cast(str, values["slack.streaming"]),
        keep_days=cast(int, values["slack.keep_days"]),
        log_text=cast(bool, values["slack.log_text"]),
    )
