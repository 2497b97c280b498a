"""The published forms of public sets, as tiny files of the same form."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from roleassistant.errors import DocumentError
from roleassistant.evaluation.labelled.reading import labelled_sets

FAITHFULNESS = Path(__file__).parents[4] / "shared" / "faithfulness"


def jsonl(file: Path, *rows: Mapping[str, Any]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(map(json.dumps, rows)) + "\n")


def table(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def only(folder: Path) -> Any:
    (found,) = labelled_sets(folder)
    return found


def told(pairs: Sequence[Any]) -> list[bool]:
    return [pair.supported for pair in pairs]


def test_wice_has_lists_of_sentences_and_only_full_support_counts(tmp_path):
    rows = [
        {
            "claim": "a",
            "evidence": ["b", "c"],
            "label": label,
            "supporting_sentences": [],
            "meta": 1,
        }
        for label in ("supported", "partially_supported", "not_supported")
    ]
    jsonl(tmp_path / "claim_dev.jsonl", rows[0])
    jsonl(tmp_path / "claim_test.jsonl", *rows)
    jsonl(tmp_path / "subclaim_test.jsonl", rows[0])
    found = only(tmp_path)
    assert (found.name, found.fit_from, told(found.fit)) == ("WiCE claims", "dev", [True])
    assert told(found.test) == [True, False, False]
    assert found.test[0].evidence == ("b", "c")


def test_fever_symmetric_has_a_text_and_two_labels(tmp_path):
    rows = [
        {"id": "1", "claim": "a", "evidence": "b", "label": "SUPPORTS", "gold_label": "SUPPORTS"},
        {"id": "2", "claim": "a", "evidence": "c", "label": "REFUTES", "gold_label": "REFUTES"},
    ]
    jsonl(tmp_path / "fever_symmetric_dev.jsonl", rows[1])
    jsonl(tmp_path / "fever_symmetric_test.jsonl", *rows)
    found = only(tmp_path)
    assert (found.name, told(found.test)) == ("FEVER Symmetric", [True, False])
    assert found.test[0].evidence == ("b",)


def test_vitaminc_is_told_by_its_fields_and_what_is_not_enough_is_not_supported(tmp_path):
    labels = ("SUPPORTS", "REFUTES", "NOT ENOUGH INFO")
    rows = [
        {"claim": "a", "evidence": "b", "label": label, "case_id": "x", "revision_type": "real"}
        for label in labels
    ]
    for split in ("train", "dev", "test"):
        jsonl(tmp_path / f"{split}.jsonl", *(rows if split == "test" else rows[:1]))
    found = only(tmp_path)
    assert (found.name, found.fit_from) == ("VitaminC", "dev")
    assert told(found.test) == [True, False, False]


def ragtruth(folder: Path, **changed: Any) -> None:
    jsonl(
        folder / "source_info.jsonl",
        {"source_id": "1", "task_type": "Summary", "source_info": "One line.\n\nAnother."},
        {
            "source_id": "2",
            "task_type": "QA",
            "source_info": {"question": "q", "passages": "passage 1:Beets.\n\npassage 2:Greens."},
        },
        {"source_id": "3", "task_type": "Data2txt", "source_info": {"name": "Subway", "stars": 3}},
    )
    span = {"start": 0, "end": 3, "text": "The", "label_type": "Evident Conflict"}
    good = {"model": "m", "quality": "good", "split": "test", "response": "r", "labels": []}
    jsonl(
        folder / "response.jsonl",
        {**good, "id": "1", "source_id": "1", "split": "train"},
        {**good, "id": "2", "source_id": "1"},
        {**good, "id": "3", "source_id": "2", "labels": [span]},
        {**good, "id": "4", "source_id": "3"},
        {**good, "id": "5", "source_id": "1", "quality": "truncated", "labels": [span]},
        {**good, "id": "6", "source_id": "1", "split": "train", **changed},
    )


def test_ragtruth_joins_responses_with_their_sources_and_leaves_out_cut_ones(tmp_path):
    ragtruth(tmp_path)
    found = only(tmp_path)
    assert (found.name, found.fit_from, len(found.fit)) == ("RAGTruth responses", "train", 2)
    assert told(found.test) == [True, False, True]
    assert [pair.evidence for pair in found.test] == [
        ("One line.", "Another."),
        ("passage 1:Beets.", "passage 2:Greens."),
        ('{"name": "Subway", "stars": 3}',),
    ]


def test_a_response_without_its_source_is_said_to_lack_it(tmp_path):
    ragtruth(tmp_path, source_id="nine")
    with pytest.raises(DocumentError, match=r"response\.jsonl, line 6.*'nine'"):
        labelled_sets(tmp_path)


def test_aggrefact_has_its_splits_in_a_column(tmp_path):
    rows = [
        {"dataset": "FRANK", "origin": "cnndm", "id": 1, "doc": "One.\nTwo.", "summary": "One.",
         "model_name": "BART", "label": label, "cut": cut}
        for label, cut in ((1, "val"), (0, "test"), (1, "test"))
    ]  # fmt: skip
    table(tmp_path / "aggre_fact_final.csv", rows)
    found = only(tmp_path)
    assert (found.name, found.fit_from, told(found.fit)) == ("AggreFact", "val", [True])
    assert told(found.test) == [False, True]
    assert found.test[0].evidence == ("One.", "Two.")


def test_llm_aggrefact_has_a_file_a_split(tmp_path):
    rows = [{"dataset": "Wice", "doc": "One.", "claim": "One.", "label": label} for label in (0, 1)]
    for split in ("dev", "test"):
        table(tmp_path / f"{split}.csv", rows)
    found = only(tmp_path)
    assert (found.name, told(found.fit), told(found.test)) == (
        "LLM-AggreFact", [False, True], [False, True],
    )  # fmt: skip


def test_a_table_whose_split_is_not_said_is_refused(tmp_path):
    table(tmp_path / "all.csv", [{"doc": "One.", "claim": "One.", "label": 1}])
    with pytest.raises(DocumentError, match="whether it is dev or test"):
        labelled_sets(tmp_path)


def test_every_set_in_the_folders_below_is_found(tmp_path):
    ragtruth(tmp_path / "ragtruth")
    row = {"claim": "a", "evidence": "b", "label": "SUPPORTS"}
    jsonl(tmp_path / "fever" / "test.jsonl", row)
    found = labelled_sets(tmp_path)
    assert [one.name for one in found] == ["FEVER Symmetric", "RAGTruth responses"]
    assert found[0].fit == ()


def test_a_set_without_a_test_split_is_refused_for_only_that_is_reported(tmp_path):
    jsonl(tmp_path / "dev.jsonl", {"claim": "a", "evidence": "b", "label": "SUPPORTS"})
    with pytest.raises(DocumentError, match="no test split"):
        labelled_sets(tmp_path)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"claim": "a", "evidence": "b"}, "'label' is missing"),
        ({"claim": "a", "evidence": "b", "label": "maybe"}, "'maybe' is none of"),
    ],
)
def test_a_line_that_is_no_pair_is_named(tmp_path, row, message):
    good = {"claim": "a", "evidence": "b", "label": "SUPPORTS"}
    jsonl(tmp_path / "test.jsonl", good, row)
    with pytest.raises(DocumentError, match=rf"test\.jsonl, line 2: .*{message}"):
        labelled_sets(tmp_path)


def test_a_folder_that_holds_no_set_is_told_which_are_known(tmp_path):
    (tmp_path / "notes.jsonl").write_text('{"a": 1}\n')
    with pytest.raises(DocumentError, match="WiCE, FEVER Symmetric"):
        labelled_sets(tmp_path)
    with pytest.raises(DocumentError, match="is no folder"):
        labelled_sets(tmp_path / "nowhere")


def test_the_sets_as_they_were_published_are_read_where_they_are():
    if not FAITHFULNESS.is_dir():
        pytest.skip("the public sets are not on this machine")
    found = {one.name: (len(one.fit), len(one.test)) for one in labelled_sets(FAITHFULNESS)}
    assert found == {"FEVER Symmetric": (708, 712), "WiCE claims": (349, 358)}
