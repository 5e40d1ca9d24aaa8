# Swiftlet. Start with `make deps`, `make run` and `make test`; `make` alone lists all targets.

SWIFT ?= swift
# Options of the release build: the Swift and C++ runtimes are linked statically, symbols are stripped, unused sections are
# removed, identical functions are folded, and no symbols are exported. The executable is not position-independent, because
# relocating it at startup costs 1.6 MB of memory. The functions that startup and the usual requests run are placed next to
# each other, which saves 2 MB of page-ins; see .ci/order.
RELEASE := -c release --static-swift-stdlib -Xswiftc -Xfrontend -Xswiftc -function-sections \
	-Xswiftc -L$(CURDIR)/.build/static -Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
	-Xlinker --gc-sections -Xlinker --icf=safe -Xlinker --no-export-dynamic -Xlinker -no-pie \
	-Xlinker --section-ordering-file=$(CURDIR)/.ci/order.d/sections.txt
STRIPPED := -Xlinker -s
# Macros are expanded by the plugin of the debug build, because a release build of swift-syntax takes minutes.
RELEASE_BUILD = plugin=$$(SWIFT="$(SWIFT)" .ci/macro-plugin) && SWIFTLET_MACRO_PLUGIN=$$plugin $(SWIFT) build
BOOTSTRAP := .build/release/bootstrap

.DEFAULT_GOAL := help
.PHONY: help deps deps-conformance check-deps check-deps-test check-deps-load check-deps-conformance build run test \
	check format vocabulary bench conformance load docs clean bootstrap linkage fuzz sanitize package deploy static order

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

bootstrap: check-deps static ## Build the function binary, .build/release/bootstrap
	$(RELEASE_BUILD) --product bootstrap $(RELEASE) $(STRIPPED)

# A directory that contains only the static C++ runtime. The linker searches it first and therefore links no shared one.
static:
	@mkdir -p .build/static
	@ln -sf "$$(clang -print-file-name=libstdc++.a)" .build/static/

order: check-deps static ## Regenerate the linker section ordering, .ci/order.d/sections.txt (needs valgrind)
	$(SWIFT) build --product users
	$(RELEASE_BUILD) --product bootstrap $(RELEASE)
	@.ci/order $(BOOTSTRAP)

linkage: bootstrap ## Fail if the function binary links full Foundation, ICU, NIO or swift-syntax
	@.ci/linkage $(BOOTSTRAP)

package: bootstrap ## Write the deployment package and the SAM template to dist/
	$(SWIFT) build --product users
	@.build/debug/users package --program $(BOOTSTRAP) --output dist/function.zip
	@.build/debug/users template --output dist/template.yaml

deploy: package ## Print what SAM or the AWS CLI would deploy; with DEPLOY=yes, deploy it
	@.ci/deploy

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
	$(RELEASE_BUILD) --product swiftlet-bench $(RELEASE) $(STRIPPED)
	$(RELEASE_BUILD) --product users $(RELEASE) $(STRIPPED)
	clang -O2 -Wall -Wextra -Werror -s -o .build/release/swiftlet-bench-floor Tests/BenchFloor/main.c -lcurl
	.build/release/swiftlet-bench $(BENCH)

conformance: check-deps-conformance bootstrap ## Test against the AWS runtime emulator, FastAPI, Pydantic and the AWS clients
	@.ci/conformance runtime document newcomer watch fastapi types clients shipping limits load

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
