"""Measures the program: its answers, and the scorers that judge them."""
