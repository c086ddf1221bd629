#!/bin/sh
# Runs `swift test --skip-build` with the arguments given, but for no longer than LEDGERD_TEST_MINUTES
# (20): a test that hangs is ended and named, instead of keeping the machine for hours.
set -eu

minutes=${LEDGERD_TEST_MINUTES:-20}
events=$(mktemp)
trap 'rm -f "$events"' EXIT
trap 'exit 130' INT TERM

status=0
timeout --kill-after=10 "${minutes}m" \
    "${SWIFT:-swift}" test --skip-build --event-stream-output-path "$events" "$@" || status=$?
if [ "$status" -eq 124 ] || [ "$status" -eq 137 ]; then
    python3 "$(dirname "$0")/unfinished.py" "$minutes" "$events"
fi
exit "$status"
