"""docs/images/slack-*.png: what people see in Slack, of real answers over the bundled profiles.

    .venv/bin/python tools/slack_pictures.py [INDEX]    needs Chromium; CHROMIUM names one

Without INDEX, an index that `roleassistant ingest` made, the one that your settings name is used.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.evaluation import chromium  # noqa: E402

from roleassistant.answering.assistant import Assistant  # noqa: E402
from roleassistant.apps.cli.opening import assistant_for, settings_for  # noqa: E402
from roleassistant.apps.slack.blocks.answer import Around, answer_messages  # noqa: E402
from roleassistant.apps.slack.blocks.asking import Choice  # noqa: E402
from roleassistant.apps.slack.blocks.citation_modal import citation_modal  # noqa: E402
from roleassistant.apps.slack.blocks.feedback_modal import feedback_modal  # noqa: E402
from roleassistant.apps.slack.blocks.home import Household, home_view  # noqa: E402
from roleassistant.apps.slack.blocks.job_post_modal import job_post_modal  # noqa: E402
from roleassistant.apps.slack.demo.rendering import page_of  # noqa: E402
from roleassistant.apps.slack.service import AnswerService, Asker  # noqa: E402

Json = dict[str, Any]

COMPARED = "how do scope, autonomy and decision rights differ between P4 and P5 in field sales?"
DISPUTED = "how many years of experience does a P5 in field sales need?"
INFERRED = "who decides whether to bid on a tender?"
UNRECORDED = "what is the base salary of a P5 sales engineer?"
UNCLEAR = "what separates P3 from P4?"
WIDTH = 780


def main(arguments: list[str]) -> int:
    """Draw every picture anew."""
    binary = chromium.program()
    if binary is None:
        print("There is no Chromium here. Name one in CHROMIUM.", file=sys.stderr)
        return 1
    settings = settings_for(Path(arguments[0]) if arguments else None)
    assistant = assistant_for(settings)
    with tempfile.TemporaryDirectory() as folder, chromium.browser(binary, Path(folder)) as page:
        kept = replace(settings, index=Path(folder), conversations=None)
        service = AnswerService.of(kept, assistant)
        for name, items in pictures(service, assistant):
            html = Path(folder) / "page.html"
            html.write_text(page_of(items), encoding="utf-8")
            page.show_as(WIDTH, 100)
            page.open(html)
            page.wait_for("document.querySelector('.frame, .modal')")
            height = page.run("Math.ceil(document.documentElement.scrollHeight)")
            page.show_as(WIDTH, int(height))
            page.picture(ROOT / "docs" / "images" / f"slack-{name}.png", whole=True)
            print(f"docs/images/slack-{name}.png")
        service.close()
    return 0


def pictures(service: AnswerService, assistant: Assistant) -> Iterator[tuple[str, list[Json]]]:
    """The name of each picture, and what is on it."""
    nobody: frozenset[str] = frozenset()
    yield "comparison", list(_asked(service, COMPARED))
    yield "contradiction", list(_asked(service, DISPUTED))
    yield "unanswered", [*_asked(service, UNRECORDED), *_asked(service, UNCLEAR)]
    inferred = assistant.answer(INFERRED).answer
    citation = inferred.citations[0]
    around = service.around(citation, nobody)
    yield "source", [{"view": citation_modal(inferred, citation, around)}]
    roles = service.roles(nobody)
    yield (
        "forms",
        [
            {"view": feedback_modal("a", COMPARED)},
            {"view": job_post_modal(roles, roles[3], str(roles[3].described_levels[-2]))},
        ],
    )
    asked = (DISPUTED, INFERRED)
    yield (
        "home",
        [
            {"view": home_view(Household(roles, service.first_questions(nobody), asked))},
        ],
    )


def _asked(service: AnswerService, question: str) -> Iterator[Json]:
    asker = Asker("T1", "U1", question)
    answered = service.answer(question, asker)
    choices = [Choice(f"{r.title} ({r.key})", r.key) for r in service.choices(asker)]
    title: str | None = question
    for message in answer_messages(answered.answer, "a", Around(choices=choices)):
        yield {"title": title, "message": {"blocks": list(message.blocks), "text": message.text}}
        title = None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
