# Kneecheck's commands. Each one sets up what it needs first.

PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes

.PHONY: setup demo run test check lock bench storm guidance ask-report weights

setup: .venv/dev

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kneecheck needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv

.venv/run: requirements.txt | .venv/bin/python
	$(INSTALL) -r requirements.txt
	$(INSTALL:--require-hashes=) --no-build-isolation --editable .
	touch $@

.venv/dev: requirements-dev.txt .venv/run
	$(INSTALL) -r requirements-dev.txt
	touch $@

demo: .venv/run
	$(BIN)/python -m bot demo $(ARGS)

run: .venv/run
	$(BIN)/python -m bot run

test: .venv/dev
	./tests/chromium.sh
	./tests/promtool.sh
	$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.dependencies

bench: .venv/dev
	$(BIN)/python -m tests.benchmarks $(ARGS)

storm: .venv/dev
	$(BIN)/python -m tests.replicas $(ARGS)

guidance: .venv/run
	$(BIN)/python -m bot.guidance > docs/guidance.md

ask-report: .venv/dev
	$(BIN)/python -m tests.knowledge.report

weights: .venv/dev
	$(BIN)/python -m tests.knowledge.training $(ARGS)

lock: .venv/dev
	$(COMPILE) --upgrade pyproject.toml --group build -o requirements.txt
	$(COMPILE) --upgrade pyproject.toml --group build --group dev -c requirements.txt -o requirements-dev.txt
