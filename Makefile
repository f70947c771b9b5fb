# Two commands matter: `make run` serves Tandem with its demo programme, `make test` tests it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

DATA ?=

.PHONY: run test test-fast test-slow soak bench bench-scale evals evals-models evals-matching evals-retrieval lint types lock check-python clean

run: $(VENV)/.run-ready
	$(BIN)/tandem demo
	$(BIN)/tandem serve

test: $(VENV)/.dev-ready
	$(BIN)/pytest -m "not slow and not soak"

test-fast: $(VENV)/.dev-ready
	$(BIN)/pytest -m "not slow and not soak and not browser and not services"

test-slow: $(VENV)/.dev-ready
	$(BIN)/pytest -m "slow and not soak" || [ $$? -eq 5 ]

soak: $(VENV)/.dev-ready
	$(BIN)/pytest -m soak

bench: $(VENV)/.dev-ready
	$(BIN)/python -m benchmarks

# What needs data beside the repository takes it from DATA, the folder with esco/, docs_en/ and so on.
bench-scale: $(VENV)/.dev-ready
	$(BIN)/python -m benchmarks.scale --data $(DATA)

evals: $(VENV)/.run-ready
	$(BIN)/tandem evals run

evals-models: $(VENV)/.dev-ready
	$(BIN)/python -m embeddings.evaluate --data $(DATA)

evals-matching: $(VENV)/.dev-ready
	$(BIN)/python -m evals.matching --split test

evals-retrieval: $(VENV)/.dev-ready
	$(BIN)/python -m evals.retrieval --split test $(if $(DATA),--data $(DATA))

lint: $(VENV)/.dev-ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev-ready
	$(BIN)/mypy

lock: $(VENV)/.dev-ready
	$(BIN)/uv pip compile pyproject.toml --extra dev --python-version 3.11 --no-header --no-annotate --upgrade -o - \
	| grep -vE '^(nvidia-|cuda-|triton)' | sed 's/+cpu//' > constraints.new
	mv constraints.new constraints.txt

check-python:
	@command -v $(PYTHON) >/dev/null || { echo "Tandem needs Python 3.11 or newer: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Tandem needs Python 3.11 or newer; this is $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }

$(BIN)/python: | check-python
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Tandem into $(VENV) (some minutes the first time) …"
	$(PIP) -e .
	@touch $@

$(VENV)/.dev-ready: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Tandem and its test tools into $(VENV) (some minutes the first time) …"
	$(PIP) -e ".[dev]"
	@touch $@ $(VENV)/.run-ready

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
