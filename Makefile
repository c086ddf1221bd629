# Two commands do everything on a fresh Debian 12 machine with Swift: `make demo` and `make test`.

SWIFT ?= swift
# A crash under a sanitizer otherwise waits for ever in the backtracer.
export SWIFT_BACKTRACE = enable=no

.PHONY: all demo test build release lint format proto bench openapi fuzz faults browser sanitize
.PHONY: deb setup clean

all: build

## demo: build, start a private daemon, load the seeds, ask the questions of a first five minutes
demo: setup
	$(SWIFT) build
	scripts/demo.sh

# Tests that keep both processors busy for a minute, and tests of a daemon inside the test process:
# beside others, which hold the threads that its tasks need, that daemon answers too late.
MODEL = Model(Peculiar|Redaction)?Tests
INSIDE = ^DaemonTests

## test: lint, build, run every test
test: setup lint
	$(SWIFT) build --build-tests
	SWIFT='$(SWIFT)' scripts/test.sh --filter '$(INSIDE)'
	SWIFT='$(SWIFT)' scripts/test.sh --skip '$(INSIDE)' --skip '$(MODEL)'
	SWIFT='$(SWIFT)' scripts/test.sh --filter '$(MODEL)'
	python3 seeds/check.py
	python3 -m unittest discover --start-directory Tests/Interop
	python3 Tests/Faults/run.py

build: setup
	$(SWIFT) build

## release: both programs, optimised and with the Swift runtime inside
release: setup
	$(SWIFT) build -c release --static-swift-stdlib --product ledgerd
	$(SWIFT) build -c release --static-swift-stdlib --product ledgerctl

## deb: the Debian package of the release build, tried from a folder (packaging, scripts/deb.sh)
deb: release
	scripts/deb.sh

lint:
	$(SWIFT) format lint --strict --parallel --recursive Sources Tests Package.swift

format:
	$(SWIFT) format --in-place --parallel --recursive Sources Tests Package.swift

## proto: write the generated code and the descriptor anew (needs protobuf-compiler)
proto:
	scripts/proto.sh

## bench: build both programs for release, measure appends, write docs/benchmarks (see Benchmarks)
bench: release
	python3 Benchmarks/run.py --json docs/benchmarks/appends.json --svg docs/benchmarks/appends.svg

## openapi: hold docs/openapi.yaml against a running daemon (schemathesis, from PyPI)
openapi: build
	scripts/openapi.sh

SECONDS ?= 10

## fuzz: every parser under libFuzzer and the address sanitizer, SECONDS each (Tests/Fuzz/README.md)
fuzz: setup
	SWIFT='$(SWIFT)' scripts/fuzz.sh $(SECONDS)

MINUTES ?= 10

## faults: kill, fail, cut, fill, flip, starve, race and trespass, for MINUTES (Tests/Faults/README.md)
faults: build
	python3 Tests/Faults/run.py --judge-times --minutes $(MINUTES)

## browser: the report in Chromium, if it is installed (Tests/Browser/README.md)
browser: build
	python3 -m unittest discover --verbose --start-directory Tests/Browser

## sanitize: tests of store and daemon under the thread sanitizer, in a build folder of its own
sanitize: setup
	SWIFT='$(SWIFT)' scripts/sanitize.sh

## setup: what the build needs of Debian
setup:
	@scripts/setup.sh

clean:
	rm -rf .build .build-fuzz .build-thread demo
