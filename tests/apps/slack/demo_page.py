"""`roleassistant slack --demo` as a newcomer meets it: the command, the address, the browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.evaluation.chromium import Page

SOURCE = Path(__file__).resolve().parents[3] / "src"
_STARTS_WITHIN_S = 120.0


@contextmanager
def demo(index: Path, models: Path | None, folder: Path) -> Iterator[str]:
    """The address of a demo that runs until the end of the block."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "demo.log"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "ROLEASSISTANT_INDEX": str(index)}
    if models is not None:
        environment["ROLEASSISTANT_EMBEDDING_MODELS_FOLDER"] = str(models)
    command = [sys.executable, "-m", "roleassistant", "slack", "--demo", "--port", "0"]
    with log.open("wb") as written:
        process = subprocess.Popen(
            command, stdout=written, stderr=written, env=environment, cwd=folder
        )
    try:
        yield _address(process, log)
    finally:
        process.terminate()
        assert process.wait(20) == 0, log.read_text()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + _STARTS_WITHIN_S
    while True:
        said = log.read_text()
        if found := re.search(r"http://127\.0\.0\.1:\d+/", said):
            return found[0]
        assert process.poll() is None, said
        assert time.monotonic() < deadline, said
        time.sleep(0.1)


class Newcomer:
    """Somebody at the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.send("Page.navigate", url=address)
        self.sees("document.querySelectorAll('#channels button').length > 1")

    def sees(self, what: str) -> None:
        """Wait until a condition holds in the page."""
        self.page.wait_for(what)

    def types(self, form: str, text: str) -> None:
        """Type into `composer` or `reply`, and press Enter."""
        self.page.run(f"document.querySelector('#{form} textarea').focus()")
        self.page.write(text)
        self.page.press("Enter")

    def clicks(self, selector: str, text: str = "") -> None:
        """Click what the selector finds, the last of those that hold the text."""
        wanted = f"""[...document.querySelectorAll({json.dumps(selector)})]
            .filter((one) => one.textContent.includes({json.dumps(text)})).pop()"""
        self.sees(wanted)
        self.page.run(f"({wanted}).click()")

    def chooses(self, selector: str) -> None:
        """Choose the first option that is one, of the last select that the selector finds."""
        self.page.run(
            f"""(() => {{ const all = [...document.querySelectorAll({json.dumps(selector)})];
            const select = all.pop(); select.selectedIndex = 1;
            select.dispatchEvent(new Event('change')); }})()"""
        )

    def reads(self, selector: str) -> str:
        """The text of what the selector finds."""
        found = f"[...document.querySelectorAll({json.dumps(selector)})]"
        return str(self.page.run(f"{found}.map((one) => one.innerText).join('\\n')"))
