"""A post as one page of HTML: nothing is loaded, it prints well, and its sources can be read by
pointing at a mark, by moving to it with the keyboard, or in the list at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from roleassistant.recruiting.forms import working
from roleassistant.recruiting.post import JobPost, Line, LineKind, Part

STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1c2024;
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .5rem 0; }
ul { margin: .5rem 0; padding-left: 1.25rem; }
li { margin: .35rem 0; }
.placeholder { background: #fff3c4; outline: 1px dashed #8a6100; padding: .05rem .3rem; }
.level { color: #4a5158; }
.mark { font-size: .75em; vertical-align: super; line-height: 0; }
h1 .mark { font-size: .45em; font-weight: 400; }
.mark a { color: #0b5cad; text-decoration: none; padding: 0 .1rem; }
.mark a:focus-visible { outline: 2px solid #0b5cad; }
h1, p, li { position: relative; }
.mark [role=tooltip] { display: none; position: absolute; left: 0; top: 100%; z-index: 1;
  box-sizing: border-box; width: 34rem; max-width: 100%; padding: .6rem .75rem;
  background: #1c2024; color: #fff; border-radius: .4rem; font-size: .85rem; font-weight: 400;
  line-height: 1.4; vertical-align: baseline; }
.mark:hover [role=tooltip], .mark:focus-within [role=tooltip] { display: block; }
.working { margin-top: 3rem; padding: 1rem 1.25rem 1.25rem; background: #f4f6f8;
  border-left: 4px solid #0b5cad; font-size: .95rem; }
.working h2 { margin-top: .25rem; }
.sources { font-size: .85rem; color: #33393f; padding-left: 1.75rem; }
.sources q { font-style: italic; }
.drafts { max-width: 76rem; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem;
  border-bottom: 1px solid #d5dadf; }
thead th { font-size: 1.15rem; }
.part th { background: #f4f6f8; }
.same td { color: #4a5158; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  .mark [role=tooltip] { display: none !important; }
}
"""


def page(post: JobPost, *, published: bool = False) -> str:
    """The whole page."""
    body = [f"<h1>{_line(post.title, post, published)}</h1>"]
    if first := working.facts_line(post):
        body.append(f'<p class="level">{escape(first)}</p>')
    for part in post.parts:
        body += [f"<section>\n<h2>{escape(part.heading)}</h2>", *_part(part, post, published)]
        body.append("</section>")
    if not published:
        body += _working(post)
    return document(post.title.text, "\n".join(body))


def document(title: str, body: str, main: str = "") -> str:
    """A page that stands by itself; `main` is a class of its main part."""
    kind = f' class="{main}"' if main else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main{kind}>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _part(part: Part, post: JobPost, published: bool) -> Iterator[str]:
    shown = [_line(line, post, published) for line in part.lines]
    if part.lead:
        yield f"<p>{escape(part.lead)}</p>"
    if part.is_prose:
        yield f"<p>{' '.join(shown)}</p>"
    elif len(shown) == 1 and part.lines[0].kind is not LineKind.PROFILE:
        yield f"<p>{shown[0]}</p>"
    else:
        yield "<ul>"
        yield from (f"<li>{text}</li>" for text in shown)
        yield "</ul>"


def _line(line: Line, post: JobPost, published: bool) -> str:
    text = escape(line.text)
    if line.kind is LineKind.PLACEHOLDER:
        text = f'<span class="placeholder">{text}</span>'
    if line.label:
        text = f"<strong>{escape(line.label)}:</strong> {text}"
    return text if published else text + _marks(line.marks, post, line.notes)


def _marks(marks: Sequence[str], post: JobPost, notes: Sequence[str] = ()) -> str:
    by_id = {one.id: one for one in post.citations}
    said = []
    for mark in marks:
        one = by_id[mark]
        told = "; ".join([working.source_text(one), *working.beyond_sources(notes)])
        said.append(
            f'<span class="mark"><a href="#source-{mark}" aria-label="source {mark}">[{mark}]</a>'
            f'<span role="tooltip">{escape(told)}: “{escape(one.quote)}”</span></span>'
        )
    return "".join(said)


def _working(post: JobPost) -> Iterator[str]:
    yield f'<aside class="working" aria-label="{working.HEADING}">\n<h2>{working.HEADING}</h2>'
    for group in working.told(post):
        yield f"<h3>{escape(group.heading)}</h3>\n<ul>"
        for text, marks in group.items:
            yield f"<li>{escape(text)}{_links(marks)}</li>"
        yield "</ul>"
    yield '<h3>Sources</h3>\n<ol class="sources">'
    for one in post.citations:
        yield (
            f'<li id="source-{one.id}" value="{one.id}">{escape(working.source_text(one))}: '
            f"<q>{escape(one.quote)}</q></li>"
        )
    yield "</ol>\n</aside>"


def _links(marks: Sequence[str]) -> str:
    return "".join(
        f'<span class="mark"><a href="#source-{mark}" aria-label="source {mark}">[{mark}]</a>'
        "</span>"
        for mark in marks
    )
