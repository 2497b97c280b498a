"""Passages → claims, verified → an answer; the chain."""
