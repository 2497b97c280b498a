"""Questions that cannot be answered as asked: no such level, several roles, nothing of ours."""

from __future__ import annotations

from dataclasses import replace

from roleassistant.answering.draft import Draft, abstain
from roleassistant.answering.evidence import Evidence
from roleassistant.answering.suggest import suggestions_for, suggestions_for_index
from roleassistant.answering.wording import level_range, listed
from roleassistant.domain import SectionKind, StatementKind
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.heard import is_seniority
from roleassistant.retrieval.names import WHOLE
from roleassistant.retrieval.plan import Intent, Plan, RoleMention
from roleassistant.retrieval.planning.bearing import ANYBODY
from roleassistant.retrieval.words import LIGHT_STEMS, fold, stem, stems, tokens

_MAX_CHOICES = 8


def no_such_level(plan: Plan, evidence: Evidence) -> Draft | None:
    """An abstention where a level is asked for that the role, or every role, lacks."""
    if not plan.levels:
        return None
    roles = [m.role for m in plan.roles or plan.candidates]
    if not roles:
        held = {level for role in evidence.generation.roles for level in role.described_levels}
        absent = [level for level in plan.levels if level not in held]
        if not absent:
            return None
        return abstain(
            f"no such level: no role here has {listed([str(x) for x in absent], 'or')}; "
            f"the profiles hold {level_range(sorted(held))}",
            suggestions_for_index(evidence),
        )
    for level in plan.levels:
        lacking = [role for role in roles if level not in role.described_levels]
        if len(lacking) == len(roles):
            role = lacking[0]
            return abstain(
                f"no such level: {level}; {role.title} has {level_range(role.described_levels)}",
                suggestions_for(role, evidence, plan),
            )
    return None


def ask_which_role(plan: Plan, evidence: Evidence) -> Draft:
    """Several roles fit, or none was named: the choices, each as a question that can be asked."""
    candidates = [m.role for m in plan.candidates] or [
        role
        for role in evidence.generation.roles
        if all(level in role.described_levels for level in plan.levels)
    ]
    if not candidates:
        return abstain(
            f"no role here has {listed([str(x) for x in plan.levels])}; "
            f"name the role, or compare levels of one ladder",
            suggestions_for_index(evidence),
        )
    titles = [f"{role.title} ({role.key})" for role in candidates]
    shown = titles[:_MAX_CHOICES]
    more = f" and {len(titles) - len(shown)} more" if len(titles) > len(shown) else ""
    cues = plan.attribute.cues if plan.attribute else None
    unknown = [w for w in plan.unknown if not (cues and cues.search(plan.said((w,))))]
    if not plan.candidates and unknown:
        known = f"the profiles hold no “{plan.said(unknown)}”"
        opening = f"{known}, and the question names no role of theirs"
    elif not plan.candidates:
        opening = "the question names no role"
    elif all(m.score >= WHOLE for m in plan.candidates):
        opening = "several roles fit"
    else:
        said = dict.fromkeys(m.matched for m in plan.candidates)
        near = "one comes near" if len(candidates) == 1 else "several come near"
        opening = f"no role is called “{' … '.join(said)}”, and {near}"
    named = plan.candidates and all(m.score >= WHOLE for m in plan.candidates)
    again = [m.role for m in plan.candidates if named and _answers(m, plan, evidence)]
    suggestions = (
        tuple(f"{_bare(plan.question)} ({role.key})" for role in again[:3])
        if again
        else tuple(s for role in candidates[:3] for s in suggestions_for(role, evidence, plan)[:1])
    )
    asks = "do you mean" if len(candidates) == 1 else "which do you mean,"
    return abstain(f"{opening}: {asks} {listed(shown, 'or')}{more}?", suggestions, by_words=True)


def _answers(mention: RoleMention, plan: Plan, evidence: Evidence) -> bool:
    """Whether the question is answered once it is this role that is meant."""
    from roleassistant.answering.compose import by_words

    return by_words(replace(plan, roles=(mention,), candidates=()), evidence).reason is None


# "Eng", "Design": shorter ones begin too many words.
_SHORTEST_AKIN = 3


