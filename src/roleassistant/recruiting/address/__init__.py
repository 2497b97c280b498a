"""Sentences that describe whoever holds a role, turned to address the reader."""
