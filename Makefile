# Swiftlet. Start with `make deps`, `make run` and `make test`; `make` alone lists all targets.

SWIFT ?= swift
# For the CLI, whose commands build, package and deploy.
export SWIFT
USERS := .build/debug/users
BOOTSTRAP := .build/release/bootstrap

.DEFAULT_GOAL := help
.PHONY: help deps deps-conformance check-deps check-deps-test check-deps-load check-deps-conformance build run test \
	check format vocabulary bench conformance load docs clean cli bootstrap linkage fuzz sanitize package deploy order

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Install the missing Debian packages for building and testing (uses sudo)
	@.ci/deps install build test

deps-conformance: ## Install the missing Debian packages for the conformance, load and benchmark targets (uses sudo)
	@.ci/deps install conformance load

check-deps:
	@.ci/deps check build

check-deps-test:
	@.ci/deps check test

check-deps-load:
	@.ci/deps check load

check-deps-conformance:
	@.ci/deps check conformance

build: check-deps ## Build everything in debug mode, tests included
	$(SWIFT) build --build-tests

run: check-deps ## Build the users service and replay the event files of events/ in process
	$(SWIFT) run users replay events

cli: check-deps
	$(SWIFT) build --product users

bootstrap: cli ## Build the function binary, .build/release/bootstrap
	$(USERS) build

order: cli ## Regenerate the linker section ordering, .swiftlet/sections.txt (needs valgrind)
	$(USERS) build --order events/story events/schedule events/sqs

linkage: bootstrap ## Fail if the function binary links full Foundation, ICU, NIO or swift-syntax
	@.ci/linkage $(BOOTSTRAP)

package: cli ## Write the deployment package and the SAM template to dist/
	$(USERS) package
	$(USERS) template --output dist/template.yaml

deploy: package ## Print what SAM or the AWS CLI would deploy; with DEPLOY=yes, deploy it (options in DEPLOY_OPTIONS)
	$(USERS) deploy $(if $(filter yes,$(DEPLOY)),--yes) $(DEPLOY_OPTIONS)

test: check-deps-test bootstrap linkage ## Run all tests, and replay events/ on both databases
	@.ci/test

format: ## Format the sources
	$(SWIFT) format -i -r --parallel Package.swift Sources Tests

vocabulary: ## Check comments, documentation and messages for words that are not the field's terms
	@.ci/vocabulary

check: vocabulary ## Check format and vocabulary, build with warnings as errors, run all tests, check the linkage
	$(SWIFT) format lint --strict -r --parallel Package.swift Sources Tests
	$(MAKE) test

bench: check-deps-test check-deps-load bootstrap ## Run the benchmarks, relative to a C baseline (BENCH=--quick for a short run)
	$(USERS) build --product swiftlet-bench
	$(USERS) build --product users
	clang -O2 -Wall -Wextra -Werror -s -o .build/release/swiftlet-bench-floor Tests/BenchFloor/main.c -lcurl
	.build/release/swiftlet-bench $(BENCH)

conformance: check-deps-conformance bootstrap ## Test against the AWS runtime emulator, FastAPI, Pydantic and the AWS clients
	@.ci/conformance runtime document newcomer watch fastapi types clients shipping image containers limits load

load: check-deps-conformance bootstrap ## Load-test the local server, LOAD_SECONDS (60) per case
	@LOAD_SECONDS="$${LOAD_SECONDS:-60}" .ci/conformance load

fuzz: check-deps ## Fuzz the parsers of untrusted input, FUZZ_SECONDS (30) per target
	@.ci/fuzz

sanitize: check-deps-test ## Run the tests of all deployed modules under ThreadSanitizer and AddressSanitizer
	@.ci/sanitize

docs: check-deps ## Build the documentation of the libraries into .build/docs
	@.ci/docs

clean: ## Remove the build products
	rm -rf .build .build-* dist
