"""The checks: each gives the hits of one family of rules in a post."""
