"""What the market calls a role at a level: from the names that its own pages give it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleassistant.domain import SectionKind
from roleassistant.indexing.chunks import Chunk
from roleassistant.recruiting.address.written import raised
from roleassistant.recruiting.dimensions import Purpose
from roleassistant.recruiting.material import Material
from roleassistant.recruiting.requirements import Asks, requirements_in, title_in
from roleassistant.retrieval.words import stems

# What a level's name may begin with that a title may begin with too.
_SENIORITY = frozenset("junior associate senior lead staff principal head chief graduate".split())
_RANKS = _SENIORITY | set("director president vice trainee assistant intern deputy".split())
_SEVERAL = re.compile(r"^(?P<first>\w[\w-]*)(?: / \w[\w-]*)+ (?P<rest>\w.*)$")


@dataclass(frozen=True, slots=True)
class Title:
    """A name and the statements that give it. `composed` where it is put together of two;
    `recorded` as the profile has it."""

    text: str
    sources: tuple[Chunk, ...]
    composed: bool = False
    recorded: str | None = None


def titles(material: Material, page_title: Chunk | None) -> tuple[Title, ...]:
    """Names for a post, the best first; never the internal code, and never empty."""
    role = material.role
    parts = [part.strip() for part in role.title.split(" / ") if part.strip()] or [role.title]
    own = (page_title,) if page_title is not None else ()
    told = [_written_out(one, parts[0]) for one in _told(material, frozenset(stems(role.title)))]
    found = [_specialised(title, parts, own) for title in told if not _is_clipped(title, parts[0])]
    found.sort(key=lambda title: _fit(title, parts))
    if named := _named_so(material):
        found.insert(0, named)
    base = Title(", ".join(parts), own)
    fallback = [base]
    rung, names = _rung(material)
    if rung and not _SENIORITY & set(base.text.casefold().split()):
        fallback.insert(0, Title(f"{rung} {base.text}", (*names, *own), composed=True))
        # "Materials Scientist" of a principal loses the rung: what keeps it comes first.
        found.sort(key=lambda title: not _SENIORITY & set(title.text.casefold().split()))
        if found and not _SENIORITY & set(found[0].text.casefold().split()):
            found, fallback = [*fallback, *found], []
    near = [one for one in found if _is_near(one, parts[0])]
    found, fallback = near, [*fallback, *(one for one in found if one not in near)]
    every = {title.text.casefold(): title for title in reversed([*found, *fallback])}
    return tuple(sorted(every.values(), key=[*found, *fallback].index))


def _is_near(title: Title, name: str) -> bool:
    """Whether a title says what the role's own says, or is of just this level: an alias that says
    neither is another's name as well."""
    if title.composed or name.casefold() in _long(title.text, name).casefold():
        return True
    if not all(c.statement.section is SectionKind.TITLE_ALIASES for c in title.sources[:1]):
        return True
    return bool(_RANKS & set(title.text.casefold().split()))


def _named_so(material: Material) -> Title | None:
    """The label of the level, where a framework calls its levels by what their holders are called:
    "Operations analyst"."""
    label = str(material.level)
    if len(label.split()) < 2 or not re.fullmatch(r"[^\W\d_][^\d_–—]*(?<!\s)", label):
        return None
    if " - " in label or not is_calling(label) or _GENERIC & set(label.casefold().split()):
        return None
    return Title(raised(label), material.level_names[:1] or material.criteria[:1])


_GENERIC = frozenset(
    "level grade band professional contributor practitioner performer tier step stage".split()
)
_CALLINGS = frozenset(
    """nurse chief head lead partner pilot cook chef counsel associate fellow intern trainee
    apprentice clerk midwife architect sister steward judge coach aide secretary deputy principal
    hand master mate captain guide guard host matron dean crew cadet""".split()
)


def is_calling(title: str) -> bool:
    """Whether a name says what somebody is, and not what a discipline is called: "Web Engineering"
    is none."""
    plain = re.sub(r"\([^)]*\)|\b[IVX]+\b|\d+", "", title)
    head = re.split(r",| (?:of|for|in|at|to|with|-|–|—) ", plain)[0].casefold().split()
    return bool(head) and (head[-1] in _CALLINGS or _AGENT.fullmatch(head[-1]) is not None)


_AGENT = re.compile(
    r"\w+(?:[^eo]er|or|ist|ian|ant|yst|ineer|uary|agent|sident|tendent|utive|ative|itect|woman|man|"
    r"smith|wright|monger|graph|apist|logue)"
)


