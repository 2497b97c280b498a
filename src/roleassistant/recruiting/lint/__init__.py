"""The review of a job post: what is wrong with it, where, why, and what to write instead."""

from roleassistant.recruiting.lint.configuration import Rules, read_rules, read_rules_file
from roleassistant.recruiting.lint.finding import Finding, Place, Severity
from roleassistant.recruiting.lint.formats.opening import read_post, read_text
from roleassistant.recruiting.lint.profile import ProfileView, profile_of
from roleassistant.recruiting.lint.review import Context, lint, review

__all__ = [
    "Context",
    "Finding",
    "Place",
    "ProfileView",
    "Rules",
    "Severity",
    "lint",
    "profile_of",
    "read_post",
    "read_rules",
    "read_rules_file",
    "read_text",
    "review",
]
