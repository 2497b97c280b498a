"""The demo in a real browser: a person types and clicks, the bot answers through the protocol."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.apps.slack.demo_page import Newcomer, demo
from tests.evaluation.chromium import browser, program

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(program() is None, reason="needs Chromium"),
]
BOT = "document.querySelectorAll('#thread .message.bot').length"


@pytest.fixture(scope="module")
def address(bundled_index: Path, models: Path, tmp_path_factory: pytest.TempPathFactory):
    with demo(bundled_index, models, tmp_path_factory.mktemp("demo")) as found:
        yield found


@pytest.fixture
def page(tmp_path: Path):
    found = program()
    assert found is not None
    with browser(found, tmp_path) as opened:
        opened.show_as(1280, 900)
        yield opened
        assert opened.problems == []
        asked = [url for url in opened.requests if not url.startswith("about:")]
        assert all(url.startswith("http://127.0.0.1:") for url in asked)


def test_a_newcomer_asks_follows_up_opens_a_source_and_rates(page, address):
    person = Newcomer(page, address)
    person.types("composer", "@Role Assistant how many years does a P5 in field sales need?")
    person.sees(f"{BOT} >= 1")
    assert "12+ years" in person.reads("#thread")
    person.types("reply", "and P4?")
    person.sees(f"{BOT} >= 2")
    person.clicks("#thread .actions button", "Source 1")
    person.sees("document.querySelector('.modal')")
    assert "field-sales-p" in person.reads(".modal")
    person.clicks(".modal .end button", "Close")
    person.sees("!document.querySelector('.modal')")
    person.clicks("#thread .feedback .negative")
    person.sees("document.querySelector('.modal textarea, .modal input')")


def test_an_empty_channel_offers_questions_to_begin_with(page, address):
    person = Newcomer(page, f"{address}#place=C0HIRING")
    person.clicks("#channels button", "hiring")
    person.sees("document.querySelector('#prompts p')")
    assert "Nobody said anything" in person.reads("#prompts")
    person.clicks("#prompts button", "@Role Assistant")
    person.sees("document.querySelectorAll('#thread .message.bot').length >= 1")
    person.sees("document.querySelectorAll('#prompts button').length === 0")


def test_a_command_answers_privately_and_the_home_tab_remembers(page, address):
    person = Newcomer(page, address)
    person.types("composer", "/role what is the base salary of a P5 sales engineer?")
    person.sees("document.querySelector('#messages .only')")
    assert "record no pay amounts" in person.reads("#messages")
    person.clicks("#apps button", "Role Assistant")
    person.clicks(".tabs button", "Home")
    person.sees("document.querySelector('#messages .home')")
    assert "base salary" in person.reads("#messages .home")


def test_a_private_answer_is_shared_in_a_channel(page, address):
    person = Newcomer(page, address)
    person.clicks("#channels button", "hiring")
    person.types("composer", "/role how many years does a P5 in field sales need?")
    person.clicks("#messages .actions button", "Share")
    person.sees("document.querySelector('.modal select')")
    person.clicks(".modal .end .primary")
    person.sees("!document.querySelector('.modal')")
    person.sees("document.querySelectorAll('#messages .message.bot').length >= 2")
    assert "12+ years" in person.reads("#messages")


def test_the_pane_suggests_and_asks_back_what_is_ambiguous(page, address):
    person = Newcomer(page, address)
    person.clicks("#apps button", "Role Assistant")
    person.sees("document.querySelectorAll('#prompts button').length > 0")
    person.types("composer", "what separates P4 from P5?")
    person.sees("document.querySelector('#thread select')")
    person.chooses("#thread select")
    person.sees(f"{BOT} >= 2")


def test_a_follow_up_below_a_long_answer_is_seen_and_a_form_says_what_it_lacks(page, address):
    person = Newcomer(page, address)
    person.types("composer", "@Role Assistant what separates P4 from P5 for field sales?")
    person.sees(f"{BOT} >= 1")
    person.types("reply", "and how many years does a P3 need?")
    person.sees(f"{BOT} >= 2")
    person.sees("""(() => {
        const last = [...document.querySelectorAll('#thread .message')].pop();
        const pane = document.querySelector('#thread').getBoundingClientRect();
        const top = last.getBoundingClientRect().top;
        return top >= pane.top - 1 && top < pane.bottom; })()""")
    person.clicks("#thread .feedback .negative")
    person.sees("document.querySelector('.modal .ticks')")
    person.clicks(".modal .end .primary")
    person.sees("document.querySelector('.modal .input .error')")
    assert "Please complete this required field." in person.reads(".modal .input .error")


def test_in_a_small_window_the_channels_are_behind_a_button(page, address):
    page.show_as(480, 800)
    person = Newcomer(page, address)
    assert page.run("document.querySelector('#messages').clientWidth") > 440
    assert page.run("document.querySelector('#bar').offsetWidth") == 0
    person.clicks("#show-bar")
    person.clicks("#channels button", "hiring")
    assert "hiring" in person.reads("#title")
    assert page.run("document.querySelector('#bar').offsetWidth") == 0


def test_no_other_site_can_make_it_do_anything(address):
    import httpx

    deed = {"me": "U0ALICE", "deed": "say", "channel": "C0GENERAL", "text": "x"}
    assert httpx.post(f"{address}page/do", json=deed).status_code == 403
    headers = {"X-Demo": "page", "Host": "evil.example"}
    assert httpx.post(f"{address}page/do", json=deed, headers=headers).status_code == 403
    assert httpx.get(f"{address}page/..%2f..%2fserver.py").status_code == 404
