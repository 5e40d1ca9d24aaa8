# Swiftlet. `make run` and `make test` are the two commands to know; `make` alone lists the others.

SWIFT ?= swift
# What is deployed: the Swift and the C++ runtime linked in, symbols stripped, functions nobody calls dropped, equal ones
# folded, no symbol exported. The program itself lies at a fixed address, unlike its libraries: a loader that need not
# relocate it takes 1.6 MB less memory. The functions that a start and a request run lie side by side, so that 2 MB less of
# the program are ever read: .ci/order finds out which these are.
RELEASE := -c release --static-swift-stdlib -Xswiftc -Xfrontend -Xswiftc -function-sections \
	-Xswiftc -L$(CURDIR)/.build/static -Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
	-Xlinker --gc-sections -Xlinker --icf=safe -Xlinker --no-export-dynamic -Xlinker -no-pie \
	-Xlinker --section-ordering-file=$(CURDIR)/.ci/order.d/sections.txt
STRIPPED := -Xlinker -s
# Macros are expanded by the plugin of the debug build: swift-syntax takes minutes to build for release.
RELEASE_BUILD = plugin=$$(SWIFT="$(SWIFT)" .ci/macro-plugin) && SWIFTLET_MACRO_PLUGIN=$$plugin $(SWIFT) build
BOOTSTRAP := .build/release/bootstrap

.DEFAULT_GOAL := help
.PHONY: help deps deps-test deps-conformance build run test check format bench conformance load docs clean bootstrap \
	linkage fuzz sanitize package deploy static order

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## Install the C libraries that are missing
	@.ci/deps build

deps-test:
	@.ci/deps test

deps-conformance:
	@.ci/deps conformance

build: deps ## Build everything, for development
	$(SWIFT) build --build-tests

run: deps ## Build, and replay the events of events/ through the users service
	$(SWIFT) run users replay events

bootstrap: deps static ## Build the deployable program, .build/release/bootstrap
	$(RELEASE_BUILD) --product bootstrap $(RELEASE) $(STRIPPED)

# A folder with nothing but the C++ runtime as an archive: where the linker finds that first, it links no shared one.
static:
	@mkdir -p .build/static
	@ln -sf "$$(clang -print-file-name=libstdc++.a)" .build/static/

order: deps static ## Find out anew which functions a start and a request run, by which the program is laid out
	$(SWIFT) build --product users
	$(RELEASE_BUILD) --product bootstrap $(RELEASE)
	@.ci/order $(BOOTSTRAP)

linkage: bootstrap ## Fail if the deployable program links full Foundation, ICU or NIO
	@.ci/linkage $(BOOTSTRAP)

package: bootstrap ## Pack the deployable program with all it needs, and write how it is deployed: dist/
	$(SWIFT) build --product users
	@.build/debug/users package --program $(BOOTSTRAP) --output dist/function.zip
	@.build/debug/users template --output dist/template.yaml

deploy: package ## Say what SAM or the aws CLI would deploy, and deploy it with DEPLOY=yes
	@.ci/deploy

test: deps deps-test bootstrap linkage ## Run all tests, and replay events/ on both databases in process and through the deployable program
	@.ci/test

format: ## Rewrite the sources in the project's format
	$(SWIFT) format -i -r --parallel Package.swift Sources Tests

check: ## Check the format, build with warnings as errors, test, check the linkage
	$(SWIFT) format lint --strict -r --parallel Package.swift Sources Tests
	$(MAKE) test

bench: bootstrap deps-test ## Measure, as ratios to a floor in the same run (BENCH=--quick for a short look)
	@.ci/deps load
	$(RELEASE_BUILD) --product swiftlet-bench $(RELEASE) $(STRIPPED)
	$(RELEASE_BUILD) --product users $(RELEASE) $(STRIPPED)
	clang -O2 -Wall -Wextra -Werror -s -o .build/release/swiftlet-bench-floor Sources/swiftlet-bench-floor/main.c -lcurl
	.build/release/swiftlet-bench $(BENCH)

conformance: bootstrap deps-conformance ## Run the deployable program under the platform's own emulator, and other judges
	@.ci/conformance runtime document newcomer fastapi types clients shipping limits load

load: bootstrap deps-conformance ## Serve under load, LOAD_SECONDS (60) each time, also while processes are killed
	@LOAD_SECONDS="$${LOAD_SECONDS:-60}" .ci/conformance load

fuzz: deps ## Fuzz what takes bytes from anyone, each target for FUZZ_SECONDS (30)
	@.ci/fuzz

sanitize: deps deps-test ## Run the tests of all that is deployed under ThreadSanitizer and AddressSanitizer
	@.ci/sanitize

docs: deps ## Write the reference documentation of the libraries to .build/docs
	@.ci/docs

clean: ## Remove what was built
	rm -rf .build .build-* dist
