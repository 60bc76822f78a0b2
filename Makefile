# Two targets do everything: `make run` and `make test`. `make` alone lists the others.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run sample test postgresql check env deps lint fmt types imports messages lock bench quality coverage load routing clean

PYTHON := .venv/bin/python
CHECKED := $(wildcard src setup tests bench)
TESTS :=
# Two processes share the tests, file by file: each has a data folder, a database and ports of its own.
SHARED := -n 2 --dist loadfile

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: env ## open the chamber at http://localhost:8000; Ctrl-C stops it
	@exec .venv/bin/yishiting serve --data var/chamber

sample: env ## analyse the simulated sample and name the reports
	@.venv/bin/yishiting simulate --out var/sample
	@for name in development safety governance; do \
		.venv/bin/yishiting analyse "var/sample/$$name" --out "var/report/$$name" || exit; \
	done

test: env deps ## run all tests (TESTS=tests/engine for some)
	$(PYTHON) -m pytest $(SHARED) $(TESTS)
	@test -n "$(TESTS)" || ! $(PYTHON) tests/throwaway_postgresql.py --installed || $(MAKE) --no-print-directory postgresql

# Not on PostgreSQL again: what knows no database, and what headers, templates and browsers decide alone.
ONCE := database/test_postgresql.py database/test_sqlite.py environment serving security/test_headers.py \
	security/test_stored_markup.py
postgresql: env ## the chamber's tests once more, on a throwaway PostgreSQL
	$(PYTHON) -m pytest $(SHARED) --database=postgresql $(addprefix --deselect tests/web/,$(ONCE)) \
		--deselect tests/browser/test_every_page.py $(wildcard tests/web tests/browser)

check: lint types imports test ## everything that CI runs: linter, types, layers, all tests

env: ## build .venv from the lock files; nothing to do when they have not changed
	@python3 -m setup.env

deps: ## install the system packages that tests need, or say which are missing
	@python3 -m setup.deps

lint: env ## ruff: rules and format
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

fmt: env ## format the code and mend what ruff can mend
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

types: env ## mypy, strict, on source and tests
	$(PYTHON) -m mypy $(CHECKED)

imports: env ## the arrows between layers
	.venv/bin/lint-imports

messages: env ## collect what the chamber says into its catalogues, for people to translate
	$(PYTHON) -m setup.messages

lock: env ## write the lock files anew (UPGRADE=--upgrade for newest versions)
	$(PYTHON) -m setup.lock $(UPGRADE)

bench: env ## speed and memory, as printed in the docs
	$(PYTHON) bench/run.py

quality: env ## how well the engine reads real votes (YISHITING_TEST_DATA names the folder)
	$(PYTHON) -m bench.quality

coverage: env ## how often 90 % intervals cover the other half of real conversations
	$(PYTHON) bench/coverage.py

load: env ## the chamber under load: result page, first page on a phone, answering on both databases
	$(PYTHON) -m bench.result_page
	$(PYTHON) -m bench.search
	$(PYTHON) bench/first_page.py
	$(PYTHON) bench/answering.py

routing: env ## how well the next statement is chosen, on real answers (ARGS=--quick for a minute)
	$(PYTHON) -m bench.routing $(ARGS)

clean: ## remove what was made here, but never the chamber's data in var/chamber
	rm -rf .venv .venv.lock var/sample var/report dist test-results .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src setup tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	find src -name '*.mo' -delete