def _written_out(title: Title, name: str) -> Title:
    """The title with an abbreviation of the role's name written out: "Senior SRE"."""
    short = "".join(
        word if word.isupper() and len(word) < _SHORT else word[0]
        for word in re.findall(r"\w+", name)
    )
    words = title.text.split()
    if len(short) < 2 or short.upper() not in words:
        return title
    rest = [word for word in words if word != short.upper()]
    if not all(word.casefold() in _SENIORITY or _NUMBER.fullmatch(word) for word in rest):
        return title
    text = " ".join(name if word == short.upper() else word for word in words)
    return Title(text, title.sources, composed=title.composed, recorded=title.text)


_NUMBER = re.compile(r"[IVX]+|\d")
_SHORT = 4


def _is_clipped(title: Title, name: str) -> bool:
    """Whether a title is less than the role's own name: "Controller" of a train controller."""
    words = set(stems(title.text))
    return words < set(stems(name)) and name.casefold() not in title.text.casefold()


def _rung(material: Material) -> tuple[str | None, tuple[Chunk, ...]]:
    """The word of seniority with which the level is named, and what names it so."""
    for chunk in material.level_names[:1]:
        first = chunk.statement.text.split()[0]
        return (first, (chunk,)) if first.casefold() in _SENIORITY else (None, ())
    label = str(material.level)
    return (label.capitalize(), ()) if label.casefold() in _SENIORITY else (None, ())


def _told(material: Material, names: frozenset[str]) -> Iterator[Title]:
    """The titles in the guidelines, the name of the level where it is of this role, the aliases."""
    for cell in material.guidelines:
        if material.purpose(cell) is not Purpose.REQUIREMENT:
            continue
        for one in requirements_in(cell.statement.text, names):
            if one.asks is Asks.TITLE:
                yield Title(_single(title_in(one.wordings[0])), (cell,))
    for chunk in reversed(material.level_names):
        if set(stems(chunk.statement.text)) & names:
            yield Title(chunk.statement.text, (chunk,))
    for chunk in material.aliases:
        if _names_a_job(chunk.statement.text):
            yield Title(chunk.statement.text, (chunk,))


def _names_a_job(text: str) -> bool:
    """Whether an alias is a title: no absence, no course, no link, no sentence."""
    plain = text.strip()
    if (
        "://" in plain
        or _ABSENT.match(plain)
        or _STUDIED.search(plain)
        or plain.endswith((".", ":", "?"))
    ):
        return False
    return any(letter.isalpha() for letter in plain) and len(plain.split()) <= _LONGEST


_ABSENT = re.compile(
    r"\W*(?:none|no|nothing|not|n/?a|nil|null|tbd|tbc|to be|unknown|pending|see|without)\b", re.I
)
_STUDIED = re.compile(
    r"\b(?:courses?|certificates?|certifications?|diplomas?|degrees?|licen[cs]es?|modules?|"
    r"trainings?)\b(?!\s+\w)",
    re.I,
)
_LONGEST = 9


def _single(text: str) -> str:
    """ "Enterprise / Strategic / Principal Account Executive" names three: the first."""
    several = _SEVERAL.match(text)
    return f"{several['first']} {several['rest']}" if several else text


def _specialised(title: Title, parts: Sequence[str], page_title: tuple[Chunk, ...]) -> Title:
    """The title with the part of the role's name that it leaves out: "…, Field Sales"."""
    said = set(stems(title.text))
    if len(parts) < 2 or not said & set(stems(parts[0])):
        return title
    is_alias = any(c.statement.section is SectionKind.TITLE_ALIASES for c in title.sources)
    if is_alias and parts[0].casefold() not in title.text.casefold():
        return title  # "ICU Nurse" says already where
    lacking = [part for part in parts[1:] if not set(stems(part)) & said]
    if not lacking:
        return title
    text = ", ".join([title.text, *lacking])
    return Title(text, (*title.sources, *page_title), recorded=title.recorded or title.text)


def _long(title: str, name: str) -> str:
    """The title with an abbreviation of some words of the role's name written out: "FP&A"."""
    words = name.split()
    runs = [words[i:j] for i in range(len(words)) for j in range(i + 2, len(words) + 1)]
    for run in runs:
        short = "".join(word[0] for word in run if word[0].isalnum()).upper()
        for word in title.split():
            if len(short) > 1 and re.sub(r"\W", "", word) == short:
                title = title.replace(word, " ".join(run))
    return title


def _fit(title: Title, parts: Sequence[str]) -> tuple[bool, bool, int, int]:
    """The nearest to the role's own name first: whole parts of it, then words of it."""
    told = _long(title.recorded or title.text, parts[0]).casefold()
    said = _long(title.text, parts[0]).casefold()
    own = {stem for part in parts for stem in stems(part)}
    words = stems(said)
    shared = sum(word in own for word in dict.fromkeys(words))
    return (
        parts[0].casefold() not in told,
        not any(part.casefold() in said for part in parts),
        -shared,
        len(words),
    )
