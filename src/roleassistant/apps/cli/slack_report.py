"""`roleassistant slack report`: what people ask the bot and do not get."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from roleassistant.apps.slack.report import Counts, Line, Report
    from roleassistant.apps.slack.storage.traces import Asked

EXAMPLE = "roleassistant slack report --since 2026-01-01 --csv asked.csv"

_DAYS = 30
_DATE = ["%Y-%m-%d"]
_STDOUT = Path("-")


def run(
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=_DATE,
            help=f"The first day, in UTC (default: {_DAYS} days ago).",
            metavar="DATE",
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=_DATE, help="The last day, in UTC (default: today).", metavar="DATE"),
    ] = None,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help="Questions in each table.")
    ] = 10,
    csv_file: Annotated[
        Path | None,
        typer.Option(
            "--csv",
            metavar="FILE",
            help="Write every question to a table for a spreadsheet; - is stdout.",
        ),
    ] = None,
    feedback: Annotated[
        Path | None,
        typer.Option(
            "--feedback",
            metavar="FILE",
            help="Write the threads with feedback, as JSONL or CSV, for `eval new --feedback`.",
        ),
    ] = None,
    users: Annotated[
        bool, typer.Option("--users", help="Say which users asked; else nobody is named.")
    ] = False,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Report which questions were not answered, disliked, or asked most.

    Content owners see from it what the profiles lack. It names nobody unless --users is given.
    """
    del debug
    from roleassistant.apps.cli.opening import settings_for
    from roleassistant.apps.cli.terminal import console, print_json, print_result, print_text
    from roleassistant.apps.slack.report import report_on
    from roleassistant.apps.slack.storage.database import SlackDatabase
    from roleassistant.apps.slack.storage.traces import Traces

    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = (until.replace(tzinfo=UTC) if until else today) + timedelta(days=1)
    begins = since.replace(tzinfo=UTC) if since else ends - timedelta(days=_DAYS)
    if begins >= ends:
        raise typer.BadParameter("--since is after --until.")
    to_stdout = csv_file == _STDOUT
    if to_stdout and as_json:
        raise typer.BadParameter("--csv - and --json both write to stdout: choose one.")
    settings = settings_for(index)
    database = SlackDatabase.of(settings, read_only=True)
    if database.exists():
        asked: tuple[Asked, ...] = Traces(database).asked(begins.timestamp())
    else:
        diagnostics.warn(f"No bot has kept anything in {database.place} yet.")
        asked = ()
    report = report_on(asked, begins, ends, with_users=users)
    if csv_file is not None and not to_stdout:
        from roleassistant.apps.slack.report_files import write_questions

        write_questions(csv_file, report)
        diagnostics.say(f"Wrote {len(report.lines)} questions to {csv_file}.")
    if feedback is not None:
        from roleassistant.apps.slack.feedback_export import feedback_rows
        from roleassistant.apps.slack.report_files import write_feedback

        rows = list(feedback_rows([one for one in asked if one.at < ends.timestamp()]))
        write_feedback(feedback, rows)
        diagnostics.say(
            f"Wrote {len(rows)} turns to {feedback}. Draft cases with: "
            f"roleassistant eval new --feedback {feedback}"
        )
    if to_stdout:
        from roleassistant.apps.slack.report_files import questions_as_csv

        print_text(questions_as_csv(report))
    elif as_json:
        print_json(_as_json(report))
    else:
        to = console()
        print_result(to, *_as_text(report, most, to))
    return 0


def _as_json(report: Report) -> dict[str, Any]:
    return {
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "total": _counts_as_json(report.total),
        "weeks": [_counts_as_json(week) for week in report.weeks],
        "unanswered": [_line_as_json(line) for line in report.unanswered],
        "disliked": [_line_as_json(line) for line in report.disliked],
        "asked": [_line_as_json(line) for line in report.lines],
    }


