"""Turns that ask nothing new of the profiles: thanks, "why?", "is that a must?", "shorter".

What is left of a turn without politeness and fillers has to be the request and nothing else:
"shorter" is one, and "a shorter sales cycle" is not.
"""

from __future__ import annotations

import re
from enum import StrEnum

from roleassistant.answering.conversation.spoken import pattern, plainly, spoken, words_of
from roleassistant.answering.conversation.thread import Layout, Shape
from roleassistant.retrieval.words import fold


class Act(StrEnum):
    """What a turn does with what was said before."""

    COURTESY = "courtesy"
    EVIDENCE = "evidence"
    MODALITY = "modality"
    MORE = "more"
    RESHAPE = "reshape"


_FILLERS = pattern(
    r"""\b(?:(?:can|could|would|will) (?:you|u|i)|(?:give|show|tell|get) (?:me|us)|
    (?:make|put|have|give|show|render|format|present) (?:it|that|this|them|those)|
    (?:i d|id|i would) (?:like|prefer)|i (?:want|need)|let me (?:see|have)|
    it|that|this|them|just|again|hey|hi|(?:the |your )?answer|be|bit|little|even|
    a|an|the|as|in|to|of|me|is|was|are|do|does|did|really|actually|exactly)\b"""
)
_SHORTER = pattern(
    r"""(?:much )?(?:short(?:er|ly)?|brief(?:er|ly)?|concise(?:r|ly)?|tl;? ?dr|shorten|compact|
    summar(?:y|i[sz]e)|condensed?|nutshell|too long|less (?:text|words|detail)|fewer words|
    one sentence)(?: (?:version|form|up|down|summary|shorter))*"""
)
_TABLE = pattern(r"(?:nice |simple |small )?(?:table|tabular|tabulate|columns|grid)(?: form)?")
_LIST = pattern(
    r"(?:(?:nice|simple|plain|short|bullet|bulleted|numbered) )*(?:list|points|bullets)"
)
_MORE = pattern(
    r"""(?:(?:some|any|what|all|with|go into) )*
    (?:more|rest|remaining|remainder|longer|details?|elaborate|expand|full(?:y)?|everything|
    complete(?:ly)?|all|else|anything else|something else|go on|continue|further|deeper|keep going|
    long (?:version|form))
    (?: (?:details?|info(?:rmation)?|about|on|version|length|more|there|you (?:know|have)|else))*"""
)

_COURTEOUS = pattern(
    r"""\b(?:thank\w*|thx|ty|cheers|merci|great|perfect|nice|cool|awesome|super|brilliant|excellent|
    wonderful|lovely|bye|goodbye|understood|noted|got it|makes sense|helpful|helps|helped|
    appreciated?|alright|ok(?:ay)?|i see)\b"""
)
_GREETING = pattern(
    r"""(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|howdy|greetings)
    (?: (?:there|all|everyone|again|bot|hello|hi))*"""
)
_BESIDE_COURTESY = frozenset(
    """
    you u very much many a lot so that this it was is s for your the help answer all clear fine good
    day and again have see i got makes sense
    """.split()
)
_THANKS = pattern(r"\b(?:thank\w*|thx|ty|cheers|merci|appreciated?)\b")

