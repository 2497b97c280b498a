"""What people ask and do not get: who looks after the profiles sees it, and nobody is named."""

from __future__ import annotations

import contextlib
import csv
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roleassistant.answering.assistant import Assistant
from roleassistant.apps.cli.main import run
from roleassistant.apps.slack.feedback_export import feedback_rows
from roleassistant.apps.slack.report import report_on
from roleassistant.apps.slack.report_files import write_feedback, write_questions
from roleassistant.apps.slack.storage.database import SlackDatabase
from roleassistant.apps.slack.storage.traces import Asked, Feedback, Trace, Traces
from roleassistant.domain.answer import Answer
from roleassistant.errors import SlackStoreUnavailable
from roleassistant.evaluation.suites.drafting import drafted, read_feedback
from roleassistant.indexing.library import Library

MONDAY = datetime(2026, 1, 5, tzinfo=UTC)
DAY = 86_400


class House:
    """What a bot kept, in a real database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.traces = Traces(SlackDatabase(None, folder))
        self._count = 0

    def asks(
        self, question: str, user: str = "U0ALICE00", day: float = 0, thread: str | None = None,
        reason: str | None = None, intent: str = "lookup",
    ) -> str:  # fmt: skip
        """Somebody asks; with a `reason` the answer abstains. Gives the id of the answer."""
        self._count += 1
        answer = Answer(question, intent, abstained=reason is not None, reason=reason)
        self.traces.save(
            Trace(
                id=f"a{self._count}", team="T1", channel="C1", thread_ts=thread, ts=None,
                user=user, surface="mention", public=True, question=question, answer=answer,
                at=MONDAY.timestamp() + day * DAY + self._count,
            )
        )  # fmt: skip
        return f"a{self._count}"

    def rates(self, answer: str, good: bool, user: str = "U0ALICE00", **said: str) -> None:
        self.traces.rate(Feedback(answer, "T1", user, good, **said))

    @property
    def asked(self) -> tuple[Asked, ...]:
        return self.traces.asked()


@pytest.fixture
def house(tmp_path) -> House:
    return House(tmp_path)


def report(house: House, days: int = 30, **options: bool):
    until = datetime.fromtimestamp(MONDAY.timestamp() + days * DAY, UTC)
    return report_on(house.asked, MONDAY, until, **options)


def test_questions_that_were_not_answered_are_told_with_the_reason_most_often_first(house):
    house.asks("what does a P4 earn?", reason="the profiles record no pay amounts")
    house.asks("What does a P4 earn", "U0BOB0000", reason="the profiles record no pay amounts")
    house.asks("who is the boss of P4?", reason="the profiles say nothing of “boss”")
    house.asks("how many years for P4?")
    first, second = report(house).unanswered
    assert (first.times, first.people, first.abstained) == (2, 2, 2)
    assert first.reason == "the profiles record no pay amounts"
    assert second.question == "who is the boss of P4?"


def test_what_has_nothing_to_do_with_roles_is_counted_and_is_nothing_that_profiles_lack(house):
    house.asks("what is the weather?", reason="nothing of ours", intent="off_topic")
    found = report(house)
    assert found.unanswered == ()
    assert (found.total.abstained, found.total.off_topic) == (1, 1)


def test_what_people_disliked_is_told_with_what_they_said_of_it(house):
    answer = house.asks("how many years for P4?")
    house.rates(answer, good=False, wrong="untrue", comment="not since May", expected="7 years")
    house.rates(answer, good=True, user="U0BOB0000")
    house.rates(house.asks("what is P4?"), good=True)
    (line,) = report(house).disliked
    assert (line.good, line.bad, line.wrong) == (1, 1, (("untrue", 1),))
    assert (line.comments, line.expected) == (("not since May",), ("7 years",))


def test_weeks_begin_on_mondays_and_people_are_counted_once(house):
    house.asks("one", day=0)
    house.asks("two", day=6.9)
    house.asks("three", day=7, user="U0BOB0000")
    found = report(house)
    assert [(f"{w.begins:%m-%d}", w.asked, w.people) for w in found.weeks] == [
        ("01-05", 2, 1),
        ("01-12", 1, 1),
    ]
    assert (found.total.asked, found.total.people) == (3, 2)


def test_only_the_period_counts(house):
    house.asks("before", day=-1)
    house.asks("within", day=1)
    house.asks("after", day=40)
    assert [line.question for line in report(house).lines] == ["within"]


def test_nobody_is_named_unless_it_is_asked_for(house):
    answer = house.asks(
        "what did @U0CAROL00 decide for P4?", reason="nothing is said of @U0CAROL00"
    )
    house.rates(answer, good=False, comment="ask @U0DAVE000")
    assert "U0" not in repr(report(house).lines)
    (line,) = report(house, with_users=True).lines
    assert line.users == ("U0ALICE00",)
    assert "@U0CAROL00" in line.question


def test_a_table_for_spreadsheets_holds_every_question_and_no_formula(house, tmp_path):
    house.rates(house.asks("=cmd|' /C calc'!A1"), good=False, comment="+1, and more\nlines")
    house.asks("what is P4?")
    house.asks('and P3?;=HYPERLINK("http://evil.example")')
    house.asks("＝1+1")
    file = tmp_path / "asked.csv"
    write_questions(file, report(house))
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    asked = sorted(row["question"] for row in rows)
    assert asked[0] == "'=cmd|' /C calc'!A1"
    assert asked[1] == "'＝1+1"
    # Where lists are parted by semicolons, one in a question parts nothing.
    with file.open(encoding="utf-8-sig", newline="") as table:
        cells = [cell for row in csv.reader(table, delimiter=";") for cell in row]
    assert [cell for cell in cells if cell.startswith("=")] == []
    rows.sort(key=lambda row: row["question"])
    assert rows[0]["comments"] == "'+1, and more\nlines"
    assert "users" not in rows[0]


# --- feedback, as `eval new` reads it -------------------------------------------------------------


def test_a_thread_is_exported_up_to_the_last_answer_that_was_rated(house):
    house.asks("how many years for P4?", thread="1.0")
    rated = house.asks("and P3?", thread="1.0")
    house.asks("thanks", thread="1.0")
    house.asks("nobody rated this", thread="2.0")
    house.rates(rated, good=False, wrong="incomplete", comment="both, please", expected="4 years")
    first, second = feedback_rows(house.asked)
    assert (first.question, first.rating) == ("how many years for P4?", "")
    assert (second.rating, second.expected) == ("down", "4 years")
    assert second.comment == "Something is missing; both, please"
    assert first.thread == second.thread


def test_threads_of_other_channels_and_questions_beside_threads_stay_apart(house):
    for question in ("one", "two"):
        house.rates(house.asks(question), good=True)
    first, second = feedback_rows(house.asked)
    assert first.thread != second.thread
    assert "C1" not in first.thread


@pytest.fixture(scope="module")
def assistant(bundled_index, real_encoder) -> Iterator[Assistant]:
    library = Library(bundled_index, model=real_encoder.identity)
    yield Assistant(library, lambda: real_encoder)
    library.close()


@pytest.mark.parametrize("name", ["feedback.jsonl", "feedback.csv"])
def test_feedback_from_slack_becomes_a_case_to_confirm(house, assistant, tmp_path, name):
    house.asks("P4 in field sales: how many years?", thread="1.0")
    answer = house.asks("and P3?", thread="1.0")
    house.rates(answer, good=False, wrong="untrue", expected="5–7 years", comment="new, line\ntwo")
    write_feedback(tmp_path / name, feedback_rows(house.asked))
    (thread,) = read_feedback(tmp_path / name)
    case = drafted(thread, assistant)
    assert case.draft
    assert [turn.question for turn in case.turns] == [
        "P4 in field sales: how many years?",
        "and P3?",
    ]
    assert any("6–9 years" in wording for fact in case.turns[0].facts for wording in fact)
    assert case.turns[1].facts == (("5–7 years",),)
    assert "down It is not true" in case.note


# --- the command ----------------------------------------------------------------------------------


@pytest.fixture
def index(house) -> str:
    house.asks("what does a P4 earn?", day=1, reason="the profiles record no pay amounts")
    house.rates(house.asks("how many years for P4?", day=2), good=False, wrong="untrue")
    return str(house.folder)


PERIOD = ["--since", "2026-01-05", "--until", "2026-02-05"]


def test_the_command_prints_tables(index, capsys):
    assert run(["slack", "report", "--index", index, *PERIOD]) == 0
    shown = capsys.readouterr().out
    assert "2026-01-05 to 2026-02-05" in shown
    for words in (
        "Not answered: 1",
        "no pay amounts",
        "Not helpful: 1",
        "It is not true",
        "Asked most: 2",
    ):
        assert words in shown


def test_the_command_writes_files_and_says_what_to_do_with_them(index, capsys, tmp_path):
    table, feedback = tmp_path / "asked.csv", tmp_path / "feedback.jsonl"
    files = ["--csv", str(table), "--feedback", str(feedback)]
    assert run(["slack", "report", "--index", index, *PERIOD, *files, "--json"]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert [line["question"] for line in found["unanswered"]] == ["what does a P4 earn?"]
    assert found["total"]["asked"] == 2
    assert "users" not in found["asked"][0]
    assert len(table.read_text(encoding="utf-8-sig").splitlines()) == 3
    assert json.loads(feedback.read_text())["rating"] == "down"
    assert "roleassistant eval new --feedback" in told.err


def test_the_command_says_so_where_nothing_was_asked(tmp_path, capsys):
    assert run(["slack", "report", "--index", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert "Nothing was asked." in told.out
    assert "No bot has kept anything" in told.err


def test_a_period_that_ends_before_it_begins_is_wrong_usage(tmp_path, capsys):
    period = ["--since", "2026-02-05", "--until", "2026-01-05"]
    assert run(["slack", "report", "--index", str(tmp_path), *period]) == 2
    assert "--since" in capsys.readouterr().err


def test_the_table_can_go_to_stdout_alone(index, capsys):
    assert run(["slack", "report", "--index", index, *PERIOD, "--csv", "-"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    asked = {row["question"] for row in rows}
    assert asked == {"what does a P4 earn?", "how many years for P4?"}
    assert run(["slack", "report", "--index", index, *PERIOD, "--csv", "-", "--json"]) == 2


@pytest.mark.parametrize(
    "held", [b"Notes of mine.\n" * 400, b"", None], ids=["text", "empty", "other"]
)
def test_a_report_leaves_a_file_that_is_no_database_of_the_bot_as_it_is(
    tmp_path, capsys, monkeypatch, held
):
    file = tmp_path / "notes.sqlite"
    if held is not None:
        file.write_bytes(held)
    else:
        with contextlib.closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE mine (x)")
    before = file.read_bytes()
    monkeypatch.setenv("ROLEASSISTANT_SLACK_DATABASE", f"sqlite:///{file}")
    assert run(["slack", "report", "--index", str(tmp_path)]) == 4
    assert "slack.database" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_a_report_makes_no_database_where_there_is_none(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("ROLEASSISTANT_SLACK_DATABASE", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert run(["slack", "report", "--index", str(tmp_path)]) == 0
    assert "none.sqlite" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_bot_moves_its_own_damaged_file_aside_and_nobody_elses(tmp_path):
    named = tmp_path / "named.sqlite"
    named.write_bytes(b"Notes of mine.\n" * 400)
    with pytest.raises(SlackStoreUnavailable, match="left as it is"):
        Traces(SlackDatabase(f"sqlite:///{named}", tmp_path)).asked()
    assert list(tmp_path.iterdir()) == [named]
    own = House(tmp_path / "own")
    own.folder.mkdir()
    (own.folder / "slack.sqlite").write_bytes(b"nothing of SQLite" * 400)
    assert House(own.folder).asked == ()
    assert (own.folder / "slack.sqlite.damaged-1").exists()
