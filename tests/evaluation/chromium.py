"""A headless Chromium, driven through a pipe by its DevTools protocol: no port, no package."""

from __future__ import annotations

import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome", "chrome-headless-shell")
_PATIENCE_S = 60.0
# Chromium reads commands from the first and writes to the second.
_ITS_INPUT, _ITS_OUTPUT = 3, 4


def program() -> str | None:
    """The browser of this machine; CHROMIUM names another."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, PROGRAMS)), None)


class Page:
    """One tab. What its scripts fail with and what it asks the network for is kept."""

    def __init__(self, to: int, answers: int) -> None:
        self._to, self._answers, self._buffer = to, answers, b""
        self._numbers = itertools.count(1)
        self._session: str | None = None
        self.problems: list[str] = []
        self.requests: list[str] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "DOM", "Accessibility"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give a command and wait for what it gives."""
        number = next(self._numbers)
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, file: Path, fragment: str = "") -> None:
        """Show a file and wait until it is loaded."""
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=file.resolve().as_uri() + fragment)
        self.wait_for("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str) -> Any:
        """What an expression gives in the page."""
        found = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def wait_for(self, condition: str) -> None:
        deadline = time.monotonic() + _PATIENCE_S
        while not self.run(f"Boolean({condition})"):
            assert time.monotonic() < deadline, f"still not so: {condition}"
            time.sleep(0.02)

    def press(self, key: str, text: str | None = None) -> None:
        """A key of the keyboard, such as Tab, Enter or a letter."""
        codes = {"Tab": 9, "Enter": 13, " ": 32}
        common: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": codes.get(key, 0)}
        typed = "\r" if key == "Enter" else text or (key if len(key) == 1 else None)
        down = {"type": "keyDown", "text": typed} if typed else {"type": "rawKeyDown"}
        self.send("Input.dispatchKeyEvent", **common, **down)
        self.send("Input.dispatchKeyEvent", **common, type="keyUp")

    def write(self, text: str) -> None:
        self.send("Input.insertText", text=text)

    def show_as(self, width: int, height: int, scheme: str = "light") -> None:
        """The size of the window, and whether the person prefers light or dark."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", features=features)

    def picture(self, file: Path, whole: bool = False) -> None:
        """A PNG of what is seen, or of the whole page."""
        shot = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(base64.b64decode(shot["data"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._answers], [], [], _PATIENCE_S)
            assert ready, "the browser does not answer"
            read = os.read(self._answers, 1 << 20)
            assert read, "the browser has ended"
            self._buffer += read
        line, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        self._keep(message)
        return message

    def _keep(self, message: dict[str, Any]) -> None:
        parameters = message.get("params", {})
        match message.get("method"):
            case "Runtime.exceptionThrown":
                self.problems.append(json.dumps(parameters["exceptionDetails"]))
            case "Log.entryAdded":
                self.problems.append(parameters["entry"]["text"])
            case "Network.requestWillBeSent":
                self.requests.append(parameters["request"]["url"])


@contextmanager
def browser(binary: str, folder: Path) -> Iterator[Page]:
    """A page of a new browser whose profile is in `folder`; it ends with the block."""
    (read_commands, write_commands), (read_answers, write_answers) = os.pipe(), os.pipe()
    # Not where the child wants to have them, so that neither is overwritten before it is moved.
    commands, answers = (
        fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (read_commands, write_answers)
    )
    process = subprocess.Popen(
        _command(binary, folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "stderr").open("wb"),
        pass_fds=(_ITS_INPUT, _ITS_OUTPUT),
        preexec_fn=lambda: (os.dup2(commands, _ITS_INPUT), os.dup2(answers, _ITS_OUTPUT)),  # noqa: PLW1509
    )
    for ours in (read_commands, write_answers, commands, answers):
        os.close(ours)
    try:
        yield Page(write_commands, read_answers)
    finally:
        os.close(write_commands)
        os.close(read_answers)
        process.terminate()
        process.wait()


def _command(binary: str, folder: Path) -> Sequence[str]:
    return (
        binary, "--headless", "--remote-debugging-pipe", f"--user-data-dir={folder}",
        "--no-first-run", "--disable-gpu", "--disable-quic", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
        # Its sandbox does not run as root; the page is our own.
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    )  # fmt: skip