def _counts_as_json(counts: Counts) -> dict[str, Any]:
    return {
        "begins": counts.begins.isoformat(),
        "asked": counts.asked,
        "people": counts.people,
        "abstained": counts.abstained,
        "off_topic": counts.off_topic,
        "good": counts.good,
        "bad": counts.bad,
    }


def _line_as_json(line: Line) -> dict[str, Any]:
    return {
        "question": line.question,
        "intent": line.intent,
        "times": line.times,
        "people": line.people,
        "abstained": line.abstained,
        "reason": line.reason or None,
        "good": line.good,
        "bad": line.bad,
        "wrong": dict(line.wrong),
        "comments": list(line.comments),
        "expected": list(line.expected),
        "first": line.first.isoformat(timespec="seconds"),
        "last": line.last.isoformat(timespec="seconds"),
        **({"users": list(line.users)} if line.users else {}),
    }


def _as_text(report: Report, most: int, to: Console) -> list[RenderableType]:
    from rich.text import Text

    from roleassistant.apps.cli.layout import listing

    last = report.until - timedelta(days=1)
    parts: list[RenderableType] = [Text(f"{report.since:%Y-%m-%d} to {last:%Y-%m-%d}", "bold")]
    if not report.lines:
        return [*parts, Text("Nothing was asked.")]
    parts += [
        listing(
            ("week of", "asked", "people", "unanswered", "off topic", "helpful", "not helpful"),
            [
                *(_counts_as_row(f"{week.begins:%Y-%m-%d}", week) for week in report.weeks),
                *([_counts_as_row("in all", report.total)] if len(report.weeks) > 1 else []),
            ],
            to,
        )
    ]
    for title, lines, shown in (
        ("Not answered", report.unanswered, _unanswered),
        ("Not helpful", report.disliked, _disliked),
        ("Asked most", report.lines, _asked),
    ):
        parts += [Text(), Text(f"{title}: {len(lines) or 'none'}", "bold")]
        if lines:
            parts.append(shown(lines[:most], to))
        if len(lines) > most:
            parts.append(Text(f"{len(lines) - most} more: --most, --csv", "dim"))
    return parts


def _counts_as_row(name: str, counts: Counts) -> list[str]:
    unanswered = counts.abstained - counts.off_topic
    numbers = (counts.asked, counts.people, unanswered, counts.off_topic, counts.good, counts.bad)
    return [name, *(f"{number:,}" for number in numbers)]


def _unanswered(lines: tuple[Line, ...], to: Console) -> RenderableType:
    from roleassistant.apps.cli.layout import listing

    rows = [[f"{x.abstained}", f"{x.people}", _shown(x), _flat(x.reason)] for x in lines]
    return listing(("times", "people", "question", "because"), rows, to)


def _disliked(lines: tuple[Line, ...], to: Console) -> RenderableType:
    from roleassistant.apps.cli.layout import listing

    rows = [[f"{x.bad}", f"{x.good}", _shown(x), _said(x)] for x in lines]
    return listing(("not helpful", "helpful", "question", "said of it"), rows, to)


def _asked(lines: tuple[Line, ...], to: Console) -> RenderableType:
    from roleassistant.apps.cli.layout import listing

    rows = [[f"{x.times}", f"{x.people}", _shown(x), x.intent.replace("_", " ")] for x in lines]
    return listing(("times", "people", "question", "kind"), rows, to)


def _shown(line: Line) -> str:
    asked_by = f" ({', '.join(line.users)})" if line.users else ""
    return _flat(f"{line.question}{asked_by}")


def _said(line: Line) -> str:
    from roleassistant.apps.slack.blocks.feedback_modal import shown_as

    wrong = [
        f"{shown_as(name)} ×{times}" if times > 1 else shown_as(name) for name, times in line.wrong
    ]
    expected = [f"expected: {each}" for each in line.expected]
    return _flat("; ".join(dict.fromkeys([*wrong, *line.comments, *expected])))


def _flat(text: str) -> str:
    from roleassistant.apps.cli.terminal import one_line

    return one_line(text)
