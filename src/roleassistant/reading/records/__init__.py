"""Tables of records: CSV, TSV and XLSX, whose columns say what is a role, a level, a skill."""
