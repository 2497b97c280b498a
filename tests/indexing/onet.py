"""A database in the form of O*NET's text tables, of invented occupations."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

RELEASE = "31.4"
TABLES = {
    "Read Me.txt": f"O*NET {RELEASE} Database\nMay 2041 Release\n",
    "Occupation Data.txt": """O*NET-SOC Code\tTitle\tDescription
41-4011.00\tTide Merchants\tSell tides to harbours.
41-4012.00\tFerry Merchants\tSell crossings to islands.
41-4012.01\tNight Ferry Merchants\tSell crossings by night.
53-5021.00\tPilots of Harbours\tBring ships in.
""",
    "Alternate Titles.txt": """O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)
41-4012.00\tCrossing Development Representative (CDR)\tn/a\t08
41-4012.00\tIsland Seller\tn/a\t08
53-5021.00\tAccount Executive\tn/a\t02
""",
    "Sample of Reported Titles.txt": """O*NET-SOC Code\tReported Job Title\tShown in My Next Move
41-4012.00\tIsland Sellers\tN
41-4012.00\tFerry Agent\tY
""",
    "Related Occupations.txt": """O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex
41-4012.00\t53-5021.00\tPrimary-Long\t2
41-4012.00\t41-4011.00\tPrimary-Short\t1
53-5021.00\t41-4012.00\tPrimary-Short\t1
""",
    "Job Zones.txt": """O*NET-SOC Code\tJob Zone\tDate\tDomain Source
41-4012.00\t4\t07/2014\tAnalyst
""",
    "Job Zone Reference.txt": """Job Zone\tName\tExperience\tEducation
4\tJob Zone Four\tFour winters at sea.\tA harbour school.
""",
    "Task Statements.txt": """O*NET-SOC Code\tTask ID\tTask\tTask Type
41-4012.00\t2\tCount the ferries.\tSupplemental
41-4012.00\t1\tSell crossings, by rope or by sail.\tCore
53-5021.00\t3\tSteer ships between the moles.\tCore
""",
    "Technology Skills.txt": """O*NET-SOC Code\tExample\tCommodity Title
41-4012.00\tRope Ledger\tLedger software
""",
    "Interests.txt": """O*NET-SOC Code\tElement Name\tScale ID\tData Value
41-4012.00\tSocial\tOI\t4.00
""",
    "Skills.txt": """O*NET-SOC Code\tElement Name\tScale ID\tData Value\tRecommend Suppress
41-4012.00\tListening to Waves\tIM\t3.40\tN
41-4012.00\tListening to Waves\tLV\t5.00\tN
41-4012.00\tCounting Coins\tIM\t4.20\tN
41-4012.00\tWhistling\tIM\t1.20\tN
""",
}


def folder_of(parent: Path, **changed: str | None) -> Path:
    """The database as a folder; `changed` gives a table another text, or takes it out (None)."""
    folder = parent / "db_31_4_text"
    folder.mkdir(parents=True, exist_ok=True)
    named = {name.replace(" ", "_").removesuffix(".txt").lower(): name for name in TABLES}
    tables = {**TABLES, **{named[key]: text for key, text in changed.items()}}
    for name, text in tables.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def zip_of(parent: Path) -> Path:
    archive = parent / "db_31_4_text.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, text in TABLES.items():
            opened.writestr(f"db_31_4_text/{name}", text)
    return archive


def gzipped(folder: Path, name: str) -> None:
    file = folder / name
    (folder / f"{name}.gz").write_bytes(gzip.compress(file.read_bytes()))
    file.unlink()
