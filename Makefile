# Everything a newcomer types. Each target sets up what it needs; the second time that takes a second.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.PHONY: help run test lint bench docs readme lock setup clean

ZVIT := .venv/bin/zvit

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: setup ## Ingest samples/ and show what was planned and what was financed
	@$(ZVIT) ingest samples/ || { status=$$?; [ $$status -eq 1 ] && [ -f .venv/.tried ] || exit $$status; } # files wait for programs that are missing, as was told

test: setup lint ## Everything that has to be green: lint, types, tests
	@.venv/bin/python -m pytest -n auto --dist worksteal -q

lint: setup ## Style and types: ruff, ruff format, mypy --strict
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy

bench: ## The measurements behind the README's figures (BENCH="pdf e2e" for some of them)
	@scripts/setup.sh .venv-bench requirements-bench.lock
	@.venv-bench/bin/python -m benchmarks.run $(BENCH)

docs: setup ## Write docs/findings.md and docs/queries.md anew from the code
	@PYTHONPATH=. .venv/bin/python scripts/write_docs.py

readme: setup ## Put what the commands really print into the READMEs
	@.venv/bin/python scripts/readme_output.py

LOCK := .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --upgrade \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet

# img2table needs OpenCV's contributed modules: the windowless build that has them stands in for the three others, which would overwrite it
lock: setup ## Write both lock files anew from pyproject.toml
	@$(LOCK) --extra dev --output-file requirements.lock >/dev/null
	@$(LOCK) --extra dev --extra bench --constraint requirements.lock \
		--overrides <(printf "%s; sys_platform == 'never'\n" opencv-contrib-python opencv-python opencv-python-headless) --output-file requirements-bench.lock >/dev/null

setup: ## Only set up: .venv from the hashed lock, system packages by apt where there are rights
	@scripts/setup.sh

clean: ## Remove the environment and what runs left here
	rm -rf .venv .venv-bench build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache zvit.duckdb zvit.duckdb.store
