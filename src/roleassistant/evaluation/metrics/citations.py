"""Faithfulness and citations: what pages, read anew, say of the claims that an answer shows.

Citation recall and precision are those of ALCE (Gao, Yen, Yu and Chen, EMNLP 2023, section 3): a
claim is recalled when its citations together support it; a citation is precise when its claim is
recalled and it supports that by itself, or the others would not support it without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roleassistant.answering.support.scorer import Reason, Support, Verdict
from roleassistant.domain.answer import Answer
from roleassistant.evaluation.run.pages import Pages
from roleassistant.evaluation.run.shown import Shown
from roleassistant.evaluation.scorers.scorer import Assertion, Evidence, Scorer
from roleassistant.evaluation.suites.case import Turn


@dataclass(frozen=True, slots=True)
class Scored:
    """A claim with its verdict by the pages (`support`) and by its citations alone (`cited`), the
    evidence for the first, and how many of its citations are precise."""

    shown: Shown
    support: Support
    cited: Support
    evidence: tuple[Evidence, ...]
    precise: int


def scored_claims(
    turn: Turn, answer: Answer, shown: Sequence[Shown], pages: Pages, scorer: Scorer
) -> list[Scored]:
    """Each claim held against the pages that it and the case name, and against its citations."""
    by_id = {c.id: pages.cited(c) for c in answer.citations}  # of a title, two
    required = pages.roles_at(turn.must_cite)
    claims = []
    for one in shown:
        cited = [_of_levels(by_id.get(mark, ()), one) for mark in one.marks]
        roles = one.roles or (*required, *_roles_cited(answer, one, pages))
        whole = _of_levels(pages.of_roles(roles), one)
        claims.append((one, whole, [each for each in cited if each]))
    asked = [Assertion(one.text, whole, turn.question) for one, whole, _ in claims]
    asked += [_by(one, cited, turn.question) for one, _, cited in claims]
    verdicts = scorer.score(asked)
    verdicts[: len(claims)] = [
        support if _under_its_label(one, by_id, pages) else _MISLABELLED
        for (one, _, _), support in zip(claims, verdicts[: len(claims)], strict=True)
    ]
    return [
        Scored(one, support, held, whole, _precise(one, cited, held, turn.question, scorer))
        for (one, whole, cited), support, held in zip(
            claims, verdicts[: len(claims)], verdicts[len(claims) :], strict=True
        )
    ]


_MISLABELLED = Support(
    0.0, Verdict.CONTRADICTED, (Reason("label", "it stands under the label of another statement"),)
)


def _under_its_label(one: Shown, by_id: Mapping[str, Sequence[Evidence]], pages: Pages) -> bool:
    """Whether a claim that is shown under the name of a dimension is of that dimension."""
    if one.matter not in pages.dimensions:
        return True
    labels = [e.label for mark in one.marks for e in by_id.get(mark, ()) if e.label]
    return not labels or any(" ".join(x.casefold().split()) == one.matter for x in labels)


def citation_metrics(
    answer: Answer, claims: Sequence[Scored], problems: Sequence[str | None]
) -> dict[str, float]:
    """Those of an answer that claims or cites something."""
    found = {}
    if claims:
        found["faithfulness"] = sum(_holds(one.support) for one in claims) / len(claims)
        found["citation_recall"] = sum(_holds(one.cited) for one in claims) / len(claims)
        marks = sum(len(one.shown.marks) for one in claims)
        if marks:
            found["citation_precision"] = sum(one.precise for one in claims) / marks
    if problems:
        found["quote_validity"] = sum(problem is None for problem in problems) / len(problems)
    return found


def _precise(
    one: Shown,
    cited: Sequence[tuple[Evidence, ...]],
    together: Support,
    question: str,
    scorer: Scorer,
) -> int:
    if not _holds(together):
        return 0
    if len(cited) < 2:
        return len(cited)
    alone = scorer.score([_by(one, [each], question) for each in cited])
    without = scorer.score(
        [_by(one, [*cited[:i], *cited[i + 1 :]], question) for i in range(len(cited))]
    )
    return sum(
        _holds(by_itself) or not _holds(rest)
        for by_itself, rest in zip(alone, without, strict=True)
    )


def _by(one: Shown, cited: Sequence[tuple[Evidence, ...]], question: str) -> Assertion:
    return Assertion(one.text, tuple(e for each in cited for e in each), question)


def _roles_cited(answer: Answer, one: Shown, pages: Pages) -> list[str]:
    """The roles of the pages that a claim's citations name."""
    paths = {c.source.document for c in answer.citations if c.id in one.marks}
    return [
        profile.code.role
        for path in sorted(paths & pages.by_path.keys())
        for profile in pages.by_path[path].profiles
    ]


def _of_levels(evidence: Sequence[Evidence], one: Shown) -> tuple[Evidence, ...]:
    """What is of the claim's levels, or of any level; of its role, if it names one."""
    return tuple(
        each
        for each in evidence
        if (not one.levels or not each.levels or any(x in each.levels for x in one.levels))
        and (not one.roles or not each.role or each.role in one.roles)
    )


def _holds(support: Support) -> bool:
    return support.verdict is Verdict.SUPPORTED
