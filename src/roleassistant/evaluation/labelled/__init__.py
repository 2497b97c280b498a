"""Public sets of claims and evidence that people labelled, read from a person's own disk."""
