"""Language models on a leash: they word what was found, and every claim of theirs is verified."""
