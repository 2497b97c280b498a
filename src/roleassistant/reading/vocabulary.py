"""Words that tell the labels of a section from headings and from content."""

from __future__ import annotations

import re

from roleassistant.domain import SectionKind
from roleassistant.reading.wording import is_name

_LABELS: dict[SectionKind, re.Pattern[str]] = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        SectionKind.LEVEL_DEFINITION: (
            r"(?:typical |required |minimum |years of )?(?:scope|autonomy|complexity|impact|"
            r"leadership|influence|knowledge|accountability|supervision|experience|communication|"
            r"education|independence|discretion|judge?ment|ambiguity|problem[ -]solving|"
            r"decision[ -](?:rights|making)|people leadership|planning horizon|time horizon|"
            r"span of control|collaboration|guidance|degree|interaction|description|definition|"
            r"summary)(?: (?:and|&) [a-z -]{3,30}| of (?:work|role|impact|influence))?"
        ),
        SectionKind.GUIDELINES: (
            r".*\b(?:knowledge|application|complexity|problem solving|collaboration|interaction|"
            r"degree|experience|scope|autonomy|impact|leadership|mentoring)\b.*"
        ),
        SectionKind.PROVENANCE: (
            r"(?:[a-z]+ )?(?:review(?:s|ed|ers?)?|sources?|evidence|quality|scores?|owners?|"
            r"versions?|method(?:ology|s)?|approved|approvals?|updated|layers?|status|coverage|"
            r"gaps|history|basis|confidence)(?: (?:by|on|at|base|score|date|panel|notes?))?"
        ),
        SectionKind.SKILLS: (
            r".*\b(?:skills?|knowledge|abilit(?:y|ies)|competenc(?:y|ies)|proficienc(?:y|ies)|"
            r"foundational|functional|behaviou?ral|technical|occupational|technology)\b.*"
        ),
        SectionKind.ADJACENT_ROLES: (
            r"(?:near(?:est|by)?|adjacent|far|upward|lateral|downward|same (?:family|focus|level)|"
            r"next|previous|other famil(?:y|ies)|match|partial|close|distant)(?: [a-z]+){0,3}"
        ),
        SectionKind.TITLE_ALIASES: (
            r".*\b(?:alias(?:es)?|titles?|also known|internal|external|abbreviations?|acronyms?|"
            r"market|former|legacy)\b.*"
        ),
        SectionKind.CLASSIFICATION: (
            r".*(?:\b(?:soc|isco|esco|noc|anzsco|onet|naics|isic|nace|kldb|rome|radford|mercer|"
            r"aon|wtw|willis|hay|korn|mcLagan|erieco|eeo|flsa|schemes?|taxonom(?:y|ies)|codes?|"
            r"mappings?|standard|survey|job famil(?:y|ies)|census)\b|o\*net).*"
        ),
    }.items()
}
_MAX_LABEL_WORDS = 4
_LISTED = re.compile(r"[,;]\s")
_KEYED = re.compile(r"(?:^|[\s,;|·(])[a-z][\w-]{1,20}=", re.IGNORECASE)
_KEYED_START = re.compile(r"(?:code|source|title|name)\s*[=:]", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![\w.-])(?:\d{2}-\d{4}(?:\.\d{2})?|[A-Z]{0,4}\.?\d{3,8}(?:[.\-]\d{1,4}){0,4}|"
    r"\d{1,4}(?:\.\d{1,4}){1,4}|[A-Z]{2,6}(?:[.-][A-Z0-9]{2,10}){1,4})(?![\w-])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROLE__KEYED_START = re.compile(r"(?:code|source|title|name)\s*[=:]", re.IGNORECASE)
_ROLE_CODE = re.compile(r"\b[A-Z][\w&-]*\.[A-Z][\w&-]*\.[A-Z]{1,3}\d{1,2}\b", re.IGNORECASE)
_LEVEL_AT_END = re.compile(r"[\s—–(·|,-]\(?[A-Z]{1,2}\d{1,2}\)?(?:\s*[·|,].*)?$")
_DISTANCE = re.compile(r"\bdistance\b|^\W*[01]?\.\d+\b", re.IGNORECASE)


def is_label_of(kind: SectionKind, text: str) -> bool:
    """Whether a section of this kind has labels such as this one."""
    pattern = _LABELS.get(kind)
    bare = text.rstrip(": ")
    short = is_name(bare) and len(bare.split()) <= _MAX_LABEL_WORDS and not _LISTED.search(bare)
    return pattern is not None and short and bool(pattern.fullmatch(bare))


def codes_in(text: str) -> list[tuple[int, int]]:
    """Where codes of a classification stand: "41-4012", "2433.1", "SAL-DIR"; years are none."""
    return [m.span() for m in _CODE.finditer(text[:500]) if not _YEAR.fullmatch(m.group())]


def looks_like_code(text: str) -> bool:
    """Whether the text is an entry of a classification."""
    return bool(_KEYED.search(text[:500])) or bool(codes_in(text)) or bool(_KEYED_START.match(text))


def names_a_role(text: str) -> bool:
    """Whether the text is an entry among adjacent roles: a code, a level at its end, a distance."""
    head = text[:300]
    return any(p.search(head) for p in (_ROLE_CODE, _LEVEL_AT_END, _DISTANCE))
