#!/bin/sh
# Writes Sources/LedgerSchema from proto/ledger/v1/event.proto.
set -eu
cd "$(dirname "$0")/.."

command -v protoc >/dev/null 2>&1 || {
    echo "protoc is missing: apt-get install protobuf-compiler" >&2
    exit 1
}
swift build -c release --product protoc-gen-swift
protoc -I proto/ledger/v1 \
    --plugin=protoc-gen-swift=.build/release/protoc-gen-swift \
    --swift_out=Sources/LedgerSchema \
    --swift_opt=Visibility=Package,UseAccessLevelOnImports=true \
    proto/ledger/v1/event.proto
protoc -I proto --include_source_info \
    --descriptor_set_out=Sources/LedgerSchema/event.binpb \
    proto/ledger/v1/event.proto
