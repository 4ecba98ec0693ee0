# Every command of the README. It takes Python >= 3.11, make and git; `make` alone explains.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
JUDGES := .venv-judges
PEERS := .venv-peers
LOCK := uv pip compile --quiet --universal --generate-hashes --no-header

# Coverage gates in per cent of branches, and the longest that all suites together may take.
CORE_GATE := 100
TURN_GATE := 98
TURN_FILES := bot/turn.py,bot/conversation.py,bot/presses.py,bot/dialogs/*,bot/intents/*,bot/room/*
SUITE_SECONDS := 2100
# Three workers for two cores, since many tests wait; tests/workers.py says what each takes next.
WORKERS ?= $(shell echo $$(( ($$(getconf _NPROCESSORS_ONLN) * 3 + 1) / 2 )))
# How long a soak is; it goes on where the last one was broken off.
KILLS ?= 1000
SEEDS ?= 1:51
MINUTES ?= 60
CLUSTER_KILLS ?= 300
CLUSTER_SEEDS ?= 1:31
AT_ONCE := --numprocesses=$(WORKERS) --dist=loadscope --no-loadscope-reorder

# Where what foreigners write is read (docs/security.md).
PARSERS := tests/telegram/test_updates.py tests/telegram/test_keyboards.py tests/weixin/test_xml.py \
	tests/weixin/test_sealing.py tests/wechat/test_pushes.py tests/wechat/test_scenes.py \
	tests/web/test_frames.py tests/web/test_pictures.py tests/web/test_rating_links.py \
	tests/web/test_buckets_and_seals.py tests/security/test_fuzzing.py tests/security/test_rekeying.py \
	tests/time/test_settings.py tests/understanding/test_properties.py tests/understanding/test_lexicon.py \
	tests/entities/test_properties.py tests/entities/test_phones.py tests/room/test_words.py \
	tests/dialogs/test_engine.py tests/test_masking.py

# The tests start about a hundred processes; each would compile the whole product anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test suites coverage unit browser crash fuzz soak judges peers lint format types bench weights draw lock clean

help: ## this page
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  Time on two cores: set-up 40 s once; lint and types 20 s; the suites 20 to 25 min;'
	@echo '  all of `make test` in an empty clone 22 to 28 min.'

run: $(BIN)/station ## the sample station on http://127.0.0.1:8000, no account needed
	$(BIN)/station serve --sample

test: setup lint types suites coverage ## all set-up, then every check and every test but the longest
	@$(BIN)/python -m tests.browser.chromium --left-out

suites: setup
	@mkdir -p var
	$(BIN)/python -m pytest $(AT_ONCE) -m 'not long' --cov --cov-report= --session-timeout=$(SUITE_SECONDS)

coverage:
	$(BIN)/coverage report --include='core/*' --fail-under=$(CORE_GATE)
	$(BIN)/coverage report --include='$(TURN_FILES)' --fail-under=$(TURN_GATE)

unit: setup ## the tests that need neither a browser nor a killed process
	$(BIN)/python -m pytest $(AT_ONCE) -m 'not browser and not crash'

browser: setup ## the tests in a real Chromium
	$(BIN)/python -m pytest -m browser

crash: setup ## the tests that kill the serving process
	$(BIN)/python -m pytest -m crash

fuzz: setup ## whatever reads what foreigners write, with a hundred times the examples
	$(BIN)/python -m pytest $(AT_ONCE) --hypothesis-profile=thorough --timeout=0 $(PARSERS)

soak: setup ## kills and faults by the thousand; KILLS=1000 SEEDS=1:51 MINUTES=60 CLUSTER_KILLS=300
	@failed=0; \
	$(BIN)/python -m tests.soak --kills $(KILLS) --seeds $(SEEDS) --minutes $(MINUTES) || failed=1; \
	$(BIN)/python -m tests.crash_cluster --kills $(CLUSTER_KILLS) --seeds $(CLUSTER_SEEDS) || failed=1; \
	$(BIN)/python -m pytest -m long || failed=1; \
	exit $$failed

judges: $(JUDGES)/run.stamp ## the environment of the tests' own Bot API server

peers: $(PEERS)/run.stamp ## the environment of the benchmarks' peers

lint: $(VENV)/test.stamp ## layout, rules, layers
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports --no-logo

format: $(VENV)/test.stamp ## lay out the code and repair what can be repaired
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .

types: $(VENV)/test.stamp ## mypy, strict
	$(BIN)/mypy core storage bot tests $(wildcard benchmarks/*.py benchmarks/*/*.py)

bench: setup peers ## durable turns a second, beside other bots and the bare databases
	$(BIN)/python -m benchmarks

weights: $(VENV)/test.stamp ## learn anew, from the examples, what words and pieces of words say
	$(BIN)/python -m benchmarks.learning
	$(BIN)/python -m benchmarks.sureness

draw: $(VENV)/test.stamp ## draw the first migration from the declared tables, until the first release
	$(BIN)/python -m storage.migrations.draw
	$(BIN)/ruff format --quiet storage/migrations/versions

lock: ## draw the lock files anew; takes uv
	$(LOCK) --extra build pyproject.toml --output-file requirements.txt
	$(LOCK) --extra build --extra test --constraints requirements.txt pyproject.toml \
		--output-file requirements-test.txt
	$(LOCK) --python-version 3.11 requirements-judges.in --output-file requirements-judges.txt
	$(LOCK) --python-version 3.11 requirements-peers.in --output-file requirements-peers.txt

clean: ## take away what the other targets made, but no data
	rm -rf $(VENV) $(JUDGES) $(PEERS) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis var/coverage

.PHONY: setup
# The judges are installed beside the rest.
setup:
	@$(MAKE) -s judges & judges=$$!; \
		$(MAKE) -s $(VENV)/test.stamp; made=$$?; \
		wait $$judges && exit $$made
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.soak.clocks

# A changed lock makes a new environment, so that nothing lives on that is no longer declared.
$(VENV)/run.stamp: requirements.txt
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed; name it: make PYTHON=/path/to/python3'; exit 1; }
	@echo 'Installing what the product needs into $(VENV) …'
	@$(PYTHON) -m venv --clear $(VENV) || { \
		echo 'No virtual environment could be made. On Debian: apt-get install python3-venv'; exit 1; }
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.stamp: $(BIN)/station requirements-test.txt
	@echo 'Installing what the tests need …'
	@$(PIP) install --require-hashes -r requirements-test.txt
	@touch $@

$(BIN)/station: $(VENV)/run.stamp pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# Whoever cannot live with the product's pydantic: an environment and a lock each.
$(JUDGES)/run.stamp $(PEERS)/run.stamp: .venv-%/run.stamp: requirements-%.txt
	@test -n "$(PYTHON)" || { echo 'Python 3.11 or newer is needed; name it: make PYTHON=/path/to/python3'; exit 1; }
	@echo 'Installing what stands beside the product into $(@D) …'
	@$(PYTHON) -m venv --clear $(@D) || { \
		echo 'No virtual environment could be made. On Debian: apt-get install python3-venv'; exit 1; }
	@$(@D)/bin/python -m pip --disable-pip-version-check --no-input -qq \
		install --require-hashes -r $<
	@touch $@
