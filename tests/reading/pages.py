"""Builds pages of the export format in words of our own, one section at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from roleassistant.domain import RoleProfile, Section, SectionKind, Statement, StatementKind
from roleassistant.reading.document import Document, decode
from roleassistant.reading.reading import Reading
from roleassistant.reading.registry import read as read_any

NAME = "pages/river-pilot-p3.txt"
TITLE = "River Pilot / Lower Harbour — P3"
CODE = "MARINE.RIVERPILOT.P3"
ABOUT = (
    "River Pilot / Lower Harbour guides cargo vessels through the lower harbour and its locks. "
    "The role reads currents, gives orders to the helm, and answers for a safe berth. "
    "It is apart from Harbour Control, which plans the traffic from the shore."
)
BULLETS = {
    "P1": (
        "Keeps the log of depth soundings and tide tables under supervision of a senior pilot.",
        "Rides along on barge transits and notes the helm orders that were given.",
        "Prepares the passage checklist for barges that are below forty metres.",
    ),
    "P2": (
        "Guides barges through the outer basin alone in daylight and calm weather.",
        "Agrees the order of locks with the lock keepers and reports delays to control.",
        "Trains deckhands in line handling before each berth.",
    ),
    "P3": (
        "Guides tankers and container ships through the locks by night and in fog.",
        "Decides whether a passage goes ahead when wind or current are close to the limits.",
        "Reviews near misses with masters and changes the passage plan.",
    ),
    "P4": (
        "Sets the limits of wind and current for the whole harbour with the harbour master.",
        "Designs simulator courses and examines candidates for a pilot licence.",
        "Speaks for the pilots before the port authority and foreign shipping lines.",
    ),
}
ROWS = {
    "P1": (
        "Knows tide tables, soundings and the passage checklist.",
        "Handles routine log entries under supervision.",
        "Under 2 years; deck certificate.",
    ),
    "P2": (
        "Knows the outer basin, barges and the order of locks.",
        "Handles delays in daylight and calm weather.",
        "2–4 years; mate's licence.",
    ),
    "P3": (
        "Knows tankers and container ships and passage by night and fog.",
        "Decides when wind or current come close to the limits.",
        "4–7 years; pilot licence for large ships.",
    ),
    "P4": (
        "Knows the limits of the whole harbour and how to examine candidates.",
        "Designs simulator courses and sets limits for others.",
        "8+ years; examiner's licence.",
    ),
}
DIMENSIONS = ("Knowledge & Seamanship", "Judgement & Problem Solving", "Typical Degree & Years")

FLAT = "\n".join(f"- {text}" for texts in BULLETS.values() for text in texts)
TABLE = "\n".join(
    [
        "| Level | " + " | ".join(DIMENSIONS) + " |",
        "|---|---|---|---|",
        *(f"| {level} | " + " | ".join(cells) + " |" for level, cells in ROWS.items()),
    ]
)
SKILLS = {
    "Ship Handling": "Moving a vessel safely where there is little room.",
    "Reading Currents": "Judging from the surface what the water does below it.",
    "Radio Discipline": "Saying what is needed on the radio, once, and clearly.",
}
LABELS = {
    "Scope": "Single passages of large ships",
    "Autonomy": "Decides on board; reports afterwards",
    "Complexity": "Several risks at the same time",
    "Typical experience": "5–7 yrs",
}

PARTS: dict[str, str] = {
    "title": TITLE,
    "code": CODE,
    "summary": f"{ABOUT}\n{ABOUT}",
    "focus": f"Focus — River Pilot / Lower Harbour\n{ABOUT}\nPay and skill differential: high.",
    "responsibilities": (
        "Responsibilities by level\n"
        "The work at each step of this ladder, from the easiest up. Your level is highlighted.\n"
        f"{FLAT}"
    ),
    "guidelines": f"Level guidelines\nHow the levels of this function differ.\n{TABLE}",
    "skills": "Skills\nWhat a pilot is good at, beyond seamanship.\n"
    + "\n".join(f"- {name}\n- {text}" for name, text in SKILLS.items()),
    "provenance": "Provenance\nWhere the contents of this page come from and who has read it.",
    "definition": "Level — P3 — Seasoned Professional\nWorks alone on what is difficult\n"
    + "\n".join(f"- {name}\n- {text}" for name, text in LABELS.items()),
    "adjacent": (
        "Adjacent roles\nRoles that are near on the map of coordinates. "
        "How coordinates work → · Compare side-by-side →"
    ),
    "aliases": "Title aliasesshow ▾\nNo title aliases recorded for this profile yet.",
    "classification": (
        "Classification mappingsshow ▾\nO*NET / SOC\n- code=53-5021source=harbour.registry"
    ),
}


def page(order: Sequence[str] = tuple(PARTS), **parts: str | None) -> str:
    """A page with some of its parts replaced, added (at the end) or, with None, left out."""
    chosen = {**PARTS, **parts}
    names = [*order, *(name for name in parts if name not in order)]
    return "\n".join(text for name in names if (text := chosen.get(name)) is not None) + "\n"


def read(text: str | bytes, name: str = NAME) -> Reading:
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    return read_any(decode(raw, name), words_in_common)


def profile(text: str | bytes) -> RoleProfile:
    (only,) = read(text).profiles
    return only


def section(text: str | bytes, kind: SectionKind) -> Section:
    (only,) = (one for one in profile(text).sections if one.kind is kind and one.heading != "Title")
    return only


def texts(statements: Sequence[Statement], *kinds: StatementKind) -> list[str]:
    return [one.text for one in statements if not kinds or one.kind in kinds]


def facts_by_level(text: str | bytes, kind: SectionKind) -> dict[str, list[str]]:
    """Level → the facts of a section at that level; "" where there is none."""
    found: dict[str, list[str]] = {}
    for one in section(text, kind).statements:
        if one.kind is StatementKind.FACT:
            for level in [str(level) for level in one.levels] or [""]:
                found.setdefault(level, []).append(one.text)
    return found


@cache
def document(text: str) -> Document:
    return decode(text.encode("utf-8"), NAME)


def words_in_common(left: Sequence[str], right: Sequence[str]) -> NDArray[np.floating]:
    """A likeness that costs nothing: the share of words that two texts have in common."""
    bags = [[set(text.casefold().split()) for text in texts] for texts in (left, right)]
    return np.array([[len(a & b) / (1 + len(a | b)) for b in bags[1]] for a in bags[0]])
