"""What a level asks for: a cell such as "Bachelor's degree, MBA welcome; 6–9 years" taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from roleassistant.domain.quantity import amounts_in
from roleassistant.recruiting.address.persons import with_your_own
from roleassistant.recruiting.address.written import raised
from roleassistant.retrieval.words import stems

_SOFT = (
    r"welcome|common|preferred|desirable|desired|helpful|useful|appreciated|a plus|an advantage|"
    r"an asset|of advantage|beneficial|nice to have|optional|often seen|valued"
)
_WISHED = re.compile(rf"\b(?:{_SOFT})\b|\bideally\b", re.I)
_WISH = re.compile(rf",?\s*\(?(?:is |are |being )?(?:very |highly )?(?:{_SOFT})\)?\s*$", re.I)
_YEARS = re.compile(r"\byrs?\b\.?", re.I)
_AMOUNT = re.compile(
    r"^(?:(?:up to|under|less than|at least|about|around|over|more than) )?"
    r"(?:[\w–+-]+(?: or more)?(?: to \d+)?\+?)\s+years?\b",
    re.I,
)
_DENIED = re.compile(r"\b(?:no|not|without|neither)\b", re.I)
_DEGREE = re.compile(
    r"\b(?:degree|diploma|certificate|apprenticeship|bachelor|master|doctorate|phd|licen[cs]e|"
    r"training|course|qualification|registered|portfolio)\w*",
    re.I,
)


class Asks(StrEnum):
    """What kind of requirement it is."""

    EDUCATION = "education"
    EXPERIENCE = "experience"
    WISH = "wish"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Requirement:
    """`wordings` say the same, the best first; the last is as the profile has it."""

    asks: Asks
    wordings: tuple[str, ...]


def requirements_in(text: str, names: frozenset[str]) -> Iterator[Requirement]:
    """The requirements of a cell, in its order. `names` are the stems of what the role is called,
    by which "Senior Account Executive with …" is known for a title."""
    whole = " ".join(text.split()).rstrip(".")
    if _DENIED.search(whole) and not (_WISHED.search(whole) or amounts_in(whole)):
        yield Requirement(Asks.EDUCATION, (raised(whole),))
        return
    for part in whole.split("; "):
        if _DENIED.search(part):
            # "No degree, but a licence": half of it would ask for more than the whole.
            yield Requirement(Asks.EDUCATION, (raised(part),))
        elif amounts_in(part):
            clauses = part.split(", ")
            wished = [one for one in clauses[1:] if _WISHED.search(one)]
            asked = ", ".join(one for one in clauses if one not in wished)
            yield Requirement(Asks.EXPERIENCE, _experience(asked))
            yield from (_wish(clause, whole) for clause in wished)
        elif _is_title(part, names):
            # "Account Executive running the full cycle" says what this level is, and asks nothing.
            yield Requirement(Asks.TITLE, (part,))
            if record := re.search(r"\bwith (?:an? )?(?P<what>[a-z].+)$", part):
                yield Requirement(Asks.EXPERIENCE, (raised(record["what"]),))
        elif _THIS_ROLE.search(part):
            continue
        else:
            yield from _education(part, whole)


_ASKED = re.compile(r"(?<!not )\b(?:required|mandatory|compulsory|must|essential)\b", re.I)


def is_wished(text: str) -> bool:
    """Whether a text calls what it names welcome, and no must."""
    return _WISHED.search(text) is not None and _ASKED.search(text) is None


def years_of(text: str) -> tuple[str, ...]:
    """Wordings of an amount of experience as a level definition has it: "6–9 yrs"."""
    return _experience(" ".join(text.split()).rstrip("."))


def _experience(part: str) -> tuple[str, ...]:
    plain = _YEARS.sub("years", part)
    found = [plain] if plain == part else [plain, part]
    amount = _AMOUNT.match(plain)
    if amount:
        rest = plain[amount.end() :]
        if not re.match(r"\s+(?:of|as|experience)\b", rest):
            found.insert(0, f"{plain[: amount.end()]} of experience{rest}")
    return tuple(
        dict.fromkeys(raised(one) for text in found for one in (with_your_own(text), text))
    )


def _is_title(part: str, names: frozenset[str]) -> bool:
    head = title_in(part)
    said = stems(head)
    # "Sterile-technician course II" begins like a title, and is none.
    if _DEGREE.search(re.split(r",| with ", part)[0]) or not _GOES_ON.match(part[len(head) :]):
        return False
    return len(said) > 1 and bool(set(said) & names)


# "New grad, intern, or first sales-development role": the level itself.
_THIS_ROLE = re.compile(r"\bfirst\b[^,;]*\b(?:role|position|job|post)$", re.I)
_GOES_ON = re.compile(r"\s*(?:$|[,(]|(?:with|in|of|for|at|on|or|and|who|to|from|across|\w+ing)\b)")


def title_in(text: str) -> str:
    """The words with a capital with which a text begins: "Senior Account Executive running …"."""
    found = _TITLE.match(re.split(r",| with ", text)[0])
    return found.group().strip(" /") if found else ""


_TITLE = re.compile(r"(?:(?:[A-Z0-9][\w'’&.-]*|/|of|&)(?:\s+|$))*")


def _education(part: str, whole: str) -> Iterator[Requirement]:
    clauses = part.split(", ")
    wished = [clause for clause in clauses if _WISHED.search(clause)]
    if len(clauses) > 1 and re.match(r"(?:and|or)\b", clauses[-1]) and clauses[-1:] == wished:
        # "Degree in business, psychology, or law preferred": all of the list is welcome.
        clauses = wished = [part]
    asked = [clause for clause in clauses if clause not in wished]
    if asked:
        yield Requirement(Asks.EDUCATION, (raised(", ".join(asked)),))
    yield from (_wish(clause, whole) for clause in wished)


def _wish(clause: str, whole: str) -> Requirement:
    bare = re.sub(r"^ideally\s+(?:with\s+)?", "", _WISH.sub("", clause), flags=re.I)
    wordings = [raised(clause)]
    if bare and not _WISHED.search(bare):
        wordings.insert(0, raised(bare))
        if re.search(r"(?:master|bachelor)['’]s$", bare) and "degree" in whole:
            wordings.insert(0, f"{raised(bare)} degree")
    return Requirement(Asks.WISH, tuple(wordings))
