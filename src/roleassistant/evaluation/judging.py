"""What is wrong with an answer, by what the case says of a right one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.answering.markdown import markdown
from roleassistant.domain.answer import Answer, Citation, Table
from roleassistant.evaluation.suites.case import Place, Turn


def shortcomings(turn: Turn, answer: Answer, understood: str = "") -> list[str]:
    """What is wrong with `answer`, in words; nothing when it is right.

    `understood` is what a turn of a conversation was said to be understood as.
    """
    wrong = [f"says {text!r}" for text in said_wrongly(turn, answer)]
    if turn.conflict and not answer.conflicts:
        wrong.append("shows no conflict")
    wrong += [f"understood {understood!r}" for part in turn.understood if part not in understood]
    if turn.table is not None:
        has = any(isinstance(block, Table) for block in answer.blocks)
        if has is not turn.table:
            wrong.append("is a table" if has else "is no table")
    if not turn.answerable:
        return [*wrong, *_wrong_with_refusal(turn, answer)]
    if answer.abstained:
        return wrong if turn.either_ok else [*wrong, f"refuses: {answer.reason}"]
    wrong += [
        f"does not say {' or '.join(map(repr, wordings))}" for wordings in lacking(turn, answer)
    ]
    wrong += [
        f"does not cite {place.in_words()}"
        for place in turn.must_cite
        if not any(is_at(citation, place) for citation in answer.citations)
    ]
    wrong += [f"cites {place.in_words()}" for place in cited_wrongly(turn, answer)]
    return wrong


def lacking(turn: Turn, answer: Answer) -> list[Sequence[str]]:
    """The facts of which no wording stands in the answer or in a quote that it cites."""
    held = f"{_shown(answer)} {fold(' '.join(c.quote for c in answer.citations))}"
    return [
        wordings for wordings in turn.facts if not any(says(held, wording) for wording in wordings)
    ]


def said_wrongly(turn: Turn, answer: Answer) -> list[str]:
    """What the answer says and must not. A yes where it is no, and the other way, counts too."""
    shown = _shown(answer)
    wrong = [text for text in turn.must_not if says(shown, text)]
    opposite = {"yes": "no", "no": "yes"}.get(turn.polarity or "")
    opens = shown.lstrip("_*- ")
    if opposite and not answer.abstained and re.match(rf"{opposite}[.,:;]", opens):
        wrong.append(opposite)
    return wrong


def cited_wrongly(turn: Turn, answer: Answer) -> list[Place]:
    """The places that the answer cites and must not."""
    return [place for place in turn.must_not_cite if any(is_at(c, place) for c in answer.citations)]


def is_at(citation: Citation, place: Place) -> bool:
    """Whether a citation is of the section, level and role, as far as the place says them."""
    level = place.level
    return (
        place.section in (None, citation.section)
        and citation.role_code.startswith(place.role or "")
        and (
            level is None
            or level == citation.level
            or (
                citation.level is None
                and citation.role_code.casefold().endswith(f".{level}".casefold())
            )
        )
    )


def says(held: str, wording: str) -> bool:
    """Whether `held`, folded, has the words; "5 years" is not said by "15 years"."""
    wanted = fold(wording)
    before = r"(?<![\d.,])" if wanted[:1].isdigit() else ""
    after = r"(?![\d]|[.,]\d)" if wanted[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(wanted)}{after}", held) is not None


def fold(text: str) -> str:
    """Text as it is compared: case and white space do not matter."""
    return " ".join(text.casefold().split())


def _wrong_with_refusal(turn: Turn, answer: Answer) -> list[str]:
    if not answer.abstained:
        if turn.either_ok:
            return []
        return [f"answers what the profiles do not hold: {_shown(answer)[:200]}"]
    if fold(turn.reason_contains or "") not in fold(answer.reason or ""):
        return [f"gives another reason: {answer.reason}"]
    return []


def _shown(answer: Answer) -> str:
    return fold(markdown(answer))
