"""Where an answer stands: its citations as small print, and a way to open each of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from roleassistant.apps.slack.blocks.actions import CITATION, CitationRef, numbered
from roleassistant.apps.slack.blocks.elements import actions, button, context, menu, option
from roleassistant.apps.slack.blocks.inert import line, shortened
from roleassistant.apps.slack.blocks.limits import OPTIONS
from roleassistant.apps.slack.blocks.message import Json
from roleassistant.domain.answer import Answer, Citation

# So many are a line and a button each. More are told by page, and opened from a menu.
FEW = 6
_MOST_IN_A_BLOCK = 2_000
_BLOCKS = 8
_NAME = 200


def sources(answer: Answer, answer_id: str) -> Iterator[Sequence[Json]]:
    """Groups of blocks: every citation with its number, its place and how it is known."""
    if not answer.citations:
        return
    few = len(answer.citations) <= FEW
    lines = [in_full(c) for c in answer.citations] if few else list(_by_page(answer.citations))
    small_print = [context(text) for text in _small_print(lines)]
    opening = list(_buttons(answer, answer_id) if few else _menus(answer, answer_id))
    yield from ([block] for block in small_print[:-1])
    yield [small_print[-1], *opening]


def in_full(citation: Citation) -> str:
    """`[1] Title — P4 · Level guidelines · stated · profiles/x.txt:43 (and 3 more places)`."""
    role = " — ".join(line(part) for part in (citation.title, citation.level) if part)
    about = (role, line(citation.section), attribution(citation), place(citation))
    more = len(citation.also_at)
    also = f" (and {more} more {'place' if more == 1 else 'places'})" if more else ""
    return f"[{citation.id}] {shortened(' · '.join(about), 400)}{also}"


def attribution(citation: Citation) -> str:
    """`stated`, `inferred 0.95`, `computed`."""
    how = citation.attribution
    return how.how if how.confidence is None else f"{how.how} {how.confidence:.2f}"


def lines_of(citation: Citation) -> str:
    """`43`, or `43–46`."""
    span = citation.source
    first, last = span.line_start, span.line_end
    return f"{first}" if first == last else f"{first}–{last}"


def place(citation: Citation) -> str:
    """`profiles/x.txt:43`."""
    return f"{line(citation.source.document)}:{lines_of(citation)}"


def _by_page(citations: Sequence[Citation]) -> Iterator[str]:
    """`profiles/x.txt, line 43 [1][3] · 82 [4]; inferred 0.95: 25 [31]`, a line for each page."""
    pages: dict[str, list[Citation]] = {}
    for citation in citations:
        pages.setdefault(citation.source.document, []).append(citation)
    for document, held in pages.items():
        name = f"{shortened(line(document), _NAME)}, line "
        shown = ""
        for part in _by_line(held):
            if len(name) + len(shown) + len(part) > _MOST_IN_A_BLOCK - 10:
                yield f"{name}{shown}"
                shown = ""
            shown += part if shown else part.lstrip(" ·;")
        yield f"{name}{shown}"


def _by_line(citations: Sequence[Citation]) -> Iterator[str]:
    """The lines of a page with the numbers that they have; what is not stated by its name."""
    known: dict[str, dict[str, str]] = {}
    for citation in citations:
        at = known.setdefault(attribution(citation), {})
        at[lines_of(citation)] = f"{at.get(lines_of(citation), '')}[{citation.id}]"
    for how, places in known.items():
        for position, (lines, numbers) in enumerate(places.items()):
            named = f"; {how}: " if position == 0 and how != "stated" else " · "
            yield f"{named}{lines} {numbers}"


def _small_print(lines: Sequence[str]) -> Iterator[str]:
    """Lines as texts of blocks: each its own, unless there are too many of them."""
    if len(lines) <= _BLOCKS:
        yield from lines
        return
    held = ""
    for one in lines:
        if held and len(held) + len(one) >= _MOST_IN_A_BLOCK:
            yield held
            held = ""
        held = f"{held};\n{one}" if held else one
    yield held


def _buttons(answer: Answer, answer_id: str) -> Iterator[Json]:
    yield actions(
        *(
            {
                **button(
                    f"Source {citation.id}",
                    numbered(CITATION, position),
                    CitationRef(answer_id, citation.id).value,
                ),
                "accessibility_label": f"Open source {citation.id}",
            }
            for position, citation in enumerate(answer.citations)
        )
    )


def _menus(answer: Answer, answer_id: str) -> Iterator[Json]:
    several = len(answer.citations) > OPTIONS
    for position, first in enumerate(range(0, len(answer.citations), OPTIONS)):
        held = answer.citations[first : first + OPTIONS]
        which = f" {held[0].id} to {held[-1].id}" if several else ""
        yield actions(
            menu(
                f"Open a source{which}",
                numbered(CITATION, position),
                [
                    option(_short(citation), CitationRef(answer_id, citation.id).value)
                    for citation in held
                ],
            )
        )


def _short(citation: Citation) -> str:
    where = " ".join(
        part for part in (citation.level, citation.dimension or citation.section) if part
    )
    name = posixpath.basename(citation.source.document)
    return f"[{citation.id}] {shortened(line(where), 32)} · {name}:{lines_of(citation)}"
