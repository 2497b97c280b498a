"""Whose document a title says that it is."""

from __future__ import annotations

import re

from roleassistant.reading.interpretation.jobs import AGENT, names_role, plain
from roleassistant.reading.interpretation.naming import Sureness, named

# Words of the title of a document that say what the document is, and not whose.
_FRAME = re.compile(
    r"(?<![\w-])(?:(?:career|job|role|level(?:l?ing)?|competenc(?:y|ies)|capability|progression|growth|skills?"
    r"|promotion|performance|expectations?|(?:career|professional|personal)\s+development"
    r"|(?<![\w&]\s)development|technical|engineering(?=\s+(?:career|level"
    r"|ladder|progression|growth)))\s+)*"
    r"(?:frameworks?|ladders?|matri(?:x|ces)|rubrics?|lattice|pathways?|paths?|progressions?"
    r"|level(?:l?ing)?\s+guides?|levels?|grades|bands|seniority|titles?(?= for | of )|guides?"
    r"|guidelines?|handbooks?|expectations|definitions?"
    r"|competenc(?:y|ies)|profiles?|job\s+descriptions?|role\s+descriptions?|overview|map)\b",
    re.IGNORECASE,
)
_LEADING_FRAME = re.compile(
    r"^(?:the|our|a|an|career|job|role|levels?|ladders?|frameworks?|track|profession|discipline|for|of"
    r"|at|in)\s*[:\-–—]?\s+",
    re.IGNORECASE,
)
_GROWING = re.compile(
    r"(?:how|what) (?:our |the |we expect (?:of|from) )?(?P<who>.+?)"
    r"(?: (?:grow|progress|advance|develop|move up|are levell?ed))?",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\b(?:LLP|LLC|Ltd|Inc|GmbH|AG|plc|B\.?V|S\.?A|Trust|Limited|Corp)\.?$")
# What documents and sites call their parts, and no house its roles.
_NO_ROLE = re.compile(
    r"\W*(?:readme|index|home|introduction|intro|about|appendix|glossary|overview|welcome|faqs?"
    r"|contents|table of contents|changelog|license|licence|contributing|untitled|sheet ?\d*|source"
    r"|summary|notes?|references?|resources|values?|how to use.*|what is .*|page \d+"
    r"|promotion\b.*|principles|archetypes?\b.*|default|document\d*|main|levels?|roles?|careers?"
    r"|framework|data|new page|title|and|or|of|for|the|in|at)?\W*",
    re.IGNORECASE,
)


def names_nothing(text: str) -> bool:
    """Whether a title says no more than what part of a site or of a document it is."""
    return bool(_NO_ROLE.fullmatch(plain(text)))


def role_of_title(text: str) -> str:
    """Whose framework a title says that it is: "Backend Engineering" of "🛠 Backend Engineering
    Framework". Empty where it says nothing of that."""
    label = plain(re.split(r"\s+[|·•]\s+", text)[0])
    framed = _FRAME.search(label) is not None
    inner = named(label)
    if inner.role and not framed:
        return inner.role
    if inner.levels and AGENT.search(inner.title) and " " not in inner.title:
        return inner.title  # "Level 2: Tailor"
    cut = ""
    for part in re.split(r"\s*[:–—]\s*|\s+-\s+", label):
        stripped = plain(_FRAME.sub(" ", part))
        if stripped and not _COMPANY.search(stripped):
            cut = stripped
            break
    before = None
    while before != cut:
        before, cut = cut, _LEADING_FRAME.sub("", cut)
    if grown := _GROWING.fullmatch(cut):
        cut = grown["who"]
    cut = plain(re.sub(r"\s+(?:for|of|at|in|the|and|&|by|per)$", "", cut, flags=re.IGNORECASE))
    within = named(cut).role
    if framed and within and names_role(within):
        return within
    if framed and re.match(r"(?:by|per|across) ", cut, re.IGNORECASE):
        return ""  # "Levels by function"
    only_level = named(cut).sureness >= Sureness.RUNG and not named(cut).role
    return "" if names_nothing(cut) or (only_level and not framed) else cut
