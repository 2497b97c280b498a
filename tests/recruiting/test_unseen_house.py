"""What a draft makes of a house whose trades, verbs and ladders nobody had seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.recruiting.test_drafting import one_page, texts

from roleassistant.recruiting.drafting import draft
from roleassistant.recruiting.ease import RANGE, ease_of
from roleassistant.recruiting.measuring import measured
from roleassistant.recruiting.post import JobPost, PartKind

BOND = """Bond Manager / Maturation — M1
BOND.MANAGER.M1
Leads the crews that fill and rack casks. Owns the duty ledger of a site. Logistics, which ships \
cases, is a separate focus. This focus ends at the gate.
Responsibilities by level
M1
- Leads one crew of up to twelve and rosters its shifts.
- Hires seasonal hands.
- Reviews losses every month.
- Blorks parcels before bottling and inducts hands.
- Rousing new make is done by the manager.
M2
- Leads several crew managers and owns the budget.
Level guidelines
| Level | Working with Others | Impact | Papers & Years |
|---|---|---|---|
| M1 | Smooths the handover with fillers. | Audits and counts of the revenue. | \
No degree; forklift ticket \
helpful; 3–6 years. |
| M2 | Bargains with hauliers. | Losses of a site. | 6–10 years. |
| M3 | Shapes who will lead the sites. | Results of all sites. | 12+ years. |
Welcome but not needed
- Knowledge of Gaelic terms of the trade.
Level — M1 — Crew Manager
First step of leading
- Scope
- One crew
"""


@pytest.fixture
def post(tmp_path, real_encoder) -> Callable[[str], JobPost]:
    assistant = one_page(tmp_path, real_encoder, BOND)
    (role,) = assistant.evidence.generation.roles

    def drafted(level: str) -> JobPost:
        rung = next(one for one in role.described_levels if str(one) == level)
        return draft(assistant, role, rung)

    return drafted


def test_the_lowest_of_the_managers_is_no_beginner(post):
    said = texts(post("M1"), PartKind.SUMMARY)
    assert said[:2] == [
        "You lead the crews that fill and rack casks.",
        "You own the duty ledger of a site.",
    ]


def test_neighbours_of_the_role_where_it_ends_and_mottos_are_left_out(post):
    said = " ".join(texts(post("M1"), PartKind.SUMMARY))
    assert "Logistics" not in said
    assert "gate" not in said
    assert "First step" not in said
    assert any("no sentence to the reader" in one.reason for one in post("M1").dropped)


def test_duties_with_verbs_that_nobody_listed_are_turned(post):
    said = texts(post("M1"), PartKind.DUTIES)
    assert "You blork parcels before bottling and induct hands." in said
    assert "You lead one crew of up to twelve and roster its shifts." in said
    assert "Rousing new make is done by you." in said


def test_cells_are_read_by_what_their_column_is_made_of(post):
    assert "Impact: Audits and counts of the revenue" in texts(post("M1"), PartKind.SUCCESS)
    assert "Working with Others: You bargain with hauliers" in texts(post("M2"), PartKind.MUST)
    assert "Working with Others: You shape who will lead the sites" in texts(
        post("M3"), PartKind.MUST
    )


def test_each_part_of_what_is_asked_is_a_line_though_one_of_them_is_denied(post):
    assert texts(post("M1"), PartKind.MUST)[:2] == ["No degree", "3–6 years of experience"]
    assert texts(post("M1"), PartKind.NICE)[:2] == [
        "Forklift ticket",
        "Knowledge of Gaelic terms of the trade.",
    ]


NURSE = """Ward Nurse — G2
CARE.NURSE.G2
Responsibilities by level
G2
- Pitching and harvesting of yeast, including the count of living cells.
- Cleans cages.
Level guidelines
| Level | Registration and Years |
|---|---|
| G2 | Ward nurse; 2–5 years. |
| G3 | Ward nurse; certificate welcome; 6+ years. |
"""


def test_what_stands_word_for_word_on_the_page_is_no_less_supported_for_claiming_nothing(
    tmp_path, real_encoder
):
    assistant = one_page(tmp_path, real_encoder, NURSE)
    (role,) = assistant.evidence.generation.roles
    low, high = role.described_levels
    post = draft(assistant, role, low)
    assert measured(post, assistant.evidence, role, low).faults == 0
    assert texts(post, PartKind.DUTIES)[-1] == (
        "Pitching and harvesting of yeast, including the count of living cells."
    )
    above = draft(assistant, role, high)
    assert any("is the title of the role" in notice.text for notice in above.notices)
    assert not any("is the title of the role" in notice.text for notice in post.notices)


HARD = """Ontology Engineer — P4
DATA.ONTOLOGY.P4
Responsibilities by level
P4
- Operationalizes interorganizational interoperability specifications, institutionalizing \
representational responsibilities, methodological generalizability considerations, and \
epistemological accountability throughout multidisciplinary organizational communities.
- Characterizes heterogeneous infrastructural representations, rationalizing terminological \
incompatibilities and administrative responsibilities internationally.
"""


def test_a_draft_that_reads_harder_than_the_range_says_so_and_names_what_to_split(
    tmp_path, real_encoder
):
    assistant = one_page(tmp_path, real_encoder, HARD)
    (role,) = assistant.evidence.generation.roles
    post = draft(assistant, role, role.described_levels[0])
    assert ease_of(post) < RANGE[0]
    told = [notice.text for notice in post.notices if "hard to read" in notice.text]
    assert len(told) == 1
    assert "You operationalize interorganizational" in told[0]


def test_a_draft_within_the_range_says_nothing_of_it(post):
    assert ease_of(post("M1")) > RANGE[0]
    assert not any("hard to read" in notice.text for notice in post("M1").notices)
