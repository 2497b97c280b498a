"""report.html, as far as it can be told without a browser; what filters and opens is told with one
in test_report_in_browser.py."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from tests.evaluation.made_runs import (
    BROKEN,
    CITATION,
    CLAIM,
    EXPECTED,
    REFUSED,
    RESULTS,
    RIGHT,
    TALK,
    TURN,
    WRONG,
    case,
    run_of,
    written,
)  # fmt: skip

from roleassistant.errors import DocumentError, UsageError
from roleassistant.evaluation.report import page as pages
from roleassistant.evaluation.report.answers import Piece, blocks_of
from roleassistant.evaluation.report.cases import verdicts_of
from roleassistant.evaluation.report.changes import changes
from roleassistant.evaluation.run.result import RESULTS_FILE, CaseResult

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)><!--"


class Elements(HTMLParser):
    """What a page consists of: elements with their attributes, and the text of each script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.texts: list[str] = []
        self._in_script = self._in_style = False
        self.feed(text.replace("<wbr>", ""))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._in_script, self._in_style = tag == "script", tag == "style"
        if self._in_script:
            self.scripts.append("")

    def handle_endtag(self, tag):
        self._in_script = self._in_style = False

    def handle_data(self, data):
        if self._in_script:
            self.scripts[-1] += data
        elif not self._in_style:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def embedded(text: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(Elements(text).scripts[0])
    return cases


def test_a_report_refers_to_nothing_outside_itself():
    found = Elements(pages.page(run_of(RESULTS)))
    refers = [
        (tag, name, value)
        for tag, attributes in found.elements
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "action", "data", "poster")
        and not str(value).startswith("#")
    ]
    assert not refers
    assert not re.search(r"@import|url\((?!#)", pages._part("page.css"))
    assert not re.search(
        r"fetch\(|XMLHttpRequest|import\(|innerHTML|eval\(", pages._part("page.js")
    )


