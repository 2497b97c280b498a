"""Files that were made to do harm, and files that were damaged, in every format that is read.

Each is refused with a message that names it, or read safely; it takes no more than seconds and
bounded memory, and the files beside it are read.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading import office
from tests.reading.pages import page, words_in_common

from roleassistant.errors import DocumentError
from roleassistant.indexing.sources import scan
from roleassistant.reading import registry
from roleassistant.reading.containers import opening
from roleassistant.reading.document import decode, limits_of, load
from roleassistant.reading.reading import LineUse, Reading
from roleassistant.reading.records import placing

TABLE = "Role,Level,Skill,Skill level,Duties\n" + "".join(
    f'Diver,{level},Welding,{step},"Welds at {level} ""depth"".\n- checks the gas"\n'
    for level, step in (("Junior", "Working"), ("Senior", "Practitioner"), ("Lead", "Expert"))
)
HTML = (
    "<html><head><title>Diver</title><style>.x{{}}</style></head><body><h1>Diver</h1>{extra}"
    "<h2>Junior</h2><ul><li>Welds plates in shallow water</li></ul>"
    "<h2>Senior</h2><ul><li>Plans the dive</li></ul></body></html>"
)
MARKDOWN = "# Diver\n\n## Junior\n- Welds plates in shallow water\n\n## Senior\n- Plans the dive\n"
YAML = (
    "title: Diver\nlevels:\n  - name: Junior\n    duties:\n      - Welds plates\n"
    "  - name: Senior\n    duties:\n      - Plans the dive\n"
)
USUAL = {
    "a.csv": TABLE,
    "a.tsv": TABLE.replace(",", "\t"),
    "a.html": HTML.format(extra=""),
    "a.md": MARKDOWN,
    "a.yaml": YAML,
    "a.json": '{"title": "Diver", "levels": [{"name": "Junior", "duties": ["Welds plates"]}]}',
    "a.txt": page(),
}


def read(raw: bytes | str, name: str) -> Reading:
    raw = raw if isinstance(raw, bytes) else raw.encode("utf-8")
    return registry.read(decode(raw, f"house/{name}"), words_in_common)


def accounted(reading: Reading) -> bool:
    """Whether every line that is not blank has one use."""
    return len(reading.lines) == sum(bool(x.text.strip()) for x in reading.document.lines)


T = TypeVar("T")


def unless_refused(name: str, read_it: Callable[[], T]) -> T | None:
    """What is read; None where it is refused with a message that names the file and no more."""
    try:
        return read_it()
    except DocumentError as refused:
        if name not in str(refused) or "Traceback" in str(refused):
            raise
        return None


def shown(reading: Reading) -> str:
    return "\n".join(s.text for p in reading.profiles for s in p.statements)


# Mutations --------------------------------------------------------------------------------------


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """A file with stretches cut out, doubled, moved or overwritten."""
    raw = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(raw) - 1)))
        size = draw(st.integers(0, 40))
        match draw(st.integers(0, 3)):
            case 0:
                del raw[at : at + size]
            case 1:
                raw[at:at] = raw[at : at + size]
            case 2:
                raw[at : at + size] = draw(st.binary(max_size=8))
            case _:
                mark = draw(
                    st.sampled_from([b'"', b",", b"\n", b"<", b"&", b"- ", b"\t", b": ", b"|"])
                )
                raw[at:at] = mark * draw(st.integers(1, 6))
    return bytes(raw)


@pytest.mark.parametrize("name", sorted(USUAL))
def test_damage_crashes_no_reader_and_loses_no_line(name):
    @given(damaged(USUAL[name].encode("utf-8")))
    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
    )
    def check(raw: bytes) -> None:
        reading = unless_refused(name, lambda: read(raw, name))
        assert reading is None or accounted(reading)

    check()


@pytest.mark.parametrize("name", sorted(USUAL))
@pytest.mark.parametrize("share", [0.1, 0.35, 0.6, 0.97])
def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes_or_refused(name, share):
    raw = USUAL[name].encode("utf-8")
    reading = unless_refused(name, lambda: read(raw[: int(len(raw) * share)], name))
    assert reading is None or accounted(reading)


@pytest.mark.parametrize("name", sorted(USUAL))
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig", "latin-1"])
def test_other_encodings_are_read(name, encoding):
    text = USUAL[name]
    if encoding == "latin-1":
        text = text.encode("latin-1", "ignore").decode("latin-1")
    reading = read(text.encode(encoding), name)
    assert reading.profiles
    assert accounted(reading)


@pytest.mark.parametrize("name", sorted(USUAL))
def test_zero_bytes_and_binary_are_refused(name):
    with pytest.raises(DocumentError, match="binary"):
        read(b"\x00\x01\x02" * 400 + USUAL[name].encode(), name)


@pytest.mark.parametrize("name", sorted(USUAL))
def test_a_line_without_end_is_refused_before_it_is_read(name):
    with pytest.raises(DocumentError, match=r"line of .* characters"):
        read(USUAL[name] + "x" * 200_000, name)


@pytest.mark.parametrize("name", [*sorted(USUAL), "a.xlsx", "a.docx", "a.pdf"])
def test_a_file_of_a_gigabyte_is_refused_by_its_size_alone(tmp_path, name):
    file = tmp_path / name
    with file.open("wb") as opened:
        opened.truncate(1 << 30)
    with pytest.raises(DocumentError, match=r"has 1073\.7 MB"):
        load(file, name)


# Formats of text --------------------------------------------------------------------------------


def test_scripts_and_hidden_text_of_html_say_nothing():
    extra = (
        "<script>document.write('Steals credentials')</script><noscript>Enable JS</noscript>"
        "<!-- Secretly approves budgets --><style>p{content:'Rules'}</style>"
        "<img src=x onerror=alert(1)><iframe src='http://127.0.0.1/x'></iframe>"
    )
    text = shown(read(HTML.format(extra=extra), "a.html"))
    assert "Welds plates" in text
    for hidden in ("Steals", "Secretly", "content:", "alert", "127.0.0.1"):
        assert hidden not in text


@pytest.mark.parametrize("name", ["a.html", "a.xhtml"])
def test_entities_are_not_expanded_and_no_file_is_opened(name):
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 20}">' for i in range(1, 12))
    raw = (
        f'<!DOCTYPE x [<!ENTITY a0 "boom">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        + HTML.format(extra="<p>&a11; &f;</p>")
    )
    text = shown(read(raw, name))
    assert len(text) < 5_000
    assert "root:" not in text


def test_nesting_of_html_without_end_is_read_or_refused():
    extra = "<div>" * 20_000 + "<ul><li>" * 2_000 + "Deep" + "</li></ul>" * 2_000
    reading = unless_refused("a.html", lambda: read(HTML.format(extra=extra), "a.html"))
    assert reading is None or accounted(reading)


@pytest.mark.parametrize(
    "raw",
    [
        "x: &a [b,b,b,b,b,b,b,b,b]\n"
        + "".join(
            f"y{i}: &a{i} [{','.join([f'*a{i - 1}' if i else '*a'] * 9)}]\n" for i in range(12)
        ),
        "a: !!python/object/apply:os.system ['touch /tmp/never']\n" + YAML,
        "- " * 4_000 + "x\n",
        "[" * 5_000 + "]" * 5_000,
        "a: &x\n  b: *x\n" + YAML,
        "{" * 3_000,
        "? " * 3_000,
        "title: Diver\ntitle: Cook\n" + YAML,
        "\t- tab\n\tx: 1\n" + YAML,
    ],
    ids=["aliases", "tag", "deep list", "deep flow", "loop", "braces", "keys", "twice", "tabs"],
)
def test_yaml_that_means_harm_is_read_as_data_or_refused(raw):
    reading = unless_refused("a.yaml", lambda: read(raw, "a.yaml"))
    if reading is not None:
        assert accounted(reading)
        assert sum(1 for p in reading.profiles for _ in p.statements) < 20_000
    assert not Path("/tmp/never").exists()


def test_json_that_nests_without_end_is_refused_or_read():
    raw = '{"a":' * 20_000 + "1" + "}" * 20_000
    reading = unless_refused("a.json", lambda: read(raw, "a.json"))
    assert reading is None or accounted(reading)


def test_markdown_of_marks_alone_is_read_in_seconds():
    for raw in (
        "*_" * 40_000,
        "[" * 50_000,
        "> " * 20_000,
        "`" * 50_001,
        "# Diver\n" + "- " * 9_000,
    ):
        reading = unless_refused("a.md", partial(read, raw, "a.md"))
        assert reading is None or accounted(reading)


def test_formulas_of_a_table_are_text():
    reading = read("Role,Level,Duties\nDiver,Senior,\"=cmd|' /C calc'!A0\"\n", "a.csv")
    assert "=cmd|' /C calc'!A0" in shown(reading)


def test_a_table_of_many_rows_is_read_in_bounded_memory(tmp_path):
    rows = "".join(
        f'Role {i % 50},{("Junior", "Senior", "Lead")[i % 3]},"Skill {i % 97} of all",'
        f'"You can:\n- mend part {i % 97}\n- check part {i % 97}"\n'
        for i in range(40_000)
    )
    file = tmp_path / "big.csv"
    file.write_text("Role,Level,Skill,Descriptor\n" + rows)
    script = textwrap.dedent(
        """
        import resource, sys
        from pathlib import Path
        resource.setrlimit(resource.RLIMIT_AS, (1_200 << 20,) * 2)
        from roleassistant.reading import registry
        from roleassistant.reading.document import load
        reading = registry.read(load(Path(sys.argv[1]), "big.csv"), None)
        print(len(reading.profiles), len(reading.lines))
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)], capture_output=True, text=True, timeout=120
    )
    assert done.stdout.split() == ["150", "120001"], done.stderr[-2000:]


