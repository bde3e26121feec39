# `make help` lists the targets. What they do is in scripts/; only the order is here.
.DEFAULT_GOAL := help
.PHONY: help run test test-reliability stateful compare mutate lint format cards screenshots manifest bench sbom \
	requirements tools clean
.NOTPARALLEL:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
export PYTHON
BRING := @sh scripts/python.sh -m scripts.bootstrap
IN_VENV := .venv/bin/python -m
RUNTIME := .venv/.runtime
DEV := .venv/.dev
WEB := build/web/.stamp
NPM_DEV := node_modules/.frontdesk-dev

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | \
		awk -F'|' '{ printf "  make %-18s %s\n", $$1, $$2 }'

run: $(RUNTIME) $(WEB) ## start Frontdesk with a demo business on this machine
	@exec $(IN_VENV) bot demo

test: tools ## run every test, bringing what they need first
	@$(IN_VENV) pytest $(ARGS)

test-reliability: tools ## run the reliability tests in full
	@FRONTDESK_RELIABILITY=full $(IN_VENV) pytest tests/reliability $(ARGS)

stateful: tools ## look long for an order of events that breaks a promise
	@FRONTDESK_STATEFUL=long $(IN_VENV) pytest tests/stateful $(ARGS)

compare: $(DEV) ## work out the slots of COUNT businesses by hand, from the number FIRST on
	@FRONTDESK_COMPARED=$(or $(COUNT),100000) FRONTDESK_COMPARED_FROM=$(or $(FIRST),0) \
		$(IN_VENV) pytest tests/scheduling/test_thousands.py $(ARGS)

mutate: $(DEV) ## plant faults in the core, or in MODULE, and count those its tests find
	@nice -n 19 $(IN_VENV) scripts.mutation $(MODULE)

lint: $(DEV) $(NPM_DEV) ## check style, types and the house's contracts
	@$(IN_VENV) scripts.lint

format: $(DEV) ## put the code into its standard form
	@$(IN_VENV) ruff check --quiet --fix-only . ; $(IN_VENV) ruff format --quiet .

cards: tools ## make a picture of every card
	@$(IN_VENV) tests.cards.gallery

screenshots: tools ## make the pictures of the documents
	@$(IN_VENV) scripts.screenshots

manifest: $(RUNTIME) ## build the app package for Teams
	@$(IN_VENV) app_manifest.build

bench: tools ## measure; with STRICT=1, fail where a limit is missed
	@$(IN_VENV) benchmarks $(if $(STRICT),--strict) $(ARGS)

sbom: $(DEV) ## list every package that Frontdesk runs on, as CycloneDX
	@$(IN_VENV) scripts.sbom

requirements: $(DEV) ## pin and hash the newest packages that fit the .in files
	@$(IN_VENV) scripts.lock_requirements

tools: $(DEV) $(WEB) $(NPM_DEV)
	$(BRING) chromium postgres

clean: ## remove everything that was made here, but no data
	@rm -rf .venv node_modules build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

$(RUNTIME): requirements.txt
	$(BRING) runtime

$(DEV): requirements.txt requirements-dev.txt $(RUNTIME)
	$(BRING) dev

$(WEB): package-lock.json $(RUNTIME)
	$(BRING) web

$(NPM_DEV): package-lock.json $(WEB)
	$(BRING) npm-dev