def no_such_role(plan: Plan, evidence: Evidence, called: str = "") -> Draft:
    """Something of a role is asked, and the words that should name it name none."""
    titles = [role.title for role in evidence.generation.roles]
    shown = titles[:_MAX_CHOICES]
    more = len(titles) - len(shown)
    there = f"{', '.join(shown)} and {more} more" if more else listed(shown)
    are = "is" if len(titles) == 1 else "are"
    return abstain(
        f"no role is called “{called or plan.said(plan.words)}”; there {are} {there}",
        suggestions_for_index(evidence),
    )


def absent_role(plan: Plan, evidence: Evidence) -> Draft | None:
    """An abstention where it is asked what somebody does whose title is no role's; else None.

    Half a name is no name then: a sales engineer is not the one of Field Sales.
    """
    question = fold(plan.question)
    if plan.bearer and (unheard_of := _unheard_of(plan, evidence)):
        return unheard_of
    asked = _SUBJECT.search(question)
    if asked is None and plan.intent is not Intent.FIND_LEVEL:
        asked = _OF_SUBJECT.search(question)  # "who knows the criteria of …" asks for a level
    named = plan.candidates or any(m.score >= WHOLE and m.matched for m in plan.roles)
    if asked is None or named:
        return None
    subject = set(stems(asked["subject"]))
    left = [w for w in plan.words if w in subject and w not in LIGHT_STEMS and not is_seniority(w)]
    if is_of_a_dimension(subject, plan, evidence) or _heads_a_section(subject, evidence):
        return None
    named_in = {stem for name in (*plan.dimensions, *plan.headings) for stem in stems(name)}
    if plan.levels:
        # "A distinguished engineer", where a level is called so.
        named_in |= {stem for word in _called(evidence) for stem in stems(word)}
    if plan.levels and plan.roles and set(left) <= named_in:
        return None  # "a director in human resources", where that is a part of a house's ladder
    return no_such_role(plan, evidence, asked["subject"]) if left else None


def _unheard_of(plan: Plan, evidence: Evidence) -> Draft | None:
    """An abstention where somebody is said to have a level whom no role, nor a level, is called."""
    named = [m for m in (*plan.roles, *plan.candidates) if m.matched and m.score >= WHOLE]
    last = plan.bearer.split()[-1].removesuffix("s")
    if named or last in ANYBODY or any(_akin(last, word) for word in _called(evidence)):
        return None
    return no_such_role(plan, evidence, plan.bearer)


def _akin(person: str, word: str) -> bool:
    """Whether a role may be called after what its people do: an engineer of Engineering, or Eng."""
    return person == word or (
        min(len(person), len(word)) >= _SHORTEST_AKIN
        and (person.startswith(word) or word.startswith(person))
    )


def _called(evidence: Evidence) -> set[str]:
    """The words by which roles and levels are called, each of one of them."""
    names = (name.text for name in evidence.generation.names)
    levels = (name for name, _ in evidence.generation.level_names())
    return {t.text.removesuffix("s") for name in (*names, *levels) for t in tokens(name)}


def _heads_a_section(subject: set[str], evidence: Evidence) -> bool:
    """Whether a heading of no level speaks of several people so called: "Regional Team Leads"."""
    return len(subject) > 1 and any(
        subject <= set(stems(chunk.statement.heading))
        for role in evidence.generation.roles
        for chunk in evidence.of(role, SectionKind.OTHER)
    )


def is_of_a_dimension(subject: set[str], plan: Plan, evidence: Evidence) -> bool:
    """Whether a dimension has these words in its name, beside others that are asked about: "Typical
    time in level for managers"."""
    asked = set(stems(plan.topic)) - subject - set(LIGHT_STEMS)
    names = (
        set(stems(name))
        for role in evidence.generation.roles
        for name in evidence.generation.dimensions(role.key)
    )
    return any(subject <= words and asked & words for words in names)


_SUBJECT = Pattern(
    r"^\W*what (?:does|do) (?:an? |the )?(?P<subject>[\w&/ -]{3,40}?) do"
    r"(?: (?:at|on|as) [\w ]+)?\W*$"
)


_OF_SUBJECT = Pattern(
    r"\b(?:responsibilit\w+|duties|tasks|expectations?|requirements?|skills|profile|"
    r"job description|criteria|levels?) (?:of|for|as) (?:an? |the |our )?"
    r"(?P<subject>[\w&/ -]{3,40}?)"
    r"(?:,? (?:at )?(?:level |grade |band )?[a-z]{0,3}\d+)?\W*$"
)


