"""O*NET: the official text tables, and a compact local store of what they say of occupations."""
