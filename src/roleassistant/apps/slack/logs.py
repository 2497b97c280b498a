"""What the running bot logs: to stderr, a line a record, with the time, and never a secret.

What people say is not in it, unless `slack.log_text` is set. slack_sdk and Bolt are kept from
logging what they receive, which at their finest level is everything.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
# Tokens of Slack of any kind, and the addresses that stand for a permission to answer.
_SECRET = re.compile(r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|(?<=ticket=)[^&\s'\"]+")
_LIBRARIES = ("roleassistant.slack_sdk", "roleassistant.slack_bolt")


class WithoutSecrets(logging.Formatter):
    """Cuts out what looks like a token, whoever put it into a message or a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub("…", super().format(record))


def set_up_logs(*, debug: bool = False) -> None:
    """Log to stderr from here on, in place of what the command line says once."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutSecrets(_FORMAT))
    ours = logging.getLogger("roleassistant")
    for old in list(ours.handlers):
        ours.removeHandler(old)
    ours.addHandler(handler)
    ours.propagate = False
    ours.setLevel(logging.DEBUG if debug else logging.INFO)
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.INFO if debug else logging.WARNING)


def place_of(problem: BaseException) -> str:
    """The traceback of a problem without its words, in which there may be somebody's question."""
    return "".join(traceback.format_tb(problem.__traceback__)).rstrip()
