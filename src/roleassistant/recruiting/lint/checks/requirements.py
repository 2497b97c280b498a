"""Must-haves that keep people out: too many, too many years, a degree with nothing in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleassistant.domain.quantity import Years, amounts_in, folded
from roleassistant.recruiting.lint.post import Block, Kind, Part, Post
from roleassistant.recruiting.lint.profile import ProfileView
from roleassistant.recruiting.lint.rule import Hit

_DEGREE = re.compile(
    r"(?i:\b(?:(?:bachelor|master)(?:[’']?s)?(?:[- ]level)? (?:degree|of (?:science|arts|"
    r"engineering)|"
    r"in\b|required|qualification)|(?:university|college|undergraduate|postgraduate|graduate|"
    r"four-year|4-year|advanced|relevant|honou?rs|technical|engineering|business|science|tertiary) "
    r"degree|degree(?:-level| level)?(?:[- ]educated| in\b| qualified| required| is required|"
    r" from\b|"
    r" essential|,? and\b)|(?:an?|the|your) degree\b|educated to degree level|"
    r"university (?:education|graduate)|college (?:graduate|education)|higher education\b|"
    r"degree$))|"
    r"\b(?:BSc|B\.Sc\.?|BA|BEng|MSc|M\.Sc\.?|MBA|PhD|Ph\.D\.?|MEng)\b",
)
_EQUIVALENT = re.compile(
    r"equivalent|equivalen[ct]|or (?:relevant |similar |comparable |practical |proven |work |"
    r"hands-on |"
    r"several years|\w+ years?|\d|demonstrable|an? (?:apprenticeship|vocational|diploma|"
    r"foundation|comparable|"
    r"similar|relevant|trade|completed))|or experience|or the (?:same|equal)|in lieu|instead|"
    r"no degree|not (?:need|"
    r"required|"
    r"require|necessary|essential|ask)|don[’']t need|preferred|welcome|desirable|a plus|"
    r"nice to have|"
    r"helpful|advantage|ideally|apprenticeship|working towards|studying|or (?:nearing|close)|"
    r"common\b|doesn[’']t matter|whether or not|or the experience|or comparable|bonus|optional|"
    r"with or without|usual|would help|or what you",
    re.IGNORECASE,
)
# Where the law or a register asks for the degree.
_REGULATED = re.compile(
    r"nurs|midwi|medic|physician|pharmac|dent(?:al|ist)|veterinar|physiotherap|occupational therap|"
    r"radiograph|dietit|social work|psycholog|speech (?:and|therap)|paramedic|teach|PGCE|QTS|law\b|"
    r"legal|solicitor|barrister|attorney|architect(?:ure|ural)?\b(?! of)|chartered|licensed|"
    r"registered|"
    r"audiolog|optometr|biomedical scien|clinical|podiatr|surveying|RIBA|theolog|research fellow|"
    r"postdoc|lecturer|professor|phd student|doctoral",
    re.IGNORECASE,
)
_PROFESSION = re.compile(
    r"nurse|midwife|doctor|physician|surgeon|pharmacist|dentist|veterinarian|therapist|"
    r"radiographer|"
    r"dietitian|social worker|psychologist|paramedic|teacher|solicitor|barrister|lawyer|attorney|"
    r"architect\b(?!ur)|lecturer|professor|optometrist|audiologist|research fellow|postdoc",
    re.IGNORECASE,
)
_OF_STAFF = re.compile(
    r"\b(?:our|we|company|firm|team|founded|history|since|clients?|customers?)\b", re.I
)
_OF_READER = re.compile(
    r"\b(?:you|your|candidate|applicant|require|required|minimum|at least|must|need|essential|"
    r"proven)\b",
    re.IGNORECASE,
)
_OF_EXPERIENCE = re.compile(
    r"experience|exp\b|background|track record|working (?:in|as|with)|as an? |in (?:a|the|an) |"
    r"in [A-Z]|of (?:[\w-]+ ){1,4}|post[- ]qualif|pqe|hands-on|industry|selling|managing|"
    r"practi[cs]e|"
    r"proven|leadership|programming|development|professional|similar",
)
_OF_AGE = re.compile(r"\s*(?:old|of age|ago|contract|fixed|minimum age)", re.IGNORECASE)
_STARTER = re.compile(
    r"\b(?:junior|entry[- ]level|graduate|trainee|apprentice|intern|internship|assistant|beginner|"
    r"associate|school leaver|no experience)\b",
    re.IGNORECASE,
)
_MOST_FOR_STARTER = 2.0


def check(post: Post, profile: ProfileView | None, most: int, most_years: float) -> Iterator[Hit]:
    """`most` is how many requirements a post may list, `most_years` how many years it may ask for
    where no profile says."""
    yield from _count(post, most)
    yield from _years(post, profile, most_years)
    yield from _degree(post, profile)


def _count(post: Post, most: int) -> Iterator[Hit]:
    listed = list(post.of(Part.REQUIREMENTS, kinds=(Kind.BULLET,)))
    if len(listed) > most:
        yield Hit(
            "requirements-count",
            listed[most],
            why=f"{len(listed)} must-haves, of which {most} is the most set here. "
            f"Each further one keeps qualified people from applying.",
        )


def _years(post: Post, profile: ProfileView | None, most_years: float) -> Iterator[Hit]:
    starter = _STARTER.search(post.title)
    most, whose = most_years, "which is more than any level here is checked for"
    if profile is not None and profile.years is not None:
        most, whose = (
            profile.years,
            f"where the profile of {profile.shown} says {profile.years_text}",
        )
    elif starter:
        most, whose = _MOST_FOR_STARTER, f"for a post called “{starter.group()}”"
    for block in post.prose():
        if block.part in (Part.WISHES, Part.GROWTH, Part.BENEFITS, Part.PAY):
            continue
        for asked, years, start, end in _asked(block):
            if years.low > most + 1e-6:
                why = f"It asks for {asked}, {whose}."
                yield Hit("years-inflated", block, start, end, why)


def _asked(block: Block) -> Iterator[tuple[str, Years, int, int]]:
    """Amounts of years that somebody has to have worked."""
    text = folded(block.text)
    for amount in amounts_in(text):
        start = amount.start
        sentence = block.sentence_at(start)
        behind = text[start + len(amount.text) :][:70]
        required = block.part is Part.REQUIREMENTS and not _OF_AGE.match(behind)
        if not required and not _OF_EXPERIENCE.search(behind.split(".")[0]):
            continue
        asked = block.part is Part.REQUIREMENTS or _OF_READER.search(sentence)
        if not asked or (_OF_STAFF.search(text[:start]) and not _OF_READER.search(sentence)):
            continue
        begin = text.find(amount.text, max(0, start - 2))
        if begin >= 0:
            yield amount.text, amount.years, begin, begin + len(amount.text)


def _degree(post: Post, profile: ProfileView | None) -> Iterator[Hit]:
    if profile is not None and profile.asks_degree:
        return
    for block in post.prose():
        asks = block.part is Part.REQUIREMENTS or re.search(
            r"\b(?:must|require[sd]?|need|essential|minimum)\b", block.text, re.IGNORECASE
        )
        if not asks or block.part in (
            Part.WISHES,
            Part.GROWTH,
            Part.BENEFITS,
            Part.ABOUT,
            Part.EQUAL,
        ):
            continue
        found = _DEGREE.search(block.text)
        if found is None or _EQUIVALENT.search(block.text) or _REGULATED.search(block.text):
            continue
        if _PROFESSION.search(post.title):
            continue
        known = "" if profile is None else f" The profile of {profile.shown} asks for none."
        yield Hit(
            "degree-required",
            block,
            found.start(),
            found.end(),
            f"A degree that the work does not need keeps out skilled people.{known}",
        )
