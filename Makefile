# Every way to start, check and keep the program.  Windows without make: installer\run_windows.cmd

PYTHON ?= python3
PREPARE = $(PYTHON) installer/bootstrap.py
BIN = .venv/bin

.PHONY: run tour test test-long bench lock clean

# The demo store in a window; without a display, a tour that leaves pictures, PDFs and exports.
run:
	@$(PREPARE) run

tour:
	@$(PREPARE) tour

test test-long bench: export QT_QPA_PLATFORM = offscreen

test:
	@$(PREPARE) prepare test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict earlyhelp ui
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 -m "not long"

# The sweeps too: every bit of every byte, crash and disk-full runs, every mutant of what decides access.
test-long:
	@$(PREPARE) prepare test
	$(BIN)/python -m pytest -n 2
	$(BIN)/python -m tests.mutation

bench:
	@$(PREPARE) prepare test
	$(BIN)/python -m tests.benchmarks

# Pin anew, with hashes, for every platform.  Needs uv.
LOCK = uv pip compile --universal --python-version 3.11 --generate-hashes --no-header \
       --no-emit-index-url --quiet
lock:
	$(LOCK) --upgrade requirements-dev.in --output-file requirements-dev.txt
	$(LOCK) --constraint requirements-dev.txt requirements.in --output-file requirements.txt

clean:
	rm -rf build out *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find earlyhelp ui tests installer -name __pycache__ -type d -prune -exec rm -rf {} +
