"""What a calibration found, as tables of text: for the terminal and for Markdown alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roleassistant.evaluation.agreement import Agreement, Interval
from roleassistant.evaluation.calibration import Calibration, Measure
from roleassistant.evaluation.published import Published


@dataclass(frozen=True, slots=True)
class Table:
    """A title, names of columns, rows of as many texts, and a note below."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """All that was measured of one scorer. `spent` says what it cost, where it asks a model."""

    scorer: str
    identity: str
    made: Calibration
    by_hand: Calibration | None
    measures: tuple[Measure, ...]
    spent: str = ""


def tables(found: Sequence[Calibrated], figures: Sequence[Published]) -> list[Table]:
    """By kind, by set with what others reached, and the reliability of each score."""
    names = list(dict.fromkeys(one.set_name for each in found for one in each.measures))
    return [
        *(_by_kind(f"Made from the index: {each.scorer}", each.made) for each in found),
        *(
            _by_kind(f"Written by hand: {each.scorer}", each.by_hand)
            for each in found
            if each.by_hand and each.by_hand.kinds
        ),
        *(_agreement(name, found) for name in names),
        *_published(names, figures),
        *(_reliability(name, found) for name in names),
        _scorers(found),
    ]


def in_markdown(shown: Sequence[Table]) -> str:
    """The tables, one after the other, each under its title."""
    parts = []
    for table in shown:
        lines = [
            f"### {table.title}",
            "",
            _line(table.columns),
            _line(["---"] * len(table.columns)),
            *(_line(row) for row in table.rows),
        ]
        parts.append("\n".join([*lines, "", table.note, ""] if table.note else [*lines, ""]))
    return "\n".join(parts)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _by_kind(title: str, found: Calibration) -> Table:
    rows = []
    true, false = found.totals()
    for kind in (
        *(one for one in found.kinds if one.is_true),
        true,
        *(one for one in found.kinds if not one.is_true),
        false,
    ):
        told = f"{kind.unsupported} {'rejected' if kind.is_true else 'caught'}"
        rows.append((kind.kind, str(kind.claims), told, f"{kind.rate:.1%}"))
    return Table(title, ("Claims", "n", "Told unsupported", "Rate"), tuple(rows))


def _agreement(name: str, found: Sequence[Calibrated]) -> Table:
    rows = []
    for each, measure in _of(name, found):
        for decided, one in (("verdict", measure.by_verdict), ("score", measure.by_score)):
            if one is not None:
                by = decided if one.threshold is None else f"score ≥ {one.threshold:.3f}"
                rows.append((each.scorer, by, *_figures(one)))
    first = next(measure for _, measure in _of(name, found))
    of = first.by_verdict
    chosen = f"Thresholds are chosen on {first.chosen_on}, which is not reported. "
    return Table(
        f"{name}: {of.pairs} pairs, {of.supported} supported",
        ("Scorer", "By", "Balanced accuracy", "AUROC", "F1", "ECE"),
        tuple(rows),
        f"{chosen if first.by_score else ''}In brackets: 95 % bootstrap intervals.",
    )


def _figures(one: Agreement) -> tuple[str, ...]:
    return (
        _interval(one.balanced_accuracy),
        _interval(one.auroc),
        _interval(one.f1),
        f"{one.ece:.3f}",
    )


def _interval(one: Interval) -> str:
    return f"{one.value:.3f} [{one.low:.3f}, {one.high:.3f}]"


def _published(names: Sequence[str], figures: Sequence[Published]) -> Iterator[Table]:
    rows = tuple(
        (
            one.set_name,
            one.system,
            one.metric,
            f"{one.value / 100:.3f}",
            f"{one.source}{f' ({one.note})' if one.note else ''}",
        )
        for one in figures
        if one.set_name in names
    )
    if rows:
        yield Table(
            "Published by others", ("Set", "System", "Metric", "Value", "Where it is from"), rows
        )


def _reliability(name: str, found: Sequence[Calibrated]) -> Table:
    rows = [
        (
            each.scorer,
            f"{one.low:.1f}–{one.high:.1f}",
            str(one.pairs),
            f"{one.score:.3f}",
            f"{one.supported:.3f}",
        )
        for each, measure in _of(name, found)
        for one in measure.by_verdict.bins
    ]
    columns = ("Scorer", "Score", "Pairs", "Mean score", "Share supported")
    return Table(f"Reliability on {name}", columns, tuple(rows))


def _scorers(found: Sequence[Calibrated]) -> Table:
    return Table(
        "Scorers",
        ("Scorer", "Identity", "ms a claim", "Gate", "Spent"),
        tuple(
            (
                each.scorer,
                each.identity,
                f"{each.made.ms_per_claim:.2f}",
                "passed" if each.made.passed else "not passed",
                each.spent or "nothing",
            )
            for each in found
        ),
        "Gate: of the claims made from the index, at least 97 % of the false ones caught and at "
        "most 3 % of the true ones rejected.",
    )


def _of(name: str, found: Sequence[Calibrated]) -> Iterator[tuple[Calibrated, Measure]]:
    for each in found:
        for measure in each.measures:
            if measure.set_name == name:
                yield each, measure
