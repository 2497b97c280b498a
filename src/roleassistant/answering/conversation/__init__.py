"""Conversation: what a thread remembers, and how a turn is understood from it."""
