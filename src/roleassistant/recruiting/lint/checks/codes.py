"""Codes that only insiders read: of roles, levels, cost centres."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from roleassistant.recruiting.lint.post import Post
from roleassistant.recruiting.lint.rule import Hit

_ROLE = re.compile(
    r"(?<![\w.@/])[A-Z][A-Z0-9_&-]{2,}\.[A-Z][A-Z0-9_&-]{2,}\.(?:[A-Z]{1,3}\d{1,2}|"
    r"[A-Z][A-Z0-9_-]+)(?![\w.])"
)
# Letters that houses call the rungs of their ladders with. "P1 incidents", "L2 support",
# "M1 motorway" and "the M3 chip" are other things.
_LEVEL = re.compile(
    r"(?<![\w.&/-])(?P<level>(?:P|IC|L|M|JG|JL|SG)[ -]?\d{1,2})(?![\w%.]\w|\w)(?!-\w)"
)
_OTHER_AFTER = re.compile(
    r"\s*(?:(?:/|-|–|to|and|or)\s*(?:P|IC|L|M)\d\s*)?(?:incidents?|issues?|bugs?|tickets?|alerts?|"
    r"outages?|priorit\w+|defects?|escalations?|support|helpdesk|help desk|service desk|technical|"
    r"motorway|corridor|chips?|macs?|junction|macbook|screws?|bolts?|thread|protein|capsules?|"
    r"money|postcode|vaccine|network\w*|caches?|switch\w*|vpn|wheels?|certificat\w+|licen[cs]e|"
    r"truck|driv\w+|cours\w+|qualif\w+|nvq|teacher|visa|supply|receptor|layer|protocol|routing|"
    r"regulari[sz]ation|normali[sz]ation|loss|norm|analyst queue|lumbar|vertebra\w*|"
    r"language|languages|cefr|english|german|french|spanish)\b",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"(?:\b(?:priority|sev|severity|incident|junction|motorway|off the|along the|near the|apple|"
    r"cisco|osi|the|of|nvq|cefr|english|german|french|spanish|category|cat|iso|en|room|building|"
    r"block|bay|gate|platform|wing|ward|floor|hall|unit|zone|route|bus|tram|line)\s+"
    r"|(?:P|IC|L|M)\d(?:/|, | and | or | to |–|-)\s?)$",
    re.IGNORECASE,
)
_MEANT_BEFORE = re.compile(
    r"(?:\b(?:level|grade|band|rung|job level|job grade|at|graded?|levelled|"
    r"leveled)[:\s]+(?:at )?|\()$",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:job|internal|career|salary|pay|role|position) (?:level|grade|band|code|family code|id)"
    r"\s*(?:is |no\.? ?|#|:)?\s*(?P<code>[A-Z]{1,4}[-.]?\d[\w.-]*|\d{4,})",
    re.IGNORECASE,
)
_LADDER = re.compile(r"\b(?:job|internal|career) (?:grade|level|band) (?P<code>\d{1,2})\b", re.I)
_LEDGER = re.compile(
    r"\b(?:cost ?cent(?:re|er)|org(?:anisation|anization)?(?:al)? unit|headcount|hc|position|"
    r"requisition code|job family|job function|workday|budget line|wbs)(?: (?:code|id|number|"
    r"no\.?))?"
    r"\s*(?:#|:)?\s*(?P<code>[A-Z]{0,5}[-_.]?\d{3,}[\w.-]*)",
    re.IGNORECASE,
)
_INTERNAL = re.compile(
    r"\b(?:FLSA code|EEO-?1 (?:code|category)|SOC code|"
    r"O\*NET(?:-SOC)? code)\b[: ]*(?P<code>[\w.-]*)"
)


def check(post: Post, codes: Iterable[str], levels: Iterable[str]) -> Iterator[Hit]:
    """Codes in the post; `codes` and `levels` are those that the index knows."""
    known = _known(
        [*codes, *(level for level in levels if re.fullmatch(r"[A-Z]{1,3}\d{1,2}", level))]
    )
    for block in post.blocks:
        spans: list[tuple[int, int]] = []
        for pattern in (_ROLE, _GRADE, _LADDER, _LEDGER, _INTERNAL, known, _LEVEL):
            for found in pattern.finditer(block.text) if pattern else ():
                start, end = found.span()
                if pattern in (known, _LEVEL) and not _is_level(block.text, start, end):
                    continue
                if any(a < end and start < b for a, b in spans):
                    continue
                spans.append((start, end))
                code = found.groupdict().get("code") or found.group()
                yield Hit(
                    "internal-code",
                    block,
                    start,
                    end,
                    f"“{code}” is a code of the house; applicants do not know it.",
                )


# In such a text a letter and a number are tiers of a service desk, or points of a public scale.
_OTHER_IN = (
    (re.compile(r"L[ -]?\d"), re.compile(r"support|help ?desk|service desk|tickets?", re.I)),
    (re.compile(r"M[ -]?\d"), re.compile(r"pay (?:scale|spine|range)|teacher|motorway", re.I)),
    (re.compile(r"P[ -]?\d"), re.compile(r"incident|on.call|outage", re.I)),
)


def _is_level(text: str, start: int, end: int) -> bool:
    code = text[start:end]
    if any(form.match(code) and matter.search(text) for form, matter in _OTHER_IN):
        return False
    if _MEANT_BEFORE.search(text[:start]) and not _OTHER_AFTER.match(text[end:]):
        return True
    return not (_OTHER_AFTER.match(text[end:]) or _OTHER_BEFORE.search(text[:start]))


def _known(codes: Iterable[str]) -> re.Pattern[str] | None:
    told = sorted({code for code in codes if code}, key=len, reverse=True)
    if not told:
        return None
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, told))})(?!\w|-\w)")