_THAT = r"(?:that|this|it|those|them|these)"
_PLACE = r"(?:page|file|document|line|section|profile|source)"
_EVIDENCE = pattern(
    rf"""why(?: not)?(?: (?:is|are|was))?(?: (?:{_THAT}|so))?|how come|how so|
    how (?:do|can|would|did) (?:you|u|we|i) (?:know|tell|get)(?: {_THAT})?|
    how (?:sure|certain|confident) (?:are|r) (?:you|u)(?: (?:about|of) {_THAT})?|
    (?:(?:are|r) )?(?:you|u) (?:really )?(?:sure|certain)(?: (?:about|of) {_THAT})?|
    really|seriously|
    (?:says who|who says|who said|who claims|who states)(?: (?:{_THAT}|so))?|
    according to (?:whom|who|what)|based on what|on what basis|
    (?:from )?where (?:exactly )?(?:do|did) (?:you|u) (?:get|find|read|see)(?: {_THAT})?(?: from)?|
    (?:from )?where (?:exactly )?(?:does|do|is|are|was|were) {_THAT}
    (?: (?:stand|stands|come|comes|say|says|so|that|written|stated|from|taken|recorded|found|said|
    located|exactly))*|
    (?:show me )?where(?: {_THAT})?(?: (?:says?|stands?|comes? from|is (?:written|stated|from)))?
    (?: so)?|
    (?:whats? )?(?:(?:is|are) )?(?:(?:the|your|its|any) )?
    (?:sources?|evidence|proof|references?|citations?|quotes?)(?: (?:of|for|behind) {_THAT})?|
    (?:can (?:you|u) )?(?:cite|prove|back up) {_THAT}(?: up)?|
    (?:on |in )?(?:which|what) {_PLACE}
    (?: (?:(?:is|does) {_THAT}(?: stand| written| from| in)?|says {_THAT}))?|
    is {_THAT} (?:true|correct|right|certain)|who (?:wrote|told you) {_THAT}"""
)
_BINDING = (
    r"(?:must|musts|must ?haves?|required?|requirements?|mandatory|compulsory|needed|necessary|"
    r"obligatory|optional|negotiable|fixed|nice to haves?|preferred|recommended)"
)
_MODALITY = pattern(
    rf"""(?:is|are|was) {_THAT} (?:(?:really|actually|also|a|an|all|just|only|hard|strictly|
    absolutely|absolute|strict) )*{_BINDING}(?: or .*)?|
    (?:do|does) (?:they|one|i|you|somebody|someone|he|she|people) (?:really|actually|absolutely)[ ]
    (?:need|have to|must)(?: (?:have|be|do|meet))?(?: {_THAT})?|
    (?:must|should) (?:they|one|i|you|he|she)(?: (?:have|do|be|know))?(?: {_THAT})?|
    (?:really|actually) {_BINDING}|must(?: have)? or nice to have"""
)

# A wish for a form beside a question of its own: "the skills as a list, please".
_ASIDE = pattern(
    r"""[\s,;:–-]*\b(?:(?:please|pls|plz)\s+)?(?:(?:but|and|make it|put it|show it|give it)\s+)?
    (?:(?:in|as|into)\s+(?:an?\s+)?(?:(?:short|simple|nice|small|bullet(?:ed)?|numbered)\s+)?
    (?P<layout>table|tabular form|list|bullets|bullet points|points)
    |(?P<short>shorter|short(?=\W*$)|briefly|in (?:short|brief)|keep it (?:short|brief)|
    in (?:one|a) sentence|tl;?dr))\b(?:[\s,]*(?:please|pls|plz))?"""
)


def act_of(text: str) -> tuple[Act, Shape | None] | None:
    """What a turn does that asks nothing new, and the form it wants; None where it asks."""
    if _is_courteous(text):
        return Act.COURTESY, None
    plain = plainly(text)
    if _EVIDENCE.fullmatch(plain):
        return Act.EVIDENCE, None
    if _MODALITY.fullmatch(plain):
        return Act.MODALITY, None
    bare = " ".join(_FILLERS.sub(" ", plain).split())
    if _SHORTER.fullmatch(bare):
        return Act.RESHAPE, Shape(short=True)
    if _TABLE.fullmatch(bare):
        return Act.RESHAPE, Shape(Layout.TABLE)
    if _LIST.fullmatch(bare):
        return Act.RESHAPE, Shape(Layout.LIST)
    if _MORE.fullmatch(bare):
        return Act.MORE, None
    return None


def _is_courteous(text: str) -> bool:
    said = words_of(text)
    if _GREETING.fullmatch(said):
        return True
    rest = _COURTEOUS.sub(" ", said).split()
    return bool(_COURTEOUS.search(said)) and all(word in _BESIDE_COURTESY for word in rest)


def is_greeting(text: str) -> bool:
    """Whether a courtesy opens a conversation."""
    return bool(_GREETING.fullmatch(words_of(text)))


def is_thanks(text: str) -> bool:
    """Whether a courtesy thanks, rather than takes note or leaves."""
    return bool(_THANKS.search(spoken(text)))


def aside(text: str) -> tuple[Shape | None, str]:
    """The form that is wanted beside a question, and the question without that."""
    folded = fold(text)
    if len(folded) != len(text):
        return None, text
    layout, short, rest = Layout.AS_COMPOSED, False, text
    for match in reversed(list(_ASIDE.finditer(folded))):
        if match["layout"]:
            layout = Layout.TABLE if match["layout"].startswith("tab") else Layout.LIST
        short = short or bool(match["short"])
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    if rest == text:
        return None, text
    return Shape(layout, short), re.sub(r"\s+", " ", rest).strip()
