"""True claims, worded by rule from the statements of an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from roleassistant.domain import SectionKind
from roleassistant.domain.quantity import amounts_in
from roleassistant.evaluation import english
from roleassistant.evaluation.claims import Material, Sample, level_of
from roleassistant.indexing.chunks import Chunk

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_COUNTS = {"2": "two", "3": "three", "5": "five", "10": "ten", "12": "twelve"}


def framed(
    chunk: Chunk, material: Material, role: str | None = None, level: str | None = None
) -> str:
    """A statement as a sentence that names role and level, its words unchanged."""
    statement, choice = chunk.statement, material.chance.choice
    title = role or material.called(chunk)
    rung = level or (str(statement.levels[0]) if len(statement.levels) == 1 else "")
    text = english.bare(statement.text)
    verb = english.verb_of(text)
    who = f"{rung} {title}".strip()
    if statement.section is SectionKind.RESPONSIBILITIES and verb:
        rest = text[len(verb) :].strip()
        return choice(
            [
                f"{english.article(who).capitalize()} {who} {english.lowered(text)}.",
                f"At {rung}, the {title} is expected to {english.infinitive(verb)} {rest}.",
                f"{rung}: {text}.",
                f"{title} ({rung}): {text} [1].",
            ]
            if rung
            else [f"The {title} {english.lowered(text)}."]
        )
    label = statement.dimension
    if statement.section is SectionKind.SKILLS and label:
        return f"{label} means {english.lowered(text)}."
    if label and rung:
        return choice(
            [
                f"{label} at {rung} of {title}: {text}.",
                f"For {english.article(who)} {who}, {label} is: {english.lowered(text)}.",
                f"**{rung} · {label}:** {text} [2].",
            ]
        )
    return f"{title}{f', {rung}' if rung else ''}: {text}."


def _verbatim(material: Material) -> Sample | None:
    chunk = material.fact()
    return Sample("verbatim", chunk.statement.text, (chunk,), True)


def _framed(material: Material) -> Sample | None:
    chunk = material.fact()
    return Sample("framed", framed(chunk, material), (chunk,), True)


def _paraphrased(material: Material) -> Sample | None:
    """By one of several rules, each of which takes something away or words it otherwise."""
    chunk = material.duty() if material.chance.random() < 0.6 else material.levelled()
    if chunk is None:
        return None
    text = english.bare(_BRACKETS.sub("", chunk.statement.text))
    rung, title = level_of(chunk), material.called(chunk)
    amounts = amounts_in(text)
    verb = english.verb_of(text)
    ways: list[Callable[[], str]] = []
    if amounts:
        ways.append(
            lambda: (
                f"At {rung}, {english.article(title)} {title} should have "
                f"{english.worded(amounts[0].years, material.chance)} of experience."
            )
        )
    if chunk.statement.section is SectionKind.RESPONSIBILITIES and verb:
        rest = text[len(verb) :].strip()
        do = english.infinitive(verb)
        head = re.split(r"[,;:]", rest)[0]
        ways += [
            lambda: f"They {do} {rest} at {rung}.",
            lambda: f"People at {rung} are expected to {do} {rest}.",
            lambda: f"At {rung}, the {title} should {do} {head}.",
            lambda: f"To {do} {rest} is the responsibility of {rung}.",
            lambda: f"{str(rung).upper()} {title}: {do} {head}",
        ]
    elif ";" in text:
        ways.append(lambda: f"{rung} {title}: {text.split(';')[0]}.")
        ways.append(lambda: f"At {rung}: {text.split(';')[-1].strip()}.")
    elif not amounts:
        ways.append(lambda: f"{text} – that is {chunk.statement.dimension or 'typical'} at {rung}.")
    claim = material.chance.choice(ways)()
    for digits, word in _COUNTS.items():
        claim = re.sub(rf"(?<![\w.–-]){digits}(?= [a-z])", word, claim)
    return Sample("paraphrased", claim, (chunk,), True)


def _joined(material: Material) -> Sample | None:
    """Two duties of one level in one sentence."""
    one = material.duty()
    if one is None:
        return None
    beside = [
        c
        for c in material.duties
        if c.role == one.role and level_of(c) == level_of(one) and c.row != one.row
    ]
    if not beside:
        return None
    other = material.chance.choice(beside)
    first, second = (
        english.bare(one.statement.text),
        english.lowered(english.bare(other.statement.text)),
    )
    who = f"{level_of(one)} {material.called(one)}"
    claim = f"{english.article(who).capitalize()} {who} {english.lowered(first)}, and {second}."
    return Sample("joined", claim, (one, other), True)


def _compared(material: Material) -> Sample | None:
    choice = material.chance.choice
    if material.chance.random() < 0.5 and (years := material.years()):
        a, b = map(level_of, years.pair)
        title, x, y = years.title, years.less, years.more
        claim = choice(
            [
                f"At {b} {english.article(title)} {title} needs {y}, against {x} at {a}.",
                f"{a} requires {x} and {b} {y}.",
                f"{b} asks for more years than {a}: {y} against {x}.",
                f"While {a} asks for {x}, {b} asks for {y}.",
                f"Experience rises from {x} at {a} to {y} at {b}.",
            ]
        )
        return Sample("compared", claim, years.pair, True)
    pair = material.pair()
    if pair is None:
        return None
    low, high = pair
    return Sample("compared", contrasted(low, high, material), pair, True)


def contrasted(low: Chunk, high: Chunk, material: Material) -> str:
    """Two statements under one label, each with the level that it is given in the claim."""
    a, b = level_of(low), level_of(high)
    x, y = english.bare(low.statement.text), english.bare(high.statement.text)
    return in_contrast(str(a), x, str(b), y, low.statement.dimension or "", material)


def in_contrast(a: str, x: str, b: str, y: str, label: str, material: Material) -> str:
    """ "At a x, whereas at b y", in one of several orders."""
    return material.chance.choice(
        [
            f"{label}: {a}: {x}; {b}: {y}.",
            f"At {b}: {english.lowered(y)}, whereas at {a}: {english.lowered(x)}.",
            f"{label} at {a} is “{x}”, while at {b} it is “{y}”.",
        ]
    )


def _listed(material: Material) -> Sample | None:
    roles = [key for key, terms in sorted(material.terms.items()) if len(terms) > 3]
    if not roles:
        return None
    terms = material.terms[material.chance.choice(roles)]
    picked = material.chance.sample(terms, material.chance.randint(2, min(5, len(terms))))
    names = [chunk.statement.text for chunk in picked]
    title = material.called(picked[0])
    claim = material.chance.choice(
        [
            f"{english.article(title).capitalize()} {title} needs {english.listed(names)}.",
            f"Skills: {', '.join(names)}.",
            f"Among the skills of the {title} are {english.listed(names)}.",
        ]
    )
    return Sample("listed", english.ended(claim), tuple(picked), True)


# How a true claim may be made, by kind. None where a draw did not give one.
TRUTHS: Mapping[str, Callable[[Material], Sample | None]] = {
    "verbatim": _verbatim,
    "framed": _framed,
    "paraphrased": _paraphrased,
    "joined": _joined,
    "compared": _compared,
    "listed": _listed,
}
