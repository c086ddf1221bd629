# Two commands do everything on a fresh Debian 12 machine with Swift: `make demo` and `make test`.

SWIFT ?= swift
# A crash under a sanitizer otherwise waits for ever in the backtracer.
export SWIFT_BACKTRACE = enable=no

.PHONY: all demo test build release lint format proto bench openapi setup clean

all: build

## demo: build, start a private daemon, load the seeds, ask the questions of a first five minutes
demo: setup
	$(SWIFT) build
	scripts/demo.sh

# They keep both processors busy for a minute and more: beside them the daemons of other tests are
# late, and the tests that look at the clock fail for it.
MODEL = Model(Peculiar)?Tests

## test: lint, build, run every test
test: setup lint
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --skip '$(MODEL)'
	$(SWIFT) test --skip-build --filter '$(MODEL)'
	python3 seeds/check.py

build: setup
	$(SWIFT) build

## release: both programs, optimised and with the Swift runtime inside
release: setup
	$(SWIFT) build -c release --static-swift-stdlib --product ledgerd
	$(SWIFT) build -c release --static-swift-stdlib --product ledgerctl

lint:
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Package.swift

## proto: write the generated code and the descriptor anew (needs protobuf-compiler)
proto:
	scripts/proto.sh

## bench: build both programs for release and measure (Benchmarks/README.md)
bench: release
	python3 Benchmarks/run.py

## openapi: hold docs/openapi.yaml against a running daemon (schemathesis, from PyPI)
openapi: build
	scripts/openapi.sh

## setup: what the build needs of Debian
setup:
	@scripts/setup.sh

clean:
	rm -rf .build demo
