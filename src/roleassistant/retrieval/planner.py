"""A question → what was understood of it: roles, levels, sections, dimensions, intent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from roleassistant.domain import Level, SectionKind
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.retrieval.attributes import Attribute, asked_for
from roleassistant.retrieval.names import RoleNames
from roleassistant.retrieval.plan import Intent, Plan, RoleMention
from roleassistant.retrieval.words import FUNCTION_WORDS, Token, fold, stem, stems, tokens

# Longer than any question a person types; what follows is not read.
MAX_QUESTION = 2000

_LEVEL = re.compile(r"(?<![\w.])(?P<track>[a-z]{1,2})\s?-?(?P<grade>\d{1,2})(?![\w.]|\s?%)", re.I)
_NUMBERED = re.compile(
    r"\b(?:levels?|grades?)\s+(?P<list>(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine)"
    r"(?:\s*(?:,|and|or|to|vs\.?|versus|/|&|-|–)\s*"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine))*)\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine".split(), 1)
}
# Letters by which companies name tracks. A question may name a track that no profile has.
_KNOWN_TRACKS = frozenset({"P", "M", "IC", "L", "E", "G", "T", "S"})

_PROVENANCE = re.compile(
    r"\bprovenance\b|\b(?:where|what)\b.*\b(?:come|comes|came|taken|derived|sourced) from\b|"
    r"\bhow (?:was|were|is|are) .*\b(?:reviewed|sourced|made|written|validated|checked|verified|built|"
    r"compiled|created)\b|\bwho (?:wrote|reviewed|approved|made|checked|validated|created|signed off)\b|"
    r"\b(?:evidence base|last reviewed|review(?:ed)? by|reviewed|reviewers?|review panel|quality review|"
    r"review (?:score|rating|date))\b|\b(?:what|which) (?:are|is) the (?:evidence|sources?)\b|"
    r"\bsources? (?:of|for|behind)\b|\btrust\w*\b.*\bprofile",
)
_ALIASES = re.compile(
    r"\balias(?:es)?\b|\b(?:other|alternat\w+|different|external|market|synonym\w*|more) (?:job |role )?"
    r"(?:titles?|names?)\b|\balso (?:known|called)\b|\bwhat else .*\bcalled\b|\b(?:aka|synonyms?)\b|"
    r"\b(?:job )?titles (?:are|is|does|do|for|of)\b|\b(?:which|what) (?:job )?titles\b",
)
_ADJACENT = re.compile(
    r"\badjacent\b|\b(?:similar|related|neighbou?r\w*|nearby|nearest|closest|lateral|comparable)\b.{0,20}"
    r"\b(?:roles?|jobs?|moves?|positions?|profiles?)\b|\broles? (?:that (?:is|are) )?(?:close|near|similar|"
    r"related|adjacent) to\b|\b(?:close|near|similar|closest|nearest) to\b",
)
_PROMOTION = re.compile(
    r"\b(?:promot\w+|move up|moving up|grow into|step up|advance|progress|get(?:ting)? (?:from|to)|"
    r"mov(?:e|ing) (?:from|to)|go(?:ing)? from|reach|become|make it to|gap)\b",
)
_SELF_PLACEMENT = re.compile(
    r"\b(?:what|which) (?:level|grade)\b.*\b(?:am i|i am|would i|should i|fits? me|suits? me|i be)\b|"
    r"\bwhere (?:do|would) i (?:fit|stand|sit)\b|\bmy level\b",
)
_FIND_LEVEL = re.compile(
    r"\b(?:which|what|at what|at which|from what|from which|on which) (?:job |career )?"
    r"(?:levels?|grades?)\b(?!\s+of\b)|^\s*(?:and )?who(?:se|m)?\b|\bsomeone who\b.*\blevel\b|"
    r"\bis there (?:a|any) level\b|\bfrom which level\b|\bwhat seniority\b",
)
_LEVELS_OF = re.compile(
    r"\b(?:which|what|how many|list|show|all)(?: me)?(?: the| all)? levels\b(?:.*\b(?:are there|exist|"
    r"available|does|do|has|have|of|for|in)\b|\W*$)|\blevels (?:are there|exist|available)\b",
)
_LIST = re.compile(
    r"\b(?:which|what|list|show|how many|all|every|any)(?: me)?(?: of)?(?: the| all| our| your)?"
    r"(?: \w+){0,2}? (?:roles|profiles|jobs|positions|job families|families|focuses|functions)\b|"
    r"\bwhat (?:do|can) you (?:know|cover|tell|do|answer|help)\b|\bwhat(?:'s| is) in the index\b",
)
_COMPARE = re.compile(
    r"\b(?:compar\w+|vs\.?|versus|differ\w*|distinguish\w*|separat\w+|distinction|contrast\w*|"
    r"side by side|sets? apart|same as|between|change[sd]?|step|jump|gap|more than|less than)\b",
)
_ADDED = re.compile(r"\b(?:that|which)\b.*\b(?:doesn'?t|does not|don'?t|not)\b|\badds?\b|\bnew at\b")
_SKILLS = re.compile(r"\b(?:skill\w*|competenc\w+|abilit\w+|capabilit\w+|proficienc\w+)\b")
_DEFINE = re.compile(
    r"\b(?:mean(?:s|ing)?|defin\w+|what(?:'s| is| are)|explain|describe|stand for|understand by)\b"
)
_RESPONSIBILITIES = re.compile(
    r"\b(?:responsib\w+|dut(?:y|ies)|tasks?|day.to.day|accountab\w+|deliverables?)\b"
)
_OVERVIEW = re.compile(
    r"\b(?:responsib\w+|dut(?:y|ies)|tasks?|criteria|guidelines?|rubric|bar|description|summary|overview|"
    r"purpose|focus(?:ed)?|mission|work|works|working|look|looks|charge|day.to.day|accountab\w+|"
    r"definition|defin\w+|called|name[ds]?|title[ds]?|leveling|levelling|compare[ds]?|comparison|differ\w*|"
    r"separat\w+|distinguish\w*|distinction|side|versus|step|jump|contrast\w*|change[sd]?)\b"
)
_SUMMARY = re.compile(r"\b(?:summary|overview|purpose|focus|mission|in charge)\b")

# How people say what the usual dimensions of a guideline or level definition are called.
_DIMENSION_WORDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"\b(?:{cue})\b"), stem(target))
    for cue, target in (
        (r"independen\w+|autonom\w+|supervis\w+|supervision|guidance", "autonomy"),
        (r"decid\w*|decisions?|authority|sign.?off|approv\w+|empower\w+", "decision"),
        (r"problems?|problem.solving|ambigu\w+|complex\w*|difficult\w*", "complexity"),
        (r"collaborat\w*|interact\w*|teamwork|cooperat\w*", "collaboration"),
        (r"impact\w*|outcomes?|influence", "impact"),
        (r"scope|breadth|remit|span", "scope"),
        (r"lead(?:ership)?", "leadership"),
        (r"knowledge|expertise", "knowledge"),
    )
)


@dataclass(frozen=True, slots=True)
class _Heard:
    """The pieces of a question, before the intent is decided."""

    text: str
    mentions: tuple[RoleMention, ...]
    levels: tuple[Level, ...]
    attribute: Attribute | None
    dimensions: tuple[str, ...]
    term: str | None
    words: tuple[str, ...]


class Planner:
    """Plans questions for one generation of an index."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._roles = {role.key: role for role in generation.roles}
        self._names = RoleNames(generation.roles, generation.names)
        self._terms: dict[str, list[tuple[str, str]]] = {}
        for role, term in generation.terms():
            self._terms.setdefault(" ".join(stems(term)), []).append((role, term))
        self._tracks = {
            level.track for role in generation.roles for level in role.described_levels
        }

    def plan(self, question: str, role: str | None = None) -> Plan:
        """Understand `question`. `role` (a role key) stands in where the question names none."""
        question = " ".join(question.split())[:MAX_QUESTION]
        said = tokens(question)
        levels, level_spans = self._levels(question)
        spoken = [t for t in said if not _within(t, level_spans)]
        term, term_span = self._term(spoken)
        mentions = self._names.mentions(question, spoken)
        if term is not None and term_span is not None:
            mentions = tuple(
                m for m in mentions if m.end <= term_span[0] or m.start >= term_span[1]
            )
        named = [(m.start, m.end) for m in mentions]
        text = fold(question)
        topical = [t for t in spoken if not _within(t, named)]
        roles, candidates = self._settle(mentions, question, topical, text)
        if not roles and not candidates and role in self._roles:
            roles = (_implied(self._roles[role]),)
        implied = False
        if not roles and not candidates and len(self._roles) == 1:
            roles, implied = (_implied(next(iter(self._roles.values()))),), True
        named = [(m.start, m.end) for m in (*roles, *candidates)]
        topical = [t for t in spoken if not _within(t, named)]
        own_levels = tuple(m.level for m in roles if m.level is not None and "." in m.matched)
        levels = tuple(dict.fromkeys((*levels, *own_levels)))
        levels = tuple(self._on_ladder(level, roles) for level in levels)
        attribute = asked_for(text)
        heard = _Heard(
            text,
            roles or candidates,
            levels,
            attribute,
            self._dimensions(text, topical, roles),
            term,
            tuple(dict.fromkeys(t.stem for t in topical if t.text not in FUNCTION_WORDS)),
        )
        intent, sections = _intent(heard)
        return Plan(
            question=question,
            intent=intent,
            roles=roles,
            candidates=candidates,
            levels=levels,
            attribute=attribute,
            dimensions=heard.dimensions,
            sections=sections,
            term=term,
            words=heard.words,
            topic=" ".join(t.text for t in topical),
            implied_role=implied,
        )

    def _levels(self, question: str) -> tuple[tuple[Level, ...], list[tuple[int, int]]]:
        found: list[tuple[int, Level, int]] = []
        for match in _LEVEL.finditer(question):
            track = match["track"].upper()
            spaced = " " in match.group()
            if track not in self._tracks and (spaced or track not in _KNOWN_TRACKS):
                continue
            found.append((match.start(), Level.parse(track + match["grade"]), match.end()))
        for match in _NUMBERED.finditer(question):
            for number in re.findall(r"\d{1,2}|[a-z]+", match["list"].casefold()):
                grade = _NUMBER_WORDS.get(number) or (int(number) if number.isdigit() else None)
                if grade is not None:
                    found.append((match.start(), Level(f"{grade}", "", grade), match.end()))
        found.sort(key=lambda item: (item[0], item[1].sort_key))
        return (
            tuple(dict.fromkeys(level for _, level, _ in found)),
            [(start, end) for start, _, end in found],
        )

    def _on_ladder(self, level: Level, roles: Sequence[RoleMention]) -> Level:
        """A bare number ("level 4") becomes that grade of the role's own ladder."""
        if level.track or not level.label.isdigit():
            return level
        ladders = [m.role.described_levels for m in roles] or [
            role.described_levels for role in self._roles.values()
        ]
        for ladder in ladders:
            for rung in ladder:
                if rung.grade == level.grade:
                    return rung
        track = ladders[0][0].track if ladders and ladders[0] else "P"
        return Level.parse(f"{track}{level.grade}")

    def _settle(
        self,
        mentions: tuple[RoleMention, ...],
        question: str,
        topical: Sequence[Token],
        text: str,
    ) -> tuple[tuple[RoleMention, ...], tuple[RoleMention, ...]]:
        """Roles that are named, or else the candidates among which the question does not decide."""
        by_stretch: dict[int, list[RoleMention]] = {}
        for mention in mentions:
            by_stretch.setdefault(mention.start, []).append(mention)
        roles: dict[str, RoleMention] = {}
        for rivals in by_stretch.values():
            if len(rivals) == 1 or len({m.role.title for m in rivals}) == 1:
                for mention in rivals:
                    roles.setdefault(mention.role.key, mention)
            else:
                return (), tuple(rivals)
        if roles:
            return tuple(roles.values()), ()
        partly = [
            m
            for m in self._names.partly(question, topical)
            if not (_FIND_LEVEL.search(text) or _LIST.search(text)) or m.score >= 0.7
        ]
        distinct = {m.role.key: m for m in partly}
        if len(distinct) == 1 or len({m.role.title for m in distinct.values()}) == 1:
            return tuple(distinct.values()), ()
        return (), tuple(distinct.values())

    def _term(self, spoken: Sequence[Token]) -> tuple[str | None, tuple[int, int] | None]:
        """The longest defined term (a skill) of which every word stands in the question."""
        best: tuple[int, str, tuple[int, int]] | None = None
        for start in range(len(spoken)):
            for end in range(min(len(spoken), start + 8), start, -1):
                key = " ".join(t.stem for t in spoken[start:end])
                known = self._terms.get(key)
                if known and (best is None or end - start > best[0]):
                    best = (end - start, known[0][1], (spoken[start].start, spoken[end - 1].end))
        if best is None:
            best = self._term_with_typos(spoken)
        return (best[1], best[2]) if best else (None, None)

    def _term_with_typos(
        self, spoken: Sequence[Token]
    ) -> tuple[int, str, tuple[int, int]] | None:
        for start in range(len(spoken)):
            for end in range(min(len(spoken), start + 5), start + 1, -1):
                said = " ".join(t.stem for t in spoken[start:end])
                for key, known in self._terms.items():
                    if abs(len(key) - len(said)) <= 2 and fuzz.ratio(key, said) >= 90:
                        span = (spoken[start].start, spoken[end - 1].end)
                        return end - start, known[0][1], span
        return None

    def _dimensions(
        self, text: str, topical: Sequence[Token], roles: Sequence[RoleMention]
    ) -> tuple[str, ...]:
        """The dimensions of the roles' guidelines and level definitions that the question names."""
        said = {t.stem for t in topical if t.text not in FUNCTION_WORDS}
        said |= {target for cue, target in _DIMENSION_WORDS if cue.search(text)}
        keys = [m.role.key for m in roles] or list(self._roles)
        known = dict.fromkeys(d for key in keys for d in self._generation.dimensions(key))
        found = []
        for dimension in known:
            for part in re.split(r"\s*(?:&|/|,|\band\b)\s*", dimension):
                words = set(stems(part)) - {stem("typical")}
                if words and words <= said:
                    found.append(dimension)
                    break
                first = stems(part)[:1]
                if first and first[0] in said and first[0] in _DIMENSION_TARGETS:
                    found.append(dimension)
                    break
        return tuple(found)


