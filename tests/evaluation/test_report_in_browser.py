"""report.html in a real browser: it opens, filters and can be used by keyboard, offline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.evaluation.chromium import Page, browser, program
from tests.evaluation.made_runs import (
    CITATION,
    CLAIM,
    RESULTS,
    RIGHT,
    TURN,
    WRONG,
    case,
    run_of,
    written,
)  # fmt: skip

from roleassistant.evaluation.report import page as pages

BROWSER = program()

pytestmark = pytest.mark.skipif(
    BROWSER is None,
    reason="no Chromium on this machine (install one, or name it in CHROMIUM)",
)

NAMES = "[...document.querySelectorAll('#list > li .name')].map((one) => one.textContent)"


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser(BROWSER or "", tmp_path_factory.mktemp("browser")) as page:
        yield page


@pytest.fixture
def report(tmp_path: Path) -> Path:
    before = run_of([RIGHT, replace(RIGHT, id="wrong")], name="before")
    return pages.write(written(run_of(RESULTS), tmp_path / "now"), before)


@pytest.fixture
def page(tab: Page, report: Path) -> Iterator[Page]:
    """The report, opened; a test that uses it also sees that nothing went wrong in it."""
    tab.problems.clear()
    tab.requests.clear()
    tab.show_as(1200, 900)
    tab.open(report)
    tab.wait_for("document.querySelectorAll('#list > li').length")
    yield tab
    assert tab.problems == []


def shown(page: Page) -> list[str]:
    """Suite and id of each case in the list."""
    names: list[str] = page.run(NAMES)
    return names


def choose(page: Page, field: str, value: str) -> None:
    page.run(
        f"(() => {{ const field = document.querySelector('[name={field}]');"
        f" field.value = {value!r};"
        " field.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    page.wait_for(f"new URLSearchParams(location.hash.slice(1)).get({field!r}) === {value!r}")


def open_case(page: Page, number: int = 0) -> None:
    page.run(f"document.querySelectorAll('#list > li > h3 > button')[{number}].click()")


def text_of(page: Page, selector: str) -> str:
    return " ".join(str(page.run(f"document.querySelector({selector!r}).innerText")).split())


def test_it_opens_without_a_network_and_without_a_complaint(page, report):
    assert page.problems == []
    assert {request for request in page.requests if request != "about:blank"} == {report.as_uri()}
    assert page.run("document.title") == "Eval run now"


def test_cases_that_failed_come_first(page):
    assert shown(page) == ["mine wrong", "mine broken", "mine years", "other pay", "mine talk"]
    assert text_of(page, "#count") == "5 of 5 cases; 2 of them failed, shown first."


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("suite", "other", ["other pay"]),
        ("tag", "hard", ["mine wrong"]),
        ("intent", "off_topic", ["other pay"]),
        ("verdict", "failed", ["mine wrong", "mine broken"]),
        ("verdict", "refused", ["other pay"]),
        ("verdict", "unsupported", ["mine wrong"]),
        ("change", "broken", ["mine wrong"]),
        ("text", "PAY amounts", ["other pay"]),
        ("text", "profiles/sales.txt:43", ["mine wrong", "mine years", "mine talk"]),
        ("text", "nothing has this", []),
    ],
)
def test_cases_are_filtered(page, field, value, found):
    choose(page, field, value)
    assert shown(page) == found
    assert text_of(page, "#count").startswith(f"{len(found)} of 5 cases")


def test_filters_add_up_and_are_taken_back_together(page):
    choose(page, "tag", "number")
    choose(page, "verdict", "passed")
    assert shown(page) == ["mine years"]
    page.run("document.querySelector('#filters button[type=reset]').click()")
    page.wait_for("document.querySelectorAll('#list > li').length === 5")
    assert page.run("location.hash") == ""


def test_a_filtered_list_has_an_address(page, report):
    page.open(report, "#verdict=failed&tag=hard")
    page.wait_for("document.querySelectorAll('#list > li').length")
    assert shown(page) == ["mine wrong"]
    assert page.run("document.querySelector('[name=verdict]').value") == "failed"


def test_the_name_of_a_group_filters_and_a_flip_opens_its_case(page):
    page.run("document.querySelector('[data-filter=tag][data-value=talk]').click()")
    assert shown(page) == ["mine talk"]
    page.run("document.querySelector('[data-case=\"mine wrong\"]').click()")
    assert shown(page) == ["mine wrong"]
    assert (
        page.run("document.querySelector('#list button').getAttribute('aria-expanded')") == "true"
    )


def test_a_case_opens_to_its_answer_evidence_expectation_and_what_fell_short(page):
    assert page.run("document.querySelectorAll('.turn').length") == 0
    open_case(page)
    text = text_of(page, "#list .case")
    for told in (
        "What fell short does not say '6–9 years' or '6-9 years'",
        "P3: ✗ contradicted: 40 years at least [1]",
        "[1] Field Sales · Level guidelines · P4",
        "profiles/sales.txt:43–44 · DIRECT.FIELDSALES.P4",
        "✗ the quote is not in these lines",
        "6–9 years / 6-9 years ✗ lacking",
        "number: 40 is not 6",
        "Since the baseline",
        "fact_recall: 1 → 0",
        "− gone: **P4**: 6–9 years in direct sales [1]",
        "+ added: **P3**: 40 years at least [1]",
    ):
        assert told in text
    passages = (
        "[...document.querySelectorAll('details')].find((d) => /Retrieved/.test(d.innerText))"
    )
    page.run(f"{passages}.open = true")
    assert "0.0325 0.710 ✓ relevant 6–9 years in direct sales" in " ".join(
        page.run(f"{passages}.innerText").split()
    )


def test_a_conversation_opens_to_all_its_turns_and_an_error_to_what_it_was(page):
    choose(page, "text", "talk")
    open_case(page)
    assert page.run("[...document.querySelectorAll('.turn h4')].map((h) => h.textContent)") == [
        "1. how many years does a P4 in field sales need?", "2. and at P3?",
    ]  # fmt: skip
    choose(page, "text", "planted")
    open_case(page)
    assert "ZeroDivisionError: planted" in text_of(page, "#list .case")


def test_it_is_used_by_keyboard_alone(page):
    page.run("document.querySelector('[name=text]').focus()")
    page.write("wrong")
    page.wait_for("document.querySelectorAll('#list > li').length === 1")
    for _ in range(30):
        page.press("Tab")
        if page.run("document.activeElement.matches('#list > li > h3 > button')"):
            break
    assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.press("Enter")
    assert page.run("document.activeElement.getAttribute('aria-expanded')") == "true"
    page.run("document.querySelector('.answer .mark').focus()")
    page.press("Enter")
    assert page.run("document.activeElement.innerText").startswith("[1] Field Sales")


def test_markup_in_a_run_is_shown_as_the_text_that_it_is(tab, tmp_path):
    hostile = "</script><script>window.hit=1</script><img src=x onerror='window.hit=2'>"
    turn = replace(
        TURN,
        question=hostile,
        answer=f"- {hostile} [1]\n- **{hostile}**",
        claims=(replace(CLAIM, text=hostile, label=hostile),),
        citations=(replace(CITATION, quote=hostile, title=hostile, path=hostile),),
        shortcomings=(hostile,),
    )
    run = run_of([case(hostile, turn, suite=hostile, tags=(hostile,))], name=hostile)
    tab.problems.clear()
    tab.requests.clear()
    tab.open(pages.write(written(run, tmp_path / "now")))
    tab.wait_for("document.querySelectorAll('#list > li').length")
    open_case(tab)
    assert hostile in tab.run("document.querySelector('.answer').innerText")
    assert hostile in tab.run("document.querySelector('.evidence').innerText")
    assert tab.run("window.hit ?? null") is None
    assert tab.run("document.querySelectorAll('img').length") == 0
    assert tab.problems == []
    assert len({request for request in tab.requests if request != "about:blank"}) == 1


def test_of_many_cases_only_those_looked_at_are_drawn(tab, tmp_path):
    many = [replace(RIGHT, id=f"years-{number}") for number in range(1500)] + [WRONG]
    tab.open(pages.write(written(run_of(many), tmp_path / "now")))
    tab.wait_for("document.querySelectorAll('#list > li').length === 100")
    assert shown(tab)[0] == "mine wrong"
    assert tab.run("document.querySelectorAll('.turn').length") == 0
    assert text_of(tab, "#more") == "Show 100 more of 1,401"
    tab.run("document.querySelector('#more').click()")
    assert tab.run("document.querySelectorAll('#list > li').length") == 200
    assert tab.run(
        "document.activeElement.closest('li') === document.querySelectorAll('#list > li')[100]"
    )
    choose(tab, "text", "years-1499")
    assert shown(tab) == ["mine years-1499"]
    assert tab.run("document.querySelector('#more').hidden")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_telephone_in_either_scheme(page, scheme):
    page.show_as(360, 740, scheme)
    open_case(page)
    assert page.run("document.documentElement.scrollWidth <= innerWidth")
    ground = page.run("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 27)"}[scheme]


def test_everything_that_can_be_used_has_a_name(page):
    open_case(page)
    nodes = page.send("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "combobox", "searchbox", "link", "region", "list"}
    used = [
        node for node in nodes if not node["ignored"] and node["role"]["value"] in roles - {"list"}
    ]
    assert {"button", "combobox", "searchbox", "region"} <= {node["role"]["value"] for node in used}
    assert [node for node in used if not node["name"]["value"]] == []


def test_without_scripts_the_summary_is_there_and_says_where_the_cases_are(tab, report):
    tab.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.send("Page.navigate", url="about:blank")
        tab.send("Page.navigate", url=report.as_uri())
        tab.wait_for("document.readyState === 'complete' && location.protocol === 'file:'")
        assert "fact_recall" in text_of(tab, "#metrics + .scroll")
        assert "results.jsonl" in text_of(tab, "main")
    finally:
        tab.send("Emulation.setScriptExecutionDisabled", value=False)
