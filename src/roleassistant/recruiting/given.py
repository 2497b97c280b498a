"""The parts of a post that no profile gives: from the recruiter's facts, or a placeholder."""

from __future__ import annotations

from collections.abc import Iterator

from roleassistant.recruiting.facts import Facts
from roleassistant.recruiting.post import Line, LineKind, Part, PartKind

HEADINGS = {
    PartKind.LOCATION: "Location",
    PartKind.PAY: "Pay",
    PartKind.BENEFITS: "Benefits",
    PartKind.COMPANY: "About us",
    PartKind.APPLY: "How to apply",
    PartKind.EQUAL: "Equal opportunity",
}
_WANTED = {
    PartKind.LOCATION: "[Location: place, and on-site, hybrid or remote]",
    PartKind.PAY: "[Pay: range, currency and period]",
    PartKind.BENEFITS: "[Benefits]",
    PartKind.COMPANY: "[About the company]",
    PartKind.APPLY: "[How to apply: address, and until when]",
    PartKind.EQUAL: "[Equal-opportunity statement]",
}


def given_parts(facts: Facts) -> tuple[Part, ...]:
    """Each part with what is given; nothing is made up where it is not."""
    return tuple(
        Part(kind, heading, tuple(_lines(kind, facts)) or (_placeholder(kind),))
        for kind, heading in HEADINGS.items()
    )


def _placeholder(kind: PartKind) -> Line:
    return Line(
        _WANTED[kind], LineKind.PLACEHOLDER, notes=("no profile holds this; give it with --facts",)
    )


def _lines(kind: PartKind, facts: Facts) -> Iterator[Line]:
    for text in _texts(kind, facts):
        if text == _WANTED[kind]:
            yield _placeholder(kind)
        elif text:
            yield Line(" ".join(text.split()), LineKind.GIVEN)


def _texts(kind: PartKind, facts: Facts) -> Iterator[str | None]:
    if kind is PartKind.LOCATION:
        yield from (place.text for place in facts.location)
        # Where it is not said where the work is done, that stays to be filled in.
        yield None if facts.location else _WANTED[kind]
        yield facts.employment_type and f"Employment: {_readable(facts.employment_type)}"
    elif kind is PartKind.PAY:
        yield facts.pay.text if facts.pay else None
    elif kind is PartKind.BENEFITS:
        yield from facts.benefits
    elif kind is PartKind.COMPANY:
        if facts.company and facts.company not in (facts.about_company or ""):
            yield f"Company: {facts.company}"
        yield facts.about_company or _WANTED[kind]
    elif kind is PartKind.EQUAL:
        yield facts.equal_opportunity
    else:
        yield facts.apply
        yield facts.apply_url
        if not (facts.apply or facts.apply_url):
            yield _WANTED[kind]
        yield facts.reference and f"Reference: {facts.reference}"
        yield facts.valid_through and f"Apply by {facts.valid_through}."


def _readable(employment_type: str) -> str:
    """ "FULL_TIME" → "full-time"."""
    return employment_type.replace("_", "-").lower()
