"""The source pages themselves, read anew: what a citation is checked against.

Nothing here comes from the index or from an answer. A page is opened, decoded and read by its
reader once more; a citation is looked up in it by path and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from roleassistant.answering.draft import INHERITED
from roleassistant.domain import Level, RoleProfile, SectionKind, Statement
from roleassistant.domain.answer import Citation
from roleassistant.domain.ladder import ladder
from roleassistant.errors import DocumentError
from roleassistant.evaluation.scorers.scorer import Evidence
from roleassistant.evaluation.suites.case import Place
from roleassistant.indexing.merging import joined, of_role
from roleassistant.indexing.sources import SourceFile
from roleassistant.reading import registry
from roleassistant.reading.document import Document, load
from roleassistant.reading.interpretation.inheritance import inherited
from roleassistant.reading.segmentation import Likeness
from roleassistant.reading.showing import stands


@dataclass(frozen=True)
class Page:
    """One file as it stands on the disk, with the profiles on it."""

    document: Document
    profiles: tuple[RoleProfile, ...]

    def lines(self, first: int, last: int) -> str:
        """The text of these lines, as the file has it."""
        lines = self.document.lines[max(0, first - 1) : last]
        return "\n".join(line.text for line in lines)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every statement of the page."""
        return tuple(
            one
            for profile in self.profiles
            for statement in profile.statements
            for one in _evidence(profile, statement)
        )


@dataclass(frozen=True)
class Pages:
    """All pages of a corpus, by the path under which they are cited."""

    by_path: dict[str, Page]

    @cached_property
    def _by_role(self) -> dict[str, tuple[Evidence, ...]]:
        found: dict[str, dict[Evidence, None]] = {}
        for page in self.by_path.values():
            for one in page.evidence:
                found.setdefault(one.role, {}).setdefault(one)
        for profile, statement in self._taken_over:
            for one in _evidence(profile, statement):
                found.setdefault(one.role, {}).setdefault(one)
        return {role: tuple(evidence) for role, evidence in found.items()}

    @cached_property
    def _taken_over(self) -> tuple[tuple[RoleProfile, Statement], ...]:
        """What levels take over from others by referring to them, with the profile where it
        stands."""
        of_role: dict[str, list[tuple[RoleProfile, Statement]]] = {}
        for page in self.by_path.values():
            for profile in page.profiles:
                if profile.partial:
                    here = of_role.setdefault(profile.code.role, [])
                    here += [(profile, statement) for statement in profile.statements]
        return tuple(
            (said[number][0], statement)
            for said in of_role.values()
            for number, statement in inherited([s for _, s in said], _ladder(said))
        )

    @cached_property
    def titles(self) -> dict[str, str]:
        """What the roles are called, folded, by their code without a level."""
        return {
            profile.code.role: " ".join(profile.title.casefold().split())
            for page in self.by_path.values()
            for profile in page.profiles
        }

    @cached_property
    def levels(self) -> dict[str, Level]:
        """The levels that any page is of or speaks of, by their label."""
        return {
            level.label: level
            for page in self.by_path.values()
            for profile in page.profiles
            for level in (profile.level, *(x for s in profile.statements for x in s.levels))
            if level
        }

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """Every label under which a statement stands, folded."""
        return frozenset(
            " ".join(one.label.casefold().split())
            for page in self.by_path.values()
            for one in page.evidence
            if one.label
        )

    def of_roles(self, roles: Iterable[str]) -> list[Evidence]:
        """Every statement of all pages of these roles."""
        return [one for role in dict.fromkeys(roles) for one in self._by_role.get(role, ())]

    def roles_at(self, places: Iterable[Place]) -> list[str]:
        """The roles that places name, by the beginning of their code."""
        return [
            role
            for place in places
            if place.role
            for role in self._by_role
            if role.startswith(place.role) or place.role.startswith(f"{role}.")
        ]

    def cited(self, citation: Citation) -> tuple[Evidence, ...]:
        """The statement that stands in the lines that a citation names, and is what it quotes.

        Where no statement there is what it quotes: the text of these lines. Nothing where there
        is no such page.
        """
        page = self.by_path.get(citation.source.document)
        if page is None:
            return ()
        first, last = citation.source.line_start, citation.source.line_end
        wanted = " ".join(citation.quote.split())
        said = [(profile, one) for profile in page.profiles for one in profile.statements]
        if (citation.attribution.method or "").startswith(INHERITED):
            at = citation.level
            said = [(profile, s) for profile, s in self._taken_over if _one_level(s) == at]
        for profile, statement in said:
            span = statement.span
            there = span.line_start <= last and span.line_end >= first
            there = there and span.document == citation.source.document
            if there and " ".join(statement.text.split()) == wanted:
                return _evidence(profile, statement)
        return (Evidence(page.lines(first, last), place=f"{citation.source.document}:{first}"),)

    def problem(self, citation: Citation) -> str | None:
        """What is wrong with a citation by the page that it names; None where it is right."""
        source = citation.source
        page = self.by_path.get(source.document)
        if page is None:
            return f"there is no page {source.document}"
        if page.document.sha256 != source.sha256:
            return f"{source.document} has another content than was cited"
        lines = (source.line_start, source.line_end)
        here = [
            s
            for s in _quoted(page, citation)
            if (s[1].span.line_start, s[1].span.line_end) == lines
        ]
        if not stands(citation.quote, page.lines(source.line_start, source.line_end)):
            return f"the quote is not at {source.document}:{source.line_start}"
        if not here:
            return f"no statement at {source.document}:{source.line_start} is what is quoted"
        profiles = {str(profile.code) for profile, _ in here}
        if citation.role_code not in profiles:
            return f"the page is of {', '.join(sorted(profiles))}, not of {citation.role_code}"
        statements = [s for profile, s in here if str(profile.code) == citation.role_code]
        sections = {shown_section(statement) for statement in statements}
        if citation.section not in sections:
            return f"it stands in {', '.join(sorted(sections))}, not in {citation.section}"
        told = {statement.attribution.how for statement in statements}
        if citation.attribution.how == "stated" and told == {"inferred"}:
            return "its level was worked out, and it is cited as stated"
        levels = {_one_level(statement) for statement in statements}
        taken_over = (citation.attribution.method or "").startswith(INHERITED)
        if citation.level not in levels and not taken_over:
            said = ", ".join(sorted(str(level) for level in levels))
            return f"the page says it of {said}, not of {citation.level}"
        return None


