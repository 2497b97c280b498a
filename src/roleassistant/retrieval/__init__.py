"""A question → a plan → passages."""