@pytest.mark.parametrize("row", ["Skill {i},Means {i}", "Knots,Tying ropes"])
def test_a_table_that_says_far_more_than_it_is_long_is_refused(monkeypatch, row):
    monkeypatch.setattr(placing, "MAX_PLACED", 3_000)
    roles = ";".join(f"Role {i}" for i in range(1_000))
    rows = "".join(f'{row.format(i=i)},"{roles}"\n' for i in range(5))
    with pytest.raises(DocumentError, match="statements"):
        read(f"Skill,Skill description,Roles that require skill\n{rows}", "a.csv")


# Archives ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A file of each format that is no text."""
    folder = tmp_path_factory.mktemp("whole")
    pdf = folder / "a.pdf"
    pdf.write_bytes(office.pdf(["Diver", "Welds plates in shallow water."]))
    return {
        "docx": office.docx(folder / "a.docx", ("Heading 1", "Diver"), ("Normal", "Welds plates.")),
        "xlsx": office.xlsx(
            folder / "a.xlsx", A=[["Role", "Level", "Duties"], ["Diver", "P1", "Welds"]]
        ),
        "pdf": pdf,
    }


MEMBER = {"docx": "word/document.xml", "xlsx": "xl/worksheets/sheet1.xml"}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_an_archive_that_unfolds_to_far_more_than_it_is_is_not_opened(whole, tmp_path, kind):
    file = office.rewritten(
        whole[kind], tmp_path / f"bomb.{kind}", "word/media/x.xml", b"0" * (300 << 20)
    )
    assert file.stat().st_size < 1 << 20
    with pytest.raises(DocumentError, match=r"would unfold to 3\d\d MB"):
        load(file, file.name)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_entities_of_an_archive_are_not_expanded(whole, tmp_path, kind):
    with zipfile.ZipFile(whole[kind]) as archive:
        xml = archive.read(MEMBER[kind]).decode()
    bomb = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 20}">' for i in range(1, 9))
    head = f'<!DOCTYPE x [<!ENTITY a0 "boom">{bomb}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    end = xml.index("?>") + 2 if xml.startswith("<?xml") else 0
    changed = (xml[:end] + head + xml[end:]).replace("Welds", "Welds &a8; &f;")
    file = office.rewritten(whole[kind], tmp_path / f"x.{kind}", MEMBER[kind], changed.encode())
    document = unless_refused(file.name, lambda: load(file, file.name))
    text = document.text if document is not None else ""
    assert "root:" not in text
    assert text.count("boom") < 10


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_names_in_an_archive_lead_nowhere(whole, tmp_path, kind):
    file = office.rewritten(whole[kind], tmp_path / f"p.{kind}", "../../escaped.txt", b"out")
    load(file, file.name)
    assert not (tmp_path.parent / "escaped.txt").exists()


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
@pytest.mark.parametrize(
    "break_it",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[: len(raw) - 30],
        lambda raw: b"",
        lambda raw: b"\x00" * 500,
        lambda raw: b"this is no such file",
        lambda raw: b"\xd0\xcf\x11\xe0" + raw,
        lambda raw: raw[:200] + os.urandom(300) + raw[500:],
    ],
    ids=["half", "end", "empty", "zeros", "text", "old", "noise"],
)
def test_broken_files_are_named_and_the_mend_is_said(whole, tmp_path, kind, break_it):
    file = tmp_path / f"broken.{kind}"
    file.write_bytes(break_it(whole[kind].read_bytes()))
    document = unless_refused("broken.", lambda: load(file, file.name))
    # A library that mends what is broken may do so.
    assert document is None or document.text.strip()


