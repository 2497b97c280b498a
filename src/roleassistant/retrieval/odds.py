"""How likely a passage answers a question: a logistic model over what is known of the two.

It is asked where no statement holds the words of a question: nearness in meaning alone does not
tell a statement that answers in other words from one that is only about the same matter. The
weights were fitted on questions whose answers are known, by

    python -m tests.scenarios.fit_odds

which prints them, with how the model does on houses that it was not fitted on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from roleassistant.domain import SectionKind
from roleassistant.domain.pattern import Pattern
from roleassistant.retrieval.notions import dimensions_meant
from roleassistant.retrieval.plan import Plan
from roleassistant.retrieval.retriever import Passage, told
from roleassistant.retrieval.words import fold, stems

_WHO = Pattern(r"\bwho(?:se|m)?\b|\b(?:which|what) (?:level|grade|band|rung|tier)\b")
_PLACE = Pattern(r"\bwhere\b|\b(?:which|what) (?:cit|countr|port|town|office|place|site)\w*\b")
_NAMED = Pattern(r"(?<![.!?:;·] )(?<!^)\b(?!I\b|[A-Z]{1,2}\d+\b)[A-Z][\w+#&-]+")
_PERMITTED = Pattern(r"\b(?:can|may|allowed|could|able|sign(?:s|ed)? off|decide|authority)\b")

INTERCEPT = -3.377
WEIGHTS: Mapping[str, float] = {
    "similarity": -0.854,
    "coverage": 1.841,
    "both": 1.006,
    "margin": 5.704,
    "as_asked": 3.638,
    "as_asked_margin": 2.747,
    "lacks_rarest": -1.124,
    "lacks_unknown": -0.700,
    "unknown": 0.869,
    "words": 0.437,
    "gives_value": 0.697,
    "alone_gives_it": 3.194,
    "who_duty": 0.550,
    "place_named": 0.789,
    "may_decide": 1.690,
    "dimension_meant": 0.594,
    "dimension_said": 2.145,
    "of_level": 3.338,
    "asks_level": -1.853,
    "several_roles": -0.556,
    "length": 0.492,
    "duty": -0.952,
    "guideline": -1.249,
    "definition": -1.519,
    "skill": -2.042,
    "summary": -1.133,
}


def odds(plan: Plan, passages: Sequence[Passage], fitting: Sequence[bool]) -> list[float]:
    """How likely each passage answers, 0 to 1; see `features` for `fitting`."""
    return [
        1 / (1 + math.exp(-INTERCEPT - sum(WEIGHTS[name] * value for name, value in row.items())))
        for row in features(plan, passages, fitting)
    ]


def features(
    plan: Plan, passages: Sequence[Passage], fitting: Sequence[bool]
) -> list[dict[str, float]]:
    """Of each passage what the model looks at, in the order of `passages`.

    `fitting` says of each whether it gives the sort of value that is asked for.
    """
    near = [p.similarity or 0.0 for p in passages]
    asked = [p.as_asked or 0.0 for p in passages]
    text = fold(plan.question)
    telling = told(plan)
    weights = [plan.weights.get(word, 1.0) for word in telling]
    total = sum(weights) or 1.0
    unknown = sum(w for word, w in zip(telling, weights, strict=True) if word in plan.unknown)
    known = [p.chunk.statement.dimension for p in passages if p.chunk.statement.dimension]
    meant = {*plan.dimensions, *dimensions_meant(plan.topic, known)}
    said = set(stems(plan.question))
    own = [fits and _is_at(plan, p) for p, fits in zip(passages, fitting, strict=True)]
    found = []
    for p, fits, margin, asked_margin in zip(
        passages, own, _margins(near), _margins(asked), strict=True
    ):
        statement = p.chunk.statement
        similarity = p.similarity or 0.0
        dimension = set(stems(statement.dimension or ""))
        is_skill = statement.section is SectionKind.SKILLS
        duty = statement.section is SectionKind.RESPONSIBILITIES
        found.append(
            {
                "similarity": similarity,
                "coverage": p.coverage,
                "both": similarity * p.coverage,
                "margin": margin,
                "as_asked": p.as_asked or 0.0,
                "as_asked_margin": asked_margin,
                "lacks_rarest": float(p.lacks_rarest),
                "lacks_unknown": float(p.lacks_unknown),
                "unknown": unknown / total,
                "words": math.log(1 + len(telling)),
                "gives_value": float(plan.value is not None),
                "alone_gives_it": float(
                    plan.value is not None
                    and fits
                    and sum(own) == 1
                    and (p.coverage > 0 or statement.dimension in meant)
                ),
                "who_duty": float(duty and bool(_WHO.search(text))),
                "place_named": float(
                    bool(_PLACE.search(text)) and bool(_NAMED.search(statement.text))
                ),
                "may_decide": float(
                    bool(_PERMITTED.search(text)) and bool({"decis", "right", "author"} & dimension)
                ),
                "dimension_meant": float(statement.dimension in meant),
                "dimension_said": len(dimension & said) / len(dimension)
                if dimension and not is_skill
                else 0.0,
                "of_level": float(bool(plan.levels) and bool(statement.levels)),
                "asks_level": float(bool(plan.levels)),
                "several_roles": float(len(plan.roles) != 1),
                "length": math.log(1 + len(statement.text.split())),
                "duty": float(duty),
                "guideline": float(statement.section is SectionKind.GUIDELINES),
                "definition": float(statement.section is SectionKind.LEVEL_DEFINITION),
                "skill": float(is_skill),
                "summary": float(statement.section in (SectionKind.SUMMARY, SectionKind.FOCUS)),
            }
        )
    return found


def _margins(values: Sequence[float]) -> list[float]:
    """By how much each is above the greatest of the others, or below it."""
    greatest = sorted(values, reverse=True)
    second = greatest[1] if greatest[1:] else 0.0
    return [x - (greatest[0] if x < greatest[0] else second) for x in values]


def _is_at(plan: Plan, passage: Passage) -> bool:
    """Whether a statement is of a level that is asked about; where none is, of any."""
    return not plan.levels or bool(set(plan.levels) & set(passage.chunk.statement.levels))
