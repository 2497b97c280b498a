"""Conversations that are kept: a question in, its answer within the stored thread out.

The thread is read, the question answered, and the turn written. A store that is locked, damaged or
gone costs the history and never the answer; that it did is said among the warnings.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from weakref import WeakValueDictionary

from roleassistant.answering.assistant import Answered, Assistant
from roleassistant.answering.conversation.store import ConversationStore, Kept, ThreadKey
from roleassistant.answering.conversation.thread import MOST_LETTERS, Thread
from roleassistant.domain.answer import Answer
from roleassistant.domain.visibility import OWNER, View, Viewer
from roleassistant.errors import ConversationsUnavailable

# Another process may take its turn between our reading and writing; then ours comes after it.
_TRIES = 5


class Threads:
    """Answers questions in stored conversations. Safe from several threads of a process: the turns
    of one conversation are taken one after the other."""

    def __init__(self, assistant: Assistant, store: ConversationStore) -> None:
        self._assistant = assistant
        self._store = store
        self._locks: WeakValueDictionary[ThreadKey, threading.Lock] = WeakValueDictionary()
        self._guard = threading.Lock()

    def answer(
        self,
        key: ThreadKey,
        question: str,
        viewer: Viewer = OWNER,
        *,
        after: ThreadKey | None = None,
        watch: Callable[[Answer], None] | None = None,
    ) -> Answered:
        """Answer `question` as the next turn of the conversation `key`, for `viewer`.

        What was answered before for somebody who sees more is not known in this turn. Where several
        people talk in one place, `after` is the conversation of whoever spoke last: what it was
        about is what this turn follows, but never what that person told of themselves. `watch` is
        shown pieces of the answer when they are verified.

        Raises:
            UsageError: the question is empty.
            IndexUnusable: there is no index that can answer.
        """
        assistant = self._assistant.seen_by(viewer)
        _ = assistant.evidence  # first, so that nothing is made beside an index that is not
        with self._in_turn(key):
            try:
                return self._taken(key, assistant, question, after, watch)
            except ConversationsUnavailable as problem:
                answered, _ = assistant.answer_in(Thread(), question, watch)
                return self._with_warnings(
                    answered, f"{problem} This was answered without what was said before."
                )

    def look_back(self, key: ThreadKey, question: str, viewer: Viewer = OWNER) -> Answered:
        """Answer `question` about the conversation, as `viewer` knows it, without making it a turn
        of it."""
        assistant = self._assistant.seen_by(viewer)
        thread = self._store.load(key, assistant.view).thread
        answered, _ = assistant.answer_in(thread, question)
        return self._with_warnings(answered)

    def _taken(
        self,
        key: ThreadKey,
        assistant: Assistant,
        question: str,
        after: ThreadKey | None,
        watch: Callable[[Answer], None] | None,
    ) -> Answered:
        """The turn, taken again where another came first, or where who may see what has changed
        meanwhile.

        Raises:
            ConversationsUnavailable: what was said before cannot be read.
        """
        view = assistant.view
        kept = self._loaded(key, view, after)
        tries = 0
        while True:
            answered, thread = assistant.answer_in(kept.thread, question, watch)
            watch = None  # what was shown cannot be taken back, nor shown twice
            lost = [kept.warning] if kept.warning else []
            try:
                turn = _turn(question, answered)
                if assistant.view == view and self._store.save(
                    key, kept.number, thread, turn, view
                ):
                    return self._with_warnings(answered, *lost)
                view = assistant.view
                kept = self._loaded(key, view, after)
            except ConversationsUnavailable as problem:
                lost.append(f"{problem} This turn is not remembered.")
                return self._with_warnings(answered, *lost)
            tries += 1
            if tries == _TRIES:
                lost.append("The conversation is in use elsewhere. This turn is not remembered.")
                return self._with_warnings(answered, *lost)

    def _loaded(self, key: ThreadKey, view: View, after: ThreadKey | None) -> Kept:
        kept = self._store.load(key, view)
        if after is None or after == key:
            return kept
        others = self._store.load(after, view).thread
        if not others.asked and others.answer is None:
            return kept
        return replace(kept, thread=replace(others, told=kept.thread.told))

    def _in_turn(self, key: ThreadKey) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(key, threading.Lock())

    def _with_warnings(self, answered: Answered, *warnings: str) -> Answered:
        told = (*answered.answer.warnings, *self._store.told(), *warnings)
        return replace(answered, answer=replace(answered.answer, warnings=told))


def _turn(question: str, answered: Answered) -> dict[str, object]:
    """What is kept of every turn, beside the state that only the last one has."""
    answer = answered.answer
    return {
        "question": question[:MOST_LETTERS],
        "understood": answered.understood,
        "intent": answer.intent,
        "abstained": answer.abstained,
        "answered_by": answer.answered_by,
    }
