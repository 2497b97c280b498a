"""A small library of which parts are for some groups only, and the same library without them.

Whatever is restricted carries words of its own that stand nowhere else, so that one of them in an
answer shows a leak by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from roleassistant.domain.visibility import Viewer

HR, SALES, BOARD = "HR", "Sales leads", "Board"
# Words that stand on restricted parts alone: title, code, level, alias, skill, dimension, …
CANARIES = {
    BOARD: (
        "zorvane", "zorquil", "zorbex", "zorlune", "zormith", "zortavi", "zorpend", "zorduke",
        "zorfell", "zorgram", "zorhask", "zorjilt", "zorkemp",
    ),
    HR: (
        "brumvex", "brumdal", "brumfit", "brumgoz", "brumhul", "brumjak", "brumkel", "brumlop",
        "brummoz", "brumnaf", "brumpyx",
    ),
    SALES: ("quandril", "quandosk", "quandemp"),
}  # fmt: skip

MANIFEST = """\
paths = ["."]

[visibility]
groups = ["HR", "Sales leads", "Board"]

[[visibility.restricted]]
files = ["board"]
visible_to = ["Board"]

[[visibility.restricted]]
roles = ["MARINE.BARGE"]
sections = ["Level guidelines"]
visible_to = ["hr"]
"""


@dataclass(frozen=True)
class Part:
    """A section's lines; `groups` see it, all where it is None. `key` says so on the page."""

    lines: Sequence[str]
    groups: tuple[str, ...] | None = None
    key: bool = True


@dataclass(frozen=True)
class Page:
    """`groups` see the page, all where it is None. `key` says so on the page."""

    file: str
    head: Sequence[str]
    parts: Sequence[Part] = field(default=())
    groups: tuple[str, ...] | None = None
    key: bool = True

    def whole(self) -> str:
        """The page with its keys: what is in the library."""
        return "\n".join(self._lines(lambda _: True, keys=True)) + "\n"

    def left_for(self, viewer: Viewer) -> str:
        """The page as if what `viewer` may not see had never been written, place for place."""

        def sees(groups: tuple[str, ...] | None) -> bool:
            return groups is None or viewer.passes(Viewer.of(*groups).groups or frozenset())

        if not sees(self.groups):
            return ""
        return "\n".join(self._lines(sees, keys=False)) + "\n"

    def _lines(
        self, sees: Callable[[tuple[str, ...] | None], bool], *, keys: bool
    ) -> Iterator[str]:
        yield from self.head[:2]
        if self.groups is not None and self.key:
            yield _key(self.groups, keys)
        yield from self.head[2:]
        for part in self.parts:
            if not sees(part.groups):
                yield from (" " * len(line) for line in part.lines)
                yield from [_key(part.groups, keys)] if part.groups and part.key else []
                continue
            yield part.lines[0]
            if part.groups is not None and part.key:
                yield _key(part.groups, keys)
            yield from part.lines[1:]


def _key(groups: tuple[str, ...], shown: bool) -> str:
    line = f"Visible to: {', '.join(groups)}"
    return line if shown else " " * len(line)


def _responsibilities(*bullets: str) -> Part:
    return Part(["Responsibilities by level", *(f"- {text}" for text in bullets)])


def _guidelines(rows: dict[str, tuple[str, str, str]], third: str = "Typical Years") -> list[str]:
    return [
        "Level guidelines",
        f"| Level | Knowledge & Application | Complexity | {third} |",
        "|---|---|---|---|",
        *(f"| {level} | {' | '.join(cells)} |" for level, cells in rows.items()),
    ]


def _skills(**skills: str) -> list[str]:
    return ["Skills", *(f"- {x}" for name, means in skills.items() for x in (name, means))]


_PILOT_ROWS = {
    "P2": ("Knows the outer basin and the locks.", "Handles delays in calm weather.", "2–4 years"),
    "P3": ("Knows night passage and fog.", "Decides near the limits of wind.", "4–7 years"),
}
_PILOT_BULLETS = (
    "Guides barges through the outer basin alone in calm weather.",
    "Agrees the order of the locks with the lock keepers and reports delays.",
    "Guides tankers through the locks by night and in fog.",
    "Decides whether a passage goes ahead near the limits of wind.",
)
_PILOT_SKILLS = _skills(**{"Helm Orders": "Giving orders to the helm in time."})


def _pilot(level: str, name: str, *, rows: dict[str, tuple[str, str, str]] = _PILOT_ROWS) -> Page:
    return Page(
        f"harbour/pilot-{level.lower()}.txt",
        [
            f"River Pilot / Lower Harbour — {level}",
            f"MARINE.PILOT.{level}",
            "Guides vessels through the lower harbour and answers for a safe berth.",
        ],
        [
            _responsibilities(*_PILOT_BULLETS),
            Part(_guidelines(rows)),
            Part(_PILOT_SKILLS),
            Part(["Provenance", "- Reviewed", "- 2026-03 by the harbour board"]),
            Part([f"Level — {level} — {name}", "- Autonomy", f"- Works as a {name} does"]),
            Part(["Adjacent roles", "- Harbour Control — P2 · HARBOUR.CONTROL.P2 · distance 0.4"]),
            Part(["Title aliases", "- Canal Pilot"]),
        ],
    )


