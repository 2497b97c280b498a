from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest

PROFILES = Path(__file__).resolve().parents[3] / "ingest"
COMPARE = "what separates P4 from P5 for field sales"
YEARS = "how many years of experience for a P5 in field sales?"

SOURCE = {
    "type": "object",
    "required": ["path", "line_start", "line_end", "sha256"],
    "properties": {
        "path": {"type": "string"},
        "line_start": {"type": "integer", "minimum": 1},
        "line_end": {"type": "integer", "minimum": 1},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    },
}
TEXTS = {"type": "array", "items": {"type": "string"}}
NULLABLE = {"type": ["string", "null"]}
# The contract's object; keys may be added.
SCHEMA = {
    "type": "object",
    "required": [
        "question", "intent", "answer", "abstained", "reason", "claims", "citations",
        "conflicts", "suggestions", "answered_by", "timings_ms",
    ],
    "properties": {
        "question": {"type": "string"},
        "intent": {
            "enum": [
                "compare_levels", "compare_roles", "level_criteria", "lookup", "find_level",
                "promotion_gap", "self_placement", "skills", "adjacent_roles", "aliases",
                "provenance", "list_roles", "off_topic",
            ]
        },
        "answer": {"type": "string", "minLength": 1},
        "abstained": {"type": "boolean"},
        "reason": NULLABLE,
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["text", "citations", "verdict", "support"],
                "properties": {
                    "text": {"type": "string", "minLength": 1},
                    "citations": TEXTS | {"minItems": 1},
                    "verdict": {"type": "string"},
                    "support": {"type": "number", "minimum": 0, "maximum": 1},
                },
            },
        },
        "citations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": [
                    "id", "role_code", "title", "section", "level", "quote", "attribution",
                    "confidence", "source", "ingested_at",
                ],
                "properties": {
                    "id": {"type": "string", "pattern": "^[1-9][0-9]*$"},
                    "level": NULLABLE,
                    "dimension": NULLABLE,
                    "quote": {"type": "string", "minLength": 1},
                    "attribution": {"enum": ["stated", "inferred", "computed"]},
                    "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
                    "source": SOURCE,
                    "also_at": {"type": "array", "items": SOURCE},
                    "ingested_at": {
                        "type": "string",
                        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$",
                    },
                },
            },
        },
        "conflicts": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["about", "sides"],
                "properties": {
                    "sides": {
                        "type": "array",
                        "minItems": 2,
                        "items": {"type": "object", "required": ["text", "citation"]},
                    }
                },
            },
        },
        "suggestions": TEXTS,
        "answered_by": {"const": "extractive"},
        "fallback": {"type": "null"},
        "usage": {"type": "null"},
        "timings_ms": {"type": "object", "required": ["total"]},
    },
}  # fmt: skip