_DIMENSION_TARGETS = frozenset(target for _, target in _DIMENSION_WORDS)


def _intent(heard: _Heard) -> tuple[Intent, tuple[SectionKind, ...]]:
    """The kind of answer, and the sections that it is to be drawn from (none: all)."""
    text, levels = heard.text, heard.levels
    roles = {m.role.key: m for m in heard.mentions}
    stretches = {m.start for m in heard.mentions}
    specific = heard.attribute is not None or bool(heard.dimensions)
    content = [w for w in heard.words if not _is_overview(w)]
    if _PROVENANCE.search(text) and not (heard.attribute and heard.attribute.name == "pay"):
        return Intent.PROVENANCE, (SectionKind.PROVENANCE,)
    if _SELF_PLACEMENT.search(text):
        return Intent.SELF_PLACEMENT, ()
    if _ADJACENT.search(text) and not _COMPARE.search(text):
        return Intent.ADJACENT_ROLES, (SectionKind.ADJACENT_ROLES,)
    if _ALIASES.search(text):
        return Intent.ALIASES, (SectionKind.TITLE_ALIASES,)
    if len(roles) > 1 and len(stretches) > 1 and (_COMPARE.search(text) or not content):
        return Intent.COMPARE_ROLES, ()
    if _PROMOTION.search(text) and levels and not _FIND_LEVEL.search(text):
        return Intent.PROMOTION_GAP, ()
    if len(levels) > 1 and not content and not (heard.attribute and not _COMPARE.search(text)):
        return Intent.COMPARE_LEVELS, ()
    if len(levels) > 1 and (_COMPARE.search(text) or _ADDED.search(text)):
        return Intent.COMPARE_LEVELS, ()
    if _LEVELS_OF.search(text) and not content and not levels and not specific:
        return Intent.LIST_ROLES, ()
    if _LIST.search(text) and not levels:
        return Intent.LIST_ROLES, ()
    if _FIND_LEVEL.search(text) and not (heard.attribute and not content and levels):
        return Intent.FIND_LEVEL, ()
    if re.search(r"\blevels\b", text) and _COMPARE.search(text) and heard.mentions:
        return Intent.COMPARE_LEVELS, ()
    if heard.term and (_DEFINE.search(text) or _SKILLS.search(text) or not content):
        return Intent.SKILLS, (SectionKind.SKILLS,)
    if _SKILLS.search(text) and not (heard.attribute and heard.attribute.name == "pay"):
        return Intent.SKILLS, (SectionKind.SKILLS,)
    if specific:
        return Intent.LOOKUP, ()
    if content:
        return Intent.LOOKUP, ()
    if levels:
        wanted = (SectionKind.RESPONSIBILITIES,) if _RESPONSIBILITIES.search(text) else ()
        return Intent.LEVEL_CRITERIA, wanted
    if heard.mentions and _RESPONSIBILITIES.search(text):
        return Intent.LEVEL_CRITERIA, (SectionKind.RESPONSIBILITIES,)
    if heard.mentions:
        return Intent.LOOKUP, (SectionKind.SUMMARY, SectionKind.FOCUS)
    return Intent.OFF_TOPIC, ()


def _is_overview(word: str) -> bool:
    return word in _OVERVIEW_STEMS or bool(_OVERVIEW.fullmatch(word))


_OVERVIEW_STEMS = frozenset(
    stem(word)
    for word in (
        "responsibility responsible duty task criteria guideline rubric description summary overview "
        "purpose focus mission work look charge accountable definition define call name title "
        "leveling compare comparison difference different differ separate distinguish distinction "
        "side versus step jump contrast change set apart day skill competency bar"
    ).split()
)


def _within(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= token.start and token.end <= end for start, end in spans)


def _implied(role: Role) -> RoleMention:
    return RoleMention(role, "", role.title, 1.0, -1, -1)
