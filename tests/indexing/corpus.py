"""Small corpora of profile pages, as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def page(
    code: str = "DIRECT.FIELDSALES.P4",
    title: str = "Account Executive / Field Sales",
    *,
    bullets: dict[str, Sequence[str]] | None = None,
    guidelines: dict[str, Sequence[str]] | None = None,
    skills: dict[str, str] | None = None,
    aliases: Sequence[str] = (),
    summary: str = "Sells to customers in the field.",
) -> str:
    """The text of one page with labelled responsibilities."""
    level = code.rsplit(".", 1)[1]
    bullets = bullets or {"P4": ["Leads large deals."], "P5": ["Leads the largest deals."]}
    guidelines = guidelines or {
        "P4": ["Knows the field well.", "8+ years"],
        "P5": ["Knows the field fully.", "12+ years"],
    }
    skills = skills or {"Negotiation": "Finding terms that both sides keep."}
    lines = [
        f"{title} — {level}",
        code,
        summary,
        f"Focus — {title}",
        f"This focus: {summary}",
        "Responsibilities by level",
    ]
    for label, texts in bullets.items():
        lines += [label, *(f"- {text}" for text in texts)]
    lines += [
        "Level guidelines",
        "| Level | Knowledge & Application | Typical Degree & Years |",
        "|---|---|---|",
        *(f"| {label} | {' | '.join(cells)} |" for label, cells in guidelines.items()),
        "Skills",
    ]
    for name, meaning in skills.items():
        lines += [f"- {name}", f"- {meaning}"]
    lines += ["Title aliasesshow ▾"]
    lines += [f"- {alias}" for alias in aliases] or ["No title aliases recorded yet."]
    return "\n".join(lines) + "\n"


def write(folder: Path, name: str, text: str) -> Path:
    """Put a page into `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def siblings(folder: Path) -> Path:
    """P4 and P5 of one focus, with the same sections, and another focus."""
    write(folder, "field-sales-p4.txt", page("DIRECT.FIELDSALES.P4", aliases=["Enterprise AE"]))
    write(folder, "field-sales-p5.txt", page("DIRECT.FIELDSALES.P5", aliases=["Enterprise AE"]))
    write(
        folder,
        "backend-p4.txt",
        page(
            "ENGINEER.BACKEND.P4",
            "Software Engineer / Backend",
            summary="Builds services.",
            bullets={"P4": ["Designs services that others build on."]},
            guidelines={"P4": ["Knows distributed systems.", "8+ years"]},
            skills={"Python": "A programming language."},
        ),
    )
    return folder


def of_version(folder: Path, version: int, pages: int = 4, bullets: int = 12) -> Path:
    """A corpus in which every file names its version, so that a mixture would show."""
    mark = f"edition{version}"
    for number in range(pages):
        text = page(
            f"FAMILY.FOCUS{number}.P4",
            f"Role {number} {mark}",
            summary=f"Does the work of role {number} in {mark}.",
            bullets={
                "P4": [f"Does task {task} of role {number} {mark}." for task in range(bullets)]
            },
            guidelines={"P4": [f"Knows {mark}.", f"{number}+ years {mark}"]},
            skills={f"Skill {mark}": f"The skill of {mark}."},
            aliases=[f"Alias {number} {mark}"],
        )
        write(folder, f"role-{number}.txt", text)
    return folder
