"""Terms of the word lists: age, gender, ability, exclusion, buzzwords, overwork, vagueness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from roleassistant.recruiting.lint.post import Block, Kind, Part, Post
from roleassistant.recruiting.lint.rule import Hit, table
from roleassistant.recruiting.lint.terms import Term, terms

# "We are not looking for rockstars": said of what is not wanted, a term harms nobody.
_DENIED = re.compile(
    r"\b(?:not(?! (?:mind|afraid|shy|fear))|never|no|without|nor|isn[’']t|aren[’']t|don[’']t|"
    r"won[’']t|rather than|instead of)"
    r"(?:\W+[\w’'-]+){0,4}\W*[“\"'‘]?$",
    re.IGNORECASE,
)
# There the denial is the fault: "no accent", "no sick days", "not a nine-to-five".
_DENYING = re.compile(r"^(?:no|not|without|never|must not|isn)\b|n[’']t\b", re.IGNORECASE)
_MAY_BE_DENIED = frozenset(
    "jargon overwork culture-fit prestige vague unpaid-work age-coded criminal-record".split()
)
# A statement on equal opportunity names the groups that others shut out.
_PROTECTS = re.compile(
    r"regardless of|irrespective of|without regard|discriminat|protected (?:characteristic|class|"
    r"status|veteran)|under-?represented|(?:basis|grounds) of (?:age|race|sex|gender|disability)|"
    r"equal opportunit",
    re.IGNORECASE,
)
_OF_PEOPLE = frozenset(
    "gendered-term restricted-group age-limit age-coded exclusionary ableist personal-data".split()
)
# Not said of the work in a heading, nor where it says how to apply: "highlight your experience".
_OF_PROSE = frozenset({"vague", "third-person"})


def check(post: Post, own: Iterable[Term] = ()) -> Iterator[Hit]:
    """Terms in the post; `own` are those of the house."""
    adjusts = _adjustments().search(post.text)
    for term in (*terms(), *own):
        if term.rule == "physical-demand" and adjusts:
            continue
        for block in post.blocks:
            if term.rule in _OF_PROSE and (
                block.kind is Kind.HEADING or block.part in (Part.APPLY, Part.EQUAL)
            ):
                continue
            for hit in term.hits(block):
                if not _is_excused(hit, block):
                    yield hit


def _is_excused(hit: Hit, block: Block) -> bool:
    if hit.rule in _OF_PEOPLE and (
        _PROTECTS.search(block.sentence_at(hit.start)) or block.part is Part.EQUAL
    ):
        return True
    said = block.text[hit.start : hit.end]
    if hit.rule in _MAY_BE_DENIED and not _DENYING.search(said):
        clause = re.split(r"[.;:!?]\s|\bbut\b", block.text[: hit.start])[-1]
        return bool(_DENIED.search(clause))
    return False


def _adjustments() -> re.Pattern[str]:
    return re.compile(table("physical-demand.toml")["adjustments"], re.IGNORECASE)
