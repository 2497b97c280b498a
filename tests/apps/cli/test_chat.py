"""Conversations at the command line: `chat`, and `ask --thread`."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.scenarios.conversations import conversations

from roleassistant.answering.conversation.database import SQLITE_FILE

YEARS = "how many years does a P4 in field sales need?"
P3 = "P3 of Account Executive / Field Sales: years of experience"


@pytest.fixture
def index(bundled_index: Path, tmp_path: Path) -> Path:
    """An index of its own, into which conversations may be written."""
    return Path(shutil.copytree(bundled_index, tmp_path / "conversing"))


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_thread_goes_on_from_one_program_to_the_next(program, index):
    first = program("ask", "--index", index, "--thread", "mine", "--json", YEARS)
    second = program("ask", "--index", index, "--thread", "mine", "--json", "and P3?")
    assert (first.code, second.code) == (0, 0)
    assert second.json["thread"] == "mine"
    assert second.json["understood"] == P3
    assert {citation["level"] for citation in second.json["citations"]} == {"P3"}
    why = program("ask", "--index", index, "--thread", "mine", "--json", "where does that stand?")
    assert why.json["citations"] == second.json["citations"]


def test_ask_and_chat_share_their_threads(program, index):
    program("ask", "--index", index, "--thread", "mine", YEARS)
    went_on = program("chat", "--index", index, "--thread", "mine", "--json", stdin=b"and P3?\n")
    assert went_on.json["understood"] == P3
    back = program("ask", "--index", index, "--thread", "mine", "--json", "and P2?")
    assert back.json["understood"].startswith("P2 of")


def test_a_chat_reads_lines_from_a_pipe_and_prints_one_object_a_line(program, index):
    turns = f"{YEARS}\n\n  and P3?  \nshorter, please\nthanks\n"
    chat = program("chat", "--index", index, "--json", stdin=turns.encode())
    assert chat.code == 0
    answers = lines(chat.out)
    assert [a["question"] for a in answers] == [YEARS, "and P3?", "shorter, please", "thanks"]
    assert len({answer["thread"] for answer in answers}) == 1
    assert answers[1]["understood"] == P3
    assert answers[3]["reason"].startswith("you are welcome")


def test_a_chat_without_a_thread_says_its_id_at_the_end_and_can_be_gone_on_with(program, index):
    chat = program("chat", "--index", index, stdin=f"{YEARS}\n".encode())
    assert "6–9 years" in chat.out
    found = re.search(r"Kept as ([0-9a-f]{8})", chat.err)
    assert found is not None
    went_on = program("ask", "--index", index, "--thread", found[1], "--json", "and P3?")
    assert went_on.json["understood"] == P3


def test_a_new_conversation_knows_nothing_of_the_one_before(program, index):
    chat = program("chat", "--index", index, "--json", stdin=f"{YEARS}\n/new\nand P3?\n".encode())
    before, after = lines(chat.out)
    assert before["thread"] != after["thread"]
    assert after["abstained"]
    assert "nothing was asked before" in after["reason"]


@pytest.mark.slow
def test_ten_turns_each_in_a_program_of_its_own_by_ask_and_by_chat_in_turn(program, index):
    conversation = next(c for c in conversations("bundled") if c.id.endswith("up-and-down"))
    assert len(conversation.turns) >= 10
    for number, turn in enumerate(conversation.turns):
        if number % 2:
            typed = f"{turn.question}\n".encode()
            done = program("chat", "--index", index, "--thread", "ten", "--json", stdin=typed)
        else:
            done = program("ask", "--index", index, "--thread", "ten", "--json", turn.question)
        answer = done.json
        assert answer["abstained"] is not turn.answerable, turn.question
        assert all(piece in answer["understood"] for piece in turn.understood), turn.question
        assert (turn.reason_contains or "") in (answer["reason"] or ""), turn.question
        cited = {(c["section"], c["level"]) for c in answer["citations"]}
        assert all((p.section, p.level) in cited for p in turn.must_cite), turn.question


def test_quit_leaves_what_follows_unread(program, index):
    chat = program("chat", "--index", index, "--json", stdin=f"{YEARS}\n/quit\nand P3?\n".encode())
    assert len(lines(chat.out)) == 1


def test_sources_are_shown_and_are_no_turn(program, index):
    turns = f"{YEARS}\n/sources\nin a table\n"
    chat = program("chat", "--index", index, "--json", stdin=turns.encode())
    years, sources, table = lines(chat.out)
    assert sources["citations"] == years["citations"]
    assert {c["text"] for c in table["claims"]} == {c["text"] for c in years["claims"]}


def test_help_and_unknown_commands_say_what_there_is_and_go_on(program, index):
    chat = program("chat", "--index", index, "--json", stdin=b"/help\n/nonsense\nwhich roles\n")
    assert chat.code == 0
    assert "There is no /nonsense" in chat.err
    assert all(command in chat.err for command in ("/sources", "/new", "/quit"))
    assert len(lines(chat.out)) == 1


def test_a_turn_that_fails_does_not_end_the_chat(cli, index, monkeypatch):
    from roleassistant.apps.cli.conversing import Conversation
    from roleassistant.errors import VectorStoreUnavailable

    answer = Conversation.answer

    def sometimes(self, question):
        if question == "fail":
            raise VectorStoreUnavailable("The Chroma server does not answer.")
        return answer(self, question)

    monkeypatch.setattr(Conversation, "answer", sometimes)
    monkeypatch.setattr("sys.stdin", _Piped(f"{YEARS}\nfail\nand P3?\n".encode()))
    chat = cli("chat", "--index", index, "--json")
    assert chat.code == 1
    before, failed, after = lines(chat.out)
    assert failed["error"] == "The Chroma server does not answer."
    assert "error: The Chroma server does not answer." in chat.err
    assert after["understood"] == P3
    assert before["thread"] == after["thread"]


class _Piped:
    def __init__(self, data: bytes) -> None:
        import io

        self.buffer = io.BytesIO(data)

    def isatty(self) -> bool:
        return False


def test_without_an_index_a_chat_ends_at_once_and_names_the_mend(program, tmp_path):
    nowhere = tmp_path / "nowhere"
    chat = program("chat", "--index", nowhere, stdin=b"hello\n")
    assert chat.code == 3
    assert "roleassistant ingest" in chat.err
    assert not nowhere.exists()


@pytest.mark.parametrize("name", ["", "a\nb", "\x1b[2J"])
def test_a_thread_that_cannot_be_named_so_is_wrong_usage(cli, index, name):
    assert cli("ask", "--index", index, "--thread", name, YEARS).code == 2


def test_a_damaged_store_is_said_and_the_answer_comes(program, index):
    program("ask", "--index", index, "--thread", "mine", YEARS)
    (index / SQLITE_FILE).write_bytes(b"no database at all" * 500)
    asked = program("ask", "--index", index, "--thread", "mine", "--json", YEARS)
    assert asked.code == 0
    assert not asked.json["abstained"]
    assert any("moved to" in warning for warning in asked.json["warnings"])
    assert "warning:" in asked.err


def test_conversations_go_to_the_database_that_is_configured(program, index, tmp_path):
    other = tmp_path / "elsewhere.sqlite"
    asked = program(
        "ask", "--index", index, "--thread", "mine", YEARS,
        ROLEASSISTANT_CONVERSATIONS=f"sqlite:///{other}",
    )  # fmt: skip
    assert asked.code == 0
    assert other.exists()
    assert not (index / SQLITE_FILE).exists()


def test_a_question_by_itself_has_no_thread_and_says_what_was_understood(cli, bundled_index):
    asked = cli("ask", "--index", bundled_index, "--json", YEARS).json
    assert asked["thread"] is None
    assert asked["understood"] == "P4 of Account Executive / Field Sales: years of experience"


def test_explain_says_in_a_thread_what_was_understood_as_well(cli, index):
    cli("ask", "--index", index, "--thread", "mine", YEARS)
    asked = cli("ask", "--index", index, "--thread", "mine", "--json", "--explain", "and P3?").json
    assert asked["understood"]["text"] == P3
    assert asked["understood"]["levels"] == ["P3"]


def test_a_question_by_itself_imports_nothing_of_the_store(place, bundled_index):
    script = (
        "import sys\n"
        "from roleassistant.apps.cli.main import run\n"
        f"code = run(['ask', '--index', {str(bundled_index)!r}, {YEARS!r}])\n"
        "print(code, *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    code, *loaded = done.stderr.split()
    assert code == "0"
    assert "sqlalchemy" not in loaded
    assert not [name for name in loaded if name.endswith(("conversation.store", ".database"))]


def test_two_people_at_one_machine_have_threads_of_their_own(program, index):
    program("ask", "--index", index, "--thread", "t", YEARS, LOGNAME="ada", USER="ada")
    other = program(
        "ask", "--index", index, "--thread", "t", "--json", "and P3?", LOGNAME="bob", USER="bob"
    )
    assert other.json["abstained"]
    back = program(
        "ask", "--index", index, "--thread", "t", "--json", "and P3?", LOGNAME="ada", USER="ada"
    )
    assert back.json["understood"] == P3


# A program of its own session that has the terminal, so that Ctrl-C reaches it as it does people.
AT_THE_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "roleassistant", *sys.argv[1:]])
"""


