"""A job post drafted from the profile of a role at a level.

    post = draft(assistant, role, level, Options(length=Length.SHORT))

Each line rests on statements of that level, or of the role, is verified by the support scorer
before it is in the post, and carries its citations. What no profile holds is a placeholder or is
given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from roleassistant.answering.evidence import Evidence
from roleassistant.answering.support.offline import OfflineScorer
from roleassistant.answering.support.scorer import SupportScorer
from roleassistant.domain import Level
from roleassistant.errors import UsageError
from roleassistant.indexing.chunks import Role
from roleassistant.indexing.generation import Generation
from roleassistant.recruiting.codes import Codes
from roleassistant.recruiting.ease import of_ease
from roleassistant.recruiting.given import given_parts
from roleassistant.recruiting.material import Material, material_for
from roleassistant.recruiting.options import Audience, Options
from roleassistant.recruiting.parts import profile_parts
from roleassistant.recruiting.pay_laws import notices_for
from roleassistant.recruiting.post import JobPost, Line, LineKind, Notice, Part, PartKind
from roleassistant.recruiting.tasks import LIKE_ANOTHER
from roleassistant.recruiting.titles import Title, is_calling, titles
from roleassistant.recruiting.writing import Sheet

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.recruiting.polishing import Polisher

DEFAULTS = Options()


def draft(assistant: Assistant, role: Role, level: Level, options: Options = DEFAULTS) -> JobPost:
    """The draft for `role` at `level`; the same choices give the same draft.

    Raises:
        UsageError: the role has no such level, or a choice is made that the profile does not offer.
        IndexUnusable: there is no index that can answer.
    """
    return Drafter().draft(assistant.evidence, role, level, options)


@dataclass
class Drafter:
    """Drafts one post after the other; what is learned of an index is kept for the next.

    With a `polisher`, a language model words the prose of each draft, verified line by line.
    """

    polisher: Polisher | None = None
    _kept: tuple[Generation, SupportScorer, Codes] | None = field(default=None, repr=False)

    def draft(
        self, evidence: Evidence, role: Role, level: Level, options: Options = DEFAULTS
    ) -> JobPost:
        """As `draft`, from the evidence of one generation."""
        if level not in role.described_levels:
            have = ", ".join(str(one) for one in role.described_levels) or "no levels"
            raise UsageError(f"There is no level {level} of {role.title}: it has {have}.")
        scorer, codes = self._of(evidence.generation)
        material = material_for(role, level, evidence)
        sheet = Sheet(material, evidence.disagreements(role), scorer, codes, options.choices, level)
        found = titles(material, evidence.title_of(role, level) or evidence.title_of(role))
        title = _title(found[0], sheet, options)
        written = profile_parts(material, sheet, options, evidence.language)
        others = _others(found, title.text, sheet)
        sheet.refuse_unknown_choices()
        parts = _in_order((*written, *given_parts(options.facts)))
        post = JobPost(
            role=role.key,
            role_code=next((c for c in role.codes if _is_of(c, role, level)), role.key),
            profile_title=role.title,
            level=str(level),
            level_name=material.names_of_levels.get(str(level), (None,))[0],
            title=title,
            other_titles=others,
            parts=parts,
            choices=tuple(sheet.choices),
            dropped=tuple(sheet.dropped),
            notices=(
                *_notices(material, title.text, options, evidence.language),
                *_of_another_level(sheet),
                *notices_for(options.facts),
            ),
            citations=tuple(sheet.citations),
            options=options,
        )
        if self.polisher is not None:
            post = self.polisher.polished(post, evidence, role, scorer)
        if evidence.language != "English":
            return post
        return replace(post, notices=(*post.notices, *of_ease(post)))

    def _of(self, generation: Generation) -> tuple[SupportScorer, Codes]:
        kept = self._kept
        if kept is None or kept[0] is not generation:
            self._kept = kept = (generation, OfflineScorer(generation), Codes.of(generation))
        return kept[1], kept[2]


def _title(best: Title, sheet: Sheet, options: Options) -> Line:
    if options.facts.title:
        return Line(options.facts.title, LineKind.GIVEN)
    return _line(best, sheet)


def _others(found: Sequence[Title], taken: str, sheet: Sheet) -> tuple[Line, ...]:
    """The other titles as the profile has them, each once; none that is put together."""
    names: dict[str, Title] = {}
    for one in found:
        if one.text != taken and not one.composed:
            names.setdefault(one.recorded or one.text, one)
    return tuple(
        Line(name, marks=sheet.marks(one.sources[:1] if one.recorded else one.sources), support=1.0)
        for name, one in names.items()
        if name != taken
    )


def _line(title: Title, sheet: Sheet) -> Line:
    notes = ("put together of the level's name and the role's title",) if title.composed else ()
    return Line(title.text, marks=sheet.marks(title.sources), notes=notes, support=1.0)


def _is_of(code: str, role: Role, level: Level) -> bool:
    from roleassistant.domain.level import rung_key

    return rung_key(code.removeprefix(f"{role.key}.")) == level.key


def _in_order(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """In the order of a post; a part that the profile and the recruiter give is one."""
    order = list(PartKind)
    found: dict[PartKind, Part] = {}
    for part in parts:
        before = found.get(part.kind)
        if before is None:
            found[part.kind] = part
            continue
        given = tuple(line for line in part.lines if line.kind is not LineKind.PLACEHOLDER)
        found[part.kind] = replace(before, lines=(*before.lines, *given))
    return tuple(sorted(found.values(), key=lambda part: order.index(part.kind)))


def _of_another_level(sheet: Sheet) -> tuple[Notice, ...]:
    found = [one.text for one in sheet.dropped if one.reason.startswith(LIKE_ANOTHER)]
    if not found:
        return ()
    said = " ".join(f"“{text}”" for text in found)
    return (
        Notice(
            f"Duties whose level was worked out read more like another level, and are left out of "
            f"a post for everybody: {said} Add what belongs to {sheet.level}."
        ),
    )


def _notices(material: Material, title: str, options: Options, language: str) -> tuple[Notice, ...]:
    found = []
    if language != "English":
        found.append(
            Notice(
                f"The profiles are in {language}: their sentences stay as they are, and the "
                f"headings are English."
            )
        )
    if material.level not in material.role.levels:
        found.append(
            Notice(
                f"{material.role.title} has no page of its own for {material.level}: the draft "
                f"rests on what its other pages say of that level."
            )
        )
    bare = material.role.title.replace(" / ", ", ")
    if material.level not in material.role.levels and title in (bare, bare.partition(", ")[0]):
        found.append(
            Notice(
                f"“{title}” is the title of the role, and no page says what it is called at "
                f"{material.level}: compare it with the posts of the levels beside, and give title "
                f"in --facts."
            )
        )
    if not material.duties:
        found.append(
            Notice(
                f"The profile lists no responsibilities of {material.level}: what is to be done "
                f"is taken from its criteria, where they say it."
            )
        )
    if language == "English" and not options.facts.title and not is_calling(title):
        found.append(
            Notice(
                f"“{title}” is the name of a discipline: no profile says what its people are "
                f"called. Give title in --facts."
            )
        )
    if options.audience is Audience.EXTERNAL and material.next_level is None:
        found.append(Notice(f"No level above {material.level} is described: growth is left out."))
    return tuple(found)
