#!/bin/sh
# Feeds every parser inputs that libFuzzer makes from Tests/Fuzz/corpus, SECONDS each (10), under the
# address sanitizer. Fails if one traps, hangs or breaks a promise of Tests/Fuzz/Sources; the input
# is then kept. What else is found stays in .build-fuzz/found and is the start of the next run.
#
#     scripts/fuzz.sh [SECONDS [TARGET ...]]
set -eu

cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
# Tables that live as long as the process look like leaks, since Swift marks their pointers.
export ASAN_OPTIONS=detect_leaks=0
swift=${SWIFT:-swift}
seconds=${1:-10}
[ $# -eq 0 ] || shift

# One flag with both: of two, the compiler heeds the last. The first build takes about five minutes,
# since everything below the parsers is instrumented too.
build() {
    "$swift" build --package-path Tests/Fuzz --scratch-path .build-fuzz -c release --product Fuzz \
        -Xswiftc -sanitize=fuzzer,address "$@"
}
build
build=$(build --show-bin-path)
# The program's main is libFuzzer's. Debian's gold does not link it.
"${swift}c" -use-ld=lld -sanitize=fuzzer,address "$build/libFuzz.a" -lstdc++ -o "$build/fuzz"

targets=${*:-$("$build/fuzz" 2>/dev/null || true)}
[ -n "$targets" ] || { echo "the fuzzer names no parsers" >&2; exit 1; }
crashes=.build-fuzz/crashes
mkdir -p "$crashes"
failed=""
for target in $targets; do
    corpus=Tests/Fuzz/corpus/$target
    found=.build-fuzz/found/$target
    log=.build-fuzz/$target.log
    [ -d "$corpus" ] || { echo "there is no $corpus" >&2; exit 1; }
    mkdir -p "$found"
    status=0
    LEDGER_FUZZ=$target "$build/fuzz" -max_total_time="$seconds" -max_len=8192 -timeout=10 \
        -rss_limit_mb=2048 -print_final_stats=1 -dict=Tests/Fuzz/words.dict \
        -artifact_prefix="$crashes/$target-" "$found" "$corpus" >"$log" 2>&1 || status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
    cover=$(grep -Eo 'cov: [0-9]+ ft: [0-9]+' "$log" | tail -1)
    printf '%-12s %10s runs   %s   %s inputs\n' "$target" "${runs:-?}" "${cover:-}" \
        "$(ls "$found" | wc -l)"
    if [ "$status" -ne 0 ]; then
        failed="$failed $target"
        grep -E '^SUMMARY|^==.*ERROR|Test unit|Fatal error' "$log" >&2 || tail -20 "$log" >&2
    fi
done
if [ -n "$failed" ]; then
    echo "failed:$failed   the inputs are in $crashes, the logs in .build-fuzz" >&2
    exit 1
fi
