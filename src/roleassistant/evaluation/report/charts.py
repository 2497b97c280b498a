"""Small drawings that stand in a table beside the numbers they draw, as SVG within the page.

The numbers are there as text, so a screen reader is spared the drawings.
"""

from __future__ import annotations

_WIDTH, _HEIGHT, _EDGE = 400, 18, 5
_BAR = 160
_TICKS = (0, 0.25, 0.5, 0.75, 1)


def interval(value: float, low: float, high: float, before: float | None = None) -> str:
    """A rate from 0 to 1 as a point on a line with its interval; `before` as a hollow point."""
    middle = _HEIGHT / 2
    grid = "".join(
        f'<line class="grid" x1="{_x(at)}" x2="{_x(at)}" y1="1" y2="{_HEIGHT - 1}"/>'
        for at in _TICKS
    )
    earlier = (
        ""
        if before is None
        else f'<circle class="before" cx="{_x(before)}" cy="{middle:g}" r="4.5"/>'
    )
    ends = "".join(
        f'<line class="range" x1="{_x(at)}" x2="{_x(at)}" y1="{middle - 4:g}" y2="{middle + 4:g}"/>'
        for at in (low, high)
    )
    return _svg(
        f'{grid}<line class="range" x1="{_x(low)}" x2="{_x(high)}" y1="{middle:g}" '
        f'y2="{middle:g}"/>{ends}{earlier}'
        f'<circle class="point" cx="{_x(value)}" cy="{middle:g}" r="3.5"/>'
    )


def axis() -> str:
    """What the places on the line of `interval` mean."""
    texts = "".join(
        f'<text x="{_x(at)}" y="12" text-anchor="{anchor}">{at:.0%}</text>'
        for at, anchor in (
            (0, "start"),
            (0.25, "middle"),
            (0.5, "middle"),
            (0.75, "middle"),
            (1, "end"),
        )
    )
    return _svg(texts)


def share(part: int, whole: int) -> str:
    """How much of a bar is filled; the rest is hatched, so that no colour is needed to tell."""
    filled = _BAR * part / whole if whole else 0.0
    return _svg(
        f'<rect class="rest" width="{_BAR}" height="12" y="3"/>'
        f'<rect fill="url(#hatch)" width="{_BAR}" height="12" y="3"/>'
        f'<rect class="part" width="{filled:.1f}" height="12" y="3"/>',
        _BAR,
        # A bar may be squeezed, since only shares of its length are read off.
        ' preserveAspectRatio="none"',
    )


# Referred to by `share`; stands once in the page.
PATTERNS = (
    '<svg width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><line class="hatch" x1="0" x2="0" y1="0" y2="6"/></pattern>'
    "</defs></svg>"
)


def _x(share_of_width: float) -> str:
    return f"{_EDGE + share_of_width * (_WIDTH - 2 * _EDGE):.1f}"


def _svg(drawn: str, width: int = _WIDTH, scaling: str = "") -> str:
    return (
        f'<svg width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}"{scaling} '
        f'aria-hidden="true" focusable="false">{drawn}</svg>'
    )
