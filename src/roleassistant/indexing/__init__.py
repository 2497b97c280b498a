"""Profiles → statements → vectors and words → a sealed generation on disk, or a Chroma server.

`ingest.ingest` builds, `library.Library.open` gives the `generation.Generation` that answers.
"""
