"""`roleassistant eval new`: a case drafted from a question or from feedback."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roleassistant.apps.cli import options

EXAMPLE = 'roleassistant eval new "how many years does a P4 in field sales need?" --out mine.jsonl'


def run(
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="The question to draft a case from.")
    ] = None,
    feedback: Annotated[
        Path | None,
        typer.Option(
            "--feedback",
            metavar="FILE",
            help="An export of feedback, JSONL or CSV, with a column question; thread, rating, "
            "comment and expected are used where they are there.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="Append to this JSONL file (default: stdout)."),
    ] = None,
    answerer: options.Answerer = None,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Draft a case for a suite: what the answer says is put in, for a person to confirm.

    A draft has draft: true and is not run. Read the page, mend what is expected, take it out.
    """
    del debug
    if (question is None) is (feedback is None):
        raise typer.BadParameter("Give a question, or --feedback with a file of them.")
    from roleassistant.apps.cli.eval_generate import write_cases
    from roleassistant.apps.cli.opening import assistant_for, settings_for, writer_for
    from roleassistant.evaluation.suites.drafting import Feedback, drafted, read_feedback

    settings = settings_for(index, answerer)
    assistant = assistant_for(settings, writer_for(settings))
    threads = (
        read_feedback(feedback)
        if feedback is not None
        else [[Feedback(options.words(question or ""))]]
    )
    write_cases([drafted(thread, assistant) for thread in threads], out)
    return 0