def at_a_terminal(index: Path, leaving: bytes, *turns: str) -> tuple[int, str]:
    """A chat at a terminal: each turn is typed at a prompt, and then the keys for leaving."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", AT_THE_TERMINAL, "chat", "--index", str(index)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "dumb"},
        start_new_session=True,
    )
    os.close(theirs)
    shown, typed, tries = b"", [f"{turn}\n".encode() for turn in turns], 60
    while tries:
        if not select.select([ours], [], [], 1)[0]:
            # What is typed while the terminal changes its mode may be lost, as it is for people.
            tries -= 1
            if not typed:
                os.write(ours, leaving)
            continue
        try:
            piece = os.read(ours, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        shown += piece
        if shown.endswith(b"> "):
            os.write(ours, typed.pop(0) if typed else leaving)
    code = process.wait(60)
    os.close(ours)
    return code, shown.decode()


@pytest.mark.parametrize(
    "leaving", [b"\x04", b"\x03", b"/quit\n"], ids=["Ctrl-D", "Ctrl-C", "quit"]
)
def test_a_chat_at_a_terminal_prompts_and_is_left_cleanly(place, index, leaving):
    code, shown = at_a_terminal(index, leaving, YEARS, "and P3?")
    assert code == 0
    assert "P3 of Account Executive / Field Sales" in shown
    assert "Kept as" in shown
    assert "Traceback" not in shown