def _control(level: str) -> Page:
    rows = {
        "P1": ("Knows the radio and the log.", "Handles routine calls.", "0–2 years"),
        "P2": ("Knows the traffic plan.", "Handles conflicting arrivals.", "3–5 years"),
    }
    return Page(
        f"harbour/control-{level.lower()}.txt",
        [f"Harbour Control — {level}", f"HARBOUR.CONTROL.{level}", "Plans the traffic."],
        [
            Part(
                [
                    "Responsibilities by level",
                    "P1",
                    "- Keeps the radio log of every arrival.",
                    "P2",
                    "- Plans the order of arrivals for the day.",
                ]
            ),
            Part(_guidelines(rows)),
            Part(_skills(**{"Radio Discipline": "Speaking briefly and clearly on the radio."})),
        ],
    )


def _barge(level: str) -> Page:
    """Open, but for its skills, its provenance and its guidelines."""
    rows = {
        "P1": ("Knows brumvex ropes and decks.", "Handles brumdal moorings.", "0–1 years brumfit"),
        "P2": ("Knows brumgoz engines.", "Handles a crew near brumhul locks.", "2–6 years"),
    }
    return Page(
        f"canal/barge-{level.lower()}.txt",
        [
            f"Barge Crew / Upper Canal — {level}",
            f"MARINE.BARGE.{level}",
            "Moves freight on the upper canal.",
        ],
        [
            _responsibilities(
                "Ties up the barge and keeps ropes and decks in order.",
                "Cleans the hold after each freight.",
                "Runs the engines and leads a crew near the locks.",
                "Trains deckhands in mooring.",
            ),
            Part(_guidelines(rows, "Brumlop Years"), (HR,), key=False),
            Part(_skills(**{"Brumjak Knots": "Tying brumkel knots that hold."}), (HR,)),
            Part(
                ["Provenance", "- Reviewed", "- by the quandril office", "- Sources", "- quandosk"],
                (SALES, BOARD),
            ),
            Part(["Title aliases", "- Deckhand", "- Canal Hand"]),
            Part(["Pay notes", "- Paid by the quandemp scale, see the annex."], (SALES,)),
        ],
    )


def _rival() -> Page:
    """Another P3 page of the open pilot, for HR, which contradicts it and repeats some of it."""
    rows = {
        "P2": _PILOT_ROWS["P2"],
        "P3": ("Knows night passage and fog.", "Decides on brummoz risks.", "11–15 years"),
        "P7": ("Knows every brumnaf harbour.", "Decides without precedent.", "20+ years"),
    }
    return Page(
        "harbour/pilot-p3-restated.txt",
        [
            "River Pilot / Lower Harbour — P3",
            "MARINE.PILOT.P3",
            "Guides vessels through the lower harbour and answers for a safe berth.",
        ],
        [
            _responsibilities(*_PILOT_BULLETS, "Signs off the brumpyx passage plans."),
            Part(_guidelines(rows)),
            Part(_PILOT_SKILLS),
        ],
        (HR,),
    )


def _fellow() -> Page:
    """The one page at P7 of the open pilot, for the board."""
    page = _pilot(
        "P7",
        "Zorvane Fellow",
        rows={
            **_PILOT_ROWS,
            "P7": ("Knows zorbex law.", "Decides on zorlune claims.", "15+ years"),
        },
    )
    return Page("board/pilot-p7.txt", page.head, page.parts, (BOARD,), key=False)


def _secret(level: str) -> Page:
    """A role of which nobody but the board knows."""
    rows = {
        "P1": ("Knows zormith waters.", "Handles zortavi permits.", "1–2 years"),
        "P2": ("Knows zorpend treaties.", "Handles disputes of zorduke.", "5–8 years"),
    }
    return Page(
        f"board/secret-{level.lower()}.txt",
        [
            f"Zorvane Envoy / Zorfell — {level}",
            f"ZORQUIL.ENVOY.{level}",
            "Speaks for the zorgram towns before the port authority.",
        ],
        [
            _responsibilities(
                "Carries zorhask letters between towns.", "Signs treaties for the port."
            ),
            Part(_guidelines(rows, "Zorjilt Years")),
            Part(_skills(**{"Zorkemp Protocol": "Knowing who speaks first."})),
            Part(["Adjacent roles", "- River Pilot — P3 · MARINE.PILOT.P3 · distance 0.2 · near"]),
            Part(["Title aliases", "- Zorlune Herald"]),
        ],
        (BOARD,),
        key=False,
    )


PAGES = (
    _pilot("P2", "Pilot"),
    _pilot("P3", "Senior Pilot"),
    _rival(),
    _fellow(),
    _secret("P1"),
    _secret("P2"),
    _control("P1"),
    _control("P2"),
    _barge("P1"),
    _barge("P2"),
)


def write_library(folder: Path) -> Path:
    """The library with its manifest."""
    (folder / "library").mkdir(parents=True)
    (folder / "library" / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    for page in PAGES:
        _write(folder / "library" / page.file, page.whole())
    return folder / "library"


def write_without(folder: Path, viewer: Viewer) -> Path:
    """The library without all that `viewer` may not see, and without a word about groups."""
    for page in PAGES:
        if text := page.left_for(viewer):
            _write(folder / "library" / page.file, text)
    return folder / "library"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def hidden_words(viewer: Viewer) -> frozenset[str]:
    """The canaries that `viewer` must never read."""
    passed = {group for group in CANARIES if viewer.passes(Viewer.of(group).groups or frozenset())}
    return frozenset(w for group, words in CANARIES.items() if group not in passed for w in words)
