"""docs/images/slack-demo-*.png: the page of `roleassistant slack --demo`, as a person uses it.

.venv/bin/python tools/slack_demo_pictures.py [INDEX]    needs Chromium; CHROMIUM names one
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.apps.slack.demo_page import Newcomer, demo  # noqa: E402
from tests.evaluation import chromium  # noqa: E402

from roleassistant.apps.cli.opening import settings_for  # noqa: E402

IMAGES = ROOT / "docs" / "images"
_BOT = "document.querySelectorAll('#thread .message.bot').length"
_DRAWN_AFTER_S = 0.5


def main() -> int:
    """0 when all pictures were taken."""
    index = Path(sys.argv[1]) if len(sys.argv) > 1 else settings_for(None).index
    binary = chromium.program()
    if binary is None:
        print("There is no Chromium here; CHROMIUM may name one.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with demo(index, None, folder / "demo") as address, chromium.browser(binary, folder) as tab:
            tab.show_as(1280, 820)
            _take(Newcomer(tab, address), tab)
    return 0


def _take(person: Newcomer, tab: chromium.Page) -> None:
    def picture(name: str) -> None:
        time.sleep(_DRAWN_AFTER_S)
        tab.picture(IMAGES / f"slack-demo-{name}.png")

    person.types("composer", "@Role Assistant how many years does a P5 in field sales need?")
    person.sees(f"{_BOT} >= 1")
    person.types("reply", "and P4?")
    person.sees(f"{_BOT} >= 2")
    person.types("composer", "/role what is the base salary of a P5 sales engineer?")
    person.sees("document.querySelector('#messages .only')")
    picture("thread")
    person.clicks("#apps button", "Role Assistant")
    person.sees("document.querySelectorAll('#prompts button').length > 0")
    person.types("composer", "what separates P4 from P5?")
    person.sees("document.querySelector('#thread select')")
    person.clicks("#show-wire")
    picture("pane")
    person.chooses("#thread select")
    person.sees(f"{_BOT} >= 2")


if __name__ == "__main__":
    sys.exit(main())