def read_pages(files: Iterable[SourceFile], likeness: Likeness) -> Pages:
    """The pages in these files; what cannot be read is left out, as by an ingest, which tells."""
    by_path: dict[str, Page] = {}
    for found in files:
        try:
            document = load(found.file, found.shown)
            by_path[found.shown] = Page(document, registry.read(document, likeness).profiles)
        except DocumentError:
            continue
    keys = sorted({one.code.role for page in by_path.values() for one in page.profiles})
    # A document may name a role and not its family, which another one gives.
    named = {one: key for key, others in joined(keys).items() for one in others}
    return Pages(
        {
            path: replace(
                page, profiles=tuple(of_role(named[p.code.role], p) for p in page.profiles)
            )
            for path, page in by_path.items()
        }
    )


def shown_section(statement: Statement) -> str:
    """What a statement's section is called in an answer."""
    other = statement.section is SectionKind.OTHER
    return statement.heading if other else statement.section.shown_as


def _quoted(page: Page, citation: Citation) -> list[tuple[RoleProfile, Statement]]:
    wanted = " ".join(citation.quote.split())
    return [
        (profile, statement)
        for profile in page.profiles
        for statement in profile.statements
        if " ".join(statement.text.split()) == wanted
    ]


def _ladder(said: Sequence[tuple[RoleProfile, Statement]]) -> tuple[Level, ...]:
    levels = {level for _, statement in said for level in statement.levels}
    told = [profile.ladder for profile, _ in said if profile.ladder]
    return ladder(levels, (statement for _, statement in said), told)


def _one_level(statement: Statement) -> str | None:
    return str(statement.levels[0]) if len(statement.levels) == 1 else None


def _evidence(profile: RoleProfile, statement: Statement) -> tuple[Evidence, ...]:
    """The statement; of the line with the title also the title without its level.

    A title is of a role wherever it is listed, be it under a heading that names a level.
    """
    span = statement.span
    one = Evidence(
        text=statement.text,
        role=profile.code.role,
        title=profile.title,
        section=shown_section(statement),
        levels=statement.levels,
        label=statement.dimension or "",
        place=f"{span.document}:{span.line_start}",
    )
    if statement.dimension == "Title" and profile.title.casefold() in statement.text.casefold():
        return tuple(replace(one, text=text, levels=()) for text in (one.text, profile.title))
    return (one,)


def levels_named(text: str, known: dict[str, Level]) -> tuple[Level, ...]:
    """The levels whose labels stand in `text` as words of their own: the code of a page says
    which page it is, and of no level that something is said of it."""
    return tuple(
        level
        for label, level in known.items()
        if re.search(rf"(?<![\w.-]){re.escape(label)}(?![\w-])", text)
    )
