"""The tables of `catalogue.sqlite`. It is written once, in a folder of its own, and then sealed."""

from __future__ import annotations

from roleassistant.indexing.lexical import COLUMNS, TOKENIZER

CATALOGUE_FILE = "catalogue.sqlite"

SCHEMA = f"""
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,       -- absolute: what makes it the same document next time
    path TEXT NOT NULL,              -- as shown and cited
    sha256 TEXT NOT NULL,
    readers TEXT NOT NULL,           -- the readers' version that read it
    ingested_at TEXT NOT NULL,       -- when this content was first ingested
    profiles INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    placed INTEGER NOT NULL,
    boilerplate INTEGER NOT NULL,
    unplaced INTEGER NOT NULL,
    notes TEXT NOT NULL,
    lists TEXT NOT NULL              -- [[group, …], …]: who may see parts of it; mostly []
);
CREATE TABLE seen (                  -- a restricted document for those who pass some of its lists
    document INTEGER NOT NULL,
    passed TEXT NOT NULL,            -- as documents.lists
    profiles INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    placed INTEGER NOT NULL,
    boilerplate INTEGER NOT NULL,
    unplaced INTEGER NOT NULL,
    notes TEXT NOT NULL,
    PRIMARY KEY (document, passed)
) WITHOUT ROWID;
CREATE TABLE seen_roles (
    document INTEGER NOT NULL, passed TEXT NOT NULL, role TEXT NOT NULL, reading BLOB NOT NULL
);
CREATE INDEX seen_roles_of ON seen_roles (document, passed);
CREATE TABLE seen_texts (row INTEGER PRIMARY KEY, text TEXT NOT NULL);  -- of seen_vectors.npy
CREATE TABLE document_roles (
    role TEXT NOT NULL,
    document INTEGER NOT NULL,
    reading BLOB NOT NULL            -- the profiles of the role, see reading_codec
);
CREATE INDEX documents_of_role ON document_roles (role);
CREATE TABLE roles (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    family TEXT NOT NULL,
    focus TEXT NOT NULL,
    levels TEXT NOT NULL,
    described_levels TEXT NOT NULL,
    codes TEXT NOT NULL,
    disputed TEXT,                   -- rows that another opposes; NULL where nobody looked
    first_row INTEGER NOT NULL,
    end_row INTEGER NOT NULL,        -- one past the last
    warnings TEXT NOT NULL           -- what looked wrong when its pages were merged
) WITHOUT ROWID;
CREATE TABLE names (text TEXT NOT NULL, role TEXT NOT NULL, level TEXT, kind TEXT NOT NULL);
CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    role TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    code TEXT NOT NULL,
    level TEXT NOT NULL,
    ingested_at TEXT NOT NULL
);
CREATE TABLE statements (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    role TEXT NOT NULL,
    section TEXT NOT NULL,
    heading TEXT NOT NULL,
    levels TEXT NOT NULL,
    dimension TEXT,
    kind TEXT NOT NULL,
    how TEXT NOT NULL,
    method TEXT,
    confidence REAL,
    text TEXT NOT NULL,
    sources TEXT NOT NULL            -- see stored_sources; the first is the one to cite
);
CREATE TABLE statement_levels (
    level TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (level, row)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(COLUMNS)}, content = '', tokenize = '{TOKENIZER}'
);
"""

AFTER_FILLING = """
CREATE INDEX roles_of_document ON document_roles (document);
CREATE UNIQUE INDEX statement_ids ON statements (id);
CREATE INDEX pages_of_role ON pages (role);
CREATE INDEX skill_levels ON statements (dimension COLLATE NOCASE)
    WHERE section = 'proficiency';
CREATE INDEX statement_terms ON statements (role, text) WHERE kind = 'term';
INSERT INTO words (words) VALUES ('optimize');
"""
