"""Asks the cases of suites, judges the answers, and writes what came out."""
