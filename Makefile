# Two commands: make demo, make test. Both make the environment first; make setup does that alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test test-slow bench lint lock clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; set PYTHON=python3.12, say."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: setup
	$(BIN)/vemt demo --yes $(DEMO)

test: setup lint
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow"

test-slow: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: setup
	@for file in benchmarks/bench_*.py; do $(BIN)/python $$file; done

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy pipeline.py commands data_contracts etl queries release dashboard
	$(BIN)/lint-imports

# Writes requirements.lock anew (needs uv); hashes in, addresses out.
lock:
	uv pip compile --universal --generate-hashes --no-header --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) vemt-home demo-extracts
