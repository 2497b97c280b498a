"""`roleassistant roles`: what the index holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roleassistant.apps.cli import diagnostics, options

if TYPE_CHECKING:
    from roleassistant.indexing.chunks import Role
    from roleassistant.indexing.generation import Generation

EXAMPLE = "roleassistant roles"


def run(
    seen_as: options.SeenAs = None,
    as_json: options.AsJson = False,
    index: options.Index = None,
    debug: options.Debug = False,
) -> int:
    """List the roles of the index with their levels."""
    del debug
    from roleassistant.apps.cli.opening import library_to_list, settings_for
    from roleassistant.apps.cli.terminal import print_json

    generation = library_to_list(settings_for(index), seen_as).open()
    for warning in generation.warnings:
        diagnostics.warn(warning)
    if as_json:
        print_json(_as_json(generation))
    else:
        _print(generation)
    return 0


def _as_json(generation: Generation) -> dict[str, Any]:
    return {
        "roles": [
            {
                "role": role.key,
                "title": role.title,
                "family": role.family,
                "focus": role.focus,
                "levels": [str(level) for level in role.levels],
                "described_levels": [str(level) for level in role.described_levels],
                "pages": list(role.codes),
                "statements": len(role.rows),
            }
            for role in generation.roles
        ],
        "profiles": generation.manifest.counts.profiles,
        "generation": generation.number,
        "created_at": generation.manifest.created_at,
    }


def _print(generation: Generation) -> None:
    from rich.text import Text

    from roleassistant.apps.cli.layout import listing
    from roleassistant.apps.cli.terminal import console, one_line, print_result

    to = console()
    rows = [(Text(r.key), Text(one_line(r.title)), _levels(r)) for r in generation.roles]
    counts = generation.manifest.counts
    print_result(
        to,
        listing(("role", "title", "levels"), rows, to),
        Text(
            f"\n{len(rows)} roles, {counts.profiles} profiles, {counts.chunks} "
            f"statements. Levels in brackets are described on pages of other levels.",
            style="dim",
        ),
    )


def _levels(role: Role) -> str:
    return " ".join(
        str(level) if level in role.levels else f"({level})" for level in role.described_levels
    )