def test_an_archive_with_a_password_is_refused(whole, tmp_path):
    raw = bytearray(whole["docx"].read_bytes())
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 4)
    file = tmp_path / "locked.docx"
    file.write_bytes(raw)
    with pytest.raises(DocumentError, match="password"):
        load(file, file.name)


def test_noise_in_the_middle_of_archives_and_pages_crashes_nothing(whole, tmp_path):
    random.seed(7)
    for kind, source in whole.items():
        raw = bytearray(source.read_bytes())
        for _ in range(12):
            at = random.randrange(len(raw))
            raw[at] = random.randrange(256)
        file = tmp_path / f"n.{kind}"
        file.write_bytes(raw)
        document = unless_refused(file.name, partial(load, file, file.name))
        assert document is None or document.text.strip()


def test_a_process_that_takes_too_long_is_ended(whole, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "_TIME_LIMIT_S", 0.01)
    with pytest.raises(DocumentError, match="was not read within"):
        load(whole["docx"], "a.docx")


def test_a_page_of_pictures_alone_says_so(tmp_path):
    file = tmp_path / "scan.pdf"
    file.write_bytes(office.pdf([]))
    with pytest.raises(DocumentError, match="holds no text"):
        load(file, "scan.pdf")


# Folders ----------------------------------------------------------------------------------------


def test_one_bad_file_stops_no_other(whole, tmp_path):
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "b.docx").write_bytes(whole["docx"].read_bytes()[:99])
    (tmp_path / "c.xlsx").write_bytes(whole["xlsx"].read_bytes())
    (tmp_path / "d.pdf").write_bytes(b"%PDF-1.7 nothing")
    read_files, refused = [], []
    for source in scan([tmp_path], registry.SUFFIXES).files:
        try:
            registry.read(load(source.file, source.shown), words_in_common)
            read_files.append(source.file.name)
        except DocumentError:
            refused.append(source.file.name)
    assert (read_files, refused) == (["a.csv", "c.xlsx"], ["b.docx", "d.pdf"])


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.csv").write_text(TABLE)
    (inside / "link.csv").symlink_to(tmp_path / "secret.csv")
    found = scan([inside], registry.SUFFIXES)
    assert not found.files
    assert "leads out" in found.failed[0].error


def test_the_limits_are_those_of_the_format():
    assert limits_of("x.CSV").lines > limits_of("x.txt").lines
    assert limits_of("x.txt.gz", b"O*NET-SOC Code\t").lines == limits_of("x.csv.gz").lines
    assert LineUse.PLACED in read(TABLE, "a.csv").lines