def beyond_quoting(plan: Plan, evidence: Evidence) -> Draft:
    """A ranking, or what is not done: profiles say what is, and quotes of it would mislead."""
    role = plan.roles[0].role if len(plan.roles) == 1 else None
    topic = plan.said(plan.words)
    about = f" (“{topic}”)" if topic else ""
    return abstain(
        f"the question asks {plan.beyond}{about}; the profiles say what each level does, "
        f"and that is all that can be quoted",
        suggestions_for(role, evidence, plan) if role else suggestions_for_index(evidence),
    )


def by_title(plan: Plan, evidence: Evidence) -> Plan | None:
    """The plan at the one level whose statements hold the title as said: "senior seller"."""
    mention = plan.roles[0]
    title = tuple(t.stem for t in tokens(f"{plan.seniority} {mention.matched}"))
    found = {
        level
        for chunk in evidence.of(mention.role, kinds=(StatementKind.FACT, StatementKind.TERM))
        if _holds_phrase(title, stems(chunk.statement.text))
        for level in chunk.statement.levels or chunk.page_levels
    }
    if len(found) != 1:
        return None
    # The word has done its work: it says the level, and is nothing to search for.
    told = tuple(word for word in plan.words if word != stem(plan.seniority or ""))
    return replace(plan.about(told), levels=tuple(found), seniority=None)


def without_seniority(plan: Plan) -> Plan:
    """The plan that asks without the word of seniority before the role's name."""
    return plan.about(tuple(word for word in plan.words if not is_seniority(word)))


def ask_which_level(plan: Plan, evidence: Evidence) -> Draft:
    """A word of seniority before a role's name, and no level that is called so."""
    mention = plan.roles[0]
    return abstain(
        f"no level of {mention.role.title} is called “{plan.seniority} {mention.matched}”; "
        f"which do you mean, {listed([str(x) for x in mention.role.described_levels], 'or')}?",
        suggestions_for(mention.role, evidence, plan),
    )


def _holds_phrase(phrase: tuple[str, ...], text: tuple[str, ...]) -> bool:
    return any(text[i : i + len(phrase)] == phrase for i in range(len(text) - len(phrase) + 1))


def off_topic(plan: Plan, evidence: Evidence) -> Draft:
    """Nothing in the question is about roles, levels or what profiles record."""
    return abstain(_NOT_OURS, suggestions_for_index(evidence))


_NOT_OURS = "the question is about nothing that the profiles record: they describe roles and levels"


def as_off_topic(plan: Plan, draft: Draft) -> Draft:
    """`draft`, marked where it was refused and the question has nothing to do with roles."""
    if draft.reason is None or plan.attribute or plan.levels:
        return draft
    if _ORDERS.search(fold(plan.question)):
        to_a_program = _TO_A_PROGRAM.search(fold(plan.question))  # its words name no topic
        return replace(draft, off_topic=True, reason=_NOT_OURS if to_a_program else draft.reason)
    of_a_role = plan.candidates or plan.of_a_role or (plan.roles and not plan.implied_role)
    if of_a_role or plan.dimensions or _ROLE_IS_ASKED.search(fold(plan.question)):
        return draft
    telling = [w for w in plan.words if w not in LIGHT_STEMS and not w.isdigit()]
    unknown = [word for word in telling if word in plan.unknown]
    return replace(draft, off_topic=2 * len(unknown) >= len(telling))


# Work that is asked of a program, and nothing that is looked up.
_ORDERS = Pattern(
    r"^\W*(?:please |can you |could you |now )*(?:tell (?:me|us) a|repeat|write|sing|draw|"
    r"translate|print|"
    r"compose|invent|generate|calculate|pretend|act as|ignore)\b|\bsystem\s*:|\byou are now\b"
)


_TO_A_PROGRAM = Pattern(
    r"^\W*(?:please |now )*(?:ignore|pretend|act as|repeat|print)\b|\bsystem\s*:|\byou are now\b"
)
_ROLE_IS_ASKED = Pattern(
    r"^\W*what (?:does|do) (?:an? )?[\w&/ -]{3,40}? do(?: at [\w ]+)?\W*$|\broles?\b"
)


def _bare(question: str) -> str:
    return question.rstrip(" ?!.")
