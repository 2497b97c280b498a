"""What a question is about, once the names and levels are taken out of it."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from roleassistant.domain import Level
from roleassistant.domain.pattern import Pattern
from roleassistant.domain.quantity import NUMBER_WORDS
from roleassistant.retrieval.attribute import Attribute
from roleassistant.retrieval.heard import is_seniority
from roleassistant.retrieval.levels import Span
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.notions import is_cue
from roleassistant.retrieval.plan import RoleMention
from roleassistant.retrieval.values import SAYING_VALUE
from roleassistant.retrieval.words import (
    FUNCTION_WORDS,
    LIGHT_WORDS,
    SHORT_FORMS,
    Token,
    stem,
    stems,
    tokens,
)

# Two words that together say no more than "do".
VERB_PHRASES = Pattern(
    r"\b(?:deal(?:s|ing|t)? with|look(?:s|ing|ed)? after|(?:take|takes|taking) care of|"
    r"in charge of|"
    r"without (?:asking|having to ask)"
    r"(?: (?:anyone|anybody|others|first|for (?:permission|approval)))*|"
    r"come(?:s)? with|responsible for|involved in|whose thing|hav(?:e|ing) to do with|"
    r"in (?:a|one|two|three|few|a few|simple|short|plain) (?:lines?|sentences?|words?|bullets?|"
    r"english))\b"
)
# What a house calls a rung, said to ask which: "what band", "the lowest tier that may …".
RUNG = r"(?:levels?|grades?|rungs?|bands?|tiers?|steps?|ranks?)"
# Ways of asking that say nothing of what is asked; the words to leave out are in a group "own".
_ASIDES = (
    Pattern(
        rf"\b(?:which|what)(?: (?!(?:pay|salary|wage|price|age)\b)[\w#-]+){{0,2}}? "
        rf"(?!steps\b)(?P<own>{RUNG})\b(?! (?:of|in)\b)"
    ),
    Pattern(
        rf"\b(?P<own>(?:lowest|earliest|highest|first|minimum|most junior|most senior)"
        rf"(?: possible)? {RUNG})\b"
    ),
    Pattern(
        r"\b(?P<own>(?:at|from) (?:what|which) (?:point|stage|moment)(?: on(?:wards?)?)?)\b",
    ),
    Pattern(
        rf"\b(?:who|{RUNG})\b[^?,;:]{{0,40}}? "
        r"(?P<own>(?:has|have|had|holds?|gets?|with|given|enjoys?) (?:got )?(?:the )?"
        r"(?:powers?|authority|rights?|say|say-so|mandate|freedom|permission|clearance) to)\b"
    ),
    # Fillers: how long, how surely, and nothing of what.
    Pattern(
        r"\b(?P<own>for good|at all|at the moment|right now|these days|nowadays|in total|in all|by far|"
        r"in practice|any ?more|on a (?:daily|regular) basis|if any|as a rule|in general|of course|by the way)\b"
    ),
    Pattern(r"\b(?P<own>(?:empowered|authori[sz]ed|cleared|free|trusted|gets|get) to)\b"),
    # What somebody does instead is not what is asked.
    Pattern(r"\b(?P<own>(?:rather than|instead of|as opposed to) [^,;?!.]*)"),
    Pattern(
        r"\bwhere (?:does|do|did|would) [^?]+? (?P<own>stop|end|finish|leave off)s?\b"
        r"(?=[^?]* (?:begin|start|take over)s?\b)"
    ),
    Pattern(r"\b(?:stop|end|finish|leave off)s?\b[^?]* (?P<own>(?:begin|start|take over)s?)\b"),
    Pattern(
        r"\b(?P<own>(?:(?:dividing |border ?|boundary )?lines?(?= (?:is |runs |drawn )?between\b)|"
        r"(?:borders?|boundary|boundaries)"
        r"(?= (?:is |lies )?(?:between|with|to|towards?|against)\b)))"
    ),
)
_ASKED_FOR = Pattern(
    r"\b(?:which|what)\s+(?!(?:on|in|at|of|the|an?|about|else|if|for|to)\b)"
    r"(?:(?:kinds?|sorts?|types?) of\s+)?(?:(?P<nouns>(?:[a-z-]+\s+){1,3}?)"
    r"(?=(?:does|do|did|is|are|was|were|can|could|will|would|should|must|may|has|have)\b)|(?P<noun>[a-z-]+))"
)
_OF_A_RUNG = Pattern(rf"(?:which|what) (?:[\w#-]+ ){{0,2}}?{RUNG}\b")
# Letters in common, in percent, from which on one word may be meant by another.
_A_SLIP = 60
_BEFORE_A_NAME = frozenset({"new", "current", "future", "typical", "average"})
# Words around an attribute that name no further thing.
_VAGUE = frozenset(
    stem(word)
    for word in (
        "minimum maximum number amount total current background average sort good right best call "
        "name area field range code title define description day long deep high low base basic"
    ).split()
)


def outside_names(
    spoken: Sequence[Token], mentions: Sequence[RoleMention], levels: Sequence[Level]
) -> list[Token]:
    """The tokens outside of names, without title words that stand next to the name of a role.

    In "backend engineer" only "backend" is a name, and "engineer" belongs to it all the same; so
    does "senior" where the level is named as well.
    """
    spans = [(m.start, m.end) for m in mentions]
    titles = {s for m in mentions for s in stems(m.role.title)}
    inside = [within(t, spans) and not _between(t, mentions) for t in spoken]
    kept = []
    for position, token in enumerate(spoken):
        if inside[position]:
            continue
        before_a_name = any(inside[position + 1 : position + 3])
        if levels and token.text in _BEFORE_A_NAME and before_a_name:
            continue
        beside = any(inside[max(0, position - 1) : position + 2])
        # "Senior" before a name is of the title; "lead" behind it is what somebody does.
        senior = levels and any(inside[position + 1 : position + 2]) and is_seniority(token.stem)
        if not (senior or (beside and token.stem in titles)):
            kept.append(token)
    return kept


def _between(token: Token, mentions: Sequence[RoleMention]) -> bool:
    """Whether a word stands between the words of a name, and is not of it."""
    return any(
        m.start < token.start
        and token.end < m.end
        and token.stem not in stems(m.name)
        and (len(tokens(m.matched)) > len(tokens(m.name)) or _is_like_none(token, m.name))
        for m in mentions
    )


def _is_like_none(token: Token, name: str) -> bool:
    """Whether a word is no slip and no short form of a word of `name`."""
    meant = SHORT_FORMS.get(token.text, token.text)
    return not any(
        word.text.startswith(token.text)
        or word.text == meant
        or fuzz.ratio(word.text, token.text) >= _A_SLIP
        for word in tokens(name)
    )


def asides(text: str) -> list[Span]:
    """The stretches of a folded question that are a way of asking: "which band has the power to",
    "rather than homes"."""
    return [found.span("own") for aside in _ASIDES for found in aside.finditer(text)]


def masked(text: str, mentions: Sequence[RoleMention]) -> str:
    """`text` with a sign for each name: the software of "Software Engineer" is no tool."""
    for mention in mentions:
        # Half a name with other words between is a guess, and hides nothing of what is asked.
        loose = mention.score < WHOLE and len(tokens(mention.matched)) > len(tokens(mention.name))
        if mention.start >= 0 and not loose:
            sign = "#" * (mention.end - mention.start)
            text = text[: mention.start] + sign + text[mention.end :]
    return text


def noun_asked_for(text: str, words: Sequence[str], unknown: Sequence[str] = ()) -> str | None:
    """The stem after "which" or "what", where it is a word that the question is about.

    Of "which brand of tyres" it is the brand, where that is a word that no statement holds.
    """
    for phrase in _ASKED_FOR.finditer(text):
        if _OF_A_RUNG.match(text[phrase.start() :]):
            continue  # "which safety level" asks for a level
        nouns = phrase["nouns"].split() if phrase["nouns"] else [phrase["noun"]]
        strange = stem(nouns[0]) in unknown and nouns[0] not in LIGHT_WORDS
        if strange and "of" in nouns[1:]:
            return stem(nouns[0])
        asked = [
            n
            for n in nouns
            if stem(n) in words and n not in LIGHT_WORDS and stem(n) not in SAYING_VALUE
        ]
        if asked:
            return stem(asked[-1])
    return None


def is_of_a_dimension(attribute: Attribute, text: str, dimensions: Sequence[str]) -> bool:
    """Whether the words by which an attribute was found are of the name of a dimension."""
    cue = attribute.cues.search(text)
    named = {word for dimension in dimensions for word in stems(dimension)}
    return cue is not None and set(stems(cue.group())) <= named


def qualifiers(
    topical: Sequence[Token], attribute: Attribute | None, dimensions: Sequence[str]
) -> tuple[str, ...]:
    """What narrows the attribute or dimension that is asked for: the Java of "Java experience".

    A qualifier stands right before the words of the attribute, or behind them after "in", "of",
    "with" or "for". Words elsewhere are ways of asking.
    """
    if attribute is None and not dimensions:
        return ()
    cues = [_is_cue(t, attribute, dimensions) for t in topical]
    found = []
    for position, token in enumerate(topical):
        if cues[position] or token.text in FUNCTION_WORDS or token.stem in _VAGUE:
            continue
        if token.text in NUMBER_WORDS or token.text.isdigit():
            continue
        before_cue = position + 1 < len(topical) and cues[position + 1]
        behind_cue = (
            position > 1
            and topical[position - 1].text in ("in", "of", "with", "for")
            and any(cues[max(0, position - 4) : position])
        )
        if before_cue or behind_cue:
            found.append(token.stem)
    return tuple(dict.fromkeys(found))


def _is_cue(token: Token, attribute: Attribute | None, dimensions: Sequence[str]) -> bool:
    if attribute is not None and attribute.cues.search(token.text):
        return True
    if not dimensions:
        return False
    return is_cue(token.text) or any(token.stem in stems(dimension) for dimension in dimensions)


def within(token: Token, spans: Sequence[Span]) -> bool:
    """Whether a word lies in one of `spans`."""
    return any(start <= token.start and token.end <= end for start, end in spans)
