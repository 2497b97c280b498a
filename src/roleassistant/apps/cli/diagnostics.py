"""What goes to stderr: warnings, errors and, with --debug, each step."""

from __future__ import annotations

import logging
import sys
import traceback

from roleassistant.apps.cli.terminal import clean

_LOGGER = logging.getLogger("roleassistant")
_log = logging.getLogger(__name__)


def set_up() -> None:
    """Send log records of ours to stderr: warnings and worse, each once."""
    for handler in list(_LOGGER.handlers):
        if isinstance(handler, _ToStderr):
            _LOGGER.removeHandler(handler)
    _LOGGER.addHandler(_ToStderr())
    _LOGGER.setLevel(logging.WARNING)


def debug(wanted: bool) -> bool:
    """The callback of --debug: from here on everything is logged."""
    if wanted:
        _LOGGER.setLevel(logging.DEBUG)
    return wanted


def say(text: str) -> None:
    """Tell the person something that is not the result."""
    if sys.stderr is not None:
        print(clean(text), file=sys.stderr, flush=True)  # noqa: T201


def warn(text: str) -> None:
    """Warn, unless the same was warned of before."""
    _log.warning("%s", text)


def error(text: str) -> None:
    """Say what failed; with --debug also where. Called while the exception is being handled."""
    if _LOGGER.isEnabledFor(logging.DEBUG) and sys.exc_info()[0] is not None:
        say(traceback.format_exc())
    say(f"error: {text}")


class _ToStderr(logging.Handler):
    """Writes to whatever sys.stderr is at that moment: a progress bar puts itself in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        try:
            message = record.getMessage()
            if record.levelno >= logging.WARNING:
                if message in self._said:
                    return
                self._said.add(message)
                say(f"{record.levelname.lower()}: {message}")
            else:
                say(f"{record.levelname.lower()}: {record.name}: {message}")
            if record.exc_info and _LOGGER.isEnabledFor(logging.DEBUG):
                say("".join(traceback.format_exception(*record.exc_info)))
        except (OSError, ValueError):
            pass  # stderr is closed: there is nobody left to tell
