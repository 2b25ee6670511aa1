# Everything a newcomer types. Needs Python 3.11 or newer; the rest comes from the lock files.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help install run check test js e2e bench build migration

help: ## What can be made
	@grep -E '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

build: ## Build the front end if anything that goes into it has changed
	$(BIN)/python -m casepwa.cli build

run: build ## Serve on http://localhost:8000
	$(BIN)/python -m casepwa.cli serve

check: ## Format, lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

test: ## Every test
	$(BIN)/python -m pytest

js: build ## The device's JavaScript, in Node
	PATH="$(BIN):$$PATH" node --import ./tests/js/setup.js --test "tests/js/*.test.js"

e2e: build ## The tests that drive a browser
	$(BIN)/python -m pytest tests/e2e

bench: build ## Measure the production build
	$(BIN)/python -m bench

migration: ## Write the migration that changed models need (docs/migrations.md)
	$(BIN)/python -m casepwa.migrations $(if $(NEXT),--next "$(NEXT)")
