"""One question from process start to the end of the process."""

from __future__ import annotations

from collections.abc import Callable

from tests.bench.figures import Sample, Section, Table, Target, row_of
from tests.bench.ingesting import Indexes
from tests.bench.process import Run, Workplace
from tests.bench.questions import cold_questions
from tests.bench.scale import Scale

_TIMES_FASTER = 5.0
_MOST_MEMORY_MB = 300.0
_MIB_IN_MB = 1.048576


def measure(
    scale: Scale, indexes: Indexes, place: Workplace, say: Callable[[str], None]
) -> Section:
    """Ours and the peer in turn, each question `cold_rounds` times, after one round for the
    disk cache that does not count."""
    ours, peer = indexes.ours(scale.focuses), indexes.peer(scale.focuses)
    asked = dict(zip(("compares", "searches"), cold_questions(scale.focuses), strict=True))
    # Whether a question loads the model is seen, not supposed.
    with place.worker(
        "tests.bench.ours", "serve", "--index", str(ours.index), "--models", str(place.models)
    ) as worker:
        loaded = {what: worker.ask(question=text)["model_loaded"] for what, text in asked.items()}
    runs: dict[tuple[str, str], list[Run]] = {
        (who, what): [] for what in asked for who in ("ours", "peer")
    }
    first = 0 if scale.cold_rounds > 1 else 1  # round 0 only fills the disk cache
    for number in range(first, scale.cold_rounds + 1):
        for what, text in asked.items():
            a = place.run("roleassistant", "ask", text, "--index", str(ours.index))
            b = place.run("tests.bench.peer", "ask", text, "--index", str(peer.index))
            if number:
                runs["ours", what].append(a)
                runs["peer", what].append(b)
            say(
                f"round {number} of {scale.cold_rounds}, {what}: "
                f"{a.seconds:.2f} s against {b.seconds:.2f} s"
            )
    rows, targets = [], []
    for what, text in asked.items():
        with_model = "with the model" if loaded[what] else "no model needed"
        a_runs, b_runs = runs["ours", what], runs["peer", what]
        seconds = [one.seconds for one in a_runs], [one.seconds for one in b_runs]
        memory = [one.largest for one in a_runs], [one.largest for one in b_runs]
        rows.append(row_of(f"“{text}” ({with_model})", *seconds, 2, "s"))
        rows.append(row_of("… its peak memory", *memory, 0, "MiB"))
        ratio = Sample(tuple(seconds[1])).median / Sample(tuple(seconds[0])).median
        most = max(memory[0]) * _MIB_IN_MB
        name = f"cold `ask` that {what} ({with_model})"
        targets.append(
            Target(
                f"{name}: at least {_TIMES_FASTER:.0f}× faster",
                f"{ratio:.1f}×",
                ratio >= _TIMES_FASTER,
            )
        )
        targets.append(
            Target(
                f"{name}: under {_MOST_MEMORY_MB:.0f} MB", f"{most:.0f} MB", most < _MOST_MEMORY_MB
            )
        )
    head = ("question", "ours", "peer", "ratio")
    notes = (
        f"Median and range of {scale.cold_rounds}, ours and the peer in turn, files in the disk "
        f"cache. {ours.chunks:,} statements (ours) and {peer.chunks:,} chunks (peer) of the same "
        "pages.",
        "Ours is the whole command: settings, digests of the index checked, answer verified, "
        "printed with its sources. The peer loads its chain, answers and prints.",
        "Beside the code of another commit: `python -m tests.bench.against CHECKOUT`.",
    )
    return Section("Cold question", (Table(head, tuple(rows)),), notes, tuple(targets))
