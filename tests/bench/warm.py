"""A mixed list of questions to processes that are already up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from tests.bench.figures import Sample, Section, Table, Target, times
from tests.bench.ingesting import Indexes
from tests.bench.process import Worker, Workplace
from tests.bench.questions import Question, questions
from tests.bench.scale import Scale


def measure(
    scale: Scale, indexes: Indexes, place: Workplace, say: Callable[[str], None]
) -> Section:
    """Ours and the peer in turn, list by list; every list is new, so that nothing was asked
    before. The first list does not count."""
    ours, peer = indexes.ours(scale.focuses), indexes.peer(scale.focuses)
    a: list[float] = []
    b: list[float] = []
    kinds: dict[str, list[float]] = defaultdict(list)
    with (
        place.worker(
            "tests.bench.ours", "serve", "--index", str(ours.index), "--models", str(place.models)
        ) as our_worker,
        place.worker("tests.bench.peer", "serve", "--index", str(peer.index)) as peer_worker,
    ):
        for number in range(scale.warm_rounds + 1):
            asked = questions(scale.focuses, scale.questions, seed=number)
            mine, its = _ask(our_worker, asked), _ask(peer_worker, asked)
            say(
                f"list {number} of {scale.warm_rounds}: p50 {Sample(tuple(mine)).median:.1f} ms "
                f"against {Sample(tuple(its)).median:.1f} ms"
            )
            if number:
                a += mine
                b += its
                for question, taken in zip(asked, mine, strict=True):
                    kinds[question.kind].append(taken)
    first, second = Sample(tuple(a)), Sample(tuple(b))
    rows = tuple(
        (name, f"{x:.1f} ms", f"{y:.1f} ms", times(x, y))
        for name, x, y in (
            ("p50", first.median, second.median),
            ("p95", first.percentile(0.95), second.percentile(0.95)),
            ("slowest", max(a), max(b)),
        )
    )
    by_kind = tuple(
        (kind, str(len(taken)), f"{Sample(tuple(taken)).median:.1f} ms", f"{max(taken):.1f} ms")
        for kind, taken in kinds.items()
    )
    notes = (
        f"{len(a)} questions of {len(kinds)} kinds over {scale.focuses} roles, no two lists alike, "
        f"lists in turn; {ours.chunks:,} statements (ours) and {peer.chunks:,} chunks (peer) of "
        "the same pages. Ours is the whole of `Assistant.answer`, from the text of the question "
        "to the verified answer with its citations; the peer's is `chain.invoke`, whose chat "
        "model is a stub that takes no time.",
    )
    target = Target(
        "warm p50 at or below the peer's, for the whole answer",
        f"{first.median:.1f} against {second.median:.1f} ms",
        first.median <= second.median,
    )
    return Section(
        "Warm question",
        (
            Table((f"{len(a)} questions", "ours", "peer", "ratio"), rows),
            Table(("ours, by kind", "questions", "p50", "slowest"), by_kind),
        ),
        notes,
        (target,),
    )


def _ask(worker: Worker, asked: list[Question]) -> list[float]:
    return [float(worker.ask(question=one.text)["ms"]) for one in asked]
