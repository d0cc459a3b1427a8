# Two commands are enough: `make demo` and `make test`. Both first make .venv, from pinned packages only.
# Another interpreter: make test PYTHON=python3.12

PYTHON ?= python3
WORKERS ?= auto
BIN := .venv/bin
STAMP := .venv/.installed
LOCALES := scrm/locale
SOURCES := $(wildcard $(LOCALES)/*/LC_MESSAGES/*.po)
CATALOGUES := $(SOURCES:.po=.mo)
PACKAGES := scrm tui importers vault

.PHONY: demo install test lint format types contracts i18n wheel bench check lock clean

demo: install
	@$(BIN)/scrm demo

install: $(STAMP) $(CATALOGUES)

$(STAMP): requirements-dev.lock pyproject.toml hatch_build.py scrm/__init__.py
	@$(PYTHON) -c 'import sys; sys.exit("scrm needs Python 3.11 or later, this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

%.mo: %.po | $(STAMP)
	$(BIN)/python hatch_build.py

test: install
	$(BIN)/python -m pytest --numprocesses $(WORKERS) $(ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports --no-logo

# Texts of the code (and of click, which speaks to users too) into the catalogues; what no code uses is dropped.
i18n: $(STAMP)
	mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --no-location --sort-output --project scrm \
	  --output build/scrm.pot $(PACKAGES) "$$($(BIN)/python -c 'import click; print(*click.__path__)')"
	for po in $(SOURCES); do \
	  $(BIN)/pybabel --quiet update --input-file build/scrm.pot --output-file $$po --no-fuzzy-matching \
	    --ignore-obsolete --ignore-pot-creation-date --no-wrap --locale $$(basename $$(dirname $$(dirname $$po))) || exit 1; \
	done
	$(BIN)/pybabel compile --statistics --directory $(LOCALES) --domain scrm

wheel: $(STAMP)
	$(BIN)/hatchling build --target wheel --directory dist

bench: install
	$(BIN)/python -m bench.run $(ARGS)

check: lint types contracts test

# For maintainers, with uv at hand: the same pins for every system and Python, without any address.
# make lock ARGS=--upgrade takes newer versions.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
  --no-emit-index-url --no-emit-find-links --annotation-style line $(ARGS) pyproject.toml
lock:
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv build dist $(CATALOGUES)
