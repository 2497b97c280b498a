"""Who a question says has the level that it names: the designer of "an IC4 designer"."""

from __future__ import annotations

from collections.abc import Sequence

from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.levels import Span
from roleassistant.retrieval.words import FUNCTION_WORDS, LIGHT_STEMS, Token

# Words that look like those of people, and say what is done: "does a P2 mentor".
_DONE = frozenset(
    """
    mentor monitor master partner offer order answer deliver consider cover gather enter transfer
    refer discover foster administer register trigger filter volunteer pioneer lead author sponsor
    grant assist consist resist persist warrant want render wonder uncover alter utter confer defer
    prefer infer differ suffer tender ponder hinder factor matter
    after ever never over under other another together either neither later rather further former
    latter whether however
    """.split()
)
# "A B5 higher than a B4": how somebody is, and nobody.
_THAN = Pattern(r" *(?:in [a-z]+ )?than\b")
_PEOPLE = (
    "counsel|nurse|clerk|cook|chef|pilot|coach|master|surgeon|guard|scrum master|product owner|"
    "architect|scientist|fellow|agent|assistant|consultant|accountant|representative|rep|executive"
)
_AGENT = Pattern(
    rf"(?!\w*over\b)(?:[a-z]{{2,}}(?:[^aeiou]er|eer|tor|sor|ist|ian|ant|man|woman|person|partner|lead)|{_PEOPLE})s?"
)
_AN = Pattern(r"\b(?:an?|any|each|every|our|your) $")
_BEGINS = Pattern(r"^\W*$|\b(?:an?|any|each|every|our|your|of|for|as|to become|for the|the) $")
# What may stand behind whoever has the level.
_OF_THEM = frozenset(
    "responsibilities responsibility duties tasks skills salary criteria expectations page profile "
    "description requirements scope need needs do does".split()
)
# So many words may name somebody: "P4 product designer".
_LONGEST = 3
# Said of anybody who has a level, and the name of no role.
ANYBODY = frozenset("manager leader person worker member holder lead senior junior partner".split())


def who_has(text: str, spoken: Sequence[Token], levels: Sequence[Span]) -> tuple[Token, ...]:
    """The words right behind a level that say who has it; none where they say something else.

    `text` is the folded question, `spoken` its words beside levels, `levels` where those stand.
    """
    for start, end in levels:
        behind = [t for t in spoken if t.start >= end]
        if (
            not behind
            or text[end : behind[0].start].strip(" -")
            or not _BEGINS.search(text[:start])
        ):
            continue
        if _is_somebody(behind[0], text):
            return tuple(behind[:1])
        for length in range(2, _LONGEST + 1):
            named, rest = behind[:length], behind[length:]
            if any(t.text in FUNCTION_WORDS for t in named) or len(named) < length:
                break
            if named[0].text in _DONE:
                break  # "by when must a G2 enter starters"
            ends = not rest or rest[0].text in FUNCTION_WORDS or rest[0].text in _OF_THEM
            if ends and _is_somebody(named[-1], text, of_two=True):
                return tuple(named)
    return ()


def _is_somebody(token: Token, text: str, of_two: bool = False) -> bool:
    """Whether a word is one for people. Behind another word ("scrum master") it is no verb."""
    if token.stem in LIGHT_STEMS or token.text in FUNCTION_WORDS or _THAN.match(text[token.end :]):
        return False
    return (of_two or token.text not in _DONE) and _AGENT.fullmatch(token.text) is not None


def says_no_more(token: Token, text: str, levels: Sequence[Span]) -> bool:
    """Whether a word only says who has the level before it: "a level 2 developer"."""
    if token.text in _DONE or _AGENT.fullmatch(token.text) is None:
        return False
    return any(
        end < token.start and not text[end : token.start].strip() and _AN.search(text[:start])
        for start, end in levels
    )
