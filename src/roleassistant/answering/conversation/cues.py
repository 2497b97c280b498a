"""How a turn refers to what was said before, by its words alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from roleassistant.answering.conversation.spoken import pattern, plainly, spoken
from roleassistant.domain.pattern import Pattern
from roleassistant.domain.quantity import NUMBER_WORDS
from roleassistant.retrieval.words import fold

_PLEASED = (
    r"(?:ok(?:ay)?|cool|great|thanks?(?: you)?|thank (?:you|u)|thx|perfect|nice|awesome|alright|"
    r"got it|hm+|i see|very good|yes|yeah|right)"
)
# "Ok cool. What about …", but no "right level" and no "great sellers".
_OPENING = pattern(
    rf"""^\W*(?:{_PLEASED}(?:\s*[,.;:!–-]+\s*|\s+(?={_PLEASED}\b|(?:and|what|how|now|so|but|then|for|
    which|who|where|is|are|do|does|can)\b)))+"""
)
_ELSE_CHANGES = pattern(
    r"""\b(?:what|anything|something) else[ ]
    (?:chang\w+|differ\w*|is (?:different|new|added)|gets? added|separat\w+)\b"""
)

_MISSING = pattern(
    r"""\b(?:missing|lack\w*|gaps?|(?:still|to) learn|work on|left to (?:do|learn|show)|
    what next|whats next|not evidenced)\b"""
)
_LEVELS = Pattern(r"\blevels\b")
_ROLES = Pattern(r"\b(?:roles|profiles|jobs|positions|families)\b")

_CORRECTION = pattern(
    r"""^(?:(?:no|nope|nah|sorry|wait|oops|oh|hm+|actually|wrong|correction|rather|not that|
    that['’]?s (?:not|wrong)(?: it)?|that is (?:not|wrong)(?: it)?|
    i (?:mean|meant|was asking (?:about|for)|asked (?:about|for)|was talking about)|meant)
    \b[\s,;:.!–-]*)+"""
)
_CORRECTS = pattern(
    r"\b(?:no|nope|nah|sorry|oops|wrong|correction|mean|meant|asked|asking|instead|rather|not)\b"
)
_NOT = pattern(
    r"""(?:^|,\s*)(?:and |but )?not\s+(?:the\s+)?(?P<what>[\w.]+)
    (?=\s*(?:,|$|\bbut\b))(?:\s*,|\s+but\b)?"""
)

_BACK = pattern(
    r"""^(?:(?:ok(?:ay)?|and|so|now|let['’]?s|lets|please|can we|could we)[\s,]+)*
    (?:go|going|get|come|switch|jump|turn)?\s*\b(?:back|return)\b\s*(?:again\s*)?(?:to\b)?\s*
    (?:the\b)?\s*"""
)

_RUNG = r"(?:level|lvl|rung|step|grade|notch|stage)"
_COUNT = r"(?:an?|one|two|three|four|1|2|3|4)"
_PAST = r"(?:\s+(?:that|it|this|them))?"
_UP = pattern(
    rf"""\b(?:(?:the\s+)?(?P<n1>{_COUNT})?\s*{_RUNG}s?\s+(?:above|up|higher|further up){_PAST}
    |(?:up|above)\s+(?P<n2>{_COUNT})(?:\s+{_RUNG}s?|(?=\W*$))
    |(?:the\s+)?(?P<n3>{_COUNT})\s+(?:up|higher|above){_PAST}(?=\W*$)
    |(?:the\s+)?(?:next|higher)\s+(?:higher\s+)?(?:{_RUNG}|one)(?:\s+up)?|next\s+up
    |what(?:['’]?s| is| comes)\s+next(?:\s+for\s+(?:them|me|us|her|him))?(?=\W*$)
    |(?:above|higher|up){_PAST}(?=\W*$))"""
)
_DOWN = pattern(
    rf"""\b(?:(?:the\s+)?(?P<n1>{_COUNT})?\s*{_RUNG}s?\s+(?:below|down|lower|beneath|under){_PAST}
    |(?:down|below)\s+(?P<n2>{_COUNT})(?:\s+{_RUNG}s?|(?=\W*$))
    |(?:the\s+)?(?P<n3>{_COUNT})\s+(?:down|lower|below){_PAST}(?=\W*$)
    |(?:the\s+)?(?:previous|lower|preceding)\s+(?:{_RUNG}|one)(?:\s+down)?
    |next\s+(?:(?:{_RUNG}|one)\s+)?down
    |(?:below|lower|beneath|down){_PAST}(?=\W*$))"""
)
_GETTING_THERE = pattern(
    r"""\b(?:promot\w*|get(?:ting)? (?:to|from)|mov(?:e|ing) (?:up )?(?:to|from)|reach\w*|ready|
    learn\w*|prepar\w*|needs? (?:for|to)|missing|gap|become|qualify)\b"""
)

_ALL_OF_THEM = pattern(
    r"""(?:(?:for|of|show|take) )*(?:both|either|all|any|each|every one|everyone)
    (?: (?:of (?:them|those|these)|roles|levels|two|three))?"""
)
_COMPARES = pattern(
    r"""\b(?:compar\w+|vs\.?|versus|against|differ(?!ential)\w*|diff|contrast\w*|side by side|
    distinguish\w*)\b"""
)
_THEM = pattern(
    r"""(?:compare|contrast|(?:whats|what is) the (?:difference|diff)|difference|side by side|
    what (?:separates|distinguishes|differs)|how are (?:they|those|these) different|
    how do (?:they|those|these) (?:differ|compare))
    (?: (?:them|these|those|both|the two|the three|between (?:them|these|those|the two)))?
    (?: (?:side by side|with each other|to each other))?"""
)

# Of somebody or something that only what was said before can tell …
_REFERS = pattern(
    r"""\b(?:they|them|their|theirs|themselves|he|she|his|hers|him|her|same)\b|
    \b(?:that|this|the same|these|those)[ ]
    (?:roles?|levels?|job|position|profile|person|people|ones?)\b|
    \bthe (?:role|job|position|level)\b(?! (?:of|for|called)\b)|(?<!is )(?<!are )\bthere\W*$"""
)
# … and words that may as well refer to what the same turn said.
_MAY_REFER = pattern(
    r"""\bits\b|(?<!time is )(?<!date is )(?<!day is )(?<!is )\bit\b
    (?! (?:rain|snow|sunny|cold|hot|warm|take|possible|true)\w*)|\b(?:that|this)\W*$|
    \b(?:does|do|is|are) (?:it|that|this)\b(?! (?:rain|snow|cold|hot|warm|true)\w*)"""
)
_ANY_ROLE = pattern(
    r"""\b(?:any|every|each|all|other|another|which|what|whose) (?:\w+ )?
    (?:roles?|profiles?|jobs?|positions?)\b|(?<!these )(?<!those )(?<!both )\broles\b"""
)
_CONTINUES = pattern(
    r"""^\W*(?:and|adn|an|n|also|plus|or|but|wh?at abo?u?t|waht about|how about|what of)\b|
    ^\W*[&+]|\b(?:too|as well|also|instead)\W*$"""
)
# What may stand around names without asking anything by itself: "ok and what about P3 then?"
_AROUND_NAMES = pattern(
    r"""\b(?:(?:wh?at|waht|wat|how|hw)(?:['’]?s)?[ ]
    (?:about|abou?t|abt|bout|of|with|if (?:it(?:['’]?s| is| was|) )?)|
    same (?:question|thing|again)?|
    adn|and|an|nd|n|or|but|also|too|to|from|as well|plus|for|of|at|in|on|the|a|same|please|pls|plz|
    then|
    now|so|ok(?:ay)?|well|instead|rather|again|just|only|ones?|level|lvl|grade|roles?|people|folks|
    is (?:it|that) the same|it|its|that|this|i|meant?|with|do|take|me|tell|show|give|about|
    yes|yeah|no|let['’]?s|
    lets|us|say|there|him|her|try|switch|look)\b"""
)

_ORDINALS = {
    "first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3,
    "4th": 3, "fifth": 4, "5th": 4, "sixth": 5, "seventh": 6, "eighth": 7, "last": -1, "latter": -1,
}  # fmt: skip
_CHOICE = pattern(
    rf"""(?:(?:i )?(?:mean|meant|take|choose|pick|want) )?(?:the )?
    (?:(?:option|number|no|nr|choice|answer) )?
    (?P<which>{"|".join(_ORDINALS)}|\d|one|two|three|four)
    (?: (?:one|option|role|choice|of (?:them|those)))?"""
)
_YES = pattern(
    r"""(?:yes|yeah|yep|yup|right|correct|exactly|sure|indeed|that one|y)
    (?: (?:that one|exactly|that is right|thats right))?"""
)

_TELLS = pattern(
    r"""^\W*(?:(?:and|also|plus|but|so|well|ok(?:ay)?|hi|hello|then|now|currently|today|besides|
    moreover)\W+)*(?:i|im|ive|my|we|weve)\b
    (?!(?:['’](?:m|d|ve|ll)|\s+(?:am|would|have|will))?\s+(?:mean|meant|want|wanted|need|wonder|
    wondered|wondering|asked|ask|asking|think|thought|guess|see|understand|
    don['’]?t (?:know|understand|get)|like|look|looking|curious|interested|hope|prefer|know)\b)"""
)
_QUESTION = pattern(
    r"""\?|\b(?:whats?|which|whos?|whose|where|when|why|hows?|should i|could i|can i|am i|do i|
    would i|
    compare|tell me|show me|list)\b"""
)


def without_opening(text: str) -> str:
    """`text` without the thanks or the nod that it opens with, where something follows."""
    folded = fold(text)
    found = _OPENING.match(folded) if len(folded) == len(text) else None
    rest = text[found.end() :] if found else text
    return rest if any(c.isalnum() for c in rest) else text


def asks_what_else_changes(text: str) -> bool:
    """Whether a comparison is to go on beyond what was asked of it."""
    return bool(_ELSE_CHANGES.search(spoken(text)))


def asks_what_is_missing(text: str) -> bool:
    """Whether what was told is to be held against what is expected."""
    return bool(_MISSING.search(spoken(text)))


def asks_for_levels(text: str) -> bool:
    """Whether it is levels that are to be listed, and not roles."""
    return bool(_LEVELS.search(spoken(text))) and not _ROLES.search(spoken(text))


def correction(text: str) -> tuple[bool, str, str | None]:
    """Whether a turn takes something back, what is said in its place, and what was not meant."""
    folded = fold(text)
    if len(folded) != len(text):
        return False, text, None
    lead = _CORRECTION.match(folded)
    rest = text[lead.end() :] if lead else text
    rest = re.sub(r"^(\w{0,3}\d)\s+not\b", r"\1, not", rest)  # "P3 not P4"
    corrects = bool(lead and _CORRECTS.search(lead.group()))
    corrects = corrects or bool(re.search(r"\b(?:instead|rather)\W*$", folded))
    if found := _NOT.search(fold(rest).rstrip(" .!?")):
        without = f"{rest[: found.start()]} {rest[found.end() :]}".strip(" ,.;!?")
        if without:
            return True, without, found["what"]
    return corrects, rest, None


def goes_back(text: str) -> str | None:
    """Where a turn goes back to; empty for "go back", None where it does not."""
    where, rest = None, " ".join(fold(text).split())
    while found := _BACK.match(rest):  # "go back, back to P4"
        where = rest = rest[found.end() :].strip(" ?!.,")
    return where


def step(text: str) -> tuple[int, str] | None:
    """How many levels a turn moves up (or down, below 0), and the question without that."""
    folded = " ".join(fold(text).split())
    if _GETTING_THERE.search(folded):
        return None
    for moves, sign in ((_DOWN, -1), (_UP, 1)):
        found = moves.search(folded)
        if found is not None:
            said = next((n for n in found.groups() if n), "one")
            count = int(said) if said.isdigit() else NUMBER_WORDS.get(said, 1)
            rest = f"{folded[: found.start()]} {folded[found.end() :]}"
            return sign * count, " ".join(rest.split())
    return None


def all_of_them(text: str) -> bool:
    """ "both", "all of them"."""
    return bool(_ALL_OF_THEM.fullmatch(plainly(text)))


def compares(text: str) -> bool:
    """Whether a turn sets something beside something."""
    return bool(_COMPARES.search(spoken(text)))


def compares_them(text: str) -> bool:
    """Whether what is to be compared is what was talked about last."""
    return bool(_THEM.fullmatch(plainly(text)))


def refers_back(text: str) -> bool:
    """Whether a turn speaks of something that was said before: "their", "that level"."""
    return bool(_REFERS.search(spoken(text)))


def may_refer_back(text: str) -> bool:
    """Whether a turn speaks of an "it" that may have been said before."""
    return bool(_MAY_REFER.search(spoken(text)))


def asks_of_any_role(text: str) -> bool:
    """Whether a turn asks among all roles: "which roles need a degree?"."""
    return bool(_ANY_ROLE.search(spoken(text)))


def continues(text: str) -> bool:
    """Whether a turn takes up the one before: "and …", "what about …", "… too"."""
    return bool(_CONTINUES.search(spoken(text)))


def only_names(frame: str) -> bool:
    """Whether nothing is asked beside the names that were taken out of `frame`."""
    left = _AROUND_NAMES.sub(" ", " ".join(fold(frame).split()))
    return not any(c.isalnum() for c in left)


def is_choice(text: str) -> bool:
    """Whether a turn takes one of several things by its place: "the second one", "2"."""
    return bool(_CHOICE.fullmatch(plainly(text)))


def choice(text: str, of: int) -> int | None:
    """Which of `of` choices a turn takes, from 0; None where it takes none of them."""
    said = plainly(text)
    if of == 1 and _YES.fullmatch(said):
        return 0
    found = _CHOICE.fullmatch(said)
    if found is None:
        return None
    which = found["which"]
    if which in _ORDINALS:
        at = _ORDINALS[which]
    else:
        at = (int(which) if which.isdigit() else NUMBER_WORDS[which]) - 1
    at = of + at if at < 0 else at
    return at if 0 <= at < of else None


def tells(text: str) -> bool:
    """Whether a turn tells something of the asker: "I close deals on my own"."""
    said = fold(text)
    return bool(_TELLS.search(said)) and not _QUESTION.search(said)


def speaks_of_self(text: str) -> bool:
    """Whether askers say something of themselves, beside what they ask."""
    return bool(re.search(r"\b(?:i|i['’]m|i['’]ve|im|ive|my)\b", fold(text)))


def asks(text: str) -> bool:
    """Whether a turn has the form of a question."""
    return bool(_QUESTION.search(fold(text)))


def asks_who(text: str) -> bool:
    """Whether a turn seeks a person or a role among all, rather than a level of one."""
    said = plainly(text).split()
    return bool(said) and (said[0] in ("who", "whom", "whose") or said[1:2] == ["role"])


def at_that_level(text: str) -> Callable[[str], str] | None:
    """What makes of "… at that level" the same words with the level named; None elsewhere."""
    found = _AT_THAT_LEVEL.search(text)
    if found is None:
        return None
    before, behind = text[: found.start()], text[found.end() :]
    return lambda label: f"{before}at {label}{behind}"


def asks_how_far(text: str) -> bool:
    """Whether a turn asks how far away what was named is, and nothing else."""
    return bool(_HOW_FAR.fullmatch(spoken(text)))


def of_both(text: str) -> str | None:
    """What is asked "for both", without that; None where a turn says no such thing."""
    found = _OF_BOTH.search(text)
    rest = text[: found.start()].strip() if found else ""
    return rest if any(c.isalnum() for c in rest) else None


def levels_asked_before(text: str) -> tuple[bool, int] | None:
    """Whether the first or the last of the levels asked about are meant, and how many of them."""
    found = _ASKED_BEFORE.search(spoken(text))
    if found is None:
        return None
    return found["end"] == "first", 3 if found["count"] in ("three", "3") else 2


def sets_apart(text: str) -> bool:
    """Whether something is asked of which there have to be two."""
    return bool(_SETS_APART.search(spoken(text)))


_AT_THAT_LEVEL = Pattern(r"\bat (?:that|this|the same) (?:level|grade|rung|step)\b", re.IGNORECASE)
_HOW_FAR = pattern(
    r"""(?:and )?how (?:far|close|near)(?: (?:away|apart|off))? (?:is|are)[ ]
    (?:that|this|it|they|those|these|each)(?: (?:away|apart|off|roles?))?"""
)
_OF_BOTH = Pattern(r"\b(?:for|of) (?:both|all of them|the two)\W*$", re.IGNORECASE)
_ASKED_BEFORE = pattern(
    r"""\b(?P<end>first|last) (?P<count>two|three|2|3)(?: levels| grades| ones)?[ ]
    (?:that )?(?:i|we) (?:asked|talked|spoke|mentioned|named|discussed)"""
)
_SETS_APART = pattern(r"\b(?:separat|distinguish|chang|gap|step|jump)\w*\b")
