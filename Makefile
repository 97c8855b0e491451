# Everything a developer or operator does with a clone. `make` alone says what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
PYTHON ?= python3
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
export INDUCULT_DATA ?= $(CURDIR)/data
# Without its compiled files the program takes half as long again to start, and tests start it often.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help
help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: run
run: .venv/installed vendor basemap messages ## set everything up and serve it on http://127.0.0.1:8000
	@exec $(BIN)/inducult demo

# --- what is installed ------------------------------------------------------------------------
# uv is three times as quick; where it cannot be had, pip does the same. Libraries are compiled when
# they are installed: compiled in a test, the warnings of their authors would be errors.
UV := uv==0.13.9
UV_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV) && $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq python3-venv; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@$(UV_INSTALL) -r requirements.lock 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	@npm ci --no-progress --loglevel=error
	@touch $@

.PHONY: lock
lock: ## compile requirements.lock and package-lock.json anew
	$(BIN)/python -m pip install --quiet $(UV)
	$(BIN)/uv pip compile pyproject.toml --group dev --python-version 3.11 --generate-hashes --no-emit-index-url --quiet -o requirements.lock
	$(BIN)/uv pip compile --group pyproject.toml:trials --python-version 3.11 --generate-hashes --no-emit-index-url --quiet -o requirements-trials.lock
	npm install --package-lock-only --no-progress

# --- what is made from sources -------------------------------------------------------------------
.PHONY: vendor
vendor: inducult/static/vendor/stamp ## copy the browser files out of node_modules
inducult/static/vendor/stamp: node_modules/.package-lock.json tools/vendor.py
	@$(BIN)/python tools/vendor.py

.PHONY: basemap
basemap: .venv/installed ## build the basemap from Natural Earth, boundaries and gazetteer
	@$(BIN)/python -m basemap --out inducult/static/basemap

.PHONY: messages
messages: .venv/installed ## compile the translations
	@$(BIN)/python tools/messages.py compile

.PHONY: strings
strings: .venv/installed tools-gettext ## collect the strings of pages and code into the eight catalogues
	$(BIN)/python tools/messages.py collect

.PHONY: wheel
wheel: .venv/installed vendor basemap messages ## build an installable package that needs neither node nor the clone
	@rm -rf build dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >build.log 2>&1 || { cat build.log; exit 1; }
	@rm -rf build build.log
	@ls -sh dist/*.whl

# --- what is checked ----------------------------------------------------------------------------
.PHONY: check
check: .venv/installed node_modules/.package-lock.json ## format, lint, types, import contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy inducult basemap benchmarks tools trials
	npx --no-install tsc --project tsconfig.json
	$(BIN)/lint-imports

.PHONY: test
test: .venv/installed tools-chromium tools-postgresql tools-gettext tools-poppler tools-nginx tools-r ## all tests: unit, contract, browser, accessibility; on SQLite and PostgreSQL
	@$(MAKE) --no-print-directory -j2 vendor basemap messages check
	$(BIN)/python tools/run_tests.py

.PHONY: trials
trials: .venv/installed .venv/trials tools-libreoffice tools-poppler tools-java tools-nginx tools-postgresql tools-qgis node_modules/.package-lock.json vendor ## heavy trials with strangers; results are kept in docs/trials.md
	$(BIN)/python -m trials.spreadsheet
	$(BIN)/python -m trials.documents
	$(BIN)/python -m trials.spark
	$(BIN)/python -m trials.nodes
	$(BIN)/python -m trials.versions
	$(BIN)/python -m trials.qgis

.venv/trials: requirements-trials.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-trials.lock
	@touch $@

# --- Debian packages that the tests need ----------------------------------------------------------
.PHONY: tools-chromium tools-postgresql tools-gettext tools-poppler tools-libreoffice tools-java tools-nginx tools-r tools-qgis
tools-poppler:
	@command -v pdftoppm >/dev/null || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends poppler-utils; }
tools-nginx:
	@command -v nginx >/dev/null || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends nginx-light; }
tools-qgis:
	@[ -x /usr/bin/qgis_process.bin ] || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends qgis python3-qgis; }
tools-r:
	@command -v Rscript >/dev/null || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends r-base-core; }
tools-java:
	@command -v java >/dev/null || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends openjdk-17-jre-headless; }
tools-libreoffice:
	@dpkg -s libreoffice-calc-nogui libreoffice-writer-nogui >/dev/null 2>&1 || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends libreoffice-calc-nogui libreoffice-writer-nogui; }
tools-chromium:
	@command -v chromium >/dev/null || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends chromium; }
tools-postgresql:
	@ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends postgresql; }
tools-gettext:
	@command -v xgettext >/dev/null || { $(SUDO) apt-get update -q; $(SUDO) apt-get install -yq --no-install-recommends gettext; }

.PHONY: tour
tour: .venv/installed vendor basemap messages tools-chromium tools-poppler ## walk an example from the first story to the pilot; keeps pictures in docs/tour/
	$(BIN)/python -m tools.tour

.PHONY: map
map: .venv/installed ## draw docs/map.md from the import contract
	$(BIN)/python tools/draw_map.py

.PHONY: clean
clean: ## remove what was made (not the data)
	rm -rf build dist inducult/static/vendor inducult/static/basemap inducult/locale/*/LC_MESSAGES/*.mo test-results
