# What a person does with this checkout. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run bench test check fix words lock system clean

# What Python has compiled is kept beside the libraries, so that the next gate need not compile the tests again.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/compiled

PYTHON ?= python3
WORKERS ?= 2
bin := .venv/bin
quick := not slow and not page and not browser and not db_postgres

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Fill .venv from the pinned requirements (does nothing when it is current)
	@PYTHON=$(PYTHON) tools/setup

run: setup ## Serve the demo town on http://127.0.0.1:8000 (fills it first when there is none)
	@$(bin)/hitomaru demo load --once
	@exec $(bin)/hitomaru serve --demo

test: setup ## Run every test that this machine can run; what it cannot is listed by name
	@$(bin)/pytest -n $(WORKERS) --dist worksteal

bench: setup ## Measure searches beside a peer, and kill processes in the middle of edits
	@$(bin)/hitomaru bench search
	@$(bin)/hitomaru bench kills

check: setup ## The quick gate: format, lint, types, contracts, fast tests
	@$(bin)/ruff format --quiet --check . || { $(bin)/ruff format --check .; exit 1; }
	@$(bin)/ruff check --quiet .
	@$(bin)/mypy --no-error-summary
	@$(bin)/lint-imports --no-logo >.venv/contracts.log || { cat .venv/contracts.log; exit 1; }
	@$(bin)/pytest -q -n $(WORKERS) --dist worksteal -p no:randomly --durations=5 --hypothesis-profile=quick -m "$(quick)"

fix: setup ## Format, and mend what the linter can mend by itself
	@$(bin)/ruff check --fix --quiet . || true
	@$(bin)/ruff format .

words: setup ## Bring the catalogues of English and easy Japanese up to date, and list the texts without words
	@$(bin)/python -m app.commands.words

lock: setup ## Pin the newest allowed versions of all requirements, with their hashes
	@tools/lock

system: ## As root on Debian: install what tests and paper need (PostgreSQL, Chromium, fonts, Pango)
	@tools/system

clean: ## Remove what tools have built; the data in var stays
	@rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis build static/vendor ./*.egg-info
