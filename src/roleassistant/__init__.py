"""Questions about job roles, answered from role profiles and cited by file and line."""

from __future__ import annotations


def __getattr__(name: str) -> str:
    """`__version__`, looked up when asked for: reading package metadata costs 40 ms at start."""
    if name == "__version__":
        from importlib.metadata import version

        return version("roleassistant")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
