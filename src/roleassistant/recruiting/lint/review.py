"""The review of one post: all checks, what is ignored, findings in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from roleassistant.recruiting.lint import remarks
from roleassistant.recruiting.lint.checks import (
    claims,
    codes,
    completeness,
    form,
    gender,
    requirements,
    sentences,
    wording,
)
from roleassistant.recruiting.lint.configuration import Rules
from roleassistant.recruiting.lint.finding import Finding, Place
from roleassistant.recruiting.lint.formats.opening import read_text
from roleassistant.recruiting.lint.post import Post
from roleassistant.recruiting.lint.profile import ProfileView
from roleassistant.recruiting.lint.rule import Hit, rules


@dataclass(frozen=True, slots=True)
class Context:
    """How a post is to be read, by which rules it is reviewed, and against which profile."""

    format: str | None = None
    rules: Rules = field(default_factory=Rules)
    profile: ProfileView | None = None


def lint(post_text: str, context: Context | None = None) -> tuple[Finding, ...]:
    """What is wrong with a post, in the order of its text; first what is true of the whole.

    Raises:
        UsageError: the context names a form that is no text.
    """
    context = context or Context()
    return review(read_text(post_text, context.format), context)


def review(post: Post, context: Context | None = None) -> tuple[Finding, ...]:
    """As `lint`, of a post that was read already."""
    context = context or Context()
    skipped = remarks.ignored(post)
    allowed = _allowed(context.rules.allow)
    found = []
    for hit in _single(_hits(post, context)):
        if hit.rule in context.rules.ignore:
            continue
        finding = _finding(hit, context.rules)
        lines = None
        if finding.place:
            lines = (finding.place.line, finding.place.end_line)
            if allowed and allowed.fullmatch(finding.place.excerpt):
                continue
        if not any(one.covers(finding.rule, lines) for one in skipped):
            found.append(finding)
    order = {rule: number for number, rule in enumerate(rules())}
    return tuple(
        sorted(
            dict.fromkeys(found),
            key=lambda f: (
                (f.place.line, f.place.column) if f.place else (0, 0),
                order[f.rule],
                f.why,
            ),
        )
    )


def _hits(post: Post, context: Context) -> Iterator[Hit]:
    config, profile = context.rules, context.profile
    names = profile.names if profile else ()
    yield from wording.check(post, config.terms)
    yield from gender.check(post, names, config.limits["gender-margin"])
    yield from codes.check(
        post, profile.codes if profile else (), profile.levels if profile else ()
    )
    yield from requirements.check(
        post, profile, config.limits["requirements"], float(config.limits["years"])
    )
    yield from completeness.check(post)
    yield from form.check(post, config.limits)
    yield from sentences.check(post, config.limits)
    if profile is not None and not {"claim-unsupported", "claim-other-level"} <= config.ignore:
        yield from claims.check(post, profile)
    for remark, name in remarks.unknown(post):
        yield Hit("unknown-rule", why=f"Line {remark.line} ignores “{name}”, which is no rule.")


def _single(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits of one rule that overlap, the longest; no claim where its years are a hit already."""
    given = list(hits)
    years = {id(hit.block) for hit in given if hit.rule == "years-inflated"}
    last: dict[tuple[str, int], Hit] = {}
    kept: list[Hit] = []
    for hit in sorted(given, key=lambda one: (one.start, -_length(one))):
        if hit.rule == "claim-unsupported" and id(hit.block) in years:
            continue
        if hit.block is None:
            kept.append(hit)
            continue
        before = last.get((hit.rule, id(hit.block)))
        if before is None or hit.start >= before.start + _length(before):
            kept.append(hit)
        elif _length(hit) > _length(before):
            kept = [hit if one is before else one for one in kept]
        else:
            continue
        last[hit.rule, id(hit.block)] = hit
    return kept


def _length(hit: Hit) -> int:
    whole = len(hit.block.text) if hit.block else 0
    return (whole if hit.end is None else hit.end) - hit.start


def _finding(hit: Hit, config: Rules) -> Finding:
    rule = rules()[hit.rule]
    place: Place | None = hit.block.place(hit.start, hit.end) if hit.block else None
    return Finding(
        rule=hit.rule,
        severity=config.severity_of(hit.rule),
        place=place,
        why=hit.why or rule.why,
        source=hit.source or rule.source,
        suggestion=hit.suggestion or rule.suggestion,
    )


def _allowed(words: Iterable[str]) -> re.Pattern[str] | None:
    told = [re.escape(word) for word in words]
    return re.compile("|".join(told), re.IGNORECASE) if told else None
