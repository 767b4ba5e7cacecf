# Only Python ≥ 3.11 with venv, and make, are assumed; everything is installed into .venv.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
SOURCES := pyproject.toml constraints.txt hatch_build.py $(wildcard qda/locale/*/LC_MESSAGES/*.po)
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo code test quick lint format catalogues transcripts bench docs wheel clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/installed ## Set up, and run the main job on transcripts/ into build/demo/
	@rm -rf $(DEMO)
	@mkdir -p build
	$(BIN)/qda demo $(DEMO)

code: $(VENV)/installed ## Open the coding screen on the demo (run `make demo` first)
	$(BIN)/qda code --project $(DEMO)

test: $(VENV)/installed-dev lint ## Set up, and pass everything: ruff, mypy, import-linter, tests
	$(BIN)/python -m pytest -n auto --dist worksteal

quick: $(VENV)/installed-dev ## The tests without the slow ones
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

lint: $(VENV)/installed-dev ## ruff, mypy strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/installed-dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

catalogues: $(VENV)/installed-dev ## Collect new messages into the Danish catalogue and compile it
	$(BIN)/python tests/catalogues.py

transcripts: $(VENV)/installed-dev ## Make the demo's Word files anew from transcripts/source/
	$(BIN)/python transcripts/make_transcripts.py

bench: $(VENV)/installed-dev ## Measure: start-up, import, matrix, coding, memory
	$(BIN)/python -m bench

docs: $(VENV)/installed-dev ## Make the generated parts of README and docs/ anew
	$(BIN)/python docs/generate.py

wheel: $(VENV)/installed-dev ## Build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

clean: ## Remove what the targets made
	rm -rf build dist $(VENV)

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "qda needs Python 3.11 or newer; set it: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(SOURCES) | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: $(SOURCES) | $(VENV)/bin/python
	$(PIP) --editable ".[dev]"
	@touch $@ $(VENV)/installed
