"""The figures of docs/jobpost-lint.md: what is found in posts with planted faults, what is raised
on clean ones, and what on drafts of an index.

    python -m tests.recruiting.lint.figures [--index DIR]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.recruiting.lint import corpora

if TYPE_CHECKING:
    from roleassistant.indexing.embedding.encoder import Encoder

# Found by their wording: a new wording may be one that no list has. The others are found by what a
# post has or lacks, counted or measured.
WORDED = frozenset(
    "gender-coded gendered-term restricted-group age-limit age-coded exclusionary ableist "
    "physical-demand culture-fit prestige criminal-record salary-history personal-data unpaid-work "
    "jargon overwork vague third-person pay-vague".split()
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="an index whose drafts are reviewed, too")
    index = parser.parse_args().index
    print("| posts | number | planted | found | of wording | of others |")
    print("|---|---|---|---|---|---|")
    rows = {
        "planted, by which the rules were made": corpora.planted(),
        "unseen, first round": corpora.unseen("first"),
        "unseen, second round": corpora.unseen("second"),
    }
    for name, cases in rows.items():
        print(_row(name, cases))
    kinds = {one.rule for case in corpora.planted() for one in case.planted}
    print(f"\n{len(kinds)} kinds of faults are planted.")
    found = corpora.clean()
    grave = [finding for findings in found.values() for finding in corpora.grave(findings)]
    notes = sum(len(findings) for findings in found.values()) - len(grave)
    rules = ", ".join(f"{rule} {n}" for rule, n in sorted(Counter(f.rule for f in grave).items()))
    print(
        f"{len(found)} clean posts: {len(grave)} warnings or errors ({rules or 'none'}), "
        f"{notes} notes."
    )
    if index:
        print(_of_drafts(index))


def _row(name: str, cases: Sequence[corpora.Case]) -> str:
    planted = [(one, case) for case in cases for one in case.planted]
    missed = {(one, case.name) for case in cases for one in case.missed}
    shares = [
        _share(
            [pair for pair in planted if (pair[0].rule in WORDED) is worded],
            missed,
        )
        for worded in (True, False)
    ]
    found = len(planted) - sum((one, case.name) in missed for one, case in planted)
    return f"| {name} | {len(cases)} | {len(planted)} | {found} | {' | '.join(shares)} |"


def _share(
    pairs: Sequence[tuple[corpora.Planted, corpora.Case]],
    missed: set[tuple[corpora.Planted, str]],
) -> str:
    found = sum((one, case.name) not in missed for one, case in pairs)
    return f"{found} of {len(pairs)}"


def _of_drafts(index: Path) -> str:
    """What is raised on the drafts of every role and level, reviewed against their profiles."""
    from roleassistant.answering.assistant import Assistant
    from roleassistant.indexing.library import Library
    from roleassistant.recruiting.drafting import Drafter
    from roleassistant.recruiting.facts_file import checked
    from roleassistant.recruiting.forms import render
    from roleassistant.recruiting.lint import Context, lint, profile_of
    from roleassistant.recruiting.options import Options
    from roleassistant.settings import load_settings

    settings = load_settings({"index": index})
    library = Library(settings.index, model=None, store=settings.vector_store)
    assistant = Assistant(library, _no_model)
    generation = assistant.evidence.generation
    options, drafter = Options(facts=checked(_FACTS, "the figures")), Drafter()
    drafts, raised, lower, told = 0, Counter[str](), 0, 0
    for role in generation.roles:
        for number, level in enumerate(role.described_levels):
            post = drafter.draft(assistant.evidence, role, level, options)
            text = render(post, "md", published=True)
            assert isinstance(text, str)
            own = Context(profile=profile_of(generation, role, level))
            drafts += 1
            raised.update(finding.rule for finding in lint(text, own))
            above = role.described_levels[number + 1 : number + 2]
            for other in above:
                lines = _duties(text)
                found = lint(text, Context(profile=profile_of(generation, role, other)))
                told += len(lines)
                claims = [f for f in found if f.rule == "claim-other-level" and f.place]
                lower += len(lines & {f.place.line for f in claims if f.place})
    rules = ", ".join(f"{rule} {count}" for rule, count in sorted(raised.items()))
    return (
        f"{drafts} drafts: {rules or 'nothing'}. "
        f"Reviewed against the level above, {lower} of their {told} tasks are of another level."
    )


_FACTS = {
    "company": "Brightwater",
    "about_company": "Brightwater sells scheduling software to hospitals. We are 140 people.",
    "location": "Leeds, GB",
    "pay": {"currency": "GBP", "min": 48000, "max": 56000},
    "benefits": ["28 days of leave"],
    "employment_type": "full_time",
    "equal_opportunity": "We welcome applications from people of every background.",
    "apply": "Send your CV to jobs@brightwater.example by 30 June.",
}


def _duties(text: str) -> set[int]:
    from roleassistant.recruiting.lint import read_text
    from roleassistant.recruiting.lint.post import Kind, Part

    return {b.first_line for b in read_text(text).of(Part.DUTIES, kinds=(Kind.BULLET,))}


def _no_model() -> Encoder:
    raise AssertionError("a review searches no vectors")


if __name__ == "__main__":
    main()
