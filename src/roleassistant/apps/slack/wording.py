"""From what people type in Slack to a question: mentions, links and entities become plain words."""

from __future__ import annotations

import re
from collections.abc import Container

from roleassistant.answering.conversation import cues
from roleassistant.apps.slack.blocks.inert import writable

# Of a question; Slack's own limit for a message is ten times that.
MOST_LETTERS = 4000

_MARKUP = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # the ampersand last


def mentions(text: str, user: str) -> bool:
    """Whether a message names `user`."""
    return bool(user) and any(m[1] == "@" and m[2] == user for m in _MARKUP.finditer(text))


def is_addressed_to_another(text: str, bot_user: str) -> bool:
    """Whether a message begins with the name of somebody else."""
    found = _MARKUP.match(text.lstrip())
    return found is not None and found[1] == "@" and found[2] != bot_user


def stands_alone(text: str, choices: Container[str] = ()) -> bool:
    """Whether a question can be asked again by itself: it takes up nothing said before, and is none
    of the `choices` that a menu offered."""
    takes_up = cues.continues(text) or cues.refers_back(text) or cues.is_choice(text)
    return not takes_up and text not in choices and not text.isalnum()


def question_in(text: str, bot_user: str = "") -> str:
    """The question that a message asks: without the bot's name, with what people read of links."""

    def plain(found: re.Match[str]) -> str:
        kind, target, label = found[1], found[2], found[3]
        if kind == "@":
            return " " if target == bot_user else f"@{label or target}"
        if kind == "#":
            return f"#{label or target}"
        if kind == "!":
            return label or ""
        return label or target.removeprefix("mailto:")

    said = _MARKUP.sub(plain, writable(text))
    for entity, letter in _ENTITIES:
        said = said.replace(entity, letter)
    return said.strip()[:MOST_LETTERS].strip()
