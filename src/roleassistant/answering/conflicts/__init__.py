"""Statements that cannot both hold, found by type: of a role, between roles, between versions.

docs/conflicts.md says which kinds there are, what makes two statements comparable, and the limits.
"""
