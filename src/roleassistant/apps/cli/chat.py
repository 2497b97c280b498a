"""`roleassistant chat`: questions and answers until somebody leaves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from roleassistant.apps.cli import diagnostics, options
from roleassistant.errors import RoleAssistantError

if TYPE_CHECKING:
    from roleassistant.apps.cli.conversing import Conversation

EXAMPLE = "roleassistant chat --thread promotion"

_PROMPT = "> "
# Far more than any question; what follows on the line is the next one.
_MOST_BYTES = 1 << 16
_HELP = """\
Ask what you like, and follow up: "and P3?", "why?", "shorter", "in a table", "the level above".
  /sources  where the last answer stands, word for word
  /new      begin another conversation
  /help     this
  /quit     leave; so do Ctrl-D and Ctrl-C"""


def run(
    thread: options.Thread = None,
    answerer: options.Answerer = None,
    seen_as: options.SeenAs = None,
    as_json: options.AsLines = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Talk about the profiles: each question may follow up on the one before.

    Reads lines from a pipe as well. A conversation is kept in the index folder and can be gone on
    with by --thread; its id is said at the end. /help says what else there is.
    """
    del debug
    from roleassistant.apps.cli.conversing import conversation_for, fresh_id
    from roleassistant.apps.cli.opening import assistant_for, settings_for, writer_for

    settings = settings_for(index, answerer)
    assistant = assistant_for(settings, writer_for(settings), seen_as)
    _ = assistant.evidence  # said at once, not after the first question
    name = fresh_id() if thread is None else options.words(thread)
    conversation = conversation_for(settings, assistant, name)
    if _on_terminal():
        diagnostics.say("Ask about the roles of the index; /help says more, Ctrl-D leaves.")
    return _talk(conversation, as_json)


def _talk(conversation: Conversation, as_json: bool) -> int:
    """1 where a turn failed, else 0."""
    taken, failed = 0, False
    try:
        for line in _lines():
            if line == "/quit":
                break
            if line == "/new":
                _leave(conversation, taken)
                conversation, taken = conversation.anew(), 0
                diagnostics.say(f"A new conversation begins: {conversation.thread}")
            elif line == "/help":
                diagnostics.say(_HELP)
            elif line.startswith("/") and line != "/sources":
                diagnostics.say(f"There is no {line.split()[0]}. {_HELP}")
            elif line:
                done = _turn(conversation, line, as_json)
                failed = failed or not done
                taken += done
    except KeyboardInterrupt:
        diagnostics.say("")
    _leave(conversation, taken)
    return 1 if failed else 0


def _turn(conversation: Conversation, line: str, as_json: bool) -> bool:
    """Whether the turn was answered; one that fails is said, and the talk goes on."""
    from roleassistant.apps.cli.showing import show_turn
    from roleassistant.apps.cli.terminal import print_json

    try:
        if line == "/sources":
            answered = conversation.look_back("where does that stand?")
        else:
            answered = conversation.answer(line)
    except RoleAssistantError as problem:
        diagnostics.error(str(problem))
        if as_json:
            failure = {"question": line, "thread": conversation.thread, "error": str(problem)}
            print_json(failure, lines=False)
        return False
    show_turn(answered, conversation.thread, as_json=as_json)
    return True


def _leave(conversation: Conversation, taken: int) -> None:
    if taken:
        diagnostics.say(
            f"Kept as {conversation.thread}. Go on with: "
            f"roleassistant chat --thread {conversation.thread}"
        )


def _on_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _lines() -> Iterator[str]:
    """What is typed at the prompt, or what stands in the pipe, line by line."""
    if sys.stdin is None:
        return
    if not _on_terminal():
        while piece := sys.stdin.buffer.readline(_MOST_BYTES):
            yield piece.decode("utf-8", "replace").strip()
        return
    with suppress(ImportError):
        import readline  # noqa: F401 - gives input() its editing and its history
    shown = sys.stdout is not None and sys.stdout.isatty()
    while True:
        try:
            yield options.words(input(_PROMPT if shown else "")).strip()
        except EOFError:
            diagnostics.say("")
            return
