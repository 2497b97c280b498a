"""The forms in which a post is given: Markdown, plain text, HTML, DOCX and JSON-LD."""

from __future__ import annotations

from enum import StrEnum

from roleassistant.recruiting.post import JobPost


class Form(StrEnum):
    """The forms, by the ends of their files."""

    MD = "md"
    TXT = "txt"
    HTML = "html"
    DOCX = "docx"
    JSONLD = "jsonld"


def render(post: JobPost, form: Form | str, *, published: bool = False) -> str | bytes:
    """The post as a text, or as the bytes of a DOCX; the same post gives the same bytes.

    The working draft has citations, choices and what was left out. What is `published` has none of
    these: only the post. JSON-LD is always that.
    """
    form = Form(form)
    if form is Form.MD:
        from roleassistant.recruiting.forms.markdown import markdown

        return markdown(post, published=published)
    if form is Form.TXT:
        from roleassistant.recruiting.forms.text import plain_text

        return plain_text(post, published=published)
    if form is Form.HTML:
        from roleassistant.recruiting.forms.page import page

        return page(post, published=published)
    if form is Form.DOCX:
        from roleassistant.recruiting.forms.docx_file import docx

        return docx(post, published=published)
    from roleassistant.recruiting.forms.jsonld import jsonld_text

    return jsonld_text(post)
