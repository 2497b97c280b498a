"""Whether one statement affirms or denies what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roleassistant.answering.compose.yes_no.asked import (
    CLAUSES,
    SAYING,
    SKILL_WORDS,
    is_plain,
    telling_words,
    without_names,
)
from roleassistant.domain import SectionKind, Statement
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.retriever import covered
from roleassistant.retrieval.synonyms import standing_for
from roleassistant.retrieval.words import LIGHT_STEMS, stems, tokens

_NEGATED = Pattern(
    r"\b(?:not|no|never|none|without|nor|neither|cannot|except|unless|rather than|instead of|"
    r"outside|"
    r"beyond|until|nobody|only)\b|n['’]t\b"
)
# Half of a thing is not the thing: a question that asks for the whole is not affirmed by these.
_LESS = Pattern(
    r"(?<![\w-])(?:assist\w*|help\w*|support\w*|shadow\w*|learn\w*|practi[cs]\w*|prepar\w*|observ\w*|attend\w*|"
    r"listen\w*|supervision|guidance|welcome|prefer\w*|desir\w*|common|often|partly|sometimes|or|"
    r"equivalent|comparable|with help|draft\w*|recommend\w*|propos\w*)\b"
)
# What a question adds to what is done: how far, how often, how freely. The statement has to say it.
_STRICTER = Pattern(
    r"\b(?:every|all|always|only|any|each|never|must|required?|requirements?|mandatory|necessary|need|"
    r"needs|needed|have to|has to|enough|more|less|most|least|exclusively|fully|completely|"
    r"sole|solely|alone|own|themsel\w+|himself|herself|myself|independent\w*|yet|still|without|"
    r"same|not|no|none|never|nobody|also known|\d[\d.,]*)\b|n['’]t\b"
)
_OF_OTHERS = Pattern(
    r"\b(?:(?:distinct|separate|different|set apart) from|differs? from|unlike|does not include|"
    r"are (?:separate|different)(?: focuses| roles)?\W*$)"
)
# What is denied stands behind "cannot", with a word between at most.
_NEAR_BY = 18
# "Pay differential: none" affirms none.
_WITHOUT_VALUE = Pattern(r":\s*(?:none|no|nil|n/?a|not applicable)\W*$")
_NONE = Pattern(r"(?:none|no)\b(?! (?:one|body)\b)\s*(?:$|[;.,(])")
_DENIAL = Pattern(
    r"\b(?:cannot|can['’]t|(?:may|must|does|do|shall|will|can) not|never|is not|are not)\b"
)
_CONDITION = Pattern(
    r"\b(?:without|unless|until|except|alone|only|yet|that|which|who|where|when|if)\b"
)
_ASKS_OF_A_DENIAL = Pattern(r"n['’]t\b|\b(?:not|no|never|none|nobody|cannot|without|only)\b")
# "May override … by up to 10 percent" says that somebody may.
_ALLOWED = Pattern(r"^(?:may|can)\b|\bcan\b")
_DOING = LIGHT_STEMS | frozenset(stems("own"))


def affirms(plan: Plan, chunk: Chunk, asked: str) -> bool:
    """Whether `chunk` says all of what is asked, and no less."""
    statement = chunk.statement
    telling = telling_words(plan)
    if statement.section not in SAYING or not telling or _wants_a_value(plan, telling):
        return False
    if plan.levels and not set(plan.levels) <= set(statement.levels or chunk.page_levels):
        return False
    if covered(plan, [*telling, *_verbs(plan)], chunk)[1]:
        return False
    clause = _clause_with([*telling, *_verbs(plan)], statement)
    if clause is None or _WITHOUT_VALUE.search(clause):
        return False
    said = _up_to(telling, clause)
    if plan.levels and _is_skill(plan, chunk) and plan.intent is not Intent.SKILLS:
        return False  # that a role needs a skill does not say that this level does or may do it
    if _is_asked_for(plan, chunk):
        said = ""  # the list says that it is a skill; its definition takes nothing back
    # One word is said of many things, unless it is a name: a tool, a skill, a dimension.
    alone = len(telling) + len(_verbs(plan)) < 2
    if alone and not (_names(telling[0], statement) or _is_skill(plan, chunk)):
        return False
    if _NEGATED.search(said) or (_LESS.search(said) and not _is_skill(plan, chunk)):
        return bool(_ALLOWED.search(said)) and not _NEGATED.search(said)
    stricter = {match.group() for match in _STRICTER.finditer(without_names(plan, asked))}
    stricter -= {"need", "needs", "needed"} if _is_skill(plan, chunk) else set()
    stricter -= {"have to", "has to"} if _is_skill(plan, chunk) else set()
    if statement.section is SectionKind.GUIDELINES and len(telling) == 1:
        # What is to be known at a level is needed there.
        stricter -= {"need", "needs", "needed"}
    return all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", clause) for word in stricter)


def _wants_a_value(plan: Plan, telling: Sequence[str]) -> bool:
    """Whether the question is of an attribute that no words affirm but its value; with a word or
    two beside it ("commission surveyors") it is of work in which that word stands."""
    if plan.attribute is None or is_plain(plan):
        return False
    beside = [w for w in telling if not plan.attribute.cues.search(plan.said((w,)))]
    return not beside or plan.attribute.dimension is not None


def _clause_with(words: Sequence[str], statement: Statement, of_others: bool = False) -> str | None:
    """The clause, folded, that holds all of `words` together with the label of the statement; None
    where there is none. What is said of others ("distinct from …") is left out by default."""
    text = statement.text.casefold()
    clauses = [c for c in CLAUSES.split(text) if of_others or not _OF_OTHERS.search(c)]
    if statement.section in (SectionKind.SKILLS, SectionKind.OTHER):
        clauses = [text]
    label = set(stems(statement.dimension or ""))
    if statement.section is SectionKind.OTHER:
        label |= set(stems(statement.heading))
    for clause in clauses:
        held = {*stems(clause), *label}
        if all(word in held or standing_for(word) & held for word in words):
            return clause
    return None


def denies(plan: Plan, chunk: Chunk, asked: str) -> bool:
    """Whether a clause of `chunk`, said of the levels asked for, denies the very thing asked."""
    statement = chunk.statement
    telling = telling_words(plan)
    if statement.section not in SAYING or not telling or _wants_a_value(plan, telling):
        return False
    if plan.levels and not set(plan.levels) <= set(statement.levels or chunk.page_levels):
        return False
    if _ASKS_OF_A_DENIAL.search(asked):
        return False
    if _NONE.match(statement.text.casefold()):
        # "Budget: none" is said of what the label names.
        return set(telling) <= set(stems(statement.dimension or ""))
    clause = _clause_with(telling, statement, of_others=True)
    if clause is None or _CONDITION.search(clause):
        return False
    meant = {*telling, *(other for word in telling for other in standing_for(word))}
    first = next((t.start for t in tokens(clause) if t.stem in meant), 0)
    return _DENIAL.search(clause[max(0, first - _NEAR_BY) : first]) is not None


def _up_to(telling: Sequence[str], text: str) -> str:
    """The text, folded, up to the last of the words: what follows takes nothing back."""
    meant = {*telling, *(other for word in telling for other in standing_for(word))}
    last = max((t.end for t in tokens(text) if t.stem in meant), default=len(text))
    return text[:last].casefold()


def _verbs(plan: Plan) -> list[str]:
    """The light words of the question ("owns", "runs"): for a yes they have to be said as well."""
    asked = without_names(plan, plan.question.casefold())
    said = [t for t in tokens(asked) if t.stem in _DOING]
    return [t.stem for t in said if t.stem not in SKILL_WORDS]


def _names(word: str, statement: Statement) -> bool:
    """Whether a statement stands under the word, or writes it with a capital in a sentence."""
    text = statement.text
    return word in stems(statement.dimension or "") or any(
        t.stem == word and text[t.start].isupper() and t.start > 0 for t in tokens(text)
    )


def _is_skill(plan: Plan, chunk: Chunk) -> bool:
    return chunk.statement.section is SectionKind.SKILLS


def _is_asked_for(plan: Plan, chunk: Chunk) -> bool:
    """Whether `chunk` defines the very skill that is asked for, and nothing more is asked."""
    statement = chunk.statement
    name = stems(statement.dimension or "")
    return (
        statement.section is SectionKind.SKILLS
        and plan.term is not None
        and name == stems(plan.term)
        and set(telling_words(plan)) <= set(name)
    )
