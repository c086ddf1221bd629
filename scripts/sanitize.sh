#!/bin/sh
# Runs tests of the store, the daemon inside the test process, LMDB and the platform under the thread
# sanitizer, in a build folder of its own, whose first build takes as long as any from nothing. Fails
# on a report. Skips with the reason where no program with the sanitizer can be built or run.
set -eu

cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
swift=${SWIFT:-swift}
folder=.build-thread
tests='^(LedgerStoreTests|DaemonTests|PlatformTests|LMDBTests)\.'
# What takes minutes without a sanitizer takes hours with one; 400 threads do not end at all.
skipped='Model(Peculiar|Redaction)?Tests|ScenarioTests|RulesDigest|SimulationTests|ThreadTests'

# Its runtime may be missing, or the kernel may give it no addresses.
trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT
printf 'print("runs")\n' >"$trial/main.swift"
said=$("${swift}c" -sanitize=thread "$trial/main.swift" -o "$trial/main" 2>&1 \
    && "$trial/main" 2>&1) || true
case $said in
*runs) ;;
*)
    echo "skipped: the thread sanitizer: $(printf '%s' "$said" | tail -1)"
    exit 0
    ;;
esac

"$swift" build --build-tests --sanitize=thread --scratch-path "$folder"
# One run tells all that there is to tell.
export TSAN_OPTIONS="halt_on_error=0 suppressions=$PWD/scripts/tsan.supp"
log=$folder/report.log
status=0
timeout --kill-after=10 "${LEDGERD_TEST_MINUTES:-20}m" "$swift" test --skip-build \
    --sanitize=thread --scratch-path "$folder" --no-parallel \
    --filter "$tests" --skip "$skipped" >"$log" 2>&1 || status=$?
reports=$(grep -c '^WARNING: ThreadSanitizer' "$log" || true)
echo "thread sanitizer: tests ended with $status, $reports reports; the log is $log"
[ "$status" -eq 0 ] && [ "$reports" -eq 0 ] || {
    grep -E '^SUMMARY|error:|✘' "$log" | sort | uniq -c | sort -rn | head -20
    exit 1
}
