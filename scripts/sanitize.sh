#!/bin/sh
# Runs tests under the sanitizers that the toolchain has: the thread sanitizer over the store, the
# daemon inside the test process and the platform, the address sanitizer over the same and over a
# daemon that the fault programme then uses. Each has a build folder of its own; the first build of
# each takes as long as any from nothing. What cannot run here is skipped with the reason.
#
#     scripts/sanitize.sh [thread] [address]
set -eu

cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
swift=${SWIFT:-swift}
tests='^(LedgerStoreTests|DaemonTests|PlatformTests|LMDBTests)\.'
# What takes minutes without a sanitizer takes hours with one; four hundred threads do not end at all.
skipped='Model(Peculiar|Redaction)?Tests|ScenarioTests|RulesDigest|SimulationTests|ThreadTests'

# Whether a program with a sanitizer can be built, and runs: its runtime may be missing, or the
# kernel may give it no addresses.
works() {
    folder=$(mktemp -d)
    printf 'print("runs")\n' >"$folder/main.swift"
    said=$("${swift}c" -sanitize="$1" "$folder/main.swift" -o "$folder/main" 2>&1 \
        && "$folder/main" 2>&1) || true
    rm -rf "$folder"
    case $said in *runs) return 0 ;; esac
    echo "skipped: $1: $(printf '%s' "$said" | tail -1)"
    return 1
}

failed=""
ran=""
check() {
    folder=.build-$1
    log=$folder/report.log
    "$swift" build --build-tests --sanitize="$1" --scratch-path "$folder"
    ran="$ran $1"
    # halt_on_error=0: one run tells all that there is to tell.
    export TSAN_OPTIONS="halt_on_error=0 suppressions=$PWD/scripts/tsan.supp"
    export ASAN_OPTIONS="detect_leaks=0 halt_on_error=1"
    status=0
    timeout --kill-after=10 "${LEDGERD_TEST_MINUTES:-20}m" "$swift" test --skip-build --sanitize="$1" --scratch-path "$folder" --no-parallel \
        --filter "$tests" --skip "$skipped" >"$log" 2>&1 || status=$?
    reports=$(grep -cE '^(WARNING: ThreadSanitizer|==[0-9]+==ERROR)' "$log" || true)
    echo "$1: tests ended with $status, $reports reports; the log is $log"
    if [ "$status" -ne 0 ] || [ "$reports" -ne 0 ]; then
        failed="$failed $1"
        grep -E '^SUMMARY|error:|✘' "$log" | sort | uniq -c | sort -rn | head -20
    fi
}

for one in ${*:-thread address}; do
    works "$one" || continue
    check "$one"
    if [ "$one" = address ]; then
        python3 Tests/Faults/run.py --programs .build-address/debug --only strangers --only slow \
            || failed="$failed faults"
    fi
done
echo "sanitized:${ran:- nothing}${failed:+; failed:$failed}"
[ -z "$failed" ]
