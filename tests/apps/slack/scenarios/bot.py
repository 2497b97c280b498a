"""The bot as its users run it: a process that can be stopped, killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from roleassistant.apps.slack.demo.server import FakeSlack

SOURCE = Path(__file__).resolve().parents[4] / "src"
_STARTS_WITHIN_S = 60.0


class Ended(AssertionError):
    """The bot ended by itself."""


class Bot:
    """One `roleassistant slack`. Its database and its log are in `folder`; several may share it."""

    def __init__(
        self,
        slack: FakeSlack,
        index: Path,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        arguments: tuple[str, ...] = (),
    ) -> None:
        self.slack, self.folder, self.arguments = slack, folder, arguments
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and not name.startswith("SLACK_")
        }
        self.environment = {
            **inherited,
            "PYTHONPATH": str(SOURCE),
            "ROLEASSISTANT_INDEX": str(index),
            "ROLEASSISTANT_SLACK_API_URL": slack.api_url,
            "ROLEASSISTANT_SLACK_DATABASE": f"sqlite:///{folder / 'slack.sqlite'}",
            "ROLEASSISTANT_CONVERSATIONS": f"sqlite:///{folder / 'conversations.sqlite'}",
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "OPENBLAS_NUM_THREADS": "1",
            **(environment or {}),
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / f"bot-{id(self)}.log"

    def start(self, ready: Callable[[], Any] | None = None) -> Bot:
        """Start it; gives it once it is connected, or `ready` holds."""
        # Not their number: the socket of a bot that was killed may be seen to close only now.
        before = list(self.slack.courier.sockets)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "roleassistant", "slack", *self.arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        connected = ready or (
            lambda: any(one not in before for one in list(self.slack.courier.sockets))
        )
        deadline = time.monotonic() + _STARTS_WITHIN_S
        while not connected():
            if self.process.poll() is not None:
                raise Ended(self.said()[-2000:])
            assert time.monotonic() < deadline, f"the bot does not come up: {self.said()[-2000:]}"
            time.sleep(0.02)
        return self

    def stop(self) -> int:
        """End it as a service manager does."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """End it so that it can do nothing about it."""
        return self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(40)
        self.process = None
        return code

    def said(self) -> str:
        """Its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def __enter__(self) -> Bot:
        return self.start()

    def __exit__(self, *exc: object) -> None:
        self.kill()
