"""Posts as the programs of their readers open them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.evaluation import chromium
from tests.recruiting.conftest import Draft

from roleassistant.recruiting.forms import render

SALES = "DIRECT.FIELDSALES"


@pytest.mark.slow
def test_libreoffice_opens_the_document(tmp_path: Path, draft: Draft):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / "post.docx"
    content = render(draft(SALES, "P4"), "docx")
    assert isinstance(content, bytes)
    file.write_bytes(content)
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "txt:Text",
            "--outdir",
            str(tmp_path),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    text = (tmp_path / "post.txt").read_text(encoding="utf-8-sig")
    assert "Senior Account Executive, Field Sales" in text
    assert "You lead large competitive pursuits" in text


@pytest.mark.slow
def test_a_browser_opens_the_page_and_asks_the_network_for_nothing(tmp_path: Path, draft: Draft):
    binary = chromium.program()
    if binary is None:
        pytest.skip("no Chromium is installed")
    file = tmp_path / "post.html"
    file.write_text(str(render(draft(SALES, "P5"), "html")), encoding="utf-8")
    with chromium.browser(binary, tmp_path) as page:
        page.open(file)
        assert page.problems == []
        assert [one for one in page.requests if not one.startswith("file:")] == []
