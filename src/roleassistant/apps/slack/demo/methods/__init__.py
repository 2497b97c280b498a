"""The methods of the Web API that the bot uses, each refusing what Slack documents to refuse."""

from roleassistant.apps.slack.demo.methods import (
    agents,
    chat,
    conversations,
    files,
    streams,
    views,
)
from roleassistant.apps.slack.demo.methods.calls import METHODS, Call, Method, Refused, Triggers

__all__ = [
    "METHODS",
    "Call",
    "Method",
    "Refused",
    "Triggers",
    "agents",
    "chat",
    "conversations",
    "files",
    "streams",
    "views",
]
