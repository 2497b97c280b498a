"""Small pages of houses that call their levels what they like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class House:
    """A role with its ladder, lowest rung first; `codes` are what its codes write for the rungs.

    `table` says how the guidelines stand: "rows", "columns", "groups", from the top ("falling"), or
    not at all ("none").
    """

    title: str
    code: str
    rungs: Sequence[str]
    codes: Sequence[str]
    table: str = "rows"
    column: str = "Level"
    years: Sequence[str] = field(default_factory=tuple)
    shown: Sequence[str] = field(default_factory=tuple)

    def shows(self, rung: str) -> str:
        """How the level of a rung is shown: in letters, where the codes have such."""
        return self.shown[self.rungs.index(rung)] if self.shown else rung

    def duties(self, rung: str) -> list[str]:
        """What somebody on a rung does: words that no other rung has."""
        at = self.rungs.index(rung)
        return [
            f"Answers for the {_ORDINALS[at]} part of the yard and its {_THINGS[at]}.",
            f"Signs the {_THINGS[at]} sheet before each shift.",
        ]

    def scope(self, rung: str) -> str:
        return f"One {_THINGS[self.rungs.index(rung)]} store."

    def page(self, rung: str) -> str:
        """The page of one rung."""
        at = self.rungs.index(rung)
        lines = [
            f"{self.title} — {rung}",
            f"{self.code}.{self.codes[at]}",
            "Keeps the yard in order, from the gate to the far store.",
            f"Focus — {self.title}",
            "Keeps the yard in order, from the gate to the far store.",
            "Responsibilities by level",
            "What people do on the way up.",
        ]
        for one in self.rungs:
            lines += [one, *(f"- {duty}" for duty in self.duties(one))]
        if self.table != "none":
            lines += ["Level guidelines", "Levels compared.", *self._table()]
        lines += [
            "Skills",
            "- Lifting",
            "- Moving loads without harm.",
            f"Level — {rung} — {self.title}",
            "Holds a part of the yard",
            "- Scope",
            f"- {self.scope(rung)[:-1]}",
            "Title aliases",
            f"- Yard {_THINGS[at].title()} Keeper",
        ]
        return "\n".join(lines) + "\n"

    def _table(self) -> list[str]:
        if self.table == "columns":
            return [
                "| Dimension | " + " | ".join(self.rungs) + " |",
                "|---" * (len(self.rungs) + 1) + "|",
                "| Reach | " + " | ".join(map(self.scope, self.rungs)) + " |",
                "| Experience | " + " | ".join(map(self._years, self.rungs)) + " |",
            ]
        if self.table == "groups":
            return [
                line
                for rung in self.rungs
                for line in (rung, f"Reach: {self.scope(rung)}", f"Experience: {self._years(rung)}")
            ]
        rungs = self.rungs[::-1] if self.table == "falling" else self.rungs
        rows = [f"| {rung} | {self.scope(rung)} | {self._years(rung)} |" for rung in rungs]
        return [f"| {self.column} | Reach | Experience |", "|---|---|---|", *rows]

    def _years(self, rung: str) -> str:
        at = self.rungs.index(rung)
        return self.years[at] if self.years else f"{2 * at + 1}+ years"


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_THINGS = ("rope", "timber", "chain", "barrel", "copper", "lantern")

DEPOT = House(
    "Rolling Stock Fitter",
    "DEPOT.FITTING",
    ("Trainee", "Fitter", "Charge Hand", "Foreman"),
    ("TRAINEE", "FITTER", "CHARGE_HAND", "FOREMAN"),
)
WARD = House(
    "Discharge Nurse",
    "NURSING.DISCHARGE",
    ("Band 5", "Band 6", "Band 7", "Band 8"),
    ("BAND5", "BAND6", "BAND7", "BAND8"),
    table="columns",
)
REGISTRY = House(
    "Land Registrar",
    "LAND.REGISTRY",
    ("Grade IX", "Grade VIII", "Grade VII", "Grade VI"),
    ("GRADE-IX", "GRADE-VIII", "GRADE-VII", "GRADE-VI"),
    column="Grade",
)
INSTITUTE = House(
    "Soil Researcher",
    "INST.SOIL",
    ("Associate", "Fellow", "Senior Fellow", "Chair"),
    ("ASSOCIATE", "FELLOW", "SENIOR_FELLOW", "CHAIR"),
    table="groups",
)
BROKERS = House(
    "Freight Analysis",
    "BROKER.FREIGHT",
    ("Analyst I", "Analyst II", "Senior Analyst", "Desk Head"),
    ("ANALYST1", "ANALYST2", "SENIOR_ANALYST", "DESK_HEAD"),
    table="falling",
    column="Rank",
)
BAHN = House(
    "Yard Planner",
    "BAHN.YARD",
    ("Stufe 1", "Stufe 2", "Stufe 3"),
    ("STUFE1", "STUFE2", "STUFE3"),
    column="Stufe",
)
BAKERY = House(
    "Baker",
    "SHOP.BAKER",
    ("Level 1", "Level 2", "Level 3"),
    ("L1", "L2", "L3"),
    shown=("L1", "L2", "L3"),
)
THEATRE = House(
    "Anaesthetic Nurse",
    "NURSING.ANAESTHETIC",
    ("AfC Band 5", "AfC Band 6", "AfC Band 7"),
    ("B5", "B6", "B7"),
    shown=("B5", "B6", "B7"),
)
CANTEEN = House(
    "Cook",
    "CANTEEN.COOK",
    ("3", "4", "5"),
    ("3", "4", "5"),
    shown=("Level 3", "Level 4", "Level 5"),
)
BANK = House(
    "Loan Adviser",
    "BANK.LOANS",
    ("Referent", "Sachbearbeiter", "Führungskraft"),
    ("REFERENT", "SACHBEARBEITER", "FUEHRUNGSKRAFT"),
)
SHIPYARD = House(
    "Welder",
    "YARD.WELDING",
    ("Improver", "Plater", "Leading Hand"),
    ("IMP", "PLATER", "LH"),
)
CHAMBERS = House(
    "Notary",
    "LAW.NOTARY",
    ("Candidate", "Notary", "Doyen"),
    ("CANDIDATE", "NOTARY", "DOYEN"),
    table="none",
)
FOUNDRY = House(
    "Moulder",
    "FOUNDRY.MOULD",
    ("Mid", "Senior", "Staff", "Staff+"),
    ("MID", "SENIOR", "STAFF", "STAFF+"),
)
HOUSES = (
    *(DEPOT, WARD, REGISTRY, INSTITUTE, BROKERS, BAHN, BAKERY, CHAMBERS, FOUNDRY),
    *(THEATRE, CANTEEN, BANK, SHIPYARD),
)