QUESTIONS = [
    COMPARE,
    YEARS,
    "which level is an Enterprise Account Executive?",
    "which skills does a sales engineer need?",
    "what is the base salary of a P5 sales engineer?",
    "what does a P7 do in field sales?",
    "which roles are there?",
    "what is the weather today?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_is_what_the_contract_says(ask, question):
    answered = ask(question, "--json")
    assert answered.code == 0
    jsonschema.validate(answered.json, SCHEMA)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_mark_has_a_citation_and_every_citation_is_used(ask, question):
    answer = ask(question, "--json").json
    ids = [citation["id"] for citation in answer["citations"]]
    used = {mark for claim in answer["claims"] for mark in claim["citations"]}
    used |= {side["citation"] for c in answer["conflicts"] for side in c["sides"]}
    assert ids == [str(number) for number in range(1, len(ids) + 1)]
    assert used == set(ids)
    assert all(f"[{mark}]" in answer["answer"] for mark in ids)


@pytest.mark.parametrize("question", QUESTIONS)
def test_quotes_stand_in_the_lines_that_are_named(ask, question):
    for citation in ask(question, "--json").json["citations"]:
        for source in (citation["source"], *citation["also_at"]):
            lines = (PROFILES / source["path"]).read_text("utf-8").splitlines()
            shown = "\n".join(lines[source["line_start"] - 1 : source["line_end"]])
            assert " ".join(citation["quote"].split()) in " ".join(shown.split())


def test_both_levels_and_the_conflict_come_with_a_comparison(ask):
    answer = ask(COMPARE, "--json").json
    assert answer["intent"] == "compare_levels"
    assert {"P4", "P5"} <= {citation["level"] for citation in answer["citations"]}
    (conflict,) = answer["conflicts"]
    assert {side["text"] for side in conflict["sides"]} == {"12+ years", "9–12 yrs"}


def test_an_inferred_level_is_said_so_with_a_confidence(ask):
    inferred = [
        c for c in ask(COMPARE, "--json").json["citations"] if c["attribution"] == "inferred"
    ]
    assert inferred
    assert all(0 < citation["confidence"] <= 1 for citation in inferred)
    assert "inferred" in ask(COMPARE).out


def test_the_same_question_gives_the_same_json_but_for_the_timings(program, bundled_index):
    first, second = (
        program("ask", "--json", "--index", bundled_index, COMPARE, PYTHONHASHSEED=seed)
        for seed in ("1", "2")
    )
    assert without_timings(first.out) == without_timings(second.out)
    assert first.err == second.err == ""


def without_timings(text: str) -> str:
    assert text.count('"timings_ms"') == 1
    return text.partition('"timings_ms"')[0]


def test_the_question_can_come_from_a_pipe(program, bundled_index):
    piped = program("ask", "-", "--json", "--index", bundled_index, stdin=COMPARE.encode())
    assert piped.json["question"] == COMPARE


def test_only_as_much_of_a_pipe_is_read_as_a_question_can_be(program, bundled_index):
    endless = program("ask", "-", "--index", bundled_index, stdin=b"field sales " * 500_000)
    assert endless.code == 0


@pytest.mark.parametrize("empty", ["", "  \n ", "-"])
def test_an_empty_question_is_wrong_usage(ask, empty, monkeypatch):
    monkeypatch.setattr("sys.stdin", open("/dev/null"))  # noqa: PTH123, SIM115
    asked = ask(empty)
    assert asked.code == 2
    assert "roleassistant ask" in asked.err


def test_a_question_in_bytes_that_are_no_text_is_answered(program, bundled_index):
    asked = program(
        "ask",
        "--json",
        "--index",
        bundled_index,
        b"field sales P5 \xff\xfe years".decode("utf-8", "surrogateescape"),
    )
    assert asked.code == 0
    assert "\ufffd" in asked.json["question"]


def test_an_honest_no_is_done_and_says_why_and_what_there_is(ask):
    answered = ask("what does a P7 do in field sales?", "--json")
    assert answered.code == 0
    assert answered.json["abstained"]
    assert "P1 to P5" in answered.json["reason"]
    assert answered.json["suggestions"]


def test_the_answer_comes_first_then_the_sources_then_suggestions(ask):
    shown = ask(YEARS).out
    assert shown.index("12+ years") < shown.index("\nSources") < shown.index("\nAsk next")
    assert "(disputed)" in shown


def test_a_footnote_names_file_line_role_level_section_and_attribution(ask):
    shown = " ".join(ask(YEARS).out.split())
    assert "profiles/direct/field-sales-p5.txt:92" in shown
    assert "Account Executive / Field Sales — P5 · Level definition · stated" in shown


def test_a_footnote_quotes_where_the_answer_shows_only_a_part(ask):
    shown = ask("which roles are there?").out
    assert "“Software Engineer / Backend — P1”" in shown


def test_explain_shows_the_plan_and_the_scores(ask):
    explained = ask("who decides whether to bid on a tender?", "--explain")
    assert "Understood as" in explained.out
    assert "find_level" in explained.out
    assert "Retrieved, best first" in explained.out
    found = ask("who decides whether to bid on a tender?", "--explain", "--json").json
    jsonschema.validate(found, SCHEMA)
    assert found["understood"]["intent"] == found["intent"]
    scores = [passage["score"] for passage in found["retrieved"]]
    assert scores == sorted(scores, reverse=True)
    assert any("tender" in passage["text"] for passage in found["retrieved"])


def test_explain_says_when_nothing_had_to_be_searched(ask):
    assert "Nothing was searched" in ask(COMPARE, "--explain").out


def test_asking_writes_nothing(ask, bundled_index):
    before = {path: path.stat().st_mtime_ns for path in bundled_index.rglob("*")}
    ask(COMPARE)
    ask("who decides whether to bid on a tender?")
    after = {path: path.stat().st_mtime_ns for path in bundled_index.rglob("*")}
    assert set(after) - set(before) <= set(bundled_index.glob("gen-*/.reader*"))
    assert all(after[path] == time for path, time in before.items() if path.suffix)


HEAVY = ("torch", "sentence_transformers", "transformers", "chromadb", "langchain_core")
# A look-up needs no vector, so nothing that makes or multiplies them; nor other commands, nor
# what settings and packages are read with where nothing is configured.
OF_NO_LOOK_UP = (
    *HEAVY,
    *("numpy", "onnxruntime", "tokenizers", "pydantic", "sqlalchemy", "importlib.metadata"),
    *("concurrent.futures", "roleassistant.indexing.embedding.convert"),
    *(f"roleassistant.apps.cli.{name}" for name in ("ingest", "chat", "audit", "doctor", "eval")),
)


@pytest.mark.parametrize(
    ("question", "not_loaded"),
    [
        (COMPARE, OF_NO_LOOK_UP),
        ("how does autonomy differ between P4 and P5 in field sales?", OF_NO_LOOK_UP),
        ("how many years of experience does a P5 in field sales need?", OF_NO_LOOK_UP),
        ("what does a P7 do in field sales?", OF_NO_LOOK_UP),
        ("what is the base salary of a P5 sales engineer?", OF_NO_LOOK_UP),
        ("who decides whether to bid on a tender?", HEAVY),
    ],
)
def test_a_question_loads_only_what_it_needs(place, bundled_index, question, not_loaded):
    script = (
        "import sys\n"
        "from roleassistant.apps.cli.main import run\n"
        f"code = run(['ask', '--index', {str(bundled_index)!r}, {question!r}])\n"
        "print(code, *sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    code, *loaded = done.stderr.split()
    assert code == "0"
    assert not set(loaded) & set(not_loaded)
