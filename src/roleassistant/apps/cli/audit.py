"""`roleassistant audit`: what does not fit together in the profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from roleassistant.answering.audit import Audit
    from roleassistant.answering.gaps import Finding, Place

EXAMPLE = "roleassistant audit --strict"

_REPEATED_SHOWN = 5
_NOTES_SHOWN = 5
_PLACES_SHOWN = 2


def run(
    strict: Annotated[
        bool,
        typer.Option("--strict", help="End with 1 where there is anything but notes."),
    ] = False,
    seen_as: options.SeenAs = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """Find contradictions, gaps, doubtful inferences and repeated text across the profiles.

    Major: one side is wrong. Minor: somebody should look. Note: good to know.
    """
    del debug
    from roleassistant.answering.audit import audit
    from roleassistant.apps.cli.opening import library_to_list, settings_for
    from roleassistant.apps.cli.terminal import console, print_json, print_result

    generation = library_to_list(settings_for(index), seen_as).open()
    for warning in generation.warnings:
        diagnostics.warn(warning)
    found = audit(generation)
    if as_json:
        print_json(_as_json(found))
    else:
        print_result(console(), *_as_text(found))
    return 1 if strict and not found.is_clean else 0


def _as_json(found: Audit) -> dict[str, Any]:
    return {
        "clean": found.is_clean,
        "contradictions": [
            {
                "severity": one.severity,
                "kind": one.kind,
                "role": one.role,
                "title": one.title,
                "level": str(one.level) if one.level else None,
                "about": one.about,
                "sides": [
                    {
                        "text": side.text,
                        "quote": side.quote,
                        "section": side.section,
                        "places": [_place(place) for place in side.places],
                    }
                    for side in one.sides
                ],
            }
            for one in found.contradictions
        ],
        "findings": [
            {
                "severity": one.severity,
                "kind": one.kind,
                "text": one.text,
                "role": one.role,
                "title": one.title,
                "level": str(one.level) if one.level else None,
                "places": [_place(place) for place in one.places],
            }
            for one in found.findings
        ],
        "repeated": [
            {
                "text": one.text,
                "section": one.section,
                "roles": list(one.roles),
                "places": one.places,
            }
            for one in found.repeated
        ],
        "statements": found.statements,
        "distinct": found.distinct,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line_start": place.line_start, "line_end": place.line_end}


def _as_text(found: Audit) -> list[RenderableType]:
    from rich.text import Text

    from roleassistant.answering.conflicts.disagreement import Severity
    from roleassistant.answering.wording import counted
    from roleassistant.apps.cli.layout import bullets, indented
    from roleassistant.apps.cli.terminal import one_line

    parts: list[RenderableType] = [_heading("Contradictions", len(found.contradictions))]
    for one in found.contradictions:
        level = f" — {one.level}" if one.level else ""
        line = Text(f"{one.severity}  ", style=_STYLES[one.severity])
        line.append(one_line(f"{one.title}{level}: {one.about}"), style="default")
        parts.append(indented(line))
        sides = []
        for side in one.sides:
            text = Text(f"{one_line(side.text)}  ")
            text.append(f"{one_line(side.section)}, {_where(side.places)}", style="dim")
            sides.append(text)
        parts.append(indented(indented(bullets(sides))))
    grave = [one for one in found.findings if one.severity is not Severity.NOTE]
    notes = [one for one in found.findings if one.severity is Severity.NOTE]
    for heading, findings, most in (
        ("Findings", grave, len(grave)),
        ("Notes", notes, _NOTES_SHOWN),
    ):
        parts += [Text(), _heading(heading, len(findings))]
        parts += _grouped(findings, most)
    parts += [Text(), _heading("Repeated text", len(found.repeated))]
    repeated = [
        Text(f"{one.places} places, {counted(len(one.roles), 'role')}: {one_line(one.text)}")
        for one in found.repeated[:_REPEATED_SHOWN]
    ]
    parts.append(indented(bullets(repeated)))
    counts = f"{found.statements:,} statements on the pages, {found.distinct:,} in the index."
    parts.append(Text(f"{counts} --json lists everything.", style="dim"))
    return parts


_STYLES = {"major": "bold red", "minor": "yellow", "note": "dim"}


def _heading(text: str, count: int) -> Text:
    from rich.text import Text

    return Text(f"{text}: {count or 'none'}", style="bold")


def _grouped(findings: list[Finding], most: int) -> list[RenderableType]:
    """Findings under their kind; of each kind the first `most`."""
    from rich.text import Text

    from roleassistant.apps.cli.layout import bullets, indented
    from roleassistant.apps.cli.terminal import one_line

    parts: list[RenderableType] = []
    for kind in dict.fromkeys(one.kind for one in findings):
        members = [one for one in findings if one.kind is kind]
        name = kind.value.replace("_", " ")
        label = Text(f"{members[0].severity}  ", style=_STYLES[members[0].severity])
        label.append(f"{name} ({len(members)})", style="default")
        parts.append(indented(label))
        lines = []
        for one in members[:most]:
            line = Text(one_line(f"{one.title}: {one.text}" if one.title else one.text))
            if one.places:
                line.append(f"  {_where(one.places)}", style="dim")
            lines.append(line)
        if len(members) > most:
            lines.append(Text(f"{len(members) - most} more", style="dim"))
        parts.append(indented(indented(bullets(lines))))
    return parts


def _where(places: tuple[Place, ...]) -> str:
    from roleassistant.apps.cli.terminal import one_line

    shown = ", ".join(f"{one_line(p.path)}:{p.line_start}" for p in places[:_PLACES_SHOWN])
    more = len(places) - _PLACES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
