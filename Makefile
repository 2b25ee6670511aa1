# Everything a newcomer types. Needs Python 3.11 or newer; the rest comes from the lock files.
PYTHON ?= python3
BIN := .venv/bin
CASEPWA := $(BIN)/python -m casepwa.cli

# A process a core; a file's tests stay together, and browser tests come last in each (pyproject.toml says why).
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help install run check test js e2e bench build migration icons pictures catalogue lock

help: ## What can be made
	@grep -E '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

install: ## Make .venv and install what the lock files name, for running and developing
	@$(PYTHON) tools/install.py --dev

run: ## Serve on http://localhost:8000, with the demo agency unless CASEPWA_DATABASE_URL is set
	@$(PYTHON) tools/install.py
	@demo=$$CASEPWA_DEMO; [ -n "$$demo$$CASEPWA_DATABASE_URL" ] || demo=1; \
	CASEPWA_DEMO=$$demo exec $(CASEPWA) start

build: install ## Build the front end if anything that goes into it has changed
	@$(CASEPWA) build

check: install ## Format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

test: build ## Every test: unit, integration, JavaScript, browser
	@$(BIN)/python -m tools.chromium
	$(BIN)/python -m pytest $(SIDE_BY_SIDE)

js: build ## The device's JavaScript, in Node
	PATH="$(BIN):$$PATH" node --import ./tests/js/setup.js --test "tests/js/*.test.js"

e2e: build ## The tests that drive a browser
	@$(BIN)/python -m tools.chromium
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) tests/e2e

bench: build ## Measure the production build in Chromium
	@$(BIN)/python -m tools.chromium
	$(BIN)/python -m bench

migration: install ## Write the migration that changed models need (docs/migrations.md)
	$(BIN)/python -m casepwa.migrations $(if $(NEXT),--next "$(NEXT)")

catalogue: install ## Bring locale/*.po up to date with the sentences of the code
	$(BIN)/python -m casepwa.offline.catalogue

icons: install ## Draw the icons again from their SVG sources
	$(BIN)/python -m tools.draw_icons

pictures: build ## Take the pictures of the manifest and the README again
	@$(BIN)/python -m tools.chromium
	$(BIN)/python -m tools.take_pictures

lock: ## Resolve the lock files again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
		--quiet --group build pyproject.toml --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
		--quiet --group build --group dev --constraint requirements.lock pyproject.toml --output-file requirements-dev.lock
