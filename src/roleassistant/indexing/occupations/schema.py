"""Where the store of occupations is, and what it is made of."""

from __future__ import annotations

from roleassistant.reading.onet_facts import FactKind

OCCUPATIONS_FILE = "occupations.sqlite"
# Raised with every change of the tables below; an older store is imported again.
VERSION = 1

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE file (
    id INTEGER PRIMARY KEY, shown TEXT NOT NULL, sha256 TEXT NOT NULL, release TEXT NOT NULL
);
CREATE TABLE fact (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    rank REAL NOT NULL,
    folded TEXT,
    file INTEGER NOT NULL REFERENCES file (id),
    line INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL
);
"""
INDEXES = """
CREATE INDEX fact_of ON fact (code, kind, rank);
CREATE INDEX fact_titled ON fact (folded) WHERE folded IS NOT NULL;
"""


TITLES = (FactKind.TITLE, FactKind.ALTERNATE_TITLE, FactKind.REPORTED_TITLE)

ATTRIBUTION = (
    "This page includes information from the O*NET {release} Database by the U.S. Department of "
    "Labor, Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. "
    "O*NET® is a trademark of USDOL/ETA. roleassistant has selected and re-packed some of this "
    "information. USDOL/ETA has not approved, endorsed, or tested these modifications."
)
