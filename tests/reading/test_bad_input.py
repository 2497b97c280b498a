"""What is no page, or a damaged one, gets a clear answer and never a crash or an endless run."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from tests.reading.pages import CODE, TITLE, page, profile, read, texts

from roleassistant.errors import DocumentError
from roleassistant.reading import document as documents
from roleassistant.reading.document import decode, load
from roleassistant.reading.reading import LineUse

PAGE = page()
USUAL = [s.text for s in profile(PAGE).statements]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-32-le", b"\xff\xfe\x00\x00"),
        ("utf-32-be", b"\x00\x00\xfe\xff"),
        ("cp1252", b""),
    ],
)
def test_the_common_encodings_give_the_same_statements(encoding, mark):
    # The arrows of the interface have no place in Windows-1252.
    source = PAGE.replace("▾", "").replace("→", "") if encoding == "cp1252" else PAGE
    source = source.replace("aliasesshow", "aliases").replace("mappingsshow", "mappings")
    found = [s.text for s in profile(mark + source.encode(encoding)).statements]
    expected = [s.text for s in profile(source).statements]
    assert found == expected


def test_latin_1_keeps_its_letters():
    text = page(skills="Skills\nManœuvre".replace("œ", "oe") + " à l'étroit").replace("—", "-")
    raw = text.replace("–", "-").replace("▾", "").replace("→", "").encode("latin-1")
    assert "Manoeuvre à l'étroit" in texts(list(profile(raw).statements))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_give_the_same_statements_on_the_same_lines(end):
    found = profile(PAGE.replace("\n", end))
    assert [s.text for s in found.statements] == USUAL
    assert [s.span.line_start for s in found.statements] == [
        s.span.line_start for s in profile(PAGE).statements
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "  \n"),
        lambda text: text.replace("\n", "\u00a0\n"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: "\f" + text,
        lambda text: text.replace("\nSkills", "\n\fSkills"),
        lambda text: text.replace("\n", "\u200b\n"),
        lambda text: text.replace("\n- ", "\n-\u00a0"),
        lambda text: text.replace("\n- ", "\n\t- "),
        lambda text: text.rstrip("\n"),
        lambda text: "\n\n" + text,
    ],
)
def test_white_space_and_what_cannot_be_seen_change_no_statement(change):
    assert [s.text for s in profile(change(PAGE)).statements] == USUAL


def test_invisible_characters_stay_in_the_quote_and_are_noted():
    text = PAGE.replace("Ship Handling", "Ship\u200b Handling\U000e0041")
    reading = read(text)
    quote = next(s for s in reading.profiles[0].statements if s.text.startswith("Ship\u200b"))
    assert quote.text == "Ship\u200b Handling"
    assert "2 invisible character(s), the first in line 32" in reading.notes[0]
    assert "ZERO WIDTH SPACE" in reading.notes[0]


def test_control_characters_are_noted():
    reading = read(PAGE.replace("Ship Handling", "Ship \x1b[31mHandling"))
    assert "1 control character(s), the first in line 32" in reading.notes[0]


def test_a_byte_that_is_no_utf_8_does_not_spoil_the_rest_of_the_page():
    raw = PAGE.encode().replace(b"Ship Handling", b"Ship \xff Handling")
    reading = read(raw)
    assert reading.profiles[0].title == "River Pilot / Lower Harbour"
    assert "could not be decoded, the first in line 32" in reading.notes[0]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"\n \n\t\r\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02", "is binary"),
        (b"%PDF-1.7\n" + bytes(range(1, 32)) * 40, "is binary"),
        (bytes(range(256)) * 20, "is binary"),
        (b"\xff\xfea", "not readable as utf-16"),
        (b"\xff\xfe\x00\xd8a\x00", "not readable as utf-16"),
        (b"PK\x03\x04" + b"\x00" * 40, "is binary"),
        (b"Dear all,\nthe harbour is closed.\n", "is not a role profile"),
        (b'{"code": "MARINE.RIVERPILOT.P3", "title": "Pilot"}', "is not a role profile"),
        (b"- MARINE.RIVERPILOT.P3\n", "is not a role profile"),
        (b"(" * 50_000, "is not a role profile"),
        (b"> " * 40_000, "is not a role profile"),
        (b"\n".join(b" " * n + b"- x" for n in range(500)), "is not a role profile"),
    ],
)
def test_what_is_no_page_is_refused_by_name_with_what_to_do(raw, said):
    with pytest.raises(DocumentError, match=said) as raised:
        read(raw, "odd/file.txt")
    assert "odd/file.txt" in str(raised.value)
    assert str(raised.value).rstrip().endswith(".")


@pytest.mark.parametrize("name", ["one line", "a million lines", "too many marks", "too large"])
def test_what_is_far_larger_than_a_page_is_refused(name):
    raw = {
        "one line": b"x" * 200_000,
        "a million lines": PAGE.encode() + b"\n" * 1_000_000,
        "too many marks": PAGE.encode() + b"A. \n" * 40_000 + b"a|b,c.d;" * 40_000,
        "too large": b"A" * (documents.PAGE.bytes + 1),
    }[name]
    with pytest.raises(DocumentError, match="at most"):
        read(raw)


def test_a_file_of_fifty_megabytes_is_refused_without_being_read(tmp_path, monkeypatch):
    file = tmp_path / "huge.txt"
    with file.open("wb") as opened:
        opened.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(documents, "decode", lambda *_: pytest.fail("it was read"))
    with pytest.raises(DocumentError, match=r"huge\.txt has 52\.4 MB"):
        load(file, "huge.txt")


def test_a_file_that_grows_while_it_is_read_is_refused_all_the_same(tmp_path, monkeypatch):
    file = tmp_path / "growing.txt"
    file.write_bytes(b"A" * 100)
    monkeypatch.setattr(documents, "PAGE", replace(documents.PAGE, bytes=99))
    monkeypatch.setattr(documents, "_refuse_size", lambda size, shown, limits: None)
    assert len(load(file, "growing.txt").text) == 100  # one more than allowed, and no further


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "cannot be opened: No such file"),
        (lambda path: path.mkdir(), "is a folder"),
        (os.mkfifo, "is no regular file"),
    ],
)
def test_what_cannot_be_opened_is_said(tmp_path, make, said):
    make(tmp_path / "page.txt")
    with pytest.raises(DocumentError, match=said):
        load(tmp_path / "page.txt", "page.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read anything")
def test_a_file_without_permission_is_said(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    file.chmod(0)
    with pytest.raises(DocumentError, match="Check the path and its permissions"):
        load(file, "page.txt")


SHORT = page(
    ["title", "code", "responsibilities", "guidelines", "skills", "definition", "classification"],
    responsibilities="Responsibilities by levelshow ▾\n- Keeps logs — by hand.\n- Steers.",
    guidelines="Level guidelines\n| Level | Scope |\n|---|---|\n| P2 | Log |\n| P3 | Helm |",
    skills="Skills\n- Knots\n- Tying.",
    definition="Level — P3 — Seasoned\n- Scope\n- Ships",
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_beginning_of_a_page_is_read_or_refused(encoding):
    raw = SHORT.encode(encoding)
    read_at = [length for length in range(len(raw) + 1) if is_read(raw[:length])]
    assert read_at[-1] == len(raw)
    # From the first word below the code on there is something to say.
    first = len(f"{TITLE}\n{CODE}\n".encode(encoding))
    assert read_at[0] <= first + 2
    if encoding == "utf-8":
        assert read_at == list(range(read_at[0], len(raw) + 1))


def test_the_beginnings_of_a_long_page_are_read_too():
    raw = PAGE.encode()
    assert all(is_read(raw[:length]) for length in range(100, len(raw), 41))


def is_read(raw: bytes) -> bool:
    try:
        reading = read(raw)
    except DocumentError:
        return False
    for one in reading.profiles:
        for statement in one.statements:
            assert statement.span.recover(reading.document.text) == statement.text
    return True


def test_a_page_that_ends_in_the_middle_of_a_character_keeps_its_dashes():
    raw = PAGE.encode()
    at = raw.index("—".encode(), 2000) + 1
    reading = read(raw[:at])
    assert reading.profiles[0].title == "River Pilot / Lower Harbour"
    assert any("could not be decoded" in note for note in reading.notes)


def test_decoding_says_which_encoding_it_was():
    assert decode(PAGE.encode(), "a").encoding == "utf-8"
    assert decode("Größe — café".encode("cp1252"), "a").encoding == "cp1252"
    assert decode(b"\xe9\x81\x8d text", "a").encoding in {"latin-1", "utf-8"}


def test_lines_that_are_nothing_but_invisible_are_boilerplate():
    reading = read(PAGE + "\u200b\n")
    assert reading.lines[-1] is LineUse.BOILERPLATE
