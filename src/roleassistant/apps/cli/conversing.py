"""The stored conversation that a command goes on with."""

from __future__ import annotations

import getpass
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roleassistant.answering.conversation.store import ConversationStore, ThreadKey
from roleassistant.answering.conversation.threads import Threads

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Answered, Assistant
    from roleassistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Conversation:
    """One thread of this user."""

    threads: Threads
    key: ThreadKey

    @property
    def thread(self) -> str:
        return self.key.thread

    def answer(self, question: str) -> Answered:
        """Answer the next turn."""
        return self.threads.answer(self.key, question)

    def look_back(self, question: str) -> Answered:
        """Answer about the last turn, without making a turn of it."""
        return self.threads.look_back(self.key, question)

    def anew(self) -> Conversation:
        """Another conversation, of which nobody knows yet."""
        return Conversation(self.threads, ThreadKey(self.key.owner, fresh_id()))


def conversation_for(settings: Settings, assistant: Assistant, thread: str) -> Conversation:
    """The conversation `thread` of whoever runs this program.

    Raises:
        UsageError: `thread` cannot be the name of one.
    """
    store = ConversationStore(
        settings.conversations, settings.index, keep_days=settings.conversations_keep_days
    )
    return Conversation(Threads(assistant, store), ThreadKey(_owner(), thread))


def fresh_id() -> str:
    """A name that no conversation has yet."""
    return secrets.token_hex(4)


def _owner() -> str:
    try:
        return f"cli:{getpass.getuser()}"
    except (OSError, KeyError, ImportError):
        return f"cli:{os.getuid()}"  # a user without a name, as in some containers
