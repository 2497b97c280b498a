"""A post as a Word document: real headings and lists, a comment for each line's sources."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

from roleassistant.recruiting.forms import working
from roleassistant.recruiting.post import JobPost, Line, LineKind, Part

if TYPE_CHECKING:
    from docx.document import Document

# Nothing in the bytes says when they were written, so that the same post gives the same file.
_MOMENT = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_ZIP_MOMENT = (2000, 1, 1, 0, 0, 0)
_AUTHOR = "roleassistant"
_DATE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date"


def docx(post: JobPost, *, published: bool = False) -> bytes:
    """The bytes of the document; the working draft has comments and a part for the recruiter."""
    from docx import Document as new_document
    from docx.shared import Pt

    document = new_document()
    normal = document.styles["Normal"]
    normal.font.name = "Calibri"
    normal.font.size = Pt(11)
    _described(document, post)
    _said(document, document.add_heading(level=0), post.title, post, published)
    if first := working.facts_line(post):
        document.add_paragraph(first, style="Subtitle")
    for part in post.parts:
        document.add_heading(part.heading, level=1)
        _add(document, part, post, published)
    if not published:
        _add_working(document, post)
    raw = io.BytesIO()
    document.save(raw)
    return _without_moments(raw.getvalue())


def _add(document: Document, part: Part, post: JobPost, published: bool) -> None:
    if part.lead:
        document.add_paragraph(part.lead)
    alone = len(part.lines) == 1 and part.lines[0].kind is not LineKind.PROFILE
    running = document.add_paragraph() if part.is_prose else None
    for at, line in enumerate(part.lines):
        if running is not None:
            if at:
                running.add_run(" ")
            _said(document, running, line, post, published)
        else:
            style = None if alone else "List Bullet"
            _said(document, document.add_paragraph(style=style), line, post, published)


def _said(document: Document, paragraph: Any, line: Line, post: JobPost, published: bool) -> None:
    """The line in `paragraph`, its sources in a comment on its words."""
    runs = []
    if line.label:
        runs.append(paragraph.add_run(f"{line.label}: "))
        runs[0].bold = True
    runs.append(paragraph.add_run(line.text))
    if line.kind is LineKind.PLACEHOLDER:
        from docx.enum.text import WD_COLOR_INDEX

        runs[-1].font.highlight_color = WD_COLOR_INDEX.YELLOW
    if published or not line.marks:
        return
    told = [f"{working.source_text(one)}: “{one.quote}”" for one in post.cited(line)]
    comment = document.add_comment(runs, author=_AUTHOR, initials="ra")
    first, *rest = [*told, *working.beyond_sources(line.notes)]
    comment.paragraphs[0].add_run(first)
    for text in rest:
        comment.add_paragraph(text)
    comment._comment_elm.set(_DATE, _MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _add_working(document: Document, post: JobPost) -> None:
    document.add_heading(working.HEADING, level=1).paragraph_format.page_break_before = True
    for group in working.told(post):
        document.add_heading(group.heading, level=2)
        for text, _ in group.items:
            document.add_paragraph(text, style="List Bullet")


def _described(document: Document, post: JobPost) -> None:
    properties = document.core_properties
    properties.title = post.title.text
    properties.author = properties.last_modified_by = _AUTHOR
    properties.comments = ""
    properties.created = properties.modified = _MOMENT.replace(tzinfo=None)
    properties.revision = 1
    properties.language = "en"


def _without_moments(content: bytes) -> bytes:
    """The same archive, in which no file has a date."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, source.read(name))
    return written.getvalue()
