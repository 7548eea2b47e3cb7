# The front door. Every target installs what it needs (scripts/bootstrap), builds what it needs, and runs.
#
#   URL=...        database to work on (default: sqlalchemy.url of CONFIG)     CONFIG=...  another alembic.ini
#   m="message"    of a new revision                                          REV=...     another target revision
#   BUILD=dir      another build folder                                       CMAKE_FLAGS, CTEST_FLAGS, BENCH_FLAGS
BUILD ?= build
CONFIG ?= alembic.ini
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PREFIX ?= /usr/local
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# What the project migrates is what is named here, never what the caller's environment or a .env happens to say.
runner = env -u DATABASE_URL -u SQLALCHEMY_DATABASE_URI $(BUILD)/bin/runner --no-dotenv -c '$(CONFIG)' $(if $(URL),--url '$(URL)')

# Not empty where the project has models to compare with: models.lua or models/ beside CONFIG, or target_metadata in it.
models = $(wildcard $(dir $(CONFIG))models $(dir $(CONFIG))models.lua)$(shell grep -sE '^[[:blank:]]*target_metadata[[:blank:]]*[=:]' '$(CONFIG)')

# $(call configure,FOLDER,FLAGS): once; ninja itself runs cmake again when a CMakeLists.txt has changed.
configure = $(if $(CMAKE_FLAGS),,[ -f $(1)/build.ninja ] ||) cmake -S . -B $(1) -G Ninja $(2) $(CMAKE_FLAGS) >/dev/null
# One PostgreSQL for the whole run; the tests make their own databases on it.
with_postgres = $(if $(RUNNER_TEST_PG_URL)$(filter skip,$(RUNNER_TEST_PG)),,$(1)/bin/pg_for_tests -- \
  bash -c 'RUNNER_TEST_PG_URL="$$PG_URL" exec "$$@"' with_postgres)
# JUnit's path is relative to the build folder.
ctest = $(call with_postgres,$(1)) ctest --test-dir $(1) -j2 --output-on-failure --output-junit junit.xml $(CTEST_FLAGS)

.PHONY: help
help: ## this list
	@echo 'make TARGET [URL=database] [CONFIG=alembic.ini] [REV=revision] [m="message"]'
	@grep -hE '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:.*## /|/' | awk -F'|' '{ printf "  %-14s %s\n", $$1, $$2 }'

.PHONY: build
build: ## the program: build/bin/runner
	@scripts/bootstrap
	@$(call configure,$(BUILD))
	@ninja -C $(BUILD) -j $(JOBS) runner >&2

.PHONY: upgrade-db
upgrade-db: build ## migrate the embedded SQLite file (or URL=) to the newest revision (or REV=)
	@$(runner) upgrade '$(or $(REV),heads)'

.PHONY: downgrade-db
downgrade-db: build ## one revision back (or to REV=)
	@$(runner) downgrade '$(or $(REV),-1)'

.PHONY: migrate
migrate: build ## a new revision: make migrate m="add user table"; with models, from their difference to the database
	@$(if $(strip $(m)),,echo 'usage: make migrate m="add user table"' >&2; exit 2)
	@$(runner) revision $(if $(models),--autogenerate) -m "$$MESSAGE"
migrate: export MESSAGE = $(m)

.PHONY: current
current: build ## where the database is
	@$(runner) current

.PHONY: history
history: build ## all revisions, newest first
	@$(runner) history

.PHONY: install-dev
install-dev: ## packages for building, testing, formatting
	@scripts/bootstrap test dev

.PHONY: build-tests
build-tests:
	@scripts/bootstrap test
	@$(call configure,$(BUILD))
	@ninja -C $(BUILD) -j $(JOBS) >&2

.PHONY: test
test: build-tests ## everything that ctest knows: unit, golden, command line, examples
	@$(call ctest,$(BUILD))

.PHONY: asan
asan: ## the tests again, built with address and undefined-behaviour sanitizers
	@scripts/bootstrap test
	@$(call configure,$(BUILD)-asan,-DRUNNER_SANITIZE=ON -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O1)
	@ninja -C $(BUILD)-asan -j $(JOBS) >&2
	@$(call ctest,$(BUILD)-asan)

.PHONY: bench
bench: build-tests ## ours, Alembic and the databases' own clients side by side (BENCH_FLAGS=--quick)
	@ninja -C $(BUILD) -j $(JOBS) bench_planning >&2
	@$(if $(PG_URL),,$(BUILD)/bin/pg_for_tests -- )python3 bench/run.py --runner $(BUILD)/bin/runner $(BENCH_FLAGS)

sources = find runner tests -name '*.cc' -o -name '*.h'

.PHONY: format
format: ## clang-format on every source file
	@scripts/bootstrap dev
	@$(sources) | xargs -P $(JOBS) -n 16 clang-format -i

.PHONY: lint
lint: ## clang-format (check only) and clang-tidy
	@scripts/bootstrap test dev
	@$(sources) | xargs -P $(JOBS) -n 16 clang-format --dry-run --Werror
	@$(call configure,$(BUILD))
	@find runner -name '*.cc' | xargs -P $(JOBS) -n 1 clang-tidy --quiet -p $(BUILD)

.PHONY: install
install: build ## the program to PREFIX/bin (default /usr/local)
	install -D -m 755 $(BUILD)/bin/runner '$(DESTDIR)$(PREFIX)/bin/runner'

.PHONY: clean
clean: ## remove build folders (not the database)
	rm -rf $(BUILD) $(BUILD)-asan bench/out
