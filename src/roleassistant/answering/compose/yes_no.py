"""Yes or no, as far as the profiles bear it out.

"Yes" is said only where one statement of the role, and of a level that was asked for, holds every
word that tells what is asked, says it of this role, and says no less than is asked. "No" is said
where a statement denies it, or a profile sets the role apart from what is asked. Where the thing
is described for another level only, that is said. Else the nearest statements are shown as such.
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
from roleassistant.domain.quantity import NUMBER_WORDS, amounts_in
from roleassistant.indexing.chunks import Chunk
from roleassistant.retrieval.attributes import EXPERIENCE
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
_APART = Pattern(
    r"\b(?:(?:is |are )?(?:distinct|separate|different|set apart) from|differs? from|"
    r"are (?:separate|different)(?: focuses| roles)?|"
    r"(?:is|are|does|do|did) not|unlike|neighbou?ring focuses)\b"
)
_SAME = Pattern(
    r"\b(?:same|identical|equal|equivalent|basically|essentially|just an?other|interchangeable|"
    r"nothing but|simply an?)\b"
)
_SAYING = frozenset(
    {
        SectionKind.SUMMARY,
        SectionKind.FOCUS,
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
    facts = [f for b in draft.blocks if isinstance(b, DraftFacts) for f in b.items]
    # What is said of another role affirms nothing.
    chunks = [c for f in facts for c in f.chunks if not asked_of or c.role in asked_of]
    if draft.reason is None and (lead := _lead(plan, chunks)):
        return _under(lead, draft)
    if plan.roles and (said := _said_elsewhere(plan, evidence)):
        return said
    if plan.roles and (other := _of_another_level(plan, chunks, evidence)):
        return other
    nearest = draft.reason is None and facts and plan.intent in _SEARCHED
    return _under(_NEITHER, draft) if nearest else draft


# What is shown for these answers a question in other words, if it does; a list or a table of what
# a level is stands for itself.
_SEARCHED = frozenset({Intent.LOOKUP, Intent.FIND_LEVEL})
_NEITHER = "The profiles do not say so in these words; nearest:"


def _said_elsewhere(plan: Plan, evidence: Evidence) -> Draft | None:
    """The statement of the role that affirms or denies what is asked, where no search showed it."""
    for chunk in evidence.of(plan.roles[0].role, *_SAYING):
        if plan.levels and not set(plan.levels) & set(chunk.statement.levels):
            continue
        if lead := _lead(plan, [chunk]):
            return Draft(
                (Remark(lead), DraftFacts((quoted(chunk, where(chunk)),))),
                suggestions=suggestions_for(plan.roles[0].role, evidence, plan),
            )
    return None


def _lead(plan: Plan, chunks: list[Chunk]) -> str | None:
    asked = plan.question.casefold()
    if any(_sets_apart(plan, chunk, asked) for chunk in chunks):
        return "No: the profile sets them apart."
    if (within := _within_the_limit(plan, chunks)) is not None:
        return "Yes, within what is stated." if within else "No: that is more than is stated."
    if lead := _by_years(plan, chunks):
        return lead
    affirming = [chunk for chunk in chunks if _affirms(plan, chunk, asked)]
    denying = [chunk for chunk in chunks if _denies(plan, chunk, asked)]
    if not affirming:
        return "No." if denying else None
    if denying:
        return None  # the statements are at odds, and stand for themselves
    levels = sorted({level for chunk in affirming for level in chunk.statement.levels})
    if not plan.levels and all(chunk.statement.levels for chunk in affirming):
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


def _by_years(plan: Plan, chunks: list[Chunk]) -> str | None:
    """Whether a number of years asked about fits those that every statement gives."""
    asked = amounts_in(plan.question)
    beside = [w for w in _telling(plan) if w not in _OF_YEARS and not w.isdigit()]
    if beside or len(asked) != 1 or plan.attribute is not EXPERIENCE or not plan.levels:
        return None
    stated = [
        amount.years
        for chunk in chunks
        if EXPERIENCE.recorded_by(chunk.statement) and set(plan.levels) & {*chunk.statement.levels}
        for amount in amounts_in(chunk.statement.text)[:1]
    ]
    years = asked[0].years.low
    if not stated:
        return None
    if all(s.high is not None and s.high < years for s in stated):
        return "No: that is more than is stated."
    if all(years < s.low for s in stated):
        return "No: that is less than is stated." if _ENOUGH.search(plan.question) else None
    if all(s.low <= years and (s.high is None or years <= s.high) for s in stated):
        return "Yes, within what is stated."
    return None


_OF_YEARS = frozenset(
    {stem for word in NUMBER_WORDS for stem in stems(word)}
    | {*stems("year years yrs experience enough sufficient suffice suffices least minimum")}
)
_ENOUGH = Pattern(r"\b(?:enough|sufficient|suffices?|will do|ok(?:ay)?|get in)\b", re.IGNORECASE)
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
    if statement.section not in _SAYING or not telling or _wants_a_value(plan, telling):
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
    stricter = {match.group() for match in _STRICTER.finditer(_without_names(plan, asked))}
    stricter -= {"need", "needs", "needed"} if _is_skill(plan, chunk) else set()
    stricter -= {"have to", "has to"} if _is_skill(plan, chunk) else set()
    if statement.section is SectionKind.GUIDELINES and len(telling) == 1:
        # What is to be known at a level is needed there.
        stricter -= {"need", "needs", "needed"}
    return all(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", clause) for word in stricter)


def _wants_a_value(plan: Plan, telling: Sequence[str]) -> bool:
    """Whether the question is of an attribute that no words affirm but its value; with a word or
    two beside it ("commission surveyors") it is of work in which that word stands."""
    if plan.attribute is None or _plain(plan):
        return False
    beside = [w for w in telling if not plan.attribute.cues.search(plan.said((w,)))]
    return not beside or plan.attribute.dimension is not None


def _clause_with(words: Sequence[str], statement: Statement, of_others: bool = False) -> str | None:
    """The clause, folded, that holds all of `words` together with the label of the statement; None
    where there is none. What is said of others ("distinct from …") is left out by default."""
    text = statement.text.casefold()
    clauses = [c for c in _CLAUSES.split(text) if of_others or not _OF_OTHERS.search(c)]
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


_OF_OTHERS = Pattern(
    r"\b(?:(?:distinct|separate|different|set apart) from|differs? from|unlike|does not include|"
    r"are (?:separate|different)(?: focuses| roles)?\W*$)"
)
_CLAUSES = Pattern(r";\s+|\.\s+")


def _denies(plan: Plan, chunk: Chunk, asked: str) -> bool:
    """Whether a clause of `chunk`, said of the levels asked for, denies the very thing asked."""
    statement = chunk.statement
    telling = _telling(plan)
    if statement.section not in _SAYING or not telling or _wants_a_value(plan, telling):
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
    said = [t for t in tokens(asked) if t.stem in _DOING]
    return [t.stem for t in said if t.stem not in _SKILL_WORDS]


_DOING = LIGHT_STEMS | frozenset(stems("own"))


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
    if re.search(r"n['’]t\b|\bnot\b", asked) and not _SAME.search(asked):
        return False
    title = set(stems(chunk.title))
    telling = [w for w in _telling(plan) if w not in _SAME_WORDS and w not in title]
    if not telling:
        return False
    for clause in _CLAUSES.split(statement.text.casefold()):
        cues = list(_APART.finditer(clause))
        if len(cues) != 1:
            continue
        # "X and Y are separate" names them before it says so, "distinct from X" behind.
        behind = set(stems(clause[cues[0].end() :]))
        before = set(stems(clause[: cues[0].start()]))
        elsewhere = before if _OTHERS_BEFORE.fullmatch(cues[0].group()) else behind
        own = behind if elsewhere is before else before
        if all(word in elsewhere and word not in own for word in telling):
            return True
    return False


_SAME_WORDS = frozenset(
    stems("same thing part basically different difference distinct separate differ")
)
_OTHERS_BEFORE = Pattern(r"are (?:separate|different)(?: focuses| roles)?|neighbou?ring focuses")


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
