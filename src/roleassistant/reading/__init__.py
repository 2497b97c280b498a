"""A document → profiles, with exact source spans. One module per format, one registry."""