def test_its_policy_lets_no_script_run_but_its_own():
    found = Elements(pages.page(run_of(RESULTS)))
    policy = next(
        attributes["content"] or ""
        for tag, attributes in found.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    data, script = found.scripts
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert json.loads(data)


def test_text_of_a_profile_a_question_or_a_tag_never_becomes_markup():
    turn = replace(
        TURN,
        question=HOSTILE,
        answer=f"**{HOSTILE}**: {HOSTILE} [1]",
        claims=(replace(CLAIM, text=HOSTILE),),
        citations=(replace(CITATION, quote=HOSTILE, path=HOSTILE),),
        shortcomings=(HOSTILE,),
    )
    hostile = case(HOSTILE, turn, suite=HOSTILE, tags=(HOSTILE,))
    before = run_of([replace(hostile, passed=True)], name=HOSTILE)
    run = run_of([hostile], name=HOSTILE)
    plain = Elements(pages.page(run_of([WRONG]), run_of([replace(WRONG, passed=True)])))
    text = pages.page(run, before)
    found = Elements(text)
    assert [tag for tag, _ in found.elements].count("script") == 2
    assert not {"img"} & {tag for tag, _ in found.elements}
    assert {tag for tag, _ in found.elements} <= {tag for tag, _ in plain.elements}
    assert embedded(text)[0]["turns"][0]["question"] == HOSTILE
    assert "<!--" not in text


def test_every_metric_stands_in_it_with_its_interval_and_its_number_of_cases():
    run = run_of(RESULTS)
    text = Elements(pages.page(run)).text
    for metric in run.summary.metrics:
        assert metric.name in text
        assert f"n\xa0=\xa0{metric.cases}" in text.replace("n = ", "n\xa0=\xa0")
    assert "fact_recall expected facts that the answer or a quote gives 66.7%" in text
    assert "3 of 5 cases passed" in text
    assert "✗ Gate missed 1 of 1 thresholds" in text


def test_what_the_run_was_made_with_stands_in_it():
    text = Elements(pages.page(run_of(RESULTS))).text
    for told in ("offline v1", "c0dec0dec0de", "1dea1dea1dea", "5e175e175e17", "numpy 2.3.1",
                 "v1 ab12", "3.11.7 on Linux", "2026-01-31T09:00:00+00:00"):  # fmt: skip
        assert told in text


def test_a_corpus_or_a_draft_that_was_not_run_is_told_at_the_top():
    run = run_of(RESULTS)
    skipped = replace(run.summary.run, skipped=("Skipped 3 drafts.",))
    run = replace(run, summary=replace(run.summary, run=skipped))
    assert "Not run Skipped 3 drafts." in Elements(pages.page(run)).text


def test_the_same_run_gives_the_same_page():
    assert pages.page(run_of(RESULTS), run_of([WRONG])) == pages.page(
        run_of(RESULTS), run_of([WRONG])
    )


def test_groups_are_drawn_with_what_failed_first_and_each_name_filters():
    found = Elements(pages.page(run_of(RESULTS)))
    buttons = [
        (attributes["data-filter"], attributes["data-value"])
        for tag, attributes in found.elements
        if "data-filter" in attributes
    ]
    assert buttons == [
        ("suite", "mine"), ("suite", "other"), ("intent", "lookup"), ("intent", "off_topic"),
        ("tag", "number"), ("tag", "hard"), ("tag", "talk"),
    ]  # fmt: skip
    assert "mine 2 of 4 50.0%" in found.text


@pytest.mark.parametrize(
    ("result", "verdicts"),
    [
        (RIGHT, ["passed", "answered"]),
        (WRONG, ["failed", "answered", "lacks", "unsupported", "citation"]),
        (REFUSED, ["passed", "refused"]),
        (BROKEN, ["failed", "error"]),
        (case("a", replace(TURN, abstained=True, shortcomings=("refuses",))),
         ["failed", "refused", "refused_wrongly"]),
        (case("b", replace(TURN, expected=replace(EXPECTED, answerable=False))),
         ["passed", "answered", "answered_wrongly"]),
        (case("c", replace(TURN, abstained=True, expected=replace(EXPECTED, either_ok=True))),
         ["passed", "refused"]),
        (case("d", TURN, replace(TURN, abstained=True,
                               expected=replace(EXPECTED, answerable=False))),
         ["passed", "answered", "refused"]),
    ],
)  # fmt: skip
def test_a_case_is_found_by_all_that_can_be_told_of_it(result: CaseResult, verdicts: list[str]):
    assert verdicts_of(result) == verdicts


# ------------------------------------------------------------------------ answers


def lines(answer: str, *claims: str) -> list[list[Piece]]:
    return [
        list(line)
        for block in blocks_of(answer, claims)
        for row in block.rows
        for cell in row
        for line in cell
    ]


SPACE = Piece(" ")


def test_words_around_a_mark_or_a_name_in_bold_stay_apart():
    (line,) = lines("**P4** says [1] and says [2] more", "and says")
    assert "".join(f"[{p.text}]" if p.mark else p.text for p in line) == (
        "P4 says [1] and says [2] more"
    )
    assert [piece.text for piece in line if piece.claim == 0] == ["and says"]


def test_claims_marks_and_labels_of_an_answer_are_told_apart():
    assert lines("- **P4**: 6–9 years (inferred) [1][12]\n- More. [2]", "6–9 years", "More.") == [
        [Piece("P4", bold=True), Piece(": "), Piece("6–9 years", claim=0), Piece(" (inferred) "),
         Piece("1", mark=True), Piece("12", mark=True)],
        [Piece("More.", claim=1), SPACE, Piece("2", mark=True)],
    ]  # fmt: skip


def test_a_table_keeps_its_cells_also_where_a_page_has_bars_and_breaks_in_its_text():
    answer = (
        "|  | P3 | P4 |\n| --- | --- | --- |\n"
        "| **Scope** | A \\| B [1]<br>a \\<br> c [2] | not stated |"
    )
    (table,) = blocks_of(answer, ["A | B", "a <br> c"])
    assert table.kind == "table"
    assert [len(row) for row in table.rows] == [3, 3]
    assert table.rows[1][1] == (
        (Piece("A | B", claim=0), SPACE, Piece("1", mark=True)),
        (Piece("a <br> c", claim=1), SPACE, Piece("2", mark=True)),
    )
    assert table.rows[1][2] == ((Piece("not stated"),),)


def test_what_a_page_wrote_like_a_mark_is_none():
    assert lines("See \\[9\\] there. [1]", "See [9] there.") == [
        [Piece("See [9] there.", claim=0), SPACE, Piece("1", mark=True)]
    ]


def test_the_same_words_said_twice_are_two_claims_each_with_its_own_verdict():
    found = [piece.claim for line in lines("- Same. [1]\n- Same. [2]", "Same.", "Same.")
             for piece in line if piece.claim is not None]  # fmt: skip
    assert found == [0, 1]


def test_headings_remarks_and_abstentions_are_no_claims():
    kinds = [block.kind for block in blocks_of("**P4**\n\n_inferred_\n\nNothing is said.", [])]
    assert kinds == ["heading", "remark", "text"]


def test_no_word_of_an_answer_is_lost():
    answer = TURN.answer + "\n\n**Head**\n\n- one [1]\n- two [2]\n\nLast ** and * words"
    shown = " ".join(
        run.text for line in lines(answer, "6–9 years in direct sales") for run in line
    )
    assert re.findall(r"\w+", shown) == re.findall(r"\w+", answer)


# ------------------------------------------------------------------------ the baseline


def test_each_case_tells_what_became_of_it_since_the_baseline():
    other = case("answer", replace(TURN, answer="- kept\n- before"))
    now = case("answer", replace(TURN, answer="- kept\n- after"))
    mended = replace(WRONG, id="mended"), replace(RIGHT, id="mended")
    broken = replace(RIGHT, id="broke"), replace(WRONG, id="broke")
    found = changes([RIGHT, now, mended[1], broken[1], TALK], [RIGHT, other, mended[0], broken[0]])
    assert {key[1]: change.kind for key, change in found.items()} == {
        "years": "same", "answer": "answer", "mended": "mended", "broke": "broken", "talk": "new",
    }  # fmt: skip
    assert found["mine", "answer"].answers[0].lines == (
        ("kept", "- kept"), ("gone", "- before"), ("added", "- after"),
    )  # fmt: skip
    assert found["mine", "mended"].wrong == ("does not say '6–9 years' or '6-9 years'",)
    assert ("fact_recall", 1.0, 0.0) in found["mine", "broke"].metrics


def test_a_report_with_a_baseline_names_the_flips_and_draws_where_each_metric_was():
    before = run_of([RIGHT, replace(RIGHT, id="wrong"), REFUSED], name="before")
    text = pages.page(run_of(RESULTS), before)
    found = Elements(text)
    assert "Compared with before : 3 cases in both" in found.text
    assert any(attributes.get("data-case") == "mine wrong" for _, attributes in found.elements)
    assert any(attributes.get("class") == "before" for _, attributes in found.elements)
    assert any(attributes.get("name") == "change" for _, attributes in found.elements)
    assert not any(
        attributes.get("name") == "change"
        for _, attributes in Elements(pages.page(run_of(RESULTS))).elements
    )


def test_a_baseline_scored_by_another_is_refused():
    run = run_of(RESULTS)
    other = replace(run.summary, run=replace(run.summary.run, scorer_identity="nli v1"))
    with pytest.raises(UsageError, match="scored differently"):
        pages.page(run, replace(run, summary=other))


# ------------------------------------------------------------------------ files


def test_a_report_is_made_again_from_the_files_of_a_run(tmp_path):
    folder = written(run_of(RESULTS, "run"), tmp_path / "run")
    file = pages.write(folder)
    assert file == folder / "report.html"
    assert file.read_text("utf-8") == pages.page(run_of(RESULTS, "run"))


def test_a_run_that_is_not_finished_has_no_report(tmp_path):
    (tmp_path / RESULTS_FILE).write_text("")
    with pytest.raises(DocumentError, match="no finished run"):
        pages.write(tmp_path)


# ------------------------------------------------------------------------ to be seen by anyone

PAIRS = [
    ("text", "ground"), ("text", "raised"), ("muted", "ground"), ("muted", "raised"),
    ("accent", "ground"), ("accent", "raised"),
    *((f, f"{f}-ground") for f in ("ok", "bad", "warn")),
    *(("text", f"{f}-ground") for f in ("ok", "bad", "warn")),
    *((f, ground) for f in ("ok", "bad", "warn") for ground in ("ground", "raised")),
]  # fmt: skip


def colours(scheme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\}", pages._part("page.css"), re.DOTALL)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return found | (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else {}
    )


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), PAIRS)
def test_text_stands_out_from_its_ground_by_4_5_to_1(scheme, front, ground):
    found = colours(scheme)
    darker, lighter = sorted((luminance(found[front]), luminance(found[ground])))
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_colours_stand_in_one_place():
    _, _, rules = pages._part("page.css").rpartition("}\n}\n* {")
    assert not re.search(r"#[0-9a-f]{3,6}\b", rules)


def test_headings_step_down_one_at_a_time_and_every_field_is_labelled():
    found = Elements(pages.page(run_of(RESULTS), run_of([WRONG])))
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    tags = [tag for tag, _ in found.elements]
    fields = [at for at, tag in enumerate(tags) if tag in ("select", "input")]
    assert fields
    assert all(tags[at - 1] == "label" for at in fields)
    assert ("html", {"lang": "en"}) in found.elements
