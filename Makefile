# Two commands matter: `make run` shows everything, `make test` checks everything.
# `make` alone lists them all.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
STAGE  ?= local
PROVIDER ?= momo
READY  := $(VENV)/.ready

CORE   := $(addprefix tests/,cases crash domain hostile properties storage usecases)

.DEFAULT_GOAL := help
.PHONY: help run up down test test-zones certify invariants lives bench token contract client check docs package deploy stream-off stream-on clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "  make %-11s %s\n", $$1, $$2}'
	@echo "  $(BIN)/hosopay --help  the command-line tool, against any stage: docs/cli.md"

run: $(READY) ## everything: start, deploy, show one dossier's road, then serve until Ctrl-C
	@$(BIN)/python -m local.run

up: $(READY) ## the local cloud and the sandbox in the background; returns when ready
	@$(BIN)/python -m local.up

down: $(READY) ## stop them; returns when the state is saved
	@$(BIN)/python -m local.down

test: check ## everything that must hold; on a machine whose clock is far from Hanoi's
	TZ=America/New_York $(BIN)/pytest -n 2 -m "not e2e"
	$(BIN)/pytest -m e2e

test-zones: $(READY) ## the suite in UTC, and the core in the first and last second of a day in Hanoi
	TZ=UTC $(BIN)/pytest -n 2 -m "not e2e"
	HOSOPAY_TEST_NOW=2026-11-22T17:00:01Z $(BIN)/pytest -n 2 $(CORE)
	HOSOPAY_TEST_NOW=2026-11-23T16:59:59Z $(BIN)/pytest -n 2 $(CORE)

certify: $(READY) ## everything that PROVIDER (momo, vnpay) can do wrong, played and judged; six minutes
	@$(BIN)/python -m local.certify --provider $(PROVIDER) $(OPTIONS)

invariants: $(READY) ## read all records of STAGE and name each that breaks an invariant
	@$(BIN)/python -m local.invariants --stage $(STAGE) $(OPTIONS)

lives: $(READY) ## a thousand random dossiers' lives in bad weather, judged; OPTIONS="COUNT --seed N --no-restart"
	@$(BIN)/python -m local.lives $(OPTIONS)

bench: $(READY) ## does a page take longer the more there is? asked of the stage that `make up` started
	@$(BIN)/python -m local.bench_lists $(OPTIONS)

contract: $(READY) ## call the running stage 5000 times by its own description; OPTIONS="--calls N --seed N"
	@$(BIN)/python -m local.contract $(OPTIONS)

client: $(READY) ## generate a Python client from the served description, check it, and use it on the running stage
	@$(BIN)/python -m local.client $(OPTIONS)

token: $(READY) ## a bearer token: ROLE=officer [AGENCY=H32.12,H32.13] [LIFETIME=3600] [SUBJECT=name] [POSTS=leader]
	@$(BIN)/python -m local.make_token --role="$(ROLE)" --agency="$(AGENCY)" --lifetime="$(LIFETIME)" --subject="$(SUBJECT)" --posts="$(POSTS)" $(OPTIONS)

check: $(READY) ## the fast half: format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(READY) ## draw docs/states.md, record the examples and write docs/openapi.json from the code
	@$(BIN)/python -m local.states_page
	@$(BIN)/python -m tests.entrypoints.http.record_examples
	@$(BIN)/python -m chalicelib.entrypoints.http.openapi > docs/openapi.json

package: $(READY) ## build the zips and the template of STAGE (local, dev, prod)
	@$(BIN)/python -m infra.deploy --stage $(STAGE) --package-only

deploy: $(READY) ## deploy STAGE (dev, prod) to AWS with your own credentials; OPTIONS="--parameter NAME=VALUE ..."
	@$(BIN)/python -m infra.deploy --stage $(STAGE) $(OPTIONS)

stream-off: $(READY) ## switch the tables' streams off: run_due alone then does what is owed
	@HOSOPAY_STREAM=off $(BIN)/python -m local.up

stream-on: $(READY) ## switch them on again
	@HOSOPAY_STREAM=on $(BIN)/python -m local.up

clean: down ## stop everything and delete what was built, kept and installed
	rm -rf build .local $(VENV) .chalice/deployments .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): requirements.txt requirements-dev.txt pyproject.toml
	@echo "  … installing requirements-dev.txt into $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --requirement requirements-dev.txt
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "  ✓ installed"
