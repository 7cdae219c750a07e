# Everything a newcomer types. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python
SOURCES := src tests tools benchmarks

.DEFAULT_GOAL := help
.PHONY: help demo test check lint types imports kernels python-tests postgresql-tests browser-tests frontend-lint frontend-tests bench bench-engine bench-web bench-peers docs docs-build lock format environment development clean

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

demo: environment ## Install, load the demo program, and serve it, logged in
	@$(BIN)/pilotage demo

test: check postgresql-tests browser-tests ## All checks and tests, on SQLite, on PostgreSQL and in a browser

check: development ## The fast loop: no browser, no PostgreSQL
	@$(MAKE) --no-print-directory -j 2 frontend-lint kernels types frontend-tests lint imports docs-build
	@$(MAKE) --no-print-directory python-tests

lint:
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(RUN) -m tools.norms

types:
	$(BIN)/mypy src tools tests benchmarks

imports:
	$(BIN)/lint-imports --no-cache

frontend-lint:
	$(RUN) tools/build_ui.py run lint

frontend-tests:
	$(RUN) tools/build_ui.py run test

kernels: # compiled once, not by each of the processes that the tests start
	$(RUN) -c "from pilotage.config.startup import warm_up; warm_up()"

python-tests:
	$(BIN)/pytest -q -n 2 --ignore=tests/browser

postgresql-tests:
	$(RUN) -m tools.postgresql $(BIN)/pytest -q -n 2 tests/areas tests/api

browser-tests:
	PILOTAGE_CHROMIUM=$$($(RUN) tools/browser.py) $(BIN)/pytest -q -n 2 --dist loadfile tests/browser

bench: development ## Speed and memory, side by side with peers
	@$(MAKE) --no-print-directory bench-peers
	$(RUN) -m benchmarks

bench-engine: development bench-peers ## Speed of the engine alone, side by side with peers
	$(RUN) -m benchmarks engine

bench-web: development ## Speed of the pages and of the server under a hundred users
	$(RUN) -m benchmarks server page editing board map crowd

bench-peers:
	$(BIN)/uv pip install --quiet networkx rustworkx
	$(BIN)/uv pip install --quiet --no-deps longpath

docs: development docs-build ## Build the documentation into site/ and check its links

docs-build:
	$(RUN) -m tools.reference --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

format: ## Format everything
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix --quiet $(SOURCES)
	$(RUN) tools/build_ui.py run format

lock: ## Renew the lock files
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --extra postgresql --group ui -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header pyproject.toml --all-extras --group ui --group dev -c requirements.lock -o requirements-dev.lock

environment:
	@$(PYTHON) tools/bootstrap.py

development:
	@$(PYTHON) tools/bootstrap.py --dev

clean: ## Remove what was built and installed
	rm -rf .venv frontend/node_modules src/pilotage/web/dist dist site
