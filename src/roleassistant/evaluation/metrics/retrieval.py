"""How well passages are ranked, by trec_eval through ir-measures.

Recall, precision and reciprocal rank as in Manning, Raghavan and Schütze, Introduction to
Information Retrieval (2008), chapter 8; nDCG as Järvelin and Kekäläinen, TOIS 2002.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any


@cache
def _measures() -> tuple[Any, Mapping[str, Any]]:
    import ir_measures
    from ir_measures import RR, P, R, nDCG

    wanted = {"recall@5": R @ 5, "recall@20": R @ 20, "precision@5": P @ 5}
    wanted |= {"mrr": RR, "ndcg@10": nDCG @ 10}
    return ir_measures, wanted


def retrieval_metrics(relevant: Collection[str], ranked: Sequence[str]) -> dict[str, float]:
    """Of one question: the passages that are relevant, and those that were given, best first.

    Nothing where nothing is known to be relevant; all 0 where nothing was given.
    """
    if not relevant:
        return {}
    library, wanted = _measures()
    # trec_eval orders by score and breaks ties by name: scores from the ranks keep the order.
    run = {"q": {name: float(len(ranked) - rank) for rank, name in enumerate(ranked)}}
    if not ranked:
        return dict.fromkeys(wanted, 0.0)
    qrels = {"q": dict.fromkeys(relevant, 1)}
    values = library.calc_aggregate(list(wanted.values()), qrels, run)
    return {name: round(float(values[measure]), 6) for name, measure in wanted.items()}
