"""The parts of the page above and below its cases, as HTML: readable without any script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from roleassistant.evaluation.comparing import Comparison, Difference, Flip
from roleassistant.evaluation.metrics.catalogue import BY_NAME
from roleassistant.evaluation.report import charts
from roleassistant.evaluation.run.reports import figure
from roleassistant.evaluation.run.result import GateCheck, GroupSummary, Measured, Summary

_DIGEST_SHOWN = 12


def headline(summary: Summary, compared: Comparison | None) -> str:
    """How many cases passed, whether the gate did, and whether it got worse: one line each."""
    run = summary.run
    right = {one.name: one for one in summary.metrics}.get("right")
    between = f" ({_interval(right)} with 95 % confidence, weighted)" if right else ""
    lines = [
        f'<p class="headline"><strong>{summary.passed:,} of {summary.cases:,}</strong> cases '
        f"passed{between}</p>",
        f'<p class="note">{escape(run.started_at)} · answerer {escape(run.answerer)} · '
        f"scorer {escape(run.scorer_identity)} · roleassistant {escape(run.version)}</p>",
    ]
    missed = sum(not check.passed for check in summary.gate)
    if missed:
        lines.append(
            f"<p>{_badge('bad', '✗', 'Gate missed')} {missed} of {len(summary.gate)} thresholds</p>"
        )
    elif summary.gate:
        lines.append(
            f"<p>{_badge('ok', '✓', 'Gate passed')} {len(summary.gate)} thresholds met</p>"
        )
    if compared is not None:
        worse = [one.metric for one in compared.differences if one.verdict == "worse"]
        better = [one.metric for one in compared.differences if one.verdict == "better"]
        badge = _badge("ok", "✓", "No metric got worse beyond chance")
        if worse:
            badge = _badge("bad", "✗", f"Worse than the baseline: {', '.join(worse)}")
        gained = f" · better: {escape(', '.join(better))}" if better else ""
        lines.append(
            f"<p>{badge} {len(compared.broken)} cases not right any more, "
            f"{len(compared.mended)} right now and not before{gained}</p>"
        )
    lines += (f"<p>{_badge('warn', '!', 'Not run')} {escape(t)}</p>" for t in run.skipped)
    return "\n".join(lines)


def metrics(summary: Summary, compared: Comparison | None) -> str:
    """Every metric: value, interval, number of cases, and a drawing of the rates."""
    moved = {one.metric: one for one in compared.differences} if compared else {}
    head = ["Metric", "Value and 95 % interval", charts.axis()]
    if compared:
        head.append("Since the baseline")
    rows = []
    for one in (*summary.metrics, *summary.timings):
        difference = moved.get(one.name)
        cells = [
            f"<b>{_breakable(one.name)}</b><small>{escape(BY_NAME[one.name].says)}</small>",
            f"<b>{figure(one, one.value)}</b><small>{_interval(one)}, "
            f"n&nbsp;=&nbsp;{one.cases:,}</small>",
            charts.interval(one.value, one.low, one.high, difference.before if difference else None)
            if BY_NAME[one.name].is_rate
            else "",
        ]
        if compared:
            cells.append(_since(one, difference))
        rows.append(cells)
    legend = "A point is the value, the line its interval"
    legend += ", a ring the value of the baseline." if compared else "."
    kind = "metrics against" if compared else "metrics"
    return _table("Metrics", head, rows, kind) + f'<p class="note">{legend}</p>'


def gate(checks: Sequence[GateCheck]) -> str:
    """The thresholds, those that were missed first; nothing where a suite has none."""
    if not checks:
        return ""
    rows = [
        [
            _badge("ok", "✓", "met") if check.passed else _badge("bad", "✗", "missed"),
            escape(check.suite),
            escape(check.metric),
            f"{check.bound.replace('_', ' ')} {check.threshold:g}",
            "not measured" if check.value is None else f"{check.value:.4g}",
        ]
        for check in sorted(checks, key=lambda check: check.passed)
    ]
    table = _table("Thresholds", ["Threshold", "Suite", "Metric", "Wanted", "Measured"], rows)
    missed = any(not check.passed for check in checks)
    return _section("gate", "Gate", _folded("All thresholds", table, is_open=missed))


def groups(summary: Summary) -> str:
    """How many cases passed by suite, intent and tag. Each name is a button that filters."""
    parts = []
    for by, title in (("suite", "By suite"), ("intent", "By intent"), ("tag", "By tag")):
        mine = [group for group in summary.groups if group.by == by]
        if not mine:
            continue
        if by == "suite":
            mine_first = mine
        else:  # Where most is wrong is what people look for.
            mine_first = sorted(mine, key=lambda g: (g.passed - g.cases, -g.cases, g.name))
        table = _table(title, [by.capitalize(), "Passed", ""], map(_bar, mine_first), "bars")
        if by == "tag":
            parts.append(f'<div class="wide">{_folded(f"By tag ({len(mine)})", table)}</div>')
        else:
            parts.append(f"<div><h3>{title}</h3>{table}</div>")
    every = _folded("Every metric by suite", _by_suite(summary))
    parts.append(f'<div class="wide">{every}</div>')
    return f'<div class="columns">{"".join(parts)}</div>'


def since_baseline(compared: Comparison | None, named: str) -> str:
    """What the comparison says: the cases that flipped, and what else differs between the runs."""
    if compared is None:
        return ""
    told = "".join(f"<li>{escape(remark)}</li>" for remark in compared.remarks)
    alone = f"{compared.only_before} cases only there, {compared.only_after} only here"
    return _section(
        "baseline",
        "Since the baseline",
        f"<p>Compared with <code>{escape(named)}</code>: {compared.paired:,} cases in both, "
        f"{alone}. "
        "A metric is called better or worse where p &lt; 0.05 in a paired permutation test, after "
        f"Holm.</p><ul>{told}</ul>"
        + _flips("Not right any more", compared.broken, "What is wrong")
        + _flips("Right now, and not before", compared.mended, "What was wrong"),
    )


def environment(summary: Summary) -> str:
    """Everything that is needed to run the same again."""
    run = summary.run
    facts = [
        ("Started", run.started_at),
        ("Took", f"{run.seconds:,.0f} s, {run.workers} at a time, {run.processors} processors"),
        ("roleassistant", f"{run.version}, code {run.code[:_DIGEST_SHOWN]}"),
        ("Answerer", run.answerer),
        ("Scorer", run.scorer_identity),
        *([("The scorer took", run.scorer_spent)] if run.scorer_spent else []),
        ("Seed", str(run.seed)),
        ("Python", f"{run.python} on {run.platform}"),
    ]
    told = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts)
    suites = [
        [
            escape(s.name),
            f"{s.cases:,}",
            escape(s.about),
            escape(", ".join(s.files)),
            _code(s.sha256),
        ]
        for s in run.suites
    ]
    corpora = [
        [
            escape(c.name or "your index"),
            f"{c.documents:,}",
            f"{c.profiles:,}",
            f"{c.statements:,}",
            escape(c.model),
            _code(c.texts_sha256),
        ]
        for c in run.corpora
    ]
    prompts = [[escape(name), _code(digest)] for name, digest in sorted(run.prompts.items())]
    packages = [[escape(name), escape(v)] for name, v in sorted(run.packages.items())]
    index_head = ["Index", "Documents", "Profiles", "Statements", "Model", "Digest of its texts"]
    return (
        f"<dl>{told}</dl>"
        + _folded(
            f"Suites ({len(suites)})",
            _table("Suites", ["Suite", "Cases", "About", "Files", "Digest of its cases"], suites),
        )
        + _folded(f"Indexes ({len(corpora)})", _table("Indexes", index_head, corpora))
        + _folded(f"Prompts ({len(prompts)})", _table("Prompts", ["Prompt", "Digest"], prompts))
        + _folded(
            f"Packages ({len(packages)})", _table("Packages", ["Package", "Version"], packages)
        )
    )


def _bar(group: GroupSummary) -> list[str]:
    name = escape(group.name)
    button = (
        f'<button type="button" class="link" data-filter="{group.by}" data-value="{name}">'
        f"{name}</button>"
    )
    return [
        button,
        f"<b>{group.passed:,}</b> of {group.cases:,}"
        f"<small>{group.passed / group.cases:.1%}</small>",
        charts.share(group.passed, group.cases),
    ]


def _by_suite(summary: Summary) -> str:
    suites = [group for group in summary.groups if group.by == "suite"]
    rows = []
    for metric in summary.metrics:
        cells = [f"<b>{_breakable(metric.name)}</b>"]
        for suite in suites:
            one = next((m for m in suite.metrics if m.name == metric.name), None)
            cells.append(
                f"{figure(one, one.value)}<small>{_interval(one)}, n = {one.cases:,}</small>"
                if one
                else "–"
            )
        rows.append(cells)
    return _table("Metrics by suite", ["Metric", *(escape(s.name) for s in suites)], rows)


def _since(one: Measured, difference: Difference | None) -> str:
    if difference is None:
        return "–"
    if not difference.better and not difference.worse and not difference.difference:
        return "no case moved"
    if BY_NAME[one.name].is_rate:
        told = f"{100 * difference.difference:+.1f} points"
        between = f"{100 * difference.low:+.1f} to {100 * difference.high:+.1f}"
    else:
        told = f"{difference.difference:+,.4g}"
        between = f"{difference.low:+,.4g} to {difference.high:+,.4g}"
    badge = {
        "better": _badge("ok", "▲", "better"),
        "worse": _badge("bad", "▼", "worse"),
        "no difference": "",
    }[difference.verdict]
    known = f", p = {difference.p:.2g}" if one.better != "neither" else ""
    return f"{_signed(told)} {badge}<small>{_signed(between)}{known}</small>"


def _signed(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}")


def _flips(title: str, flips: Sequence[Flip], wrong: str) -> str:
    if not flips:
        return ""
    rows = [
        [
            f'<button type="button" class="link" data-case="{escape(f"{flip.suite} {flip.id}")}">'
            f"{escape(flip.suite)} {escape(flip.id)}</button>",
            escape(flip.question),
            escape("; ".join(flip.wrong)),
        ]
        for flip in flips
    ]
    table = _table(title, ["Case", "Question", wrong], rows)
    return _folded(f"{title} ({len(flips)})", table, is_open=len(flips) <= 10)


def _interval(one: Measured) -> str:
    return f"{figure(one, one.low)} to {figure(one, one.high)}"


def _breakable(name: str) -> str:
    """The name of a metric, which a narrow column may break between its words."""
    return escape(name).replace("_", "_<wbr>")


def _code(digest: str) -> str:
    return f'<code title="{escape(digest)}">{escape(digest[:_DIGEST_SHOWN])}</code>'


def _badge(kind: str, icon: str, text: str) -> str:
    return (
        f'<span class="badge {kind}"><span aria-hidden="true">{icon}</span> {escape(text)}</span>'
    )


def _section(name: str, title: str, content: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{title}</h2>{content}</section>'


def _folded(title: str, content: str, is_open: bool = False) -> str:
    return (
        f"<details{' open' if is_open else ''}><summary>{escape(title)}</summary>"
        f"{content}</details>"
    )


def _table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "plain"
) -> str:
    """A table of cells that are HTML already; the first of each row names it."""
    titles = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="{kind}"><thead><tr>{titles}</tr></thead><tbody>{lines}</tbody></table>'
        "</div>"
    )
