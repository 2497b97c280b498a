"""Yes or no, as far as the profiles bear it out.

"Yes" is said only where one statement of the role, and of a level that was asked for, holds every
word that tells what is asked, says it of this role, and says no less than is asked. "No" is said
where a profile sets the role apart from what is asked. Where the thing is described for another
level only, that is said. Else the nearest statements stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from roleassistant.answering.compose.statements import where
from roleassistant.answering.draft import Draft, DraftFacts, quoted
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for
from roleassistant.answering.wording import listed
from roleassistant.domain import Level, SectionKind, Statement, StatementKind
from roleassistant.domain.answer import Remark
from roleassistant.domain.pattern import Pattern
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.plan import Intent, Plan
from roleassistant.retrieval.retriever import covered
from roleassistant.retrieval.synonyms import standing_for
from roleassistant.retrieval.words import LIGHT_STEMS, LIGHT_WORDS, stems, tokens

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
_APART = Pattern(
    r"\b(?:(?:is |are )?(?:distinct|separate|different|set apart) from|differs? from|"
    r"(?:is|are|does|do|did) not|unlike|neighbou?ring focuses)\b"
)
_SAME = Pattern(
    r"\b(?:same|identical|equal|equivalent|basically|essentially|just an?other|interchangeable|"
    r"nothing but|simply an?)\b"
)
_SAYING = frozenset(
    {
        SectionKind.RESPONSIBILITIES,
        SectionKind.GUIDELINES,
        SectionKind.LEVEL_DEFINITION,
        SectionKind.SKILLS,
        SectionKind.OTHER,
    }
)
_OF_ONE_ROLE = frozenset({Intent.LOOKUP, Intent.SKILLS, Intent.LEVEL_CRITERIA, Intent.FIND_LEVEL})
_SHOWN = 2
# A statement of the level asked for that holds so much of the question is shown beside the others.
_IN_PART = 0.4


def answered(plan: Plan, draft: Draft, evidence: Evidence) -> Draft:
    """`draft` under a line that says yes, no, or for which level it is said, where one is due."""
    if plan.intent is Intent.COMPARE_ROLES and _SAME.search(plan.question.casefold()):
        titles = {m.role.title for m in plan.roles}
        if draft.reason is None and len(titles) > 1:
            return _under(f"No: these are {len(titles)} roles here.", draft)
        return draft
    if plan.intent not in _OF_ONE_ROLE or len(plan.roles) > 1 or plan.candidates:
        return draft
    if draft.blocks and isinstance(draft.blocks[0], Remark):
        return draft  # it says so itself
    asked_of = {m.role.key for m in plan.roles}
    chunks = [
        c
        for b in draft.blocks
        if isinstance(b, DraftFacts)
        for f in b.items
        for c in f.chunks
        if not asked_of or c.role in asked_of  # what is said of another role affirms nothing
    ]
    if draft.reason is None and (lead := _lead(plan, chunks)):
        return _under(lead, draft)
    return (_of_another_level(plan, chunks, evidence) if plan.roles else None) or draft


def _lead(plan: Plan, chunks: list[Chunk]) -> str | None:
    asked = plan.question.casefold()
    if any(_sets_apart(plan, chunk, asked) for chunk in chunks):
        return "No: the profile sets them apart."
    if (within := _within_the_limit(plan, chunks)) is not None:
        return "Yes, within what is stated." if within else "No: that is more than is stated."
    affirming = [chunk for chunk in chunks if _affirms(plan, chunk, asked)]
    if not affirming:
        return None
    levels = sorted({level for chunk in affirming for level in chunk.statement.levels})
    if levels and not plan.levels:
        return f"Yes, at {listed([str(level) for level in levels])}."
    return "Yes."


def _within_the_limit(plan: Plan, chunks: list[Chunk]) -> bool | None:
    """Whether an amount of money asked about is within the one limit that is stated, if one is."""
    asked = _MONEY.search(plan.question.casefold())
    telling = [w for w in _telling(plan) if not w.isdigit() and w not in _SCALE_WORDS]
    limits = [
        limit
        for chunk in chunks
        if telling and not covered(plan, telling, chunk)[1]
        if not plan.levels or set(plan.levels) & set(chunk.statement.levels)
        for limit in _LIMIT.finditer(chunk.statement.text.casefold())
    ]
    if asked is None or len(limits) != 1 or asked["unit"][:3] != limits[0]["unit"][:3]:
        return None
    return _amount(asked) <= _amount(limits[0])


_SUM = (
    r"(?P<number>\d+(?:[.,]\d+)*)\s*(?P<scale>k|thousand|m|mn|million)?\s*"
    r"(?P<unit>euros?|eur|dollars?|pounds?|francs?)\b"
)
_MONEY = Pattern(_SUM)
_LIMIT = Pattern(rf"\bup to {_SUM}")
_SCALE_WORDS = frozenset(stems("k thousand m mn million eur dollars pounds francs euros"))
_SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6}


def _amount(said: re.Match[str]) -> float:
    number = re.sub(r"[.,](?=\d{3}\b)", "", said["number"]).replace(",", ".")
    return float(number) * _SCALES.get(said["scale"] or "", 1.0)


def _affirms(plan: Plan, chunk: Chunk, asked: str) -> bool:
    """Whether `chunk` says all of what is asked, and no less."""
    statement = chunk.statement
    telling = _telling(plan)
    said = _up_to(telling, statement.text)
    if (
        statement.section not in _SAYING
        or not telling
        or (plan.attribute is not None and not _plain(plan))
    ):
        return False
    if plan.levels and not set(plan.levels) <= set(statement.levels or chunk.page_levels):
        return False
    if covered(plan, [*telling, *_verbs(plan)], chunk)[1]:
        return False
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
    stricter = {match.group() for match in _STRICTER.finditer(_without_names(plan, asked))}
    stricter -= {"need", "needs", "needed"} if _is_skill(plan, chunk) else set()
    stricter -= {"have to", "has to"} if _is_skill(plan, chunk) else set()
    if statement.section is SectionKind.GUIDELINES and len(telling) == 1:
        # What is to be known at a level is needed there.
        stricter -= {"need", "needs", "needed"}
    return all(word in statement.text.casefold() for word in stricter)


def _up_to(telling: Sequence[str], text: str) -> str:
    """The text, folded, up to the last of the words: what follows takes nothing back."""
    meant = {*telling, *(other for word in telling for other in standing_for(word))}
    last = max((t.end for t in tokens(text) if t.stem in meant), default=len(text))
    return text[:last].casefold()


# "May override … by up to 10 percent" says that somebody may.
_ALLOWED = Pattern(r"^(?:may|can)\b|\bcan\b")


def _plain(plan: Plan) -> bool:
    """An attribute whose value may be affirmed by its words: a tool, and no number."""
    return plan.attribute is not None and plan.attribute.name in ("tools", "travel")


def _verbs(plan: Plan) -> list[str]:
    """The light words of the question ("owns", "runs"): for a yes they have to be said as well."""
    asked = _without_names(plan, plan.question.casefold())
    said = [t for t in tokens(asked) if t.text in LIGHT_WORDS or t.text in _OWNING]
    return [t.stem for t in said if t.stem not in _SKILL_WORDS]


_OWNING = frozenset({"own", "owns"})


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
        and set(_telling(plan)) <= set(name)
    )


def _telling(plan: Plan) -> list[str]:
    words = plan.words or (stems(plan.term) if plan.term else ())
    return [word for word in words if word not in LIGHT_STEMS and word not in _SKILL_WORDS]


_SKILL_WORDS = frozenset(stems("skill skills competency list listed"))


def _without_names(plan: Plan, asked: str) -> str:
    for level in plan.levels:
        asked = asked.replace(str(level).casefold(), " ")
    for name in (plan.term, *(mention.matched for mention in plan.roles)):
        if name:
            asked = asked.replace(name.casefold(), " ")
    return asked


def _sets_apart(plan: Plan, chunk: Chunk, asked: str) -> bool:
    """Whether a sentence of the summary says of something else what is asked of this role."""
    statement = chunk.statement
    if statement.section not in (SectionKind.SUMMARY, SectionKind.FOCUS):
        return False
    said = statement.text.casefold()
    cues = list(_APART.finditer(said))
    if len(cues) != 1 or (re.search(r"n['’]t\b|\bnot\b", asked) and not _SAME.search(asked)):
        return False
    telling = [w for w in _telling(plan) if w not in stems("same thing basically")]
    behind = set(stems(said[cues[0].end() :]))
    before = set(stems(said[: cues[0].start()]))
    return bool(telling) and all(w in behind and w not in before for w in telling)


def _of_another_level(plan: Plan, own: list[Chunk], evidence: Evidence) -> Draft | None:
    """What is asked, where it is described in full, and for none of the levels asked for."""
    telling = _telling(plan)
    if not plan.levels or not telling or (plan.attribute is not None and not _plain(plan)):
        return None
    if any(not covered(plan, telling, chunk)[1] for chunk in own):
        return None
    mention = plan.roles[0]
    described = [
        chunk
        for chunk in evidence.retriever.holding_all(replace(plan, levels=()))
        if chunk.statement.levels and chunk.statement.kind is StatementKind.FACT
    ]
    if not described or (len(telling) < 2 and not _rare(plan, telling)):
        return None
    if any(set(chunk.statement.levels) & set(plan.levels) for chunk in described):
        return None
    shares = {
        chunk.row: covered(plan, telling, chunk)[0]
        for chunk in evidence.of(mention.role, *_SAYING)
        if set(chunk.statement.levels) & set(plan.levels)
    }
    near = sorted(shares, key=lambda row: (-shares[row], row))[:_SHOWN]
    partly = evidence.generation.chunks([row for row in near if shares[row] >= _IN_PART])
    levels: list[Level] = sorted(
        {x for chunk in described[:_SHOWN] for x in chunk.statement.levels}
    )
    asked = listed([str(level) for level in plan.levels], "or")
    facts = tuple(quoted(c, where(c)) for c in (*partly, *described[:_SHOWN]))
    elsewhere = listed([str(level) for level in levels])
    lead = (
        f"Nearest at {asked}, and what the profiles describe for {elsewhere}:"
        if partly
        else f"Not said of {asked}; the profiles describe it for {elsewhere}."
    )
    return Draft(
        (Remark(lead), DraftFacts(facts)),
        suggestions=suggestions_for(mention.role, evidence, plan),
    )


def _rare(plan: Plan, telling: list[str]) -> bool:
    return all(plan.weights.get(word, 0.0) >= _RARE for word in telling)


# One word tells what is asked where few statements hold it: log(1 + N / (1 + n)).
_RARE = 3.0


def _under(lead: str, draft: Draft) -> Draft:
    return replace(draft, blocks=(Remark(lead), *draft.blocks))
