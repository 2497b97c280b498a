"""Whether a statement says which of its kind a thing is that is asked for by "which" or "what"."""

from __future__ import annotations

import re
from itertools import pairwise

from roleassistant.domain.pattern import Pattern
from roleassistant.domain.quantity import NUMBER_WORDS
from roleassistant.retrieval.words import FUNCTION_WORDS, tokens

_SPECIFYING = frozenset(
    "of for from in on at to between that which who whose such like including by across with "
    "without above below over under beyond inside outside up around against".split()
)
_PEOPLE = re.compile(r"(?:er|or)s?$")
# What follows a thing that is told by its kinds: "records (e.g., …)", "reinsurers such as …".
_LISTED = Pattern(
    r"(?: [\w-]+){0,2}\s*(?:[(:/]|,? (?:such as|for (?:example|instance)|including|like|e\.g\.))"
)
_PARTICIPLE = re.compile(r"(?:ing|ed)$")
_WORK = frozenset("work things stuff tasks matters topics duties activities issues".split())


def says_which(noun: str, text: str, question: str) -> bool:
    """Whether a statement says more of `noun` (a stem), the thing asked for, than the question.

    "Agrees shares with reinsurers" does not say which reinsurers; "with the two largest
    reinsurers", "reinsurers of the treaty" and "reinsurers such as …" do.
    """
    spoken = tokens(text)
    places = [at for at, token in enumerate(spoken) if token.stem == noun]
    if not places:
        return True
    typed = tokens(question)
    asked = {t.stem for t in typed}
    people = next((t.text for t in typed if t.stem == noun and _PEOPLE.search(t.text)), None)
    if people is not None:
        # "Reinsurers" are not told by their reinsurance.
        one = people.removesuffix("s")
        places = [at for at in places if spoken[at].text.removesuffix("s") == one]

    # "Usability work" is of any usability tests; "suppliers" are not told by supplier contracts.
    of_a_kind = any(one.stem == noun and other.text in _WORK for one, other in pairwise(typed))

    def told_more(at: int) -> bool:
        here = spoken[at]
        # What stands first is the verb: "Advises juniors". A comma parts one thing from the next,
        # and a number says how many.
        for before in spoken[max(1, at - 1) : at]:
            beside = not text[before.end : here.start].strip(" -'’s")
            if beside and before.text not in FUNCTION_WORDS and before.stem not in asked:
                return not (before.text.isdigit() or before.text in NUMBER_WORDS)
        for after in spoken[at + 1 : at + 2]:
            beside = not text[here.end : after.start].strip()
            joined = of_a_kind and after.text not in FUNCTION_WORDS
            if beside and (joined or after.text in _SPECIFYING or _PARTICIPLE.search(after.text)):
                return True
        return bool(_LISTED.match(text[here.end :]))

    return any(told_more(at) for at in places)
