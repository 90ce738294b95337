# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench evaluate train docs lock clean

help:  ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: .venv/installed  ## Install, run the main job on sample_data/, say where to look
	@test -f demo/veilig.yaml || $(BIN)/veilig init "Demo clinic" --workspace demo --exports sample_data/exports
	@# The sample holds bad files on purpose: 11 says that they were set aside and the rest was done.
	@$(BIN)/veilig run --workspace demo --as-of 2026-10-31; code=$$?; test $$code -eq 0 -o $$code -eq 11 -o $$code -eq 15

test: .venv/installed-dev  ## Run the tests
	$(BIN)/pytest -q -n logical --dist loadfile

check: .venv/installed-dev  ## Lint, format, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/installed-dev  ## Rewrite what the formatter and the linter can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/installed-dev .venv-peers/installed  ## Speed and memory beside peers, as JSON and a table
	$(BIN)/python -m tests.benchmarks

evaluate: .venv/installed-dev .venv-peers/installed .venv-splink/installed  ## Quality of detection and of linkage beside peers
	$(BIN)/python -m tests.evaluation
	$(BIN)/python -m tests.evaluation.linkage

train: .venv/installed-dev  ## Make the weights of the name tagger and of the language guesser anew
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m detectors.tagger.training
	$(BIN)/python -m detectors.languages.training

docs: .venv/installed-dev  ## Make docs/commands.md from the commands' help
	$(BIN)/python -m tests.commands_page > docs/commands.md

lock: .venv/installed-dev  ## Resolve the dependencies anew into requirements*.lock (needs uv)
	uv pip compile pyproject.toml --group dev --extra postgres -o requirements-dev.lock $(LOCK)
	uv pip compile pyproject.toml --group build -c requirements-dev.lock -o requirements.lock $(LOCK)

LOCK := --quiet --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url \
	--no-emit-find-links --generate-hashes --no-strip-extras

clean:  ## Remove what the other targets made
	rm -rf .venv .venv-peers .venv-splink demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv-peers/installed: tests/benchmarks/peers.lock
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip --disable-pip-version-check install --quiet --requirement $<
	@touch $@

.venv-splink/installed: tests/evaluation/linkage/peers.lock
	$(PYTHON) -m venv .venv-splink
	.venv-splink/bin/pip --disable-pip-version-check install --quiet --requirement $<
	@touch $@
