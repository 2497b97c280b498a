"""Claims of an index, true ones and ones that are wrong in a known way; the same for the same seed.

A corruption has to change what is said: a draw whose result the statements happen to support (the
other level has the same duty, the wrong statement has the same words) is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from roleassistant.answering.support.limits import LIMIT
from roleassistant.domain import SectionKind
from roleassistant.domain.quantity import NUMBER_WORDS, amounts_in
from roleassistant.evaluation import english
from roleassistant.evaluation.claims import Material, Sample, content, holds, level_of
from roleassistant.evaluation.truths import TRUTHS, framed, in_contrast
from roleassistant.indexing.chunks import Chunk
from roleassistant.indexing.generation import Generation

Maker = Callable[[Material], Sample | None]

_COUNTING = [word for word, number in NUMBER_WORDS.items() if 2 <= number <= 12]
_COUNT = re.compile(rf"\b({'|'.join(sorted(_COUNTING, key=len, reverse=True))})\b")
_DIGITS = re.compile(r"(?<![\w.,:/=-])\d{1,4}(?![\d]*[a-z]|[.,:/-]\d)(?!\d)")
_UNITS = (
    (re.compile(r"\byears?\b|\byrs?\b", re.I), "months"),
    (re.compile(r"\bmonths\b"), "years"),
    (re.compile(r" ?%| percent\b"), " euros"),
    (re.compile(r"\beuros?\b|€"), "percent"),
    (re.compile(r"\bweeks\b"), "hours"),
    (re.compile(r"\bdays\b"), "weeks"),
    (re.compile(r"\bminutes\b"), "days"),
)
_NEGATED = re.compile(
    r"\b(?:not|never|no|without|nobody|neither|nor|cannot|rather than|instead of)\b", re.I
)
_DENIED = (
    (re.compile(r"\bwithout\b"), "with"),
    (re.compile(r"\bnever (?=\w+s\b)", re.I), ""),
    (re.compile(r"\b(?:does|do|is|are|has|have) not\b"), "does"),
    (re.compile(r"\brather than\b"), "by"),
)
_LIST = re.compile(
    r"(?<![\w'’])([\w-]+(?: [\w-]+)?), ((?:[\w-]+(?: [\w-]+)?, )+)(?:and |or )([\w-]+(?: [\w-]+)?)"
)
_INVENTED_TOOLS = (
    "Kubernetes Tableau Blender AutoCAD MATLAB SAP Figma Zendesk QuickBooks Photoshop COBOL "
    "Fortran Arduino Shopify Hadoop"
).split()
_INVENTED_SKILLS = (
    "beekeeping", "forklift driving", "sign language", "wood carving", "welding", "astronomy",
    "crisis photography", "calligraphy", "scuba diving", "glass blowing",
)  # fmt: skip
# A verb of doing, and one of another share in what is done.
_SHARES = {
    "Leads": "Supports", "Owns": "Contributes to", "Drives": "Assists with", "Directs": "Observes",
    "Decides": "Suggests", "Approves": "Recommends", "Manages": "Assists with",
    "Assists": "Leads", "Supports": "Directs", "Helps": "Leads", "Runs": "Assists with",
    "Sets": "Suggests", "Shadows": "Leads", "Designs": "Assists with", "Heads": "Supports",
}  # fmt: skip
_STRANGERS = ("Marine Biologist", "Warehouse Supervisor", "Tax Inspector", "Film Editor")


def true_claims(generation: Generation, count: int, seed: int) -> list[Sample]:
    """`count` claims that the statements they cite support, the kinds in turn."""
    return _drawn(Material.of(generation, seed), TRUTHS, count)


def corrupted_claims(generation: Generation, count: int, seed: int) -> list[Sample]:
    """`count` claims that the statements they cite do not support, the kinds in turn."""
    return _drawn(Material.of(generation, seed + 1), CORRUPTIONS, count)


# A kind that an index has nothing for, such as comparisons where all is of one level, gives up
# after so many draws in a row and leaves its turns to the others.
_DRAWS = 80


def _drawn(material: Material, makers: Mapping[str, Maker], count: int) -> list[Sample]:
    found: dict[tuple[str, tuple[int, ...]], Sample] = {}
    able = dict(makers)
    while able and len(found) < count and material.facts:
        for kind, make in list(able.items()):
            if len(found) == count:
                break
            for _ in range(_DRAWS):
                sample = make(material)
                key = (sample.claim, tuple(c.row for c in sample.evidence)) if sample else None
                if sample and key and key not in found:
                    found[key] = sample
                    break
            else:
                del able[kind]
    return list(found.values())


def _level(material: Material) -> Sample | None:
    chunk = material.levelled()
    if chunk is None:
        return None
    role = material.role(chunk)
    others = [
        level
        for level in (role.described_levels or role.levels)
        if level not in chunk.statement.levels
        and not any(
            level in other.statement.levels and holds(other, chunk.statement.text, 0.9)
            for other in material.by_role[chunk.role]
        )
    ]
    if not others:
        return None
    level = str(material.chance.choice(others))
    return Sample("level swapped", framed(chunk, material, level=level), (chunk,), False)


def _number(material: Material) -> Sample | None:
    chunk = material.with_text(re.compile(rf"{_DIGITS.pattern}|{_COUNT.pattern}"))
    if chunk is None:
        return None
    text = chunk.statement.text
    found = [*_DIGITS.finditer(text), *_COUNT.finditer(text)]
    if not found:
        return None
    match = material.chance.choice(found)
    written = match.group()
    if written.isdigit():
        number = int(written)
        changed = str(max(1, number + material.chance.choice([-3, -2, 2, 3, 5, number + 7])))
    else:
        changed = material.chance.choice([w for w in _COUNTING if w != written])
    if changed == written or re.search(rf"(?<!\d){changed}(?!\d)", text):
        return None
    return _reworded(
        "number changed", chunk, text[: match.start()] + changed + text[match.end() :], material
    )


def _unit(material: Material) -> Sample | None:
    pattern, instead = material.chance.choice(_UNITS)
    counted = re.compile(
        rf"(?:\d\+?|\b(?:{'|'.join(_COUNTING)})) ?(?:{pattern.pattern})", pattern.flags
    )
    chunk = material.with_text(counted)
    if chunk is None:
        return None
    return _reworded(
        "unit changed", chunk, pattern.sub(instead, chunk.statement.text, count=1), material
    )


def _range(material: Material) -> Sample | None:
    chunk = material.with_text(
        re.compile(r"\d.{0,8}(?:years|yrs|months)|\b(?:at least|up to) (?:\d|two|three)")
    )
    if chunk is None:
        return None
    text, choice = chunk.statement.text, material.chance.choice
    changed = text
    if "at least" in text:
        changed = text.replace("at least", choice(["at most", "exactly"]), 1)
    elif "up to" in text:
        changed = text.replace("up to", choice(["at least", "more than"]), 1)
    elif amounts := amounts_in(text):
        amount = amounts[0]
        low, high = f"{amount.years.low:g}", amount.years.high
        if amount.years.low.is_integer() and amount.text in text:
            instead = (
                [f"{low} years", f"up to {low} years"]
                if high is None
                else [f"{low}+ years", f"{low} or more years", f"exactly {low} years"]
            )
            if high == amount.years.low:
                instead = [f"{low}+ years", f"at least {low} years"]
            changed = text.replace(amount.text, choice(instead), 1)
    return (
        None if changed == text else _reworded("range opened or closed", chunk, changed, material)
    )


def _negated(material: Material) -> Sample | None:
    chunk = material.duty()
    if chunk is None or material.chance.random() < 0.3:
        return _undenied(material)
    text = english.bare(chunk.statement.text)
    verb = english.verb_of(text)
    if verb is None or _NEGATED.search(text):
        return None
    rest, do = text[len(verb) :].strip(), english.infinitive(verb)
    rung, title = level_of(chunk), material.called(chunk)
    does = english.lowered(verb)
    claim = material.chance.choice(
        [
            f"At {rung}, the {title} does not {do} {rest}.",
            f"{english.article(str(rung)).capitalize()} {rung} {title} never {does} {rest}.",
            f"{rung} is not expected to {do} {rest}.",
            f"{rung} {title} no longer {does} {rest}.",
            f"Nobody at {rung} {does} {rest}.",
            f"{rung} cannot {do} {rest}.",
        ]
    )
    return Sample("negated", claim, (chunk,), False)


def _undenied(material: Material) -> Sample | None:
    pattern, instead = material.chance.choice(_DENIED)
    chunk = material.with_text(pattern)
    if chunk is None:
        return None
    changed = " ".join(pattern.sub(instead, chunk.statement.text, count=1).split())
    return _reworded("negated", chunk, changed, material)


def _role(material: Material) -> Sample | None:
    chunk = material.fact()
    own = content(" ".join(n.text for n in material.generation.names if n.role == chunk.role))
    others = [
        part
        for role in material.generation.roles
        if role.key != chunk.role
        and not any(holds(c, chunk.statement.text, 0.9) for c in material.by_role[role.key])
        for part in (role.title, role.title.split(" / ")[0])
        if not content(part) <= own
    ]
    other = material.chance.choice([*others, material.chance.choice(_STRANGERS)])
    claim = framed(chunk, material, role=other)
    return Sample("role swapped", claim, (chunk,), False) if other in claim else None


def _misplaced(material: Material) -> Sample | None:
    chunk = material.fact()
    mine = chunk.statement
    if material.chance.random() < 0.4:
        wrong = material.chance.choice(
            [k for k in SectionKind if k not in (mine.section, SectionKind.OTHER)]
        )
        place = wrong.shown_as
        if content(place) & content(
            f"{mine.heading} {mine.section.shown_as} {mine.dimension or ''}"
        ):
            return None
        claim = material.chance.choice(
            [
                f"According to the {place} section, {english.lowered(mine.text)}",
                f"The {place} section says: {mine.text}",
            ]
        )
        return Sample("cited to the wrong section", claim, (chunk,), False)
    others = [
        c
        for c in material.by_role[chunk.role]
        if c.row != chunk.row and not holds(c, mine.text) and not holds(chunk, c.statement.text)
    ]
    if not others or len(content(mine.text)) < 2:
        return None
    cited = material.chance.choice(others)
    return Sample("cited to the wrong statement", framed(chunk, material), (cited,), False)


def _invented(material: Material) -> Sample | None:
    chunk, choice = material.fact(), material.chance.choice
    if material.chance.random() < 0.5:
        tool = choice(_INVENTED_TOOLS)
        tail = choice([f" using {tool}", f", and {tool}", f" with {tool}", f" in {tool}"])
    else:
        tool = choice(_INVENTED_SKILLS)
        tail = choice(
            [f", and {tool}", f" and {tool}", f", including {tool}", f", as well as {tool}"]
        )
    held = " ".join(c.statement.text for c in material.by_role[chunk.role]).casefold()
    if tool.casefold() in held:
        return None
    claim = re.sub(r"[\s.]*( \[\d\])?\.?$", "", framed(chunk, material)) + f"{tail}."
    return Sample("tool or skill invented", claim, (chunk,), False)


def _added(material: Material) -> Sample | None:
    chunk = material.levelled()
    if chunk is None:
        return None
    other = material.chance.choice(
        [c for c in material.facts if c.role == chunk.role and len(c.statement.text.split()) > 3]
    )
    clause = re.split(r"[;:]", english.bare(other.statement.text))[0]
    mine = chunk.statement
    known = f"{mine.text} {mine.dimension or ''} {mine.heading} {chunk.title}"
    fresh = content(clause) - content(known)
    if len(fresh) < 2:
        return None
    claim = (
        re.sub(r"[\s.]*( \[\d\])?\.?$", "", framed(chunk, material))
        + f", and {english.lowered(clause)}."
    )
    return Sample("clause added from elsewhere", claim, (chunk,), False)


def _only(material: Material) -> Sample | None:
    if material.chance.random() < 0.3:
        roles = [key for key, terms in sorted(material.terms.items()) if len(terms) > 3]
        if roles:
            terms = material.chance.sample(material.terms[material.chance.choice(roles)], 4)
            title = material.called(terms[0])
            half = english.listed([chunk.statement.text for chunk in terms[:2]])
            claim = f"The only skills of the {title} are {half}."
            return Sample("half of a list dropped, “only” claimed", claim, tuple(terms), False)
    chunk = material.with_text(_LIST)
    match = _LIST.search(chunk.statement.text) if chunk else None
    if chunk is None or match is None or re.search(r"\bonly\b", chunk.statement.text, re.I):
        return None
    text, only = chunk.statement.text, material.chance.choice(["only", "exclusively", "solely"])
    changed = f"{text[: match.start()]}{only} {match[1]}{text[match.end() :]}"
    return _reworded("half of a list dropped, “only” claimed", chunk, changed, material)


def _unlimited(material: Material) -> Sample | None:
    """What a statement is limited by, left out."""
    chunk = material.with_text(LIMIT)
    if chunk is None:
        return None
    text = chunk.statement.text
    changed = LIMIT.sub("", text, count=1)
    before = LIMIT.split(text, maxsplit=1)[0]
    segment = re.split(r"[.;:()]", before)[-1]
    if len(content(segment)) < 2 or any(
        not LIMIT.search(c.statement.text) and holds(c, segment, 0.9)
        for c in material.by_role[chunk.role]
    ):
        return None
    return _reworded("limit left out", chunk, changed, material)


_MODALS = (
    (re.compile(r"\bmust\b"), "may"),
    (re.compile(r"\bmay\b"), "must"),
    (re.compile(r"\bshould\b"), "may"),
    (re.compile(r"\balways\b"), "sometimes"),
    (re.compile(r"\bevery\b"), "some"),
    (re.compile(r"\beach\b"), "some"),
    (re.compile(r"\ball\b"), "some"),
    (re.compile(r"\bsome\b"), "all"),
    (re.compile(r"\bmost\b"), "all"),
    (re.compile(r"\boften\b"), "always"),
    (re.compile(r"\bindependently\b"), "under close supervision"),
    (re.compile(r"\bunder (?:close )?supervision\b"), "independently"),
)


def _modality(material: Material) -> Sample | None:
    draw = material.chance.random()
    if draw < 0.4:
        pattern, instead = material.chance.choice(_MODALS)
        chunk = material.with_text(pattern)
        if chunk is None or re.search(rf"\b{instead}\b", chunk.statement.text):
            return None
        changed = pattern.sub(instead, chunk.statement.text, count=1)
        return _reworded("modality changed", chunk, changed, material)
    chunk = material.duty()
    if chunk is None:
        return None
    text = english.bare(chunk.statement.text)
    verb = english.verb_of(text)
    if verb is None:
        return None
    rest, rung = text[len(verb) :].strip(), level_of(chunk)
    if draw < 0.7:
        share = _SHARES.get(verb)
        if share is None or holds(chunk, share.split()[0], 1.0):
            return None
        who = f"{english.article(chunk.title)} {chunk.title}"
        claim = f"At {rung}, {who} {english.lowered(share)} {rest}."
        return Sample("modality changed", claim, (chunk,), False)
    claim = material.chance.choice(
        [
            f"{rung} may {english.infinitive(verb)} {rest}.",
            f"{rung} sometimes {english.lowered(verb)} {rest}.",
            f"{rung} {material.called(chunk)} might {english.infinitive(verb)} {rest}.",
            f"At {rung} it is optional to {english.infinitive(verb)} {rest}.",
        ]
    )
    softened = re.search(r"\b(?:may|might|could|sometimes|optional|occasional\w*)\b", text, re.I)
    return None if softened else Sample("modality changed", claim, (chunk,), False)


def _comparison(material: Material) -> Sample | None:
    choice = material.chance.choice
    if material.chance.random() < 0.6 and (years := material.years()):
        a, b = map(level_of, years.pair)
        title, x, y = years.title, years.less, years.more
        claim = choice(
            [
                f"At {b} {english.article(title)} {title} needs {x}, against {y} at {a}.",
                f"{a} requires {y} and {b} {x}.",
                f"{b} asks for fewer years than {a}.",
                f"{a} asks for more years of experience than {b}.",
                f"While {a} asks for {y}, {b} asks for {x}.",
                f"Experience rises from {y} at {a} to {x} at {b}.",
            ]
        )
        return Sample("comparison reversed", claim, years.pair, False)
    pair = material.pair()
    if pair is None or _alike(*pair):
        return None
    low, high = pair
    claim = in_contrast(
        str(level_of(low)),
        english.bare(high.statement.text),
        str(level_of(high)),
        english.bare(low.statement.text),
        low.statement.dimension or "",
        material,
    )
    return Sample("comparison reversed", claim, pair, False)


def _alike(one: Chunk, other: Chunk) -> bool:
    return holds(one, other.statement.text) or holds(other, one.statement.text)


def _reworded(kind: str, chunk: Chunk, text: str, material: Material) -> Sample:
    """A changed text, alone or under the level that it has."""
    levels = chunk.statement.levels
    if len(levels) == 1 and material.chance.random() < 0.5:
        return Sample(kind, f"{levels[0]}: {text}", (chunk,), False)
    return Sample(kind, text, (chunk,), False)


# How a claim may be corrupted, by kind. None where a draw did not give one.
CORRUPTIONS: Mapping[str, Maker] = {
    "level swapped": _level,
    "number changed": _number,
    "unit changed": _unit,
    "range opened or closed": _range,
    "negated": _negated,
    "role swapped": _role,
    "misplaced": _misplaced,
    "tool or skill invented": _invented,
    "clause added from elsewhere": _added,
    "half of a list dropped, “only” claimed": _only,
    "limit left out": _unlimited,
    "modality changed": _modality,
    "comparison reversed": _comparison,
}
