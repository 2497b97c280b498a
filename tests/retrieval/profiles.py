"""A small house of five roles on seven pages, written so that each part of it asks for something.

- Account Executive / Mid-Market (P2–P4, pages P3 and P4): siblings; aliases on one level, on both,
  and one that Sales Engineer has too; years that contradict each other (P4) and months that
  contradict years (P3); months that agree with years (P2).
- Software Engineer / Storage (L3–L6, pages L4 and L5): a track of its own; level headings lost;
  no Collaboration dimension; an extra section.
- Sales Engineer / Product Trials (IC2–IC4, page IC3): another SE; no skills, no aliases of its own.
- Data Steward, twice: in Finance and in Records, of the same title; each has an alias of its own.
"""

from __future__ import annotations

import fcntl
from collections.abc import Mapping, Sequence
from pathlib import Path

from roleassistant.indexing.embedding.encoder import Encoder
from roleassistant.indexing.ingest import ingest
from roleassistant.indexing.library import Library

KNOWLEDGE = "Knowledge & Application"
COMPLEXITY = "Complexity & Problem Solving"
COLLABORATION = "Collaboration & Interaction"
YEARS = "Typical Degree & Years"


def page(
    code: str,
    title: str,
    summary: str,
    *,
    bullets: Mapping[str, Sequence[str]],
    dimensions: Sequence[str],
    guidelines: Mapping[str, Sequence[str]],
    labelled: bool = True,
    skills: Mapping[str, str] | None = None,
    provenance: Mapping[str, str] | None = None,
    level_name: str = "",
    definition: Mapping[str, str] | None = None,
    adjacent: Sequence[str] = (),
    aliases: Sequence[str] = (),
    soc: str = "",
    extra: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The text of one page of the export. Without labels the bullets stand in level order."""
    level = code.rsplit(".", 1)[1]
    lines = [f"{title} — {level}", code, summary, f"Focus — {title}", summary]
    lines += ["Responsibilities by level"]
    for label, texts in bullets.items():
        lines += [label] if labelled else []
        lines += [f"- {text}" for text in texts]
    lines += ["Level guidelines"]
    lines += [f"| Level | {' | '.join(dimensions)} |", "|---" * (len(dimensions) + 1) + "|"]
    lines += [f"| {label} | {' | '.join(cells)} |" for label, cells in guidelines.items()]
    if skills:
        lines += ["Skills"]
        for name, meaning in skills.items():
            lines += [f"- {name}", f"- {meaning}"]
    if provenance:
        lines += ["Provenance"]
        for label, value in provenance.items():
            lines += [f"- {label}", f"- {value}"]
    if definition:
        lines += [f"Level — {level} — {level_name}"]
        for label, value in definition.items():
            lines += [f"- {label}", f"- {value}"]
    if adjacent:
        lines += ["Adjacent roles", *(f"- {entry}" for entry in adjacent)]
    lines += ["Title aliasesshow ▾"]
    lines += [f"- {alias}" for alias in aliases] or [
        "No title aliases recorded for this profile yet."
    ]
    if soc:
        lines += ["Classification mappingsshow ▾", "O*NET / SOC", f"- code={soc}source=test.house"]
    for heading, texts in (extra or {}).items():
        lines += [heading, *(f"- {text}" for text in texts)]
    return "\n".join(lines) + "\n"


ACCOUNT_EXECUTIVE = "Account Executive / Mid-Market"
SOFTWARE_ENGINEER = "Software Engineer / Storage"
SALES_ENGINEER = "Sales Engineer / Product Trials"
STEWARD = "Data Steward"

SKILLS = {
    "Multi-threading": "Keeping several people of one buyer in talks with each other.",
    "Deal Shaping": "Cutting an offer so that both houses can live with it.",
    "Objection Handling": "Answering doubts with proof instead of pressure.",
}
ROTATION = "Holds the pager for one week in six and hands over with a written log."


def _account_executive(level: str) -> str:
    return page(
        f"GROWTH.ACCTEXEC.{level}",
        ACCOUNT_EXECUTIVE,
        "Wins new customers of middle size and carries a number of its own. "
        "The role ends where the account team takes over.",
        bullets={
            "P2": [
                "Calls prospects from a prepared list and notes what they answer.",
                "Writes simple quotes from the price book.",
            ],
            "P3": [
                "Runs whole deals with one buyer from first call to signature.",
                "Keeps the forecast honest in Salesforce every Friday.",
                "Presents the product to groups of up to ten listeners.",
            ],
            "P4": [
                "Leads tender responses and brings legal, product and finance to one table.",
                "Negotiates contracts over several years with procurement.",
                "Coaches two juniors on their calls.",
            ],
        },
        dimensions=(KNOWLEDGE, COMPLEXITY, COLLABORATION, YEARS),
        guidelines={
            "P2": (
                "Knows the price book and the product tour.",
                "Handles ordinary questions and asks about the rest.",
                "Works with colleagues of the same team.",
                "Bachelor's degree; 18 months in sales",
            ),
            "P3": (
                "Knows the market of middle-sized buyers.",
                "Weighs budget against need in deals with one buyer.",
                "Talks with heads of department.",
                "Bachelor's degree; 30 months in sales",
            ),
            "P4": (
                "Knows procurement law and the rivals' offers.",
                "Untangles deals in which several departments want different things.",
                "Talks with boards and their advisers.",
                "Master's degree or equal practice; 8+ years in sales",
            ),
        },
        skills=SKILLS,
        provenance={
            "Reviewed": "2025-09 by the sales council",
            "Sources": "Interviews with eleven sellers",
        },
        level_name={"P3": "Seasoned Professional", "P4": "Leading Professional"}[level],
        definition={
            "P3": {
                "Scope": "A territory of its own",
                "Autonomy": "Plans the week alone, is looked at each month",
                "Decision rights": "May grant a tenth off the list price",
                "Typical experience": "3–5 yrs",
            },
            "P4": {
                "Scope": "Several territories or one industry",
                "Autonomy": "Sets goals together with the head of sales",
                "Decision rights": "May grant a fifth off the list price",
                "Typical experience": "5–7 yrs",
            },
        }[level],
        adjacent=[
            f"{SALES_ENGINEER} — IC3 · PRESALES.TRIALS.IC3 · distance 0.21 · near",
            f"{STEWARD} — P3 · FINANCE.STEWARD.P3 · distance 0.64 · far",
        ],
        aliases={
            "P3": ["Deal Captain", "Client Partner", "Closer"],
            "P4": ["Deal Captain", "Senior Client Partner", "Solutions Partner"],
        }[level],
        soc="41-4012",
    )


def _software_engineer(level: str) -> str:
    return page(
        f"BUILD.STORAGE.{level}",
        SOFTWARE_ENGINEER,
        "Builds the service that keeps customers' files and never loses one.",
        labelled=False,
        bullets={
            "L3": [
                "Fixes small faults of the file service under close supervision of a senior.",
                "Writes unit tests for routine changes that others designed.",
            ],
            "L4": [
                "Designs single components of the file service and ships them independently.",
                "Reviews changes of colleagues and explains what should be better.",
            ],
            "L5": [
                "Designs replication across regions and leads the engineers who build it.",
                "Mentors engineers in design and in reading flame graphs.",
            ],
            "L6": [
                "Sets the direction of storage for the whole company for several years.",
                "Represents the company in standards bodies on storage formats.",
            ],
        },
        dimensions=("Knowledge", "Autonomy & Decisions", YEARS),
        guidelines={
            "L3": (
                "Knows one language and the file service in outline.",
                "Fixes small faults and writes routine tests under close supervision.",
                "0–2 years; degree in computing or equal practice",
            ),
            "L4": (
                "Knows components, their interfaces and their tests.",
                "Designs components and ships them independently; reviews colleagues' changes.",
                "2–5 years",
            ),
            "L5": (
                "Knows replication, consensus and recovery across regions.",
                "Leads engineers and mentors them in design.",
                "5–9 years",
            ),
            "L6": (
                "Knows where storage is heading in the industry.",
                "Sets the direction for the whole company for several years.",
                "9+ years",
            ),
        },
        skills={
            "Java": "A typed language that runs on a virtual machine.",
            "Consensus Protocols": "Ways in which machines agree although some of them fail.",
        },
        provenance={"Reviewed": "2025-02 by two staff engineers"},
        level_name={"L4": "Independent Engineer", "L5": "Guiding Engineer"}[level],
        definition={
            "L4": {"Scope": "A component", "Typical experience": "2–5 yrs"},
            "L5": {"Scope": "A system of many components", "Typical experience": "5–9 yrs"},
        }[level],
        aliases={
            "L4": ["Storage Developer"],
            "L5": ["Senior Storage Developer", "Replication Lead"],
        }[level],
        soc="15-1252",
        extra={"On-call rotation": [ROTATION]},
    )


def _sales_engineer() -> str:
    return page(
        "PRESALES.TRIALS.IC3",
        SALES_ENGINEER,
        "Proves before the signature that the product does what was promised.",
        bullets={
            "IC2": ["Installs trial systems from a checklist."],
            "IC3": [
                "Plans trials with the buyer and agrees what counts as success.",
                "Answers security questionnaires together with the privacy officer.",
            ],
            "IC4": ["Decides which trials are worth running and stops the others."],
        },
        dimensions=(KNOWLEDGE, COMPLEXITY, COLLABORATION, YEARS),
        guidelines={
            "IC2": (
                "Knows the installer.",
                "Solves known faults.",
                "Works beside a seller.",
                "1–3 years",
            ),
            "IC3": (
                "Knows three products and how they fit together.",
                "Solves faults that nobody wrote down yet.",
                "Talks with the buyer's engineers.",
                "3–6 years; looks after 10 accounts at a time",
            ),
            "IC4": (
                "Knows the rivals' products from the inside.",
                "Judges risks of a trial before it begins.",
                "Talks with chief engineers.",
                "6+ years",
            ),
        },
        level_name="Trusted Adviser",
        definition={"Scope": "All trials of one region", "Typical experience": "3–6 yrs"},
        aliases=["Solutions Partner"],
    )


def _steward(family: str, of_what: str, duty: str, alias: str) -> str:
    return page(
        f"{family}.STEWARD.P3",
        STEWARD,
        f"Keeps the {of_what} of the house in order and says who may see them.",
        bullets={
            "P2": [f"Corrects wrong entries in the {of_what} every morning."],
            "P3": [duty, f"Trains new colleagues in handling the {of_what}."],
        },
        dimensions=(KNOWLEDGE, YEARS),
        guidelines={
            "P2": (f"Knows the forms for the {of_what}.", "1–2 years"),
            "P3": (f"Knows the rules for the {of_what} by heart.", "3–5 years"),
        },
        skills={"Record Keeping": f"Filing the {of_what} so that others find them."},
        aliases=[alias],
    )


def house(folder: Path) -> Path:
    """Write all pages into `folder`."""
    pages = {
        "account-executive-p3.txt": _account_executive("P3"),
        "account-executive-p4.txt": _account_executive("P4"),
        "software-engineer-l4.txt": _software_engineer("L4"),
        "software-engineer-l5.txt": _software_engineer("L5"),
        "sales-engineer-ic3.txt": _sales_engineer(),
        "steward-finance-p3.txt": _steward(
            "FINANCE",
            "ledgers",
            "Closes the books of the quarter within four days.",
            "Ledger Manager",
        ),
        "steward-records-p3.txt": _steward(
            "RECORDS",
            "archives",
            "Destroys files whose time has run out, and proves it.",
            "Archive Officer",
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def indexed(folder: Path, encoder: Encoder) -> Library:
    """The house, written to `folder`/profiles and indexed once for all workers of a test run."""
    folder.mkdir(parents=True, exist_ok=True)
    library = Library(folder / "index", model=encoder.identity)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if library.pointer() is None:
            ingest([house(folder / "profiles")], library=library, encoder=encoder)
    return library


def shared_between_workers(base: Path, worker: str | None) -> Path:
    """The folder that all workers of one test run have in common."""
    return base.parent if worker else base
