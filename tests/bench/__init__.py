"""Measurements against a plain LangChain RAG: `python -m tests.bench --help`."""
