"""The names of what is measured, in the order in which they are shown; defined in docs/evals.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Metric:
    """`better` says which way is good; `is_rate` that values are from 0 to 1."""

    name: str
    says: str
    better: Literal["higher", "lower", "neither"] = "higher"
    is_rate: bool = True


METRICS = (
    Metric("right", "cases in which nothing is wrong"),
    Metric("fact_recall", "expected facts that the answer or a quote gives"),
    Metric("faithfulness", "claims that the pages support"),
    Metric("citation_recall", "claims that their own citations support (ALCE)"),
    Metric("citation_precision", "citations that help to support their claim (ALCE)"),
    Metric("quote_validity", "citations that stand in the page as cited"),
    Metric("required_citations", "places that have to be cited and are"),
    Metric("nothing_forbidden", "cases that say and cite nothing that they must not"),
    Metric("contradiction_disclosure", "known contradictions of which both sides are shown"),
    Metric("abstention_precision", "abstentions where the pages do not answer"),
    Metric("abstention_recall", "questions without an answer that are not answered"),
    Metric("answered", "questions with an answer that are answered"),
    Metric("intent_accuracy", "questions understood as the kind that they are"),
    Metric("recall@5", "relevant passages among the first 5"),
    Metric("recall@20", "relevant passages among the first 20"),
    Metric("precision@5", "of the first 5 passages, those that are relevant"),
    Metric("mrr", "1 / rank of the first relevant passage"),
    Metric("ndcg@10", "gain of relevant passages among the first 10, early ones more"),
    Metric("answer_words", "words of an answer", "neither", False),
    Metric("tokens", "tokens that a model took", "lower", False),
    Metric("cost", "what a model cost", "lower", False),
)
TIMINGS = (
    Metric("latency_p50_ms", "milliseconds until half of the answers were there", "lower", False),
    Metric("latency_p95_ms", "milliseconds until 95 % of them were there", "lower", False),
)
BY_NAME = {metric.name: metric for metric in (*METRICS, *TIMINGS)}
