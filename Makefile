# Every target makes the environment it needs (.venv), once, and says so. `make help` lists them.
SHELL := /bin/sh

# The first Python on this machine that is new enough; another one: make PYTHON=/path/to/python …
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; exit; fi; \
	done; echo python3)

BIN := .venv/bin
ROLEASSISTANT := $(BIN)/roleassistant

# `make demo` keeps its index in the checkout and leaves a person's own alone.
DEMO := .demo-index
QUESTION := what separates P4 from P5 for field sales

# How many processes the tests use.
JOBS ?= 2

.PHONY: help install demo test lint format docs bench build clean

help:
	@echo "make demo      ingest the bundled profiles and answer a question from them"
	@echo "make test      run the whole test suite          (make test JOBS=4 ARGS='-k levels')"
	@echo "make lint      ruff, formatting, mypy --strict"
	@echo "make format    put the source into the form that lint asks for"
	@echo "make docs      write help texts and the session of the README into the pages"
	@echo "make bench     measure against a plain LangChain RAG; writes docs/benchmarks.md"
	@echo "make build     build the wheel into dist/"
	@echo "make install   only make .venv; the other targets do it when needed"
	@echo "make clean     remove .venv, .demo-index, dist and caches"

install:
	@$(PYTHON) tools/set_up.py

demo: install
	@$(ROLEASSISTANT) ingest --index $(DEMO)
	@echo
	@echo '$$ roleassistant ask "$(QUESTION)"'
	@$(ROLEASSISTANT) ask --index $(DEMO) "$(QUESTION)"
	@echo
	@echo 'Try next:'
	@echo '  $(ROLEASSISTANT) ask --index $(DEMO) "which level is an Enterprise Account Executive?"'
	@echo '  $(ROLEASSISTANT) compare --index $(DEMO) "sales engineer" P3 P4'
	@echo '  $(ROLEASSISTANT) roles --index $(DEMO)'

test: install
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

lint: install
	@failed=0; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/mypy || failed=1; \
	exit $$failed

format: install
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: install
	@$(BIN)/python tools/write_docs.py

bench:
	@$(PYTHON) tools/set_up.py bench
	@$(BIN)/python -m tests.bench --out docs/benchmarks.md $(ARGS)

build: install
	@$(BIN)/python -m build --no-isolation

clean:
	rm -rf .venv .venv.lock $(DEMO) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
