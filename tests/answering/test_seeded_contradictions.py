"""How much of what is planted the audit finds, and what it finds where nothing is."""

from __future__ import annotations

from collections import defaultdict

import pytest
from tests.answering import seeded
from tests.indexing.fake_encoder import FakeEncoder

from roleassistant.answering.audit import Contradiction, audit
from roleassistant.answering.conflicts.disagreement import Severity
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

_KINDS_PER_INDEX = 7


@pytest.fixture(scope="module")
def judged(
    tmp_path_factory: pytest.TempPathFactory,
) -> list[tuple[seeded.Case, list[Contradiction]]]:
    """Each role of the seeded corpus with what the audit holds against it; notes do not count."""
    judged = []
    # In parts: the vectors of the fake encoder are too much alike for thousands of statements.
    for start in range(0, len(seeded.KINDS), _KINDS_PER_INDEX):
        place = tmp_path_factory.mktemp("seeded")
        kinds = seeded.KINDS[start : start + _KINDS_PER_INDEX]
        cases = seeded.write(place / "profiles", kinds)
        encoder = FakeEncoder()
        library = Library(place / "index", model=encoder.identity)
        report = ingest([place / "profiles"], library=library, encoder=encoder)
        assert not report.failed
        found: dict[str, list[Contradiction]] = defaultdict(list)
        for one in audit(library.open()).contradictions:
            if one.severity is not Severity.NOTE:
                found[one.role].append(one)
        judged += [(case, found[case.role]) for case in cases]
    return judged


def test_what_is_planted_is_found_and_nothing_else(judged, capsys):
    by_kind: dict[str, list[list[bool]]] = defaultdict(lambda: [[], []])
    for case, found in judged:
        by_kind[case.kind][case.planted].append(bool(found))
    with capsys.disabled():
        print(f"\n{'contradiction':28} {'found':>8} {'false alarms':>14}")
        for kind, (twins, planted) in by_kind.items():
            print(f"{kind:28} {sum(planted):>4}/{len(planted)} {sum(twins):>10}/{len(twins)}")
    missed = [case for case, found in judged if case.planted and not found]
    alarms = [(case, found) for case, found in judged if not case.planted and found]
    planted = sum(case.planted for case, _ in judged)
    assert len(missed) <= 0.05 * planted, missed
    assert len(alarms) <= 0.05 * (len(judged) - planted), alarms


def test_one_contradiction_is_told_once(judged):
    """Two versions of a page are told as such beside the value that they differ in."""
    several = {
        case.kind: [one.about for one in found]
        for case, found in judged
        if len(found) > 1 and case.kind != "two versions"
    }
    assert several == {}
