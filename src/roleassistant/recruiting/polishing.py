"""A draft's lines in a language model's words, each verified before it takes the place of ours.

The model words; it adds no line and takes none away. What it says is checked as its answers are
(`answering.models.checking`): by the support scorer, against the statements of the line. A line of
which it gives no such wording stays as it was.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roleassistant.answering.evidence import Evidence
from roleassistant.answering.models.asking import Asked, Terms
from roleassistant.answering.models.calling import Deadline
from roleassistant.answering.models.checking import Held
from roleassistant.answering.models.opening import ChatModel
from roleassistant.answering.models.prompts import load_prompt
from roleassistant.answering.support.scorer import SupportScorer
from roleassistant.answering.wording import counted
from roleassistant.indexing.chunks import Role
from roleassistant.recruiting.codes import Codes
from roleassistant.recruiting.post import JobPost, Line, LineKind, Notice, Part, PartKind
from roleassistant.recruiting.sources import statements_of
from roleassistant.recruiting.strength import repeats
from roleassistant.settings import Settings

_log = logging.getLogger(__name__)

# Prose. Requirements stay as they are: there a word more is a condition more.
_WORDED = frozenset({PartKind.SUMMARY, PartKind.DUTIES})
# More claims than this are not read: see `answering.models.claims`.
_MOST = 18


@dataclass(frozen=True, slots=True)
class Polisher:
    """Asks the first of `models`, and the next where nothing that one said could be used."""

    models: Sequence[ChatModel]
    terms: Terms

    def polished(
        self, post: JobPost, evidence: Evidence, role: Role, scorer: SupportScorer
    ) -> JobPost:
        """The post with the lines that were reworded, and a notice of how it went."""
        statements = statements_of(post, evidence.all_of(role))
        lines = [line for part, line in post.lines() if part and _may_be_worded(part, line)]
        lines = lines[:_MOST]
        if not lines:
            return post
        rows = {statements[mark].row: f"p{mark}" for line in lines for mark in line.marks}
        passages = {f"p{mark}": statements[mark] for line in lines for mark in line.marks}
        request = {
            "tone": post.options.tone.value,
            "lines": [
                {"text": line.text, "passages": [f"p{mark}" for mark in line.marks]}
                for line in lines
            ],
        }
        deadline = Deadline.after(self.terms.budget_seconds)
        outcomes: list[str] = []
        for model in self.models:
            asked = Asked(
                self.terms,
                model,
                scorer,
                request,
                passages,
                (),
                deadline,
            )
            codes = Codes.of(evidence.generation)
            new = dict(_fitting(list(asked.claims()), lines, rows, codes))
            if new:
                told = [*outcomes, *asked.notes()]
                return _with(post, new, model.name, told)
            outcomes.append(f"{asked.outcome()}.")
            if self.terms.too_late(deadline):
                break
        for outcome in outcomes:
            _log.warning("%s The draft is in the words of the profile.", outcome)
        how = " ".join([*outcomes, "The draft is in the words of the profile."])
        return replace(post, notices=(*post.notices, Notice(how)))


def open_polisher(settings: Settings) -> Polisher:
    """The polisher that the settings ask for.

    Raises:
        SettingsError: a prompt that cannot be used, or a provider that LangChain does not know.
        ModelUnavailable: a model cannot be opened.
    """
    from roleassistant.answering.models.writer import open_writer

    writer = open_writer(settings)
    prompts = replace(
        writer.terms.prompts,
        answer=load_prompt("jobpost", settings.folders.prompts),
        repair=load_prompt("jobpost-repair", settings.folders.prompts),
    )
    return Polisher(writer.models, replace(writer.terms, prompts=prompts))


def _may_be_worded(part: Part, line: Line) -> bool:
    if _OF_THE_ROLE.match(line.text):
        return False
    return part.kind in _WORDED and line.kind is LineKind.PROFILE and bool(line.marks)


# Addressed to the reader, it would say of a beginner what the role as a whole does.
_OF_THE_ROLE = re.compile(r"(?:across its levels, )?the role\b", re.I)


def _fitting(
    claims: Sequence[Held], lines: Sequence[Line], rows: Mapping[int, str], codes: Codes
) -> Iterator[tuple[Line, Held]]:
    """Each claim with the line that it words: the one that rests on the same statements."""
    waiting = list(lines)
    taken: list[str] = []
    for claim in claims:
        cited = {rows[chunk.row] for chunk in claim.fact.chunks}
        same = (line for line in waiting if {f"p{mark}" for mark in line.marks} == cited)
        line = next(same, None)
        text = claim.fact.text
        if line is None or codes.found_in(text) or any(repeats(text, one) for one in taken):
            continue
        waiting.remove(line)
        taken.append(text)
        yield line, claim


def _with(post: JobPost, new: Mapping[Line, Held], name: str, told: Sequence[str]) -> JobPost:
    def worded(line: Line) -> Line:
        held = new.get(line)
        if held is None:
            return line
        return replace(line, text=held.fact.text, support=held.support, worded_by=name)

    parts = tuple(
        replace(part, lines=tuple(worded(line) for line in part.lines)) for part in post.parts
    )
    changed = sum(held.fact.text != line.text for line, held in new.items())
    notice = Notice(f"{counted(changed, 'line')} in the words of {name}, each verified.")
    return replace(
        post,
        parts=parts,
        notices=(*post.notices, notice, *map(Notice, told)),
        worded_by=name,
    )
